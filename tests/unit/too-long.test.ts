/** The longest text that a lab takes: far more than anybody needs, and nothing that keeps the sandbox's parser busy for long. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnusableSource } from '../../src/grading/index.ts';
import { endlessLookahead } from '../../src/sandbox/lookahead.ts';
import { strip } from '../../src/sandbox/strip.ts';
import { isTooLong, MOST_CHARACTERS, NOT_ADDED, TOO_LONG } from '../../src/sandbox/too-long.ts';

const SOLUTIONS = readdirSync('labs').map((lab) => readFileSync(`labs/${lab}/solution.ts`, 'utf8'));

test('the sentences say how long, and are right about the longest solution', () => {
  const most = MOST_CHARACTERS.toLocaleString('en');
  expect([TOO_LONG, NOT_ADDED].every((text) => text.includes(most))).toBe(true);
  expect(Math.max(...SOLUTIONS.map(({ length }) => length))).toBeLessThan(MOST_CHARACTERS / 10);
});

test('a text of just that length is read, and one character more is not', () => {
  const text = `export const a = 1;${' '.repeat(MOST_CHARACTERS)}`;
  expect(strip(text.slice(0, MOST_CHARACTERS)).code).toHaveLength(MOST_CHARACTERS);
  expect(isTooLong(text)).toBe(true);
  expect(() => strip(text)).toThrow(new UnusableSource(TOO_LONG));
});

describe('rows of words over which a parser looks ahead', () => {
  test.each([
    ['one word', 'static '],
    ['words in lines', 'declare\n'],
    ['comments between them', 'export/**/default// x\n'],
    ['a comment with a star in it', 'async /* * static */ '],
    ['a word that is written with an escape', 'st\\u0061tic '],
    ['a word that is written with a longer escape', '\\u{73}tatic '],
  ])('%s', (_what, row) => {
    const at = endlessLookahead(`let a = 1;\n${row.repeat(200)}`);
    expect(at).toBeGreaterThan(row.length);
    expect(() => strip(row.repeat(200))).toThrow('could not be read: there are too many words in a row');
  });

  test.each([
    ['no solution', SOLUTIONS.join('\n')],
    [
      'many declarations',
      'export const a = 1, b = 2;\nexport default abstract class A { private static readonly c = 1; }\n'.repeat(500),
    ],
    ['words of other kinds', 'number string '.repeat(500)],
    ['words with something between them', 'static, '.repeat(500)],
    ['a comment that does not end', `/* ${'static '.repeat(500)}`],
  ])('%s has any', (_what, text) => {
    expect(endlessLookahead(text)).toBeUndefined();
  });
});
