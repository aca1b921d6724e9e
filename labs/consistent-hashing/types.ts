/** What a ring is made from, and what it answers. */

/** Gives a text its place on the ring: a whole number from 0 to 4,294,967,295, the same one at every call. */
export type Hash = (text: string) => number;

export interface RingOptions {
  /** The names of the nodes that are there at the beginning. */
  nodes: readonly string[];
  /** How many points each node has on the ring. */
  points: number;
  hash: Hash;
}

export interface Ring {
  /** The first `count` different nodes for a key: its owner, and those that keep its other copies. */
  owners(key: string, count: number): string[];
  /** A node joins. */
  add(node: string): void;
  /** A node leaves. */
  remove(node: string): void;
}
