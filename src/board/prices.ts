/**
 * What a board costs: dollars an hour for one copy, as somebody sets it for each kind of node, or as a design lab sells its offers. A node
 * that nobody has put a price on has none, and is named beside the sum instead of counting as free.
 */
import { type Architecture, type ArchitectureNode, type NodeKind, nodeKinds } from '#architecture';
import { inSeries, money } from '#words';
import { type Bill, billOf } from '../design/bill.ts';
import { offerFor } from '../design/catalogue.ts';
import type { Sold } from './design-code.ts';

/** Dollars for one copy and hour. */
export type Prices = Readonly<Partial<Record<NodeKind, number>>>;

/** The price of one copy of a node for an hour; undefined where nobody has said it, or no number. Whoever only asks costs nothing. */
export function priceBy(prices: Prices, sold?: Sold): (node: ArchitectureNode) => number | undefined {
  return (node) => {
    if (node.kind === 'client') return 0;
    const price = sold ? offerFor(node, { sold, ways: [], needs: [] })?.price : prices[node.kind];
    return price !== undefined && price >= 0 ? price : undefined;
  };
}

export interface BoardBill extends Bill {
  /** Ids of the nodes that have no price. */
  unpriced: readonly string[];
}

/** The bill of what is drawn; undefined where nothing has a price. */
export function boardBill(architecture: Architecture, prices: Prices, sold?: Sold): BoardBill | undefined {
  const price = priceBy(prices, sold);
  const priced = architecture.nodes.filter((node) => price(node) !== undefined);
  if (priced.every(({ kind }) => kind === 'client')) return undefined;
  const bill = billOf({ ...architecture, nodes: priced }, (node) => price(node) as number);
  return { ...bill, unpriced: architecture.nodes.filter((node) => !priced.includes(node)).map(({ id }) => id) };
}

/** '$1.25 an hour', or '$1.25 an hour, without cache and queue'. */
export function billText({ total, unpriced }: BoardBill): string {
  return `${money(total)} an hour${unpriced.length === 0 ? '' : `, without ${inSeries(unpriced)}`}`;
}

/** The kinds on a board that cost something, in the order of the notation. */
export function pricedKinds({ nodes }: Architecture): NodeKind[] {
  return (Object.keys(nodeKinds) as NodeKind[]).filter(
    (kind) => kind !== 'client' && nodes.some((node) => node.kind === kind),
  );
}

/** For each kind that any of some shops sells the middle one of its prices. */
export function middlePrices(shops: readonly Sold[]): Prices {
  const all = new Map<NodeKind, number[]>();
  for (const { kind, price } of shops.flatMap((sold) => Object.values(sold)))
    all.set(kind, [...(all.get(kind) ?? []), price]);
  return Object.fromEntries(
    [...all].map(([kind, prices]) => [kind, prices.toSorted((a, b) => a - b)[Math.floor((prices.length - 1) / 2)]]),
  );
}
