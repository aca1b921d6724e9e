import type { Query, ShardId, Topology } from 'headroom/shard-router';

/** The shards that a query has to ask. */
export function route(query: Query, topology: Topology): ShardId[] {
  // Your code goes here.
  return [];
}
