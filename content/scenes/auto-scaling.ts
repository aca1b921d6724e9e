/** Lesson 12: the evening of a match for a fleet that was built for the peak and for one that follows the load, with both bills. */
import { type Autoscale, compile, sketch } from '#architecture';
import {
  at,
  atEnd,
  chart,
  copiesOf,
  defineScene,
  type SceneInput,
  slider,
  soFar,
  systemWorld,
  type World,
} from '#scene';
import { machineCost, smallestFleet } from '#simulation';

const SECONDS = 480;
/** Requests per second that one server can do. */
const CAPACITY = 10;
/** Cents for a server and hour. */
const PRICE = 10;
const PEAK = 80;
/** The evening: for so many seconds the audience, in requests per second, goes from one value to another by the same factor each second. */
const EVENING: readonly (readonly [seconds: number, from: number, to: number])[] = [
  [60, 10, 10],
  [90, 10, PEAK],
  [90, PEAK, PEAK],
  [10, PEAK, 50],
  [30, 50, 50],
  [10, 50, PEAK],
  [100, PEAK, PEAK],
  [20, PEAK, 10],
  [70, 10, 10],
];
/** A new rate every two seconds. */
const RATES = EVENING.flatMap(([seconds, from, to]) =>
  Array.from({ length: seconds / 2 }, (_, step) => from * (to / from) ** ((2 * step + 1) / seconds)),
);
/** In lesson 2's way: so many servers that the peak makes them 60 % busy. */
const FIXED = smallestFleet(PEAK, CAPACITY, 60);

export default defineScene({
  title: 'A match evening in eight minutes',
  seconds: SECONDS,
  pace: 16,
  still: 156,
  knobs: {
    target: slider('Target utilisation', { min: 30, max: 90, step: 5, value: 60, unit: '%' }),
    warmUp: slider('Warm-up of a server', { min: 0, max: 120, step: 10, value: 30, unit: 's' }),
    cooldown: slider('Cooldown before scaling in', { min: 0, max: 240, step: 20, value: 60, unit: 's' }),
    minimum: slider('Minimum', { min: 1, max: 16, value: 2, unit: 'servers' }),
    maximum: slider('Maximum', { min: 16, max: 60, step: 4, value: 24, unit: 'servers' }),
  },
  worlds({ settings: { target, ...bounds }, ...input }) {
    const { minimum } = bounds;
    const autoscale = { ...bounds, target: target / 100 };
    return [
      eveningWorld(`Fixed: ${FIXED} servers`, input, { replicas: FIXED }),
      eveningWorld('Autoscaled', input, { replicas: minimum, autoscale }),
    ];
  },
});

function eveningWorld(
  title: string,
  { seed, tick }: Pick<SceneInput, 'seed' | 'tick'>,
  fleet: { replicas: number; autoscale?: Autoscale },
): World {
  const platform = sketch(
    title,
    'viewers: client "Viewers" > balancer: load-balancer > servers: application "Streaming API"',
    { balancer: { policy: 'least-connections' }, servers: { capacity: CAPACITY, latency: 200, ...fleet } },
  );
  const system = compile(platform, {
    seed,
    load: { rate: RATES.map((perSecond, step) => ({ from: step * 2000, perSecond })) },
    window: tick,
  });
  const servers = () => copiesOf(system, 'servers');
  const bill = (now: number) => machineCost(system.tiers.get('servers')!.paidMilliseconds(now), PRICE);
  const failed = () => `${soFar(system).percentFailed.toFixed(1)} % failed`;
  const { autoscale } = fleet;
  const wanted = autoscale && {
    'what the load needs at the target': (now: number) =>
      (RATES[Math.floor(now / 2000)] ?? RATES.at(-1)!) / (CAPACITY * autoscale.target),
  };
  return systemWorld({
    title,
    system,
    tick,
    breaks: ['servers'],
    oneIn: 40,
    says: { viewers: failed },
    charts: [
      chart('Servers', 'running or starting', { 'paid for': () => servers().paid, ...wanted }),
      'tail',
      'failures',
      chart('Bill so far', 'cents', { 'all servers': bill }),
    ],
    tells: [
      at(150, () => {
        const { up, starting } = servers();
        return `${PEAK} requests/s from now on. ${up} servers serve, ${starting} are starting.`;
      }),
      at(265, () => `The pause. ${servers().paid} servers are paid for.`),
      at(430, () => `The audience left 20 s ago. ${servers().paid} servers are paid for.`),
      atEnd(() => `${failed()}; the bill is ${bill(SECONDS * 1000).toFixed(1)} cents.`),
    ],
  });
}
