/** What a right pool does, as one list of environments that is searched. Names are the learner's: the model learns them as they are given out. */
import type { Counts, PoolOptions } from './types.ts';

interface Environment {
  /** Unknown until it is given out for the first time. */
  name: string | undefined;
  provisioned: boolean;
  state: 'busy' | 'idle' | 'starting';
  /** Since when it is idle, or when it will be. */
  since: number;
}

export interface Expected {
  start: 'warm' | 'cold' | 'throttled';
  /** Those that may be given out, by their names; undefined stands for one that has no name yet. */
  any: readonly (string | undefined)[];
  why: string;
}

export class PoolModel {
  readonly #options: PoolOptions;
  #environments: Environment[];
  readonly #requests = { warm: 0, cold: 0, throttled: 0 };
  #idleProvisionedMs = 0;
  #idleMs = 0;
  #now = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#environments = Array.from({ length: options.provisioned }, () => ({
      name: undefined,
      provisioned: true,
      state: 'idle' as const,
      since: 0,
    }));
  }

  /** The names of those that work on a request. */
  get busy(): string[] {
    return this.#environments.filter(({ state }) => state === 'busy').map(({ name }) => name!);
  }

  expects(now: number): Expected {
    this.#goOn(now);
    const idle = this.#environments.filter(({ state }) => state === 'idle');
    const best = idle.some(({ provisioned }) => provisioned) ? idle.filter(({ provisioned }) => provisioned) : idle;
    const last = Math.max(...best.map(({ since }) => since));
    const any = best.filter(({ since }) => since === last).map(({ name }) => name);
    if (any.length > 0) {
      const which = best[0]!.provisioned ? 'a provisioned environment is' : 'an environment is';
      const who = any[0] === undefined ? 'one that has not been used yet' : any.map((name) => `"${name}"`).join(' or ');
      return { start: 'warm', any, why: `${which} idle: ${who}, since ${last}` };
    }
    const all = this.#environments.length;
    return all < this.#options.concurrency
      ? { start: 'cold', any: [undefined], why: `none is idle, and there are ${all} of ${this.#options.concurrency}` }
      : {
          start: 'throttled',
          any: [],
          why: `none is idle, and there are ${all} of ${this.#options.concurrency} already`,
        };
  }

  /** The learner gave out what was expected, under this name. */
  arrived({ start }: Expected, name: string | undefined): void {
    this.#requests[start]++;
    if (start === 'throttled') return;
    if (start === 'cold') {
      this.#environments.push({ name, provisioned: false, state: 'busy', since: this.#now });
      return;
    }
    const idle = this.#environments.filter(({ state }) => state === 'idle');
    const environment = idle.find((each) => each.name === name) ?? this.#best(idle);
    environment.name = name;
    environment.state = 'busy';
  }

  finished(name: string, now: number): void {
    this.#goOn(now);
    const environment = this.#environments.find((each) => each.name === name)!;
    environment.state = 'idle';
    environment.since = now;
  }

  prewarm(count: number, now: number): number {
    this.#goOn(now);
    const begun = Math.min(count, this.#options.concurrency - this.#environments.length);
    for (let nth = 0; nth < begun; nth++)
      this.#environments.push({
        name: undefined,
        provisioned: false,
        state: 'starting',
        since: now + this.#options.startMs,
      });
    this.#goOn(now);
    return begun;
  }

  counts(now: number): Counts {
    this.#goOn(now);
    const count = (state: Environment['state']) => this.#environments.filter((each) => each.state === state).length;
    return {
      busy: count('busy'),
      idle: count('idle'),
      starting: count('starting'),
      ...this.#requests,
      idleProvisionedMs: this.#idleProvisionedMs,
      idleMs: this.#idleMs,
    };
  }

  /** One of those without a name that come first. */
  #best(idle: readonly Environment[]): Environment {
    const nameless = idle.filter(({ name }) => name === undefined);
    return nameless.toSorted((a, b) => Number(b.provisioned) - Number(a.provisioned) || b.since - a.since)[0]!;
  }

  /** Adds up what was idle since the last look, and lets go of what is over. */
  #goOn(now: number): void {
    const { keepAliveMs } = this.#options;
    for (const each of this.#environments) {
      if (each.state === 'busy') continue;
      const from = Math.max(each.since, this.#now);
      const to = each.provisioned ? now : Math.min(now, each.since + keepAliveMs);
      if (to > from) {
        if (each.provisioned) this.#idleProvisionedMs += to - from;
        else this.#idleMs += to - from;
      }
      if (each.state === 'starting' && each.since <= now) each.state = 'idle';
    }
    this.#environments = this.#environments.filter(
      ({ state, provisioned, since }) => state !== 'idle' || provisioned || now < since + keepAliveMs,
    );
    this.#now = now;
  }
}
