/** What the sandbox may say while it runs. Unlike an answer, what is out of shape here is merely dropped. */
import * as v from 'valibot';
import type { Progress, Spent } from './protocol.ts';
import { status, testName, whole } from './schema-words.ts';

/** Characters of one message. */
const MAX_MESSAGE = 2000;

const message = v.union([
  v.literal('ready'),
  v.strictObject({ done: whole, total: whole, name: testName, status }),
  v.strictObject({ learnerSeconds: v.pipe(whole, v.minValue(0), v.maxValue(1000)) }),
]);

/** Reads a message of the progress port; undefined for anything out of shape. */
export function parseProgress(data: unknown): Progress | Spent | 'ready' | undefined {
  if (typeof data !== 'string' || data.length > MAX_MESSAGE) return undefined;
  try {
    const parsed = v.safeParse(message, JSON.parse(data));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
