/** What a right edge does, kept in lists that are searched: it says what each call must give, and why. */
import { format } from '#grading';
import type { Answer, Effect, Headers } from './types.ts';

/** What an answer's headers say, in seconds: the suites of the edge state it beside the headers, so that nothing has to read them. */
export interface Stated {
  freshFor: number;
  staleFor: number;
  age: number;
}

export interface Reply {
  body: string;
  bytes: number;
  stated: Stated;
  headers: Headers;
}

interface Copy extends Reply {
  path: string;
  cameAt: number;
}

/** A fetch that the origin has not answered. */
export interface Flight {
  path: string;
  /** The request that sent it; none for a refresh. */
  owner: string | undefined;
  waiting: string[];
  /** Whether others may join it. */
  open: boolean;
  /** Requests of which one, whichever, is answered by it: several fetches of one path were sent for them in one call. */
  oneOf?: string[];
  /** What the learner calls it. */
  query: string;
}

export interface Expected {
  effects: Effect[];
  why: string;
}

export class EdgeModel {
  readonly #capacity: number;
  /** What was used longest ago comes first. */
  #copies: Copy[] = [];
  /** Why a path that once had an answer has no copy. */
  readonly #gone = new Map<string, string>();
  readonly flights: Flight[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  ask(request: string, path: string, now: number): Expected {
    const copy = this.#copies.find((each) => each.path === path);
    const flight = this.flights.find((each) => each.path === path && each.open);
    const said = copy && inWords(copy, now);
    if (copy && isUsable(copy, now)) {
      this.#copies = [...this.#copies.filter((each) => each !== copy), copy];
      const given: Effect = { reply: request, ok: true, body: copy.body, age: Math.floor(ageOf(copy, now)) };
      if (isFresh(copy, now)) return { effects: [given], why: `${said} It answers at once.` };
      if (flight)
        return { effects: [given], why: `${said} It answers at once, and a fetch that refreshes it is on its way.` };
      const alone = this.flights.some((each) => each.path === path)
        ? ' What is on its way was sent for one request alone, and is no fetch that others may join.'
        : '';
      const refresh = this.#send(path, undefined, true);
      return {
        effects: [given, refresh],
        why: `${said} It answers at once, and a fetch goes out to refresh it.${alone}`,
      };
    }
    const gone = this.#gone.get(path);
    const none = said ?? `There is no copy of ${format(path)}${gone === undefined ? '' : `: ${gone}`}.`;
    if (flight) {
      flight.waiting.push(request);
      return {
        effects: [],
        why: `${none} A fetch of it that others may join is on its way: the request waits for that.`,
      };
    }
    return { effects: [this.#send(path, request, true)], why: `${none} No fetch that it may join is on its way.` };
  }

  /** `replied` is whom the learner answered, where several requests are alike. */
  answered(flight: Flight, reply: Reply | undefined, now: number, replied?: string): Expected {
    this.flights.splice(this.flights.indexOf(flight), 1);
    const { path, owner } = flight;
    let { waiting } = flight;
    const { oneOf } = flight;
    if (oneOf) {
      const one = replied !== undefined && oneOf.includes(replied) ? replied : oneOf[0]!;
      oneOf.splice(oneOf.indexOf(one), 1);
      waiting = [one];
    }
    if (!reply)
      return {
        effects: waiting.map((reply) => ({ reply, ok: false })),
        why: oneOf
          ? 'A fetch that was sent for one request alone has failed: that request is refused, and nothing else changes.'
          : 'All who wait for the fetch that failed are refused, and nothing else changes.',
      };
    this.#copies = this.#copies.filter((each) => each.path !== path);
    const copy: Copy = { ...reply, path, cameAt: now };
    const give = (request: string): Effect => ({ reply: request, ok: true, body: reply.body, age: reply.stated.age });
    if (isUsable(copy, now)) {
      this.#keep(copy, now);
      const whom = oneOf
        ? 'The fetch was sent for one request alone: only that one is given it.'
        : 'All who wait for the fetch are given it.';
      return { effects: waiting.map(give), why: `${inWords(copy, now)} ${whom}` };
    }
    this.#gone.set(path, 'an answer came that was over already, and took away what was there before');
    const others = waiting.filter((request) => oneOf === undefined && request !== owner);
    const group = [...others];
    const fetches = others.map((request) => this.#send(path, request, false, group));
    return {
      effects: [...waiting.filter((request) => !others.includes(request)).map(give), ...fetches],
      why: `The answer is over as it comes (age ${reply.stated.age} s, fresh for ${reply.stated.freshFor} s, stale for ${reply.stated.staleFor} s after that): it belongs to the request that sent the fetch${
        owner === undefined ? ', which was given a stale copy' : ''
      }, and each of the ${others.length} others sends one of its own.`,
    };
  }

  #send(path: string, owner: string | undefined, open: boolean, oneOf?: string[]): Effect {
    this.flights.push({
      path,
      owner,
      waiting: owner === undefined ? [] : [owner],
      open,
      ...(oneOf && { oneOf }),
      query: '',
    });
    return { fetch: path, query: '' };
  }

  #keep(copy: Copy, now: number): void {
    if (copy.bytes > this.#capacity) {
      this.#gone.set(copy.path, 'an answer came that is larger than the edge, and took away what was there before');
      return;
    }
    for (const each of this.#copies) if (!isUsable(each, now)) this.#gone.set(each.path, 'it was over');
    this.#copies = this.#copies.filter((each) => isUsable(each, now));
    const used = () => this.#copies.reduce((sum, { bytes }) => sum + bytes, 0);
    while (used() + copy.bytes > this.#capacity)
      this.#gone.set(this.#copies.shift()!.path, 'it made way, because it was used longest ago');
    this.#copies.push(copy);
  }

  /** What is kept and in which order, in words. */
  says(now: number): string {
    const kept = this.#copies.filter((each) => isUsable(each, now));
    if (kept.length === 0) return 'Nothing is kept.';
    const list = kept.map(({ path, bytes }) => `${format(path)} (${bytes} bytes)`).join(', ');
    return `Kept, used longest ago first: ${list}; room for ${this.#capacity}.`;
  }
}

const ageOf = ({ stated, cameAt }: Copy, now: number) => stated.age + (now - cameAt) / 1000;
const isFresh = (copy: Copy, now: number) => ageOf(copy, now) < copy.stated.freshFor;
const isUsable = (copy: Copy, now: number) => ageOf(copy, now) < copy.stated.freshFor + copy.stated.staleFor;

function inWords(copy: Copy, now: number): string {
  const { freshFor, staleFor } = copy.stated;
  const window = staleFor > 0 ? `, and may be stale for ${staleFor} s more` : '';
  const state = isFresh(copy, now) ? 'fresh' : isUsable(copy, now) ? 'stale' : 'over';
  return `${format(copy.path)} is ${ageOf(copy, now)} s old; it is fresh for ${freshFor} s${window}: it is ${state}.`;
}

/** The origin's answer, as the edge is told it. */
export function asAnswer(reply: Reply | undefined): Answer {
  return reply ? { ok: true, body: reply.body, bytes: reply.bytes, headers: reply.headers } : { ok: false };
}
