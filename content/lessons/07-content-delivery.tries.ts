/** The experiments of lesson 7, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import delivery, { EDGES, STRAIGHT } from '../../labs/edge-cache/scene.ts';

export { EDGES, STRAIGHT };
export const ALONE = 'Each miss fetches for itself';
export const SYDNEY = 'Time to an answer, median: Sydney';
const MEDIAN = 'Time to an answer, median';
export const ASKED = 'Asked of the origin: requests';
export const FOUND = 'Found at an edge: hits';
export const FAILED = 'Failed requests: failed';

/** By then edges hold what is popular, in seconds. */
export const AFTER = 10;

/** How long the first in Sydney waited for the most popular segment, and the next after that, in ms. */
export const firstInSydney = (run: Run) => run.figure('the most popular segment waited # ms');
export const secondInSydney = (run: Run) => run.figure('; the next after that, # ms');

const edges = (run: Run) => run.in(EDGES);
const straight = (run: Run) => run.in(STRAIGHT);

export const asItIs = experiment(
  delivery,
  { alsoLuck: [2, 3] },
  {
    'the first in Sydney waits less than half as long with an edge as without': (run) =>
      firstInSydney(edges(run)) < 0.5 * firstInSydney(straight(run)),
    'the next waits for the last mile': (run) => secondInSydney(edges(run)) < 60,
    'without edges nothing gets better': (run) => secondInSydney(straight(run)) > 850,
    'the origin is asked less than a third as often': (run) =>
      edges(run).mean(ASKED, AFTER) < 0.33 * straight(run).mean(ASKED, AFTER),
  },
);

export const twice = experiment(
  delivery,
  { settings: { rate: 40 }, alsoLuck: [2, 3] },
  {
    'straight to London a quarter and more fails': (run) => straight(run).mean(FAILED, AFTER) > 0.25 * 120,
    'with edges nothing fails': (run) => edges(run).max(FAILED) === 0,
    'with edges the origin is asked less than twice as often': (run) =>
      edges(run).mean(ASKED, AFTER) < 1.7 * edges(asItIs).mean(ASKED, AFTER),
  },
);

export const originGone = experiment(
  delivery,
  { settings: { life: 30 }, strikes: [strike(15, 'crash', 'origin')], alsoLuck: [2, 3], from: 10 },
  {
    'without edges everything fails': (run) => straight(run).mean(FAILED, 18) > 57,
    'with edges less than a third fails at first': (run) => edges(run).mean(FAILED, 16, 20) < 0.33 * 60,
    'and more and more after that': (run) => edges(run).mean(FAILED, 35, 40) > 1.5 * edges(run).mean(FAILED, 16, 20),
  },
);

export const keptStale = experiment(
  delivery,
  { settings: { life: 30, stale: 60 }, strikes: [strike(15, 'crash', 'origin')], alsoLuck: [2, 3], from: 10 },
  {
    'it does not get worse': (run) => edges(run).mean(FAILED, 35, 40) < 1.3 * edges(run).mean(FAILED, 16, 20),
  },
);

export const edgeGone = experiment(
  delivery,
  { strikes: [strike(15, 'crash', 'sydneyedge')], alsoLuck: [2, 3], from: 10 },
  {
    'for a second requests fail': (run) => edges(run).max(FAILED, 15, 17) > 3,
    'and then none': (run) => edges(run).max(FAILED, 18) === 0,
    'Sydney waits for another continent': (run) => edges(run).mean(SYDNEY, 18) > 700,
    'and still no longer than without edges': (run) => edges(run).mean(SYDNEY, 18) < straight(run).mean(SYDNEY, 18),
  },
);

const live = { films: 'one', life: 1, rate: 60, beside: 'alone' } as const;

export const herd = experiment(
  delivery,
  { settings: live, alsoLuck: [2, 3] },
  {
    'with one fetch the origin is asked a few times a second': (run) => edges(run).mean(ASKED, AFTER) < 4,
    'without, ten times as often': (run) => run.in(ALONE).mean(ASKED, AFTER) > 8 * edges(run).mean(ASKED, AFTER),
  },
);

export const herdStale = experiment(
  delivery,
  { settings: { ...live, stale: 5 }, alsoLuck: [2, 3] },
  {
    'nobody waits for the origin any more': (run) => edges(run).min(FOUND, AFTER) > 99.9,
    'and it is asked about as often': (run) => edges(run).mean(ASKED, AFTER) < 4,
  },
);

/** The medians of one city are those of a handful of requests each: their mean is read. */
export const medianIn = (run: Run, city: string) => run.mean(`${MEDIAN}: ${city}`, AFTER);
