/** The experiments of lesson 13, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import retail from '../scenes/retail.ts';

export const CALLS = 'Calls';
export const EVENTS = 'Events';
export const P99 = 'Response time, 99th percentile';
export const FAILED = 'Failed requests';
export const WAITING = 'Orders that wait in a topic';

/** From when to when the payment is slow or down, in s. */
export const [FROM, TO] = [20, 35];

/** Payment services that become slow, and are well again. */
const slowed = (copies: number) =>
  Array.from({ length: copies }, (_, place) => [
    strike(FROM, 'slow', `payment/${place + 1}`),
    strike(TO, 'recover', `payment/${place + 1}`),
  ]).flat();

/** The second from which hardly anything waits any more, after the payment is well again. */
export const caughtUp = (run: Run) =>
  Array.from({ length: 24 }, (_, index) => TO + 1 + index).find((second) => run.max(WAITING, second) < 30);

export const calm = experiment(
  retail,
  { alsoLuck: [2, 3] },
  {
    'nobody is turned away': (run) => run.in(CALLS).max(FAILED, 5) < 1 && run.in(EVENTS).max(FAILED, 5) < 1,
    'an order by calls takes longer than one by events': (run) =>
      run.in(CALLS).mean(P99, 5) > 2 * run.in(EVENTS).mean(P99, 5),
    'next to nothing waits': (run) => run.in(EVENTS).max(WAITING, 5) < 60,
  },
);

export const slow = experiment(
  retail,
  { strikes: slowed(3), alsoLuck: [2, 3] },
  {
    'hardly an order by calls gets through': (run) => run.in(CALLS).mean(FAILED, FROM + 5, TO) > 37,
    'nobody is turned away by events, and nobody waits for the shop': (run) =>
      run.in(EVENTS).max(FAILED, 5) < 1 && run.in(EVENTS).mean(P99, 5) < 100,
    'hundreds of events wait, and are worked off': (run) =>
      run.in(EVENTS).max(WAITING) > 300 && caughtUp(run.in(EVENTS)) !== undefined,
  },
);

export const more = experiment(
  retail,
  {
    settings: { copies: 6 },
    strikes: slowed(6),
    alsoLuck: [2, 3],
  },
  {
    'more payment services catch up sooner': (run) => caughtUp(run.in(EVENTS))! < caughtUp(slow.in(EVENTS))!,
  },
);

export const always = experiment(
  retail,
  { settings: { payment: 200 }, alsoLuck: [2, 3] },
  {
    'what waits grows to the end': (run) => run.in(EVENTS).last(WAITING) > 400,
    'and still nobody is turned away there': (run) => run.in(EVENTS).max(FAILED, 5) < 1,
  },
);

export const mailDown = experiment(
  retail,
  {
    strikes: [1, 2].flatMap((copy) => [strike(FROM, 'crash', `mail/${copy}`), strike(TO, 'recover', `mail/${copy}`)]),
    alsoLuck: [2, 3],
  },
  {
    'without mail no order by calls is taken': (run) => run.in(CALLS).mean(FAILED, FROM + 3, TO) > 35,
    'by events all are': (run) => run.in(EVENTS).max(FAILED, 5) < 1,
  },
);
