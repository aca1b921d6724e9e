/**
 * Exact arithmetic for suites: a number as the decimal that it prints as, in whole numbers without limit. It reads the digits another
 * way than most learners do (`toExponential` always gives a point and an exponent), so that it errs with nobody.
 */

export class Fraction {
  readonly top: bigint;
  /** Above zero. */
  readonly bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    if (bottom === 0n) throw new RangeError('A fraction needs a bottom other than 0.');
    this.top = bottom < 0n ? -top : top;
    this.bottom = bottom < 0n ? -bottom : bottom;
  }

  /** 0.29 is twenty-nine hundredths, 1e-7 a ten-millionth. Throws a RangeError for what is not finite. */
  static of(value: number | bigint): Fraction {
    if (typeof value === 'bigint') return new Fraction(value, 1n);
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no fraction.`);
    const [, sign, first, rest = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential())!;
    const digits = BigInt(`${sign}${first}${rest}`);
    const places = rest.length - Number(exponent);
    return places > 0 ? new Fraction(digits, 10n ** BigInt(places)) : new Fraction(digits * 10n ** BigInt(-places), 1n);
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom);
  }

  /** Throws a RangeError where the other is 0. */
  over(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom, this.bottom * other.top);
  }

  /** Below 0, 0 or above 0, as for a sort. */
  compare(other: Fraction): number {
    const difference = this.top * other.bottom - other.top * this.bottom;
    return difference < 0n ? -1 : Number(difference > 0n);
  }

  /** The least whole number that is not below it. */
  ceiling(): bigint {
    const towardsZero = this.top / this.bottom;
    return towardsZero * this.bottom < this.top ? towardsZero + 1n : towardsZero;
  }
}
