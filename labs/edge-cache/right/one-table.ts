// Written another way: one table by path, copies with an age to be asked for, a counter instead of the order of a Map, and headers read letter by letter.
import type { Answer, Edge, EdgeState, Effect, Headers, Policy } from 'headroom/edge-cache';

function pieces(line: string): string[] {
  const found: string[] = [];
  let piece = '';
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    if (letter === ',' && !quoted) {
      found.push(piece);
      piece = '';
    } else piece += letter;
  }
  found.push(piece);
  return found.map((each) => each.trim()).filter((each) => each !== '');
}

function whole(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  for (const letter of text) if (letter < '0' || letter > '9') return 0;
  const number = Number.parseInt(text, 10);
  return number > 2147483648 ? 2147483648 : number;
}

export function policyOf(headers: Headers): Policy {
  const policy = { freshFor: 0, staleFor: 0, age: whole((headers.age ?? '').split(',')[0]!.trim()) };
  const first: Record<string, string> = Object.create(null);
  for (const piece of pieces(headers['cache-control'] || '')) {
    const equals = piece.indexOf('=');
    const name = (equals < 0 ? piece : piece.slice(0, equals)).toLowerCase();
    let value = equals < 0 ? '' : piece.slice(equals + 1);
    if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) value = value.slice(1, -1);
    if (!(name in first)) first[name] = value;
  }
  if ('private' in first || 'no-cache' in first || 'no-store' in first) return policy;
  if ('s-maxage' in first) return { ...policy, freshFor: whole(first['s-maxage']) };
  policy.freshFor = whole(first['max-age']);
  if (!('must-revalidate' in first) && !('proxy-revalidate' in first))
    policy.staleFor = whole(first['stale-while-revalidate']);
  return policy;
}

interface Kept {
  path: string;
  body: string;
  bytes: number;
  policy: Policy;
  came: number;
  used: number;
}

type Pending = { query: string; path: string; shared: boolean; refreshes: boolean; requests: string[] };

class CdnEdge implements Edge {
  private kept: Kept[] = [];
  private pending: Pending[] = [];
  private uses = 0;
  private sent = 0;
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.ask = this.ask.bind(this);
    this.answered = this.answered.bind(this);
  }

  private milliseconds(copy: Kept, now: number): number {
    return copy.policy.age * 1000 + (now - copy.came);
  }

  private lives(copy: Kept, now: number): boolean {
    return this.milliseconds(copy, now) < 1000 * (copy.policy.freshFor + copy.policy.staleFor);
  }

  private give(request: string, copy: Kept, now: number): Effect {
    return { reply: request, ok: true, body: copy.body, age: Math.floor(this.milliseconds(copy, now) / 1000) };
  }

  private begin(path: string, shared: boolean, requests: string[]): Effect {
    this.sent += 1;
    const query = `to the origin: ${this.sent}`;
    this.pending.unshift({ query, path, shared, refreshes: requests.length === 0, requests });
    return { fetch: path, query };
  }

  ask(request: string, path: string, now: number): Effect[] {
    const copy = this.kept.find((each) => each.path === path && this.lives(each, now));
    const flight = this.pending.find((each) => each.shared && each.path === path);
    if (copy) {
      copy.used = ++this.uses;
      const effects = [this.give(request, copy, now)];
      if (this.milliseconds(copy, now) >= 1000 * copy.policy.freshFor && !flight)
        effects.unshift(this.begin(path, true, []));
      return effects;
    }
    if (flight) {
      flight.requests.push(request);
      return [];
    }
    return [this.begin(path, true, [request])];
  }

  answered(query: string, answer: Answer, now: number): Effect[] {
    const flight = this.pending.find((each) => each.query === query)!;
    this.pending = this.pending.filter((each) => each !== flight);
    if (!answer.ok) return flight.requests.map((reply) => ({ reply, ok: false as const })).reverse();
    const { body, bytes, headers } = answer;
    const copy: Kept = { path: flight.path, body, bytes, policy: policyOf(headers), came: now, used: ++this.uses };
    this.kept = this.kept.filter((each) => each.path !== flight.path && this.lives(each, now));
    if (this.lives(copy, now)) {
      if (bytes <= this.capacity) {
        this.kept.sort((a, b) => b.used - a.used);
        let room = this.capacity - bytes;
        const enough = this.kept.findIndex((each) => {
          room -= each.bytes;
          return room < 0;
        });
        if (enough >= 0) this.kept.length = enough;
        this.kept.push(copy);
      }
      return flight.requests.map((request) => this.give(request, copy, now));
    }
    const [first, ...rest] = flight.requests;
    const others = flight.refreshes ? flight.requests : rest;
    const effects = others.map((request) => this.begin(flight.path, false, [request]));
    if (!flight.refreshes && first !== undefined) effects.push(this.give(first, copy, now));
    return effects;
  }
}

export const createEdge = (capacity: number): Edge => new CdnEdge(capacity);

export const nearestEdge = (edges: readonly EdgeState[]): string | null =>
  [...edges]
    .filter((edge) => edge.healthy && edge.load < edge.capacity)
    .sort((one, other) => {
      if (one.latency !== other.latency) {
        if (one.latency === null) return 1;
        if (other.latency === null) return -1;
        return one.latency - other.latency;
      }
      return one.id < other.id ? -1 : 1;
    })[0]?.id ?? null;
