/**
 * How a scene asks the code of a learner, so that what goes wrong in it is something that happens in the world, and can be seen there,
 * and not the end of the picture.
 */
import { format, GuestError, GuestStopped } from '#grading';

/** What came of it: an answer, or in a few words what was thrown instead: `RangeError: no servers (line 3)`. */
export type Attempt<Answer> = { answer: Answer } | { threw: string };

/** Events are short; whoever wrote the error may not have been. */
const MOST_LETTERS = 160;

/** Calls the code of a learner, or the reference in its place. Throws only when the code was stopped: it will not answer any more. */
export function attempt<Answer>(call: () => Answer): Attempt<Answer> {
  try {
    return { answer: call() };
  } catch (thrown) {
    if (thrown instanceof GuestStopped) throw thrown;
    return { threw: clipped(wordsFor(thrown)) };
  }
}

/** A value as a learner would write it, short enough for a sentence. */
export function shown(value: unknown): string {
  return clipped(format(value));
}

function wordsFor(thrown: unknown): string {
  if (thrown instanceof GuestError)
    return `${thrown.summary}${thrown.position ? ` (line ${thrown.position.line})` : ''}`;
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : format(thrown);
}

function clipped(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
}
