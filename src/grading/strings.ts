/**
 * What "any string" means, written down once. The texts at which programs part from their brief are few and known, so a suite
 * tries each of them in every run, beside random ones: whether a mistake is found must not hang on a seed.
 */
import * as fc from './inputs.ts';

/** The first and the last code point of each length in UTF-8, those beside the surrogates, and what is no character. */
const UTF8_EDGES = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x10ffff].map(
  (code) => String.fromCodePoint(code),
);

/** Halves of a surrogate pair, the first and the last of each kind. */
const HALVES = ['\ud800', '\udbff', '\udc00', '\udfff'];

/** Properties that every object has before anything is put into it, and words that mean something else as a value. */
const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'name', 'size'],
  ...['then', 'undefined', 'null', 'true', 'NaN', 'Infinity'],
];

/**
 * Texts that look alike and are not the same: to a program that trims, folds case, normalises, reads numbers, or drops what it
 * cannot see. Where a text is a key, each pair is two keys.
 */
export const LOOKALIKES: readonly (readonly [string, string])[] = [
  ['key', 'Key'],
  ['key', ' key'],
  ['key', 'key '],
  ['key', 'key\n'],
  ['key', '\tkey'],
  ['key', '\u00a0key'],
  ['key', '\ufeffkey'],
  ['key', 'key\0'],
  ['key', 'k\u200bey'],
  ['a b', 'a  b'],
  ['a\nb', 'a\r\nb'],
  ['', ' '],
  ['', '\0'],
  ['\u00e9', 'e\u0301'],
  ['\u00c5', '\u212b'],
  ['\ufb01', 'fi'],
  ['\uac00', '\u1100\u1161'],
  ['\u00df', 'ss'],
  ['\u0131', 'i'],
  ['K', '\u212a'],
  ['\u017f', 's'],
  ['\u03c3', '\u03c2'],
  ['1', '01'],
  ['1', '1.0'],
  ['1', '+1'],
  ['0', '-0'],
  ['1000', '1e3'],
  ['10', '\uff11\uff10'],
  ['9007199254740992', '9007199254740993'],
  ['a/b', 'a%2Fb'],
  ['a,b', 'a\\,b'],
  ['null', 'undefined'],
  // To whatever writes text as UTF-8: half of a pair has no bytes of its own there.
  ['\ud800', '\ufffd'],
  ['\ud83d', '\ude00'],
];

/** Ten texts for where each costs a lot: some that only look alike, one of no letters, and names that objects have of themselves. */
export const FEW_STRINGS: readonly string[] = [
  ...['x', 'X', ' x', '\u00e9', 'e\u0301', '1', '01', '', '__proto__', 'constructor'],
];

/**
 * Texts of which the first comes behind the second, as `<` and `sort()` compare them: by code units. To who compares code points, bytes,
 * numbers, lengths, or letters as a dictionary does, they stand the other way round.
 */
export const MISORDERED: readonly (readonly [string, string])[] = [
  ['\uff5e', '\u{1f600}'],
  ['\ue000', '\ud800'],
  ['b', 'aa'],
  ['9', '10'],
  ['-2', '-1'],
  ['c9', 'c10'],
  ['a', 'B'],
  ['a', '_'],
  ['_', 'Z'],
];

/**
 * What people put between two texts that they keep as one. Where a pair of texts is a key, `a` with `b-c` and `a-b` with `c` are two keys,
 * whatever stands for the dash.
 */
export const SEPARATORS: readonly string[] = [
  ...['', ' ', ', ', ',', ';', ':', '|', '/', '#', '-', '\n', '\0', '"', '","'],
];

/** The texts that "any string" includes and most programs are never shown, the short ones first. None has more than 80 characters. */
export const BOUNDARY_STRINGS: readonly string[] = [
  ...new Set([
    ...['', 'a', ...UTF8_EDGES, ...HALVES],
    // What has a meaning in code, in a regular expression, in a replacement, in a list, in a path or in a query.
    ...['"', "'", '`', '\\', '\\n', '\n', '\r\n', '\t', '\u2028', '\u2029', '\u202e'],
    ...[
      '$&',
      '$1',
      '.*',
      '[',
      '(',
      '^',
      '%',
      '%s',
      '{}',
      '[]',
      '<b>',
      '&amp;',
      '//',
      '/*',
      '#',
      '?',
      ',',
      ';',
      ':',
      '|',
    ],
    ...LOOKALIKES.flat(),
    ...NAMES,
    // A half beside letters, between whole pairs, before another half, and two in the wrong order.
    ...HALVES.map((half) => `a${half}b`),
    ...['\ud83d\ude00', '\ud83d\ude00\ud83d', '\ude00\ud83d', '\ud83d\ud83d\ude00', '\ud83d\ude00\ude00'],
    // One of each length in UTF-8, one after another; several code points that are read as one character.
    ...[
      'a\u00e9\u65e5\ud83d\ude00',
      '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67',
      '\ud83c\udde9\ud83c\uddea',
      'a\u0301\u0323',
    ],
    ...['\u05d0\u05d1', '\u0627\u0644', 'İstanbul', 'naïve', '日本語'],
    UTF8_EDGES.join(''),
  ]),
];

/**
 * A text of so many UTF-16 code units whose every part is another, so that whatever is left out, cut off or looked at twice shows.
 * It is made of lower-case letters and, between words of up to ten, of single spaces; its last character is a letter.
 */
export function longString(length: number): string {
  const characters: string[] = [];
  let state = length >>> 0;
  for (let at = 0, sinceSpace = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const random = state >>> 16;
    const isSpace = sinceSpace > 0 && at < length - 1 && (sinceSpace === 10 || random % 7 === 0);
    characters.push(isSpace ? ' ' : String.fromCharCode(0x61 + (random % 26)));
    sinceSpace = isSpace ? 0 : sinceSpace + 1;
  }
  return characters.join('');
}

/**
 * Any character of Unicode. fast-check's own `binary` unit writes down all of them when it is made, which takes a second and 190 MB
 * of every process that loads a suite.
 */
const character: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

/** A code point, or half of a pair: most of them where something begins or ends. */
const unit: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...'ab', ...UTF8_EDGES, ...HALVES),
  character,
  fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
);

/**
 * Any string of at most so many characters: ASCII, all of Unicode, several code points to a character, and halves of surrogate
 * pairs. A suite tries BOUNDARY_STRINGS as well, each of them in every run.
 */
export function anyString({ minLength = 0, maxLength = 24 }: { minLength?: number; maxLength?: number } = {}) {
  const size = { minLength, maxLength };
  return fc.oneof(
    fc.string({ unit: 'binary-ascii', ...size }),
    fc.string({ unit: character, ...size }),
    fc.string({ unit: 'grapheme', ...size }),
    fc.string({ unit, ...size }),
  );
}
