/** What a palette offers: each kind of node, with the letter that adds it and the figures that it begins with. */
import { type ArchitectureNode, type NodeKind, nodeKinds } from '#architecture';
import { capitalise } from '#words';
import { offeredFields } from '../design/catalogue.ts';
import type { Sold } from './design-code.ts';

export interface Offered {
  kind: NodeKind;
  name: string;
  /** Pressed in the picture or in the list of parts, it adds one. */
  letter: string;
  /** What a new one begins with. */
  fields: Partial<ArchitectureNode>;
}

function offered(letter: string, kind: NodeKind, fields: Partial<ArchitectureNode> = {}): Offered {
  return { kind, name: capitalise(nodeKinds[kind].label), letter, fields };
}

/** In the order in which a request meets them. Figures are of one machine, so that something can be full. */
export const palette: readonly Offered[] = [
  offered('u', 'client'),
  offered('g', 'dns'),
  offered('n', 'cdn', { latency: 5, items: 1_000 }),
  offered('b', 'load-balancer', { capacity: 5_000, latency: 1 }),
  offered('w', 'web', { capacity: 100, latency: 20 }),
  offered('a', 'application', { capacity: 100, latency: 20 }),
  offered('s', 'service', { capacity: 100, latency: 20 }),
  offered('f', 'function', { latency: 50, concurrency: 100, coldStart: 400 }),
  offered('k', 'worker', { capacity: 20, latency: 100 }),
  offered('c', 'cache', { capacity: 5_000, latency: 1, items: 500 }),
  offered('d', 'database', { capacity: 200, latency: 10 }),
  offered('h', 'shard', { capacity: 200, latency: 10 }),
  offered('o', 'storage', { capacity: 200, latency: 20 }),
  offered('p', 'producer'),
  offered('q', 'queue', { capacity: 2_000, latency: 2 }),
  offered('t', 'topic', { capacity: 2_000, latency: 2, partitions: 4 }),
  offered('y', 'partition', { capacity: 2_000, latency: 2 }),
  offered('r', 'broker', { capacity: 2_000, latency: 2 }),
  offered('m', 'consumer', { capacity: 50, latency: 20 }),
];

/** What a lab sells, instead of what there is: a client, and each offer with its figures. */
export function paletteOf(sold: Sold): readonly Offered[] {
  const usual = (kind: NodeKind) => palette.find((each) => each.kind === kind) as Offered;
  const seen = new Set<string>();
  return [
    usual('client'),
    ...Object.values(sold).map((offer) => ({ ...usual(offer.kind), fields: Object.fromEntries(offeredFields(offer)) })),
  ].map((each) => {
    // Two offers of one kind cannot both have its letter.
    const letter = seen.has(each.letter) ? '' : each.letter;
    seen.add(each.letter);
    return { ...each, letter };
  });
}
