import { defineLab } from '#grading';

export default defineLab({
  title: 'Word count with MapReduce',
  lesson: 6,
  marks: 4,
  asks: 'Write the map, combine, reduce and partition functions that count the words of any text, however the work is cut up.',
  // Another mapper is another copy of the code.
  guests: 2,
  exports: ['map', 'combine', 'reduce', 'partition'],
  hints: [
    'Begin with `map` and `reduce` alone, and follow one sentence by hand: which pairs does `map` make of it, which counts does `reduce` get for one word, what does it return? `combine` and `partition` come after.',
    '`\\p{L}` in a regular expression with the `u` flag is any letter, so `/\\p{L}+/gu` is every word. `text.match(…)` gives `null` for a text without words; `text.matchAll(…)` gives an empty iterator.',
    'One pair `[word, 1]` for each word found is a complete answer of `map`. If you add up inside a document, use a `Map`: a plain object already has a `constructor` and a `toString`.',
    'A count that reaches `combine` or `reduce` may stand for many occurrences, since `combine` may have made it. What is right for `[1, 1, 1]` and for `[3]`? The number of counts is not; their sum is.',
    'A hash for `partition`: start with a whole number, and for each character do `hash = Math.imul(hash, 31) + character.codePointAt(0)`. Then make it non-negative and bring it into range: `(hash >>> 0) % reducers`.',
  ],
});
