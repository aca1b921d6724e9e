/**
 * A thread of the Node twin's child process that watches over it: the other thread, while it runs a learner's code, hears
 * nothing. It ends the process when its parent is gone, even by SIGKILL; when a question has taken too long, should
 * the parent not see to it; and when the process has taken too much memory.
 */
import { read, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { type ChildLimits, type LastWord, LIFELINE } from './node-start.ts';

/** How often the limits are looked at, in milliseconds. */
const EVERY_MS = 100;

const { limits, questions } = workerData as {
  limits: ChildLimits;
  /** How many questions were asked, and how many of them answered. */
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
setInterval(() => {
  if (process.memoryUsage.rss() > limits.memory) end('memory');
  const [asked, answered] = [Atomics.load(questions, 0), Atomics.load(questions, 1)];
  if (asked === answered) return;
  if (asked !== seen.question) seen = { question: asked, at: performance.now(), processorMs: processorMs() };
  const spent = Math.max(performance.now() - seen.at, processorMs() - seen.processorMs);
  if (spent > limits.questionMs) end('time');
}, EVERY_MS);
