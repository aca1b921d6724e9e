/** What a design costs for an hour, and where the money goes. */
import type { Architecture, ArchitectureNode } from '#architecture';
import { money } from '#words';
import { type Catalogue, priceIn } from './catalogue.ts';

export interface Bill {
  /** Dollars an hour. */
  total: number;
  /** 'web 3 × $0.15 = $0.45', the dearest first. */
  lines: string[];
}

/** What the copies of a design cost for an hour, with the number of copies that `count` says. */
export function billOf(
  design: Architecture,
  catalogue: Catalogue,
  count: (node: ArchitectureNode) => number = ({ replicas = 1 }) => replicas,
): Bill {
  const price = priceIn(catalogue);
  const parts = design.nodes
    .filter(({ kind }) => kind !== 'client')
    .map((node) => ({ node, count: count(node), cost: count(node) * price(node) }))
    .toSorted((a, b) => b.cost - a.cost);
  return {
    total: parts.reduce((sum, { cost }) => sum + cost, 0),
    lines: parts.map(({ node, count, cost }) => {
      return `${node.id} ${Number(count.toFixed(1))} × ${money(price(node))} = ${money(cost)}`;
    }),
  };
}
