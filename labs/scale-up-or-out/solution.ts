import type { MachineType, Plan } from 'headroom/scale-up-or-out';

/** A decimal number as whole units of 10^-places, so that 0.7 is 7 units at 1 place, and 1e21 is 1 unit at -21 places: exact. */
interface Decimal {
  units: bigint;
  places: number;
}

/** Reads the shortest decimal that stands for the number: what a person typed. Understands 1e-7 and 1e+21. */
function toDecimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { units: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}

/** Both numbers as wholes, their points moved by the same number of places. */
function align(a: Decimal, b: Decimal): [bigint, bigint] {
  const places = Math.max(a.places, b.places);
  return [a.units * 10n ** BigInt(places - a.places), b.units * 10n ** BigInt(places - b.places)];
}

function divideRoundingUp(a: Decimal, b: Decimal): bigint {
  const [dividend, divisor] = align(a, b);
  return (dividend + divisor - 1n) / divisor;
}

interface Fleet {
  machine: string;
  count: bigint;
  price: Decimal;
}

/** Strictly better only: what ties in price and count leaves the type that was listed first in place. */
function isBetter(one: Fleet, other: Fleet): boolean {
  const [mine, theirs] = align(one.price, other.price);
  return mine < theirs || (mine === theirs && one.count < other.count);
}

function requireThat(holds: boolean, parameter: string, rule: string): void {
  if (!holds) throw new RangeError(`${parameter} must be ${rule}`);
}

// Asking what a value must be, and not what it must not be: NaN fails every comparison, so it fails these.
const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0;

/** The cheapest fleet of one machine type that serves `peakRps` with any `survive` machines lost. */
export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {
  requireThat(Number.isFinite(peakRps) && peakRps >= 0, 'peakRps', 'a finite number, 0 or more');
  requireThat(isWhole(survive), 'survive', 'a whole number, 0 or more');
  for (const { capacityRps, pricePerHour, available = 0 } of catalogue) {
    requireThat(Number.isFinite(capacityRps) && capacityRps > 0, 'capacityRps', 'a finite number above 0');
    requireThat(Number.isFinite(pricePerHour) && pricePerHour > 0, 'pricePerHour', 'a finite number above 0');
    requireThat(isWhole(available), 'available', 'a whole number, 0 or more');
  }

  const peak = toDecimal(peakRps);
  let best: Fleet | undefined;
  for (const { name, capacityRps, pricePerHour, available } of catalogue) {
    const needed = divideRoundingUp(peak, toDecimal(capacityRps));
    const standing = needed > 0n ? needed : 1n;
    // Machines of one type are alike, so "any of them lost" is a matter of how many: one spare for each loss.
    const count = standing + BigInt(survive);
    if (available !== undefined && count > BigInt(available)) continue;

    const { units, places } = toDecimal(pricePerHour);
    const fleet = { machine: name, count, price: { units: units * count, places } };
    if (!best || isBetter(fleet, best)) best = fleet;
  }
  if (!best) {
    throw new Error(`No type in the catalogue can serve ${peakRps} rps with ${survive} machines lost`);
  }
  return { machine: best.machine, count: Number(best.count) };
}
