/** The command line as an instructor uses it: what it prints, where, and how it exits. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/cli/source.ts';
import { seedOfText } from '../../src/grading/index.ts';
import { MOST_CHARACTERS, TOO_LONG } from '../../src/sandbox/too-long.ts';

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

const HOUSE = process.cwd();

/** Runs a command as npm does when somebody types it in a folder. */
function run(command: string, args: string[], folder = HOUSE): Ran {
  // npm keeps the folder of the outermost npm, and these tests may be run by one.
  const { INIT_CWD: _outer, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', '--prefix', HOUSE, command, '--', ...args], {
    encoding: 'utf8',
    cwd: folder,
    env,
    shell: process.platform === 'win32',
  });
  return { status, stdout, stderr };
}

const grade = (...args: string[]): Ran => run('grade', args);
const check = (...args: string[]): Ran => run('check', args);

function temporaryFile(name: string, text: string | Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'headroom-test-')), name);
  writeFileSync(file, text);
  return file;
}

describe('grade', () => {
  test('a right file: 0, and a readable report', () => {
    const { status, stdout } = grade('server-calculator', 'labs/server-calculator/solution.ts');
    expect(stdout).toContain('✓ A server of 1,000 requests per second at 70 % counts as 700');
    expect(stdout).toContain('11 of 11 requirements met, 6 of 6 marks');
    expect(status).toBe(0);
  });

  test('a wrong file: 1, with the counterexample', () => {
    const { stdout: wrong } = check('server-calculator', '--print', 'divides-in-floating-point');
    const { status, stdout } = grade('server-calculator', temporaryFile('wrong.ts', wrong));
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

  test('the seed comes from the text, and is printed; --seed sets it', () => {
    const solution = readFileSync('labs/server-calculator/solution.ts', 'utf8');
    const files = [solution, `${solution} `].map((text) => temporaryFile('answer.ts', text));
    const printed = files.map((file) => grade('server-calculator', file).stdout);
    expect(printed.map((text) => text.trimEnd().split('\n').at(-1))).toEqual([
      `inputs from seed ${seedOfText(solution)}`,
      `inputs from seed ${seedOfText(`${solution} `)}`,
    ]);
    expect(grade('server-calculator', files[0]!).stdout).toBe(printed[0]);
    const chosen = grade('server-calculator', files[0]!, '--seed', '-7', '--format', 'json');
    expect(JSON.parse(chosen.stdout)).toMatchObject({ status: 'pass', seed: -7 });
  });

  test('a file that cannot run: 1, and it says where', () => {
    const broken = 'export function calculateRequiredServers( {\n';
    const { status, stdout } = grade('server-calculator', temporaryFile('broken.ts', broken));
    expect(stdout).toContain('Line 2, column 1');
    expect(status).toBe(1);
  });

  test.each([
    ['an unknown lab', ['no-such-lab', 'x.ts'], /There is no lab "no-such-lab"\. The labs are: .*server-calculator/],
    ['a missing file', ['server-calculator', 'no-such-file.ts'], /There is no file no-such-file\.ts/],
    ['a folder', ['server-calculator', 'labs'], /A class needs --out <file>/],
    ['a device', ['server-calculator', '/dev/zero'], /\/dev\/zero cannot be read: it is a device, and no file/],
    [
      'a name that a terminal would obey',
      ['server-calculator', 'a\u001b[2J\nb.ts'],
      /no file a\\u001b\[2J\\nb\.ts\.\n$/,
    ],
    ['an option that a terminal would obey', ['--\u009bx\ny'], /^error: unknown option '--\\u009bx\\ny'\n/],
    ['nothing at all', [], /missing required argument[\s\S]*The labs are: .*word-count/],
    [
      'an unknown format',
      ['server-calculator', 'labs/server-calculator/starter.ts', '--format', 'xml'],
      /Allowed choices are text, csv, json, junit, gradescope/,
    ],
    [
      'a seed that is none',
      ['server-calculator', 'labs/server-calculator/starter.ts', '--seed', 'x'],
      /--seed must be a whole number, not "x"/,
    ],
    [
      'a seed without a digit',
      ['server-calculator', 'labs/server-calculator/starter.ts', '--seed', ''],
      /--seed must be a whole number, not ""/,
    ],
  ])('%s: 2, with what to do on standard error', (_name, args, told) => {
    const { status, stdout, stderr } = grade(...args);
    expect(stderr).toMatch(told);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('grade, given what is no file of a learner’s', () => {
  test.skipIf(process.platform === 'win32')('a pipe: it does not wait for somebody to write to it', () => {
    const pipe = join(mkdtempSync(join(tmpdir(), 'headroom-test-')), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { status, stdout, stderr } = grade('server-calculator', pipe);
    expect(stderr).toBe(`${pipe} cannot be read: it is a pipe, and no file.\n`);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('a giant: it is not read to its end', () => {
    const giant = temporaryFile('giant.ts', '');
    truncateSync(giant, 1_000_000_000);
    expect(grade('server-calculator', giant)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(TOO_LONG),
      stderr: '',
    });
  });

  test('a text that is a character too long: it is told in the same words', () => {
    const long = temporaryFile('long.ts', ' '.repeat(MOST_CHARACTERS + 1));
    expect(grade('server-calculator', long)).toMatchObject({ status: 1, stdout: expect.stringContaining(TOO_LONG) });
  });
});

describe('grade, of a program that draws on terminals', () => {
  // Were it obeyed, this would clear the screen and show a full pass on it.
  const title = '11 of 11 requirements met, 6 of 6 marks';
  const source = `export function calculateRequiredServers(): never {
    console.log('\\u001b[2J\\u001b[H\\r${title}\\n${title}\\u202e');
    throw new Error('no\\n${title}\\u009b2J');
  }`;

  test('nothing that a terminal obeys is printed, and nothing of the learner’s looks like ours', () => {
    const { status, stdout } = grade('server-calculator', temporaryFile('drawing.ts', source));
    expect(stdout.split('\n').join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(stdout).toContain('      │ > \\u001b[2J\\u001b[H\\r');
    const lines = stdout.split('\n').filter((line) => line.includes(title));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^ {6}│ /);
    expect(status).toBe(1);
  });

  test('nor in JSON, which holds what was printed all the same', () => {
    const { stdout } = grade('server-calculator', temporaryFile('drawing.ts', source), '--format', 'json');
    expect(stdout.split('\n').join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(stdout).tests[0].output).toContain(`\u001b[2J\u001b[H\r${title}\n${title}\u202e\n`);
  });
});

describe('grade, from another folder', () => {
  const solution = readFileSync(join(HOUSE, 'labs/server-calculator/solution.ts'));

  test('finds a file from where it was typed', () => {
    const folder = dirname(temporaryFile('answer.ts', solution));
    mkdirSync(join(folder, 'inner'));
    expect(run('grade', ['server-calculator', 'answer.ts'], folder).status).toBe(0);
    expect(run('grade', ['server-calculator', '../answer.ts'], join(folder, 'inner')).status).toBe(0);
    expect(run('grade', ['server-calculator', 'solution.ts'], join(HOUSE, 'labs/server-calculator')).status).toBe(0);
  });

  test('names a file that is not there as it was typed', () => {
    const folder = dirname(temporaryFile('answer.ts', solution));
    const { status, stderr } = run('grade', ['server-calculator', './other/answer.ts'], folder);
    expect(stderr).toBe('There is no file ./other/answer.ts.\n');
    expect(status).toBe(2);
    // What is there in the house is not there where it was typed.
    expect(run('grade', ['server-calculator', 'labs/server-calculator/solution.ts'], folder).status).toBe(2);
  });

  test('without npm as well', () => {
    const folder = dirname(temporaryFile('answer.ts', solution));
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(HOUSE, 'src/cli/grade.ts'), 'server-calculator', 'answer.ts'],
      { encoding: 'utf8', cwd: folder },
    );
    expect(stdout).toContain('6 of 6 marks');
    expect(status).toBe(0);
  });
});

describe('a learner’s file as text', () => {
  const text = 'export const a = "é😀";\r\n';

  test('UTF-8, with a byte order mark or without', () => {
    expect(textOf(Buffer.from(text))).toBe(text);
    expect(textOf(Buffer.from(`\ufeff${text}`))).toBe(text);
    expect(textOf(Buffer.from(''))).toBe('');
  });

  const bigEndian = (some: string): Buffer => Buffer.from(some, 'utf16le').swap16();
  test.each([
    ['little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['big-endian', bigEndian(`\ufeff${text}`)],
    ['little-endian without a mark', Buffer.from(text, 'utf16le')],
    ['big-endian without a mark', bigEndian(text)],
  ])('UTF-16 is named as such: %s', (_kind, bytes) => {
    expect(() => textOf(bytes)).toThrow('Your file is saved as UTF-16. Save it as UTF-8.');
  });

  test('what is neither is said to be no UTF-8', () => {
    expect(() => textOf(Buffer.from(text, 'latin1'))).toThrow('Your file is not saved as UTF-8');
  });

  test('is a report like any other', () => {
    const { status, stdout } = grade('server-calculator', temporaryFile('a.ts', bigEndian(text)), '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      version: 3,
      status: 'error',
      message: 'Your file is saved as UTF-16. Save it as UTF-8.',
      tests: [],
    });
    expect(status).toBe(1);
  });
});

describe('check', () => {
  test('--print shows a mistake as a whole program', () => {
    const { status, stdout } = check('server-calculator', '--print', 'floor-plus-one');
    expect(stdout).toContain('export function calculateRequiredServers(');
    expect(stdout).toContain('Math.max(1, Number(load / share + 1n))');
    expect(status).toBe(0);
  });

  test('--diff shows what it changes, and in what', () => {
    const { status, stdout } = check('server-calculator', '--diff', 'floor-plus-one');
    expect(stdout).toMatch(/^--- right\/one-small-unit\.ts\n\+\+\+ floor-plus-one\n@@ /);
    expect(stdout).toMatch(/^-.*\(load \+ share - 1n\) \/ share/m);
    expect(stdout).toMatch(/^\+.*load \/ share \+ 1n/m);
    expect(status).toBe(0);
  });

  test.each([
    [
      'an unknown lab',
      ['no-such-lab'],
      /There is no lab no-such-lab, and no lesson of that name\..* The labs are: .*server-calculator/,
    ],
    [
      'an unknown mistake',
      ['server-calculator', '--print', 'x'],
      /has no mistake "x"\. Its mistakes are: .*floor-plus-one/,
    ],
    ['no seeds', ['server-calculator', '--seeds', '0'], /--seeds must be a whole number, 1 or more, not "0"/],
    ['a mistake of no lab', ['--diff', 'floor-plus-one'], /show a mistake of one lab/],
    ['mutants of a mistake', ['server-calculator', '--mutants', '--diff', 'x'], /cannot be used with/],
    ['both at once', ['server-calculator', '--diff', 'x', '--print', 'x'], /cannot be used with/],
  ])('%s: says what to do, on standard error', (_name, args, told) => {
    const { status, stdout, stderr } = check(...args);
    expect(stderr).toMatch(told);
    expect(stdout).toBe('');
    expect(status).not.toBe(0);
  });
});
