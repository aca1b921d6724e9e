// Every number is a fraction of two whole numbers, and the fleet is found by doubling and halving instead of dividing.

interface Fraction {
  top: bigint;
  bottom: bigint;
}

interface Fleet {
  currentServers: number;
  requestRate: number;
  capacityPerServer: number;
  targetUtilisation: number;
}

/** The decimal that a number prints as: 0.29 is 29 hundredths, 1e-7 one ten-millionth. */
function fraction(value: number): Fraction {
  const [, whole = '', decimals = '', exponent = '0'] = /^(\d+)\.?(\d*)(?:e(.+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent) - decimals.length;
  const digits = BigInt(whole + decimals);
  return shift < 0
    ? { top: digits, bottom: 10n ** BigInt(-shift) }
    : { top: digits * 10n ** BigInt(shift), bottom: 1n };
}

const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
const isAtMost = (a: Fraction, b: Fraction): boolean => a.top * b.bottom <= b.top * a.bottom;

/** The least whole number from `low` to `high` of which `holds` is true; it is true of `high`, and of all above the first. */
function least(low: bigint, high: bigint, holds: (count: bigint) => boolean): bigint {
  if (low === high) return low;
  const middle = (low + high) / 2n;
  return holds(middle) ? least(low, middle, holds) : least(middle + 1n, high, holds);
}

function check({ currentServers, requestRate, capacityPerServer, targetUtilisation }: Fleet): void {
  const rules: [holds: boolean, message: string][] = [
    [Number.isInteger(currentServers) && currentServers > 0, 'currentServers must be a whole number, 1 or more'],
    [requestRate >= 0 && requestRate < Infinity, 'requestRate must be finite, 0 or more'],
    [capacityPerServer > 0 && capacityPerServer < Infinity, 'capacityPerServer must be finite and above 0'],
    [targetUtilisation > 0 && targetUtilisation <= 100, 'targetUtilisation must be above 0 and at most 100'],
  ];
  for (const [holds, message] of rules) if (!holds) throw new RangeError(message);
}

export function calculateRequiredServers(fleet: Fleet) {
  check(fleet);
  const load = fraction(fleet.requestRate);
  const percent = { top: 1n, bottom: 100n };
  const share = times(times(fraction(fleet.capacityPerServer), fraction(fleet.targetUtilisation)), percent);
  const carries = (servers: bigint): boolean => isAtMost(load, times({ top: servers, bottom: 1n }, share));

  let enough = 1n;
  while (!carries(enough)) enough *= 2n;
  const requiredServers = Number(least(enough / 2n + 1n, enough, carries));

  const { currentServers } = fleet;
  const action =
    requiredServers === currentServers ? 'hold' : requiredServers > currentServers ? 'scale-out' : 'scale-in';
  const nineTenths = times({ top: BigInt(currentServers) * 9n, bottom: 10n }, share);
  return {
    requiredServers,
    action,
    advice: [
      'monitor',
      'isolate-slow-services',
      'replicate-or-shard-data',
      ...(isAtMost(load, nineTenths) ? [] : ['add-caching']),
      ...(action === 'scale-out' ? ['add-load-balancing'] : []),
    ],
  };
}
