/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'caches-in-a-plain-object',
    of: 'right/code-points.ts',
    caughtBy: 'Words such as constructor and toString are words like any other',
    because: 'The hash of a word is remembered in a plain object, which "already knows" the word constructor.',
    edits: [
      [
        'export function partition(word: string, reducers: number): number {',
        `const hashes: Record<string, number> = {};

function hashOf(word: string): number {`,
      ],
      [
        `return (hash >>> 0) % reducers;
}
`,
        `return hash >>> 0;
}

export function partition(word: string, reducers: number): number {
  hashes[word] ??= hashOf(word);
  return hashes[word] % reducers;
}
`,
      ],
    ],
  },
  {
    name: 'combine-averages',
    of: 'right/code-points.ts',
    caughtBy: 'combine makes one count of the ones that map found',
    because: 'The classic wrong combiner: an average of averages is not what the reducer needs.',
    edits: [
      [
        `export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);`,
        `export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0) / counts.length;`,
      ],
    ],
  },
  {
    name: 'combine-counts-its-values',
    of: 'right/code-points.ts',
    caughtBy: 'combine may run again on its own results, in any grouping, and the total stays',
    because: 'Right the first time, when every count is 1; wrong when the framework combines what was combined.',
    edits: [
      [
        `export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);`,
        `export function combine(word: string, counts: number[]): number {
  return counts.length;`,
      ],
    ],
  },
  {
    name: 'combine-keeps-a-running-total',
    of: 'right/code-points.ts',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because:
      'A running total for each word: right for one call a word, wrong as soon as the framework combines in pieces.',
    edits: [
      [
        `export function combine(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);`,
        `const totals = new Map<string, number>();

export function combine(word: string, counts: number[]): number {
  for (const count of counts) totals.set(word, (totals.get(word) ?? 0) + count);
  return totals.get(word)!;`,
      ],
    ],
  },
  {
    name: 'counts-across-documents',
    of: 'right/code-points.ts',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because:
      'The dictionary stands outside the function, so each document is counted again with all the ones after it.',
    edits: [
      [
        `export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);`,
        `const counts = new Map<string, number>();

export function map(documentId: string, text: string): Array<[string, number]> {
  for (const [word] of text.matchAll(/\\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];`,
      ],
    ],
  },
  {
    name: 'drops-the-last-word',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      'A scanner by hand that stores a word when a gap comes, and never after the loop: the last word of every split is lost.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        `const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of text) {
    if (/\\p{L}/u.test(character)) {
      word += character;
    } else if (word !== '') {
      pairs.push([word, 1]);
      word = '';
    }
  }
  return pairs;`,
      ],
    ],
  },
  {
    name: 'empty-words',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'Splitting at what is no letter: a text that begins or ends with a gap has an empty string on that side.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        'return text.split(/\\P{L}+/u).map((word) => [word, 1]);',
      ],
    ],
  },
  {
    name: 'english-letters',
    of: 'right/code-points.ts',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because: '[A-Za-z] knows 52 letters; naïve becomes na and ve, and Greek is not there at all.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        'return Array.from(text.matchAll(/[A-Za-z]+/g), ([word]) => [word, 1]);',
      ],
    ],
  },
  {
    name: 'folds-case',
    of: 'right/code-points.ts',
    caughtBy: 'Upper and lower case stay as they are written',
    because: 'Folding case, as most word counts do: the brief keeps The and the apart.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        'return Array.from(text.toLowerCase().matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
      ],
    ],
  },
  {
    name: 'keeps-apostrophes',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'Letting "don\'t" be one word: sensible for English, but the brief decides what a word is.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        "return Array.from(text.matchAll(/[\\p{L}']+/gu), ([word]) => [word, 1]);",
      ],
    ],
  },
  {
    name: 'letters-have-two-cases',
    of: 'right/code-points.ts',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because:
      'A letter is what looks different in upper case: a well-known trick, and wrong for scripts that have no case.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        `const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of \`\${text} \`) {
    if (character.toLowerCase() !== character.toUpperCase()) {
      word += character;
    } else if (word !== '') {
      pairs.push([word, 1]);
      word = '';
    }
  }
  return pairs;`,
      ],
    ],
  },
  {
    name: 'normalises',
    of: 'right/code-points.ts',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because:
      'Composing accents first, as search engines do: then e and U+0301 are the letter é, which the text does not hold.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        "return Array.from(text.normalize('NFC').matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);",
      ],
    ],
  },
  {
    name: 'null-without-words',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'match with the g flag gives null when nothing is found: one empty file stops the job.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        'return text.match(/\\p{L}+/gu)!.map((word) => [word, 1]);',
      ],
    ],
  },
  {
    name: 'partition-by-first-letter',
    of: 'right/code-points.ts',
    caughtBy: 'partition spreads different words over all reducers',
    because:
      'One reducer for each letter of the alphabet, as in a card index: some are full, and many of 32 stay idle.',
    edits: [
      [
        `let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        'return word.codePointAt(0)! % reducers;',
      ],
    ],
  },
  {
    name: 'partition-by-length',
    of: 'right/code-points.ts',
    caughtBy: 'partition spreads different words over all reducers',
    because: 'The length of the word as its hash: fine by hand, but words have few different lengths.',
    edits: [
      [
        `let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        'return word.length % reducers;',
      ],
    ],
  },
  {
    name: 'partition-from-one',
    of: 'right/code-points.ts',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because: 'Numbering the reducers from 1, as people count: reducer 0 gets nothing, and the last one does not exist.',
    edits: [['return (hash >>> 0) % reducers;', 'return ((hash >>> 0) % reducers) + 1;']],
  },
  {
    name: 'partition-in-order-of-arrival',
    of: 'right/code-points.ts',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because:
      'New words get the next number, and keep it: on one worker. Another worker meets the words in another order.',
    edits: [
      [
        `export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        `const numbers = new Map<string, number>();

export function partition(word: string, reducers: number): number {
  if (!numbers.has(word)) numbers.set(word, numbers.size);
  return numbers.get(word)! % reducers;`,
      ],
    ],
  },
  {
    name: 'partition-in-turn',
    of: 'right/code-points.ts',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because: 'Round robin spreads perfectly, and sends the same word to a different reducer each time.',
    edits: [
      [
        `export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        `let next = 0;

export function partition(word: string, reducers: number): number {
  return next++ % reducers;`,
      ],
    ],
  },
  {
    name: 'partition-masks-too-late',
    of: 'right/code-points.ts',
    caughtBy: 'partition spreads different words over all reducers',
    because:
      'A product beyond 2^53 is rounded: its low 32 bits, kept only at the end, are zero or nearly so for long words.',
    edits: [
      [
        'for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;',
        'for (const letter of word) hash = hash * 31 + letter.codePointAt(0)!;',
      ],
    ],
  },
  {
    name: 'partition-negative',
    of: 'right/code-points.ts',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because: 'A hash with a sign, as in Java, and the remainder with it: there is no reducer −3.',
    edits: [
      [
        `for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        `for (const letter of word) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) | 0;
  return hash % reducers;`,
      ],
    ],
  },
  {
    name: 'partition-overflows',
    of: 'right/code-points.ts',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because:
      'A product that nobody keeps within 32 bits: a word of some hundred letters makes it Infinity, and the remainder NaN.',
    edits: [
      [
        `let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        `let hash = 7;
  for (let i = 0; i < word.length; i++) hash += word.charCodeAt(i) * 31 ** i;
  return hash % reducers;`,
      ],
    ],
  },
  {
    name: 'partition-remembers-the-word-only',
    of: 'right/code-points.ts',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because: 'A cache by word: when the next job has another number of reducers, the answer is that of the last.',
    edits: [
      [
        `export function partition(word: string, reducers: number): number {
  let hash = 0;
  for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
  return (hash >>> 0) % reducers;`,
        `const chosen = new Map<string, number>();

export function partition(word: string, reducers: number): number {
  if (!chosen.has(word)) {
    let hash = 0;
    for (const letter of word) hash = Math.imul(hash, 31) + letter.codePointAt(0)!;
    chosen.set(word, (hash >>> 0) % reducers);
  }
  return chosen.get(word)!;`,
      ],
    ],
  },
  {
    name: 'plain-object-dictionary',
    of: 'right/code-points.ts',
    caughtBy: 'Words such as constructor and toString are words like any other',
    because: "A plain object inherits: counts['constructor'] is a function before anything was counted.",
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        `const counts: Record<string, number> = {};
  for (const [word] of text.matchAll(/\\p{L}+/gu)) counts[word] = (counts[word] || 0) + 1;
  return Object.entries(counts);`,
      ],
    ],
  },
  {
    name: 'reduce-counts-its-values',
    of: 'right/code-points.ts',
    caughtBy: 'reduce adds up the counts of a word',
    because: "The reduce of MIT's lab: the number of values. Right there, where every value is 1 and nothing combines.",
    edits: [
      [
        `export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);`,
        `export function reduce(word: string, counts: number[]): number {
  return counts.length;`,
      ],
    ],
  },
  {
    name: 'regex-with-a-memory',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      'A regular expression with the g flag remembers where it stopped, even in test: every other letter is missed.',
    edits: [
      [
        `export function map(documentId: string, text: string): Array<[string, number]> {
  return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);`,
        `const LETTER = /\\p{L}/gu;

export function map(documentId: string, text: string): Array<[string, number]> {
  const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of \`\${text} \`) {
    if (LETTER.test(character)) {
      word += character;
    } else if (word !== '') {
      pairs.push([word, 1]);
      word = '';
    }
  }
  return pairs;`,
      ],
    ],
  },
  {
    name: 'splits-at-white-space',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'The map function of most tutorials, and of the source: "pay", "pay," and "(pay" become three keys.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        `return text
    .split(/\\s+/)
    .filter((word) => word !== '')
    .map((word) => [word, 1]);`,
      ],
    ],
  },
  {
    name: 'takes-combining-marks',
    of: 'right/code-points.ts',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because:
      'Letting combining marks belong to a word, as many tokenisers do: sensible, and not the rule of the brief.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        'return Array.from(text.matchAll(/[\\p{L}\\p{M}]+/gu), ([word]) => [word, 1]);',
      ],
    ],
  },
  {
    name: 'takes-word-characters',
    of: 'right/code-points.ts',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      '\\w means letters of English, digits and the underscore: snake_case stays whole, 42 is a word, and naïve is two.',
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        'return Array.from(text.matchAll(/\\w+/g), ([word]) => [word, 1]);',
      ],
    ],
  },
  {
    name: 'thirty-two-bit-total',
    of: 'right/code-points.ts',
    caughtBy: 'reduce adds up the counts of a word',
    because: 'Totals in 32 bits, as an int in Java holds them: beyond 2,147,483,647 they turn negative.',
    edits: [
      [
        `export function reduce(word: string, counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);`,
        `export function reduce(word: string, counts: number[]): number {
  let total = 0;
  for (const count of counts) total = (total + count) | 0;
  return total;`,
      ],
    ],
  },
  {
    name: 'walks-code-units',
    of: 'right/code-points.ts',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because:
      "A string's items are code units, and half of a surrogate pair is no letter: words in such scripts vanish.",
    edits: [
      [
        'return Array.from(text.matchAll(/\\p{L}+/gu), ([word]) => [word, 1]);',
        `const pairs: Array<[string, number]> = [];
  let word = '';
  for (const character of \`\${text} \`.split('')) {
    if (/\\p{L}/u.test(character)) {
      word += character;
    } else if (word !== '') {
      pairs.push([word, 1]);
      word = '';
    }
  }
  return pairs;`,
      ],
    ],
  },
  {
    name: 'empties-its-list',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because: 'Taking counts off the list until none is left: the list of a task that is done again is empty.',
    edits: [
      [
        'return counts.reduce((total, count) => total + count, 0);',
        `let total = 0;
  while (counts.length > 0) total += counts.pop()!;
  return total;`,
      ],
    ],
  },
  {
    name: 'adds-up-in-place',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because: 'The running total is kept in the list itself: given again, the list counts what was counted.',
    edits: [
      [
        'return counts.reduce((total, count) => total + count, 0);',
        `for (let at = 1; at < counts.length; at++) counts[0]! += counts[at]!;
  return counts[0]!;`,
      ],
    ],
  },
  {
    name: 'reads-the-beginning',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'A limit on the length of a text, against the one that is too long: what comes after it is not counted.',
    edits: [['text.matchAll(WORD)', 'text.slice(0, 65_536).matchAll(WORD)']],
  },
  {
    name: 'cuts-long-words',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      'At most a hundred letters, as no language has longer words; logs have, and their rest becomes a word of its own.',
    edits: [['const WORD = /\\p{L}+/gu;', 'const WORD = /\\p{L}{1,100}/gu;']],
  },
  {
    name: 'takes-letters-in-circles',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because:
      '\\p{Alphabetic} is more than \\p{L}: letters in circles, Roman numerals and many vowel signs are in it too.',
    edits: [['const WORD = /\\p{L}+/gu;', 'const WORD = /\\p{Alphabetic}+/gu;']],
  },
  {
    name: 'adds-up-in-a-float',
    caughtBy: 'reduce adds up the counts of a word',
    because: 'A total in single precision: beyond 2²⁴ the ones that are added are rounded away.',
    edits: [
      [
        'return counts.reduce((total, count) => total + count, 0);',
        `const total = new Float32Array(1);
  for (const count of counts) total[0]! += count;
  return total[0]!;`,
      ],
    ],
  },
  {
    name: 'unsigned-total',
    caughtBy: 'reduce adds up the counts of a word',
    because: 'An unsigned int is twice as large as an int, and begins anew at 2³² all the same.',
    edits: [
      [
        'return counts.reduce((total, count) => total + count, 0);',
        'return counts.reduce((total, count) => (total + count) >>> 0, 0);',
      ],
    ],
  },
  {
    name: 'joins-what-a-line-cut',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      'Puts words together that a hyphen divides at the end of a line, as in a printed book. The brief counts the text as it stands.',
    edits: [['text.matchAll(WORD)', "text.replace(/-\\r?\\n/g, '').matchAll(WORD)"]],
  },
  {
    name: 'leaves-out-tags',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'Knows what a tag is, and passes over it: useful for web pages, and not asked for.',
    edits: [['text.matchAll(WORD)', "text.replace(/<[^>]*>/g, ' ').matchAll(WORD)"]],
  },
  {
    name: 'looks-for-each-word-in-a-list',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      'Adds up in a list that it searches for each word: fine for a sentence, and for a long document the square of its words.',
    edits: [
      [
        'return Array.from(text.matchAll(WORD), ([word]) => [word, 1]);',
        `const pairs: Array<[string, number]> = [];
  for (const [word] of text.matchAll(WORD)) {
    const pair = pairs.find(([known]) => known === word);
    if (pair) pair[1]++;
    else pairs.push([word, 1]);
  }
  return pairs;`,
      ],
    ],
  },
  {
    name: 'ten-thousand-words-and-no-more',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'Has a list with room for ten thousand words, and a document that has more.',
    edits: [['text.matchAll(WORD)', '[...text.matchAll(WORD)].slice(0, 10_000)']],
  },
  {
    name: 'remembers-texts-by-how-they-begin',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'Keeps answers by the first hundred characters of a text: all pages of a site begin alike.',
    edits: [
      [
        'export function map(',
        `const known = new Map<string, Array<[string, number]>>();

export function map(`,
      ],
      [
        'return Array.from(text.matchAll(WORD), ([word]) => [word, 1]);',
        `const start = text.slice(0, 100);
  const pairs: Array<[string, number]> = known.get(start) ?? Array.from(text.matchAll(WORD), ([word]) => [word, 1]);
  known.set(start, pairs);
  return pairs;`,
      ],
    ],
  },
  {
    name: 'remembers-counts-put-together',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because: 'Keeps totals by the word and the digits of its counts, in one text: 1, 23 and 12, 3 are the same text.',
    edits: [
      [
        'export function reduce(_word',
        `const totals = new Map<string, number>();

export function reduce(word`,
      ],
      [
        'return counts.reduce((total, count) => total + count, 0);',
        `const key = word + counts.join('');
  const total = totals.get(key) ?? counts.reduce((sum, count) => sum + count, 0);
  totals.set(key, total);
  return total;`,
      ],
    ],
  },
  {
    name: 'keeps-the-first-reducer-of-a-word',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because:
      'Remembers where a word went the first time, and takes that into the range of every later number: a mapper that was asked for another number first sends it elsewhere.',
    edits: [
      [
        'export function partition',
        `const firsts = new Map<string, number>();

export function partition`,
      ],
      [
        'return (hash & 0x7fffffff) % reducers;',
        `const first = firsts.get(word) ?? (hash & 0x7fffffff) % reducers;
  firsts.set(word, first);
  return first % reducers;`,
      ],
    ],
  },
  {
    name: 'masks-instead-of-dividing',
    caughtBy: 'partition spreads different words over all reducers',
    because:
      'Takes the low bits of the hash, which is a remainder for powers of two alone: of 12 reducers four get all words.',
    edits: [['(hash & 0x7fffffff) % reducers', '(hash & 0x7fffffff) & (reducers - 1)']],
  },
  {
    name: 'hashes-how-a-word-begins',
    caughtBy: 'partition spreads different words over all reducers',
    because: 'Looks at the first 64 letters, to be quick: words that begin alike for longer all go to one reducer.',
    edits: [['at < word.length', 'at < Math.min(64, word.length)']],
  },
  {
    name: 'a-byte-of-hash',
    caughtBy: 'partition spreads different words over all reducers',
    because: 'Keeps 8 bits of the hash: more than 256 reducers are never reached.',
    edits: [['(hash & 0x7fffffff) % reducers', '(hash & 0xff) % reducers']],
  },
  {
    name: 'leaves-out-comments',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because: 'Takes what stands between `<!--` and `-->` out of the text, in which it is words like any other.',
    edits: [['text.matchAll(WORD)', "text.replace(/<!--.*?-->/gs, ' ').matchAll(WORD)"]],
  },
  {
    name: 'copies-a-list-for-each-occurrence',
    caughtBy: 'A word is a whole run of letters, and anything else ends it',
    because:
      'Makes a new list of ones for each occurrence of a word: the work grows with the square of how often it occurs.',
    edits: [
      [
        'return Array.from(text.matchAll(WORD), ([word]) => [word, 1]);',
        `const ones = new Map<string, number[]>();
  for (const [word] of text.matchAll(WORD)) ones.set(word, [...(ones.get(word) ?? []), 1]);
  return Array.from(ones, ([word, list]) => [word, list.length]);`,
      ],
    ],
  },
  {
    name: 'ignores-case-in-the-expression',
    caughtBy: 'Letters of every script are letters; combining marks, numerals and emoji are not',
    because: 'The flag `i` changes nothing about letters, and makes a letter of the mark U+0345, whose capital is one.',
    edits: [['/\\p{L}+/gu', '/\\p{L}+/giu']],
  },
  {
    name: 'reads-html-by-its-name',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because: 'Leaves the tags out where the id of the document ends with .html: the id must not change the answer.',
    edits: [
      ['map(_documentId: string', 'map(documentId: string'],
      ['text.matchAll(WORD)', "(documentId.endsWith('.html') ? text.replace(/<[^>]*>/g, ' ') : text).matchAll(WORD)"],
    ],
  },
  {
    name: 'remembers-texts-by-a-hash',
    caughtBy: 'map, combine and reduce keep nothing from one call to the next',
    because: 'Remembers pairs under a short hash of the text, of which two texts may have the same: here Aa and BB.',
    edits: [
      [
        'export function map',
        `const known = new Map<number, [string, number][]>();

export function map`,
      ],
      [
        'return Array.from(text.matchAll(WORD), ([word]) => [word, 1]);',
        `let hash = text.length;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const pairs = known.get(hash) ?? Array.from(text.matchAll(WORD), ([word]): [string, number] => [word, 1]);
  known.set(hash, pairs);
  return pairs;`,
      ],
    ],
  },
  {
    name: 'remembers-reducers-in-lower-case',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because:
      'Remembers where a word went without regard to case: The goes where the went, if that was asked for first.',
    edits: [
      [
        'export function partition',
        `const hashes = new Map<string, number>();

export function partition`,
      ],
      [
        'return (hash & 0x7fffffff) % reducers;',
        `const first = hashes.get(word.toLowerCase()) ?? hash & 0x7fffffff;
  hashes.set(word.toLowerCase(), first);
  return first % reducers;`,
      ],
    ],
  },
  {
    name: 'salts-with-what-was-reduced',
    caughtBy: 'partition stays in range, and depends on the word and the number of reducers alone',
    because: 'Starts the hash from a count that reduce keeps: a worker that has reduced sends words elsewhere.',
    edits: [
      [
        'export function reduce(_word: string, counts: number[]): number {',
        `let reduced = 0;

export function reduce(_word: string, counts: number[]): number {
  reduced++;`,
      ],
      ['let hash = 0;', 'let hash = reduced;'],
    ],
  },
] satisfies Mistake[];
