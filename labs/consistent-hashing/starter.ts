import type { Ring, RingOptions } from 'headroom/consistent-hashing';

export function createRing({ nodes, points, hash }: RingOptions): Ring {
  // Your code goes here.
  return {
    owners: (key, count) => [],
    add: (node) => {},
    remove: (node) => {},
  };
}
