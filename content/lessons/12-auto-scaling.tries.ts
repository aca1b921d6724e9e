/** The experiments of lesson 12, and what must hold for its text to be true. */
import { experiment, type Run } from '#scene';
import autoscaler from '../../labs/autoscaler/scene.ts';
import evening from '../scenes/auto-scaling.ts';

// ——— the match evening in eight minutes: such a loop magnifies small differences, so its figures are those of luck 1 to 8 ———

const alsoLuck = [2, 3, 4, 5, 6, 7, 8];
const scaled = (run: Run) => run.in('Autoscaled');

/** In per cent, and in cents. */
export const failed = (run: Run) => scaled(run).figure('# % failed');
export const bill = (run: Run) => scaled(run).figure('the bill is # cents');
export const fixedBill = (run: Run) => run.in('Fixed: 14 servers').figure('the bill is # cents');

const PAID = 'Servers: paid for';
/** The most servers that were paid for at once, and what the load needs at most. */
export const largest = (run: Run) => scaled(run).max(PAID);
export const needed = (run: Run) => scaled(run).max('Servers: what the load needs at the target');

const changes = (run: Run) =>
  scaled(run)
    .values(PAID)
    .map((count, place, all) => count - (all[place - 1] ?? count))
    .filter((change) => change !== 0);
/** How many servers were ordered, and how often the fleet went from growing to shrinking or back. */
export const ordered = (run: Run) => changes(run).reduce((sum, change) => sum + Math.max(0, change), 0);
export const turns = (run: Run) =>
  changes(run).filter((change, place, all) => change * (all[place - 1] ?? 0) < 0).length;

/** Half-way up: at 156 s. */
export function climbing(run: Run): { paid: number; serving: number; waiting: number } {
  const { copies, waiting } = scaled(run).node('servers', 156);
  const paid = copies.filter(({ state }) => state !== 'off');
  return { paid: paid.length, serving: paid.filter(({ state }) => state === 'up').length, waiting };
}

export const asItIs = experiment(
  evening,
  { alsoLuck, from: 120 },
  {
    'the fixed fleet of 14 fails nothing': (run) => run.in('Fixed: 14 servers').figure('# % failed') === 0,
    'a few in a hundred fail at most': (run) => failed(run) > 0 && failed(run) < 6,
    'it costs less than the fixed fleet': (run) => bill(run) < 0.9 * fixedBill(run),
    'servers are paid for and do not serve yet, while requests wait': (run) =>
      climbing(run).serving < climbing(run).paid && climbing(run).waiting > 0,
    'it overshoots': (run) => largest(run) > 1.3 * needed(run),
  },
);

export const slowStart = experiment(
  evening,
  { settings: { warmUp: 60 }, alsoLuck, from: 120 },
  { 'with twice the warm-up more than a tenth fails': (run) => failed(run) > 10 },
);
export const atOnce = experiment(
  evening,
  { settings: { warmUp: 0 }, alsoLuck, from: 120 },
  {
    'without warm-up nothing fails': (run) => failed(run) === 0,
    'and it is cheap': (run) => bill(run) < 14,
  },
);

export const headroom = experiment(
  evening,
  { settings: { target: 50 }, alsoLuck, from: 120 },
  {
    'less fails': (run) => failed(run) < 2,
    'it costs nearly as much as the fixed fleet': (run) =>
      bill(run) > 0.85 * fixedBill(run) && bill(run) < 1.02 * fixedBill(run),
  },
);
/** Without a maximum that the overshoot could meet. */
export const unbounded = experiment(
  evening,
  { settings: { target: 50, maximum: 60 }, alsoLuck, from: 120 },
  {
    'less fails than at 60 %': (run) => failed(run) < 2,
  },
);
export const prepared = experiment(
  evening,
  { settings: { minimum: 8 }, alsoLuck, from: 120 },
  {
    'nothing fails': (run) => failed(run) === 0,
    'with the lower target something does, with some luck': () => Math.max(...headroom.runs.map(failed)) > 0,
    'which meets its maximum of 24 with some luck, and grows beyond it without': () =>
      Math.max(...headroom.runs.map(largest)) === 24 && Math.max(...unbounded.runs.map(largest)) > 24,
    'and costs more then': () => Math.max(...unbounded.runs.map(bill)) > Math.max(...headroom.runs.map(bill)),
    'for less than the fixed fleet': (run) => bill(run) < 0.95 * fixedBill(run),
  },
);

export const restless = experiment(
  evening,
  { settings: { cooldown: 0 }, alsoLuck, from: 240 },
  {
    'the fleet turns round more often': (run) => turns(run) > 4,
    'it saves money all the same': (run) => bill(run) < 12.5,
  },
);
export const patient = experiment(
  evening,
  { settings: { cooldown: 240 }, alsoLuck, from: 240 },
  {
    'the fleet turns round once or twice': (run) => turns(run) === 1 || turns(run) === 2,
    'it keeps the servers of the crowd through the pause, when 8.3 are needed': (run) => scaled(run).at(PAID, 270) > 13,
  },
);

// ——— the world of the autoscaler's lab, with the reference in the learner's place ———

export const REFERENCE = 'The reference';
export const FOLLOWS = 'Follows the rate';
export const FIXED = 'A fixed fleet';
export const NOTHING = 'Reads no metric as no load';
/** In per cent of the requests, in server-hours, and as a multiple of the best possible. */
export const slowShare = (run: Run) => run.figure('# % of the requests took more');
export const hours = (run: Run) => run.figure('the bill is # server-hours');
export const timesBest = (run: Run) => run.figure('server-hours, # times the best');

export const match = experiment(
  autoscaler,
  { settings: { beside: 'follows' }, alsoLuck: [2, 3, 4], from: 2100 },
  {
    'whoever follows the rate is too late for the steep way up': (run) => slowShare(run.in(FOLLOWS)) > 2,
    'whoever looks ahead is not': (run) => slowShare(run.in(REFERENCE)) < 0.5,
    'that costs about a tenth more': (run) => {
      const ratio = hours(run.in(REFERENCE)) / hours(run.in(FOLLOWS));
      return ratio > 1.05 && ratio < 1.15;
    },
    'it expects growth that does not come': (run) =>
      run.in(REFERENCE).max('Servers: servers') > 1.3 * run.in(REFERENCE).max('Servers: needed for 60 %'),
  },
);
export const matchFixed = experiment(
  autoscaler,
  { from: 2100 },
  { 'a fleet for the peak costs half as much again as the best possible': (run) => timesBest(run.in(FIXED)) > 1.5 },
);

/** When the metrics stop for the first time, and what fleet there was until then, in a world. */
export const stopped = (run: Run) =>
  run.recordings[0]!.events.find(({ text }) => text === 'The metrics stop.')!.at / 1000;
export const fleetBefore = (run: Run) => run.at('Servers', stopped(run));

export const blind = experiment(
  autoscaler,
  { settings: { day: 'dropOut', beside: 'nothing' }, alsoLuck: [2, 3, 4], from: 2100 },
  {
    'for five minutes its window holds the fleet': (run) => {
      const world = run.in(NOTHING);
      return world.min('Servers', stopped(run), stopped(run) + 285) >= fleetBefore(world) - 1;
    },
    'then two servers are left': (run) => run.in(NOTHING).max('Servers', stopped(run) + 400, stopped(run) + 850) === 2,
    'and that costs less': (run) => hours(run.in(NOTHING)) < hours(run.in(REFERENCE)),
    'a good part of the evening is slow': (run) => slowShare(run.in(NOTHING)) > 20,
    'the reference takes no server away, and nothing is slow': (run) => {
      const world = run.in(REFERENCE);
      const servers = world.values('Servers: servers', stopped(run) + 30, stopped(run) + 900);
      return servers.every((count, place) => place === 0 || count >= servers[place - 1]!) && slowShare(world) < 0.1;
    },
  },
);
