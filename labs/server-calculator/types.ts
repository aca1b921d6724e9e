/** What is asked about a fleet of servers, and the answer. */

export type Action = 'scale-out' | 'scale-in' | 'hold';

export type Advice =
  | 'add-load-balancing'
  | 'add-caching'
  | 'replicate-or-shard-data'
  | 'isolate-slow-services'
  | 'monitor';

export interface Fleet {
  /** Servers in the fleet now: a whole number, 1 or more. */
  currentServers: number;
  /** Requests per second that arrive, on average: 0 or more. */
  requestRate: number;
  /** Requests per second that one server can handle at most: above 0. */
  capacityPerServer: number;
  /** Share of its capacity that a server should use at most, in per cent: above 0, at most 100. */
  targetUtilisation: number;
}

export interface Plan {
  /** The smallest fleet whose average utilisation does not pass the target; at least 1. */
  requiredServers: number;
  action: Action;
  advice: Advice[];
}
