/** What one step of a run must look like before it is shown. It comes from where a stranger's code runs: everything has an end. */
import * as v from 'valibot';
import type { SteppedTo } from '#exploration';
import { InvalidReport } from './report-schema.ts';
import { choices, MOST_CHOICES, name, picture, text, whole } from './schema-words.ts';

/** Characters of JSON that a step may have at most. */
const MAX_STEP = 2_000_000;

const count = v.pipe(whole, v.minValue(0));
const words = text(400);

const stepped = v.strictObject({
  steps: count,
  made: v.pipe(count, v.maxValue(MOST_CHOICES)),
  inFlight: v.pipe(
    v.array(
      v.strictObject({
        id: name,
        kind: v.picklist(['request', 'message', 'alarm']),
        from: name,
        to: name,
        text: words,
        sentAt: count,
        due: v.optional(v.number()),
      }),
    ),
    v.maxLength(200),
  ),
  actors: v.pipe(
    v.array(
      v.strictObject({
        id: name,
        isUp: v.boolean(),
        story: v.pipe(
          v.array(v.strictObject({ told: words, did: v.pipe(v.array(words), v.maxLength(40)) })),
          v.maxLength(400),
        ),
        holds: v.optional(words),
      }),
    ),
    v.maxLength(16),
  ),
  choices,
  picture,
  isOver: v.boolean(),
  thrown: v.optional(text(4000)),
  problem: v.optional(text(4000)),
});

const answer = v.union([v.strictObject({ stepped }), v.strictObject({ message: text(4000) })]);

/** Checks what came back for a step. Throws InvalidReport when any part is out of shape. */
export function parseStepAnswer(told: unknown): { stepped: SteppedTo } | { message: string } {
  if (typeof told === 'string' && told.length <= MAX_STEP) {
    try {
      const parsed = v.safeParse(answer, JSON.parse(told), { abortEarly: true });
      if (parsed.success) return parsed.output as { stepped: SteppedTo } | { message: string };
    } catch {
      // Not JSON.
    }
  }
  throw new InvalidReport('the step is out of shape');
}
