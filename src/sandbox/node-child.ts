/**
 * The Node twin's child process: it runs the same script as the sandbox worker, answers one line of JSON with another,
 * and has nothing else: no environment, no files, no child processes. What it runs comes with the first line.
 */
import { Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { readLines } from './lines.ts';
import { type ChildStart, secondsLine } from './node-start.ts';
import type { GradeRequest, Progress, SandboxApi, Spent } from './protocol.ts';

declare const headroom: {
  createGrader(
    wasm: WebAssembly.Module,
    onProgress: (progress: Progress | Spent) => void,
    now: () => number,
  ): Promise<SandboxApi>;
};

const questions = new Int32Array(new SharedArrayBuffer(8));
let grader: Promise<SandboxApi> | undefined;

function start({ script, wasm, watch, limits }: ChildStart): Promise<SandboxApi> {
  // First of all: from here on, nothing that runs here outlives the parent.
  new Worker(watch, { eval: true, env: {}, workerData: { limits, questions } });
  new Script(script, { filename: 'sandbox.js' }).runInThisContext();
  return headroom.createGrader(new WebAssembly.Module(Buffer.from(wasm, 'base64')), tell, processorTime);
}

/** Of what happens on the way, the parent has a use for one thing. */
function tell(event: Progress | Spent): void {
  if ('learnerSeconds' in event) process.stdout.write(`${secondsLine(event.learnerSeconds)}\n`);
}

let [askedAt, used] = [Number.NEGATIVE_INFINITY, 0];

/**
 * Milliseconds of the processor's time that this process has used. Each call into a guest asks, and the system answers slowly: once in
 * a millisecond is enough.
 */
function processorTime(): number {
  const now = performance.now();
  if (now - askedAt >= 1) {
    const { user, system } = process.cpuUsage();
    [askedAt, used] = [now, (user + system) / 1000];
  }
  return used;
}

// One question at a time: the parent asks the next when this one is answered.
readLines(process.stdin, async (line) => {
  if (!grader) {
    grader = start(JSON.parse(line) as ChildStart);
    return;
  }
  Atomics.add(questions, 0, 1);
  const report = await (await grader).grade(JSON.parse(line) as GradeRequest);
  Atomics.add(questions, 1, 1);
  process.stdout.write(`${report}\n`);
});
