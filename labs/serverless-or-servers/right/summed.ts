// Written another way: Erlang's formula as one scaled sum, the fleet by doubling and halving, amounts in BigInt.
import type { Offer, Placement, Workload } from 'headroom/serverless-or-servers';

export const waitShare = (servers: number, load: number): number => {
  if (load <= 0) return 0;
  if (servers <= load) return 1;
  // Terms load^k ÷ k! relative to the greatest of them, so that none overflows.
  const logs = Array.from({ length: servers + 1 }, () => 0);
  for (let k = 1; k <= servers; k++) logs[k] = logs[k - 1]! + Math.log(load) - Math.log(k);
  const top = Math.max(...logs);
  const terms = logs.map((log) => Math.exp(log - top));
  const last = (terms.pop()! * servers) / (servers - load);
  return last / (terms.reduce((sum, term) => sum + term, 0) + last);
};

export function place({ phases, ...work }: Workload, { server, function: fn }: Offer): Placement | null {
  const busy = phases.filter(({ perHour }) => perHour > 0);
  const total = (of: (phase: { hours: number; perHour: number }) => number): bigint =>
    phases.reduce((sum, phase) => sum + BigInt(of(phase)), 0n);
  const found: Placement[] = [];

  const perSecond = busy.map(({ perHour }) => perHour / 3600);
  const runsAtOnce = perSecond.map((rate) => (rate * work.serviceMs) / 1000);
  const fits = work.longestMs <= fn.longestMs && work.memoryMb <= fn.memoryMb;
  const room = busy.every(({ perHour }) => perHour * work.serviceMs <= fn.concurrency * 3_600_000);
  const coldest = Math.max(0, ...perSecond.map((rate) => Math.exp(-rate * fn.keepAliveS)));
  if (fits && room && (work.patienceMs >= fn.coldStartMs || coldest <= work.slowPercent / 100)) {
    const product = BigInt(work.serviceMs) * BigInt(work.memoryMb) * BigInt(fn.nanoDollarsPerGbSecond);
    const rounded = product % 1_024_000n === 0n ? product / 1_024_000n : product / 1_024_000n + 1n;
    const nanoDollars = total(({ hours, perHour }) => hours * perHour) * (BigInt(fn.nanoDollarsPerRequest) + rounded);
    found.push({ on: 'functions', nanoDollars: Number(nanoDollars) });
  }

  const perServer = Math.min(server.slots, Math.floor(server.memoryMb / work.memoryMb));
  const keeps = (left: number): boolean =>
    runsAtOnce.every((load) => {
      const workers = left * perServer;
      if (load >= workers) return work.slowPercent >= 100;
      const slow = waitShare(workers, load) * Math.exp(((load - workers) / work.serviceMs) * work.patienceMs);
      return slow <= work.slowPercent / 100;
    });
  const most = server.most - 1;
  if (perServer > 0 && most >= 1) {
    let [tooFew, enough] = [0, 1];
    while (!keeps(enough) && enough < most) [tooFew, enough] = [enough, Math.min(2 * enough, most)];
    if (!keeps(enough)) return found[0] ?? null;
    while (enough - tooFew > 1) {
      const middle = Math.floor((tooFew + enough) / 2);
      if (keeps(middle)) enough = middle;
      else tooFew = middle;
    }
    const servers = enough + 1;
    const nanoDollars = Number(BigInt(servers) * total(({ hours }) => hours) * BigInt(server.nanoDollarsPerHour));
    found.push({ on: 'servers', servers, nanoDollars });
  }
  found.sort((a, b) => a.nanoDollars - b.nanoDollars);
  return found[0] ?? null;
}
