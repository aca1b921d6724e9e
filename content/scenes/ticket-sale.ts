/**
 * Lesson 9: a sale opens and the load is a hundred times what it was. More replicas, a cache and a waiting room, each with what it
 * does to the database behind all of them.
 */
import {
  type Architecture,
  type ArchitectureLink,
  type ArchitectureNode,
  type BalancingPolicy,
  compile,
} from '#architecture';
import { type ChartSpec, defineScene, type NodeView, type Settings, systemWorld } from '#scene';

const SECONDS = 40;
const OPENS_AT = 5_000;
/** Requests per second before the sale opens, and after. A twentieth of the lesson's. */
const [QUIET, RUSH] = [5, 500];
/** The share that try to hold a seat; the others look. */
const HOLDS = 0.2;
/** Requests per second of one replica, and reads and writes per second of the database. */
const REPLICA = 50;
const DATABASE = 250;
/** Different events and blocks of seats that people ask for. */
const ITEMS = { count: 200, exponent: 0.8 };
/** How long the waiting room's door takes to let somebody in, in ms. It is wide enough for many at once. */
const DOOR = 500;

const number = new Intl.NumberFormat('en-GB');

export default defineScene({
  title: 'The sale opens',
  seconds: SECONDS,
  pace: 1.5,
  still: 14,
  knobs: {
    replicas: { kind: 'number', label: 'Replicas of the service', min: 2, max: 20, step: 1, value: 6 },
    policy: {
      kind: 'choice',
      label: 'The balancer picks',
      options: [
        { value: 'round-robin', label: 'in turn' },
        { value: 'least-connections', label: 'fewest connections' },
        { value: 'random', label: 'at random' },
      ],
      value: 'round-robin',
    },
    cache: { kind: 'switch', label: 'Cache', value: false },
    room: { kind: 'switch', label: 'Waiting room', value: false },
    admits: { kind: 'number', label: 'The room admits', unit: 'a second', min: 50, max: 500, step: 25, value: 175 },
  },
  worlds({ seed, settings, tick }) {
    const system = compile(saleWith(settings), {
      seed,
      load: {
        rate: [
          { from: 0, perSecond: QUIET },
          { from: OPENS_AT, perSecond: RUSH },
        ],
        writes: HOLDS,
        items: ITEMS,
      },
      window: tick,
    });
    const meter = system.sources[0]!.meter;
    const room = system.backlogs.get('room');
    /** How requests have ended so far. With a waiting room, being told a place in the line is no end. */
    const ends = (): { served: number; failed: number } => {
      const { ok, ...others } = meter.ended;
      const failed = Object.values(others).reduce((sum, count) => sum + count, 0);
      return room ? { served: room.done, failed: room.redelivered + failed } : { served: ok, failed };
    };
    const inside = system.tiers.get('balancer')!.copies[0]!.meter;
    const contents = system.tiers.get('cache')?.copies[0]?.contents;
    const world = systemWorld({
      title: 'The sale opens',
      system,
      tick,
      charts: ['utilisation'],
      oneIn: 64,
      textOf: (node) => (node === 'cache' && contents ? hitText(contents) : undefined),
    });
    return [
      {
        ...world,
        nodes: { ...world.nodes, customers: () => customersView(ends(), room && meter.asked) },
        charts: [
          {
            title: 'Requests',
            unit: 'per second',
            series: [
              { label: 'asked', read: perSecond(tick, () => meter.asked) },
              { label: 'served', read: perSecond(tick, () => ends().served) },
              { label: 'failed', read: perSecond(tick, () => ends().failed) },
            ],
          },
          {
            title: 'Time on the site, 99th percentile',
            unit: 'ms',
            series: [
              {
                label: 'from the balancer to the answer',
                read: (now) => {
                  const time = inside.stays.count > 0 ? inside.stays.percentile(99) : Number.NaN;
                  inside.reset(now);
                  return time;
                },
              },
            ],
          },
          ...withoutTheDoor(world.charts),
          {
            title: 'Outside',
            unit: 'people in the waiting room',
            series: room ? [{ label: 'waiting', read: () => room.waiting }] : [],
          },
        ],
        events: () => [
          { at: OPENS_AT, text: `The sale opens: ${RUSH} requests/s instead of ${QUIET}.` },
          { at: SECONDS * 1000, text: endText(ends(), room?.waiting) },
        ],
      },
    ];
  },
});

/** The site with what the knobs add to it. */
function saleWith({ replicas, policy, cache, room, admits }: Settings): Architecture {
  const nodes: ArchitectureNode[] = [
    { id: 'customers', kind: 'client', label: 'Customers' },
    { id: 'balancer', kind: 'load-balancer', policy: policy as BalancingPolicy },
    {
      id: 'service',
      kind: 'service',
      label: 'Ticket service',
      replicas: replicas as number,
      capacity: REPLICA,
      latency: 40,
    },
    { id: 'database', kind: 'database', label: 'Database', capacity: DATABASE, latency: 20 },
  ];
  const links: ArchitectureLink[] = [{ from: 'balancer', to: 'service' }];
  if (room) {
    nodes.push(
      { id: 'room', kind: 'queue', label: 'Waiting room' },
      {
        id: 'door',
        kind: 'service',
        label: 'Door',
        capacity: admits as number,
        latency: DOOR,
      },
    );
    links.push(
      { from: 'customers', to: 'room' },
      { from: 'room', to: 'door', kind: 'async' },
      { from: 'door', to: 'balancer' },
    );
  } else {
    links.push({ from: 'customers', to: 'balancer' });
  }
  if (cache) {
    nodes.push({ id: 'cache', kind: 'cache', label: 'Cache', latency: 1 });
    links.push({ from: 'service', to: 'cache' });
  }
  links.push({ from: 'service', to: 'database' });
  return { title: 'A ticket sale', nodes, links };
}

/** Of those whose fate is known, how many were served; with a waiting room, of all who asked. */
function customersView({ served, failed }: { served: number; failed: number }, asked = served + failed): NodeView {
  return { copies: [], waiting: 0, text: `${asked > 0 ? Math.round((100 * served) / asked) : 100} % served` };
}

function endText({ served, failed }: { served: number; failed: number }, outside: number | undefined): string {
  const waiting = outside === undefined ? '' : `, ${number.format(outside)} wait outside`;
  return `${number.format(served)} were served, ${number.format(failed)} failed${waiting}.`;
}

function hitText({ hits, misses }: { hits: number; misses: number }): string {
  return hits + misses > 0 ? `${Math.round((100 * hits) / (hits + misses))} % hits` : '';
}

/** The door of the waiting room is as busy as it was told to be. */
function withoutTheDoor(charts: readonly ChartSpec[]): ChartSpec[] {
  return charts.map((chart) => ({ ...chart, series: chart.series.filter(({ label }) => label !== 'Door') }));
}

/** The increase since the last tick, per second. */
function perSecond(tick: number, total: () => number): () => number {
  let before = 0;
  return () => {
    const now = total();
    const rate = ((now - before) * 1000) / tick;
    before = now;
    return rate;
  };
}
