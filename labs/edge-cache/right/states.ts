// Written another way: each path is an object that knows its state, evictions go by a list of paths, and expressions take the headers apart.
import type { Answer, Edge, EdgeState, Effect, Headers, Policy } from 'headroom/edge-cache';

const LIMIT = 2147483648n;

const toSeconds = (text: string | undefined): number => {
  if (text === undefined || !/^[0-9]+$/.test(text)) return 0;
  const exact = BigInt(text);
  return Number(exact > LIMIT ? LIMIT : exact);
};

export function policyOf({ age = '', 'cache-control': line = '' }: Headers): Policy {
  const pieces = [...line.matchAll(/\s*((?:[^,"]|"[^"]*")+)/g)].map((found) => found[1]!.trimEnd());
  const find = (wanted: string): string | undefined => {
    const piece = pieces.find((each) => each.split('=', 1)[0]!.toLowerCase() === wanted);
    return piece === undefined ? undefined : piece.slice(wanted.length + 1).replace(/^"([^"]*)"$/, '$1');
  };
  const old = toSeconds(/^[^,]*/.exec(age)![0].trim());
  const forbids = ['no-store', 'private', 'no-cache'].some((name) => find(name) !== undefined);
  if (forbids) return { age: old, freshFor: 0, staleFor: 0 };
  const firm = ['s-maxage', 'must-revalidate', 'proxy-revalidate'].some((name) => find(name) !== undefined);
  const freshFor = find('s-maxage') === undefined ? toSeconds(find('max-age')) : toSeconds(find('s-maxage'));
  return { freshFor, staleFor: firm ? 0 : toSeconds(find('stale-while-revalidate')), age: old };
}

interface Content {
  text: string;
  size: number;
  born: number;
  staleAt: number;
  overAt: number;
}

interface Flight {
  place: Place;
  sender: string | null;
  guests: string[];
}

interface Place {
  path: string;
  content: Content | null;
  flight: Flight | null;
}

export function createEdge(capacity: number): Edge {
  const places: { [path: string]: Place } = Object.create(null);
  const flights: { [query: string]: Flight } = Object.create(null);
  let order: Place[] = [];
  let number = 0;

  const placeOf = (path: string): Place => {
    places[path] ??= { path, content: null, flight: null };
    return places[path];
  };
  const touch = (place: Place): void => {
    order = order.filter((each) => each !== place);
    order.push(place);
  };
  const drop = (place: Place): void => {
    place.content = null;
    order = order.filter((each) => each !== place);
  };
  const launch = (place: Place, sender: string | null, open: boolean): Effect => {
    const query = String(number++);
    const flight: Flight = { place, sender, guests: sender === null ? [] : [sender] };
    flights[query] = flight;
    if (open) place.flight = flight;
    return { query, fetch: place.path };
  };
  const serve = (reply: string, { text, born }: Content, now: number): Effect => ({
    reply,
    ok: true,
    body: text,
    age: Math.trunc((now - born) / 1000),
  });

  return {
    ask(request, path, now): Effect[] {
      const place = placeOf(path);
      const { content, flight } = place;
      if (content && content.overAt > now) {
        touch(place);
        const reply = serve(request, content, now);
        const needsRefresh = content.staleAt <= now && !flight;
        return needsRefresh ? [launch(place, null, true), reply] : [reply];
      }
      if (!flight) return [launch(place, request, true)];
      flight.guests = [...flight.guests, request];
      return [];
    },
    answered(query, answer: Answer, now): Effect[] {
      const flight = flights[query]!;
      delete flights[query];
      const { place, sender, guests } = flight;
      if (place.flight === flight) place.flight = null;
      if (!answer.ok) return guests.map((reply): Effect => ({ reply, ok: false }));
      drop(place);
      const policy = policyOf(answer.headers);
      const born = now - 1000 * policy.age;
      const staleAt = born + 1000 * policy.freshFor;
      const content: Content = {
        text: answer.body,
        size: answer.bytes,
        born,
        staleAt,
        overAt: staleAt + 1000 * policy.staleFor,
      };
      if (content.overAt <= now)
        return guests.map((guest) => (guest === sender ? serve(guest, content, now) : launch(place, guest, false)));
      if (content.size <= capacity) {
        for (const each of order.filter(({ content: other }) => other!.overAt <= now)) drop(each);
        const taken = () => order.reduce((sum, each) => sum + each.content!.size, 0);
        while (taken() > capacity - content.size) drop(order[0]!);
        place.content = content;
        touch(place);
      }
      return guests.map((guest) => serve(guest, content, now));
    },
  };
}

export function nearestEdge(edges: readonly EdgeState[]): string | null {
  const able = edges.filter(({ healthy, load, capacity }) => healthy && !(load >= capacity));
  const measured = able.filter(({ latency }) => latency !== null);
  const among = measured.length > 0 ? measured : able;
  if (among.length === 0) return null;
  const least = Math.min(...among.map(({ latency }) => latency ?? 0));
  const ids = among.filter(({ latency }) => (latency ?? 0) === least).map(({ id }) => id);
  return ids.reduce((first, id) => (id < first ? id : first));
}
