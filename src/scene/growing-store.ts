/**
 * A store of rows on several shards, to which shards are added while it is in use. A row that belongs somewhere else from then on
 * is copied there, which takes the time of both machines, and is asked for at its old place until it has arrived. How rows are placed
 * is given: by a ring, by the remainder of a hash, by ranges, by whatever a learner writes. Several labs run it.
 */
import { type Copy, makeCopies, Server, Tier, type Way, waysTo } from '../parts/index.ts';
import {
  type Caller,
  constant,
  exponential,
  hashOfText,
  OpenSource,
  type Outcome,
  poisson,
  type Request,
  Simulation,
  Station,
  Weighted,
} from '../simulation/index.ts';
import { counted, whole } from '../words/words.ts';
import { attempt, shown } from './learner.ts';

export const ROWS = 1_000;
/** When shards join, in s. */
const JOINS_AT = 10;
/** What a shard can do in a second, and how much of its work waits before it turns requests away. */
const CAPACITY = 100;
const QUEUE = 2 * CAPACITY;
/** One way from the router to a shard, and from shard to shard, in ms: the latter long, so that it can be seen. */
const [ASKING, COPYING] = [constant(1), constant(250)];
/** Rows that begin to move in a second. */
const PACE = 60;
/** After a row was turned away, until it is tried again, in ms. */
const RETRY_AFTER = 1_000;
/** Sentences about rows that belong nowhere. */
const MOST_TOLD = 3;

/** Says which shard a row belongs to. */
export interface Placement {
  home(row: number): string;
  add(shard: string): void;
  /** How a learner's code is asked for a row, and what its answer does, as in `owners("customer 3", 1)` and 'begins with'. */
  asked?(row: number): { call: string; gives: string };
}

export const nameOf = (place: number): string => `shard ${place + 1}`;

/** The remainder of the hash of a row's key by the number of shards. */
export function byModulo(nodes: readonly string[], keyOf: (row: number) => string): Placement {
  const shards = [...nodes];
  return { home: (row) => shards[hashOfText(keyOf(row)) % shards.length]!, add: (shard) => void shards.push(shard) };
}

export interface GrowingStoreSettings {
  shards: number;
  /** How many join. */
  added: number;
  /** Requests per second. */
  rate: number;
  /** The share of one row in all requests, in [0, 1]. */
  hot: number;
}

/** The store at its beginning. The same seed brings the same requests, however rows are placed. `window` is that of the time series, in ms. */
export function startGrowingStore(
  placement: Placement,
  { shards, added, rate, hot }: GrowingStoreSettings,
  seed: number,
  window: number,
) {
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const say = (text: string) => void told.push({ at: simulation.now, text });
  /** A placement that is wrong is wrong for many rows: a few of them are enough. */
  let complaints = 0;
  const complain = (text: string) => {
    if (++complaints <= MOST_TOLD) say(text);
  };

  const copies = makeCopies(simulation, 'shard', shards + added, (name, place) => ({
    state: place < shards ? 'up' : 'off',
    work: new Server(simulation, { name: `${name} work`, service: exponential(1000 / CAPACITY), queueLimit: QUEUE }),
    slots: 1,
    steps: [],
  }));
  const tier = new Tier(simulation, 'shards', copies);
  const places = new Map(copies.map((_, place) => [nameOf(place), place]));

  /** The place of the shard that a row belongs to; undefined where there is no such one. */
  const belongs = (row: number): number | undefined => {
    const found = attempt(() => placement.home(row));
    const { call, gives } = placement.asked?.(row) ?? { call: `The place of row ${row}`, gives: 'is' };
    if ('threw' in found) {
      complain(`${call} threw ${found.threw}. The row is nowhere.`);
      return undefined;
    }
    const place = places.get(found.answer);
    if (place !== undefined && copies[place]!.state !== 'off') return place;
    complain(`${call} ${gives} ${shown(found.answer)}: there is no such shard.`);
    return undefined;
  };

  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const homes = rows.map(belongs);
  const moves = { planned: 0, done: 0 };
  const router = new Router(simulation, homes, waysTo(simulation, 'router to shard', tier, { latency: ASKING }));
  const arrived = (row: number, place: number) => {
    homes[row] = place;
    moves.done++;
    if (moves.done === moves.planned)
      say(`The last row is where it belongs, ${whole(simulation.now / 1000)} s after the beginning.`);
  };
  const movers = copies.map(
    (copy) =>
      new Mover(simulation, copy, waysTo(simulation, `${copy.name} to shard`, tier, { latency: COPYING }), arrived),
  );

  /** Rows that are to move, one after the other. */
  const waiting: { row: number; to: number }[] = [];
  const next = (): void => {
    const move = waiting.shift();
    if (!move) return;
    const from = homes[move.row];
    // What is nowhere has nobody to copy it.
    if (from === undefined) arrived(move.row, move.to);
    else movers[from]!.move(move.row, move.to);
    simulation.after(1000 / PACE, next, undefined);
  };
  const join = (): void => {
    for (let place = shards; place < shards + added; place++) {
      tier.start(0);
      const joined = attempt(() => placement.add(nameOf(place)));
      if ('threw' in joined) say(`add("${nameOf(place)}") threw ${joined.threw}.`);
    }
    simulation.after(0, plan, undefined);
  };
  const plan = (): void => {
    for (const row of rows) {
      const to = belongs(row);
      if (to !== undefined && to !== homes[row]) waiting.push({ row, to });
    }
    moves.planned = waiting.length;
    const who = added === 1 ? 'A shard joins' : `${counted(added, 'shard')} join`;
    say(`${who}: ${whole(moves.planned)} of ${whole(ROWS)} rows have to move.`);
    next();
  };
  if (added > 0) simulation.after(JOINS_AT * 1000, join, undefined);

  const weights = rows.map((row) => (row === 0 ? hot : 0) + (1 - hot) / ROWS);
  const customers = new OpenSource(simulation, {
    name: 'customers',
    to: router,
    arrivals: poisson(rate),
    keys: new Weighted(weights),
    window,
  });
  /** How many rows are on each shard now. */
  const rowsOn = (): number[] => {
    const on = copies.map(() => 0);
    for (const place of homes) if (place !== undefined) on[place]!++;
    return on;
  };
  return { simulation, customers, tier, copies, moves, told, rowsOn };
}

/** Sends each request to the shard that has its row. */
class Router extends Station implements Caller {
  readonly #homes: readonly (number | undefined)[];
  readonly #ways: readonly Way[];

  constructor(simulation: Simulation, homes: readonly (number | undefined)[], ways: readonly Way[]) {
    super(simulation, 'router');
    this.#homes = homes;
    this.#ways = ways;
  }

  accept(request: Request): void {
    const place = this.#homes[request.key];
    if (place === undefined) this.simulation.answer(request, 'failed');
    else this.simulation.call(request, this.#ways[place]!.link, this);
  }

  answered(request: Request, outcome: Outcome): void {
    this.simulation.answer(request, outcome);
  }
}

/** Copies rows from one shard to others: reads each there, sends it, and tries again when somebody is too busy. */
class Mover extends Station implements Caller {
  readonly #from: Copy;
  readonly #ways: readonly Way[];
  readonly #arrived: (row: number, to: number) => void;

  constructor(simulation: Simulation, from: Copy, ways: readonly Way[], arrived: (row: number, to: number) => void) {
    super(simulation, `${from.name} mover`);
    this.#from = from;
    this.#ways = ways;
    this.#arrived = arrived;
  }

  move(row: number, to: number): void {
    this.simulation.call(this.simulation.request(row, 'move', to), this.#from, this, READING);
  }

  /** It sends, and nobody sends to it. */
  accept(request: Request): void {
    this.simulation.answer(request, 'failed');
  }

  answered(request: Request, outcome: Outcome, note: number): void {
    const { key: row } = request;
    const to = request.body as number;
    if (outcome === 'ok' && note === READING) {
      this.simulation.call(request, this.#ways[to]!.link, this, WRITING);
      return;
    }
    this.simulation.release(request);
    if (outcome === 'ok') this.#arrived(row, to);
    else this.simulation.after(RETRY_AFTER, this.#again, { row, to });
  }

  readonly #again = ({ row, to }: { row: number; to: number }): void => this.move(row, to);
}

const [READING, WRITING] = [0, 1];
