/** The experiments of lesson 9, and what must hold for its text to be true. */
import { experiment, figureIn, type Run, strike } from '#scene';
import balancers from '../scenes/load-balancers.ts';
import sale from '../scenes/ticket-sale.ts';

// ——— the sale opens: averages from 20 s to the end ———

export const SERVED = 'Requests: served';
export const FAILED = 'Requests: failed';
export const REPLICAS = 'Utilisation: Ticket service';
export const DATABASE = 'Utilisation: Database';
export const TIME = 'Time on the site, 99th percentile';

const near = (value: number, expected: number, by: number) => Math.abs(value - expected) <= by;
const isFull = (run: Run, line: string) => run.mean(line, 20) > 99.5;

export const asItIs = experiment(
  sale,
  {},
  {
    'for a few seconds about 250 customers are served per second': (run) => run.mean(SERVED, 5.5, 8.5) > 200,
    'then none is': (run) => run.max(SERVED, 20) === 0,
    'replicas and database are 100 % busy': (run) => isFull(run, REPLICAS) && isFull(run, DATABASE),
  },
);

export const fourteen = experiment(
  sale,
  { settings: { replicas: 14 } },
  {
    'half of the customers are served': (run) =>
      near(run.mean(SERVED, 20), 250, 6) && near(run.mean(FAILED, 20), 250, 12),
    'the replicas are not busy all the time, and the database is': (run) =>
      run.mean(REPLICAS, 20) < 75 && isFull(run, DATABASE),
  },
);

export const twenty = experiment(
  sale,
  { settings: { replicas: 20 } },
  { 'as many are served as by fourteen': (run) => near(run.mean(SERVED, 20), fourteen.mean(SERVED, 20), 2) },
);

/** Of 100 looks and holds that come to the cache, so many end there by the end. */
export const hits = (run: Run) => figureIn(run.node('cache', 40).text, '# % hits')!;

export const cached = experiment(
  sale,
  { settings: { replicas: 14, cache: true } },
  {
    'everybody is served': (run) => run.mean(FAILED, 20) === 0,
    'three of four looks end in the cache': (run) => near(hits(run), 75, 5),
    'the database has room': (run) => run.mean(DATABASE, 20) < 80,
  },
);

export const uncached = experiment(
  sale,
  { settings: { replicas: 14, cache: true }, strikes: [strike(20, 'crash', 'cache')], from: 15 },
  { 'half of the customers fail again': (run) => run.mean(FAILED, 24) > 200 },
);

const eleven = { replicas: 11, cache: true };
export const inTurn = experiment(
  sale,
  { settings: eleven },
  {
    'the replicas are 92 % busy': (run) => near(run.mean(REPLICAS, 20), 92, 1),
    'nobody fails': (run) => run.mean(FAILED, 20) < 1,
  },
);
export const fewest = experiment(
  sale,
  { settings: { ...eleven, policy: 'least-connections' } },
  { 'half of the time of turns is enough': (run) => run.mean(TIME, 20) < 0.6 * inTurn.mean(TIME, 20) },
);
export const atRandom = experiment(
  sale,
  { settings: { ...eleven, policy: 'random' } },
  { 'it takes longer than turns': (run) => run.mean(TIME, 20) > 1.3 * inTurn.mean(TIME, 20) },
);

export const room = experiment(
  sale,
  { settings: { room: true } },
  {
    'six replicas serve about 175 per second': (run) => near(run.mean(SERVED, 20), 177, 4),
    'nothing fails': (run) => run.max(FAILED) === 0,
    'far more are served in all': (run) => run.figure('# were served') > 3 * asItIs.figure('# were served'),
  },
);

export const wider = experiment(
  sale,
  { settings: { room: true, admits: 250 } },
  {
    'all of the database is used, and nothing fails': (run) => isFull(run, DATABASE) && run.max(FAILED) === 0,
    'it takes longer inside': (run) => run.mean(TIME, 20) > 3 * room.mean(TIME, 20),
  },
);

// ——— three balancers beside each other ———

export const TURNS = 'Each in turn';
export const FEWEST = 'The fewest connections';
export const p99 = (run: Run) => run.figure('took at most # ms');
export const percentFailed = (run: Run) => run.figure('ms; # % failed');
/** Failures per second while a server is not well. */
export const failing = (run: Run) => run.mean('Failed requests', 14, 21.5);

export const uneven = experiment(
  balancers,
  { alsoLuck: [2, 3, 4, 5] },
  {
    'turns take far longer than the fewest connections, and fail': (run) =>
      p99(run.in(TURNS)) > 8 * p99(run.in(FEWEST)) && percentFailed(run.in(TURNS)) > 5,
    'for the fewest connections nothing fails': (run) => percentFailed(run.in(FEWEST)) === 0,
    'the less busy of two comes close': (run) =>
      p99(run.in('two')) > p99(run.in(FEWEST)) && p99(run.in('two')) < 2 * p99(run.in(FEWEST)),
    'the old servers are full in turn, and empty otherwise': (run) =>
      run.in(TURNS).mean('Old servers', 8) > 60 && run.in(FEWEST).mean('Old servers', 8) < 1,
  },
);

export const equals = experiment(
  balancers,
  { settings: { work: 20 } },
  { 'all three are nearly alike': (run) => [TURNS, FEWEST, 'two'].every((title) => near(p99(run.in(title)), 113, 15)) },
);

export const failsFast = experiment(
  balancers,
  { settings: { fault: 'fails', third: 'first' }, from: 10 },
  {
    'the fewest connections send it more than turns do': (run) => failing(run.in(FEWEST)) > failing(run.in(TURNS)) + 10,
    'about 40 % of the customers': (run) => near(failing(run.in(FEWEST)), 0.4 * 140, 3),
    'the first of equals sends it four fifths': (run) => near(failing(run.in('first')), 0.8 * 140, 4),
  },
);

export const onlyTheWell = experiment(
  balancers,
  { settings: { fault: 'fails', third: 'healthy' }, from: 10 },
  {
    'whoever looks at errors finds it out': (run) => percentFailed(run.in('well')) < percentFailed(run.in(FEWEST)) / 5,
  },
);

export const slow = experiment(
  balancers,
  { settings: { fault: 'slow' }, from: 10 },
  {
    'turns fail, and the fewest connections do not': (run) =>
      percentFailed(run.in(TURNS)) > 12 && percentFailed(run.in(FEWEST)) === 0,
  },
);
