import type { Answer, Edge, EdgeState, Effect, Headers, Policy } from 'headroom/edge-cache';

/** Greater numbers of seconds count as this one. */
const MOST_SECONDS = 2 ** 31;

export function policyOf(headers: Headers): Policy {
  const said = directivesOf(headers['cache-control'] ?? '');
  const age = secondsOf(headers.age?.split(',')[0]?.trim());
  // For this edge all three mean the same: what is here now answers this one request, and no other.
  if (said.has('no-store') || said.has('no-cache') || said.has('private')) return { freshFor: 0, staleFor: 0, age };
  const shared = said.get('s-maxage');
  const neverStale = shared !== undefined || said.has('must-revalidate') || said.has('proxy-revalidate');
  return {
    freshFor: secondsOf(shared ?? said.get('max-age')),
    staleFor: neverStale ? 0 : secondsOf(said.get('stale-while-revalidate')),
    age,
  };
}

/** The first value of each directive, by its name in lower case; '' for one without a value. */
function directivesOf(line: string): Map<string, string> {
  const said = new Map<string, string>();
  // A comma between quotes divides nothing.
  for (const piece of line.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
    const [, name, value = ''] = /^([^=]*)=?(.*)$/s.exec(piece.trim())!;
    const known = name!.toLowerCase();
    if (!said.has(known)) said.set(known, value.replace(/^"(.*)"$/s, '$1'));
  }
  return said;
}

/** Digits alone are a number of seconds; anything else counts as 0. */
function secondsOf(text = ''): number {
  return /^\d+$/.test(text) ? Math.min(Number(text), MOST_SECONDS) : 0;
}

interface Copy {
  body: string;
  bytes: number;
  /** When it was made, as far as we know: its age is counted from here. */
  madeAt: number;
  /** Until when it is fresh, and until when it may be given out. */
  freshUntil: number;
  staleUntil: number;
}

interface Fetch {
  path: string;
  /** Whose request sent it; undefined when it only refreshes a copy. */
  owner: string | undefined;
  waiting: string[];
}

export function createEdge(capacity: number): Edge {
  /** What was given out longest ago comes first. */
  const copies = new Map<string, Copy>();
  const fetches = new Map<string, Fetch>();
  /** For each path the fetch that others may join. */
  const joinable = new Map<string, string>();
  let queries = 0;

  function send(path: string, owner: string | undefined): { fetch: string; query: string } {
    const query = `f${++queries}`;
    fetches.set(query, { path, owner, waiting: owner === undefined ? [] : [owner] });
    return { fetch: path, query };
  }

  function sendForAll(path: string, owner: string | undefined): Effect {
    const fetch = send(path, owner);
    joinable.set(path, fetch.query);
    return fetch;
  }

  function reply(request: string, { body, madeAt }: Copy, now: number): Effect {
    return { reply: request, ok: true, body, age: Math.floor((now - madeAt) / 1000) };
  }

  function keep(path: string, copy: Copy, now: number): void {
    if (copy.bytes > capacity) return;
    for (const [other, { staleUntil }] of copies) if (now >= staleUntil) copies.delete(other);
    let used = [...copies.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [other, { bytes }] of copies) {
      if (used + copy.bytes <= capacity) break;
      copies.delete(other);
      used -= bytes;
    }
    copies.set(path, copy);
  }

  return {
    ask(request, path, now): Effect[] {
      const copy = copies.get(path);
      const flight = joinable.get(path);
      if (copy && now < copy.staleUntil) {
        copies.delete(path);
        copies.set(path, copy);
        const given = reply(request, copy, now);
        return now < copy.freshUntil || flight !== undefined ? [given] : [given, sendForAll(path, undefined)];
      }
      if (flight === undefined) return [sendForAll(path, request)];
      fetches.get(flight)!.waiting.push(request);
      return [];
    },

    answered(query, answer: Answer, now): Effect[] {
      const { path, owner, waiting } = fetches.get(query)!;
      fetches.delete(query);
      if (joinable.get(path) === query) joinable.delete(path);
      if (!answer.ok) return waiting.map((request) => ({ reply: request, ok: false }));

      const { freshFor, staleFor, age } = policyOf(answer.headers);
      const madeAt = now - age * 1000;
      const freshUntil = madeAt + freshFor * 1000;
      const copy: Copy = {
        body: answer.body,
        bytes: answer.bytes,
        madeAt,
        freshUntil,
        staleUntil: freshUntil + staleFor * 1000,
      };
      // Whatever the origin says now stands in the place of what it said before.
      copies.delete(path);
      if (now < copy.staleUntil) {
        keep(path, copy, now);
        return waiting.map((request) => reply(request, copy, now));
      }
      return waiting.map((request) => (request === owner ? reply(request, copy, now) : send(path, request)));
    },
  };
}

export function nearestEdge(edges: readonly EdgeState[]): string | null {
  let best: EdgeState | null = null;
  for (const edge of edges) {
    if (!edge.healthy || edge.load >= edge.capacity) continue;
    if (best === null || isBefore(edge, best)) best = edge;
  }
  return best?.id ?? null;
}

/** Nearer ones first, those that nobody has measured last, equals in the order of their ids. */
function isBefore(one: EdgeState, other: EdgeState): boolean {
  const [near, far] = [one.latency ?? Number.POSITIVE_INFINITY, other.latency ?? Number.POSITIVE_INFINITY];
  return near === far ? one.id < other.id : near < far;
}
