// One guard after another instead of a helper for them.

type MachineType = { name: string; capacityRps: number; pricePerHour: number; available?: number };
type Plan = { machine: string; count: number };

type Decimal = { units: bigint; places: number };

function toDecimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

function align(a: Decimal, b: Decimal): [bigint, bigint] {
  const places = Math.max(a.places, b.places);
  return [a.units * 10n ** BigInt(places - a.places), b.units * 10n ** BigInt(places - b.places)];
}

function divideRoundingUp(a: Decimal, b: Decimal): bigint {
  const [dividend, divisor] = align(a, b);
  return (dividend + divisor - 1n) / divisor;
}

export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {
  if (!Number.isFinite(peakRps) || peakRps < 0) throw new RangeError('peakRps must be 0 or more');
  if (!Number.isInteger(survive) || survive < 0) throw new RangeError('survive must be a whole number, 0 or more');
  for (const { capacityRps, pricePerHour, available = 0 } of catalogue) {
    if (!Number.isFinite(capacityRps) || capacityRps <= 0) throw new RangeError('capacityRps must be above 0');
    if (!Number.isFinite(pricePerHour) || pricePerHour <= 0) throw new RangeError('pricePerHour must be above 0');
    if (!Number.isInteger(available) || available < 0) throw new RangeError('available must be 0 or more');
  }

  const peak = toDecimal(peakRps);
  let best: { machine: string; count: bigint; price: Decimal } | undefined;
  for (const { name, capacityRps, pricePerHour, available } of catalogue) {
    const needed = divideRoundingUp(peak, toDecimal(capacityRps));
    const standing = needed > 0n ? needed : 1n;
    const count = standing + BigInt(survive);
    if (available !== undefined && count > BigInt(available)) continue;
    const { units, places } = toDecimal(pricePerHour);
    const price = { units: units * count, places };
    const [mine, cheapest] = best ? align(price, best.price) : [0n, 1n];
    if (!best || mine < cheapest || (mine === cheapest && count < best.count)) best = { machine: name, count, price };
  }
  if (!best) throw new Error('The catalogue cannot serve this');
  return { machine: best.machine, count: Number(best.count) };
}
