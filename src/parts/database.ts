/**
 * Replicas of the same data: a leader, which takes the writes, and followers, which take a part of the reads. When the leader
 * crashes, the next that serves takes its place after a while. A write reaches each follower after its lag, in order; until then,
 * a read of the same key there is stale.
 */
import type { Route, Simulation } from '#simulation';
import type { Copy, Step } from './copy.ts';
import { Leadership } from './leadership.ts';
import { Listed, type Way } from './routes.ts';
import type { Tier } from './tier.ts';

/** What one replica has not received yet. */
class Replica {
  reads = 0;
  /** Reads that missed a confirmed write. */
  stale = 0;
  /** Writes on their way to it. */
  behind = 0;
  /** When the last of them arrives; none overtakes it. */
  #lastArrival = 0;
  /** The newest write of each key that has not arrived, by its number. */
  readonly #missing = new Map<number, number>();

  misses(key: number): boolean {
    return this.#missing.has(key);
  }

  /** It makes a write itself, and so holds the newest of that key. */
  writes(key: number): void {
    this.#missing.delete(key);
  }

  /** A write of that number will reach it after `lag` ms. */
  awaits(simulation: Simulation, key: number, number: number, lag: number): void {
    this.#lastArrival = Math.max(this.#lastArrival, simulation.now + lag);
    this.#missing.set(key, number);
    this.behind++;
    simulation.after(this.#lastArrival - simulation.now, this.#arrives, { key, number });
  }

  readonly #arrives = ({ key, number }: { key: number; number: number }): void => {
    this.behind--;
    if (this.#missing.get(key) === number) this.#missing.delete(key);
  };
}

export interface DatabaseOptions {
  /** The tiers whose copies hold the data. The first copy of the first leads first. */
  tiers: readonly Tier[];
  /** How long a write takes from one tier to another after it is confirmed, in ms; no time when left out. */
  lag?: (from: Tier, to: Tier) => number;
}

export class Database {
  readonly #simulation: Simulation;
  readonly #tierOf: ReadonlyMap<Copy, Tier>;
  /** From tier to tier, in ms. */
  readonly #lags: ReadonlyMap<Tier, ReadonlyMap<Tier, number>>;
  readonly #replicas: ReadonlyMap<Copy, Replica>;
  readonly #leadership: Leadership;
  #writes = 0;

  constructor(simulation: Simulation, { tiers, lag = () => 0 }: DatabaseOptions) {
    this.#simulation = simulation;
    this.#tierOf = new Map(tiers.flatMap((tier) => tier.copies.map((copy) => [copy, tier] as const)));
    this.#replicas = new Map([...this.#tierOf.keys()].map((copy) => [copy, new Replica()]));
    this.#lags = new Map(tiers.map((from) => [from, new Map(tiers.map((to) => [to, lag(from, to)]))]));
    this.#leadership = new Leadership(simulation, { tiers, candidates: [...this.#replicas.keys()] });
    simulation.addMeasured(this);
  }

  /** Who takes the writes. It may be down: then it is chosen anew after a while. */
  get leader(): Copy {
    return this.#leadership.leader;
  }

  /** Whether a write takes a while to reach some of its replicas. */
  get lags(): boolean {
    return [...this.#lags.values()].some((to) => [...to.values()].some((lag) => lag > 0));
  }

  /** How many writes are on their way to a replica. */
  behind(copy: Copy): number {
    return this.#replicas.get(copy)!.behind;
  }

  /** The share of the reads of these copies that missed a confirmed write. */
  staleReads(copies: readonly Copy[]): number {
    const replicas = copies.map((copy) => this.#replicas.get(copy)!);
    const reads = replicas.reduce((sum, each) => sum + each.reads, 0);
    return reads === 0 ? 0 : replicas.reduce((sum, { stale }) => sum + stale, 0) / reads;
  }

  resetMeasures(): void {
    for (const replica of this.#replicas.values()) {
      replica.reads = 0;
      replica.stale = 0;
    }
  }

  /** Writes go to the leader, reads to each replica in turn. */
  route(ways: readonly Way[]): Route<Way> {
    const listed = new Listed(ways);
    let turn = -1;
    return {
      pick: ({ kind }) => {
        if (kind === 'write') return ways.find(({ copy }) => copy === this.leader);
        const readers = listed.ways;
        if (readers.length === 0) return undefined;
        turn = (turn + 1) % readers.length;
        return readers[turn];
      },
    };
  }

  /** What a replica does with a request once its work is done: confirms the write, which then goes to the others; or reads what it has. */
  confirm(): Step {
    return {
      begin: ({ kind, key }, copy) => {
        if (kind === 'write') this.#confirm(key, copy);
        else this.#read(key, copy);
        return 'next';
      },
      end: () => undefined,
    };
  }

  #confirm(key: number, by: Copy): void {
    const number = ++this.#writes;
    const lags = this.#lags.get(this.#tierOf.get(by)!)!;
    this.#replicas.get(by)!.writes(key);
    for (const [copy, replica] of this.#replicas) {
      const lag = lags.get(this.#tierOf.get(copy)!)!;
      if (copy !== by && lag > 0) replica.awaits(this.#simulation, key, number, lag);
    }
  }

  #read(key: number, by: Copy): void {
    const replica = this.#replicas.get(by)!;
    replica.reads++;
    if (replica.misses(key)) replica.stale++;
  }
}
