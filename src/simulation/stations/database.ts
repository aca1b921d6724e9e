/**
 * A leader and its followers: writes go to the leader and reach each follower after its lag, in order; reads go to the
 * followers in turn (to the leader when there are none), and may find old data there.
 */
import type { Distribution } from '../random/distributions.ts';
import type { Random } from '../random/random.ts';
import type { Caller, Outcome, Request } from '../request.ts';
import type { Simulation } from '../simulation.ts';
import { Station } from '../station.ts';
import type { Server } from './server.ts';

export interface DatabaseOptions {
  name: string;
  leader: Server;
  followers: readonly Server[];
  /** The time from a write's end at the leader to its arrival at a follower, in ms, drawn for each follower. */
  lag: Distribution;
  /** The kinds of requests that write. */
  writes: readonly string[];
}

interface Follower {
  server: Server;
  /** How many writes it has, counted from the first. */
  applied: number;
  /** When the last write that is on its way arrives; none overtakes it. */
  lastArrival: number;
}

const LEADER = -1;

export class Database extends Station implements Caller {
  /** Reads that were answered by a follower, and how many of these missed a write of their key that the leader had. */
  followerReads = 0;
  staleReads = 0;
  readonly #options: DatabaseOptions;
  readonly #random: Random;
  readonly #followers: Follower[];
  #committed = 0;
  #lastWrites = new Map<number, number>();
  #turn = -1;

  constructor(simulation: Simulation, options: DatabaseOptions) {
    super(simulation, options.name);
    this.#options = options;
    this.#random = simulation.random(`${this.name}/lag`);
    this.#followers = options.followers.map((server) => ({ server, applied: 0, lastArrival: 0 }));
  }

  /** How many writes each follower is behind. */
  get behind(): readonly number[] {
    return this.#followers.map(({ applied }) => this.#committed - applied);
  }

  accept(request: Request): void {
    const reader = this.#isWrite(request) ? LEADER : this.#nextReader();
    const server = reader === LEADER ? this.#options.leader : this.#followers[reader]!.server;
    this.simulation.call(request, server, this, reader);
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    if (outcome === 'ok') {
      if (note !== LEADER) {
        this.followerReads++;
        if ((this.#lastWrites.get(request.key) ?? 0) > this.#followers[note]!.applied) this.staleReads++;
      } else if (this.#isWrite(request)) {
        this.#commit(request.key);
      }
    }
    this.simulation.answer(request, outcome);
  }

  override resetMeasures(now: number): void {
    super.resetMeasures(now);
    this.followerReads = 0;
    this.staleReads = 0;
  }

  /** The next follower in turn that is up; the leader when none is. */
  #nextReader(): number {
    for (let tried = 0; tried < this.#followers.length; tried++) {
      this.#turn = (this.#turn + 1) % this.#followers.length;
      if (this.#followers[this.#turn]!.server.up) return this.#turn;
    }
    return LEADER;
  }

  /** A follower that is down receives its log all the same, and serves it once it is up again. */
  #commit(key: number): void {
    const { now } = this.simulation;
    this.#lastWrites.set(key, ++this.#committed);
    for (const follower of this.#followers) {
      follower.lastArrival = Math.max(follower.lastArrival, now + this.#options.lag.sample(this.#random));
      this.simulation.after(follower.lastArrival - now, apply, follower);
    }
  }

  #isWrite(request: Request): boolean {
    return this.#options.writes.includes(request.kind);
  }
}

function apply(follower: Follower): void {
  follower.applied++;
}
