/** Promises of the learner's that the host waits for: how each of them ended, by the number under which it is held. */
import { answer } from './answer.ts';
import { held } from './held.ts';
import { promiseThen } from './primordials.ts';
import { define } from './properties.ts';

interface Watched {
  state: 'pending' | 'fulfilled' | 'rejected';
  value: unknown;
}

const watched: Watched[] = [];

/** Begins to watch a held promise. */
export const watch = (number: number): void => {
  const entry: Watched = { state: 'pending', value: undefined };
  define(watched, number, entry);
  promiseThen(
    held[number],
    (value: unknown) => {
      entry.state = 'fulfilled';
      entry.value = value;
    },
    (reason: unknown) => {
      entry.state = 'rejected';
      entry.value = reason;
    },
  );
};

/** `pending`, or how a watched promise ended, as an answer. */
export const outcome = (number: number): string => {
  const entry = watched[number] as Watched;
  if (entry.state === 'pending') return 'pending';
  return answer(() => {
    if (entry.state === 'rejected') throw entry.value;
    return entry.value;
  });
};
