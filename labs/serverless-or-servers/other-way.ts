/** The same answers by other sums than a solution is likely to use: Erlang's formula as a sum downwards, money in BigInt, and the reasons in words. */
import type { Offer, Phase, Placement, Workload } from './types.ts';

/** 1 ÷ B is the sum of servers! ÷ (k! × load^(servers − k)): taken from k = servers down, each term is the one before × (k + 1) ÷ load. */
export function erlangC(servers: number, load: number): number {
  if (load === 0) return 0;
  if (load >= servers) return 1;
  let [term, sum] = [1, 1];
  for (let k = servers - 1; k >= 0 && term > 0; k--) {
    term *= (k + 1) / load;
    sum += term;
  }
  // C = 1 ÷ (1 + (1 − ρ) × (1 ÷ B − 1)), with 1 ÷ B = sum.
  return 1 / (1 + (1 - load / servers) * (sum - 1));
}

const loadOf = ({ perHour }: Phase, serviceMs: number) => (perHour / 3_600_000) * serviceMs;

function slowOnServers(phase: Phase, { serviceMs, patienceMs }: Workload, workers: number): number {
  const load = loadOf(phase, serviceMs);
  if (load >= workers - 1e-12) return 1;
  return erlangC(workers, load) / Math.exp(((workers - load) * patienceMs) / serviceMs);
}

const coldOf = ({ perHour }: Phase, { function: { keepAliveS } }: Offer) => 1 / Math.exp((perHour * keepAliveS) / 3600);

const workersOf = ({ memoryMb }: Workload, { server }: Offer) =>
  Math.min(server.slots, Math.trunc(server.memoryMb / memoryMb));

const near = (share: number, percent: number) => Math.abs(share * 100 - percent) <= 1e-9 * Math.max(1, percent);

/** Whether some share that decides is equal to the limit but for rounding. */
export function isNearTheLimit(workload: Workload, offer: Offer): boolean {
  const { phases, slowPercent } = workload;
  const each = workersOf(workload, offer);
  const busy = phases.filter(({ perHour }) => perHour > 0);
  if (slowPercent === 0 || slowPercent === 100) return false;
  if (busy.some((phase) => near(coldOf(phase, offer), slowPercent))) return true;
  const fleets = Array.from(
    { length: each === 0 ? 0 : Math.min(offer.server.most, 60) },
    (_, more) => (more + 1) * each,
  );
  return fleets.some((workers) => busy.some((phase) => near(slowOnServers(phase, workload, workers), slowPercent)));
}

interface Side {
  placement: Placement | null;
  words: string;
}

export function placed(workload: Workload, offer: Offer): { placement: Placement | null; reason: string } {
  const [servers, functions] = [onServers(workload, offer), onFunctions(workload, offer)];
  const [a, b] = [functions.placement, servers.placement];
  const placement = a && b ? (b.nanoDollars < a.nanoDollars ? b : a) : (a ?? b);
  return { placement, reason: `Servers: ${servers.words}. Functions: ${functions.words}.` };
}

function onServers(workload: Workload, offer: Offer): Side {
  const { phases, slowPercent } = workload;
  const each = workersOf(workload, offer);
  const { most, nanoDollarsPerHour } = offer.server;
  if (each === 0) return { placement: null, words: 'one has not enough memory for a single request' };
  const hours = phases.reduce((sum, phase) => sum + phase.hours, 0);
  for (let count = 2; count <= most; count++) {
    const workers = (count - 1) * each;
    const slow = phases.map((phase) => (phase.perHour === 0 ? 0 : slowOnServers(phase, workload, workers)));
    const worst = Math.max(...slow);
    if (worst * 100 > slowPercent) continue;
    const nanoDollars = Number(BigInt(count) * BigInt(hours) * BigInt(nanoDollarsPerHour));
    return {
      placement: { on: 'servers', servers: count, nanoDollars },
      words: `with one of ${count} lost, ${workers} workers are left, and ${(100 * worst).toPrecision(3)} % wait too long in the worst phase`,
    };
  }
  return { placement: null, words: `not even ${most} keep the objective with one of them lost` };
}

function onFunctions(workload: Workload, offer: Offer): Side {
  const { phases, serviceMs, memoryMb, longestMs, patienceMs, slowPercent } = workload;
  const fn = offer.function;
  const none = (words: string): Side => ({ placement: null, words });
  if (longestMs > fn.longestMs) return none(`a request may take ${longestMs} ms, and ${fn.longestMs} are allowed`);
  if (memoryMb > fn.memoryMb) return none(`a request needs ${memoryMb} MB, and ${fn.memoryMb} are allowed`);
  const load = Math.max(...phases.map((phase) => loadOf(phase, serviceMs)));
  if (load > fn.concurrency * (1 + 1e-12))
    return none(`${load} run at once on average, and ${fn.concurrency} are allowed`);
  const cold = Math.max(0, ...phases.filter(({ perHour }) => perHour > 0).map((phase) => coldOf(phase, offer)));
  if (fn.coldStartMs > patienceMs && cold * 100 > slowPercent)
    return none(`${(100 * cold).toPrecision(3)} % come to a cold start of ${fn.coldStartMs} ms in the quietest phase`);
  const parts = BigInt(serviceMs) * BigInt(memoryMb) * BigInt(fn.nanoDollarsPerGbSecond);
  const time = (parts + 1_023_999n) / 1_024_000n;
  const requests = phases.reduce((sum, { hours, perHour }) => sum + BigInt(hours) * BigInt(perHour), 0n);
  return {
    placement: { on: 'functions', nanoDollars: Number(requests * (BigInt(fn.nanoDollarsPerRequest) + time)) },
    words: `${requests} requests at ${fn.nanoDollarsPerRequest} + ${time} nano-dollars`,
  };
}
