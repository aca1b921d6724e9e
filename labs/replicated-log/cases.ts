/** What is explored: small partitions, what has happened to them, and what happens next, in every order. */
import { FEW_STRINGS } from '#grading';
import type { Case } from './explored.ts';

const TWO = { replicas: ['a', 'b'], minInSync: 1 };
const BOTH = { replicas: ['a', 'b'], minInSync: 2 };
const THREE = { replicas: ['a', 'b', 'c'], minInSync: 2 };

/** Texts that only look alike, or of which one begins the other: names of two replicas, of which the first leads, or two records. */
const NAMESAKES = [
  ['B', 'b'],
  [' b', 'b'],
  ['\u00e9', 'e\u0301'],
  ['a', 'ab'],
  ['1', '01'],
];

/** Texts that only look alike, mean something in a list, or are names that objects have of themselves. */
const TEXTS = [...FEW_STRINGS, 'a,b', 'a:b', 'a\nb', '"', 'null'];

/** More records than a page or a queue of a few holds. */
const MANY = Array.from({ length: 24 }, (_, nth) => `record ${nth}`);

const appended = (records: readonly string[], at: string): string[] =>
  records.map((record) => `append ${record} at ${at}`);

/** Nothing goes wrong. */
export const CALM: readonly Case[] = [
  ...NAMESAKES.map(
    (replicas): Case => ({
      cluster: { replicas, minInSync: 2 },
      before: [],
      clients: [[`append y at ${replicas[1]}`, `append x at ${replicas[0]}`]],
      acknowledged: ['x'],
      refused: ['y'],
    }),
  ),
  ...[
    ['', '__proto__'],
    ['__proto__', ''],
  ].map(
    (replicas): Case => ({
      cluster: { replicas, minInSync: 2 },
      before: [],
      clients: [[`append x at ${replicas[0]}`, `quiet read 0 at ${replicas[0]}`]],
      acknowledged: ['x'],
    }),
  ),
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
    cluster: { ...THREE, minInSync: 3 },
    before: ['append w at a', 'miss c'],
    clients: [['append x at a']],
    acknowledged: ['w'],
    refused: ['x'],
  },
  // Nothing more comes after the appointment by which all who are in sync have it.
  { cluster: TWO, before: ['stop b', 'append w at a', 'miss b'], clients: [['read 0 at a']], acknowledged: ['w'] },
  // c has caught up while b, which was stopped, is waited for.
  { cluster: THREE, before: ['miss c', 'stop b', 'append x at a', 'back c'], clients: [['start b', 'back b']] },
  // Many wait, until who does not have them is missed.
  {
    cluster: TWO,
    before: ['stop b', ...appended(MANY, 'a'), 'miss b', 'start b', 'back b'],
    clients: [['append x at a']],
    acknowledged: [...MANY, 'x'],
  },
  // What is too early for one appointment may be too early for the next as well.
  { cluster: TWO, before: [], clients: [['back b', 'back b', 'quiet append x at a']], acknowledged: ['x'] },
  // There is nothing yet that it could lack.
  {
    cluster: { ...TWO, replicas: ['a', 'constructor'] },
    before: ['miss constructor'],
    clients: [['back constructor']],
  },
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
  { cluster: TWO, before: appended(TEXTS, 'a'), clients: [['miss a']], acknowledged: TEXTS },
  // The tenth epoch comes behind the ninth.
  {
    cluster: TWO,
    before: [1, 2].flatMap(() => ['miss b', 'miss b', 'back b']),
    clients: [['back b', 'quiet append x at a', 'quiet miss a']],
    acknowledged: ['x'],
  },
  // Of three records that b does not have, whoever asks from behind the first is given none.
  {
    cluster: TWO,
    before: ['stop b', ...appended(['v', 'w', 'x'], 'a')],
    clients: [['read 1 at a', 'read 2 at a', 'stop a', 'start b', 'miss a']],
  },
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
  // What b has in place of what a had only looks like it.
  ...NAMESAKES.map(
    ([old, agreed]): Case => ({
      cluster: TWO,
      before: [
        ...['stop b', `append ${old} at a`, 'append p at a', 'stop a', 'start b', 'miss a'],
        ...[`append ${agreed} at b`, 'append q at b', 'start a', 'back a'],
      ],
      clients: [['miss b']],
      acknowledged: [agreed!, 'q'],
    }),
  ),
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
