/**
 * Balancers beside each other on the fleet of the hidden tests: the same servers, the same requests, the same luck. With a learner it is
 * theirs, the reference, and a third; in the lesson it is round robin, a strategy of the reference, and a third.
 */
import { sketch } from '#architecture';
import { leastConnections as firstOfEquals, powerOfChoices, uniformlyAtRandom } from '#parts';
import {
  at,
  atEnd,
  attempt,
  chart,
  choice,
  defineScene,
  eachCopy,
  type NodeView,
  nodesByName,
  type SceneInput,
  shown,
  slider,
  soFar,
  trafficCharts,
  type World,
  world,
} from '#scene';
import { whole } from '#words';
import { healthBased, leastConnections, roundRobin } from './solution.ts';
import { type Fleet, machines, SLOWED_BY, type Strategy, startFleet } from './world.ts';

const SECONDS = 24;
/** When something happens to a new server, and when it is over, in s. */
const [FAULT_AT, FAULT_ENDS] = [8, 16];
const STRUCK = 'new-2';
/** How many sentences are told of wrong picks. */
const MOST_TOLD = 5;
/** Response times are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;

const reference = { roundRobin, leastConnections, healthBased };
const strategies = {
  roundRobin: 'Round robin',
  leastConnections: 'Least connections',
  healthBased: 'Health-based',
} as const;
const thirds: Record<string, { title: string; make: () => Strategy }> = {
  random: { title: 'Any, at random', make: () => ({ policy: uniformlyAtRandom() }) },
  two: { title: 'The less busy of two', make: () => ({ policy: powerOfChoices(2) }) },
  first: { title: 'The fewest, the first of equals', make: () => ({ policy: firstOfEquals() }) },
  fewest: { title: 'The fewest, any of equals', make: leastConnections },
};

const knobs = {
  strategy: choice('Strategy', strategies, 'leastConnections'),
  third: choice(
    'Beside it',
    { random: 'any, at random', two: 'the less busy of two', first: 'first of equals', fewest: 'any of equals' },
    'random',
  ),
  load: slider('Load', { min: 40, max: 220, step: 10, value: 140, unit: 'requests/s' }),
  work: slider('One request on an old server', { min: 20, max: 120, step: 10, value: 60, unit: 'ms' }),
  fault: choice(
    `${FAULT_AT} s to ${FAULT_ENDS} s: a new server`,
    { none: 'stays well', slow: `is ${SLOWED_BY} × slower`, fail: 'fails fast' },
    'none',
  ),
};

export default defineScene({
  title: 'Who gets the next request?',
  seconds: SECONDS,
  still: 11,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const { strategy, third } = input.settings;
    // Each balancer is made once, before anything runs, as a learner would expect.
    const { title, make } = thirds[third]!;
    const beside = fleetWorld(title, make(), input);
    if (learner === reference) {
      const shown = new Set(['roundRobin', strategy] as const);
      return [...[...shown].map((name) => fleetWorld(strategies[name], reference[name](), input)), beside];
    }
    return [
      fleetWorld('Yours', learner[strategy](), input),
      fleetWorld('The reference', reference[strategy](), input),
      beside,
    ];
  },
});

function fleetWorld(
  title: string,
  strategy: Strategy,
  { seed, settings: { load, work, fault }, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const architecture = sketch(
    'Four new servers and two old ones',
    'customers: client "Customers" > balancer: load-balancer > new: web "New servers" x4, old: web "Old servers" x2',
    { new: { capacity: 50, latency: 20 }, old: { capacity: 1000 / work, latency: work } },
  );
  const fleet: Fleet = {
    machines: machines(work),
    perSecond: load,
    until: SECONDS * 1000,
    ...(fault !== 'none' && {
      breakdown: { server: STRUCK, does: fault, from: FAULT_AT * 1000, to: FAULT_ENDS * 1000 },
    }),
  };
  const window = WINDOW * tick;
  const told: { at: number; text: string }[] = [];
  /** Each sentence once: a balancer that is wrong is wrong many times. */
  const tell = (text: string) => {
    const isNew = told.every((each) => each.text !== text);
    if (isNew && told.length < MOST_TOLD) told.push({ at: simulation.now, text });
  };
  const { simulation, servers, workers, tier, customers, picked } = startFleet(watched(strategy, tell), fleet, seed, {
    window,
  });
  const { failures, tail } = trafficCharts([customers], window);
  const named = nodesByName(architecture);
  const nodeOf = (station: string) => named(station.split('-', 1)[0]!);
  const members = (node: string) => servers.filter(({ name }) => nodeOf(name) === node);
  const waitingAt = (node: string) => members(node).reduce((sum, { place }) => sum + workers[place]!.waiting, 0);
  const view = (node: string) => (): NodeView => ({
    // A server that fails fast is crossed: it is there, and of no use.
    copies: members(node).map(({ serves, place }) => ({ state: serves ? 'up' : 'down', busy: workers[place]!.busy })),
    waiting: waitingAt(node),
  });
  const { stays } = customers.meter;
  const p99 = () => (stays.count > 0 ? whole(stays.percentile(99)) : '–');
  const failed = () => `${soFar(customers).percentFailed.toFixed(1)} % failed`;
  const lost = () => (picked.at(-1)! > 0 ? `${whole(picked.at(-1)!)} to no server` : undefined);
  let before = 0;
  return world({
    title,
    simulation,
    architecture,
    nodes: { new: view('new'), old: view('old') },
    nodeOf,
    says: { balancer: () => lost() ?? `p99 ${p99()} ms`, customers: failed },
    charts: [tail(), failures(), chart('Old servers', 'requests that wait', { waiting: () => waitingAt('old') })],
    breaks: eachCopy(
      tier,
      (_, name) => `${nodeOf(name) === 'new' ? 'New' : 'Old'} server ${name.split('-')[1]}`,
      (_, name) => `${nodeOf(name)}/${name.split('-')[1]}`,
    ),
    told,
    tells: [
      fault !== 'none' &&
        at(FAULT_AT, () => {
          before = soFar(customers).failed;
          return `New server 2 ${fault === 'slow' ? 'is five times slower' : 'answers at once, with errors'}.`;
        }),
      fault !== 'none' &&
        at(FAULT_ENDS, () => {
          const { waiting } = workers[servers.findIndex(({ name }) => name === STRUCK)]!;
          const meanwhile = `Meanwhile ${whole(soFar(customers).failed - before)} requests failed.`;
          return `It is well again. ${fault === 'slow' ? `${whole(waiting)} requests wait for it.` : meanwhile}`;
        }),
      atEnd(() => `99 in 100 took at most ${p99()} ms; ${failed()}.`),
    ],
    oneIn: 4,
  });
}

/** The same strategy, and what is wrong with its picks is told: it threw, or named no server of the list. */
function watched(strategy: Strategy, tell: (text: string) => void): Strategy {
  if ('policy' in strategy) return strategy;
  return {
    pick(servers, random) {
      const picked = attempt(() => strategy.pick([...servers], random));
      if ('threw' in picked) tell(`pick threw ${picked.threw}. The request fails.`);
      else if (servers.some(({ id }) => id === picked.answer)) return picked.answer;
      else tell(`pick gave ${shown(picked.answer)}: there is no such server. The request fails.`);
      return '';
    },
  };
}
