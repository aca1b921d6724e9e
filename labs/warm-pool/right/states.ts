// Written another way: one table of environments with a state each, searched at every call, and idle time added as time passes.
import type { Counts, Pool, PoolOptions, Start } from 'headroom/warm-pool';

type State = { is: 'busy' } | { is: 'idle'; since: number } | { is: 'starting'; readyAt: number };

class WarmPool implements Pool {
  readonly #options: PoolOptions;
  readonly #states = new Map<string, State>();
  readonly #paid = new Set<string>();
  #tally: Counts = {
    busy: 0,
    idle: 0,
    starting: 0,
    warm: 0,
    cold: 0,
    throttled: 0,
    idleProvisionedMs: 0,
    idleMs: 0,
  };
  #clock = 0;
  #serial = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    for (let n = 0; n < options.provisioned; n += 1) {
      const name = this.#name('provisioned');
      this.#paid.add(name);
      this.#states.set(name, { is: 'idle', since: 0 });
    }
    for (const method of ['arrive', 'finished', 'prewarm', 'counts'] as const)
      Object.defineProperty(this, method, { value: this[method].bind(this) });
  }

  #name(kind: string): string {
    this.#serial += 1;
    return `${kind} environment number ${this.#serial}`;
  }

  #tick(now: number): void {
    for (const [name, state] of [...this.#states]) {
      if (state.is === 'busy') continue;
      let current: State = state;
      if (current.is === 'starting') {
        if (current.readyAt > now) continue;
        current = { is: 'idle', since: current.readyAt };
        this.#states.set(name, current);
      }
      if (current.is !== 'idle') continue;
      const end = this.#paid.has(name) ? Number.POSITIVE_INFINITY : current.since + this.#options.keepAliveMs;
      const spent = Math.min(now, end) - Math.max(this.#clock, current.since);
      if (this.#paid.has(name)) this.#tally.idleProvisionedMs += spent;
      else this.#tally.idleMs += spent;
      if (end <= now) this.#states.delete(name);
    }
    this.#clock = now;
  }

  arrive(now: number): Start {
    this.#tick(now);
    let found: { name: string; rank: [number, number] } | undefined;
    for (const [name, state] of this.#states) {
      if (state.is !== 'idle') continue;
      const rank: [number, number] = [this.#paid.has(name) ? 1 : 0, state.since];
      if (!found || rank[0] > found.rank[0] || (rank[0] === found.rank[0] && rank[1] > found.rank[1]))
        found = { name, rank };
    }
    if (found) {
      this.#tally.warm += 1;
      this.#states.set(found.name, { is: 'busy' });
      return { start: 'warm', environment: found.name };
    }
    if (this.#states.size >= this.#options.concurrency) {
      this.#tally.throttled += 1;
      return { start: 'throttled' };
    }
    this.#tally.cold += 1;
    const environment = this.#name('cold');
    this.#states.set(environment, { is: 'busy' });
    return { environment, start: 'cold' };
  }

  finished(environment: string, now: number): void {
    this.#tick(now);
    this.#states.set(environment, { is: 'idle', since: now });
  }

  prewarm(count: number, now: number): number {
    this.#tick(now);
    let begun = 0;
    while (begun < count && this.#states.size < this.#options.concurrency) {
      this.#states.set(this.#name('warm'), { is: 'starting', readyAt: now + this.#options.startMs });
      begun += 1;
    }
    return begun;
  }

  counts(now: number): Counts {
    this.#tick(now);
    const of = (is: State['is']) => [...this.#states.values()].filter((state) => state.is === is).length;
    return { ...this.#tally, busy: of('busy'), idle: of('idle'), starting: of('starting') };
  }
}

export function createPool(options: PoolOptions): Pool {
  return new WarmPool(options);
}
