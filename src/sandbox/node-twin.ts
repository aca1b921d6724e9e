/**
 * The sandbox without a browser: a child process that runs the very script the worker runs, for the command line and
 * the tests. A process is the one thing in Node that can be stopped whatever it is doing.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab, Report } from '#grading';
import { bundleChild, bundleRuntime, bundleSuite, readWasm } from './bundle.ts';
import { readLines } from './lines.ts';
import type { GradeRequest } from './protocol.ts';
import { parseReport } from './report-schema.ts';
import { DEADLINE_MS, stoppedReport, unresponsive } from './stopped.ts';

const HEAP_MB = 256;

export interface NodeTwin {
  /** A hash of all that runs: with the same one, the same source and seed get the same report. */
  readonly fingerprint: string;
  grade(request: GradeRequest): Promise<Report>;
  /** As `grade`, but the report's own text, byte for byte as the runtime wrote it. */
  gradeText(request: GradeRequest): Promise<string>;
  close(): Promise<void>;
}

/** Opens a twin for one lab. Grades run one after the other; a run that had to be killed costs a new process. */
export async function openNodeTwin(labId: string, lab: Lab, options: { deadlineMs?: number } = {}): Promise<NodeTwin> {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const folder = await mkdtemp(join(tmpdir(), 'headroom-'));
  const files = {
    script: join(folder, 'sandbox.js'),
    wasm: join(folder, 'quickjs.wasm'),
    child: join(folder, 'child.mjs'),
  };
  const [runtime, suite, child, wasm] = await Promise.all([
    bundleRuntime(),
    bundleSuite(labId),
    bundleChild(),
    readWasm(),
  ]);
  await Promise.all([
    writeFile(files.script, `${runtime}\n${suite}`),
    writeFile(files.wasm, wasm),
    writeFile(files.child, child),
  ]);
  const hash = createHash('sha256');
  for (const part of [runtime, suite, child, wasm]) hash.update(part);
  const fingerprint = hash.digest('hex');
  let process: Child | undefined;

  const gradeText = async (request: GradeRequest): Promise<string> => {
    if (!process || process.ended) process = startChild(files, folder);
    const answer = await process.ask(JSON.stringify(request), deadlineMs);
    if (answer.kind === 'line') return answer.line;
    process = undefined;
    const message =
      answer.kind === 'deadline'
        ? unresponsive(deadlineMs)
        : 'The sandbox ended while your code ran, and gave no verdict. Run it again.';
    return JSON.stringify(stoppedReport(labId, lab, request.seed, message));
  };
  return {
    fingerprint,
    gradeText,
    grade: async (request) =>
      parseReport(await gradeText(request), { lab: labId, seed: request.seed, marks: lab.marks }),
    async close() {
      process?.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Answer = { kind: 'line'; line: string } | { kind: 'deadline' } | { kind: 'ended' };

interface Child {
  readonly ended: boolean;
  ask(line: string, deadlineMs: number): Promise<Answer>;
  kill(): void;
}

function startChild(files: { script: string; wasm: string; child: string }, folder: string): Child {
  const flags = [
    '--permission',
    `--allow-fs-read=${folder}`,
    `--max-old-space-size=${HEAP_MB}`,
    '--disable-proto=delete',
  ];
  const child: ChildProcessWithoutNullStreams = spawn(
    globalThis.process.execPath,
    [...flags, files.child, files.script, files.wasm],
    { env: {}, cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-2000);
  });
  child.stdin.on('error', () => {});
  let onAnswer = (_answer: Answer): void => {};
  let ended = false;
  child.once('exit', () => {
    ended = true;
    onAnswer({ kind: 'ended' });
  });
  readLines(child.stdout, (line) => onAnswer({ kind: 'line', line }));

  return {
    get ended() {
      return ended;
    },
    ask(line, deadlineMs) {
      return new Promise((resolve) => {
        onAnswer = (answer) => {
          onAnswer = () => {};
          clearTimeout(timer);
          if (answer.kind !== 'line') child.kill('SIGKILL');
          if (answer.kind === 'ended' && errors) globalThis.process.stderr.write(`sandbox process: ${errors}\n`);
          resolve(answer);
        };
        const timer = setTimeout(() => onAnswer({ kind: 'deadline' }), deadlineMs);
        child.stdin.write(`${line}\n`);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}
