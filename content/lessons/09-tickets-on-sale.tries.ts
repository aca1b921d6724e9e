/** The experiments of lesson 9, and what must hold for its text to be true. */
import { experiment, figureIn, type Run, strike } from '#scene';
import balancers from '../../labs/load-balancers/scene.ts';
import hall from '../../labs/seat-reservation/scene.ts';
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

// ——— balancers beside each other ———

export const TURNS = 'Round robin';
export const FEWEST = 'Least connections';
const QUEUES = 'Old servers';
export const p99 = (run: Run) => run.figure('took at most # ms');
const percentFailed = (run: Run) => run.figure('ms; # % failed');
/** Failures per second while a server is not well. */
export const failing = (run: Run) => run.mean('Failed requests', 9, 15.9);
/** How many requests failed while it lasted. */
export const meanwhile = (run: Run) => run.figure('Meanwhile # requests failed');
/** How many requests wait in the old servers when it has lasted for 8 s. */
export const queued = (run: Run) => run.at(QUEUES, 8);

/** The share of its time that a node is busy, looked at twenty times a second. */
const busy = (run: Run, node: string) => {
  const looks = Array.from({ length: 320 }, (_, look) => run.node(node, 8 + look / 20).copies).flat();
  return looks.reduce((sum, copy) => sum + copy.busy, 0) / looks.length;
};

const PER_SECOND = 140;

export const uneven = experiment(
  balancers,
  { settings: { third: 'two' }, alsoLuck: [2, 3, 4, 5] },
  {
    'in turn, the queues of the old servers grow by about 13 requests per second': (run) =>
      near(queued(run.in(TURNS)), 8 * (PER_SECOND / 3 - 2 / 0.06), 27) &&
      run.in(TURNS).last(QUEUES) > 2 * queued(run.in(TURNS)),
    'meanwhile the new servers are idle half of the time': (run) => near(busy(run.in(TURNS), 'new'), 0.47, 0.06),
    'otherwise hardly anybody waits there': (run) => run.in(FEWEST).mean(QUEUES) < 1 && run.in('two').mean(QUEUES) < 2,
    'turns take far longer than the fewest connections': (run) => p99(run.in(TURNS)) > 30 * p99(run.in(FEWEST)),
    'the less busy of two comes close': (run) =>
      p99(run.in('two')) > p99(run.in(FEWEST)) && p99(run.in('two')) < 2 * p99(run.in(FEWEST)),
    'nothing fails': (run) => run.recordings.every(({ title }) => percentFailed(run.in(title)) === 0),
  },
);

export const failsFast = experiment(
  balancers,
  { settings: { fault: 'fail', third: 'first' }, from: 7, alsoLuck: [2, 3, 4, 5] },
  {
    'in turn it gets its sixth': (run) => near(failing(run.in(TURNS)), PER_SECOND / 6, 2),
    'the fewest connections send it more than a third of the customers': (run) =>
      near(failing(run.in(FEWEST)), 0.36 * PER_SECOND, 6),
    'the first of equals sends it nearly three quarters': (run) => near(failing(run.in('first')), 0.73 * PER_SECOND, 7),
  },
);

export const onlyTheWell = experiment(
  balancers,
  { settings: { fault: 'fail', strategy: 'healthBased', third: 'fewest' }, from: 7, alsoLuck: [2, 3, 4, 5] },
  {
    'some requests fail, but less than an eighth of those that fail without looking at health': (run) => {
      const [well, any] = [meanwhile(run.in('Health-based')), meanwhile(run.in('any of equals'))];
      return well > 0 && well < any / 8;
    },
  },
);

export const slow = experiment(
  balancers,
  { settings: { fault: 'slow' }, from: 7, alsoLuck: [2, 3, 4, 5] },
  {
    'in turn its queue grows, and for the fewest connections it does not': (run) =>
      run.in(TURNS).figure('# requests wait for it') > 70 && run.in(FEWEST).figure('# requests wait for it') < 5,
  },
);

// ——— a hall of 48 seats ———

export const RIGHT = 'The reference';
export const LOOKS = 'Look, then write';
const SOLD = 'Seats sold';
export const soldTwice = (run: Run) => run.figure('# of them twice');
export const moneyBack = (run: Run) => run.figure('# customer');
export const sold = (run: Run) => run.last(SOLD);
/** The second at which half of the hall is sold. */
export const halfSold = (run: Run) => {
  const values = run.values(SOLD);
  return (40 * values.findIndex((seats) => seats >= 24)) / (values.length - 1);
};
const rightIsRight = (run: Run) => soldTwice(run.in(RIGHT)) === 0 && run.in(RIGHT).figure('# answer') === 0;

export const looked = experiment(
  hall,
  { alsoLuck: [2, 3, 4, 5] },
  {
    'the reference sells none twice': rightIsRight,
    'A few of the 48': (run) => soldTwice(run.in(LOOKS)) >= 2 && soldTwice(run.in(LOOKS)) <= 4,
  },
);

export const crowded = experiment(
  hall,
  { settings: { demand: 10 }, alsoLuck: [2, 3, 4, 5] },
  {
    'the reference sells none twice': rightIsRight,
    'twice as many customers, more seats sold twice': (run) => soldTwice(run.in(LOOKS)) >= 5,
  },
);

export const lossy = experiment(
  hall,
  { settings: { loss: 40 }, alsoLuck: [2, 3, 4, 5] },
  {
    'the reference sells none twice': rightIsRight,
    'the hall fills more slowly': (run) => halfSold(run.in(RIGHT)) > 13,
  },
);

export const short = experiment(
  hall,
  { settings: { hold: 2 }, alsoLuck: [2, 3, 4, 5] },
  {
    'Fewer: most customers pay too late': (run) => moneyBack(run.in(RIGHT)) > 2 * sold(run.in(RIGHT)),
    'the reference sells none twice': rightIsRight,
  },
);

export const long = experiment(
  hall,
  { settings: { hold: 20 }, alsoLuck: [2, 3, 4, 5] },
  { 'nobody pays too late': (run) => moneyBack(run.in(RIGHT)) === 0 },
);
