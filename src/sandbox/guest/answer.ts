/** An answer to the host: `[true, value]`, or `[false, what was thrown]`, as text; after a blank where something was printed. */
import { hasOutput } from './console.ts';
import { encode, encodeThrown, tooLarge } from './encode.ts';

/** Runs something of the learner's and tells how it went. It never throws, as long as there is room for its answer. */
export const answer = (body: () => unknown): string => {
  const text = outcomeOf(body);
  return hasOutput() ? ' ' + text : text;
};

const outcomeOf = (body: () => unknown): string => {
  try {
    return '[true,' + encode(body()) + ']';
  } catch (thrown) {
    if (thrown === tooLarge) return '[false,["large"]]';
    try {
      return '[false,' + encodeThrown(thrown) + ']';
    } catch (again) {
      return again === tooLarge ? '[false,["large"]]' : '[false,["e","Error","something that cannot be described",""]]';
    }
  }
};
