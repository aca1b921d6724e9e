/** The seed of a text is part of what a report says: another hash would make every saved report one that nobody can repeat. */
import { expect, test } from 'vitest';
import { seedOfText } from '../../../src/grading/index.ts';

test.each([
  ['', 0],
  ['export function partition() {}\n', 2758213854],
  ['é 日 😀 \ud83d', 114754224],
])('the seed of %j stays what it is', (text, seed) => {
  expect(seedOfText(text)).toBe(seed);
});

test('whatever is submitted counts: a blank, a line end, a byte order mark', () => {
  const texts = ['a\nb', 'a\nb ', 'a \nb', 'a\r\nb', 'a\rb', '\ufeffa\nb', 'a\nb\n', 'A\nb'];
  expect(new Set(texts.map(seedOfText)).size).toBe(texts.length);
});
