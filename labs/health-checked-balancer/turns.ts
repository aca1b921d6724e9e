/**
 * The one rule of fairness: whether a pick is somebody's turn. The hidden tests judge by it, and the scene counts by it. Knows nothing
 * of how a balancer works.
 */

/** What is known of a server. Moments are numbers of calls, counted from 1; the pool is created at 0. */
export interface Watched {
  id: string;
  /** Since when it has been healthy; nothing while it is down. */
  healthySince: number | undefined;
  picks: number[];
  /** Stretches in which it was down. */
  down: { from: number; to?: number }[];
}

/** What is wrong with a pick: nobody has that id, the server is known to be down, or another one waited for its turn. */
export type Wrong =
  | { is: 'stranger' }
  | { is: 'down'; server: Watched }
  | { is: 'overtaking'; server: Watched; waited: Watched; before: number; now: number };

/** Keeps account of the calls of one balancer and finds what is unfair. */
export class Watcher {
  readonly servers: readonly Watched[];
  /** How many calls there were. */
  now = 0;

  constructor(ids: readonly string[]) {
    this.servers = ids.map((id) => ({ id, healthySince: 0, picks: [], down: [] }));
  }

  /** The balancer was told of the server with this number, whether that was news or not. */
  reported(number: number, healthy: boolean): void {
    this.now++;
    const server = this.servers[number]!;
    if (healthy === (server.healthySince !== undefined)) return;
    server.healthySince = healthy ? this.now : undefined;
    if (healthy) server.down.at(-1)!.to = this.now;
    else server.down.push({ from: this.now });
  }

  get someoneIsHealthy(): boolean {
    return this.servers.some(({ healthySince }) => healthySince !== undefined);
  }

  /** Notes a pick; says what is wrong with it, if anything is. */
  picked(id: unknown): Wrong | undefined {
    const now = ++this.now;
    const server = this.servers.find((other) => other.id === id);
    if (!server) return { is: 'stranger' };
    const before = server.picks.at(-1);
    server.picks.push(now);
    if (server.healthySince === undefined) return { is: 'down', server };
    if (before === undefined) return undefined;
    const waited = this.servers.find(
      ({ healthySince, picks }) => healthySince !== undefined && healthySince <= before && (picks.at(-1) ?? 0) < before,
    );
    return waited && { is: 'overtaking', server, waited, before, now };
  }

  /** A pick was refused. */
  refused(): void {
    this.now++;
  }
}
