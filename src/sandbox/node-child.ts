/**
 * The Node twin's child process: it runs the same script as the sandbox worker, answers one line of JSON with another,
 * and has nothing else: no environment, no files, no child processes. What it runs comes with the first line.
 */
import { Script } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { readLines } from './lines.ts';
import { type ChildStart, doneLine, loadedLine, type SuiteTests, secondsLine } from './node-start.ts';
import type { GradeRequest, Progress, SandboxApi, Spent } from './protocol.ts';

declare const headroom: {
  grading: { statedTests(): readonly { title: string; marks: number }[] };
  createGrader(
    wasm: WebAssembly.Module,
    onProgress: (progress: Progress | Spent) => void,
    now: () => number,
  ): Promise<SandboxApi>;
};

const questions = new Int32Array(new SharedArrayBuffer(16));
let grader: Promise<SandboxApi> | undefined;

function start({ script, wasm, watch, limits }: ChildStart): Promise<SandboxApi> {
  // First of all: from here on, nothing that runs here outlives the parent.
  new Worker(watch, { eval: true, env: {}, workerData: { limits, questions } });
  new Script(script, { filename: 'sandbox.js' }).runInThisContext();
  // Before any learner's code is here to be believed.
  const tests: SuiteTests = headroom.grading.statedTests().map(({ title, marks }) => ({ title, marks }));
  Atomics.store(questions, 2, 1);
  process.stdout.write(`${loadedLine({ tests })}\n`);
  return headroom.createGrader(new WebAssembly.Module(Buffer.from(wasm, 'base64')), tell, processorTime);
}

function tell(event: Progress | Spent): void {
  Atomics.add(questions, 3, 1);
  const line = 'learnerSeconds' in event ? secondsLine(event.learnerSeconds) : doneLine(event.done);
  process.stdout.write(`${line}\n`);
}

/** How old an answer may be. */
const FINE_MS = 8;

let [askedAt, used] = [Number.NEGATIVE_INFINITY, 0];

/**
 * Milliseconds of the processor's time that this process has used. Each call into a guest asks, and the system answers slowly: a seventh of
 * a run went by with asking once in a millisecond. Limits are seconds, so this is fine enough.
 */
function processorTime(): number {
  const now = performance.now();
  if (now - askedAt >= FINE_MS) {
    const { user, system } = process.cpuUsage();
    [askedAt, used] = [now, (user + system) / 1000];
  }
  return used;
}

// One question at a time: the parent asks the next when this one is answered.
readLines(process.stdin, async (line) => {
  if (!grader) {
    try {
      grader = start(JSON.parse(line) as ChildStart);
    } catch (thrown) {
      // The suite is ours: what it throws is its author's to read, and no verdict.
      const fault = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
      process.stdout.write(`${loadedLine({ fault })}\n`);
      throw thrown;
    }
    return;
  }
  Atomics.add(questions, 0, 1);
  Atomics.add(questions, 3, 1);
  const report = await (await grader).grade(JSON.parse(line) as GradeRequest);
  Atomics.add(questions, 1, 1);
  process.stdout.write(`${report}\n`);
});
