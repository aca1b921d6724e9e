import type { Fleet, Plan } from 'headroom/server-calculator';

export function calculateRequiredServers({
  currentServers,
  requestRate,
  capacityPerServer,
  targetUtilisation,
}: Fleet): Plan {
  // Your code goes here.
  return { requiredServers: currentServers, action: 'hold', advice: [] };
}
