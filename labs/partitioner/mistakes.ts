/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'absolute-value',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a negative hash loses its sign bit before the remainder is taken',
    because:
      'Math.abs for a hash that may be negative: what most people write, right for half of all keys, wrong for the others.',
    edits: [
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return Math.abs(murmur2(new TextEncoder().encode(key))) % partitionCount;',
      ],
    ],
  },
  {
    name: 'accepts-fractions',
    of: 'right/in-place.ts',
    caughtBy: 'Step 1: a bad partitionCount is a RangeError that names it',
    because: 'Checking for "not above zero" only: 2.5 is above zero, and NaN is neither above nor below.',
    edits: [
      [
        `if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }`,
        "if (partitionCount <= 0) throw new RangeError('partitionCount must be above 0');",
      ],
    ],
  },
  {
    name: 'adds-the-characters',
    caughtBy: 'Step 1: keys are spread evenly over the partitions',
    because:
      'Adding up the character codes: the first hash that most people invent. The sums of long numbers crowd around their middle.',
    program: 'mistakes/adds-the-characters.ts',
  },
  {
    name: 'checks-nothing',
    of: 'right/in-place.ts',
    caughtBy: 'Step 1: a bad partitionCount is a RangeError that names it',
    because:
      'No check at all: with a count of 0 the answer is NaN, and a record that goes to partition NaN is never seen again.',
    edits: [
      [
        `export function partition(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError('partitionCount must be a whole number, 1 or more');
  }`,
        'export function partition(key: string, partitionCount: number): number {',
      ],
    ],
  },
  {
    name: 'counts-from-one',
    of: 'right/in-place.ts',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because: 'Partitions numbered from 1 to the count, as people number things.',
    edits: [
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return 1 + ((murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount);',
      ],
    ],
  },
  {
    name: 'counts-the-tail-as-a-block',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: 'The other half of the KafkaJS slip alone: dividing the length by four without rounding down.',
    edits: [['for (let at = 0; at < tail; at += 4) {', 'for (let at = 0; at < bytes.length; at += 4) {']],
  },
  {
    name: 'encodes-as-a-uri',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because:
      'The old way to UTF-8, by encodeURIComponent: right for all text, but it throws where half of a surrogate pair stands alone, as it does when somebody has cut a string in the middle of an emoji.',
    edits: [
      [
        'function murmur2(bytes: Uint8Array): number {',
        `function encode(text: string): number[] {
  const bytes: number[] = [];
  const encoded = encodeURIComponent(text);
  for (let at = 0; at < encoded.length; at++) {
    if (encoded[at] === '%') {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(encoded.charCodeAt(at));
  }
  return bytes;
}

function murmur2(bytes: ArrayLike<number>): number {`,
      ],
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return (murmur2(encode(key)) & 0x7fffffff) % partitionCount;',
      ],
    ],
  },
  {
    name: 'first-character',
    caughtBy: 'Step 1: keys are spread evenly over the partitions',
    because: 'Partitions by first letter, as a filing cabinet has them: every key that begins with user- lands in one.',
    program: 'mistakes/first-character.ts',
  },
  {
    name: 'highest-byte-first',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      "Reading the blocks as numbers are written, highest byte first: DataView's default when the second argument is left out.",
    edits: [
      [
        'let k = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);',
        'let k = new DataView(bytes.buffer, bytes.byteOffset).getInt32(at);',
      ],
    ],
  },
  {
    name: 'ignores-the-tail',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'Only whole blocks of four bytes are hashed: right for every key whose length is a multiple of four, so right in some tests.',
    edits: [
      [
        `if ((bytes.length & 3) >= 3) h ^= byte(tail + 2) << 16;
  if ((bytes.length & 3) >= 2) h ^= byte(tail + 1) << 8;
  if ((bytes.length & 3) >= 1) {
    h ^= byte(tail);
    h = Math.imul(h, 0x5bd1e995);
  }
  h ^= h >>> 13;`,
        'h ^= h >>> 13;',
      ],
    ],
  },
  {
    name: 'java-string-hash',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'Java\'s String.hashCode instead of murmur2: the first guess of everybody who hears "as the Java client does".',
    program: 'mistakes/java-string-hash.ts',
  },
  {
    name: 'kafkajs-before-version-2',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'The default partitioner of KafkaJS until version 2, in our words: `*` rounds the products, and the number of blocks is not rounded down, so that the tail is hashed as a block first. It sent most keys elsewhere than Java did, for years.',
    edits: [
      ['const tail = bytes.length & ~3;', 'const blocks = bytes.length / 4;'],
      [
        `for (let at = 0; at < tail; at += 4) {
    let k = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    k = Math.imul(k, 0x5bd1e995);`,
        `for (let block = 0; block < blocks; block++) {
    const at = block * 4;
    let k = byte(at) + (byte(at + 1) << 8) + (byte(at + 2) << 16) + (byte(at + 3) << 24);
    k *= 0x5bd1e995;`,
      ],
      [
        `k = Math.imul(k, 0x5bd1e995);
    h = Math.imul(h, 0x5bd1e995);`,
        `k *= 0x5bd1e995;
    h *= 0x5bd1e995;`,
      ],
      [
        'if ((bytes.length & 3) >= 3) h ^= byte(tail + 2) << 16;',
        `const tail = bytes.length & ~3;
  if ((bytes.length & 3) >= 3) h ^= byte(tail + 2) << 16;`,
      ],
      [
        `h ^= byte(tail);
    h = Math.imul(h, 0x5bd1e995);`,
        `h ^= byte(tail);
    h *= 0x5bd1e995;`,
      ],
      [
        `h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);`,
        `h ^= h >>> 13;
  h *= 0x5bd1e995;`,
      ],
    ],
  },
  {
    name: 'length-of-the-key',
    caughtBy: 'Step 1: keys are spread evenly over the partitions',
    because: 'The length as the hash: in range, repeatable, and nearly all keys of a kind have the same.',
    program: 'mistakes/length-of-the-key.ts',
  },
  {
    name: 'librdkafka-crc-32',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'CRC-32, which librdkafka and the clients built on it use unless told otherwise: a good hash, and another partition.',
    program: 'mistakes/librdkafka-crc-32.ts',
  },
  {
    name: 'multiplies-and-truncates',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      '`* … | 0` looks like a 32-bit product, and is one as long as the exact product stays below 2^53. Here it does not.',
    edits: [
      [
        `let k = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    k = Math.imul(k, 0x5bd1e995);`,
        `let k = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    k = (k * 0x5bd1e995) | 0;`,
      ],
      [
        `k = Math.imul(k, 0x5bd1e995);
    h = Math.imul(h, 0x5bd1e995);`,
        `k = (k * 0x5bd1e995) | 0;
    h = (h * 0x5bd1e995) | 0;`,
      ],
      [
        `h ^= byte(tail);
    h = Math.imul(h, 0x5bd1e995);`,
        `h ^= byte(tail);
    h = (h * 0x5bd1e995) | 0;`,
      ],
      [
        `h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);`,
        `h ^= h >>> 13;
  h = (h * 0x5bd1e995) | 0;`,
      ],
    ],
  },
  {
    name: 'multiplies-without-a-tail',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'The multiplication at the end of the tail done always, also when there is no tail: a `switch` without its `case 0`.',
    edits: [
      [
        `if ((bytes.length & 3) >= 1) {
    h ^= byte(tail);
    h = Math.imul(h, 0x5bd1e995);
  }`,
        `if ((bytes.length & 3) >= 1) h ^= byte(tail);
  h = Math.imul(h, 0x5bd1e995);`,
      ],
    ],
  },
  {
    name: 'negative-remainder',
    of: 'right/in-place.ts',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because: '`%` keeps the sign of what is divided: half of all keys get a partition below zero.',
    edits: [
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return murmur2(new TextEncoder().encode(key)) % partitionCount;',
      ],
    ],
  },
  {
    name: 'normalises-the-key',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because:
      'Normalising the key "to be safe": é in one character and é in two are different bytes, and no other client does this.',
    edits: [
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return (murmur2(new TextEncoder().encode(key.normalize())) & 0x7fffffff) % partitionCount;',
      ],
    ],
  },
  {
    name: 'outgrows-a-double',
    caughtBy: 'Step 1: keys are spread evenly over the partitions',
    because:
      '31 × hash + character without cutting back to 32 bits: after some ten characters the number is beyond 2^53, and the last characters are rounded away.',
    program: 'mistakes/outgrows-a-double.ts',
  },
  {
    name: 'remembers-the-partition',
    of: 'right/in-place.ts',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because:
      'A cache by key alone: when the topic grows or the key is used for another topic, it answers for the old count.',
    edits: [
      [
        'function murmur2(bytes: Uint8Array): number {',
        `const known = new Map<string, number>();

function murmur2(bytes: Uint8Array): number {`,
      ],
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        `const found = known.get(key) ?? (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;
  known.set(key, found);
  return found;`,
      ],
    ],
  },
  {
    name: 'round-robin',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because:
      'Taking turns: perfectly even, and what a producer may do for records without a key. With a key it breaks its order.',
    program: 'mistakes/round-robin.ts',
  },
  {
    name: 'samples-long-keys',
    caughtBy: 'Step 1: keys are spread evenly over the partitions',
    because:
      "Java's String.hashCode before 1.2 looked at a few characters of a long string only, to be quick: long addresses that differed elsewhere all collided.",
    program: 'mistakes/samples-long-keys.ts',
  },
  {
    name: 'shifts-the-sign-in',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: '`>>` where `>>>` is meant: Java people know the difference, most others meet it here.',
    edits: [
      ['k ^= k >>> 24;', 'k ^= k >> 24;'],
      ['h ^= h >>> 13;', 'h ^= h >> 13;'],
      ['return h ^ (h >>> 15);', 'return h ^ (h >> 15);'],
    ],
  },
  {
    name: 'signed-bytes',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because: "Bytes as Java has them, from −128 to 127, without the `& 0xff` that Kafka's own code needs.",
    edits: [
      ['function murmur2(bytes: Uint8Array): number {', 'function murmur2(bytes: Int8Array): number {'],
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return (murmur2(new Int8Array(new TextEncoder().encode(key).buffer)) & 0x7fffffff) % partitionCount;',
      ],
    ],
  },
  {
    name: 'surrogates-one-by-one',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because:
      'A UTF-8 encoder written by hand that takes each UTF-16 unit for a character, so that 😀 becomes six bytes instead of four. Such data is common enough to have a name, CESU-8.',
    edits: [
      [
        'function murmur2(bytes: Uint8Array): number {',
        `function encode(text: string): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

function murmur2(bytes: ArrayLike<number>): number {`,
      ],
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return (murmur2(encode(key)) & 0x7fffffff) % partitionCount;',
      ],
    ],
  },
  {
    name: 'unsigned-hash',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a negative hash loses its sign bit before the remainder is taken',
    because:
      'The hash taken as unsigned: agrees with Kafka whenever the count is a power of two, so tests with 4, 8 or 16 pass. KafkaEx, for Elixir, masked with 0xffffffff until its version 1.0, which is the same.',
    edits: [
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        'return (murmur2(new TextEncoder().encode(key)) >>> 0) % partitionCount;',
      ],
    ],
  },
  {
    name: 'utf-16-code-units',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because: 'Hashing charCodeAt instead of bytes: right for English, wrong for the first customer called Zoë.',
    edits: [
      ['function murmur2(bytes: Uint8Array): number {', 'function murmur2(bytes: ArrayLike<number>): number {'],
      [
        'return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;',
        `const units = Array.from({ length: key.length }, (_, index) => key.charCodeAt(index));
  return (murmur2(units) & 0x7fffffff) % partitionCount;`,
      ],
    ],
  },
  {
    name: 'wrong-seed',
    of: 'right/in-place.ts',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: "murmur2 from a package or a web page, with the usual seed of 0: a perfect hash, and not Kafka's.",
    edits: [['let h = 0x9747b28c ^ bytes.length;', 'let h = 0 ^ bytes.length;']],
  },
  {
    name: 'whole-within-a-speck',
    caughtBy: 'Step 1: a bad partitionCount is a RangeError that names it',
    because: 'A whole number is taken to be whatever is nearly one: 1,000,000.5 is half off, and a float cannot tell.',
    edits: [['!Number.isInteger(partitionCount)', '!Number.isInteger(Math.fround(partitionCount))']],
  },
  {
    name: 'a-buffer-of-one-size',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'Encoding into a buffer that is kept and is large enough for every key that was tried at home: the rest is cut off.',
    edits: [
      ['const MULTIPLIER = 0x5bd1e995;', 'const MULTIPLIER = 0x5bd1e995;\n\nconst buffer = new Uint8Array(4096);'],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        'const hash = murmur2(buffer.subarray(0, new TextEncoder().encodeInto(key, buffer).written));',
      ],
    ],
  },
  {
    name: 'a-buffer-of-two-bytes-each',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because: 'Room for two bytes a character, which is enough for é and not for 日.',
    edits: [
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `const buffer = new Uint8Array(2 * key.length);
  const hash = murmur2(buffer.subarray(0, new TextEncoder().encodeInto(key, buffer).written));`,
      ],
    ],
  },
  {
    name: 'joins-key-and-count',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because: 'A cache by key and count, joined to one text: key 1 of 12 partitions and key 11 of 2 are both "112".',
    edits: [
      ['const MULTIPLIER = 0x5bd1e995;', 'const MULTIPLIER = 0x5bd1e995;\n\nconst known = new Map<string, number>();'],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `const question = key + partitionCount;
  const found = known.get(question);
  if (found !== undefined) return found;
  const hash = murmur2(new TextEncoder().encode(key));
  known.set(question, (hash & 0x7fffffff) % partitionCount);`,
      ],
    ],
  },
  {
    name: 'remembers-by-a-short-number',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'A cache with a slot for the last digits of another hash, which nobody compares with the key: two keys share one slot sooner than one thinks.',
    edits: [
      ['const MULTIPLIER = 0x5bd1e995;', 'const MULTIPLIER = 0x5bd1e995;\n\nconst hashes: number[] = [];'],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `let slot = 0;
  for (const character of key) slot = (31 * slot + character.codePointAt(0)!) % 65_536;
  const hash = (hashes[slot] ??= murmur2(new TextEncoder().encode(key)));`,
      ],
    ],
  },
  {
    name: 'remembers-in-a-plain-object',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because: 'A plain object as a cache "already knows" the key constructor: its answer is a function.',
    edits: [
      [
        'const MULTIPLIER = 0x5bd1e995;',
        'const MULTIPLIER = 0x5bd1e995;\n\nconst hashes: Record<string, number> = {};',
      ],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `hashes[key] ??= murmur2(new TextEncoder().encode(key)) & 0x7fffffff;
  const hash = hashes[key];`,
      ],
      ['return (hash & 0x7fffffff) % partitionCount;', 'return hash % partitionCount;'],
    ],
  },
  {
    name: 'drops-the-byte-order-mark',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because: 'A byte order mark at the beginning is "cleaned": no other client does so, and the key is another one.',
    edits: [['encode(key)', "encode(key.replace(/^\\ufeff/, ''))"]],
  },
  {
    name: 'trims-the-key',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: 'White space round the key is dropped, as in a form: "key" and "key " are two keys everywhere else.',
    edits: [['encode(key)', 'encode(key.trim())']],
  },
  {
    name: 'zero-counts-as-negative',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'The sign bit taken off by adding 2³¹ to what is not above zero: one key in four thousand million has the hash 0.',
    edits: [
      ['return (hash & 0x7fffffff) % partitionCount;', 'return (hash > 0 ? hash : hash + 2 ** 31) % partitionCount;'],
    ],
  },
  {
    name: 'two-bytes-up-to-7fe',
    of: 'right/big-integers.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because:
      'UTF-8 by hand with a limit that is off by one: right for all characters but the very last of two bytes, U+07FF.',
    edits: [['code < 0x800', 'code < 0x7ff']],
  },
  {
    name: 'surrogates-up-to-dffe',
    of: 'right/big-integers.ts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because: 'The last half of a surrogate pair, U+DFFF, is left out of the check: it has no UTF-8 form either.',
    edits: [['point <= 0xdfff', 'point < 0xdfff']],
  },
  {
    name: 'remembers-keys-by-beginning-and-length',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: 'Keeps answers by the first 200 characters and the length, to save memory: two long keys are one.',
    edits: [
      [
        'export function partition',
        `const known = new Map<string, number>();

export function partition`,
      ],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `const id = \`\${key.length} \${key.slice(0, 200)}\`;
  const hash = known.get(id) ?? murmur2(new TextEncoder().encode(key));
  known.set(id, hash);`,
      ],
    ],
  },
  {
    name: 'multiplies-by-the-inverse',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'Divides by multiplying with 1 ÷ count, which is not exact: 49 × (1 ÷ 49) is a little below 1, and the remainder is the count itself.',
    edits: [
      [
        'return (hash & 0x7fffffff) % partitionCount;',
        `const positive = hash & 0x7fffffff;
  return positive - Math.floor(positive * (1 / partitionCount)) * partitionCount;`,
      ],
    ],
  },
  {
    name: 'encodes-in-parts',
    caughtBy: 'Step 2: characters beyond ASCII count as their UTF-8 bytes',
    because: 'Encodes long keys part by part, and cuts between the two halves of a surrogate pair.',
    edits: [
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `const parts = key.match(/[^]{1,1024}/g) ?? [];
  const hash = murmur2(Uint8Array.from(parts.flatMap((part) => [...new TextEncoder().encode(part)])));`,
      ],
    ],
  },
  {
    name: 'begins-anew-after-ten-thousand-calls',
    caughtBy: 'Step 1: every key gets a whole number from 0 to partitionCount − 1, and the same one every time',
    because:
      'Counts its calls, and salts the keys of every ten thousand anew: a key’s records part in the midst of a day.',
    edits: [
      ['export function partition(', 'let calls = 0;\n\nexport function partition('],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        'const hash = murmur2(new TextEncoder().encode(key)) + Math.floor(calls++ / 10_000);',
      ],
    ],
  },
  {
    name: 'cuts-at-99999',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: 'Cuts the key just before the length that it may have.',
    edits: [['encode(key)', 'encode(key.slice(0, 99_999))']],
  },
  {
    name: 'remembers-keys-by-both-ends',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because:
      'Remembers hashes by how a key begins and ends, and how long it is: two keys may part in the middle alone.',
    edits: [
      [
        'export function partition',
        `const known = new Map<string, number>();

export function partition`,
      ],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `const id = \`\${key.length} \${key.slice(0, 50)} \${key.slice(-50)}\`;
  const hash = known.get(id) ?? murmur2(new TextEncoder().encode(key));
  known.set(id, hash);`,
      ],
    ],
  },
  {
    name: 'remembers-numbers-by-value',
    caughtBy: 'Step 2: a key of ASCII characters, whatever its length, has the hash that Kafka’s Java client gives it',
    because: 'Keys that are numbers are remembered as such: 12 and 012 are one number, and two keys.',
    edits: [
      [
        'export function partition',
        `const known = new Map<string | number, number>();

export function partition`,
      ],
      [
        'const hash = murmur2(new TextEncoder().encode(key));',
        `const id = /^\\d+$/.test(key) ? Number(key) : key;
  const hash = known.get(id) ?? murmur2(new TextEncoder().encode(key));
  known.set(id, hash);`,
      ],
    ],
  },
  {
    name: 'looks-it-up-before-the-check',
    caughtBy: 'Step 1: a bad partitionCount is a RangeError that names it',
    because: 'Looks for a remembered answer first, under the whole part of the count: 12.5 is answered as 12 was.',
    edits: [
      [
        'export function partition(key: string, partitionCount: number): number {',
        `const known = new Map<string, number>();

export function partition(key: string, partitionCount: number): number {
  const id = \`\${Math.trunc(partitionCount)} \${key}\`;
  const before = known.get(id);
  if (before !== undefined) return before;`,
      ],
      [
        'return (hash & 0x7fffffff) % partitionCount;',
        `const found = (hash & 0x7fffffff) % partitionCount;
  known.set(id, found);
  return found;`,
      ],
    ],
  },
] satisfies Mistake[];
