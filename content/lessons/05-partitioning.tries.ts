/** The experiments of lesson 5, and what must hold for its text to be true. */
import { experiment, type Run } from '#scene';
import scene from '../../labs/consistent-hashing/scene.ts';
import reporting from '../../labs/cross-partition-report/scene.ts';
import routing from '../../labs/shard-router/scene.ts';

export const RING = 'A ring';
export const MODULO = 'Hash modulo the shards';
export const RANGES = 'Ranges';
export const MOVED = 'Rows moved so far';
export const P99 = 'Response time, 99th percentile';
export const FAILED = 'Failed requests';
export const BUSIEST = 'The busiest shard works';
export const FULLEST = 'Rows on one shard: fullest';
export const EMPTIEST = 'Rows on one shard: emptiest';

/** The worst 99th percentile from the moment in which shards join. */
export const worst = (run: Run) => run.max(P99, 10);
/** How busy the busiest shard is once everything has moved, and was before anything did. */
export const after = (run: Run) => run.mean(BUSIEST, 32);
export const before = (run: Run) => run.mean(BUSIEST, 4, 10);

export const one = experiment(
  scene,
  { alsoLuck: [2] },
  {
    'four rows in five move under modulo': (run) => Math.abs(run.in(MODULO).last(MOVED) - 800) < 40,
    'a fifth of them on the ring': (run) => Math.abs(run.in(RING).last(MOVED) - 200) < 40,
    'under modulo it takes longer': (run) =>
      run.in(MODULO).toldAt('The last row') > run.in(RING).toldAt('The last row') + 5,
    'and is felt more': (run) => worst(run.in(MODULO)) > 2 * worst(run.in(RING)),
  },
);

export const doubled = experiment(
  scene,
  { settings: { added: 4 }, alsoLuck: [2] },
  {
    'half of the rows move, in both': (run) =>
      [MODULO, RING].every((world) => Math.abs(run.in(world).last(MOVED) - 500) < 40),
    'that is less than for one shard': (run) => run.in(MODULO).last(MOVED) < one.in(MODULO).last(MOVED) - 200,
  },
);

export const ranges = experiment(
  scene,
  { settings: { beside: 'ranges' }, alsoLuck: [2] },
  {
    'the fewest rows move': (run) =>
      run.in(RANGES).last(MOVED) < run.in(RING).last(MOVED) && run.in(RANGES).last(MOVED) === 125,
    'the fullest shard has as many rows as before': (run) =>
      run.in(RANGES).last(FULLEST) === run.in(RANGES).at(FULLEST, 8),
    'and hardly less work': (run) => after(run.in(RANGES)) > before(run.in(RANGES)) - 10,
    'on the ring it has fewer': (run) => run.in(RING).last(FULLEST) < run.in(RING).at(FULLEST, 8) - 20,
  },
);

export const lonely = experiment(
  scene,
  { settings: { points: 1 }, alsoLuck: [2] },
  {
    'one shard has many times as much as another': (run) =>
      run.in(RING).at(FULLEST, 8) > 3 * run.in(RING).at(EMPTIEST, 8),
    'requests fail': (run) => run.in(RING).max(FAILED) > 10,
    'beside it none do': (run) => run.in(MODULO).max(FAILED) < 5,
  },
);

export const hot = experiment(
  scene,
  { settings: { hot: 40, added: 4 }, alsoLuck: [2] },
  {
    'the busiest shard has no rest, before and after': (run) =>
      [RING, MODULO].every((world) => before(run.in(world)) > 97 && after(run.in(world)) > 97),
    'requests fail to the end': (run) => [RING, MODULO].every((world) => run.in(world).mean(FAILED, 32) > 20),
  },
);

export const ROUTED = 'Asks who has the rows';
export const EVERYBODY = 'Asks everybody';
export const ASKED = 'Shards asked for a query';
export const WORK = 'Shards work';
/** The share of queries that failed, in per cent, as is told at the end. */
export const lost = (run: Run) => run.figure('# % failed');

export const asked = experiment(
  routing,
  { alsoLuck: [2] },
  {
    'about one shard and a half is asked for a query': (run) => Math.abs(run.in(ROUTED).mean(ASKED, 5) - 1.43) < 0.15,
    'all are served': (run) => lost(run.in(ROUTED)) < 0.1,
    'beside it most are not': (run) => lost(run.in(EVERYBODY)) > 70,
  },
);

export const more = experiment(
  routing,
  { settings: { shards: 8, others: 50 }, alsoLuck: [2] },
  {
    'the shards never rest': (run) => run.in(ROUTED).mean(WORK, 5) > 97,
    'many fail': (run) => lost(run.in(ROUTED)) > 10,
    'fewer would with four, but not many': (run) =>
      lost(few.in(ROUTED)) > lost(run.in(ROUTED)) && lost(few.in(ROUTED)) < 40,
  },
);

export const few = experiment(
  routing,
  { settings: { others: 50 }, alsoLuck: [2] },
  { 'many fail': (run) => lost(run.in(ROUTED)) > 20 },
);

export const byHash = experiment(
  routing,
  { settings: { cut: 'hash' }, alsoLuck: [2] },
  {
    'more shards are asked': (run) => run.in(ROUTED).mean(ASKED, 5) > asked.in(ROUTED).mean(ASKED, 5) + 0.15,
    'they work more': (run) => run.in(ROUTED).mean(WORK, 5) > asked.in(ROUTED).mean(WORK, 5) + 6,
  },
);

export const BATCHES = 'In batches';
export const SINGLE = 'A query for each order';
export const REPORT = 'A report takes, 99th percentile';
export const SIGNING_IN = 'Signing in takes, 99th percentile';
export const CUSTOMERS = 'Databases work: customers';
/** Queries that one report takes, as is told at the end. */
export const queries = (run: Run) => run.figure('asked # queries');

export const joined = experiment(
  reporting,
  {},
  {
    'a handful of queries against hundreds': (run) => queries(run.in(BATCHES)) < 12 && queries(run.in(SINGLE)) > 300,
    'the database of customers never rests': (run) => run.in(SINGLE).mean(CUSTOMERS, 10) > 97,
    'in batches half of it is free': (run) => run.in(BATCHES).mean(CUSTOMERS, 10) < 60,
    'a report takes seconds': (run) => run.in(SINGLE).mean(REPORT, 10) > 5_000,
    'in batches a tenth of one': (run) => run.in(BATCHES).mean(REPORT, 10) < 150,
    'those who sign in wait': (run) => run.in(SINGLE).mean(SIGNING_IN, 10) > 3 * run.in(BATCHES).mean(SIGNING_IN, 10),
  },
);
