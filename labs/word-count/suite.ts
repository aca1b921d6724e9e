/**
 * What a right word count does. Texts are put together from words and gaps, so what is in them is known without looking
 * for words; the counts of the corpus were made with two other tools (Perl's \p{L}, Python's unicodedata).
 */
import {
  BOUNDARY_STRINGS,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  inFreshCopy,
  kept,
  longString,
  property,
  sameAgain,
  showOnFailure,
  solution,
  steadyCost,
  test,
} from '#grading';
import { counted } from '#words';
import { LETTERS, NO_LETTERS } from './characters.ts';
import { CORPUS } from './corpus.ts';
import { journey } from './journey.ts';
import { type Counts, faultsIn, times } from './judging.ts';
import { cutBetweenWords, inPieces, type Outcome, type Plan, runJob, type WordCount } from './map-reduce.ts';

const learner = solution<typeof import('./solution.ts')>();

// ——— The four functions, held to the form that the brief gives them ———

/** Why what the functions return has a form. */
const FORM = 'The framework carries, sorts and groups what your functions return, and knows no other form of it.';

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;

function requireCount(value: unknown, call: string): void {
  if (!isCount(value))
    fail(`${call} must return a whole number, 1 or more; it returned ${format(value)}.`, { why: FORM });
}

function requirePairs(value: unknown): void {
  if (!Array.isArray(value))
    fail(`map must return a list of [word, count] pairs; it returned ${format(value)}.`, { why: FORM });
  for (const pair of value) {
    const isPair = Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && isCount(pair[1]);
    if (!isPair)
      fail(`map must return pairs of a word and a whole number, 1 or more; one of them is ${format(pair)}.`, {
        why: FORM,
      });
  }
}

function pairsOf(documentId: string, text: string): [string, number][] {
  const pairs = learner.map(documentId, text);
  requirePairs(pairs);
  return pairs;
}

const checked: WordCount = {
  map: pairsOf,
  combine(word, counts) {
    const count = learner.combine(word, counts);
    requireCount(count, 'combine');
    return count;
  },
  reduce(word, counts) {
    const total = learner.reduce(word, counts);
    requireCount(total, 'reduce');
    return total;
  },
  partition(word, reducers) {
    const reducer = learner.partition(word, reducers);
    const inRange = Number.isInteger(reducer) && reducer >= 0 && reducer < reducers;
    const range = reducers === 1 ? '0, the only reducer' : `a whole number from 0 to ${reducers - 1}`;
    if (!inRange)
      fail(`Expected ${range}, got ${format(reducer)}.`, {
        expected: range,
        actual: format(reducer),
        why: 'There is no such reducer: what is sent there is lost.',
      });
    return reducer;
  },
};

// ——— Comparing counts ———

function addUp(pairs: Iterable<readonly [string, number]>): Counts {
  const counts = new Map<string, number>();
  for (const [word, count] of pairs) counts.set(word, (counts.get(word) ?? 0) + count);
  return counts;
}

const tally = (words: readonly string[]): Counts => addUp(words.map((word) => [word, 1] as const));

const some = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

function expectCounts(actual: Counts, expected: Counts, why?: string): void {
  const compare = (message: string): never => fail(message, { expected: list(expected), actual: list(actual), why });
  for (const word of actual.keys()) if (!expected.has(word)) compare(`${format(word)} is no word of this text.`);
  for (const [word, count] of expected) {
    const counted = actual.get(word);
    if (counted === undefined) compare(`The word ${format(word)} is missing: it occurs ${times(count)}.`);
    if (counted !== count) compare(`${format(word)} occurs ${times(count)}, and its counts add up to ${counted}.`);
  }
}

function list(counts: Counts): string {
  const shown = [...counts].slice(0, 12).map(([word, count]) => `${format(word)}: ${count}`);
  if (counts.size > shown.length) shown.push(`… ${counts.size - shown.length} more`);
  return shown.join(', ') || 'no words';
}

function expectWords(text: string, words: readonly string[], why?: string): void {
  expectCounts(addUp(checked.map('document', text)), tally(words), why);
}

// ——— Texts ———

interface Text {
  text: string;
  words: string[];
}

/** One or two of them. Two halves of surrogate pairs may be a letter when they are put together. */
const gapOf = (gaps: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...gaps), { minLength: 1, maxLength: 2 })
    .map((parts) => parts.join(''))
    .filter((gap) => !/\p{L}/u.test(gap));

const wordOf = (letters: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

/** Texts that begin and end with a word. */
function sentenceOf(letters: readonly string[], gaps: readonly string[]): fc.Arbitrary<Text> {
  const word = wordOf(letters);
  const more = fc.array(fc.tuple(gapOf(gaps), word), { maxLength: 6 });
  return fc.tuple(word, more).map(([first, rest]) => ({
    text: first + rest.flat().join(''),
    words: [first, ...rest.map(([, next]) => next)],
  }));
}

/** Texts that may also begin or end with a gap, or hold no word at all. */
function textOf(letters: readonly string[], gaps: readonly string[]): fc.Arbitrary<Text> {
  const nothing = fc.constant<Text>({ text: '', words: [] });
  const edge = fc.oneof(fc.constant(''), gapOf(gaps));
  return fc
    .tuple(edge, fc.oneof({ arbitrary: nothing, weight: 1 }, { arbitrary: sentenceOf(letters, gaps), weight: 9 }), edge)
    .map(([before, { text, words }, after]) => ({ text: before + text + after, words }));
}

const SMALL = ['a', 'b', 'e', 'n', 't'];
const GAPS = [' ', ', ', '.', '\n', '\t', "'", '-', '_', '7', '42', '/', '—', '“', '…', '=', '\u00a0'];

const letters = (length: number): string => longString(length).replaceAll(' ', 'e');

/** Where scanners stop, and where those who keep a word in a field of so many characters cut it. */
const LONG_TEXTS = [
  ...[33, 65, 101, 129, 257, 1025].map((length) => ({
    text: `${letters(length)}, pay`,
    words: [letters(length), 'pay'],
    why: `The first word has ${length} letters.`,
  })),
  {
    text: `${letters(33_000)}${' '.repeat(33_000)}view pay${' '.repeat(5_000)}`,
    words: [letters(33_000), 'view', 'pay'],
    why: 'Here a word of 33,000 letters, 33,000 spaces, two words more, and spaces to the end: a text may be long, and so may a word.',
  },
  // Texts of one length that part in one word only, at the end or in the middle, so that the rest does not tell which it is.
  ...['view', 'cart'].flatMap((word) =>
    [
      [longString(1_500), word],
      [longString(500), word, longString(500)],
    ].map((parts) => ({
      text: parts.join(' '),
      words: parts.join(' ').split(' '),
      why: 'One word of this text is another than in a text of the same length that came before or comes after it.',
    })),
  ),
];

/** The number in letters, 0 as a, 26 as ba: so many different words, and short ones. */
const inLetters = (number: number): string =>
  [...number.toString(26)].map((digit) => String.fromCharCode(0x61 + Number.parseInt(digit, 26))).join('');

/** A long document: many different words, each a few times, and one that is nearly half of all. */
const MANY_WORDS_TEXT = Array.from({ length: 10_500 }, (_, n) => (n % 2 === 0 ? 'a' : inLetters(26 + (n % 2_999))));

/** What programs take for a mark of their own: a hyphen at the end of a line, tags, comments, escapes, addresses. */
const AS_IT_STANDS: [string, string[]][] = [
  ['pay-\nment', ['pay', 'ment']],
  ['pay-\r\nment', ['pay', 'ment']],
  ['pay\u00ad\nment', ['pay', 'ment']],
  ['<b>view</b><br/>', ['b', 'view', 'b', 'br']],
  ['a < b > c', ['a', 'b', 'c']],
  ['R&amp;D &nbsp; AT&T &#xE9;&#233;', ['R', 'amp', 'D', 'nbsp', 'AT', 'T', 'xE']],
  ['a\\nb\\u0041', ['a', 'nb', 'u']],
  ['a%20b+c%C3%A9', ['a', 'b', 'c', 'C', 'A']],
  ['# view\n// pay /* cart */ <!-- page --> -- log', ['view', 'pay', 'cart', 'page', 'log']],
  ['https://www.example.org/a?b=c#d', ['https', 'www', 'example', 'org', 'a', 'b', 'c', 'd']],
  ['ann@example.org, U.S.A., e.g. this', ['ann', 'example', 'org', 'U', 'S', 'A', 'e', 'g', 'this']],
  ['{"view": null, [pay](cart)}', ['view', 'null', 'pay', 'cart']],
  ['$view $1 $& {{pay}}', ['view', 'pay']],
  ['\ufeffview', ['view']],
  ['view\0pay\u0004cart\u001alog\u001b[0mend', ['view', 'pay', 'cart', 'log', 'mend']],
  ['I a O', ['I', 'a', 'O']],
];

test('A word is a whole run of letters, and anything else ends it', {
  marks: 0.5,
  why: 'The rule that makes a key decides the answer: "pay" and "pay," must be one key, not two.',
}, () => {
  forEachOf(
    [
      { text: '', words: [] },
      { text: '42', words: [] },
      { text: 'pay', words: ['pay'] },
      { text: 'pay, view', words: ['pay', 'view'] },
      { text: 'log_2', words: ['log'] },
      { text: "don't", words: ['don', 't'] },
      { text: 'pay×view÷log·log', words: ['pay', 'view', 'log', 'log'] },
      { text: 'col·lecció', words: ['col', 'lecció'] },
    ],
    ({ text, words }) => expectWords(text, words),
  );
  forEachOf(LONG_TEXTS, ({ text, words, why }) => expectWords(text, words, why));
  const why = 'Nothing is left out, put together or translated: the text is counted as it stands.';
  forEachOf(AS_IT_STANDS, ([text, words]) => expectWords(text, words, why));
  const many = `A document of ${MANY_WORDS_TEXT.length.toLocaleString('en-GB')} words.`;
  forEachOf([MANY_WORDS_TEXT], (words) => expectWords(words.join(' '), words, many));
  forEachOf([12_000], (times) => {
    const counted = addUp(checked.map('document', 'a '.repeat(times))).get('a');
    expect(counted, `The text is the word a, ${times.toLocaleString('en-GB')} times over.`).toBe(times);
  });
  steadyCost(
    {
      with: 'the square of how often a word occurs, where it should grow with the length of the text',
      counted: 'occurrences',
      sizes: [250, 1_000],
      // Four times as much is what a text of four times the length takes.
      ample: (few) => 8 * few,
      most: 600_000,
    },
    (occurrences) => {
      const text = 'a '.repeat(occurrences);
      return () => learner.map('document', text);
    },
  );
  property([textOf(SMALL, GAPS)], ({ text, words }) => expectWords(text, words), { runs: 80 });
});

const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;

function spell(text: string): string {
  const characters = [...text].slice(0, 8).map((character) => {
    const kind = LETTERS.includes(character) || /[a-z]/.test(character) ? 'a letter' : 'no letter';
    return /[\p{M}\p{Z}\p{C}]/u.test(character)
      ? `${codePoint(character)} is ${kind}`
      : `${character} (${codePoint(character)}) is ${kind}`;
  });
  return characters.length > 0 ? `Here ${characters.join(', ')}.` : 'Nothing is in it.';
}

test('Letters of every script are letters; combining marks, numerals and emoji are not', { marks: 0.25 }, () => {
  forEachOf(LETTERS, (letter) => expectWords(letter, [letter], spell(letter)));
  forEachOf(NO_LETTERS, (other) => expectWords(`a${other}b`, ['a', 'b'], spell(`a${other}b`)));
  property([sentenceOf(LETTERS, NO_LETTERS)], ({ text, words }) => expectWords(text, words, spell(text)), { runs: 50 });
});

/** Letters that folding case, or folding what looks alike, makes one of, or makes longer. */
const CASES = [
  ['İ', 'I', 'i', 'ı'],
  ['Straße', 'STRASSE', 'STRAẞE'],
  ['ΟΔΟΣ', 'οδος', 'οδοσ'],
  ['ǅ', 'Ǆ', 'ǆ'],
  ['K', '\u212a', 'k'],
  ['Å', '\u212b'],
  ['ﬁ', 'fi', 'FI'],
  ['ſ', 's', 'S'],
  ['Ａ', 'A'],
];

test('Upper and lower case stay as they are written', {
  marks: 0.25,
  why: 'Folding case is a decision of its own (what is the capital of ß, or of a Turkish i?), and the brief says no.',
}, () => {
  expectWords('The the', ['The', 'the']);
  forEachOf(CASES, (words) => expectWords(words.join(' '), words));
  property([sentenceOf(['p', 'P', 'a', 'A'], [' '])], ({ text, words }) => expectWords(text, words), { runs: 40 });
});

test('Words such as constructor and toString are words like any other', {
  marks: 0.5,
  why: 'A plain object has these properties before you put anything into it; a Map has nothing.',
}, () => {
  forEachOf(
    [
      ...['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString', 'proto'],
      ...['prototype', 'length', 'name', 'size', 'get', 'set', 'push', 'null', 'undefined', 'NaN'],
    ],
    (word) => {
      expectWords(`${word} ${word}`, [word, word]);
      expect(checked.combine(word, [2 ** 40, 2])).toBe(2 ** 40 + 2);
      expect(checked.reduce(word, [2 ** 40, 2])).toBe(2 ** 40 + 2);
      sameAgain([word], () => checked.partition(word, 7), { told: otherReducer(7) });
    },
  );
});

/** Names of files that tools of this kind pass over. */
const FILES = [
  ...['_SUCCESS', '.hidden', 'part-00000', 'page.html', 'notes.md', 'sales.csv', 'log.gz', 'log.tmp', '/', 'a/b.txt'],
];

/** What each kind of file would be read in its own way, and its words. */
const IN_ANY_FILE = 'view,<b>pay</b>\n# cart';
const IN_ANY_FILE_WORDS = ['view', 'b', 'pay', 'b', 'cart'];

/** Ids and texts that are the same when they are put together. */
const JOINED = [
  ['log', 'view pay'],
  ['log view', ' pay'],
  ['', 'log view pay'],
] as const;

/** Texts of the same letters, of one hash in Java, and of one look: who keeps answers under less than the whole text takes them for one. */
const TAKEN_FOR_ONE: [string, string[]][] = [
  ['view pay', ['view', 'pay']],
  ['viewpay', ['viewpay']],
  ['Aa', ['Aa']],
  ['BB', ['BB']],
  ['caf\u00e9', ['caf\u00e9']],
  ['cafe\u0301', ['cafe']],
];

/** Counts that read alike one after the other. */
const ALIKE = [[1, 2, 3], [12, 3], [1, 23], [123], [1, 1, 3], [11, 3], [3, 11]];

test('map, combine and reduce keep nothing from one call to the next', {
  marks: 0.25,
  why: 'One worker handles many documents and words, and does a task again when another worker has died.',
}, () => {
  forEachOf([...BOUNDARY_STRINGS, ...FILES], (documentId) =>
    expectCounts(
      addUp(pairsOf(documentId, IN_ANY_FILE)),
      tally(IN_ANY_FILE_WORDS),
      'The id of a document may be anything, and changes nothing.',
    ),
  );
  expectWords('view pay', ['view', 'pay'], 'The first document.');
  expectWords(
    'view cart',
    ['view', 'cart'],
    'The second document, on the same worker: nothing of the first belongs here.',
  );
  expectWords('view cart', ['view', 'cart'], 'The second document once more, as when a task is done again.');
  for (const [id, text] of JOINED)
    expectCounts(addUp(pairsOf(id, text)), tally(text.trim().split(' ')), 'Another document, with another text.');
  for (const [text, words] of TAKEN_FOR_ONE) expectWords(text, words, 'Another text than a moment ago.');
  for (const name of ['combine', 'reduce'] as const) {
    expect(learner[name]('view', [1]), `The first call of ${name}.`).toBe(1);
    expect(learner[name]('pay', [1]), 'Another word.').toBe(1);
    expect(learner[name]('view', [1]), 'The first word again, from another document: only this list counts.').toBe(1);
    forEachOf([kept([2, 3, 1]), kept([10, 9, 100])], (counts) => {
      expect(learner[name]('view', counts)).toBe(add(counts));
      const same = 'The very same list again, as when a task is done again: a function must leave it as it was.';
      expect(learner[name]('view', counts), same).toBe(add(counts));
    });
    for (const counts of ALIKE)
      expect(learner[name]('cart', counts), 'The same word, and other counts than a moment ago.').toBe(add(counts));
    for (let calls = 1; calls <= 1_010; calls++) {
      const count = 1 + (calls % 3);
      expect(learner[name]('view', [count, 1]), `Call number ${calls} with this word and other counts.`).toBe(
        count + 1,
      );
    }
  }
});

const add = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const anyWord = fc.constantFrom('view', 'pay', 'cart');
const manyCounts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 });

/** Totals beyond what a byte, two bytes, a float, an int and an unsigned int hold, up to the largest there is; then long lists. */
const LARGE: number[][] = [
  ...[255, 32_767, 65_535, 2 ** 24, 999_999_999, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 40 + 1, 2 ** 52].flatMap((limit) => [
    [limit + 1],
    [limit, 1],
    [1, limit, 2],
  ]),
  [2 ** 53 - 2, 1],
  [3, 2 ** 53 - 10, 6],
  [1_000, 1_000, 2_000, 1_000],
  [2 ** 40, 2 ** 40],
  ...[101, 257, 1_001].map((length) => Array.from({ length }, (_, index) => 1 + (index % 5))),
];

const largeOf = (counts: readonly number[]): string =>
  counts.length > 3
    ? `${counts.length} counts, and each of them counts.`
    : 'Totals may be as large as whole numbers stay exact: below 2⁵³.';

function longWordsCountToo(name: 'combine' | 'reduce'): void {
  forEachOf([...LETTERS, letters(1_025), letters(33_000)], (word) =>
    expect(learner[name](word, [4, 1, 2]), 'A word may be any letters, and any number of them.').toBe(7),
  );
}

test('reduce adds up the counts of a word', {
  marks: 0.25,
  why: 'A count may stand for many occurrences: the number of counts says nothing about their total.',
}, () => {
  expect(learner.reduce('view', [1, 1, 1])).toBe(3);
  property([anyWord, manyCounts], (word, counts) => expect(learner.reduce(word, counts)).toBe(add(counts)));
  forEachOf(LARGE, (counts) => {
    expect(learner.reduce('the', counts), largeOf(counts)).toBe(add(counts));
  });
  longWordsCountToo('reduce');
});

test('combine makes one count of the ones that map found', {
  marks: 0.25,
  why: 'One record instead of many crosses the network, and it must stand for all of them.',
}, () => {
  property([anyWord, fc.integer({ min: 1, max: 30 })], (word, occurrences) => {
    const ones = Array.from({ length: occurrences }, () => 1);
    expect(learner.combine(word, ones), `The list stands for ${some(occurrences, 'occurrence')}.`).toBe(occurrences);
  });
  forEachOf(LARGE, (counts) => expect(learner.combine('the', counts), largeOf(counts)).toBe(add(counts)));
  longWordsCountToo('combine');
});

const passes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

test('combine may run again on its own results, in any grouping, and the total stays', {
  marks: 0.5,
  why: 'The framework decides how often it combines, and what it puts together.',
}, () => {
  property([anyWord, manyCounts, passes], (word, counts, sizes) => {
    let left = counts;
    for (const size of sizes) {
      left = inPieces(left, size).map((piece) => {
        const count = learner.combine(word, piece);
        expect(count, `The list stands for ${some(add(piece), 'occurrence')}.`).toBe(add(piece));
        return count;
      });
    }
  });
});

// ——— Partition ———

const otherReducer =
  (reducers: number) =>
  (word: string, first: number, again: number): string =>
    `With ${some(reducers, 'reducer')}, the reducer of ${format(word)} was ${first} a moment ago, and is ${again} now.`;

const key = fc
  .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABC', ...LETTERS), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join(''));
const reducerCount = fc.integer({ min: 1, max: 1000 });

const SHUFFLED = 'queue cart shard apple view north lamp broker zebra edge mouse tunnel'.split(' ');

/** Words that case, form or order alone tells apart, or the last of many letters: who remembers fewer than these tells by what came first. */
const NEARLY_ALIKE = [
  ...['The', 'the', 'Å', '\u212b', 'ﬁ', 'fi', 'stone', 'notes'],
  ...['a', 'b'].map((last) => letters(600) + last),
];

/** Handing out numbers as words turn up looks pure on one machine; what gives it away is the order of the numbers. */
function requireNoTurns(): void {
  const reducers = 1009;
  const chosen = SHUFFLED.map((word) => checked.partition(word, reducers));
  const stepAt = (index: number): number => ((chosen[index] ?? 0) - (chosen[index - 1] ?? 0) + reducers) % reducers;
  const inTurn = stepAt(1) !== 0 && chosen.every((_, index) => index < 2 || stepAt(index) === stepAt(1));
  if (!inTurn) return;
  fail(
    `New words get reducers in turn, in the order in which they are asked for: ${chosen.slice(0, 4).join(', ')}, … Another mapper meets them in another order, and sends the same word elsewhere.`,
  );
}

test('partition stays in range, and depends on the word and the number of reducers alone', {
  marks: 0.5,
  why: 'All counts of a word must meet at one reducer, and each mapper decides alone where to send them.',
}, () => {
  property(
    [fc.array(key, { minLength: 1, maxLength: 4 }), reducerCount, reducerCount],
    (words, reducers, others) => {
      sameAgain(words, (word) => checked.partition(word, reducers), {
        between: (word) => checked.partition(word, others),
        told: otherReducer(reducers),
      });
    },
    { runs: 60 },
  );
  forEachOf([...LETTERS, ...[65, 129, 257, 400, 1_025].map(letters)], (word) => checked.partition(word, 7));
  forEachOf([2 ** 31, 2 ** 32, 2 ** 32 + 2, 2 ** 53 - 1], (reducers) => checked.partition('view', reducers));
  // Who remembers by the word alone, or by how it begins, is found out by another number, and by an end of its own.
  forEachOf([1, 2, 3, 1_000, 65_536, 65_537, 2 ** 31 - 1], (reducers) => {
    const words = ['stone', `${letters(300)}a`, `${letters(300)}b`];
    sameAgain(words, (word) => checked.partition(word, reducers), {
      between: (word) => checked.partition(word, reducers + 1),
      told: otherReducer(reducers),
    });
  });
  requireNoTurns();
  requireSameElsewhere();
});

/** Another mapper is another copy of the code, which has met the words in another order and with other numbers of reducers. */
function requireSameElsewhere(): void {
  const asked = [12, 1_012].flatMap((reducers) => [...SHUFFLED, ...NEARLY_ALIKE].map((word) => ({ word, reducers })));
  // This mapper has counted words before; the other has not.
  learner.map('log', 'view pay');
  learner.combine('view', [1, 2]);
  learner.reduce('view', [1, 2, 3]);
  const here = asked.map(({ word, reducers }) => checked.partition(word, reducers));
  const there = inFreshCopy(() =>
    asked
      .toReversed()
      .map(({ word, reducers }) => learner.partition(word, reducers))
      .reverse(),
  );
  for (const [index, { word, reducers }] of asked.entries()) {
    const [one, other] = [here[index], there[index]];
    if (one === other) continue;
    fail(
      `With ${counted(reducers, 'reducer')} this mapper sends ${format(word)} to reducer ${one}; one that was started anew, and was asked for other words and numbers first, sends it to ${format(other)}.`,
      { expected: `${one} in both`, actual: `${one} and ${format(other)}` },
    );
  }
}

const BEGINNINGS =
  'back cash cloud data disk edge event fast hand heart home key land light line load mail net open page port queue rain river road salt sand sea snow time water work';
const ENDINGS =
  'ball bearing board book case counter field fall flow house keeper line maker mark master point runner side stream way';
const BEGIN_ALIKE = Array.from({ length: 120 }, (_, n) => letters(300) + inLetters(26 + n));
const END_ALIKE = Array.from({ length: 120 }, (_, n) => inLetters(26 + n) + letters(300));
const MANY_WORDS = BEGINNINGS.split(' ').flatMap((start) => ENDINGS.split(' ').map((end) => start + end));

test('partition spreads different words over all reducers', {
  marks: 0.25,
  why: 'A reducer without words is a machine that does nothing, while an overloaded one keeps all waiting.',
}, () => {
  for (const reducers of [32, 5, 12, 61]) requireSpread(MANY_WORDS, reducers, 'different words');
  requireSpread(BEGIN_ALIKE, 12, 'words whose first 300 letters are the same');
  requireSpread(END_ALIKE, 12, 'words whose last 300 letters are the same');
  const many = 1_000;
  const used = new Set(MANY_WORDS.map((word) => checked.partition(word, many))).size;
  if (used >= FEWEST_USED) return;
  fail(
    `Of ${many} reducers, the ${MANY_WORDS.length} words reach ${used}; chance alone would reach about 470, and ${FEWEST_USED} are asked for.`,
    { expected: `${FEWEST_USED} different reducers, or more`, actual: `${used}` },
  );
});

/** Of 1,000 reducers, those that get a word at least. 640 words that were thrown at random would reach 473, give or take 12. */
const FEWEST_USED = 300;

function requireSpread(words: readonly string[], reducers: number, kind: string): void {
  const even = words.length / reducers;
  const held = Array.from({ length: reducers }, () => 0);
  for (const word of words) {
    const reducer = checked.partition(word, reducers);
    held[reducer] = (held[reducer] ?? 0) + 1;
  }
  const expected = `from 1 to ${Math.floor(3 * even)} words at each reducer`;
  const actual = `words at reducers 0 to ${reducers - 1}: ${held.join(', ')}`;
  const idle = held.filter((words) => words === 0).length;
  const most = Math.max(...held);
  const shared = `Of ${words.length} ${kind} for ${reducers} reducers`;
  if (most > 3 * even) {
    const share = Number(even.toFixed(1));
    fail(`${shared}, reducer ${held.indexOf(most)} gets ${most}; an even share is ${share}.`, { expected, actual });
  }
  const none = idle === 1 ? '1 reducer gets none' : `${idle} reducers get none`;
  if (idle > 0) fail(`${shared}, ${none}.`, { expected, actual });
}

// ——— The whole job ———

function describePlan({ splits, reducers, combineInMapTask, combineInReduceTask }: Plan): string {
  const runs = combineInMapTask.length + combineInReduceTask.length;
  const combining = runs === 0 ? 'no combining' : `combining in ${runs === 1 ? '1 pass' : `${runs} passes`}`;
  return `This job had ${some(splits.length, 'map task')}, ${combining}, and ${some(reducers, 'reducer')}.`;
}

/** Requires that the job counts words only, each in one place, and as often as `expected` says where it names a word. */
function expectTotals(outcome: Outcome, plan: Plan, expected: Counts): void {
  const [fault] = faultsIn(outcome.lines, expected);
  if (!fault) return;
  const { word, message, ...details } = fault;
  showOnFailure(journey(word, outcome));
  fail(`${message} ${describePlan(plan)}`, details);
}

const jobWord = fc.constantFrom('view', 'payment', 'customers');
const jobDocument = fc.array(jobWord, { maxLength: 4 }).map((words) => words.join(' '));
const somePasses = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 });
const anyPlan = fc
  .record({
    texts: fc.array(fc.array(jobDocument, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    reducers: fc.integer({ min: 1, max: 4 }),
    combineInMapTask: somePasses,
    combineInReduceTask: somePasses,
    priorities: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)),
    repeatMapTasks: fc.boolean(),
  })
  .map(({ texts, priorities, ...rest }): Plan => {
    const splits = texts.map((split, at) => split.map((text, index) => ({ id: `log-${at}-${index}`, text })));
    const arrival = splits.map((_, split) => split);
    arrival.sort((a, b) => (priorities[a] ?? 0) - (priorities[b] ?? 0));
    return { ...rest, splits, arrival };
  });

function wordsIn({ splits }: Plan): string[] {
  return splits.flat().flatMap(({ text }) => text.split(' ').filter((word) => word !== ''));
}

const CORPUS_COUNTS: Counts = new Map(
  Object.entries({
    ...{ the: 19, The: 4, is: 19, and: 13, a: 9, A: 5, queue: 6, it: 5, two: 4, t: 2, s: 2, p: 1, x: 1, age: 1, n: 1 },
    ...{ Straße: 2, Stra: 1, e: 1, naïve: 1, façade: 1, café: 1, cafe: 1, São: 1, 東京: 2, 東京都: 1 },
    ...{ ελληνικά: 2, Ελληνικά: 1, кириллица: 1, 𝒳: 2, 𝒴: 2, 𐐷: 1, 𠮷: 1 },
  }),
);
const CORPUS_WORDS = 290;
const CORPUS_DIFFERENT = 170;

/** The corpus in short pieces, so that a map function that is wrong about it is told by a short example. */
const SENTENCES: Text[] = CORPUS.flatMap(({ text }) => text.match(/[^.:;?]+[.:;?]*/g) ?? []).map(
  (text): Text => ({ text: text.trim(), words: text.match(/\p{L}+/gu) ?? [] }),
);

function corpusPlans(): Plan[] {
  const whole = CORPUS.map((document) => [document]);
  const pieces = CORPUS.flatMap((document) => cutBetweenWords(document, 2)).map((piece) => [piece]);
  const arrival = pieces.map((_, split) => split).reverse();
  const never = { combineInMapTask: [], combineInReduceTask: [], repeatMapTasks: false };
  const pieceByPiece = { combineInMapTask: [2], combineInReduceTask: [2], repeatMapTasks: false };
  return [
    { ...never, splits: whole, reducers: 5, arrival: [2, 0, 3, 1] },
    { ...pieceByPiece, splits: pieces, reducers: 16, arrival },
  ];
}

test('The whole job counts the same words, however it is split, combined, partitioned and ordered', {
  marks: 0.5,
  why: 'What the framework decides on its own must never be visible in the answer.',
}, () => {
  property([anyPlan], (plan) => expectTotals(runJob(checked, plan), plan, tally(wordsIn(plan))), { runs: 25 });
  forEachOf(SENTENCES, ({ text, words }) => expectWords(text, words, 'This is from a text that the job counts.'));
  for (const plan of corpusPlans()) {
    const outcome = runJob(checked, plan);
    expectTotals(outcome, plan, CORPUS_COUNTS);
    const words = add(outcome.lines.map(({ total }) => total));
    const counted = `${words} words, ${outcome.lines.length} of them different`;
    if (words === CORPUS_WORDS && outcome.lines.length === CORPUS_DIFFERENT) continue;
    const expected = `${CORPUS_WORDS} words, ${CORPUS_DIFFERENT} of them different`;
    fail(`A text in several scripts has ${expected}; the job counts ${counted}. ${describePlan(plan)}`, {
      expected,
      actual: counted,
    });
  }
});
