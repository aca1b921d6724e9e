/** The clients in the scene: each asks one replica as it likes, waits as long as the brief allows, and notes how that ended. */
import { Client, Link } from '#parts';
import {
  type Caller,
  constant,
  OpenSource,
  type Outcome,
  poisson,
  type Request,
  type Simulation,
  Station,
} from '#simulation';
import type { Value } from './types.ts';
import { type ClientRequest, DEADLINE, type ReplicaMachine } from './world.ts';

/** As the scene writes what a key holds. */
export const nameOf = (value: Value): string => value ?? 'nothing yet';

/** All that clients of one world were told, by which a stale read is known. No two writes are of the same value. */
export class History {
  /** When each confirmed write returned, by its value. */
  readonly #returned = new Map<Value, number>([[null, Number.NEGATIVE_INFINITY]]);
  /** Confirmed writes in the order of their return, each with the latest call of any write that had returned by then. */
  readonly #confirmed: { returned: number; latestCall: number }[] = [];

  confirm(value: string, called: number, returned: number): void {
    this.#returned.set(value, returned);
    const latestCall = Math.max(called, this.#confirmed.at(-1)?.latestCall ?? Number.NEGATIVE_INFINITY);
    this.#confirmed.push({ returned, latestCall });
  }

  /** When a write was confirmed; Infinity when it was not, as it may take effect at any time after its call. */
  confirmedAt(value: Value): number {
    return this.#returned.get(value) ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Whether a read that was called then, and gave that value, missed a write: one that began after this value was
   * confirmed, and was itself confirmed before the read was called. No single copy would have answered so.
   */
  isStale(value: Value, called: number): boolean {
    const before = this.#confirmed.findLast(({ returned }) => returned < called);
    return before !== undefined && before.latestCall > this.confirmedAt(value);
  }
}

export interface UserOptions {
  /** The node it is drawn as. */
  id: string;
  /** What its writes are called by: 'Wendy 7'. */
  name: string;
  replica: ReplicaMachine;
  /** One way to its replica, in ms. */
  distance: number;
  perSecond: number;
  writes: boolean;
  history: History;
}

/** Somebody who asks one replica, independently of what comes back. Of three requests of one who writes, one is a write. */
export class User extends Station implements Caller {
  /** What it was told last. */
  told = '';
  /** How many requests ended so, and the time that those which were answered took in all, in ms. */
  readonly ended = { answered: 0, stale: 0, refused: 0 };
  time = 0;
  readonly #options: UserOptions;
  readonly #client: Client;
  #written = 0;

  constructor(simulation: Simulation, options: UserOptions) {
    const { id, replica, distance, perSecond, writes } = options;
    super(simulation, id);
    this.#options = options;
    const link = new Link(simulation, { name: `${id}→${replica.name}`, to: replica, latency: constant(distance) });
    this.#client = new Client(simulation, { name: `${id}/waits`, to: link, timeout: DEADLINE + 2 * distance });
    const kinds: Record<string, number> = writes ? { read: 2, write: 1 } : { read: 1 };
    new OpenSource(simulation, { name: `${id} asks`, to: this, arrivals: poisson(perSecond), kinds });
  }

  accept(request: Request): void {
    const { name } = this.#options;
    const write = request.kind === 'write' ? `${name} ${++this.#written}` : undefined;
    const body: ClientRequest = { id: `r${request.id}`, key: 'x', ...(write && { write }), value: null };
    request.body = body;
    this.simulation.call(request, this.#client, this);
  }

  answered(request: Request, outcome: Outcome): void {
    const { now } = this.simulation;
    const { history } = this.#options;
    const { write, value } = request.body as ClientRequest;
    const called = request.arrivedAt;
    let how: keyof User['ended'] = 'answered';
    if (outcome !== 'ok') {
      how = 'refused';
      this.told = outcome === 'timeout' ? 'no reply' : 'refused';
    } else if (write !== undefined) {
      history.confirm(write, called, now);
      this.told = `wrote ${write}`;
    } else {
      if (history.isStale(value, called)) how = 'stale';
      this.told = `${how === 'stale' ? 'stale' : 'read'} ${nameOf(value)}`;
    }
    this.ended[how]++;
    if (how !== 'refused') this.time += now - called;
    this.simulation.answer(request, outcome);
  }
}
