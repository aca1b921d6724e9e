/** The generators behind every "any …" of a brief: what they promise to hold, and exact arithmetic to judge by. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fraction } from '../../../src/grading/fractions.ts';
import {
  anyDecimal,
  anyFinite,
  boundaryFractions,
  boundaryIntegers,
  boundaryNumbers,
  NOT_FINITE,
} from '../../../src/grading/numbers.ts';
import { permutations } from '../../../src/grading/permutations.ts';
import {
  anyString,
  BOUNDARY_STRINGS,
  LOOKALIKES,
  longString,
  MISORDERED,
  SEPARATORS,
} from '../../../src/grading/strings.ts';

/** Programs that are right for most texts, and the text that shows that they are not for all. */
const changes: Record<string, (text: string) => string> = {
  trims: (text) => text.trim(),
  'drops a byte order mark': (text) => new TextDecoder().decode(new TextEncoder().encode(text)),
  'makes halves of pairs whole': (text) => text.toWellFormed(),
  normalises: (text) => text.normalize('NFC'),
  'takes characters apart': (text) => text.normalize('NFD'),
  'replaces what is compatible': (text) => text.normalize('NFKC'),
  'folds case': (text) => text.toLowerCase(),
  'turns line ends': (text) => text.replaceAll('\r\n', '\n'),
  'ends at NUL': (text) => text.split('\0')[0]!,
  'keeps two bytes of each character': (text) => String.fromCharCode(...[...text].map((c) => c.codePointAt(0)!)),
  'escapes quotes': (text) => text.replaceAll('"', '\\"'),
  'reads escapes': (text) => text.replaceAll('\\n', '\n'),
  'is a replacement': (text) => 'x'.replace('x', text),
  'joins lines': (text) => text.replaceAll('\n', ' '),
  'drops what is not seen': (text) => text.replace(/\p{Cf}/gu, ''),
  'reads numbers': (text) => (text === '' || Number.isNaN(Number(text)) ? text : String(Number(text))),
  'decodes addresses': (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  },
};

describe('strings', () => {
  test.each(Object.keys(changes))('one of them shows that a program %s', (name) => {
    expect(BOUNDARY_STRINGS.some((text) => changes[name]!(text) !== text)).toBe(true);
  });

  test('each is there once and short, and the empty one comes first', () => {
    expect(new Set(BOUNDARY_STRINGS).size).toBe(BOUNDARY_STRINGS.length);
    expect(BOUNDARY_STRINGS[0]).toBe('');
    expect(Math.max(...BOUNDARY_STRINGS.map((text) => text.length))).toBeLessThanOrEqual(80);
  });

  test('each length in UTF-8 is there with its first and its last code point, and both halves of a pair alone', () => {
    const edges = [
      0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff,
    ];
    for (const code of edges) expect(BOUNDARY_STRINGS).toContain(String.fromCodePoint(code));
  });

  test('a plain object as a dictionary is found out by each of the names that objects have', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      expect(BOUNDARY_STRINGS).toContain(name);
  });

  test('lookalikes are two texts each, and any of the changes makes one of two', () => {
    for (const [one, other] of LOOKALIKES) expect(one).not.toBe(other);
    const merging = [
      'trims',
      'normalises',
      'replaces what is compatible',
      'folds case',
      'turns line ends',
      'ends at NUL',
    ];
    for (const name of merging) {
      const change = changes[name]!;
      expect(
        LOOKALIKES.some(([one, other]) => change(one) === change(other)),
        name,
      ).toBe(true);
    }
  });

  test('of two that are misordered the first comes behind the second, and by each other order before it', () => {
    for (const [one, other] of MISORDERED) expect([one, other].sort()).toEqual([other, one]);
    const orders: Record<string, (text: string) => number> = {
      'code points': (text) => text.codePointAt(0)!,
      bytes: (text) => Buffer.from(text).readUInt8(0),
      numbers: Number,
      lengths: (text) => text.length,
      'upper case': (text) => text.toUpperCase().charCodeAt(0),
      'lower case': (text) => text.toLowerCase().charCodeAt(0),
    };
    for (const [name, by] of Object.entries(orders))
      expect(
        MISORDERED.some(([one, other]) => by(one) < by(other)),
        name,
      ).toBe(true);
  });

  test('no separator is there twice', () => {
    expect(new Set(SEPARATORS).size).toBe(SEPARATORS.length);
  });

  test('random ones hold halves of pairs, characters beyond 16 bits, and ASCII, within their lengths', () => {
    const found = fc.sample(anyString({ minLength: 1, maxLength: 8 }), { seed: 1, numRuns: 300 });
    expect(found.some((text) => !text.isWellFormed())).toBe(true);
    expect(found.some((text) => text.isWellFormed() && /[\u{10000}-\u{10ffff}]/u.test(text))).toBe(true);
    expect(found.some((text) => /^[\0-\x7f]+$/.test(text))).toBe(true);
    expect(found.every((text) => text !== '')).toBe(true);
  });

  test('a long one has its length, the same text every time, and no part twice', () => {
    for (const length of [0, 1, 2, 11, 4096, 70_001]) expect(longString(length)).toHaveLength(length);
    const text = longString(70_001);
    expect(text).toBe(longString(70_001));
    expect(text).toMatch(/^([a-z]{1,10} )*[a-z]{1,11}$/);
    const parts = Array.from({ length: 1000 }, (_, index) => text.slice(index * 64, (index + 1) * 64));
    expect(new Set(parts).size).toBe(parts.length);
  });
});

/** Programs that are right for small whole numbers. */
const cuts: Record<string, (value: number) => number> = {
  'cuts to an int': (value) => value | 0,
  'cuts to an unsigned int': (value) => value >>> 0,
  'cuts to two bytes': (value) => value & 0xffff,
  'cuts to a byte': (value) => value & 0xff,
  'rounds to a float': Math.fround,
};

describe('numbers', () => {
  test.each(Object.keys(cuts))('one of the whole numbers above 0 shows that a program %s', (name) => {
    expect(boundaryIntegers({ min: 1 }).some((value) => cuts[name]!(value) !== value)).toBe(true);
  });

  test('a fraction shows each way of asking for a whole number that is not one', () => {
    const asks: ((value: number) => boolean)[] = [
      (value) => Number.isInteger(Math.fround(value)),
      (value) => Math.abs(value - Math.round(value)) < 1e-9,
      (value) => Number.isInteger(value * 2),
      (value) => value > 1e6 || Number.isInteger(value),
      (value) => value % 1 < 1e-3,
    ];
    for (const ask of asks) expect(boundaryFractions({ min: 0 }).some(ask)).toBe(true);
    expect(boundaryFractions().every((value) => !Number.isInteger(value) && Number.isFinite(value))).toBe(true);
  });

  test('decimals show a text that is read without its exponent, and one cut to so many places', () => {
    const numbers = boundaryNumbers({ min: 0 });
    expect(numbers.some((value) => String(value).includes('e-'))).toBe(true);
    expect(numbers.some((value) => String(value).includes('e+'))).toBe(true);
    for (const places of [2, 6, 10, 15])
      expect(numbers.some((value) => Number(value.toFixed(places)) !== value)).toBe(true);
  });

  test('both ends of a range are there, nothing outside it, and both zeros', () => {
    expect(boundaryNumbers({ min: -7.5, max: 4321 })).toEqual(expect.arrayContaining([-7.5, 4321, 0, -0, 0.1]));
    expect(boundaryNumbers({ min: -7.5, max: 4321 }).every((value) => value >= -7.5 && value <= 4321)).toBe(true);
    expect(boundaryNumbers().some((value) => Object.is(value, -0))).toBe(true);
    expect(boundaryNumbers({ min: 1 }).includes(0)).toBe(false);
    expect(boundaryIntegers({ min: -3, max: 3 })).toEqual([0, 1, -1, 2, -2, 3, -3]);
    expect(NOT_FINITE.some(Number.isFinite)).toBe(false);
  });

  test('random ones stay in their range, and are of every kind', () => {
    const found = fc.sample(anyFinite({ min: 0 }), { seed: 1, numRuns: 500 });
    expect(found.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    expect(found.some((value) => value > 2 ** 53)).toBe(true);
    expect(found.some((value) => value > 0 && value < 1e-6)).toBe(true);
    expect(found.some((value) => Number.isSafeInteger(value) && value > 2 ** 32)).toBe(true);
    expect(fc.sample(anyFinite({ min: 0.1, max: 0.9 }), 50).every((value) => value >= 0.1 && value <= 0.9)).toBe(true);
  });

  test('a decimal prints as what was typed, 15 digits at most', () => {
    const found = fc.sample(anyDecimal({ min: 0 }), { seed: 1, numRuns: 500 });
    for (const value of found) expect(Number(value.toPrecision(15))).toBe(value);
    expect(found.some((value) => String(value).includes('e-'))).toBe(true);
    expect(found.some((value) => Number.isInteger(value))).toBe(true);
    expect(found.some((value) => String(value).includes('.') && !String(value).includes('e'))).toBe(true);
  });
});

describe('exact fractions', () => {
  test('are what the number prints as', () => {
    expect(Fraction.of(0.29)).toMatchObject({ top: 29n, bottom: 100n });
    expect(Fraction.of(1.5e-7)).toMatchObject({ top: 15n, bottom: 10n ** 8n });
    expect(Fraction.of(1e21)).toMatchObject({ top: 10n ** 21n, bottom: 1n });
    expect(Fraction.of(-2.5)).toMatchObject({ top: -25n, bottom: 10n });
    expect(Fraction.of(-0)).toMatchObject({ top: 0n, bottom: 1n });
    expect(() => Fraction.of(Number.NaN)).toThrow(RangeError);
    fc.assert(
      fc.property(anyFinite(), (value) => {
        const { top, bottom } = Fraction.of(value);
        // A power of ten below: the decimal can be written out again, and is read as the same number.
        expect(Number(`${top}e-${String(bottom).length - 1}`)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test('add, multiply, divide and compare as whole numbers do', () => {
    expect(Fraction.of(0.1).plus(Fraction.of(0.2)).compare(Fraction.of(0.3))).toBe(0);
    expect(Fraction.of(0.7).times(Fraction.of(3)).compare(Fraction.of(2.1))).toBe(0);
    expect(Fraction.of(2.1).over(Fraction.of(0.7)).ceiling()).toBe(3n);
    expect(Fraction.of(2.1).over(Fraction.of(-0.7)).compare(Fraction.of(-3))).toBe(0);
    expect(() => Fraction.of(1).over(Fraction.of(0))).toThrow(RangeError);
    expect(
      [Fraction.of(1e-300), Fraction.of(0), Fraction.of(2e-300)].sort((a, b) => a.compare(b)).map(({ top }) => top),
    ).toEqual([0n, 1n, 2n]);
    fc.assert(
      fc.property(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 50n }), (top, bottom) => {
        const ceiling = new Fraction(top, bottom).ceiling();
        expect(ceiling * bottom >= top && (ceiling - 1n) * bottom < top).toBe(true);
      }),
    );
  });
});

test('permutations are all of them, each once, the given one first', () => {
  const all = [...permutations(['a', 'b', 'c'])].map((order) => order.join(''));
  expect(all).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  expect([...permutations([])]).toEqual([[]]);
});
