/** A solution that remembers what it may not is told by a fresh copy of it, which has been asked nothing before. */
import { currentContext } from './context.ts';

/**
 * Runs `body` with a fresh copy of the learner's code behind what `solution` gives, and gives what it returns. Methods of objects from
 * before stay those of the copy that made them. The calls made in it are not shown by a failure after it: those that led up to it are.
 */
export function inFreshCopy<Result>(body: () => Result): Result {
  const context = currentContext();
  const { guest: used, calls } = context;
  const fresh = context.open();
  Object.assign(context, { guest: fresh, calls: [] });
  try {
    return body();
  } finally {
    Object.assign(context, { guest: used, calls });
    context.stepsElsewhere += fresh.steps();
    fresh.close();
  }
}
