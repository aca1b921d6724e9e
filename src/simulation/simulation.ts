/**
 * A run: the virtual clock in milliseconds, the calendar of events, the seeded streams of random numbers, and the passing of
 * requests between stations. Nothing here knows the time of day, so a run depends on its seed alone.
 */
import { type Action, type EventHandle, EventQueue } from './event-queue.ts';
import type { Outcome } from './outcome.ts';
import { type Random, stream } from './random/random.ts';
import { type Callee, type Caller, Request } from './request.ts';
import type { Recorder } from './trace.ts';

/** Whatever measures, and can begin to measure anew. */
interface Measured {
  resetMeasures(now: number): void;
}

/** Events after which it is looked whether a run gets on: half a second of work. */
const LOOK_EVERY = 2 ** 20;
/** Milliseconds of a run in which so many events are too many: the busiest system that is of use takes a hundred times as long for them. */
const LEAST_PROGRESS = 5;
/** Requests that are under way at once at most: five times what a board's users ask in a whole run. */
const MOST_UNDER_WAY = 2_000_000;

/** A run that would never end: something goes round in it for ever, or more often each time. The message is for whoever drew the system. */
export class Endless extends Error {}

export class Simulation {
  readonly seed: number;
  /** Records what happens, for as long as there is one. */
  trace: Recorder | undefined;
  #now = 0;
  #events = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #queue = new EventQueue();
  #stations = new Map<string, Callee>();
  #measured: Measured[] = [];
  #streams = new Set<string>();
  #lastId = 0;
  /** Every record that was ever made, and those of them that are not in use. */
  #requests: Request[] = [];
  #spare: Request[] = [];

  constructor(seed: number) {
    this.seed = seed;
  }

  /** The virtual time in ms. */
  get now(): number {
    return this.#now;
  }

  /** How many events have happened. */
  get events(): number {
    return this.#events;
  }

  get stations(): ReadonlyMap<string, Callee> {
    return this.#stations;
  }

  /** Runs `action(payload)` after a delay in ms. With one action made once and used again, nothing is allocated. */
  after<Payload>(delay: number, action: Action<Payload>, payload: Payload): EventHandle {
    if (!(delay >= 0 && delay < Number.POSITIVE_INFINITY)) throw new RangeError(`An event cannot be ${delay} ms away.`);
    return this.#queue.push(this.#now + delay, action, payload);
  }

  /** Takes back what `after` planned. Returns false when it has already happened or been taken back. */
  cancel(handle: EventHandle): boolean {
    return this.#queue.cancel(handle);
  }

  /** Runs every event up to and at that time, and sets the clock to it. With Infinity: until nothing is left to happen. Throws Endless. */
  run(until: number): void {
    const queue = this.#queue;
    while (queue.size > 0) {
      const time = queue.nextTime;
      if (time > until) break;
      this.#now = time;
      if (++this.#events % LOOK_EVERY === 0) this.#look();
      queue.runNext();
    }
    if (until > this.#now && until < Number.POSITIVE_INFINITY) this.#now = until;
  }

  /** The stream of random numbers of that name. Throws when it was given out before: shared streams couple what should be apart. */
  random(name: string): Random {
    if (this.#streams.has(name)) throw new Error(`The random stream "${name}" is already in use.`);
    this.#streams.add(name);
    return stream(this.seed, name);
  }

  /** Called by each station once, as it is made. */
  add(station: Callee): void {
    if (this.#stations.has(station.name)) throw new Error(`There are two stations called "${station.name}".`);
    this.#stations.set(station.name, station);
    this.addMeasured(station);
  }

  /** Called by whatever measures without being a station. */
  addMeasured(measured: Measured): void {
    this.#measured.push(measured);
  }

  /** Forgets what was measured so far: the end of the warm-up. */
  resetMeasures(): void {
    for (const measured of this.#measured) measured.resetMeasures(this.#now);
  }

  /** A new request, born now. Whoever asks for it gives it back with `release` once it has ended. */
  request(key: number, kind: string, body?: unknown): Request {
    const request = this.#spare.pop() ?? this.#newRequest();
    request.id = ++this.#lastId;
    request.origin = request.id;
    request.key = key;
    request.kind = kind;
    request.body = body;
    request.born = this.#now;
    request.found = false;
    return request;
  }

  /** A request that a station sends on behalf of another: an attempt, or a part of its work. To be released like any other. */
  copy(original: Readonly<Pick<Request, 'key' | 'kind' | 'origin'> & Partial<Pick<Request, 'body'>>>): Request {
    const request = this.request(original.key, original.kind, original.body);
    request.origin = original.origin;
    return request;
  }

  release(request: Request): void {
    if (request.depth !== 0) throw new Error(`Request ${request.id} has not ended.`);
    request.body = undefined;
    this.#spare.push(request);
  }

  /** Sends a request to a station; the caller hears how it ended, with its note. */
  call(request: Request, station: Callee, caller: Caller, note = 0): void {
    const depth = request.depth++;
    const hop = request.hops[depth];
    if (hop === undefined) {
      request.hops.push({ caller, station, note, since: this.#now });
    } else {
      hop.caller = caller;
      hop.station = station;
      hop.note = note;
      hop.since = this.#now;
    }
    station.meter.arrive(this.#now);
    this.trace?.record(this.#now, 'arrive', station.name, request);
    station.accept(request);
  }

  /** Ends a request at the station it is in: its caller takes over. */
  answer(request: Request, outcome: Outcome): void {
    const hop = request.hops[--request.depth];
    if (hop === undefined) throw new Error(`Request ${request.id} was answered twice.`);
    hop.station.meter.leave(hop.since, this.#now, outcome);
    this.trace?.record(this.#now, outcome, hop.station.name, request);
    hop.caller.answered(request, outcome, hop.note);
  }

  /**
   * Ends what a machine that has crashed had under way. What it was working on ends as failed at once, in the order in which it
   * came. What it has sent on goes its way, but the machine never hears of it: a request that it had passed on ends as failed
   * when it comes back to where the machine was, and one of its own is gone.
   */
  abandon(machine: Callee & Caller): void {
    const { name } = machine;
    const failing: Caller & { name: string } = { name, answered: (request) => this.answer(request, 'failed') };
    const forgotten: Caller & { name: string } = { name, answered: (request) => this.release(request) };
    const inside: Request[] = [];
    for (const request of this.#requests) {
      for (let place = 0; place < request.depth; place++) {
        const hop = request.hops[place]!;
        if (hop.caller === machine) hop.caller = place === 0 ? forgotten : failing;
      }
      if (request.depth > 0 && request.hops[request.depth - 1]!.station === machine) inside.push(request);
    }
    inside.sort((a, b) => a.arrivedAt - b.arrivedAt || a.id - b.id);
    for (const request of inside) this.answer(request, 'failed');
  }

  /** Throws Endless where the run does not get on. */
  #look(): void {
    const passed = this.#now - this.#lookedAt;
    this.#lookedAt = this.#now;
    const underWay = this.#requests.length - this.#spare.length;
    if (passed >= LEAST_PROGRESS && underWay <= MOST_UNDER_WAY) return;
    const busiest = [...this.#stations.values()].sort((a, b) => b.meter.asked - a.meter.asked).slice(0, 2);
    const where = busiest.map(({ name }) => `“${name}”`).join(' and ');
    const what =
      underWay > MOST_UNDER_WAY
        ? `more than ${MOST_UNDER_WAY.toLocaleString('en-GB')} requests are under way at once`
        : `time hardly moves on: ${LOOK_EVERY.toLocaleString('en-GB')} things happen in ${passed.toFixed(3)} ms`;
    throw new Endless(
      `After ${this.#now.toFixed(1)} ms ${what}. Requests seem to go round, above all at ${where}: let them end somewhere.`,
    );
  }

  #newRequest(): Request {
    const request = new Request();
    this.#requests.push(request);
    return request;
  }
}
