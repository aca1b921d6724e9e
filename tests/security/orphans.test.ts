/**
 * Nothing is left behind: a sandbox process ends with its parent even when that is killed in the middle of a run, ends by
 * itself when its parent does not see to it, and needs no folder that somebody would have to clear away.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bundleChild } from '../../src/sandbox/bundle.ts';
import { startProcess } from '../../src/sandbox/node-process.ts';
import { descendantsOf, isRunning, type Running } from './processes.ts';

const PATIENT = { timeout: 40_000, interval: 100 };
/** What must come about within a few seconds; a computer that is busy with other tests is given some more. */
const SOON = { timeout: 10_000, interval: 100 };

let parents: number[] = [];

/** Starts a program of ours as somebody else would, with a folder for temporary files of its own. */
function start(command: string, args: string[]): { pid: number; temporary: string } {
  const temporary = mkdtempSync(join(tmpdir(), 'headroom-test-'));
  const env = { ...process.env, TMPDIR: temporary };
  const { pid = 0 } = spawn(command, args, { stdio: 'ignore', env });
  parents.push(pid);
  return { pid, temporary };
}

/** Waits until the sandbox process below this one has worked for a while. */
function untilItSpins(pid: number): Promise<Running> {
  return vi.waitFor(() => {
    const busy = descendantsOf(pid).find(({ isSandbox, seconds }) => isSandbox && seconds >= 1);
    expect(busy, 'a process that spins').toBeDefined();
    return busy as Running;
  }, PATIENT);
}

afterEach(() => {
  for (const pid of parents.filter(isRunning)) process.kill(pid, 'SIGKILL');
  parents = [];
});

describe.skipIf(process.platform === 'win32')('a sandbox process that spins', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)('ends with its parent: %s', async (signal) => {
    const { pid } = start(process.execPath, ['tests/security/spinning-parent.ts']);
    const spinning = await untilItSpins(pid);
    process.kill(pid, signal);
    await vi.waitFor(() => expect(isRunning(spinning.pid)).toBe(false), SOON);
  });

  test.each([
    ['node', process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli/grade.ts']],
    ['npm', 'npm', ['run', '--silent', 'grade', '--']],
  ])(
    'grade, run by %s and killed in the middle of a run, leaves neither a process nor a file',
    async (_by, command, args) => {
      const folder = mkdtempSync(join(tmpdir(), 'headroom-test-'));
      const file = join(folder, 'spins.ts');
      writeFileSync(file, 'for (;;) [].indexOf.call({ length: 2 ** 53 - 1 } as never, 1 as never);\nexport {};');
      const { pid, temporary } = start(command, [...args, 'server-calculator', file]);
      await vi.waitFor(() => expect(descendantsOf(pid).some(({ isSandbox }) => isSandbox)).toBe(true), PATIENT);
      const below = descendantsOf(pid);
      process.kill(pid, 'SIGKILL');
      await vi.waitFor(() => expect(below.filter((each) => isRunning(each.pid))).toEqual([]), SOON);
      // npm keeps a cache of its own there.
      expect(readdirSync(temporary).filter((name) => name !== 'node-compile-cache')).toEqual([]);
      for (const each of [folder, temporary]) rmSync(each, { recursive: true });
    },
  );
});

describe('a sandbox process', () => {
  const ask = async (grade: string, limits: { questionMs: number; memory: number }, deadlineMs = 50_000) => {
    const { program, watch } = await bundleChild();
    const started = startProcess(program, {
      script: `globalThis.headroom = { grading: { statedTests: () => [] }, createGrader: async (_wasm, tell) => ({ grade() { ${grade} } }) };`,
      wasm: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]).toString('base64'),
      watch,
      limits,
    });
    try {
      return await started.ask('{}', deadlineMs);
    } finally {
      started.kill();
    }
  };

  test('says that it ended itself because a question took too long', async () => {
    expect(await ask('for (;;);', { questionMs: 300, memory: 4e9 })).toMatchObject({ kind: 'ended', why: 'time' });
  });

  test('has said how much of its time was the learner’s, and how far it came, before it is ended for being late', async () => {
    const grade = 'tell({ learnerSeconds: 1 }); tell({ done: 1 }); tell({ learnerSeconds: 2 }); for (;;);';
    const answer = await ask(grade, { questionMs: 50_000, memory: 4e9 }, 5_000);
    expect(answer).toEqual({ kind: 'deadline', learnerSeconds: 2, testsDone: 1 });
  });

  test('says that it ended itself because it took too much memory', async () => {
    const grade = 'for (const all = []; ; ) all.push(new Uint8Array(1_000_000).fill(1));';
    expect(await ask(grade, { questionMs: 50_000, memory: 4e8 })).toMatchObject({ kind: 'ended', why: 'memory' });
  });

  test('may read no file, not even its own', async () => {
    const grade = `
      const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs');
      const tried = [() => readFileSync(process.execPath), () => readFileSync('package.json'), () => writeFileSync('x', ''),
        () => process.getBuiltinModule('node:child_process').spawnSync('true')];
      return tried.map((what) => { try { what(); return 'it may'; } catch (error) { return error.code; } }).join();`;
    const answer = await ask(grade, { questionMs: 50_000, memory: 4e9 });
    expect(answer).toEqual({ kind: 'line', line: Array(4).fill('ERR_ACCESS_DENIED').join() });
  });
});
