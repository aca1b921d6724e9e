/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A machine more than is needed serves as well, and the budget has room for one.',
    mutants: [
      ['...sold.cdn, replicas: 2', '...sold.cdn, replicas: 3'],
      ['...sold.loadBalancer, replicas: 2', '...sold.loadBalancer, replicas: 3'],
      ['...sold.web, replicas: 3', '...sold.web, replicas: 4'],
      ['...sold.application, replicas: 4', '...sold.application, replicas: 5'],
      ['...sold.largeCache, replicas: 2', '...sold.largeCache, replicas: 3'],
      ["'metadata-1', ...sold.shard, replicas: 2", "'metadata-1', ...sold.shard, replicas: 3"],
      ["'metadata-2', ...sold.shard, replicas: 2", "'metadata-2', ...sold.shard, replicas: 3"],
      ["'metadata-3', ...sold.shard, replicas: 2", "'metadata-3', ...sold.shard, replicas: 3"],
      ["'metadata-4', ...sold.shard, replicas: 2", "'metadata-4', ...sold.shard, replicas: 3"],
      ['...sold.storage, replicas: 2', '...sold.storage, replicas: 3'],
    ],
  },
  {
    because: 'With four shards there is just room for all reads when the only cache is gone.',
    mutants: [['...sold.largeCache, replicas: 2', '...sold.largeCache, replicas: 1']],
  },
] satisfies Survivor[];
