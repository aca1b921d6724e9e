/** The experiments of lesson 1, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import balancer from '../../labs/health-checked-balancer/scene.ts';
import fleet from '../../labs/scale-up-or-out/scene.ts';

export const FLEET = 'The cheapest fleet';
export const LARGE = 'One large machine';
export const FAILED = 'Failed requests';
export const P99 = 'Response time, 99th percentile';
export const USE = 'Utilisation';

/** What was ordered, as its box says: 'Small machines, 12 for $1.20 an hour'. */
const ordered = (run: Run): string => {
  const { label, note } = run.in(FLEET).recordings[0]!.architecture.nodes.at(-1)!;
  return `${label}, ${note}`;
};

export const asItIs = experiment(
  fleet,
  { settings: { loss: 'while' } },
  {
    'twelve small machines are ordered': (run) => ordered(run) === 'Small machines, 12 for $1.20 an hour',
    'the large machine fails everything while it is lost': (run) => run.in(LARGE).min(FAILED, 6.7, 10) > 400,
    'the fleet fails nothing after about a second': (run) => run.in(FLEET).max(FAILED, 7.4) === 0,
    'in that second it fails a twelfth': (run) => run.in(FLEET).figure('# failed') < (1.3 * 550) / 12,
    'the large machine is busy all the time, and the fleet is not': (run) =>
      run.in(LARGE).min(USE, 14) > 99.5 && run.in(FLEET).mean(USE, 14) < 95,
    'its times climb until its queue is full, and then it turns requests away': (run) =>
      run.in(LARGE).at(P99, 30) > 1.5 * run.in(LARGE).at(P99, 22) &&
      run.in(LARGE).max(FAILED, 12, 28) === 0 &&
      run.in(LARGE).mean(FAILED, 36) > 0,
  },
);

export const forGood = experiment(
  fleet,
  {},
  {
    'no more fails than when it comes back': (run) =>
      run.in(FLEET).figure('# failed') === asItIs.in(FLEET).figure('# failed'),
    'the times are far longer at the end': (run) => run.in(FLEET).last(P99) > 2 * asItIs.in(FLEET).last(P99),
  },
);

export const threeLost = experiment(
  fleet,
  { strikes: [strike(16, 'crash', 'web/5'), strike(16, 'crash', 'web/6')], from: 14 },
  { 'nine turn requests away until the end': (run) => run.in(FLEET).last(FAILED) > 0 },
);

export const tenSmall = experiment(
  fleet,
  { settings: { peak: 1000, survive: 0, offers: 'small', loss: 'none' } },
  {
    'ten small machines are ordered': (run) => ordered(run) === 'Small machines, 10 for $1.00 an hour',
    'the large machine answers earlier at the end': (run) => run.in(LARGE).last(P99) < 0.8 * run.in(FLEET).last(P99),
    'hardly anything fails': (run) => run.in(LARGE).figure('# failed') + run.in(FLEET).figure('# failed') < 10,
  },
);

export const FAIR = 'The reference';
export const STAND_IN = 'The next one stands in';
export const COUNTER = 'A counter over the healthy';
export const TWICE = 'Picked twice while another waited';

export const MOST = 'Most that one server was given';

export const oneDown = experiment(
  balancer,
  {},
  {
    'one server gets more than it can do, and with fair turns none does': (run) =>
      run.in(STAND_IN).mean(MOST, 7, 18) > 50 && run.in(FAIR).mean(MOST, 7, 18) < 40,
    'it turns requests away until server 1 is back': (run) =>
      run.in(STAND_IN).mean(FAILED, 10, 18) > 2 && run.in(STAND_IN).max(FAILED, 19) === 0,
    'the fair one fails nothing once a check has found server 1 down': (run) => run.in(FAIR).max(FAILED, 5) === 0,
    'the fair one picks nobody out of turn': (run) => run.in(FAIR).last(TWICE) === 0,
  },
);

export const flapping = experiment(
  balancer,
  { settings: { failures: 'flapping', other: 'counter' } },
  {
    'about one pick at each of twelve changes is out of turn': (run) =>
      run.in(COUNTER).last(TWICE) >= 8 && run.in(COUNTER).last(TWICE) <= 18,
    'none is where turns are fair': (run) => run.in(FAIR).last(TWICE) === 0,
    'nobody gets much slower by it': (run) => run.in(COUNTER).mean(P99, 2) < 1.05 * run.in(FAIR).mean(P99, 2),
  },
);
