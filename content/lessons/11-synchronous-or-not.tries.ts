/** The experiments of lesson 11, and what must hold for its text to be true. */
import { experiment, type Run } from '#scene';
import calls from '../../labs/resilient-call/scene.ts';
import chain from '../scenes/chain.ts';

export const CHAIN = 'Each calls the next';
export const QUEUED = 'A queue before the bank';
export const BROWSING = 'Browsing that fails';
export const ORDERS = 'Orders that fail';
export const THREADS = 'Threads of the gateway that are taken';
export const QUEUE = 'Orders in the queue';
export const UNTIL_PAID = 'From acceptance to payment';

/** When the bank is slow, and a little after it began. */
const slow = (run: Run, chart: string) => run.mean(chart, 8, 17);

export const slowBank = experiment(
  chain,
  { alsoLuck: [2, 3], from: 3 },
  {
    'browsing fails for many of those who have nothing to do with the bank': (run) =>
      slow(run.in(CHAIN), BROWSING) > 25,
    'the gateway has no thread left': (run) => run.in(CHAIN).min(THREADS, 9, 17) >= 18,
    'with a queue nobody is turned away': (run) => run.in(QUEUED).max(BROWSING) + run.in(QUEUED).max(ORDERS) === 0,
    'the queue grows to hundreds': (run) => run.in(QUEUED).max(QUEUE) > 400 && run.in(QUEUED).max(QUEUE) < 800,
    'and is gone in the end': (run) => run.in(QUEUED).at(QUEUE, 35) < 20,
    'orders are paid seconds later': (run) => run.in(QUEUED).max(UNTIL_PAID) > 4,
  },
);

export const moreThreads = experiment(
  chain,
  { settings: { threads: 60 }, alsoLuck: [2, 3], from: 3 },
  {
    'nothing fails': (run) => run.in(CHAIN).max(BROWSING) + run.in(CHAIN).max(ORDERS) === 0,
    'more than forty threads are taken at the gateway': (run) => slow(run.in(CHAIN), THREADS) > 38,
  },
);

export const impatient = experiment(
  chain,
  { settings: { timeout: 'short' }, alsoLuck: [2, 3], from: 3 },
  {
    'everybody can browse': (run) => run.in(CHAIN).max(BROWSING) === 0,
    'most orders fail while the bank is slow': (run) => slow(run.in(CHAIN), ORDERS) > 60,
    'some fail even when it is not': (run) => run.in(CHAIN).mean(ORDERS, 22, 36) > 1,
  },
);

export const patientCalls = experiment(
  chain,
  { settings: { timeout: 'long' }, alsoLuck: [2, 3], from: 3 },
  { 'browsing still fails': (run) => slow(run.in(CHAIN), BROWSING) > 20 },
);

export const PAUSED = 'After a pause of chance length';
export const AT_ONCE = 'Again at once';
export const ANSWERED = 'Calls that get their answer';
export const SENT = 'Attempts sent';
export const INSIDE = 'Attempts that wait in the service';

export const storm = experiment(
  calls,
  { alsoLuck: [2, 3], from: 5 },
  {
    'neither side gets an answer again': (run) =>
      run.in(PAUSED).max(ANSWERED, 30) + run.in(AT_ONCE).max(ANSWERED, 30) === 0,
    'three to four times as much is sent': (run) => run.in(AT_ONCE).mean(SENT, 20) > 260,
    'pauses make it hardly less': (run) => run.in(PAUSED).mean(SENT, 20) > 240,
  },
);

/** The first second from the end of the standstill on from which most calls get their answers again. */
export const wellFrom = (run: Run) =>
  Array.from({ length: 36 }, (_, index) => 13 + index).find((second) => run.min(ANSWERED, second, second + 2) > 40);

export const once = experiment(
  calls,
  { settings: { attempts: 1 }, alsoLuck: [2, 3], from: 5 },
  {
    'it is well again, much later': (run) => {
      const well = wellFrom(run.in(PAUSED)) ?? 99;
      return well > 24 && well < 44;
    },
  },
);

export const short = experiment(
  calls,
  { settings: { still: 0.5 }, alsoLuck: [2, 3], from: 5 },
  { 'half a second is survived': (run) => run.in(AT_ONCE).min(ANSWERED, 25, 49) > 35 },
);

export const broken = experiment(
  calls,
  { settings: { breaker: true }, alsoLuck: [2, 3], from: 5 },
  {
    'both are well again': (run) =>
      run.in(PAUSED).min(ANSWERED, 42, 49) > 40 && run.in(AT_ONCE).min(ANSWERED, 42, 49) > 40,
    'before that next to nothing is sent': (run) => run.in(AT_ONCE).mean(SENT, 20, 28) < 60,
  },
);
