/** How what happens is said, where somebody reads it. */
import { format } from '#grading';
import type { History } from './memory.ts';

/** How a lab says things. Where it does not, values are shown as they are written in code. */
export interface Wording<Ask, Answer> {
  /** `read("x") at a` */
  ask(ask: Ask, actor: string): string;
  /** ` → "tea"`, to be put after the request. */
  answer(ask: Ask, answer: Answer): string;
  message(message: unknown): string;
  /** What an actor is known to hold. */
  holds(history: History<Ask, Answer>): string | undefined;
}

export function wordingOf<Ask, Answer>(words: Partial<Wording<Ask, Answer>> = {}): Wording<Ask, Answer> {
  return {
    ask: (ask, actor) => `${format(ask)} at ${actor}`,
    answer: (_ask, answer) => ` → ${format(answer)}`,
    message: format,
    holds: () => undefined,
    ...words,
  };
}
