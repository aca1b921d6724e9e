/** The experiments of lesson 1, and what must hold for its text to be true. */
import { experiment, strike } from '#scene';
import platform from '../scenes/video-platform.ts';

export const LARGE = 'One large machine';
export const FLEET = 'A fleet behind a balancer';
export const FAILED = 'Failed requests';
export const P99 = 'Response time, 99th percentile';
export const USE = 'Utilisation';

export const asItIs = experiment(
  platform,
  {},
  {
    'the large machine fails everything while it is lost': (run) => run.in(LARGE).min(FAILED, 12.6, 18) > 500,
    'the fleet fails nothing after about a second': (run) => run.in(FLEET).max(FAILED, 13.4) === 0,
    'in that second it fails a twelfth': (run) => run.in(FLEET).figure('# failed') < (1.3 * 600) / 12,
    'the large machine is busy all the time, and the fleet is not': (run) =>
      run.in(LARGE).min(USE, 22) > 99.9 && run.in(FLEET).mean(USE, 22) < 95,
    'its times climb until the end': (run) => run.in(LARGE).last(P99) > run.in(LARGE).at(P99, 28),
  },
);

export const forGood = experiment(
  platform,
  { settings: { loss: 'for-good' } },
  {
    'no more fails than when it comes back': (run) =>
      run.in(FLEET).figure('# failed') === asItIs.in(FLEET).figure('# failed'),
    'the times are far longer at the end': (run) => run.in(FLEET).last(P99) > 2 * asItIs.in(FLEET).last(P99),
  },
);

export const threeLost = experiment(
  platform,
  { settings: { loss: 'for-good' }, strikes: [strike(20, 'crash', 'web/5'), strike(20, 'crash', 'web/6')], from: 18 },
  { 'nine turn requests away until the end': (run) => run.in(FLEET).last(FAILED) > 0 },
);

export const tenSmall = experiment(
  platform,
  { settings: { loss: 'none', machines: 10 } },
  {
    'the large machine answers earlier at the end': (run) => run.in(LARGE).last(P99) < 0.8 * run.in(FLEET).last(P99),
    'hardly anything fails': (run) => run.in(LARGE).figure('# failed') + run.in(FLEET).figure('# failed') < 10,
  },
);
