/** What a right cache keeps, as plainly as it can be said: a list that is searched from end to end. The suite holds answers to it. */
import type { CacheOptions, Value } from './types.ts';

export type Call =
  | { does: 'get' | 'has' | 'delete'; key: string; now: number }
  | { does: 'set'; key: string; value: Value; now: number }
  | { does: 'size'; now: number };

interface Entry {
  key: string;
  value: Value;
  setAt: number;
  /** Places in the order of use: the greater, the later. */
  used: number;
}

export class Model {
  #entries: Entry[] = [];
  #uses = 0;
  readonly #capacity: number;
  readonly #timeToLive: number;

  constructor({ capacity, timeToLive }: CacheOptions) {
    this.#capacity = capacity;
    this.#timeToLive = timeToLive;
  }

  /** What the call must return; `undefined` for `set`. */
  answer(call: Call): Value | boolean {
    this.#entries = this.#entries.filter(({ setAt }) => call.now - setAt < this.#timeToLive);
    if (call.does === 'size') return this.#entries.length;
    const entry = this.#entries.find(({ key }) => key === call.key);
    switch (call.does) {
      case 'get':
        if (entry) entry.used = ++this.#uses;
        return entry?.value;
      case 'has':
        return entry !== undefined;
      case 'delete':
        this.#entries = this.#entries.filter((other) => other !== entry);
        return entry !== undefined;
      case 'set': {
        const others = this.#entries.filter((other) => other !== entry);
        const { key, value, now } = call;
        if (others.length === this.#capacity)
          others.splice(others.indexOf(others.reduce((a, b) => (a.used < b.used ? a : b))), 1);
        this.#entries = [...others, { key, value, setAt: now, used: ++this.#uses }];
        return undefined;
      }
    }
  }

  /** The keys that are kept, the one used longest ago first. */
  get keys(): string[] {
    return this.#entries.toSorted((a, b) => a.used - b.used).map(({ key }) => key);
  }
}
