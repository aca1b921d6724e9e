/**
 * What "any number" means, written down once: the values at which numbers are cut, rounded, or printed another way. A suite tries
 * each of them in every run, beside random ones, since hitting one of them by chance is a matter of the seed.
 */
import * as fc from './inputs.ts';

/** Where whole numbers outgrow a byte, two bytes, a float, an int, an unsigned int and a double, and where people put limits. */
const WHOLE_EDGES = [
  ...[0, 1, 2, 3, 9, 10, 11, 99, 100, 101, 127, 128, 255, 256, 257, 999, 1_000, 1_001, 1_023, 1_024, 1_025],
  ...[4_095, 4_096, 4_097, 9_999, 10_000, 10_001, 32_767, 32_768, 65_535, 65_536, 65_537, 99_999, 100_000, 100_001],
  ...[999_999, 1_000_000, 1_000_001, 2 ** 24 - 1, 2 ** 24, 2 ** 24 + 1, 999_999_999, 1_000_000_000, 1_000_000_001],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 3_000_000_000, 10_000_000_019],
  // The time in milliseconds on a day of ours, and in microseconds.
  ...[1_795_680_000_001, 1_795_680_000_000_001],
  ...[2 ** 52 + 1, 2 ** 53 - 2, 2 ** 53 - 1],
];

/** Beyond the whole numbers that can be told from their neighbours, and to the end of what there is. */
const HUGE = [2 ** 53, 2 ** 53 + 2, 1e16, 123_456_789_012_345_680_000, 1e21, 1.5e21, 2 ** 100, 1e300, Number.MAX_VALUE];

/** Fractions as people type them, as clocks give them and as binary fractions cannot hold them; then those that print with an exponent. */
const FRACTIONS = [
  ...[
    0.5,
    0.25,
    1.5,
    2.5,
    0.1,
    0.2,
    0.3,
    0.29,
    0.7,
    1.1,
    33.3,
    99.9,
    0.1 + 0.2,
    1 / 3,
    2 / 3,
    1.005,
    1.000000000000001,
  ],
  ...[1_000_000.5, 2 ** 24 + 0.5, 2 ** 31 - 0.5, 2 ** 31 + 0.5, 2 ** 32 + 0.5, 2 ** 51 + 0.25, 2 ** 52 - 0.5],
  ...[123_456_789.123456, 1_795_680_000_000.25],
  ...[0.001, 0.000001, 0.0000015, 1e-7, 1.5e-7, 1.25e-10, 1e-12, 1e-16, 1e-21, 3e-100, 1e-300],
  ...[Number.EPSILON, 1 + Number.EPSILON, 1 - Number.EPSILON / 2, 2.2250738585072014e-308, Number.MIN_VALUE],
];

/** Which numbers are meant; both ends included, and everything finite unless told. */
export interface NumberRange {
  min?: number;
  max?: number;
}

const inside = (
  values: readonly number[],
  { min = -Number.MAX_VALUE, max = Number.MAX_VALUE }: NumberRange,
): number[] =>
  [...new Set([...values, min, max])]
    .filter((value) => value >= min && value <= max)
    .sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);

const withNegatives = (values: readonly number[]): number[] =>
  values.flatMap((value) => (value === 0 ? [0] : [value, -value]));

/** The whole numbers of a range, up to 2⁵³ − 1 either way, at which programs part from their brief: the small ones first. */
export function boundaryIntegers(range: NumberRange = {}): number[] {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = range;
  return inside(withNegatives(WHOLE_EDGES), { min, max }).filter(Number.isSafeInteger);
}

/** The fractions of a range, neither whole nor beyond what has fractions: what "a whole number" must refuse. */
export function boundaryFractions(range: NumberRange = {}): number[] {
  return inside(withNegatives(FRACTIONS), range).filter((value) => !Number.isInteger(value));
}

/** The finite numbers of a range at which programs part from their brief, −0 among them where 0 is: the small ones first. */
export function boundaryNumbers(range: NumberRange = {}): number[] {
  const found = inside(withNegatives([...WHOLE_EDGES, ...HUGE, ...FRACTIONS]), range);
  return found.includes(0) ? [0, -0, ...found.filter((value) => value !== 0)] : found;
}

/** What is never a finite number. */
export const NOT_FINITE: readonly number[] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** Any finite number of a range: whole ones of every length, fractions, tiny and huge ones. A suite tries boundaryNumbers as well. */
export function anyFinite({ min = -Number.MAX_VALUE, max = Number.MAX_VALUE }: NumberRange = {}): fc.Arbitrary<number> {
  const whole = { min: Math.max(Math.ceil(min), -(2 ** 53 - 1)), max: Math.min(Math.floor(max), 2 ** 53 - 1) };
  const anywhere = fc.double({ min, max, noNaN: true });
  return whole.min <= whole.max ? fc.oneof(fc.integer(whole), anywhere, anyDecimal({ min, max })) : anywhere;
}

/**
 * Any decimal of a range as a person may type it: up to 15 digits, which a number holds without loss, and the point anywhere. What it
 * prints as is what was typed, with an exponent where there are many places.
 */
export function anyDecimal({ min = -1e25, max = 1e25 }: NumberRange = {}): fc.Arbitrary<number> {
  const digits = fc.integer({ min: 1, max: 15 }).chain((length) => fc.integer({ min: 0, max: 10 ** length - 1 }));
  const typed = fc
    .tuple(digits, fc.integer({ min: -20, max: 10 }), fc.boolean())
    .map(([units, exponent, isNegative]) => Number(`${isNegative && min < 0 ? '-' : ''}${units}e${exponent}`));
  return typed.filter((value) => value >= min && value <= max);
}
