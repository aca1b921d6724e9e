/**
 * What a right partitioner does, in two steps: what any good one does, and what Kafka's Java client does.
 *
 * Published values: Apache Kafka's UtilsTest.testMurmur2; KafkaJS's murmur2.spec.js, whose hashes were made with Kafka's
 * Java class; a Dart client's tests of murmur2; and a client's test that puts "foobar" into partition 16 of 50. All other
 * expected values come from `kafkaHash` below. A solution that passes agrees with both, so they agree with each other.
 */
import { expect, fail, fc, format, property, sameAgain, solution, test } from '#grading';

const { partition } = solution<typeof import('./solution.ts')>();

/** Published hashes, signed, in order of length. */
const PUBLISHED_HASHES: [key: string, hash: number][] = [
  ['', 275646681],
  ['0', 971027396],
  ['1', -1993445489],
  ['4', 1514888353],
  ['21', -973932308],
  ['128', -326012175],
  ['234', -406844982],
  ['2187', -1508407203],
  ['16384', -325739742],
  ['78125', -1654490814],
  ['279936', 1462227128],
  ['823543', -2014198330],
  ['2097152', 607668903],
  ['4782969', -1182699775],
  ['10000000', -1830336757],
  ['19487171', -1603849305],
  ['35831808', -857013643],
  ['62748517', -1167431028],
  ['105413504', -381294639],
  ['170859375', -1658323481],
  ['giberish123456789', -1890243828],
  ['a-little-bit-long-string', -985981536],
  ['string-fo-25-chars-length', 1269511650],
  ['string-last-27-chars-length', 1089971754],
  ['AmbleWillBeRemoved,ThePrePartThatIs', 1656271935],
  ['reAmbleWillBeRemoved,ThePrePartThatIs', 1247982455],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
];

/** With this many partitions the partition is the whole hash without its sign bit, so that every bit shows. */
const LARGEST_COUNT = 0x7fffffff;

const utf8 = (key: string): Uint8Array => new TextEncoder().encode(key);

/** 1357151166 as 1,357,151,166, with a proper minus where it is negative. */
const grouped = (value: number): string =>
  String(value)
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .replace('-', '−');

/** Kafka's murmur2 of the key, signed: in whole numbers without limit, cut back to 32 bits where the rule says so. */
function kafkaHash(key: string): number {
  const bytes = utf8(key);
  const m = 0x5bd1e995n;
  const low32 = (value: bigint): bigint => BigInt.asUintN(32, value);
  const littleEndian = (from: number, to: number): bigint =>
    bytes.slice(from, to).reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
  const tail = bytes.length - (bytes.length % 4);
  let hash = 0x9747b28cn ^ BigInt(bytes.length);
  for (let at = 0; at < tail; at += 4) {
    const block = low32(littleEndian(at, at + 4) * m);
    hash = low32(hash * m) ^ low32((block ^ (block >> 24n)) * m);
  }
  if (tail < bytes.length) hash = low32((hash ^ littleEndian(tail, bytes.length)) * m);
  hash = low32((hash ^ (hash >> 13n)) * m);
  return Number(BigInt.asIntN(32, hash ^ (hash >> 15n)));
}

/** The hash without its sign bit: for a negative one that is 2^31 more. */
const withoutSignBit = (hash: number): number => (hash < 0 ? hash + 2 ** 31 : hash);

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

const wellFormedKey = fc.string({ unit: 'binary', maxLength: 24 });
const asciiKey = fc.string({ unit: 'binary-ascii', maxLength: 40 });
const anyCount = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: LARGEST_COUNT }));

test('Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time', {
  marks: 0.5,
  why: 'The partition must exist, and the order of a key’s records holds within one partition only.',
}, () => {
  property(
    [fc.uniqueArray(wellFormedKey, { minLength: 1, maxLength: 5 }), anyCount, anyCount],
    (keys, count, otherCount) => {
      sameAgain(keys, (key) => ask(key, count), {
        between: (key) => ask(key, otherCount),
        told: (key, first, again) =>
          `With ${grouped(count)} partitions the key ${format(key)} went to ${first} at first and to ${again} later.`,
      });
    },
    {
      runs: 50,
      examples: [
        [[''], 2, 1],
        [['a'], 12, 5],
        [['constructor', '__proto__'], 12, 5],
      ],
    },
  );
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
  { keys: 'numbered users', example: (n: number) => `user-${n}`, howMany: 1120, count: 28, limit: 96.4 },
  {
    keys: 'keys that differ in their first characters only',
    example: (n: number) => `${String(n).padStart(3, '0')}@orders`,
    howMany: 420,
    count: 14,
    limit: 69.5,
  },
  {
    keys: 'keys with a long common beginning',
    example: (n: number) => `eu/building-7/floor-3/sensor-${n}`,
    howMany: 420,
    count: 14,
    limit: 69.5,
  },
];

test('Step 1: keys are spread evenly over the partitions', {
  marks: 0.5,
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
  marks: 0.5,
  why: 'x % 0 is NaN and x % 2.5 a fraction: without the check a record goes nowhere, and nobody hears of it.',
}, () => {
  for (const count of [0, -1, -12, 2.5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    for (const key of ['', 'user-1']) expect(() => partition(key, count)).toThrow('RangeError', 'partitionCount');
  }
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

/** A key of this many ASCII characters whose hash is not negative. */
function keyOfLength(length: number): string {
  const text = 'Order 4471, shipped to Aix-la-Chapelle; '.repeat(10).slice(0, length);
  for (const last of 'abcdefghijklmnopqrstuvwxyz') {
    const key = text.slice(0, -1) + last;
    if (kafkaHash(key) >= 0) return key;
  }
  throw new Error(`No key of ${length} characters has a hash that is not negative.`);
}

// Keys whose hash is negative have a test of their own, so that a slip with the sign fails only there.
test('Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it', {
  marks: 0.5,
  why: 'Two clients that hash differently put one key’s records into two partitions.',
}, () => {
  const empty = 'The key has no bytes: its hash is the seed and the final mix alone, and the partition is the hash.';
  expectPartition('', LARGEST_COUNT, 275646681, empty);
  for (let length = 1; length <= 32; length++) {
    const key = keyOfLength(length);
    expectPartition(key, LARGEST_COUNT, kafkaHash(key), describeHash(key, LARGEST_COUNT));
  }
  for (const [key, hash] of PUBLISHED_HASHES) {
    if (hash >= 0) expectPartition(key, LARGEST_COUNT, hash, describeHash(key, LARGEST_COUNT));
  }
  property([asciiKey.filter((key) => kafkaHash(key) >= 0), anyCount], (key, count) => {
    expectPartition(key, count, kafkaHash(key) % count, describeHash(key, count));
  });
  const long = keyOfLength(300);
  expectPartition(long, LARGEST_COUNT, kafkaHash(long), describeHash(long, LARGEST_COUNT));
});

test('Step 2: a negative hash loses its sign bit before the remainder is taken', {
  marks: 0.5,
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
  for (const [key, hash] of PUBLISHED_HASHES) if (hash < 0) check(key, LARGEST_COUNT, withoutSignBit(hash));
  property([asciiKey.filter((key) => kafkaHash(key) < 0), anyCount], (key, count) => {
    check(key, count, withoutSignBit(kafkaHash(key)) % count);
  });
});

/** One character (or half of one) as a string, from a range of code points. */
const character = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code));
const anyCharacter = fc.oneof(
  character(0x61, 0x7a),
  character(0x80, 0x7ff),
  character(0x800, 0xd7ff),
  character(0xd800, 0xdfff),
  character(0xe000, 0xffff),
  character(0x10000, 0x10ffff),
);

test('Step 2: characters beyond ASCII count as their UTF-8 bytes', {
  marks: 0.5,
  why: 'What travels to the broker, and what every other client hashes, is bytes: é is two of them, 日 three, 😀 four.',
}, () => {
  const check = (key: string, count: number, note = ''): void => {
    const hex = [...utf8(key)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const half = /\p{Surrogate}/u.test(key) ? ' Half of a surrogate pair becomes U+FFFD, ef bf bd.' : '';
    const hash = kafkaHash(key);
    expectPartition(
      key,
      count,
      hash % count,
      `The key’s UTF-8 bytes are ${hex}.${half}${note} Its hash is ${grouped(hash)}.`,
    );
  };
  for (const key of ['é', '日', '😀', 'ab€', 'naïve', 'Łódź', 'Ωmega']) check(key, LARGEST_COUNT);
  check('Zoe\u0308', LARGEST_COUNT, ' This ë is an e and a combining mark, and stays so: keys are not normalised.');
  check('a\ud83db', LARGEST_COUNT);
  const key = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 12 });
  property([key.filter((text) => utf8(text).length > text.length && kafkaHash(text) >= 0), anyCount], (text, count) =>
    check(text, count),
  );
});
