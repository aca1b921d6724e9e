/** The experiments of lesson 4, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import globe from '../../labs/hot-cold-placement/scene.ts';
import library from '../../labs/metadata-shards/scene.ts';

export const PLACED = 'Copies where they are watched';
export const EVEN = 'As many copies of each';
export const NEAR = 'Views that are near';
export const CROSSING = 'Views that cross an ocean';
export const FAILED = 'Failed requests';

/** The share of all views that were near, in per cent, as is told at the end. */
export const near = (run: Run) => run.figure('# % of the views were near');

export const safeOnly = experiment(
  globe,
  { settings: { room: 2 }, alsoLuck: [2] },
  {
    'two copies of everything have the same room in both': (run) =>
      [PLACED, EVEN].every((world) => run.in(world).figure('with # GB') === 800),
    'where they are watched, two views in three are near': (run) => Math.abs(near(run.in(PLACED)) - 68) < 4,
    'beside it half of them are': (run) => Math.abs(near(run.in(EVEN)) - 52) < 4,
  },
);

export const little = experiment(
  globe,
  { alsoLuck: [2] },
  {
    'a fifth more room brings twenty points': (run) => near(run.in(PLACED)) - near(safeOnly.in(PLACED)) > 15,
    'and an ocean carries much less': (run) =>
      run.in(PLACED).mean(CROSSING, 5) < 0.5 * safeOnly.in(PLACED).mean(CROSSING, 5),
  },
);

export const everything = experiment(
  globe,
  { settings: { room: 3 }, alsoLuck: [2] },
  {
    'half as much again as the safe copies, and some still cross': (run) => near(run.in(PLACED)) < 97,
    'the last room brings least': (run) => near(run.in(PLACED)) - near(little.in(PLACED)) < 10,
  },
);

export const flat = experiment(
  globe,
  { settings: { skew: 0.6 }, alsoLuck: [2] },
  { 'clearly fewer are near': (run) => near(run.in(PLACED)) < near(little.in(PLACED)) - 8 },
);

export const lost = experiment(
  globe,
  { strikes: [strike(10, 'crash', 'newyork')], from: 8, alsoLuck: [2] },
  {
    'some fail until it is noticed': (run) => run.in(PLACED).max(FAILED, 10, 12) > 10,
    'then none does': (run) => run.in(PLACED).mean(FAILED, 13) < 0.2,
    'and many more cross an ocean': (run) =>
      run.in(PLACED).mean(CROSSING, 13) > 2 * little.in(PLACED).mean(CROSSING, 13),
  },
);

export const SHARE = 'A share for the new one';
export const HASH = 'Hash modulo the shards';
export const ID = 'Id modulo the shards';
export const MOVED = 'Rows moved so far';
export const P99 = 'Response time, 99th percentile';
export const FULLEST = 'Rows on one shard: fullest';

/** The share of all requests that failed, in per cent, as is told at the end. */
export const failing = (run: Run) => run.figure('# % of all requests failed');
/** The worst 99th percentile from the moment in which a shard joins, in ms. */
export const worst = (run: Run) => run.max(P99, 10);

export const joined = experiment(
  library,
  { alsoLuck: [2] },
  {
    'a fifth moves, and all the others stay': (run) => Math.abs(run.in(SHARE).last(MOVED) - 200) < 20,
    'by the remainder four in five do': (run) => Math.abs(run.in(HASH).last(MOVED) - 800) < 30,
    'and who asks waits much longer': (run) => worst(run.in(HASH)) > 2 * worst(run.in(SHARE)),
  },
);

export const bare = experiment(
  library,
  { settings: { beside: 'id' }, alsoLuck: [2] },
  {
    'all videos are on one shard, before and after': (run) =>
      run.in(ID).at(FULLEST, 8) === 1_000 && run.in(ID).last(FULLEST) === 1_000 && run.in(ID).last(MOVED) === 0,
    'it cannot carry them': (run) => Math.abs(failing(run.in(ID)) - 66) < 3,
    'spread, they are no trouble': (run) => failing(run.in(SHARE)) < 0.1,
  },
);
