/** What is explored: small partitions, what has happened to them, and what happens next, in every order. */
import type { Case } from './explored.ts';

const TWO = { replicas: ['a', 'b'], minInSync: 1 };
const BOTH = { replicas: ['a', 'b'], minInSync: 2 };
const THREE = { replicas: ['a', 'b', 'c'], minInSync: 2 };

/** Nothing goes wrong. */
export const CALM: readonly Case[] = [
  { cluster: BOTH, before: [], clients: [['append x at a', 'quiet read 0 at a']], acknowledged: ['x'] },
  {
    cluster: TWO,
    before: [],
    clients: [['append x at a', 'read 0 at a'], ['append y at a']],
    acknowledged: ['x', 'y'],
  },
  {
    cluster: BOTH,
    before: [],
    clients: [['append x at b', 'read 0 at b', 'append y at a']],
    acknowledged: ['y'],
    refused: ['x'],
  },
  {
    cluster: THREE,
    before: ['append w at a'],
    clients: [['append x at a'], ['append y at a']],
    acknowledged: ['x', 'y'],
  },
  {
    cluster: THREE,
    before: ['append v at a'],
    clients: [['append w at a'], ['append x at c', 'read 1 at b', 'read 1 at a']],
    acknowledged: ['w'],
    refused: ['x'],
  },
];

/** Replicas are lost and come back, one thing after the other. */
export const LOSSES: readonly Case[] = [
  {
    cluster: TWO,
    before: [],
    clients: [['append x at a'], ['stop b', 'miss b', 'quiet append y at a']],
    acknowledged: ['x', 'y'],
  },
  { cluster: THREE, before: [], clients: [['append x at a'], ['stop b', 'miss b']], acknowledged: ['x'] },
  {
    cluster: BOTH,
    before: [],
    clients: [['append x at a'], ['stop b', 'miss b', 'quiet append y at a']],
    refused: ['y'],
  },
  {
    cluster: THREE,
    before: ['stop b', 'miss b'],
    clients: [['append x at a', 'stop c', 'miss c', 'quiet append y at a', 'start c', 'back c', 'quiet append z at a']],
    acknowledged: ['x', 'z'],
    refused: ['y'],
  },
  {
    cluster: TWO,
    before: ['stop b', 'miss b', 'append w at a'],
    clients: [['append x at a'], ['start b', 'back b', 'quiet append y at a']],
    acknowledged: ['x', 'y'],
  },
  {
    cluster: TWO,
    before: ['append w at a', 'stop b', 'miss b'],
    clients: [['miss a', 'quiet append x at a', 'quiet read 0 at a', 'back a', 'quiet append y at a']],
    acknowledged: ['y'],
    refused: ['x'],
  },
];

/** Two replicas, one of which takes over, whenever it may be. */
export const TAKEN_OVER: readonly Case[] = [
  { cluster: TWO, before: [], clients: [['append x at a'], ['miss a', 'quiet append y at b']] },
  { cluster: TWO, before: [], clients: [['append x at a'], ['read 0 at a'], ['miss a', 'quiet append y at b']] },
  { cluster: TWO, before: [], clients: [['append x at a'], ['miss a', 'append y at b']] },
  { cluster: TWO, before: [], clients: [['append x at a'], ['append y at a'], ['miss a']] },
  {
    cluster: TWO,
    before: [],
    clients: [
      ['append x at a', 'append y at a'],
      ['miss a', 'quiet append z at b'],
    ],
  },
  { cluster: TWO, before: ['append w at a'], clients: [['back b', 'miss a', 'quiet append x at b']] },
  { cluster: THREE, before: [], clients: [['append x at a'], ['miss a']] },
  // Nothing is known yet of a follower that has not been heard of in this epoch.
  { cluster: THREE, before: ['stop b', 'miss a'], clients: [['append y at c'], ['start b', 'miss c']] },
];

/** Who has led before follows again, and who was away takes over. */
export const COMES_BACK: readonly Case[] = [
  { cluster: TWO, before: ['miss a', 'append w at a'], clients: [['back a', 'miss b', 'quiet append y at a']] },
  { cluster: TWO, before: ['miss a', 'append w at a'], clients: [['append x at b'], ['back a']] },
  {
    cluster: TWO,
    before: [],
    clients: [
      ['append x at a'],
      ['miss a', 'quiet append y at b', 'quiet back a', 'quiet miss b', 'quiet append z at a'],
    ],
  },
  {
    cluster: TWO,
    before: ['stop b', 'miss b', 'append w at a'],
    clients: [['append x at a'], ['start b', 'back b', 'miss a']],
  },
  // b once had more than it has now: what it confirmed to a was given up while c led, and a leads again.
  {
    cluster: THREE,
    before: [
      ...['stop c', 'append x at a', 'append y at a', 'start c', 'miss a'],
      ...['append w at c', 'back a', 'stop b', 'miss c'],
    ],
    clients: [['append z at a'], ['start b', 'miss a']],
  },
];
