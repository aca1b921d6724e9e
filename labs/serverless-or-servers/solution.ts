import type { FunctionOffer, Offer, Phase, Placement, ServerOffer, Workload } from 'headroom/serverless-or-servers';

const SECONDS_AN_HOUR = 3600;
const MS_AN_HOUR = 3_600_000;
const MB_A_GB = 1024;

/** Erlang's C, from Erlang's B by its recursion in the number of servers: nothing in it grows, so nothing overflows. */
export function waitShare(servers: number, load: number): number {
  if (load >= servers) return 1;
  let blocked = 1;
  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

export function place(workload: Workload, offer: Offer): Placement | null {
  const functions = onFunctions(workload, offer.function);
  const servers = onServers(workload, offer.server);
  if (!functions || !servers) return functions ?? servers;
  return servers.nanoDollars < functions.nanoDollars ? servers : functions;
}

/** Requests that are worked on at once, on average. */
const loadOf = ({ perHour }: Phase, { serviceMs }: Workload): number => (perHour * serviceMs) / MS_AN_HOUR;

function onServers(workload: Workload, { nanoDollarsPerHour, slots, memoryMb, most }: ServerOffer): Placement | null {
  const each = Math.min(slots, Math.floor(memoryMb / workload.memoryMb));
  if (each === 0) return null;
  for (let left = 1; left + 1 <= most; left++) {
    if (!workload.phases.every((phase) => isContent(phase, workload, left * each))) continue;
    const hours = workload.phases.reduce((sum, phase) => sum + phase.hours, 0);
    return { on: 'servers', servers: left + 1, nanoDollars: (left + 1) * hours * nanoDollarsPerHour };
  }
  return null;
}

/** Whether few enough of a phase's requests wait too long at so many workers. */
function isContent(phase: Phase, workload: Workload, workers: number): boolean {
  const { serviceMs, patienceMs, slowPercent } = workload;
  if (phase.perHour === 0) return true;
  const load = loadOf(phase, workload);
  const slow = load < workers ? waitShare(workers, load) * Math.exp((-(workers - load) * patienceMs) / serviceMs) : 1;
  return slow * 100 <= slowPercent;
}

function onFunctions(workload: Workload, offer: FunctionOffer): Placement | null {
  const { phases, serviceMs, memoryMb, longestMs } = workload;
  if (longestMs > offer.longestMs || memoryMb > offer.memoryMb) return null;
  if (phases.some((phase) => loadOf(phase, workload) > offer.concurrency)) return null;
  if (phases.some((phase) => isTooCold(phase, workload, offer))) return null;
  const time = Math.ceil((serviceMs * memoryMb * offer.nanoDollarsPerGbSecond) / (1000 * MB_A_GB));
  const requests = phases.reduce((sum, { hours, perHour }) => sum + hours * perHour, 0);
  return { on: 'functions', nanoDollars: requests * (offer.nanoDollarsPerRequest + time) };
}

function isTooCold({ perHour }: Phase, { patienceMs, slowPercent }: Workload, offer: FunctionOffer): boolean {
  if (perHour === 0 || offer.coldStartMs <= patienceMs) return false;
  return 100 * Math.exp((-perHour / SECONDS_AN_HOUR) * offer.keepAliveS) > slowPercent;
}
