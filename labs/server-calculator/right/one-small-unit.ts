// All numbers in one very small unit, the last place of the smallest there is, instead of decimals that each know their places.

type Fleet = { currentServers: number; requestRate: number; capacityPerServer: number; targetUtilisation: number };

function read(value: number): [bigint, number] {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  return places >= 0 ? [BigInt(whole + fraction), places] : [BigInt(whole + fraction) * 10n ** BigInt(-places), 0];
}

export function calculateRequiredServers({ currentServers, requestRate, capacityPerServer, targetUtilisation }: Fleet) {
  if (!Number.isInteger(currentServers) || currentServers < 1)
    throw new RangeError('currentServers must be a whole number, 1 or more');
  if (!Number.isFinite(requestRate) || requestRate < 0) throw new RangeError('requestRate must be 0 or more');
  if (!Number.isFinite(capacityPerServer) || capacityPerServer <= 0)
    throw new RangeError('capacityPerServer must be above 0');
  if (!(targetUtilisation > 0 && targetUtilisation <= 100))
    throw new RangeError('targetUtilisation must be above 0 and at most 100');
  const digits = [requestRate, capacityPerServer, targetUtilisation].map(read);
  const scale = 10n ** 324n;
  const whole = ([units, places]: [bigint, number]): bigint => (units * scale) / 10n ** BigInt(places);
  const load = whole(digits[0]!) * 100n * scale;
  const share = whole(digits[1]!) * whole(digits[2]!);
  const requiredServers = Math.max(1, Number((load + share - 1n) / share));
  const action =
    requiredServers > currentServers ? 'scale-out' : requiredServers < currentServers ? 'scale-in' : 'hold';
  const advice = ['replicate-or-shard-data', 'isolate-slow-services', 'monitor'];
  if (action === 'scale-out') advice.push('add-load-balancing');
  if (load * 10n > 9n * BigInt(currentServers) * share) advice.push('add-caching');
  return { requiredServers, action, advice };
}
