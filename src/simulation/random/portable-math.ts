/**
 * Logarithm, exponential and power from additions, multiplications and divisions alone. `Math.log`, `Math.exp` and `**` may
 * differ in the last digit between JavaScript engines; one such digit is enough to send two runs of a simulation apart.
 */

import { LN2_HIGH, LN2_LOW, LOGARITHMS } from './logarithm-table.ts';

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
number[0] = 1;
/** Which of the two words of a double holds sign and exponent: 1 on every machine that stores the low end first. */
export const HIGH = words[1] === 0 ? 0 : 1;

/** The upper 32 bits of a number: sign, 11 bits of exponent, the first 20 bits of the fraction. */
export function highWord(value: number): number {
  number[0] = value;
  return words[HIGH]!;
}

/** Two to an integer power between −1022 and 1023. */
export function powerOfTwo(exponent: number): number {
  words[HIGH] = (exponent + 1023) << 20;
  words[1 - HIGH] = 0;
  return number[0]!;
}

/** Two to minus the exponent of a number, by the exponent as it is stored. */
const TO_ONE = new Float64Array(2047);
for (let stored = 1, scale = powerOfTwo(1022); stored < TO_ONE.length; stored++, scale /= 2) TO_ONE[stored] = scale;

/**
 * The natural logarithm of a positive normal number, within 0.51 units in the last place.
 *
 * A number is 2^k·m; the table has an inverse c near 1/m, so that ln = k ln 2 − ln c + ln(1 + r) with r = mc − 1 and |r| ≤ 2^-8. To
 * lose nothing m is taken in two pieces, 21 digits and the rest: the products of both with c are exact, and so is the sum of
 * the three upper parts, whose digits end at 2^-42. What is rounded is below 2^-14, hence rounded by less than 2^-66, where the
 * result is above 2^-9; so the last addition decides. Nearer to 1 than that, r is the difference to 1 and exact by itself.
 */
export function log(value: number): number {
  if (value > 1 - 2 ** -9 && value < 1 + 2 ** -8) {
    const rest = value - 1;
    return rest + logTail(rest);
  }
  const high = highWord(value);
  const stored = high >>> 20;
  const exponent = stored - 1023;
  const place = 3 * ((high >>> 12) & 0xff);
  const inverse = LOGARITHMS[place]!;
  const upper = 1 + (high & 0xfffff) * 2 ** -20;
  const upperRest = upper * inverse - 1;
  const lowerRest = (value * TO_ONE[stored]! - upper) * inverse;
  const low = exponent * LN2_LOW + LOGARITHMS[place + 2]! + lowerRest + logTail(upperRest + lowerRest);
  return exponent * LN2_HIGH + LOGARITHMS[place + 1]! + upperRest + low;
}

/** ln(1 + r) − r for |r| ≤ 2^-8: seven terms of the series, in an order that lets a processor work on several at once. */
function logTail(r: number): number {
  const square = r * r;
  const later = r * (1 / 7) - 1 / 6 - square * (1 / 8);
  return square * (r * (1 / 3) - 1 / 2 + square * (r * (1 / 5) - 1 / 4 + square * later));
}

/** e to a power between −700 and 700, within two units in the last place. */
export function exp(power: number): number {
  const exponent = Math.round(power / Math.LN2);
  const rest = power - exponent * LN2_HIGH - exponent * LN2_LOW;
  let sum = 1;
  for (let term = 14; term >= 1; term--) sum = 1 + (rest / term) * sum;
  return sum * powerOfTwo(exponent);
}

/** A positive number to a power. */
export function power(base: number, exponent: number): number {
  return exp(exponent * log(base));
}
