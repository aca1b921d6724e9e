/** What a design costs for an hour, and where the money goes. */
import type { Architecture, ArchitectureNode } from '#architecture';
import type { Table } from '#grading';
import { money, number, quoted } from '#words';

export interface Bill {
  /** Dollars an hour. */
  total: number;
  /** Node by node, the dearest first. */
  table: Table;
}

/** What the copies of a design cost for an hour, at the price of one copy and with the number of copies that `count` says. */
export function billOf(
  design: Architecture,
  price: (node: ArchitectureNode) => number,
  count: (node: ArchitectureNode) => number = ({ replicas = 1 }) => replicas,
): Bill {
  const parts = design.nodes
    .filter(({ kind }) => kind !== 'client')
    .map((node) => ({ node, count: count(node), cost: count(node) * price(node) }))
    .toSorted((a, b) => b.cost - a.cost);
  return {
    total: parts.reduce((sum, { cost }) => sum + cost, 0),
    table: {
      title: 'Where the money goes, an hour',
      columns: ['node', 'copies', 'price of one', 'together'],
      rows: parts.map(({ node, count, cost }) => ({
        cells: [quoted(node.id), number(count, 1), money(price(node)), money(cost)],
        wrong: false,
      })),
    },
  };
}
