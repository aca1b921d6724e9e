/** What a right partitioner does, in two steps: what any good one does, and what Kafka's Java client does. */
import {
  anyString,
  BOUNDARY_STRINGS,
  boundaryFractions,
  boundaryIntegers,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  longString,
  NOT_FINITE,
  newCase,
  numbered,
  property,
  repeat,
  sameAgain,
  solution,
  test,
} from '#grading';
import { EDGE_HASHES, kafkaHash, PUBLISHED_HASHES, utf8, withoutSignBit } from './kafka.ts';

const { partition } = solution<typeof import('./solution.ts')>();

/** With this many partitions the partition is the whole hash without its sign bit, so that every bit shows. */
const LARGEST_COUNT = 0x7fffffff;

/** 1357151166 as 1,357,151,166, with a proper minus where it is negative. */
const grouped = (value: number): string =>
  String(value)
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .replace('-', '−');

/** Asks for a partition and checks that there is such a one. */
function ask(key: string, count: number): number {
  const found = partition(key, count);
  expect(found).toSatisfy(
    (value) => Number.isInteger(value) && value >= 0 && value < count,
    count === 1 ? '0, the only partition there is' : `a whole number from 0 to ${count - 1}`,
  );
  return found;
}

/** Asks for a partition that is known. A zero is right with either sign. */
function expectPartition(key: string, count: number, expected: number, why: string): void {
  const found = partition(key, count);
  expect(found === 0 ? 0 : found, why).toBe(expected);
}

const asciiKey = fc.string({ unit: 'binary-ascii', maxLength: 40 });
const anyCount = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: LARGEST_COUNT }));
const EDGE_COUNTS = boundaryIntegers({ min: 1, max: LARGEST_COUNT });
/** What a long life asks for: mostly for the key that costs least. Some of these keys, with a number at their end, are asked for in answers as well. */
const MANY = 10_100;
const DIFFERENT = 1_100;
const NUMBERED = Array.from({ length: 300 }, (_, n) => `user-${n}`);

type Question = [key: string, count: number];

/** Does it the first time that it is called, and nothing after that. */
function onceOnly(body: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) body();
    isDone = true;
  };
}

const JOINED: [Question, Question][] = [
  [
    ['1', 1_000_000_012],
    ['1100000001', 2],
  ],
  [
    ['x', 2_000_000_000],
    ['000000000x', 2],
  ],
];

test('Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time', {
  marks: 0.25,
  why: 'The partition must exist, and the order of a key’s records holds within one partition only.',
}, () => {
  const repeats = (keys: readonly string[], count: number, otherCount: number): void =>
    sameAgain(keys, (key) => ask(key, count), {
      between: (key) => ask(key, otherCount),
      told: (key, first, again) =>
        `With ${grouped(count)} partitions the key ${format(key)} went to ${first} at first and to ${again} later.`,
    });
  property([fc.uniqueArray(anyString(), { minLength: 1, maxLength: 5 }), anyCount, anyCount], repeats, {
    runs: 25,
    examples: [
      [[''], 2, 1],
      [['a'], 12, 5],
      [['constructor', '__proto__'], 12, 5],
    ],
  });
  forEachOf(BOUNDARY_STRINGS, (key) => ask(key, 12));
  // More calls and more keys than anybody would put a limit at: nothing may wrap round, or be forgotten or confused.
  newCase();
  sameAgain(NUMBERED.slice(0, 60), (key) => ask(key, LARGEST_COUNT), {
    told: (key, first, again) =>
      `With ${grouped(LARGEST_COUNT)} partitions the key ${format(key)} went to ${first} at first, and to ${again} after ${grouped(MANY)} calls with 12 partitions.`,
    between: onceOnly(() => {
      repeat([[partition, numbered('order-'), 12]], DIFFERENT);
      repeat([[partition, '', 12]], MANY - DIFFERENT);
    }),
  });
  for (const count of [1, 2, 3, 1_000, 2 ** 30, LARGEST_COUNT - 1, LARGEST_COUNT]) repeats(['', 'user-1'], count, 5);
  // To a memory that joins key and count to one text, in either order, the two of each pair are one question.
  forEachOf(JOINED, ([first, second]) => {
    ask(...first);
    ask(...second);
  });
});

/**
 * Keys and how uneven their spread may be. With n keys in k partitions, the sum over all partitions of
 * (keys there − n ÷ k)² ÷ (n ÷ k) follows, for a random choice, the chi-square distribution with k − 1 degrees of
 * freedom. `limit` is its value at 1 − 10⁻⁹: a random hash is refused once in a billion times, and a hash that ignores
 * much of the key exceeds it many times over. The keys are always the same ones, so the verdict does not hang on a seed.
 *
 * The counts are no powers of two, nor multiples of 3, 5, 11, 29 or 31: simple hashes that are good enough multiply by
 * 31, by 33, or (64-bit FNV cut short) by 3 × 5 × 29, and are unlucky with a count that shares a factor with that.
 */
const SPREADS = [
  { keys: 'numbered users', example: (n: number) => `user-${n}`, howMany: 448, count: 28, limit: 96.4 },
  {
    keys: 'keys that differ in their first characters only',
    example: (n: number) => `${String(n).padStart(3, '0')}@orders.warehouse-north.logistics.example.org`,
    howMany: 224,
    count: 14,
    limit: 69.5,
  },
  {
    keys: 'keys with a long common beginning',
    example: (n: number) => `eu/campus-west/building-7/floor-3/hall-12/row-4/shelf-b/sensor-${n}`,
    howMany: 224,
    count: 14,
    limit: 69.5,
  },
];

test('Step 1: keys are spread evenly over the partitions', {
  marks: 0.25,
  why: 'The fullest partition decides what the topic can carry: a consumer cannot share it with anybody.',
}, () => {
  for (const { keys, example, howMany, count, limit } of SPREADS) {
    const tally = new Array<number>(count).fill(0);
    for (let n = 0; n < howMany; n++) tally[ask(example(n), count)]! += 1;
    const fair = howMany / count;
    const chiSquare = tally.reduce((sum, found) => sum + (found - fair) ** 2 / fair, 0);
    if (chiSquare <= limit) continue;
    const fullest = Math.max(...tally);
    fail(
      `Of ${grouped(howMany)} ${keys}, ${example(0)} to ${example(howMany - 1)}, partition ${tally.indexOf(fullest)} ` +
        `of ${count} got ${fullest} and partition ${tally.indexOf(Math.min(...tally))} got ${Math.min(...tally)}; ` +
        `a fair share is ${fair}. Chi-square is ${grouped(Math.round(chiSquare))}, and a random hash stays below ${limit}.`,
      { expected: `about ${fair} keys in each of the ${count} partitions`, actual: tally.join(', ') },
    );
  }
});

test('Step 1: a bad partitionCount is a RangeError that names it', {
  marks: 0.25,
  why: 'x % 0 is NaN and x % 2.5 a fraction: without the check a record goes nowhere, and nobody hears of it.',
}, () => {
  const before = ask('user-1', 12);
  const refuses = (key: string, count: number): void =>
    expect(() => partition(key, count)).toThrow('RangeError', 'partitionCount');
  // 12.5 and −12 are no 12, whoever has just answered for that and remembers it.
  for (const key of ['', 'user-1'])
    forEachOf([0, -0, -1, -12, 12.5, 0.5, ...NOT_FINITE], (count) => {
      refuses(key, count);
      expect(ask('user-1', 12), 'A count that was refused changes nothing for those that are right.').toBe(before);
    });
  forEachOf([...boundaryFractions({ min: 0 }), -0.5, 1 - 2 ** 32, -(2 ** 31), -1e300], (count) =>
    refuses('user-1', count),
  );
});

/** Says of what the key's bytes consist, as the hash sees them. */
function describeBytes(key: string): string {
  const bytes = utf8(key);
  const blocks = Math.floor(bytes.length / 4);
  const tail = bytes.length % 4;
  const size = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  return `${size}: ${blocks === 1 ? 'one block' : `${blocks || 'no'} blocks`} of four and ${tail === 0 ? 'no tail' : `a tail of ${tail}`}`;
}

/** Why a partition is what it is, for a hash that is not negative. */
function describeHash(key: string, count: number): string {
  const hash = kafkaHash(key);
  const result =
    count === LARGEST_COUNT ? 'which is the partition too' : `and that mod ${grouped(count)} is the partition`;
  return `The key is ${describeBytes(key)}. Its hash is ${grouped(hash)}, ${result}.`;
}

function describeDivisible(key: string, count: number): string {
  const hash = withoutSignBit(kafkaHash(key));
  return `The hash without its sign bit is ${grouped(hash)}, and ${grouped(count)} divides it: the remainder is 0.`;
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** The text, or one that is a letter longer, whose hash is not negative. */
function withPositiveHash(text: string, ends: readonly string[] = ['', ...LETTERS]): string {
  for (const last of ends) if (kafkaHash(text + last) >= 0) return text + last;
  throw new Error(`No key that begins with ${format(text)} has a hash that is not negative.`);
}

const isAscii = (key: string): boolean => /^[\0-\x7f]*$/.test(key);

/** Where people stop reading a key, cut it, or run out of room; at the end as long as a key can be. */
const LENGTHS = [65, 101, 129, 257, 1001, 1025, 4097, 65_537, 100_000];

/** Hashes that a count divides: who multiplies by 1 ÷ count, and rounds, is one partition too far. */
const DIVISIBLE: Question[] = [
  ['user-10', 49],
  ['user-10', 1714],
  ['user-24', 49],
  ['user-46', 2851],
  ['user-57', 103],
];

/** Two of each that begin alike and are equally long. */
const ENDS_APART = [300, 5_000].flatMap((length) => ['a', 'b'].map((end) => longString(length) + end));

/** Two that begin and end alike, and are equally long. */
const MIDDLES_APART = LETTERS.map((middle) => longString(150) + middle + longString(150))
  .filter((key) => kafkaHash(key) >= 0)
  .slice(0, 2);

/** Texts of one number; texts that Java’s `hashCode` cannot tell apart; and bytes, 9 and 79, that read like 97 and 9. All hashes are positive. */
const TAKEN_FOR_ONE = ['12', '012', '12.0', '+12', 'AaAa', 'BBBB', '\tO', 'a\t'];

// Keys whose hash is negative have a test of their own, so that a slip with the sign fails only there.
test('Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it', {
  marks: 0.25,
  why: 'Two clients that hash differently put one key’s records into two partitions.',
}, () => {
  const empty = 'The key has no bytes: its hash is the seed and the final mix alone, and the partition is the hash.';
  expectPartition('', LARGEST_COUNT, 275646681, empty);
  expectPartition('abc', 10, 7, describeHash('abc', 10));
  const check = (key: string, count = LARGEST_COUNT): void =>
    expectPartition(key, count, kafkaHash(key) % count, describeHash(key, count));
  const lengths = Array.from({ length: 32 }, (_, index) => longString(index + 1));
  forEachOf(
    lengths.map((text) => withPositiveHash(text)),
    (key) => check(key),
  );
  forEachOf(
    [...PUBLISHED_HASHES, ...EDGE_HASHES].filter(([, hash]) => hash >= 0),
    ([key, hash]) => expectPartition(key, LARGEST_COUNT, hash % LARGEST_COUNT, describeHash(key, LARGEST_COUNT)),
  );
  property([asciiKey.filter((key) => kafkaHash(key) >= 0), anyCount], check, { runs: 40 });
  forEachOf(BOUNDARY_STRINGS, (key) => {
    if (isAscii(key) && kafkaHash(key) >= 0) check(key);
  });
  forEachOf(EDGE_COUNTS, (count) => check('user-1', count));
  forEachOf(LENGTHS, (length) => check(withPositiveHash(longString(length - 1), LETTERS)));
  forEachOf(ENDS_APART, (key) => check(withPositiveHash(key), 1_000_000_007));
  forEachOf([...MIDDLES_APART, ...TAKEN_FOR_ONE], (key) => check(key));
  for (const [key, count] of DIVISIBLE) {
    if (kafkaHash(key) >= 0) check(key, count);
    else expectPartition(key, count, withoutSignBit(kafkaHash(key)) % count, describeDivisible(key, count));
  }
  for (const key of NUMBERED) if (kafkaHash(key) >= 0) check(key);
});

test('Step 2: a negative hash loses its sign bit before the remainder is taken', {
  marks: 0.25,
  why: 'About half of all keys have a negative hash, and each of them must go where the Java client sends it.',
}, () => {
  const check = (key: string, count: number, expected: number): void => {
    const hash = kafkaHash(key);
    const positive = grouped(withoutSignBit(hash));
    const remainder = count === LARGEST_COUNT ? 'which is' : `and that mod ${grouped(count)} is`;
    const why = `The hash is ${grouped(hash)}; without its sign bit it is ${positive}, ${remainder} the partition.`;
    expectPartition(key, count, expected, why);
  };
  check('foobar', 50, 16);
  check('foobar', 12, 6);
  check('21', 12, 0);
  check('21', 8, 4);
  forEachOf(
    [...PUBLISHED_HASHES, ...EDGE_HASHES].filter(([, hash]) => hash < 0),
    ([key, hash]) => check(key, LARGEST_COUNT, withoutSignBit(hash) % LARGEST_COUNT),
  );
  const checkAny = (key: string, count = LARGEST_COUNT): void =>
    check(key, count, withoutSignBit(kafkaHash(key)) % count);
  property([asciiKey.filter((key) => kafkaHash(key) < 0), anyCount], checkAny, { runs: 40 });
  forEachOf(BOUNDARY_STRINGS, (key) => {
    if (kafkaHash(key) < 0) checkAny(key);
  });
  const counts = [1, 2, 3, 64, 1_000, 65_536, 2 ** 24 + 1, 2 ** 30, LARGEST_COUNT - 1];
  forEachOf(counts, (count) => checkAny('foobar', count));
});

/** 'c3 a9', the first ones of many. */
function hexOf(bytes: Uint8Array): string {
  const hex = [...bytes.subarray(0, 32)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > 32 ? `${hex} … (${grouped(bytes.length)} in all)` : hex;
}

/** A character in each place of a block of four bytes, and of a tail. */
const atEachPlace = (character: string): string[] =>
  ['', 'a', 'ab', 'abc'].flatMap((before) => ['', 'x', 'xy', 'xyz'].map((after) => before + character + after));

/** The first half of a pair before the first and the last of the other halves, and before what is next to them. */
const PAIRS_AND_NOT = ['\ud800', '\ud83d', '\udbff'].flatMap((first) =>
  ['\udc00', '\udfff', '\udbff', '\ue000', '\ud7ff', 'a', ''].map((second) => first + second),
);

/** A pair across every place at which a text may be cut into parts, and marks that only normalising would take away. */
const LONG_RUNS = [`a${'\u{1f600}'.repeat(2_100)}`, '\u{1f600}'.repeat(600), 'e\u0301'.repeat(2_100)];

test('Step 2: characters beyond ASCII count as their UTF-8 bytes', {
  marks: 0.25,
  why: 'What travels to the broker, and what every other client hashes, is bytes: é is two of them, 日 three, 😀 four.',
}, () => {
  const check = (key: string, count = LARGEST_COUNT, note = ''): void => {
    const half = /\p{Surrogate}/u.test(key) ? ' Half of a surrogate pair becomes U+FFFD, ef bf bd.' : '';
    const hash = kafkaHash(key);
    const why = `The key’s UTF-8 bytes are ${hexOf(utf8(key))}.${half}${note} Its hash is ${grouped(hash)}.`;
    expectPartition(key, count, hash % count, why);
  };
  forEachOf(['é', '日', '😀', 'ab€', 'naïve', 'Łódź', 'Ωmega', 'co\u00adop'], (key) => check(key));
  const combining = ' This ë is an e and a combining mark, and stays so: keys are not normalised.';
  check('Zoe\u0308', LARGEST_COUNT, combining);
  check('a\ud83db');
  const beyond = [...['é', '日', '😀'].flatMap(atEachPlace), ...BOUNDARY_STRINGS.filter((key) => !isAscii(key))];
  forEachOf(beyond, (key) => check(withPositiveHash(key)));
  property([anyString({ minLength: 1 }).filter((key) => !isAscii(key) && kafkaHash(key) >= 0), anyCount], check, {
    runs: 40,
  });
  forEachOf(PAIRS_AND_NOT, (key) => check(withPositiveHash(key)));
  forEachOf(LONG_RUNS, (key) => check(withPositiveHash(key)));
  // Long ones, of three bytes a character or four a pair.
  const longOnes = [
    ['日', 341],
    ['😀', 1_366],
  ] as const;
  forEachOf(longOnes, ([one, length]) => check(withPositiveHash(longString(length).replace(/[a-z]/g, one))));
});
