/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const GROWS = 'Step 1: a new shard takes its share of the videos, and no other video moves';
const EVEN = 'Step 1: videos are spread evenly over the shards, whatever their ids look like';
const SAME = 'Step 2: it is the shard that jump consistent hash gives, for any number of shards';
const REFUSED = 'What is no id, and what is no number of shards, is refused by a RangeError that names it';

/** From the loop to the answer. */
const LOOP = `let shard = 0;
  // The shards join one after the other. \`next\` is the first of those to come that this video would move to.
  for (let next = 0; next < shards; ) {
    shard = next;
    key = BigInt.asUintN(64, key * MULTIPLIER + 1n);
    next = Math.floor((shard + 1) * (2 ** 31 / (Number(key >> 33n) + 1)));
  }
  return shard;`;

export default [
  {
    name: 'multiplies-before-it-divides',
    caughtBy: SAME,
    because:
      'The same in arithmetic, and not in doubles: some videos are on another shard than everybody else looks for them.',
    edits: [
      [
        'Math.floor((shard + 1) * (2 ** 31 / (Number(key >> 33n) + 1)))',
        'Math.floor(((shard + 1) * 2 ** 31) / (Number(key >> 33n) + 1))',
      ],
    ],
  },
  {
    name: 'divides-whole-numbers',
    caughtBy: SAME,
    because: 'Exact division is more right than the rule, and so it is wrong: all must round alike.',
    edits: [
      [
        'Math.floor((shard + 1) * (2 ** 31 / (Number(key >> 33n) + 1)))',
        'Number((BigInt(shard + 1) * 2n ** 31n) / ((key >> 33n) + 1n))',
      ],
    ],
  },
  {
    name: 'the-remainder',
    caughtBy: GROWS,
    because: 'The remainder by the number of shards: even, and with one shard more nearly every video moves.',
    edits: [
      ['let key = BigInt(videoId);', 'const key = BigInt(videoId);'],
      [LOOP, 'return Number(key % BigInt(shards));'],
    ],
  },
  {
    name: 'ranges-of-ids',
    caughtBy: GROWS,
    because: 'All ids are cut into as many equal ranges as there are shards, and each new shard shifts all of them.',
    edits: [
      ['let key = BigInt(videoId);', 'const key = BigInt(videoId);'],
      [LOOP, 'return Number((key * BigInt(shards)) >> 64n);'],
    ],
  },
  {
    name: 'grows-without-end',
    caughtBy: GROWS,
    because: 'Nothing cuts the key off at 64 bits: it grows, and what is worked out from it becomes nothing.',
    edits: [['BigInt.asUintN(64, key * MULTIPLIER + 1n)', 'key * MULTIPLIER + 1n']],
  },
  {
    name: 'with-a-sign',
    caughtBy: GROWS,
    because: '64 bits with a sign: half of the keys are negative, and lead to shards below 0.',
    edits: [['BigInt.asUintN(64, key', 'BigInt.asIntN(64, key']],
  },
  {
    name: 'one-leap-too-far',
    caughtBy: GROWS,
    because: 'The answer is the shard that it would move to next, which does not exist yet.',
    edits: [
      ['for (let next = 0; next < shards; ) {', 'let next = 0;\n  while (next < shards) {'],
      ['return shard;', 'return next;'],
    ],
  },
  {
    name: 'one-shard-more',
    caughtBy: GROWS,
    because: '"At most" for "below": now and then the answer is a shard that is one too many.',
    edits: [['next < shards; )', 'next <= shards; )']],
  },
  {
    name: 'remembers-under-one-text',
    caughtBy: GROWS,
    because:
      'Answers are remembered under the id with the number of shards behind it: 1 with 11 shards is taken for 11 with 1.',
    edits: [
      ['export function shardOf', 'const known = new Map<string, number>();\n\nexport function shardOf'],
      [
        'let key = BigInt(videoId);',
        'const before = known.get(videoId + shards);\n  if (before !== undefined) return before;\n  let key = BigInt(videoId);',
      ],
      ['return shard;', 'known.set(videoId + shards, shard);\n  return shard;'],
    ],
  },
  {
    name: 'an-id-is-a-number',
    caughtBy: EVEN,
    because: 'The id goes through a number, which holds 53 bits: videos beside each other become the same video.',
    edits: [['let key = BigInt(videoId);', 'let key = BigInt(Number(videoId));']],
  },
  {
    name: 'the-last-digits',
    caughtBy: EVEN,
    because:
      'Only the lowest 22 bits count: ids of a time and a counter hold their counter there, and hardly anything else.',
    edits: [['let key = BigInt(videoId);', 'let key = BigInt.asUintN(22, BigInt(videoId));']],
  },
  {
    name: 'highest-of-all',
    caughtBy: SAME,
    because:
      'Each shard gets a hash of the video, and the highest wins: even and calm, and neither what others work out nor quick.',
    program: 'mistakes/highest-of-all.ts',
  },
  {
    name: 'thirty-two-bits',
    caughtBy: SAME,
    because: 'The upper 32 bits are taken, where it is 31.',
    edits: [
      ['key >> 33n', 'key >> 32n'],
      ['2 ** 31 / (', '2 ** 32 / ('],
    ],
  },
  {
    name: 'from-nothing',
    caughtBy: SAME,
    because: 'The 1 in the divisor is left out.',
    edits: [['(Number(key >> 33n) + 1)', 'Math.max(1, Number(key >> 33n))']],
  },
  {
    name: 'rounded-to-the-nearest',
    caughtBy: SAME,
    because: 'The product is rounded and not cut off: one in two leaps ends a shard too far.',
    edits: [
      ['Math.floor((shard + 1)', 'Math.max(shard + 1, Math.round((shard + 1)'],
      ['(Number(key >> 33n) + 1)));', '(Number(key >> 33n) + 1))));'],
    ],
  },
  {
    name: 'nothing-is-added',
    caughtBy: SAME,
    because: 'The generator is left without its + 1.',
    edits: [['key * MULTIPLIER + 1n', 'key * MULTIPLIER']],
  },
  {
    name: 'leaps-before-it-is-drawn',
    caughtBy: SAME,
    because: 'The leap is worked out from the key before it is multiplied: the first one from the bare id.',
    edits: [
      ['    key = BigInt.asUintN(64, key * MULTIPLIER + 1n);\n', ''],
      [
        '(Number(key >> 33n) + 1)));',
        '(Number(key >> 33n) + 1)));\n    key = BigInt.asUintN(64, key * MULTIPLIER + 1n);',
      ],
    ],
  },
  {
    name: 'a-multiplier-as-a-number',
    caughtBy: SAME,
    because: 'The constant goes through a number and loses its last digits.',
    edits: [['const MULTIPLIER = 2862933555777941757n;', 'const MULTIPLIER = BigInt(2862933555777941757);']],
  },
  {
    name: 'shard-after-shard',
    caughtBy: SAME,
    because:
      'Every shard is looked at, instead of leaping over those to which nothing moves: right for a hundred, and endless for a thousand million.',
    edits: [
      [
        'for (let next = 0; next < shards; ) {\n    shard = next;',
        'for (let next = 0, at = 0; at < shards; at++) {\n    if (at < next) continue;\n    shard = next;',
      ],
    ],
  },
  {
    name: 'forty-leaps',
    caughtBy: SAME,
    because:
      'A guard against loops without end: hardly any id leaps more than 40 times, and those that do end elsewhere.',
    edits: [
      [
        'for (let next = 0; next < shards; ) {',
        'for (let next = 0, leaps = 0; next < shards && leaps < 40; leaps++) {',
      ],
    ],
  },
  {
    name: 'whatever-is-a-bigint',
    caughtBy: REFUSED,
    because: '`BigInt` takes the empty text, spaces, signs and 0x as well.',
    edits: [
      [
        '!/^(0|[1-9][0-9]*)$/.test(videoId) || videoId.length > 20 || BigInt(videoId) > LARGEST_ID',
        'BigInt(videoId) < 0n || BigInt(videoId) > LARGEST_ID',
      ],
    ],
  },
  {
    name: 'zeros-in-front',
    caughtBy: REFUSED,
    because: 'Digits are digits: 007 is taken for 7, and one video has several ids.',
    edits: [['(0|[1-9][0-9]*)', '[0-9]+']],
  },
  {
    name: 'one-shard-first',
    caughtBy: REFUSED,
    because: 'With one shard the answer is 0 before anybody has looked at the id: 007 is no video there either.',
    edits: [['// Digits only:', 'if (shards === 1) return 0;\n  // Digits only:']],
  },
  {
    name: 'the-first-id-first',
    caughtBy: REFUSED,
    because: 'The video 0 is on shard 0 however many there are, and nobody looks whether there are any.',
    edits: [['// Digits only:', "if (videoId === '0') return 0;\n  // Digits only:"]],
  },
  {
    name: 'remembers-before-it-looks',
    caughtBy: REFUSED,
    because:
      'What is remembered under the number that was read is given before the text is looked at: 012 is 12 once 12 is known.',
    edits: [
      ['export function shardOf', 'const known = new Map<string, number>();\n\nexport function shardOf'],
      [
        '// Digits only:',
        'const name = /^[0-9]+$/.test(videoId) ? `${BigInt(videoId)} ${shards}` : videoId;\n  const before = known.get(name);\n  if (before !== undefined) return before;\n  // Digits only:',
      ],
      ['return shard;', 'known.set(name, shard);\n  return shard;'],
    ],
  },
  {
    name: 'digits-of-all-alphabets',
    caughtBy: REFUSED,
    because: 'Anything with a digit in it is taken: `^` and `$` are missing.',
    edits: [
      ['/^(0|[1-9][0-9]*)$/', '/^(0|[1-9][0-9]*)\\n?$/'],
      ['BigInt(videoId) > LARGEST_ID', 'BigInt(videoId.trim()) > LARGEST_ID'],
    ],
  },
  {
    name: 'one-more-than-fits',
    caughtBy: REFUSED,
    because: 'The largest id is compared with "not more than 2⁶⁴", which is one too many.',
    edits: [['const LARGEST_ID = 2n ** 64n - 1n;', 'const LARGEST_ID = 2n ** 64n;']],
  },
  {
    name: 'half-a-shard',
    caughtBy: REFUSED,
    because: 'Only the sign of the number of shards is looked at.',
    edits: [['!Number.isInteger(shards) || shards < 1 || shards > MOST_SHARDS', 'shards <= 0 || shards > MOST_SHARDS']],
  },
  {
    name: 'any-number-of-shards',
    caughtBy: REFUSED,
    because: 'No upper bound: beyond 31 bits the answers of others are not defined.',
    edits: [[' || shards > MOST_SHARDS', '']],
  },
] satisfies Mistake[];
