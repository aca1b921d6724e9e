/**
 * The fleet that the learner's calculator asks for, beside the smallest one that could do the work at all, under the same load, which
 * rises past what was planned for. What queueing theory says is drawn beside what is measured.
 */
import { sketch } from '#architecture';
import {
  at,
  chart,
  choice,
  defineScene,
  eachCopy,
  percentOf,
  type SceneInput,
  slider,
  type World,
  world,
} from '#scene';
import {
  meanResponse,
  meanResponsePooled,
  OpenSource,
  poisson,
  type RateStep,
  Simulation,
  smallestFleet,
  type TrafficWindow,
  traced,
} from '#simulation';
import { counted, number } from '#words';
import { type Answer, answerOf } from './answer.ts';
import { calculateRequiredServers } from './solution.ts';
import { startFleet } from './world.ts';

const reference = { calculateRequiredServers };

const SECONDS = 60;
/** The load as a share of the planned rate: at the beginning, and at the end. Half-way it is what was planned for. */
const [FROM, TO] = [0.5, 1.5];
/** So long a server may need for the queue before it, in seconds; more requests are turned away. */
const LONGEST_QUEUE = 0.5;
/** Dots for about so many requests a second. */
const DRAWN = 20;
/** Response times and utilisation are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;

const knobs = {
  rate: slider('Planned rate', { min: 29, max: 1200, value: 700, unit: 'requests/s' }),
  capacity: slider('One server', { min: 100, max: 1000, step: 20, value: 100, unit: 'requests/s' }),
  target: slider('Target', { min: 25, max: 100, value: 70, unit: '%' }),
  load: choice(
    'Load',
    { rises: 'from half to one and a half times the plan', steady: 'as planned all the time' },
    'rises',
  ),
  queues: choice('Queues', { one: 'one for all servers', each: 'one for each, chosen at random' }, 'one'),
};

export default defineScene({
  title: 'A fleet with headroom, and one without',
  seconds: SECONDS,
  still: 34,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const { rate, capacity, target } = input.settings;
    const fewest = smallestFleet(rate, capacity, 100);
    // What runs before anybody has calculated is the fewest.
    const fleet = { currentServers: fewest, requestRate: rate, capacityPerServer: capacity, targetUtilisation: target };
    const right = calculateRequiredServers(fleet);
    const calculated = answerOf(right, right, fleet);
    const yours = learner === reference ? undefined : answerOf(learner.calculateRequiredServers(fleet), right, fleet);
    const sizes: Size[] = [
      ...(yours ? [{ ...yours, words: `Yours: ${yours.words}` }] : []),
      ...(yours?.isRight ? [] : [{ ...calculated, words: `As calculated: ${calculated.words}` }]),
      { servers: fewest, words: `The fewest: ${counted(fewest, 'server')}`, says: [] },
    ];
    return sizes.map((size) => fleetWorld(size, sizes.length < 3, input));
  },
});

type Size = Omit<Answer, 'isRight'>;

function fleetWorld(
  { servers, words: title, says }: Size,
  withTheory: boolean,
  input: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const { seed, settings, tick } = input;
  const { rate, capacity, queues, load } = settings;
  const simulation = new Simulation(seed);
  const queueLimit = Math.ceil(LONGEST_QUEUE * capacity);
  const fleet = startFleet(simulation, { servers, capacity, queues, queueLimit });
  const tier = fleet.servers;
  const steps = load === 'rises' ? rising(rate) : [{ from: 0, perSecond: rate }];
  const shoppers = new OpenSource(simulation, {
    name: 'shoppers',
    to: fleet.balancer,
    arrivals: load === 'rises' ? traced(steps) : poisson(rate),
    window: WINDOW * tick,
  });
  const inWindow = (read: (window: TrafficWindow) => number) => (now: number) => {
    const window = shoppers.series!.windows(now).at(-1);
    return window === undefined ? Number.NaN : read(window);
  };
  const perSecond = 1000 / (WINDOW * tick);
  const inTheory = (now: number) => {
    const rateNow = steps.findLast(({ from }) => from <= now)!.perSecond;
    const [busy, up] = [rateNow / capacity, tier.count('up')];
    const time =
      queues === 'one' ? meanResponsePooled(1000 / capacity, up, busy) : meanResponse(1000 / capacity, busy / up);
    // In theory queues have no bound. Where one matters, the formula says nothing about this fleet.
    return time > LONGEST_QUEUE * 1000 ? Number.NaN : time;
  };
  const room = servers * capacity - rate;
  const architecture = sketch(title, 'shoppers: client "Shoppers" > balancer: load-balancer > servers: web "Servers"', {
    servers: {
      ...(servers === 1 && { label: 'Server' }),
      replicas: Math.max(1, servers),
      note: room > 0 ? `room for ${number(room)} more a second` : 'no headroom',
    },
  });
  /** When the load is so many times the plan. */
  const momentOf = (share: number) => ((share - FROM) / (TO - FROM)) * SECONDS;
  const full = momentOf((servers * capacity) / rate);
  return world({
    title,
    simulation,
    architecture,
    nodes: {
      balancer: () => ({ copies: [], waiting: fleet.waiting() }),
      servers: () => ({
        // Of a fleet without servers an empty place is drawn.
        copies:
          servers === 0
            ? [{ state: 'off', busy: 0 }]
            : tier.copies.map(({ state, work }) => ({
                state: state === 'up' ? 'up' : 'down',
                busy: work && 'busy' in work ? work.busy : 0,
              })),
        waiting: tier.waiting,
      }),
    },
    says: {
      ...(queues === 'one' && {
        servers: () => `${tier.copies.filter(({ inside }) => inside > 0).length} of ${servers} busy`,
      }),
    },
    charts: [
      chart('Response time', 'ms', {
        p99: inWindow(({ answered, p99 }) => (answered > 0 ? p99 : Number.NaN)),
        mean: inWindow(({ answered, mean }) => (answered > 0 ? mean : Number.NaN)),
        // With the lines of three worlds a chart is full.
        ...(withTheory && { 'mean in theory': inTheory }),
      }),
      chart('Utilisation', '%', {
        servers: percentOf(
          (now) => tier.busyMilliseconds(now),
          (now) => tier.workingMilliseconds(now),
          WINDOW,
        ),
      }),
      chart('Requests', 'per second', {
        asked: inWindow(({ asked }) => asked * perSecond),
        failed: inWindow(({ failed }) => failed * perSecond),
      }),
    ],
    breaks: eachCopy(tier, (number) => `Server ${number}`),
    tells: [
      ...says.map((sentence) => at(0, sentence)),
      load === 'rises' && at(momentOf(1), `The load is what was planned for: ${number(rate)} requests/s.`),
      load === 'rises' &&
        full >= 0 &&
        full <= SECONDS &&
        servers > 0 &&
        at(full, `The load reaches all that ${counted(servers, 'server')} can do.`),
    ],
    oneIn: Math.max(1, Math.round(rate / DRAWN)),
  });
}

/** A new rate each second. */
function rising(planned: number): RateStep[] {
  return Array.from({ length: SECONDS }, (_, second) => ({
    from: second * 1000,
    perSecond: planned * (FROM + ((TO - FROM) * (second + 0.5)) / SECONDS),
  }));
}
