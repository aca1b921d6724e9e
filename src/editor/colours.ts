/** The colours of a text, found in a worker that is ended when a text takes too long: such a text stays without colours. */

import { scriptAddress } from '../trusted/policy.ts';
import painter from './painter.ts?worker&url';

/** Characters of the longest text that is coloured: no lab takes more. */
const LONGEST_TEXT = 100_000;
/** Milliseconds for one text, and for the worker to be ready, which is its script over a slow line and its grammar. */
const DEADLINE_MS = 5_000;
const START_LIMIT_MS = 60_000;
/** Texts that may take too long before nothing is coloured any more: each of them costs a processor its time. */
const MOST_ENDED = 3;

let worker: Promise<Worker> | undefined;
let ended = 0;
let turn: Promise<unknown> = Promise.resolve();

/** The pieces of a text as `painter.ts` writes them; none where the text cannot be coloured. Never rejects. */
export function coloursOf(text: string): Promise<Uint32Array> {
  const none = new Uint32Array(0);
  if (text.length > LONGEST_TEXT) return Promise.resolve(none);
  const painted = turn.then(() => (ended < MOST_ENDED ? paint(text) : none)).catch(() => none);
  turn = painted;
  return painted;
}

async function paint(text: string): Promise<Uint32Array> {
  worker ??= start();
  const ready = await worker.catch((error: unknown) => {
    worker = undefined;
    throw error;
  });
  const answer = answerOf<Uint32Array>(ready, DEADLINE_MS);
  ready.postMessage(text);
  return answer.catch((error: unknown) => {
    worker = undefined;
    ended++;
    throw error;
  });
}

async function start(): Promise<Worker> {
  const started = new Worker(scriptAddress(painter), { type: 'module' });
  await answerOf(started, START_LIMIT_MS);
  return started;
}

/** The next message of a worker. When none comes in time, or the worker breaks down, it is ended and this rejects. */
function answerOf<Answer>(asked: Worker, limit: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      asked.terminate();
      reject(new Error('A text could not be coloured.'));
    };
    const timer = setTimeout(fail, limit);
    asked.onmessage = ({ data }: MessageEvent<Answer>) => {
      clearTimeout(timer);
      resolve(data);
    };
    asked.onerror = () => {
      clearTimeout(timer);
      fail();
    };
  });
}
