/**
 * The learner's balancer at work, beside the reference and beside one that knows nothing and picks at random: the same servers, the
 * same requests, the same luck. It is the cluster of the hidden tests.
 */
import type { Architecture } from '#architecture';
import { defineScene, type NodeView, nodesByName, type Settings, trafficCharts, type World } from '#scene';
import { type Fleet, MACHINES, type Pick, type Replica, startFleet } from './cluster.ts';
import { healthBased, leastConnections, roundRobin } from './solution.ts';

const reference = { roundRobin, leastConnections, healthBased };
type Learner = typeof reference;

const SECONDS = 12;

const architecture: Architecture = {
  title: 'Four new servers and two old ones',
  nodes: [
    { id: 'customers', kind: 'client', label: 'Customers' },
    { id: 'balancer', kind: 'load-balancer' },
    { id: 'new', kind: 'web', label: 'New servers', replicas: 4, capacity: 50, latency: 20 },
    { id: 'old', kind: 'web', label: 'Old servers', replicas: 2, capacity: 17, latency: 60 },
  ],
  links: [
    { from: 'customers', to: 'balancer' },
    { from: 'balancer', to: 'new' },
    { from: 'balancer', to: 'old' },
  ],
};

export default defineScene<Learner>({
  title: 'Your balancer on uneven servers',
  seconds: SECONDS,
  pace: 0.5,
  still: 6,
  knobs: {
    strategy: {
      kind: 'choice',
      label: 'Strategy',
      value: 'leastConnections',
      options: [
        { value: 'roundRobin', label: 'Round robin' },
        { value: 'leastConnections', label: 'Least connections' },
        { value: 'healthBased', label: 'Health-based' },
      ],
    },
    load: { kind: 'number', label: 'Load', unit: 'requests/s', min: 40, max: 220, step: 10, value: 140 },
    failing: { kind: 'switch', label: 'One new server fails fast from 3 s to 7 s', value: false },
  },
  worlds({ seed, settings, tick, learner }) {
    const strategy = settings.strategy as keyof Learner;
    // Each balancer is made once, before anything runs, as a learner would expect.
    const [yours, right] = [learner[strategy](), reference[strategy]()];
    const random: Pick = (servers, draw) => servers[Math.floor(draw * servers.length)]!.id;
    return [
      world('Yours', (servers, draw) => yours.pick([...servers], draw), { seed, settings, tick }),
      world('The reference', (servers, draw) => right.pick([...servers], draw), { seed, settings, tick }),
      world('Any, at random', random, { seed, settings, tick }),
    ];
  },
});

function world(title: string, pick: Pick, input: { seed: number; settings: Settings; tick: number }): World {
  const { seed, settings, tick } = input;
  const fleet: Fleet = {
    machines: MACHINES,
    perSecond: settings.load as number,
    until: SECONDS * 1000,
    ...(settings.failing ? { breakdown: { server: 'new-2', from: 3000, to: 7000 } } : {}),
  };
  const { simulation, replicas, customers } = startFleet(pick, fleet, seed, tick);
  const { failures, tail } = trafficCharts([customers], tick);
  const byName = nodesByName(architecture);
  const view = (kind: string) => (): NodeView => {
    const members = replicas.filter(({ name }) => name.startsWith(`${kind}-`));
    return {
      copies: members.map((replica) => copyOf(replica, simulation.now)),
      waiting: members.reduce((sum, { waiting }) => sum + waiting, 0),
    };
  };
  return {
    title,
    simulation,
    architecture,
    nodes: { new: view('new'), old: view('old') },
    nodeOf: (station) => byName(station.replace(/-\d.*$/, '')),
    charts: [tail(), failures()],
    targets: [],
    strike: () => {},
    oneIn: 2,
  };
}

/** A server that fails fast is crossed: it is there, and of no use. */
function copyOf(replica: Replica, now: number) {
  return { state: replica.isBroken(now) ? ('down' as const) : ('up' as const), busy: replica.busy };
}
