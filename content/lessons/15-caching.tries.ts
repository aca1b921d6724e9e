/** The experiments of lesson 15, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import caching from '../scenes/caching.ts';

export const SHARED = 'One cache for all';
export const LOCAL = 'A cache in each server';
export const HITS = 'Found in a cache';
export const USE = 'Utilisation';
export const P99 = 'Response time, 99th percentile';
export const FAILED = 'Failed requests';

/** By then both caches are full, in seconds. */
export const AFTER = 10;
export const hits = (run: Run) => run.mean(HITS, AFTER);

/** The second from which the 99th percentile stays below 150 ms, after the restart at 20 s. */
export const calmFrom = (run: Run) =>
  Array.from({ length: 18 }, (_, index) => 22 + index).find((second) => run.max(P99, second) < 150);

const misses = (run: Run) => 100 - hits(run);

export const same = experiment(
  caching,
  { alsoLuck: [2, 3] },
  {
    'the shared cache finds more than four fifths': (run) => hits(run.in(SHARED)) > 80,
    'the four find little more than half': (run) => hits(run.in(LOCAL)) > 50 && hits(run.in(LOCAL)) < 63,
    'the database behind the four never rests': (run) => run.in(LOCAL).mean(USE, AFTER) > 99,
    'the other has work for less than three quarters of its time': (run) => run.in(SHARED).mean(USE, AFTER) < 75,
  },
);

export const double = experiment(
  caching,
  { settings: { entries: 800 }, alsoLuck: [2, 3] },
  {
    'the shared cache finds nearly everything': (run) => hits(run.in(SHARED)) > 94,
    'about a quarter of the misses is left': (run) => {
      const left = misses(run.in(SHARED)) / misses(same.in(SHARED));
      return left > 0.15 && left < 0.35;
    },
  },
);

export const restart = experiment(
  caching,
  { strikes: [strike(20, 'crash', 'shared'), strike(21, 'recover', 'shared')], alsoLuck: [2, 3], from: 15 },
  {
    'nothing is found while it is down': (run) => run.in(SHARED).at(HITS, 21) === 0,
    'readers wait for seconds': (run) => run.in(SHARED).max(P99, 21, 30) > 1500,
    'it is not over after five seconds': (run) => run.in(SHARED).at(P99, 26) > 300,
    'some fail': (run) => run.in(SHARED).max(FAILED, 21, 30) > 10,
    'it is over about ten seconds later': (run) => Math.abs((calmFrom(run.in(SHARED)) ?? 99) - 32) <= 2,
    'the four did not notice': (run) => Math.abs(run.in(LOCAL).mean(HITS, 21, 30) - hits(same.in(LOCAL))) < 5,
  },
);

export const together = experiment(
  caching,
  { settings: { coalesce: true }, alsoLuck: [2, 3] },
  {
    'the crowd of the first seconds is served much sooner': (run) =>
      run.in(SHARED).at(P99, 3) < 0.6 * same.in(SHARED).at(P99, 3),
  },
);

export const short = experiment(
  caching,
  { settings: { life: 3 }, alsoLuck: [2, 3] },
  {
    'clearly less is found': (run) => hits(run.in(SHARED)) < hits(same.in(SHARED)) - 10 && hits(run.in(SHARED)) > 50,
    'it is more than the database can bear': (run) => run.in(SHARED).mean(USE, AFTER) > 97,
  },
);
