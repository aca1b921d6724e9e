/** The experiments of lesson 10, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import alerts from '../../labs/fraud-alerts/scene.ts';
import broker from '../../labs/message-broker/scene.ts';

export const KEPT = 'Done when acknowledged';
export const FORGOTTEN = 'Taken and forgotten';
export const WAITING = 'Payments that wait';
export const AGE = 'From payment to check';
export const STRANDED = 'Taken by a worker that died';
export const TWICE = 'Checked once more';
export const CHECKED = 'Checked';

/** The first second from the end of the burst on in which hardly anything waits. */
export const calmFrom = (run: Run) =>
  Array.from({ length: 37 }, (_, index) => 13 + index).find((second) => run.at(WAITING, second) < 10);

export const usual = experiment(
  broker,
  { alsoLuck: [2, 3] },
  {
    'the burst leaves some hundreds': (run) => run.in(KEPT).max(WAITING) > 250 && run.in(KEPT).max(WAITING) < 420,
    'nothing is lost': (run) => run.in(KEPT).at(STRANDED, 50) === 0,
    'it takes more than fifteen seconds, and is over before the end': (run) => {
      const calm = calmFrom(run.in(KEPT)) ?? 99;
      return calm > 28 && calm < 48;
    },
  },
);

export const busier = experiment(
  broker,
  { settings: { base: 36 }, alsoLuck: [2, 3] },
  {
    'the backlog is about as long at its longest': (run) =>
      run.in(KEPT).max(WAITING) < 1.5 * usual.in(KEPT).max(WAITING),
    'it is far from gone when the other was': (run) => run.in(KEPT).at(WAITING, 48) > 60,
  },
);

const DEATHS = [7, 11, 15, 19].flatMap((second, index) => [
  strike(second, 'crash', `workers/${index + 1}`),
  strike(second + 2, 'recover', `workers/${index + 1}`),
]);

export const deaths = experiment(
  broker,
  { strikes: DEATHS, alsoLuck: [2, 3], from: 5 },
  {
    'the forgetful broker has lost four': (run) => run.in(FORGOTTEN).at(STRANDED, 50) === 4,
    'the other has lost none': (run) => run.in(KEPT).at(STRANDED, 50) === 0,
    'one was missing for a while': (run) => run.in(KEPT).max(STRANDED) >= 1,
  },
);

export const hasty = experiment(
  broker,
  { settings: { timeout: 0.1 }, alsoLuck: [2, 3] },
  {
    'hundreds of checks are done once more': (run) => run.in(KEPT).at(TWICE, 50) > 200,
    'the backlog never ends': (run) => run.in(KEPT).at(WAITING, 50) > 400,
  },
);

export const patient = experiment(
  broker,
  { settings: { timeout: 0.3 }, alsoLuck: [2, 3] },
  {
    'about one in twenty': (run) => run.in(KEPT).at(TWICE, 50) > 30 && run.in(KEPT).at(TWICE, 50) < 140,
  },
);

export const poison = experiment(
  broker,
  { settings: { poison: true }, alsoLuck: [2, 3] },
  {
    'more is left than without it': (run) => run.in(KEPT).at(WAITING, 40) > usual.in(KEPT).at(WAITING, 40) + 150,
  },
);

export const buried = experiment(
  broker,
  { settings: { poison: true, deliveries: 'three' }, alsoLuck: [2, 3] },
  {
    'as if it had never been there': (run) => run.in(KEPT).at(WAITING, 49) < 60,
  },
);

export const BY_PAYMENT = 'By the time of payment';
export const BY_ARRIVAL = 'By the time of arrival';
export const RIGHT = 'Right alerts';
export const FALSE = 'False alarms';
export const MISSING = 'Not told of';
export const LATE = 'Sent away as late';

export const cutOff = experiment(
  alerts,
  { settings: { twice: 0 }, alsoLuck: [2, 3], from: 10 },
  {
    'by payment there is no false alarm': (run) => run.in(BY_PAYMENT).max(FALSE) === 0,
    'by arrival the return brings many': (run) =>
      run.in(BY_ARRIVAL).at(FALSE, 22) > run.in(BY_ARRIVAL).at(FALSE, 19) + 9,
    'during the cut neither tells of what it cannot know': (run) => run.in(BY_PAYMENT).max(MISSING, 12, 20) > 4,
    'by payment they are all told afterwards': (run) => run.in(BY_PAYMENT).at(MISSING, 23) < 4,
    'by arrival some never are': (run) => run.in(BY_ARRIVAL).at(MISSING, 40) > 5,
  },
);

export const twiceOver = experiment(
  alerts,
  { settings: { isCut: false, twice: 20 }, alsoLuck: [2, 3] },
  {
    'by payment there is no false alarm': (run) => run.in(BY_PAYMENT).max(FALSE) === 0,
    'by arrival there are dozens': (run) => run.in(BY_ARRIVAL).at(FALSE, 40) > 24,
  },
);

export const hurried = experiment(
  alerts,
  { settings: { lateness: 2, twice: 0 }, alsoLuck: [2, 3], from: 10 },
  {
    'no alarm is false': (run) => run.in(BY_PAYMENT).max(FALSE) === 0,
    'payments are sent away': (run) => run.in(BY_PAYMENT).at(LATE, 40) > 20,
    'windows are missed for good': (run) => run.in(BY_PAYMENT).at(MISSING, 40) > 3,
  },
);
