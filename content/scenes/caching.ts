/**
 * Lesson 15: the same load on one cache that all servers share, and on a cache inside each of them; both beside a database that could
 * never do the work alone. What is kept, for how long, and what a restart costs.
 */
import { compile, sketch } from '#architecture';
import {
  atEnd,
  chart,
  defineScene,
  hitText,
  type SceneInput,
  slider,
  soFar,
  systemWorld,
  toggle,
  utilisation,
  type World,
} from '#scene';

/** Requests per second, all of them reads: lesson 15 writes in its lab. */
const RATE = 400;
/** Requests per second that the database can do. */
export const DATABASE = 120;
/** Different things that are asked for; the k-th of them 1 / k as often as the first. */
export const KEYS = { count: 1000, exponent: 1 };
const SERVERS = 4;

export default defineScene({
  title: 'A cache in front of a database',
  seconds: 40,
  pace: 2,
  still: 18,
  knobs: {
    entries: slider('Entries in all caches together', { min: 0, max: 1000, step: 50, value: 400 }),
    life: slider('Time to live', { min: 2, max: 60, value: 60, unit: 's' }),
    coalesce: toggle('One fetch for all who wait'),
  },
  worlds(input) {
    return [sharedWorld(input), localWorld(input)];
  },
});

type Input = SceneInput & { settings: { entries: number; life: number; coalesce: boolean } };

function sharedWorld(input: Input): World {
  const { entries } = input.settings;
  return cacheWorld('One cache for all', input, {
    text: `readers: client "Readers" > balancer: load-balancer > servers: service "Servers" x${SERVERS}
      ${entries > 0 ? 'servers > shared: cache "Cache"' : ''}
      servers > database: database "Database"`,
    servers: ['servers'],
    caches: entries > 0 ? { shared: entries } : {},
    // A trip over the network, there and back.
    trip: 1,
  });
}

function localWorld(input: Input): World {
  const numbers = Array.from({ length: SERVERS }, (_, index) => index + 1);
  const each = input.settings.entries / SERVERS;
  return cacheWorld('A cache in each server', input, {
    text: [
      'readers: client "Readers" > balancer: load-balancer',
      ...numbers.map((n) => `balancer > server${n}: service "Server ${n}"`),
      ...(each > 0 ? numbers.map((n) => `server${n} > own${n}: cache "Its cache"`) : []),
      ...numbers.map((n) => `server${n} > database${n === 1 ? ': database "Database"' : ''}`),
    ].join('\n'),
    servers: numbers.map((n) => `server${n}`),
    caches: each > 0 ? Object.fromEntries(numbers.map((n) => [`own${n}`, each])) : {},
    trip: 0.1,
  });
}

function cacheWorld(
  title: string,
  { seed, tick, settings }: Input,
  {
    text,
    servers,
    caches,
    trip,
  }: { text: string; servers: readonly string[]; caches: Readonly<Record<string, number>>; trip: number },
): World {
  const site = sketch(title, text, {
    ...Object.fromEntries(servers.map((id) => [id, { latency: 2 }])),
    ...Object.fromEntries(
      Object.entries(caches).map(([id, items]) => [
        id,
        { items, latency: trip, timeToLive: settings.life * 1000, ...(settings.coalesce && { coalesce: true }) },
      ]),
    ),
    database: { capacity: DATABASE, latency: 20 },
  });
  const system = compile(site, { seed, load: { rate: RATE, items: KEYS }, window: tick });
  const contents = () => Object.keys(caches).map((id) => system.tiers.get(id)!.copies[0]!.contents!);
  const hits = lately(() => contents().reduce((sum, { hits }) => sum + hits, 0));
  const misses = lately(() => contents().reduce((sum, { misses }) => sum + misses, 0));
  return systemWorld({
    title,
    system,
    tick,
    oneIn: 25,
    says: {
      readers: () => `${soFar(system).percentFailed.toFixed(0)} % failed`,
      ...Object.fromEntries(Object.keys(caches).map((id) => [id, () => hitText(system, id)])),
    },
    charts: [
      chart('Found in a cache', '%', {
        hits: (now) => {
          const [found, missed] = [hits(now), misses(now)];
          return found + missed > 0 ? (100 * found) / (found + missed) : 0;
        },
      }),
      utilisation(system, ['database']),
      'tail',
      'failures',
    ],
    breaks: [...Object.keys(caches), 'database'],
    tells: [atEnd(() => `${soFar(system).percentFailed.toFixed(1)} % of all requests failed.`)],
  });
}

/** How much a count has grown since it was last read. */
function lately(count: () => number): (now: number) => number {
  let before = 0;
  return () => {
    const all = count();
    const grown = all - before;
    before = all;
    return grown;
  };
}
