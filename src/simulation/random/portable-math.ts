/**
 * Logarithm, exponential and power from additions, multiplications and divisions alone. `Math.log`, `Math.exp` and `**` may
 * differ in the last digit between JavaScript engines; one such digit is enough to send two runs of a simulation apart.
 */

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
number[0] = 1;
/** Which of the two words holds sign and exponent: 1 on every machine that stores the low end first. */
const HIGH = words[1] === 0 ? 0 : 1;

// ln 2 in two parts: the first has so few digits that its products with an exponent are exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

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

/** The natural logarithm of a positive normal number, within two units in the last place. */
export function log(value: number): number {
  const high = highWord(value);
  let exponent = (high >>> 20) - 1023;
  words[HIGH] = (high & 0xfffff) | 0x3ff00000;
  let mantissa = number[0]!;
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  // ln m = 2 artanh s, with |s| ≤ 0.172: eleven terms of the series reach the last digit.
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let tail = z / 21;
  for (let odd = 19; odd >= 3; odd -= 2) tail = z * (1 / odd + tail);
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * (s + s * tail));
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
