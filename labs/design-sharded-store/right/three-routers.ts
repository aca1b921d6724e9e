// A router more than is needed, one frozen object for every call, and shards whose names are numbers.

import type { Architecture } from 'headroom';

function build(): Architecture {
  const architecture: { -readonly [Field in keyof Architecture]: Architecture[Field] } = {
    title: 'Shop',
    nodes: [],
    links: [],
  };
  const nodes: Architecture['nodes'][number][] = [
    { id: 'people', kind: 'client' },
    { id: 'front', kind: 'load-balancer', capacity: 1000, latency: 1, replicas: 2 },
    { id: 'shop', kind: 'application', capacity: 200, latency: 20, replicas: 4 },
    { id: 'map', kind: 'service', capacity: 1000, latency: 2, replicas: 3 },
  ];
  const links: Architecture['links'][number][] = [
    { from: 'people', to: 'front' },
    { from: 'front', to: 'shop' },
    { from: 'shop', to: 'map' },
  ];
  for (let shard = 1; shard <= 6; shard++) {
    nodes.push({ id: `${shard * 100}`, kind: 'shard', capacity: 80, latency: 25, replicas: 2 });
    links.push({ from: 'map', to: `${shard * 100}` });
  }
  architecture.nodes = nodes;
  architecture.links = links;
  return Object.freeze(architecture);
}

const always = build();

export function design(): Architecture {
  return always;
}
