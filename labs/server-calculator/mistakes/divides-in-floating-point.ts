type Fleet = { currentServers: number; requestRate: number; capacityPerServer: number; targetUtilisation: number };

export function calculateRequiredServers({ currentServers, requestRate, capacityPerServer, targetUtilisation }: Fleet) {
  if (!Number.isInteger(currentServers) || currentServers < 1)
    throw new RangeError('currentServers must be a whole number, 1 or more');
  if (!Number.isFinite(requestRate) || requestRate < 0) throw new RangeError('requestRate must be 0 or more');
  if (!Number.isFinite(capacityPerServer) || capacityPerServer <= 0)
    throw new RangeError('capacityPerServer must be above 0');
  if (!(targetUtilisation > 0 && targetUtilisation <= 100))
    throw new RangeError('targetUtilisation must be above 0 and at most 100');
  const effective = capacityPerServer * (targetUtilisation / 100);
  const requiredServers = requestRate > 0 ? Math.ceil(requestRate / effective) : 1;
  const action =
    requiredServers > currentServers ? 'scale-out' : requiredServers < currentServers ? 'scale-in' : 'hold';
  const advice = ['replicate-or-shard-data', 'isolate-slow-services', 'monitor'];
  if (action === 'scale-out') advice.push('add-load-balancing');
  if (requestRate / (currentServers * effective) > 0.9) advice.push('add-caching');
  return { requiredServers, action, advice };
}
