/** What depends on its input alone gives the same answer again, whatever was asked in between. */
import { isEqual } from './equality.ts';
import { fail } from './expect.ts';
import { format } from './format.ts';

/**
 * Requires the same again: asks for each input, lets `between` ask something else about each, and asks once more, the last first, so
 * that an order of calls cannot look like an answer. `told` is the sentence for the learner when the second answer is another.
 * `sameAgain(keys, (key) => partition(key, 12), { told: (key, first, again) => …, between: (key) => partition(key, 5) })`
 */
export function sameAgain<Input, Answer>(
  inputs: readonly Input[],
  ask: (input: Input) => Answer,
  { told, between }: { told(input: Input, first: Answer, again: Answer): string; between?(input: Input): unknown },
): void {
  const answers = inputs.map((input) => [input, ask(input)] as const);
  if (between) for (const input of inputs) between(input);
  for (const [input, first] of answers.reverse()) {
    const again = ask(input);
    if (!isEqual(again, first)) fail(told(input, first, again), { expected: format(first), actual: format(again) });
  }
}
