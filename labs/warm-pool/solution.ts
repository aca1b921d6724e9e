import type { Counts, Pool, PoolOptions, Start } from 'headroom/warm-pool';

interface Environment {
  name: string;
  provisioned: boolean;
  idleSince: number;
}

export function createPool({ concurrency, provisioned, keepAliveMs, startMs }: PoolOptions): Pool {
  let made = 0;
  const make = (isProvisioned: boolean, idleSince: number): Environment => ({
    name: `e${++made}`,
    provisioned: isProvisioned,
    idleSince,
  });

  const busy = new Map<string, Environment>();
  /** Both in the order in which they became idle: the last one has been idle for the shortest time. */
  const idleProvisioned = Array.from({ length: provisioned }, () => make(true, 0));
  const idle: Environment[] = [];
  /** When those that were started ahead will be ready, the first first. */
  const starting: number[] = [];
  const requests = { warm: 0, cold: 0, throttled: 0 };
  /** Idle time that is over. */
  let [pastProvisioned, past] = [0, 0];

  function bringUpTo(now: number): void {
    // Whoever is ready by now was not at the last call: it has been idle for a shorter time than all that are here.
    while ((starting[0] ?? Number.POSITIVE_INFINITY) <= now) idle.push(make(false, starting.shift()!));
    while (idle.length > 0 && idle[0]!.idleSince + keepAliveMs <= now) {
      idle.shift();
      past += keepAliveMs;
    }
  }

  const all = (): number => busy.size + idleProvisioned.length + idle.length + starting.length;

  function begins(environment: Environment): string {
    busy.set(environment.name, environment);
    return environment.name;
  }

  return {
    arrive(now): Start {
      bringUpTo(now);
      const warm = idleProvisioned.pop() ?? idle.pop();
      if (warm) {
        requests.warm++;
        if (warm.provisioned) pastProvisioned += now - warm.idleSince;
        else past += now - warm.idleSince;
        return { start: 'warm', environment: begins(warm) };
      }
      if (all() < concurrency) {
        requests.cold++;
        return { start: 'cold', environment: begins(make(false, now)) };
      }
      requests.throttled++;
      return { start: 'throttled' };
    },

    finished(name, now): void {
      bringUpTo(now);
      const environment = busy.get(name)!;
      busy.delete(name);
      environment.idleSince = now;
      if (environment.provisioned) idleProvisioned.push(environment);
      else idle.push(environment);
    },

    prewarm(count, now): number {
      bringUpTo(now);
      const begun = Math.min(count, concurrency - all());
      for (let nth = 0; nth < begun; nth++) starting.push(now + startMs);
      return begun;
    },

    counts(now): Counts {
      bringUpTo(now);
      const lasting = (list: readonly Environment[]) => list.reduce((sum, { idleSince }) => sum + now - idleSince, 0);
      return {
        busy: busy.size,
        idle: idleProvisioned.length + idle.length,
        starting: starting.length,
        ...requests,
        idleProvisionedMs: pastProvisioned + lasting(idleProvisioned),
        idleMs: past + lasting(idle),
      };
    },
  };
}
