/**
 * A thread of the Node twin's child process that watches over it: the other thread, while it runs a learner's code, hears
 * nothing. It ends the process when its parent is gone, even by SIGKILL; when a question has taken too long, should
 * the parent not see to it; and when the process has taken too much memory.
 */
import { read, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { type ChildLimits, type LastWord, LIFELINE, LOADING_MS } from './node-start.ts';

/** How often the limits are looked at, in milliseconds. */
const EVERY_MS = 100;

const { limits, questions } = workerData as {
  limits: ChildLimits;
  /** How many questions were asked, how many of them answered, whether the suite is loaded, and how many signs of life there were. */
  questions: Int32Array<SharedArrayBuffer>;
};

function end(word?: LastWord): void {
  try {
    if (word) writeSync(LIFELINE, word);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}

// The parent never writes: whatever this comes back with, it is gone.
read(LIFELINE, Buffer.alloc(1), 0, 1, null, () => end());

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let seen = { question: 0, at: 0, processorMs: 0 };
let sign = { number: 0, processorMs: 0 };
setInterval(() => {
  if (process.memoryUsage.rss() > limits.memory) end('memory');
  if (Atomics.load(questions, 2) === 0 && processorMs() > LOADING_MS) end('time');
  const [asked, answered] = [Atomics.load(questions, 0), Atomics.load(questions, 1)];
  if (asked === answered) return;
  if (asked !== seen.question) seen = { question: asked, at: performance.now(), processorMs: processorMs() };
  const signs = Atomics.load(questions, 3);
  if (signs !== sign.number) sign = { number: signs, processorMs: processorMs() };
  if (limits.silentMs !== undefined && processorMs() - sign.processorMs > limits.silentMs) end('silence');
  const spent = Math.max(performance.now() - seen.at, processorMs() - seen.processorMs);
  if (spent > limits.questionMs) end('time');
}, EVERY_MS);
