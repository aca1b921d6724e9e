/**
 * What a design may be made of: what can be bought, who may call whom, and what no design can do without. Everything that a
 * lab says about its catalogue (tests, tables of the brief, the starter's `sold`) is read from here.
 */
import type { ArchitectureNode, NodeKind } from '#architecture';
import { quoted } from '#words';

/** One thing that can be bought. */
export interface Offer {
  kind: NodeKind;
  /** Requests per second that one copy serves, and ms that a request spends there. */
  capacity?: number;
  latency?: number;
  /** Room of a cache or a CDN. */
  items?: number;
  /** Into how many a topic is split. */
  partitions?: number;
  /** Instances of a function that may run at once, and ms that a new one takes before its first request. */
  concurrency?: number;
  coldStart?: number;
  /** Dollars for one copy and hour; for an instance of a function, for an hour in which it runs or is kept ready. */
  price: number;
  /** Seconds from ordering a copy until it serves, where the tier may scale itself. */
  warmUp?: number;
}

/** Links that may be drawn, from one kind to each of `to`. */
export interface Way {
  from: NodeKind;
  to: readonly NodeKind[];
  /** Milliseconds one way: what the distance takes. 0 when left out. */
  latency?: number;
  /** They may be messages that are not waited for. */
  async?: boolean;
}

/** What a node of a kind cannot do its work without: a link to one of `calls`. */
export interface Need {
  kind: NodeKind;
  calls: readonly NodeKind[];
  because: string;
}

export interface Catalogue {
  /** What can be bought, by the name that the starter gives it: `sold.web`. */
  sold: Readonly<Record<string, Offer>>;
  ways: readonly Way[];
  needs: readonly Need[];
  /** Kinds of which there may be one node only, with its copies; and why. */
  single?: readonly { kind: NodeKind; because: string }[];
  /** What all nodes of the kinds in `by` call together: each of them the same nodes of these kinds; and why. */
  shared?: readonly { kinds: readonly NodeKind[]; by: readonly NodeKind[]; because: string }[];
  /** Requests come to the first kind by way of the second only. */
  through?: readonly { kind: NodeKind; passes: NodeKind; because: string }[];
}

/** Sizes beyond which a design is slower to try than it could be better. */
export const MOST_NODES = 16;
export const MOST_COPIES = 40;

/** What is a designer's to decide about a node; all else is the offer's. */
const DECIDED = ['id', 'kind', 'label', 'note', 'region', 'replicas', 'policy', 'autoscale', 'provisioned'];

/** What the catalogue alone knows of an offer: a node does not say it. */
const NOT_DRAWN = ['kind', 'price', 'warmUp'];

/** The order in which figures are told, whatever order a learner wrote them in. Others follow. */
const FIRST = ['capacity', 'latency', 'items', 'partitions', 'concurrency', 'coldStart'];

function valuesOf(part: object, without: readonly string[]): [string, unknown][] {
  const place = (field: string): number => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length);
  return Object.entries(part)
    .filter(([field, value]) => value !== undefined && !without.includes(field))
    .toSorted(([a], [b]) => place(a) - place(b));
}

/** What a node takes from its offer, field by field: capacity, latency and the like. */
export const boughtFields = (node: ArchitectureNode): [string, unknown][] => valuesOf(node, DECIDED);

/** What an offer gives to a node, field by field. */
export const offeredFields = (offer: Offer): [string, unknown][] => valuesOf(offer, NOT_DRAWN);

/** The offer that a node was bought by: the same kind, and every figure the same. */
export function offerFor(node: ArchitectureNode, { sold }: Catalogue): Offer | undefined {
  const bought = new Map(boughtFields(node));
  return Object.values(sold).find((offer) => {
    const offered = offeredFields(offer);
    return (
      offer.kind === node.kind &&
      offered.length === bought.size &&
      offered.every(([field, value]) => bought.get(field) === value)
    );
  });
}

/**
 * The price of one copy of a node for an hour. Users cost nothing.
 *
 * @throws Error for what the catalogue does not sell: a design with such a node is refused before anybody asks for its price.
 */
export function priceIn(catalogue: Catalogue): (node: ArchitectureNode) => number {
  return (node) => {
    if (node.kind === 'client') return 0;
    const offer = offerFor(node, catalogue);
    if (!offer) throw new Error(`Nobody sells ${quoted(node.id)}: it has no price.`);
    return offer.price;
  };
}
