/** The experiments of lesson 14, and what must hold for its text to be true. */
import { experiment, type Run } from '#scene';
import wall from '../../labs/anomaly-detector/scene.ts';
import buffer from '../../labs/bounded-buffer/scene.ts';

export const SCORES = 'Deviations from the mean';
export const SUMS = 'Sums of small differences';
export const FALSE = 'False alarms';
export const JUMP = 'Alarms for the one that jumps';
export const DRIFT = 'Alarms for the one that drifts';

/** From when all have learned and none that is not well has begun, in s. */
const QUIET = 40;
export const falseAlarms = (run: Run) => run.mean(FALSE, QUIET);

export const three = experiment(
  wall,
  { alsoLuck: [2, 3], from: 60 },
  {
    'more than one false alarm a second': (run) => falseAlarms(run.in(SCORES)) > 1.2 && falseAlarms(run.in(SCORES)) < 4,
    'the jump is told': (run) => run.in(SCORES).at(JUMP, 80) > 2,
    'of the drift hardly anything is': (run) => run.in(SCORES).at(DRIFT, 119) <= 3,
    'the sums tell of it again and again': (run) => run.in(SUMS).at(DRIFT, 119) >= 4,
  },
);

export const five = experiment(
  wall,
  { settings: { threshold: 5 }, alsoLuck: [2, 3], from: 60 },
  {
    'next to no false alarms': (run) => falseAlarms(run.in(SCORES)) < 0.15,
    'the jump is told all the same': (run) => run.in(SCORES).at(JUMP, 80) > 2,
    'of the drift nothing is': (run) => run.in(SCORES).at(DRIFT, 119) === 0,
  },
);

export const many = experiment(
  wall,
  { settings: { sensors: 2000 }, alsoLuck: [2, 3], from: 60 },
  {
    'four times as many false alarms': (run) => {
      const ratio = falseAlarms(run.in(SCORES)) / falseAlarms(three.in(SCORES));
      return ratio > 2.5 && ratio < 6;
    },
  },
);

export const OLDEST = 'The oldest makes way';
export const NEWEST = 'The newest is dropped';
export const ENDLESS = 'No end';
export const HELD = 'Readings held';
export const AGE = 'Age of what is processed';
export const LOST = 'Lost';
/** Readings that were lost in 40 s. */
export const lost = (run: Run) => run.mean(LOST) * 40;

export const burst = experiment(
  buffer,
  { alsoLuck: [2, 3], from: 3 },
  {
    'both lose the same': (run) => Math.abs(lost(run.in(OLDEST)) - lost(run.in(NEWEST))) < 5,
    'what is processed is about a second old on one side': (run) => run.in(OLDEST).mean(AGE, 10, 13) < 1.6,
    'and four times as old or more on the other': (run) => run.in(NEWEST).mean(AGE, 10, 13) > 3.2,
    'without an end nothing is lost, and all is old': (run) =>
      lost(run.in(ENDLESS)) === 0 && run.in(ENDLESS).at(AGE, 39) > 20,
  },
);

export const bigger = experiment(
  buffer,
  { settings: { room: 1000 }, alsoLuck: [2, 3], from: 3 },
  {
    'it loses less': (run) => lost(run.in(NEWEST)) < lost(burst.in(NEWEST)) - 300,
    'and is late for longer': (run) => run.in(NEWEST).max(AGE) > 10,
  },
);

export const overloaded = experiment(
  buffer,
  { settings: { base: 120 }, alsoLuck: [2, 3], from: 3 },
  {
    'it never comes back': (run) => run.in(NEWEST).at(HELD, 39) > 350,
    'and goes on losing': (run) => run.in(NEWEST).mean(LOST, 20) > 5,
  },
);
