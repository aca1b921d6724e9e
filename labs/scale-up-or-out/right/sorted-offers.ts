// A pipeline: every machine type becomes an offer in exact fractions, those that cannot be had drop out, and the rest is sorted.

interface MachineType {
  name: string;
  capacityRps: number;
  pricePerHour: number;
  available?: number;
}

class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    this.top = top;
    this.bottom = bottom;
  }

  /** What a number prints as, exactly. */
  static of(value: number): Fraction {
    const [digits = '', exponent = '0'] = String(value).split('e');
    const point = digits.indexOf('.');
    const shift = Number(exponent) - (point < 0 ? 0 : digits.length - point - 1);
    const whole = BigInt(digits.replace('.', ''));
    return shift < 0 ? new Fraction(whole, 10n ** BigInt(-shift)) : new Fraction(whole * 10n ** BigInt(shift), 1n);
  }

  times(factor: bigint): Fraction {
    return new Fraction(this.top * factor, this.bottom);
  }

  /** How many `parts` it takes to reach this, rounded up. */
  inParts(part: Fraction): bigint {
    const [top, bottom] = [this.top * part.bottom, this.bottom * part.top];
    return top / bottom + (top % bottom === 0n ? 0n : 1n);
  }

  compare(other: Fraction): number {
    const difference = this.top * other.bottom - other.top * this.bottom;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
}

const RULES: Record<string, (value: number) => boolean> = {
  peakRps: (value) => value >= 0 && Number.isFinite(value),
  survive: (value) => value >= 0 && Number.isInteger(value),
  capacityRps: (value) => value > 0 && Number.isFinite(value),
  pricePerHour: (value) => value > 0 && Number.isFinite(value),
  available: (value) => value >= 0 && Number.isInteger(value),
};

function check(values: Record<string, number | undefined>): void {
  for (const [name, isRight] of Object.entries(RULES)) {
    const value = values[name];
    if (name in values && value !== undefined && !isRight(value)) throw new RangeError(`${name} cannot be ${value}`);
  }
}

export function plan(peakRps: number, catalogue: MachineType[], survive: number) {
  check({ peakRps, survive });
  for (const { capacityRps, pricePerHour, available } of catalogue) check({ capacityRps, pricePerHour, available });

  const peak = Fraction.of(peakRps);
  const offers = catalogue
    .map(({ name, capacityRps, pricePerHour, available = Infinity }) => {
      const serving = peak.inParts(Fraction.of(capacityRps)) || 1n;
      const count = serving + BigInt(survive);
      return { machine: name, count, available, price: Fraction.of(pricePerHour).times(count) };
    })
    .filter(({ count, available }) => count <= available)
    // A sort keeps equals in the order in which they were listed.
    .sort((a, b) => a.price.compare(b.price) || (a.count < b.count ? -1 : Number(a.count > b.count)));
  const [best] = offers;
  if (!best) throw new Error('No machine type of the catalogue can serve this peak');
  return { machine: best.machine, count: Number(best.count) };
}
