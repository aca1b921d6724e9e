/** The experiments of lesson 16, and what must hold for its text to be true. */
import { experiment, type Run } from '#scene';
import pool, { NEWEST, OLDEST } from '../../labs/warm-pool/scene.ts';

export { NEWEST, OLDEST };

const COLD = 'Met a cold start';
const THROTTLED = 'Throttled';
const BUSY = 'Environments: busy';
export const IDLE = 'Environments: idle';
const PROVISIONED = 'Idle time so far: provisioned';

/** Seconds around the rush at 31 s. */
const [BEFORE, AFTER] = [31, 32];
/** Requests of the rush that met a cold start, and that were turned away. */
export const coldInRush = (run: Run) => run.at(COLD, AFTER) - run.at(COLD, BEFORE);
export const throttledInRush = (run: Run) => run.at(THROTTLED, AFTER) - run.at(THROTTLED, BEFORE);
export const coldInAll = (run: Run) => run.last(COLD);
/** Seconds that provisioned environments were idle, all together. */
export const paidIdle = (run: Run) => run.last(PROVISIONED);
/** How many environments there are at the end. */
export const leftAtEnd = (run: Run) => run.last(BUSY) + run.last(IDLE);

const newest = (run: Run) => run.in(NEWEST);
const oldest = (run: Run) => run.in(OLDEST);

export const rush = experiment(
  pool,
  {},
  {
    'one environment is warm, and one only': (run) => run.at(IDLE, BEFORE) === 1,
    'ninety-nine meet a cold start': (run) => coldInRush(run) === 99,
    'all of them are kept idle after that, and then gone': (run) => run.max(IDLE, 34, 42) >= 99 && run.last(IDLE) <= 1,
  },
);

export const provisioned = experiment(
  pool,
  { settings: { provisioned: 100 } },
  {
    'nobody meets a cold start': (run) => coldInAll(run) === 0,
    'it is paid for nearly all of the time': (run) => paidIdle(run) > 0.95 * 100 * 60,
  },
);

export const half = experiment(
  pool,
  { settings: { provisioned: 50 } },
  { 'half of the rush waits': (run) => coldInRush(run) === 50 },
);

export const limited = experiment(
  pool,
  { settings: { limit: 60 } },
  {
    'forty are turned away': (run) => throttledInRush(run) === 40,
    'nobody waits for them to be served later': (run) => coldInRush(run) === 59,
  },
);

export const late = experiment(
  pool,
  { settings: { ahead: 0.5 } },
  {
    'most of the rush is turned away': (run) => throttledInRush(run) > 75,
    'a few find room for a cold start': (run) => coldInRush(run) === 19,
  },
);

export const inTime = experiment(
  pool,
  { settings: { ahead: 1.5 } },
  { 'nobody meets a cold start in the rush': (run) => coldInRush(run) === 0 && throttledInRush(run) === 0 },
);

export const often = experiment(
  pool,
  { settings: { traffic: 'timer', every: 9 } },
  { 'only the first is cold': (run) => coldInAll(run) === 1 },
);

export const seldom = experiment(
  pool,
  { settings: { traffic: 'timer', every: 12 } },
  { 'every one is cold': (run) => coldInAll(run) === 4 },
);

export const order = experiment(
  pool,
  { settings: { traffic: 'load', keepAlive: 15 }, alsoLuck: [2, 3] },
  {
    'the newest first lets most of them go': (run) => leftAtEnd(newest(run)) < 0.45 * newest(run).max(IDLE),
    'the oldest first keeps nearly all of them': (run) => leftAtEnd(oldest(run)) > 0.75 * oldest(run).max(IDLE),
  },
);
