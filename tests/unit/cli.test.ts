/** The command line as an instructor uses it: what it prints, where, and how it exits. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

function grade(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'grade', '--', ...args], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { status, stdout, stderr };
}

describe('grade', () => {
  test('a right file: 0, and a readable report', () => {
    const { status, stdout } = grade('server-calculator', 'labs/server-calculator/solution.ts');
    expect(stdout).toContain('✓ A server of 1,000 requests per second at 70 % counts as 700');
    expect(stdout).toContain('10 of 10 requirements met, 6 of 6 marks');
    expect(status).toBe(0);
  });

  test('a wrong file: 1, with the counterexample', () => {
    const { status, stdout } = grade(
      'server-calculator',
      'labs/server-calculator/mistakes/divides-in-floating-point.ts',
    );
    expect(stdout).toContain('requestRate: 29, capacityPerServer: 100, targetUtilisation: 29');
    expect(stdout).toContain('Expected 1, got 2.');
    expect(status).toBe(1);
  });

  test('--format json: the report and nothing else on standard output', () => {
    const { status, stdout, stderr } = grade(
      'server-calculator',
      'labs/server-calculator/starter.ts',
      '--format',
      'json',
    );
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ version: 3, status: 'fail', lab: 'server-calculator', earned: 0, marks: 6 });
    expect(Object.keys(report.tests[0])).toEqual(expect.arrayContaining(['name', 'status', 'message']));
    expect(stderr).not.toMatch(/Error/);
    expect(status).toBe(1);
  });

  test('a file that cannot run: 1, and it says where', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'headroom-test-')), 'broken.ts');
    writeFileSync(file, 'export function calculateRequiredServers( {\n');
    const { status, stdout } = grade('server-calculator', file);
    expect(stdout).toContain('Line 2, column 1');
    expect(status).toBe(1);
  });

  test.each([
    ['an unknown lab', ['no-such-lab', 'x.ts'], /There is no lab "no-such-lab"\. The labs are: .*server-calculator/],
    ['a missing file', ['server-calculator', 'no-such-file.ts'], /There is no file no-such-file\.ts/],
    ['a folder', ['server-calculator', 'labs'], /labs cannot be read/],
    ['nothing at all', [], /missing required argument[\s\S]*The labs are: .*word-count/],
    [
      'an unknown format',
      ['server-calculator', 'labs/server-calculator/starter.ts', '--format', 'xml'],
      /Allowed choices are text, json/,
    ],
    [
      'a seed that is none',
      ['server-calculator', 'labs/server-calculator/starter.ts', '--seed', 'x'],
      /--seed must be a whole number/,
    ],
  ])('%s: 2, with what to do on standard error', (_name, args, told) => {
    const { status, stdout, stderr } = grade(...args);
    expect(stderr).toMatch(told);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});
