// Written another way: plain objects in one array kept sorted, the end of each life computed when it begins, a ledger of idle spans.
import type { Pool, PoolOptions } from 'headroom/warm-pool';

interface Place {
  id: number;
  forGood: boolean;
  working: boolean;
  from: number;
  to: number;
}

export const createPool = ({ concurrency, provisioned, keepAliveMs, startMs }: PoolOptions): Pool => {
  let places: Place[] = [];
  let next = 0;
  const spans = { forGood: 0, others: 0 };
  const seen = { warm: 0, cold: 0, throttled: 0 };

  const rest = (place: Place, from: number): void => {
    place.working = false;
    place.from = from;
    place.to = place.forGood ? Infinity : from + keepAliveMs;
  };
  const add = (forGood: boolean): Place => {
    const place: Place = { id: next++, forGood, working: true, from: 0, to: 0 };
    places.push(place);
    return place;
  };
  const close = (place: Place, at: number): void => {
    spans[place.forGood ? 'forGood' : 'others'] += at - place.from;
  };
  const sweep = (now: number): void => {
    const over = places.filter((place) => !place.working && place.to <= now);
    for (const place of over) close(place, place.to);
    places = places.filter((place) => !over.includes(place));
  };
  const isReady = (now: number) => (place: Place) => !place.working && place.from <= now;

  for (let n = 0; n < provisioned; n++) rest(add(true), 0);

  return {
    arrive(now) {
      sweep(now);
      const ready = places
        .filter(isReady(now))
        .sort((a, b) => (a.forGood === b.forGood ? b.from - a.from : a.forGood ? -1 : 1));
      const [place] = ready;
      if (place !== undefined) {
        close(place, now);
        place.working = true;
        seen.warm++;
        return { start: 'warm', environment: String(place.id) };
      }
      if (places.length === concurrency) {
        seen.throttled++;
        return { start: 'throttled' };
      }
      seen.cold++;
      return { start: 'cold', environment: String(add(false).id) };
    },
    finished(environment, now) {
      sweep(now);
      rest(places.find(({ id }) => String(id) === environment)!, now);
    },
    prewarm(count, now) {
      sweep(now);
      const begun = Math.max(0, Math.min(count, concurrency - places.length));
      for (let n = 0; n < begun; n++) rest(add(false), now + startMs);
      return begun;
    },
    counts(now) {
      sweep(now);
      const ready = places.filter(isReady(now));
      const sum = (list: Place[]) => list.map(({ from }) => now - from).reduce((a, b) => a + b, 0);
      return {
        ...seen,
        busy: places.filter(({ working }) => working).length,
        idle: ready.length,
        starting: places.filter(({ working, from }) => !working && from > now).length,
        idleProvisionedMs: spans.forGood + sum(ready.filter(({ forGood }) => forGood)),
        idleMs: spans.others + sum(ready.filter(({ forGood }) => !forGood)),
      };
    },
  };
};
