// The applications also scale themselves, within narrow bounds: for a day with more people than expected, and of no use in a spike.
import type { Architecture, ArchitectureNode } from 'headroom';

const balancer: ArchitectureNode = {
  id: 'entrance',
  kind: 'load-balancer',
  capacity: 2000,
  latency: 1,
  policy: 'least-connections',
  replicas: 2,
};

export const design = (): Architecture => ({
  title: 'Within bounds',
  nodes: [
    { id: 'audience', kind: 'client' },
    balancer,
    {
      id: 'servers',
      kind: 'application',
      capacity: 20,
      latency: 100,
      autoscale: { minimum: 6, maximum: 8, target: 0.7, warmUp: 30, cooldown: 60 },
    },
    { id: 'overflow', kind: 'function', latency: 100, concurrency: 100, coldStart: 800 },
    { id: 'memory', kind: 'cache', capacity: 2000, latency: 1, items: 60, replicas: 2 },
    { id: 'films', kind: 'database', capacity: 40, latency: 50, replicas: 2 },
  ],
  links: [
    { from: 'audience', to: 'entrance' },
    ...['servers', 'overflow'].flatMap((worker) => [
      { from: 'entrance', to: worker },
      { from: worker, to: 'memory' },
      { from: worker, to: 'films' },
    ]),
  ],
});
