/** What the schemas of the sandbox's answers have in common. */
import * as v from 'valibot';
import { MOST_DRAWN } from '#grading';

/** A text of so many characters at most: nothing that comes back has no end. */
export const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
export const whole = v.pipe(v.number(), v.integer());
export const finite = v.pipe(v.number(), v.finite());
/** The longest title of a test. */
export const testName = text(300);
export const status = v.picklist(['pass', 'fail', 'error']);

/** A space–time picture. */
export const picture = v.strictObject({
  kind: v.literal('space-time'),
  title: text(MOST_DRAWN.title),
  unit: text(20),
  lanes: v.pipe(v.array(text(MOST_DRAWN.lane)), v.maxLength(MOST_DRAWN.lanes)),
  spans: v.pipe(
    v.array(
      v.strictObject({
        lane: text(MOST_DRAWN.lane),
        from: finite,
        to: v.optional(finite),
        label: text(MOST_DRAWN.label),
        tone: v.optional(v.picklist(['plain', 'wrong', 'muted'])),
      }),
    ),
    v.maxLength(MOST_DRAWN.spans),
  ),
  arrows: v.pipe(
    v.array(
      v.strictObject({
        from: text(MOST_DRAWN.lane),
        sentAt: finite,
        to: text(MOST_DRAWN.lane),
        receivedAt: v.optional(finite),
        label: text(MOST_DRAWN.label),
      }),
    ),
    v.maxLength(MOST_DRAWN.arrows),
  ),
  bands: v.pipe(
    v.array(v.strictObject({ from: finite, to: finite, label: text(MOST_DRAWN.label) })),
    v.maxLength(MOST_DRAWN.bands),
  ),
});

/** The name of what is on its way, or of an actor. */
export const name = text(60);

const choice = v.variant('do', [
  v.strictObject({ do: v.picklist(['deliver', 'lose', 'repeat']), id: name }),
  v.strictObject({
    do: v.literal('cut'),
    groups: v.pipe(v.array(v.pipe(v.array(name), v.maxLength(16))), v.maxLength(16)),
  }),
  v.strictObject({ do: v.literal('heal') }),
  v.strictObject({ do: v.picklist(['crash', 'restart']), actor: name }),
]);

/** The most choices that may lead somewhere. */
export const MOST_CHOICES = 2_000;

export const choices = v.pipe(v.array(choice), v.maxLength(MOST_CHOICES));
