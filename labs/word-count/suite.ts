/**
 * What a right word count does. Texts are put together from words and gaps, so what is in them is known without looking
 * for words; the counts of the corpus were made with two other tools (Perl's \p{L}, Python's unicodedata).
 */
import { expect, fail, fc, format, property, showOnFailure, solution, test } from '#grading';
import { CORPUS } from './corpus.ts';
import { journey } from './journey.ts';
import { cutBetweenWords, inPieces, type Outcome, type Plan, runJob, type WordCount } from './map-reduce.ts';

const learner = solution<typeof import('./solution.ts')>();

// ——— The four functions, held to the form that the brief gives them ———

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;

function requireCount(value: unknown, call: string): void {
  if (!isCount(value)) fail(`${call} must return a whole number, 1 or more; it returned ${format(value)}.`);
}

function requirePairs(value: unknown): void {
  if (!Array.isArray(value)) fail(`map must return a list of [word, count] pairs; it returned ${format(value)}.`);
  for (const pair of value) {
    const isPair = Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && isCount(pair[1]);
    if (!isPair) fail(`map must return pairs of a word and a whole number, 1 or more; one of them is ${format(pair)}.`);
  }
}

const checked: WordCount = {
  map(documentId, text) {
    const pairs = learner.map(documentId, text);
    requirePairs(pairs);
    return pairs;
  },
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
    if (!inRange) fail(`Expected ${range}, got ${format(reducer)}.`, { expected: range, actual: format(reducer) });
    return reducer;
  },
};

// ——— Comparing counts ———

type Counts = Map<string, number>;

function addUp(pairs: Iterable<readonly [string, number]>): Counts {
  const counts: Counts = new Map();
  for (const [word, count] of pairs) counts.set(word, (counts.get(word) ?? 0) + count);
  return counts;
}

const tally = (words: readonly string[]): Counts => addUp(words.map((word) => [word, 1] as const));

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

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

const wordOf = (letters: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

/** Texts that begin and end with a word or with a gap, and texts without any word. */
function textOf(letters: readonly string[], gaps: readonly string[]): fc.Arbitrary<Text> {
  const word = wordOf(letters);
  const gap = fc.array(fc.constantFrom(...gaps), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(''));
  const start = fc.oneof(fc.constant(''), gap);
  const end = fc.oneof(fc.constant(''), word);
  return fc.tuple(start, fc.array(fc.tuple(word, gap), { maxLength: 6 }), end).map(([first, middle, last]) => ({
    text: first + middle.flat().join('') + last,
    words: [...middle.map(([found]) => found), ...(last ? [last] : [])],
  }));
}

/** Calls `body` with each case. A failure shows the calls of its own case only. */
function forEachOf<Case>(cases: readonly [Case, ...Case[]], body: (item: Case) => void): void {
  property([fc.constantFrom(...cases)], body, { runs: cases.length, examples: cases.map((item): [Case] => [item]) });
}

const SMALL = ['a', 'b', 'e', 'n', 't'];
const GAPS = [' ', ', ', '.', '\n', '\t', "'", '-', '_', '7', '42', '/', '—', '“', '…', '=', '\u00a0'];

test('A word is a whole run of letters, and anything else ends it', {
  marks: 0.5,
  why: 'The rule that makes a key decides the answer: "pay" and "pay," must be one key, not two.',
}, () => {
  forEachOf<Text>(
    [
      { text: '', words: [] },
      { text: '42', words: [] },
      { text: 'pay', words: ['pay'] },
      { text: 'pay, view', words: ['pay', 'view'] },
      { text: 'log_2', words: ['log'] },
      { text: "don't", words: ['don', 't'] },
    ],
    ({ text, words }) => expectWords(text, words),
  );
  property([textOf(SMALL, GAPS)], ({ text, words }) => expectWords(text, words));
});

// Letters and other characters whose kind has not changed since they came into Unicode, long before any engine we meet.
const LETTERS = [...'aéßñΩжשع東あ한कაǅʻª𝒳𐐷𠮷'];
const NO_LETTERS = [' ', '\u0301', '\u093f', '٣', '²', 'Ⅷ', '½', '№', '€', '🙂', '、', '\u00ad', '\u3000', '\u200d'];

const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;

function spell(text: string): string {
  const characters = [...text].slice(0, 8).map((character) => {
    const kind = NO_LETTERS.includes(character) ? 'no letter' : 'a letter';
    return /[\p{M}\p{Z}\p{C}]/u.test(character)
      ? `${codePoint(character)} is ${kind}`
      : `${character} (${codePoint(character)}) is ${kind}`;
  });
  return characters.length > 0 ? `Here ${characters.join(', ')}.` : 'Nothing is in it.';
}

test('Letters of every script are letters; combining marks, numerals and emoji are not', { marks: 0.5 }, () => {
  forEachOf([...LETTERS] as [string, ...string[]], (letter) => expectWords(letter, [letter], spell(letter)));
  forEachOf(NO_LETTERS as [string, ...string[]], (other) => expectWords(`a${other}b`, ['a', 'b'], spell(`a${other}b`)));
  property([textOf(LETTERS, NO_LETTERS)], ({ text, words }) => expectWords(text, words, spell(text)), { runs: 60 });
});

test('Upper and lower case stay as they are written', {
  marks: 0.5,
  why: 'The brief makes "The" and "the" two words. Turkish and German show why folding case is no detail.',
}, () => {
  expectWords('The the', ['The', 'the']);
  property([textOf(['p', 'P', 'a', 'A'], [' '])], ({ text, words }) => expectWords(text, words), { runs: 40 });
});

test('Words such as constructor and toString are words like any other', {
  marks: 0.5,
  why: 'A plain object has these properties before you put anything into it; a Map has nothing.',
}, () => {
  forEachOf(
    [
      ...['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString', 'proto'],
      ...['prototype', 'length', 'name', 'size', 'get', 'set', 'push', 'null', 'undefined', 'NaN'],
    ] as [string, ...string[]],
    (word) => {
      expectWords(`${word} ${word}`, [word, word]);
      expect(checked.combine(word, [2, 3])).toBe(5);
      expect(checked.reduce(word, [2, 3])).toBe(5);
      checked.partition(word, 8);
    },
  );
});

test('map, combine and reduce keep nothing from one call to the next', {
  marks: 0.5,
  why: 'One worker handles many documents and words, and does a task again when another worker has died.',
}, () => {
  expectWords('view pay', ['view', 'pay'], 'The first document.');
  expectWords(
    'view cart',
    ['view', 'cart'],
    'The second document, on the same worker: nothing of the first belongs here.',
  );
  expectWords('view cart', ['view', 'cart'], 'The second document once more, as when a task is done again.');
  for (const name of ['combine', 'reduce'] as const) {
    expect(learner[name]('view', [1, 1]), `The first call of ${name}.`).toBe(2);
    expect(learner[name]('view', [1, 1, 1]), 'The same word from another document: only this list counts.').toBe(3);
    expect(learner[name]('pay', [1]), 'Another word.').toBe(1);
    expect(learner[name]('view', [1, 1]), 'The first list once more, as when a task is done again.').toBe(2);
  }
});

const add = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const anyWord = fc.constantFrom('view', 'pay', 'cart');
const manyCounts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 });

test('reduce adds up the counts of a word', {
  marks: 0.5,
  why: 'A count may stand for many occurrences: the number of counts says nothing about their total.',
}, () => {
  expect(learner.reduce('view', [1, 1, 1])).toBe(3);
  property([anyWord, manyCounts], (word, counts) => expect(learner.reduce(word, counts)).toBe(add(counts)));
  expect(learner.reduce('the', [3_000_000_000, 3_000_000_000]), 'Totals may be larger than 32 bits hold.').toBe(
    6_000_000_000,
  );
});

test('combine makes one count of the ones that map found', {
  marks: 0.5,
  why: 'One record instead of many crosses the network, and it must stand for all of them.',
}, () => {
  property([anyWord, fc.integer({ min: 1, max: 30 })], (word, occurrences) => {
    const ones = Array.from({ length: occurrences }, () => 1);
    expect(learner.combine(word, ones), `It stands for ${occurrences} records of 1.`).toBe(occurrences);
  });
});

const passes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

test('combine may run again on its own results, in any grouping, and the total stays', {
  marks: 0.5,
  why: 'The framework decides how often it combines, and what it puts together.',
}, () => {
  property([anyWord, manyCounts, passes], (word, counts, sizes) => {
    const total = add(counts);
    let left = counts;
    for (const size of sizes) {
      left = inPieces(left, size).map((piece) => {
        const count = learner.combine(word, piece);
        expect(count, `These counts stand for ${add(piece)} of the ${total} occurrences.`).toBe(add(piece));
        return count;
      });
    }
  });
});

// ——— Partition ———

const key = fc
  .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABC', ...LETTERS), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join(''));
const reducerCount = fc.integer({ min: 1, max: 1000 });

const SHUFFLED = 'queue cart shard apple view north lamp broker zebra edge mouse pay tulip cache river graph'.split(
  ' ',
);

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
  requireNoTurns();
  property(
    [fc.array(key, { minLength: 1, maxLength: 4 }), reducerCount, reducerCount],
    (words, some, others) => {
      const chosen = words.map((word) => checked.partition(word, some));
      for (const word of words) checked.partition(word, others);
      for (let index = words.length - 1; index >= 0; index--) {
        const word = words[index] ?? '';
        const why = `With ${some} reducers, the reducer of ${format(word)} was ${chosen[index]} a moment ago.`;
        expect(checked.partition(word, some), why).toEqual(chosen[index]);
      }
    },
    { runs: 60, examples: [[['a'.repeat(400)], 7, 1]] },
  );
});

const BEGINNINGS =
  'back cash cloud data disk edge event fast hand heart home key land light line load mail net open page port queue rain river road salt sand sea snow time water work';
const ENDINGS =
  'ball bearing board book case counter field fall flow house keeper line maker mark master point runner side stream way';
const MANY_WORDS = BEGINNINGS.split(' ').flatMap((start) => ENDINGS.split(' ').map((end) => start + end));

test('partition spreads different words over all reducers', {
  marks: 0.5,
  why: 'A reducer without words is a machine that does nothing, while an overloaded one keeps all waiting.',
}, () => {
  const reducers = 32;
  const even = MANY_WORDS.length / reducers;
  const held = Array.from({ length: reducers }, () => 0);
  for (const word of MANY_WORDS) {
    const reducer = checked.partition(word, reducers);
    held[reducer] = (held[reducer] ?? 0) + 1;
  }
  const expected = `from 1 to ${3 * even} words at each reducer`;
  const actual = `words at reducers 0 to ${reducers - 1}: ${held.join(', ')}`;
  const idle = held.filter((words) => words === 0).length;
  const most = Math.max(...held);
  const shared = `Of ${MANY_WORDS.length} different words for ${reducers} reducers`;
  if (most > 3 * even) {
    fail(`${shared}, reducer ${held.indexOf(most)} gets ${most}; an even share is ${even}.`, { expected, actual });
  }
  if (idle > 0)
    fail(`${shared}, ${idle === 1 ? '1 reducer gets' : `${idle} reducers get`} none.`, { expected, actual });
});

// ——— The whole job ———

function describePlan({ splits, reducers, combineInMapTask, combineInReduceTask }: Plan): string {
  const runs = combineInMapTask.length + combineInReduceTask.length;
  const combining = runs === 0 ? 'combine never ran' : `combine ran in ${runs === 1 ? '1 pass' : `${runs} passes`}`;
  return `${splits.length} map ${splits.length === 1 ? 'task' : 'tasks'}, ${reducers} ${reducers === 1 ? 'reducer' : 'reducers'}; ${combining}.`;
}

/** Requires that each word is counted once, and as often as `expected` says; words that it does not name are free. */
function expectTotals(outcome: Outcome, plan: Plan, expected: Counts): void {
  const found = new Map<string, number>();
  for (const { word, reducer } of outcome.lines) {
    const other = found.get(word);
    if (other !== undefined) {
      showOnFailure(journey(word, outcome));
      fail(`${format(word)} was counted twice, by reducer ${other} and by reducer ${reducer}. ${describePlan(plan)}`);
    }
    found.set(word, reducer);
  }
  const totals = addUp(outcome.lines.map(({ word, total }) => [word, total] as const));
  for (const [word, count] of expected) {
    const total = totals.get(word);
    if (total === count) continue;
    showOnFailure(journey(word, outcome));
    const said = total === undefined ? 'did not count it' : `counted ${total}`;
    fail(`${format(word)} occurs ${times(count)}; the job ${said}. ${describePlan(plan)}`, {
      expected: `${format(word)}: ${count}`,
      actual: total === undefined ? 'not counted' : `${format(word)}: ${total}`,
    });
  }
}

const jobWord = fc.constantFrom('view', 'pay', 'cart');
const jobDocument = fc.array(jobWord, { maxLength: 4 });
const jobSplits = fc.array(fc.array(jobDocument, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });
const somePasses = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 });
const anyJob = jobSplits.chain((texts) => {
  const splits = texts.map((documents, split) =>
    documents.map((words, index) => ({ id: `log-${split}-${index}`, text: words.join(' ') })),
  );
  const order = splits.map((_, split) => split);
  const plan: fc.Arbitrary<Plan> = fc.record({
    splits: fc.constant(splits),
    reducers: fc.integer({ min: 1, max: 4 }),
    combineInMapTask: somePasses,
    combineInReduceTask: somePasses,
    arrival: fc.shuffledSubarray(order, { minLength: order.length }),
    repeatMapTasks: fc.boolean(),
  });
  return plan.map((one) => ({ plan: one, words: texts.flat(2) }));
});

const CORPUS_COUNTS: Counts = new Map(
  Object.entries({
    ...{ the: 19, The: 4, is: 19, and: 13, a: 9, A: 5, queue: 6, it: 5, two: 4, t: 2, s: 2, p: 1, x: 1, age: 1, n: 1 },
    ...{ Straße: 2, Stra: 1, e: 1, naïve: 1, façade: 1, café: 1, cafe: 1, São: 1, 東京: 2, 東京都: 1 },
    ...{ ελληνικά: 2, Ελληνικά: 1, кириллица: 1, 𝒳: 2, 𝒴: 2, 𐐷: 1, 𠮷: 1 },
  }),
);
const CORPUS_WORDS = 290;
const CORPUS_DIFFERENT = 170;

function corpusPlans(): Plan[] {
  const whole = CORPUS.map((document) => [document]);
  const pieces = CORPUS.flatMap((document) => cutBetweenWords(document, 3)).map((piece) => [piece]);
  const order = pieces.map((_, index) => index);
  const never = { combineInMapTask: [], combineInReduceTask: [], repeatMapTasks: false };
  return [
    { ...never, splits: [[...CORPUS]], reducers: 1, arrival: [0] },
    { ...never, splits: whole, reducers: 5, combineInMapTask: [Number.POSITIVE_INFINITY], arrival: [2, 0, 3, 1] },
    {
      ...never,
      splits: pieces,
      reducers: 16,
      combineInMapTask: [2, 3],
      combineInReduceTask: [2],
      arrival: order.reverse(),
    },
  ];
}

test('The whole job counts the same words, however it is split, combined, partitioned and ordered', {
  marks: 1,
  why: 'What the framework decides on its own must never be visible in the answer.',
}, () => {
  property([anyJob], ({ plan, words }) => expectTotals(runJob(checked, plan), plan, tally(words)), { runs: 40 });
  for (const plan of corpusPlans()) {
    const outcome = runJob(checked, plan);
    expectTotals(outcome, plan, CORPUS_COUNTS);
    const text = `A text of ${CORPUS_WORDS} words, ${CORPUS_DIFFERENT} of them different. ${describePlan(plan)}`;
    expect(add(outcome.lines.map(({ total }) => total)), text).toBe(CORPUS_WORDS);
    expect(outcome.lines.length, text).toBe(CORPUS_DIFFERENT);
  }
});
