import type { Advice, Fleet, Plan } from 'headroom/server-calculator';

/** A decimal number as whole units of 10^-scale, so that 0.29 is 29 units at scale 2, and 1e21 is 1 unit at scale -21: exact. */
interface Decimal {
  units: bigint;
  scale: number;
}

/** Reads the shortest decimal that stands for the number: what a person typed. Understands 1e-7 and 1e+21. */
function toDecimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

function multiply(...factors: Decimal[]): Decimal {
  return factors.reduce((a, b) => ({ units: a.units * b.units, scale: a.scale + b.scale }));
}

/** Both numbers in units of the same size: comparing and dividing them is then a matter of whole numbers. */
function align(a: Decimal, b: Decimal): [bigint, bigint] {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale)];
}

function requireThat(holds: boolean, parameter: keyof Fleet, rule: string): void {
  if (!holds) throw new RangeError(`${parameter} must be ${rule}`);
}

export function calculateRequiredServers({
  currentServers,
  requestRate,
  capacityPerServer,
  targetUtilisation,
}: Fleet): Plan {
  requireThat(Number.isInteger(currentServers) && currentServers >= 1, 'currentServers', 'a whole number, 1 or more');
  requireThat(Number.isFinite(requestRate) && requestRate >= 0, 'requestRate', 'a finite number, 0 or more');
  requireThat(Number.isFinite(capacityPerServer) && capacityPerServer > 0, 'capacityPerServer', 'finite and above 0');
  requireThat(targetUtilisation > 0 && targetUtilisation <= 100, 'targetUtilisation', 'above 0 and at most 100');

  const hundred = toDecimal(100);
  // n servers are enough when rate × 100 ≤ n × capacity × target. No division, so nothing is rounded.
  const load = multiply(toDecimal(requestRate), hundred);
  const share = multiply(toDecimal(capacityPerServer), toDecimal(targetUtilisation));
  const [loadUnits, shareUnits] = align(load, share);
  const ceiling = (loadUnits + shareUnits - 1n) / shareUnits;
  const requiredServers = Math.max(1, Number(ceiling));

  const action =
    requiredServers > currentServers ? 'scale-out' : requiredServers < currentServers ? 'scale-in' : 'hold';

  // Over 90 %: rate × 100 × 10 > 9 × servers × capacity × target.
  const nearlyFull = loadUnits * 10n > 9n * BigInt(currentServers) * shareUnits;

  const advice: Advice[] = ['replicate-or-shard-data', 'isolate-slow-services', 'monitor'];
  if (nearlyFull) advice.unshift('add-caching');
  if (action === 'scale-out') advice.unshift('add-load-balancing');
  return { requiredServers, action, advice };
}
