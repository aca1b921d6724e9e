/** Lesson 12: the evening of a match for a fleet that was built for the peak and for one that follows the load, with both bills. */
import { type Architecture, type Autoscale, compile } from '#architecture';
import { defineScene, type SceneInput, systemWorld, type World } from '#scene';
import { machineCost, type RateStep } from '#simulation';

const SECONDS = 480;
/** Requests per second that one server can do, and milliseconds of work for one. */
const CAPACITY = 10;
const WORK = 200;
/** Cents for a server and hour. */
const PRICE = 10;
/** The most servers that the fleet may grow to. */
const MAXIMUM = 24;

/** The evening: the audience in requests per second at these seconds, and in between a growth by the same factor each second. */
const EVENING: readonly (readonly [second: number, perSecond: number])[] = [
  [0, 10],
  [60, 10],
  [150, 80],
  [240, 80],
  [250, 50],
  [280, 50],
  [290, 80],
  [390, 80],
  [410, 10],
  [SECONDS, 10],
];
const PEAK = 80;
/** In lesson 2's way: so many servers that the peak makes them 60 % busy. */
const FIXED = Math.ceil(PEAK / (CAPACITY * 0.6));

export default defineScene({
  title: 'A match evening in eight minutes',
  seconds: SECONDS,
  pace: 16,
  still: 156,
  knobs: {
    target: { kind: 'number', label: 'Target utilisation', unit: '%', min: 30, max: 90, step: 5, value: 60 },
    warmUp: { kind: 'number', label: 'Warm-up of a server', unit: 's', min: 0, max: 120, step: 10, value: 30 },
    cooldown: { kind: 'number', label: 'Cooldown before scaling in', unit: 's', min: 0, max: 240, step: 20, value: 60 },
    minimum: { kind: 'number', label: 'Minimum', unit: 'servers', min: 1, max: 16, step: 1, value: 2 },
  },
  worlds(input) {
    const { target, warmUp, cooldown, minimum } = input.settings as Record<string, number>;
    return [
      eveningWorld(`Fixed: ${FIXED} servers`, input, { replicas: FIXED }),
      eveningWorld('Autoscaled', input, {
        replicas: minimum!,
        autoscale: { minimum: minimum!, maximum: MAXIMUM, target: target! / 100, warmUp: warmUp!, cooldown: cooldown! },
      }),
    ];
  },
});

interface Fleet {
  replicas: number;
  autoscale?: Autoscale;
}

function eveningWorld(title: string, { seed, tick }: SceneInput, fleet: Fleet): World {
  const architecture = platformWith(title, fleet);
  const system = compile(architecture, { seed, load: { rate: STEPS }, window: tick });
  const tier = system.tiers.get('servers')!;
  const { meter } = system.sources[0]!;
  const bill = (now: number) => machineCost(tier.paidMilliseconds(now), PRICE);
  const world = systemWorld({ title, system, tick, charts: ['tail', 'failures'], breakable: ['servers'], oneIn: 40 });
  const told = () => {
    const { ok, ...others } = meter.ended;
    const failed = Object.values(others).reduce((sum, count) => sum + count, 0);
    return `${(ok + failed > 0 ? (100 * failed) / (ok + failed) : 0).toFixed(1)} % failed`;
  };
  const paid = { label: 'paid for', read: () => tier.copies.length - tier.count('off') };
  const events: { at: number; text: string }[] = [];
  const moments = {
    150: () =>
      `${PEAK} requests/s from now on. ${tier.count('up')} servers serve, ${tier.count('starting')} are starting.`,
    265: () => `The pause. ${paid.read()} servers are paid for.`,
    430: () => `The audience left 20 s ago. ${paid.read()} servers are paid for.`,
  };
  for (const [second, text] of Object.entries(moments)) {
    const at = Number(second) * 1000;
    system.simulation.after(at, () => events.push({ at, text: text() }), undefined);
  }
  const { autoscale } = fleet;
  const wanted = autoscale && {
    label: 'what the load needs at the target',
    read: (now: number) => rateAt(now / 1000) / (CAPACITY * autoscale.target),
  };
  return {
    ...world,
    nodes: { ...world.nodes, viewers: () => ({ copies: [], waiting: 0, text: told() }) },
    charts: [
      { title: 'Servers', unit: 'running or starting', series: wanted ? [paid, wanted] : [paid] },
      ...world.charts,
      { title: 'Bill so far', unit: 'cents', series: [{ label: 'all servers', read: bill }] },
    ],
    events: () => [
      ...events,
      { at: SECONDS * 1000, text: `${told()}; the bill is ${bill(SECONDS * 1000).toFixed(1)} cents.` },
    ],
  };
}

function platformWith(title: string, fleet: Fleet): Architecture {
  return {
    title,
    nodes: [
      { id: 'viewers', kind: 'client', label: 'Viewers' },
      { id: 'balancer', kind: 'load-balancer', policy: 'least-connections' },
      { id: 'servers', kind: 'application', label: 'Streaming API', capacity: CAPACITY, latency: WORK, ...fleet },
    ],
    links: [
      { from: 'viewers', to: 'balancer' },
      { from: 'balancer', to: 'servers' },
    ],
  };
}

/** The load in requests per second. */
function rateAt(second: number): number {
  const next = EVENING.findIndex(([from]) => from > second);
  if (next < 0) return EVENING.at(-1)![1];
  const [[from, low], [to, high]] = [EVENING[next - 1]!, EVENING[next]!];
  return low * (high / low) ** ((second - from) / (to - from));
}

/** A new rate every two seconds. */
const STEPS: readonly RateStep[] = Array.from({ length: SECONDS / 2 }, (_, step) => ({
  from: step * 2000,
  perSecond: rateAt(2 * step + 1),
}));
