/** What a right function of shards does: in two steps, what any good one does, and what jump consistent hash does. */
import {
  atMostSteps,
  boundaryFractions,
  boundaryIntegers,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  NOT_FINITE,
  newCase,
  property,
  repeat,
  sameAgain,
  solution,
  test,
} from '#grading';
import { counted, whole } from '#words';
import { jump, LEAPS, PUBLISHED, ROUNDED } from './jump.ts';

const { shardOf } = solution<typeof import('./solution.ts')>();

const LARGEST = 2n ** 64n - 1n;
const MOST_SHARDS = 2 ** 31 - 1;

/** Where numbers end: of 32, 53, 63 and 64 bits, and beside it. */
const EDGE_IDS = [
  0n,
  1n,
  2n,
  9n,
  10n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  2n ** 63n,
  LARGEST - 1n,
  LARGEST,
].map(String);

/** Ids as services make them: one by one, of a time and a counter, and from all over. */
const FAMILIES = [
  { name: 'numbered', id: (nth: number) => `${nth + 1}` },
  {
    name: 'of a time and a counter',
    id: (nth: number) => `${(1_795_680_000_000n + BigInt(nth) * 61n) * 4_194_304n + BigInt(nth % 7)}`,
  },
  { name: 'from all over', id: (nth: number) => `${(BigInt(nth + 1) * 11_400_714_819_323_198_485n) & LARGEST}` },
];

function ask(id: string, shards: number, why?: string): number {
  const found = shardOf(id, shards);
  expect(found, why).toSatisfy(
    (value) => Number.isInteger(value) && value >= 0 && value < shards,
    shards === 1 ? '0, the only shard there is' : `a whole number from 0 to ${shards - 1}`,
  );
  return found;
}

test('Step 1: a new shard takes its share of the videos, and no other video moves', {
  marks: 0.5,
  why: 'A video that moves without need is copied from a busy machine to a busy machine.',
}, () => {
  const grows = (id: string, most: number): void => {
    let before = ask(id, 1);
    for (let shards = 2; shards <= most; shards++) {
      const after = ask(id, shards);
      if (after !== before && after !== shards - 1) {
        fail(
          `With ${counted(shards - 1, 'shard')} the video ${id} was on shard ${before}. A shard ${shards - 1} joined, and now it is on ${after}.`,
          {
            expected: `${before} or ${shards - 1}`,
            actual: `${after}`,
          },
        );
      }
      before = after;
    }
  };
  forEachOf(EDGE_IDS, (id) => grows(id, 20));
  for (const { id } of FAMILIES) forEachOf([0, 1, 2, 50, 51], (nth) => grows(id(nth), 40));
  for (const { name, id } of FAMILIES) {
    const ids = Array.from({ length: 240 }, (_, nth) => id(nth));
    const moved = ids.filter((each) => ask(each, 10) !== ask(each, 11)).length;
    // 240 ÷ 11 is 22, and chance makes it 5 more or less. Nobody who is right is as far away as this.
    if (moved < 2 || moved > 60)
      fail(`Of 240 ids that are ${name}, ${moved} moved when an eleventh shard joined: about 22 should.`);
  }
  // The id and the number of shards are the same text, one behind the other: 1 with 11 shards, and 11 with 1.
  forEachOf([1, 2, 3, 4, 5, 6, 7, 8, 9], (digit) => {
    ask(`${digit}`, 11);
    ask(`${digit}1`, 1, 'The answer is that of this id with this number of shards, whatever was asked before.');
  });
  sameAgain([...EDGE_IDS], (id) => ask(id, 12), {
    between: (id) => ask(id, 5),
    told: (id, first, again) => `With 12 shards the video ${id} was on ${first} at first, and on ${again} later.`,
  });
});

test('Step 1: videos are spread evenly over the shards, whatever their ids look like', {
  marks: 0.5,
  why: 'The fullest shard decides how much the store can carry.',
}, () => {
  for (const { name, id } of FAMILIES) {
    // The limit is the chi-square distribution’s value at 1 − 10⁻⁹, with 13 degrees of freedom.
    const [howMany, shards, limit] = [420, 14, 69.5];
    const tally = new Array<number>(shards).fill(0);
    for (let nth = 0; nth < howMany; nth++) tally[ask(id(nth), shards)]! += 1;
    const fair = howMany / shards;
    const chiSquare = tally.reduce((sum, found) => sum + (found - fair) ** 2 / fair, 0);
    if (chiSquare <= limit) continue;
    fail(
      `Of ${howMany} ids that are ${name}, the fullest of ${shards} shards got ${Math.max(...tally)} and the emptiest ${Math.min(...tally)}: ${fair} each would be even.`,
    );
  }
  // Neighbours beyond what a number holds are different videos.
  const near = Array.from({ length: 40 }, (_, nth) => `${2n ** 60n + BigInt(nth)}`);
  const places = new Set(near.map((id) => ask(id, 40)));
  if (places.size < 10)
    fail(`40 ids from ${near[0]} on are on ${places.size} of 40 shards: are all of their digits looked at?`);
});

test('Step 2: it is the shard that jump consistent hash gives, for any number of shards', {
  marks: 0.5,
  why: 'The service that writes a video and the one that reads it are not the same program, nor in the same language.',
}, () => {
  const check = (id: string, shards: number, shard = jump(id, shards)): void => expect(shardOf(id, shards)).toBe(shard);
  forEachOf([...PUBLISHED, ...ROUNDED, ...LEAPS], ([id, shards, shard]) => check(id, shards, shard));
  // Asked one after the other, of which each might be taken for another.
  newCase();
  for (const [id, shards] of [
    ['11', 1],
    ['1', 11],
    ['111', 1],
    ['1', 111],
    ['11', 11],
    ['2', 2],
    ['2', 22],
    ['22', 2],
  ] as const)
    check(id, shards);
  // One video among more and fewer, as numbers and as texts have it.
  for (const shards of [100, 20, 3, 1_000_000, 9, 10, 8, 65_536, 7, MOST_SHARDS, 2])
    check('2016238256797177309', shards);
  const counts = boundaryIntegers({ min: 1, max: MOST_SHARDS });
  forEachOf(EDGE_IDS, (id) => {
    for (const shards of [1, 2, 3, 7, 100, 65_536, 1_000_000, MOST_SHARDS - 1, MOST_SHARDS]) check(id, shards);
  });
  forEachOf(counts, (shards) => check('2016238256797177309', shards));
  property(
    [
      fc.bigInt({ min: 0n, max: LARGEST }),
      fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: MOST_SHARDS })),
    ],
    (id, shards) => check(`${id}`, shards),
    { runs: 60 },
  );
  repeat([[shardOf, '5', 3]], 10_100);
  forEachOf(EDGE_IDS.slice(0, 4), (id) => check(id, 100));
  forEachOf(['1', '2016238256797177309', `${LARGEST}`], (id) => {
    atMostSteps(
      1_500,
      { what: `The shard of ${id} among ${whole(MOST_SHARDS)}`, however: 'However many shards there are' },
      () => void shardOf(id, MOST_SHARDS),
    );
  });
});

test('What is no id, and what is no number of shards, is refused by a RangeError that names it', {
  marks: 0.5,
  why: 'An id that was read wrongly finds a shard all the same, and nothing on it. Better to hear of it.',
}, () => {
  const names = ['videoId', 'shards'];
  const bad = [
    '',
    ' ',
    '-1',
    '+1',
    '1.0',
    '1.5',
    '1e3',
    '0x10',
    '0b1',
    '00',
    '01',
    '007',
    ' 1',
    '1 ',
    '1\n',
    '1_000',
    '1,000',
    'abc',
    '12a',
    'NaN',
    'Infinity',
    '１２',
    '٣',
    '\ufeff12',
    '12\ufeff',
    '\u00a012',
    '12\0',
    '\t12',
    '12\r\n',
    '12\u2028',
    `${'1'.repeat(500)}x`,
    'x'.repeat(500),
    '-0',
    '1n',
    `${LARGEST + 1n}`,
    `${2n ** 65n}`,
    '9'.repeat(20),
    '1'.repeat(21),
    '9'.repeat(200),
  ];
  const refuseId = (id: string, shards: number): void =>
    expect(() => shardOf(id, shards), `${format(id)} is no id.`).toThrow('RangeError', 'videoId', names);
  forEachOf(bad, (id) => refuseId(id, 10));
  // With one shard there is only one answer, and still not for what is no id.
  forEachOf(bad, (id) => refuseId(id, 1));
  // Texts for 12 that are not its digits, when 12 itself has been answered.
  forEachOf(['012', ' 12', '12\n', '+12', '12.0', '1.2e1', '0xc', '１２'], (id) => {
    ask('12', 10);
    const why = `${format(id)} is no id, whatever was asked before.`;
    expect(() => shardOf(id, 10), why).toThrow('RangeError', 'videoId', names);
  });
  const counts = [
    0,
    -0,
    -1,
    -10,
    MOST_SHARDS + 1,
    2 ** 32,
    2 ** 32 + 5,
    2 ** 53,
    ...boundaryFractions({ min: 0.5, max: 3e9 }).slice(0, 12),
    2 ** 30 + 0.5,
    MOST_SHARDS - 0.5,
    MOST_SHARDS + 0.5,
    ...NOT_FINITE,
  ];
  const refuseCount = (id: string, shards: number): void => {
    const why = `Whatever the id: ${shards} is no number of shards.`;
    expect(() => shardOf(id, shards), why).toThrow('RangeError', 'shards', names);
  };
  forEachOf(counts, (shards) => refuseCount('12', shards));
  // The video 0 is on shard 0 however many there are, where there are any.
  for (const id of ['0', '1'])
    forEachOf([0, -1, 1.5, MOST_SHARDS + 1, Number.NaN], (shards) => refuseCount(id, shards));
  // Numbers that are cut to 10, when 10 has been answered.
  forEachOf([10.5, -10, 2 ** 32 + 10], (shards) => {
    ask('12', 10);
    const why = `${shards} is no number of shards, whatever was asked before.`;
    expect(() => shardOf('12', shards), why).toThrow('RangeError', 'shards', names);
  });
  // The hundredth is refused as the first was.
  for (let time = 0; time < 110; time++) {
    refuseCount('12', 1.5);
    refuseId('012', 10);
  }
  forEachOf(['0', '7', '18446744073709551615', '10000000000000000000'], (id) => ask(id, 1));
});
