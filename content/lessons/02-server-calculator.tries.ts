/** The experiments of lesson 2, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import fleets from '../../labs/server-calculator/scene.ts';

export const CALCULATED = 'As calculated';
export const FEWEST = 'The fewest';
export const P99 = 'Response time: p99';
export const MEAN = 'Response time: mean';
export const THEORY = 'Response time: mean in theory';
export const USE = 'Utilisation';
export const FAILED = 'Requests: failed';

/** The windows that response times and utilisation are measured in end every two seconds. */
const WINDOWS = Array.from({ length: 30 }, (_, window) => 2 * (window + 1));
/** The end of the first window in which a line is over a value. */
export const firstOver = (run: Run, line: string, value: number) =>
  WINDOWS.find((second) => run.at(line, second) > value) ?? Number.NaN;

const near = (value: number, expected: number, share: number) => Math.abs(value / expected - 1) <= share;
const bothOf = (run: Run) => [run.in(CALCULATED), run.in(FEWEST)];

export const rises = experiment(
  fleets,
  {},
  {
    'the calculator gives ten servers for 700 at 70 %, and seven can do it': (run) =>
      run.recordings.map(({ title }) => title).join() === 'As calculated: 10 servers,The fewest: 7 servers',
    'up to 85 % in use, p99 stays below 56 ms': (run) =>
      bothOf(run).every((fleet) => WINDOWS.every((at) => fleet.at(USE, at) > 85 || fleet.at(P99, at) < 56)),
    'some time after that the p99 of the seven takes off, before the load is all that they can do': (run) =>
      run.in(FEWEST).max(P99, 24, 29) > 80,
    'at 30 s the ten are busy for 70 % of the time, the seven nearly always': (run) =>
      near(run.in(CALCULATED).mean(USE, 28, 32), 70, 0.05) && run.in(FEWEST).mean(USE, 28, 34) > 93,
    'none of the seven fails before the queue is full': (run) => run.in(FEWEST).max(FAILED, 2, 34) === 0,
    'at the end a third of what is asked of the seven fails': (run) => near(run.in(FEWEST).last(FAILED), 1050 / 3, 0.1),
    'the ten stay below 60 ms until 50 s, and reach twice that': (run) =>
      run.in(CALCULATED).max(P99, 2, 50) < 60 && run.in(CALCULATED).max(P99, 54) > 120,
    'the ten fail nothing': (run) => run.in(CALCULATED).max(FAILED) === 0,
    'theory ends where the load reaches all that the servers can do': (run) =>
      Number.isNaN(run.in(FEWEST).at(THEORY, 30)) && Number.isNaN(run.in(CALCULATED).at(THEORY, 56)),
    'shortly before, it runs ahead': (run) =>
      run.in(FEWEST).at(THEORY, 28) > 1.5 * run.in(FEWEST).at(MEAN, 28) &&
      run.in(CALCULATED).at(THEORY, 54) > 1.5 * run.in(CALCULATED).at(MEAN, 54),
  },
);

const fits = (run: Run) => near(run.in(CALCULATED).mean(MEAN), run.in(CALCULATED).mean(THEORY), 0.08);

export const steady = experiment(
  fleets,
  { settings: { load: 'steady' }, alsoLuck: [2] },
  {
    'theory says 10.7 ms': (run) => near(run.in(CALCULATED).mean(THEORY), 10.7, 0.005),
    'the run agrees': fits,
  },
);
export const hotter = experiment(
  fleets,
  { settings: { load: 'steady', rate: 900, target: 90 }, alsoLuck: [2] },
  {
    'theory says 16.7 ms': (run) => near(run.in(CALCULATED).mean(THEORY), 16.7, 0.005),
    'the run agrees': fits,
  },
);

export const apart = experiment(
  fleets,
  { settings: { load: 'steady', queues: 'each' }, alsoLuck: [2] },
  {
    'it takes three times as long': (run) => near(run.in(CALCULATED).mean(MEAN), 3.1 * 10.7, 0.08),
    'that is what M/M/1 says': (run) => near(run.in(CALCULATED).mean(THEORY), 33.3, 0.005) && fits(run),
  },
);

const crash = [strike(10, 'crash', 'servers/1')];
export const lost = experiment(
  fleets,
  { settings: { load: 'steady' }, strikes: crash, from: 5 },
  {
    'ten become nine at 78 %': (run) => near(run.in(CALCULATED).mean(USE, 16), 77.8, 0.02),
    'the mean grows by about a tenth': (run) =>
      near(run.in(CALCULATED).mean(MEAN, 16), 1.1 * steady.in(CALCULATED).mean(MEAN), 0.03),
    'nobody feels it in p99': (run) => run.in(CALCULATED).mean(P99, 16) < 56,
    'for the seven it is too much': (run) => run.in(FEWEST).mean(FAILED, 20) > 70 && run.in(FEWEST).mean(P99, 20) > 500,
  },
);
export const smallLost = experiment(
  fleets,
  { settings: { load: 'steady', rate: 200 }, strikes: crash, from: 5 },
  {
    'three servers are two thirds in use': (run) => near(run.in(CALCULATED).mean(USE, 2, 10), 67, 0.05),
    'two of three cannot keep up': (run) =>
      run.in(CALCULATED).mean(P99, 2, 10) < 65 && run.in(CALCULATED).min(P99, 16) > 2 * 65,
  },
);

const large = { load: 'steady', rate: 1140, target: 95 } as const;
export const twelve = experiment(
  fleets,
  { settings: large, alsoLuck: [2, 3] },
  { 'twelve at 95 % answer within 30 ms on average': (run) => run.in(CALCULATED).mean(MEAN) < 30 },
);
export const two = experiment(
  fleets,
  { settings: { load: 'steady', rate: 180, target: 90 }, alsoLuck: [2, 3] },
  { 'two at 90 % take far longer': (run) => run.in(CALCULATED).mean(MEAN) > 1.5 * twelve.in(CALCULATED).mean(MEAN) },
);
