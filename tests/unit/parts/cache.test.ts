/** Holds caches to what they promise, in the way to the data and beside it. */
import { describe, expect, test } from 'vitest';
import {
  askCache,
  Cache,
  type CacheOptions,
  Copy,
  call,
  firstCopy,
  lookUp,
  planFaults,
  refreshCache,
  Tier,
} from '#parts';
import { constant, OpenSource, poisson, Simulation, steady, Trace, zipf } from '#simulation';
import { driver, times } from '../simulation/driver.ts';
import { serverTier, waysBetween } from './world.ts';

/** A cache in the way, whose look-ups take no time, before a database that takes 10 ms. */
function inTheWay(options: CacheOptions) {
  const simulation = new Simulation(1);
  const data = serverTier(simulation, 'db', 1, { service: constant(10), slots: 100 });
  const contents = new Cache(options);
  const behind = firstCopy(waysBetween(simulation, 'cache', data));
  const cache = new Copy(simulation, { name: 'c', contents, steps: lookUp(simulation, behind) });
  return { simulation, contents, database: data.copies[0]!, cache, ...driver(simulation, cache) };
}

/** A server that asks a cache beside the way before the same database. */
function beside(options: CacheOptions) {
  const simulation = new Simulation(1);
  const data = serverTier(simulation, 'db', 1, { service: constant(10), slots: 100 });
  const contents = new Cache(options);
  const cache = new Copy(simulation, { name: 'c', contents, steps: lookUp(simulation, undefined) });
  const toCache = firstCopy(waysBetween(simulation, 'web', new Tier(simulation, 'cache', [cache])));
  const toData = firstCopy(waysBetween(simulation, 'web', data));
  const steps = [
    askCache(simulation, toCache),
    call(simulation, toData, { unlessFound: true }),
    refreshCache(simulation, toCache),
  ];
  const web = new Copy(simulation, { name: 'web', steps });
  return { simulation, contents, database: data.copies[0]!, cache, ...driver(simulation, web) };
}

describe.each([
  ['in the way', inTheWay],
  ['beside the way', beside],
])('a cache %s', (_name, cached) => {
  test('answers from memory what it has fetched, until the time to live is over', () => {
    const { simulation, contents, ended, send } = cached({ room: 10, timeToLive: 100 });
    for (const at of [0, 20, 109, 112]) send(at, 7);
    simulation.run(500);
    expect(times(ended)).toEqual(['ok at 10', 'ok at 20', 'ok at 109', 'ok at 122']);
    expect([contents.hits, contents.misses]).toEqual([2, 2]);
  });

  test('lets go of the key that was used longest ago', () => {
    const { simulation, database, contents, send } = cached({ room: 2 });
    for (const [index, key] of [1, 2, 1, 3, 1, 2].entries()) send(index * 20, key);
    simulation.run(500);
    expect(database.meter.asked).toBe(4);
    expect([contents.hits, contents.size]).toEqual([2, 2]);
  });

  test('a write goes through and removes the key', () => {
    const { simulation, contents, ended, send } = cached({ room: 10 });
    send(0, 1);
    send(20, 1, 'write');
    send(40, 1);
    simulation.run(500);
    expect(times(ended)).toEqual(['ok at 10', 'ok at 30', 'ok at 50']);
    expect(contents.hits).toBe(0);
  });

  test.each([
    { coalesce: false, fetches: 5 },
    { coalesce: true, fetches: 1 },
  ])('five misses for one key at once: coalesce $coalesce, $fetches fetches', ({ coalesce, fetches }) => {
    const { simulation, database, ended, send } = cached({ coalesce });
    for (let count = 0; count < 5; count++) send(count, 1);
    simulation.run(500);
    expect(database.meter.asked).toBe(fetches);
    const expected = coalesce ? [10, 10, 10, 10, 10] : [10, 11, 12, 13, 14];
    expect(times(ended)).toEqual(expected.map((at) => `ok at ${at}`));
  });

  test('when the fetch fails, the next that waits fetches; nobody waits for ever', () => {
    const { simulation, database, contents, ended, send } = cached({ coalesce: true });
    for (const at of [0, 1, 2]) send(at, 1);
    planFaults(simulation, [
      { at: 5, station: 'db/1', does: 'crash' },
      { at: 5.5, station: 'db/1', does: 'recover' },
    ]);
    send(6, 1);
    simulation.run(500);
    // The first fails with the database; the second and the third find it down at once. Who comes when it is back is served.
    expect(times(ended)).toEqual(['failed at 5', 'failed at 5', 'failed at 5', 'ok at 16']);
    expect([database.meter.asked, contents.waiting]).toEqual([4, 0]);
  });

  test('is empty after a crash; who waits for a fetch there is told', () => {
    const { simulation, contents, ended, send } = cached({ coalesce: true });
    for (const at of [0, 1]) send(at, 1);
    simulation.after(5, () => void contents.waiting, undefined);
    planFaults(simulation, [
      { at: 5, station: 'c', does: 'crash' },
      { at: 20, station: 'c', does: 'recover' },
    ]);
    for (const at of [30, 50]) send(at, 1);
    simulation.run(500);
    expect(ended).toHaveLength(4);
    expect(times(ended).slice(2)).toEqual(['ok at 40', 'ok at 50']);
    expect([contents.hits, contents.waiting]).toEqual([1, 0]);
  });
});

test('beside the way a fetch that dies with its server is passed on', () => {
  const { simulation, database, ended, send, cache } = beside({ coalesce: true });
  const data = serverTier(simulation, 'other db', 1, { service: constant(10), slots: 9 });
  const toCache = firstCopy(waysBetween(simulation, 'other', new Tier(simulation, 'same cache', [cache])));
  const other = new Copy(simulation, {
    name: 'other',
    steps: [
      askCache(simulation, toCache),
      call(simulation, firstCopy(waysBetween(simulation, 'other', data)), { unlessFound: true }),
      refreshCache(simulation, toCache),
    ],
  });
  const others = driver(simulation, other);
  send(0, 1);
  others.send(1, 1);
  planFaults(simulation, [{ at: 5, station: 'web', does: 'crash' }]);
  simulation.run(500);
  expect(times(ended)).toEqual(['failed at 10']);
  expect(times(others.ended)).toEqual(['ok at 15']);
  expect(database.meter.asked).toBe(1);
});

describe('against theory', () => {
  test('an LRU cache of the traffic of Zipf keys hits as often as a plain LRU list does', () => {
    const { simulation, cache, contents } = inTheWay({ room: 100 });
    const keys = zipf(1000, 1);
    // A second apart, so that each look-up finds the one before it fetched.
    new OpenSource(simulation, { name: 'users', to: cache, keys, arrivals: steady(1), until: 50_000_000 });
    const list: number[] = [];
    let hits = 0;
    const trace = new Trace(1_000_000);
    simulation.trace = trace;
    simulation.run(Number.POSITIVE_INFINITY);
    for (const { what, station, key } of trace.entries()) {
      if (what !== 'arrive' || station !== 'c') continue;
      const place = list.indexOf(key);
      if (place >= 0) {
        hits++;
        list.splice(place, 1);
      } else if (list.length === 100) list.pop();
      list.unshift(key);
    }
    expect(contents.hits).toBe(hits);
    expect(hits / 50_000).toBeGreaterThan(0.5);
  });

  test('a key that is asked λ times a second and lives T hits λT ÷ (1 + λT) of the time', () => {
    const { simulation, cache, contents } = inTheWay({ timeToLive: 20_000 });
    new OpenSource(simulation, { name: 'users', to: cache, arrivals: poisson(0.2), until: 400_000_000 });
    simulation.run(Number.POSITIVE_INFINITY);
    // A cycle is one miss and, on average, λT hits until the time is over. 80,000 look-ups, the fetch of 10 ms beside it.
    expect(Math.abs(contents.hits / (contents.hits + contents.misses) - 4 / 5)).toBeLessThan(0.005);
  });
});
