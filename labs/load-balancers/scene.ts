/**
 * The learner's balancer at work, beside the reference and beside one that knows nothing and picks at random: the same servers, the
 * same requests, the same luck. It is the cluster of the hidden tests.
 */
import type { Architecture } from '#architecture';
import {
  choice,
  defineScene,
  type NodeView,
  nodesByName,
  type SceneInput,
  slider,
  toggle,
  trafficCharts,
  type World,
  world,
} from '#scene';
import { type Fleet, MACHINES, type Pick, type Replica, startFleet } from './cluster.ts';
import { healthBased, leastConnections, roundRobin } from './solution.ts';

const reference = { roundRobin, leastConnections, healthBased };

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

const knobs = {
  strategy: choice(
    'Strategy',
    { roundRobin: 'Round robin', leastConnections: 'Least connections', healthBased: 'Health-based' },
    'leastConnections',
  ),
  load: slider('Load', { min: 40, max: 220, step: 10, value: 140, unit: 'requests/s' }),
  failing: toggle('One new server fails fast from 3 s to 7 s'),
};

export default defineScene({
  title: 'A balancer on uneven servers',
  seconds: SECONDS,
  pace: 0.5,
  still: 6,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    // Each balancer is made once, before anything runs, as a learner would expect.
    const fleetOf = (title: string, make: typeof learner) => {
      const balancer = make[input.settings.strategy]();
      return fleetWorld(title, (servers, draw) => balancer.pick([...servers], draw), input);
    };
    const random: Pick = (servers, draw) => servers[Math.floor(draw * servers.length)]!.id;
    return [
      ...(learner === reference ? [] : [fleetOf('Yours', learner)]),
      fleetOf('The reference', reference),
      fleetWorld('Any, at random', random, input),
    ];
  },
});

function fleetWorld(title: string, pick: Pick, input: Omit<SceneInput<typeof knobs>, 'learner'>): World {
  const { seed, settings, tick } = input;
  const fleet: Fleet = {
    machines: MACHINES,
    perSecond: settings.load,
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
  return world({
    title,
    simulation,
    architecture,
    nodes: { new: view('new'), old: view('old') },
    nodeOf: (station) => byName(station.replace(/-\d.*$/, '')),
    charts: [tail(), failures()],
    oneIn: 2,
  });
}

/** A server that fails fast is crossed: it is there, and of no use. */
function copyOf(replica: Replica, now: number) {
  return { state: replica.isBroken(now) ? ('down' as const) : ('up' as const), busy: replica.busy };
}
