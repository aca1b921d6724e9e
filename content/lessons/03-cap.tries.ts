/** The experiments of lesson 3, and what must hold for its text to be true. */
import { experiment, figureIn, type Run, strike } from '#scene';
import scene from '../../labs/cap-choices/scene.ts';

export const CP = 'CP';
export const AP = 'AP';
export const WEST = 'Response time: West';
export const EAST = 'Response time: East';
const VALUES = 'Different values';

const ALL = ['a', 'b', 'c', 'd', 'e'];
const held = (run: Run, second: number, replicas = ALL) => replicas.map((id) => run.node(id, second).text);
const each = (texts: readonly string[], text: string) => texts.every((other) => other === text);

/** How many requests of a side ended so: 'answered well', 'stale' or 'refused'. */
function ended(run: Run, side: 'West' | 'East', how: string): number {
  return figureIn(run.told.find((sentence) => sentence.startsWith(`${side}: `))!, `# ${how}`)!;
}
export const refused = (run: Run, side: 'West' | 'East') => ended(run.in(CP), side, 'refused');
export const stale = (run: Run) => ended(run.in(AP), 'West', 'stale') + ended(run.in(AP), 'East', 'stale');

/** Whether every answer from one second to another took so many ms. */
const takes = (run: Run, line: string, time: number, from = 0, to = 24) =>
  run.values(line, from, to).every((value) => Math.abs(value - time) < 0.01);
/** How long a request that was refused had waited at A, in seconds, if those that were answered took 160 ms there. */
function waitedInVain(run: Run): number {
  const { nodes, architecture, seconds } = run.recordings[0]!;
  const { waiting } = nodes[architecture.nodes.findIndex(({ id }) => id === 'a')]!;
  const waited = (waiting.reduce((sum, count) => sum + count, 0) * seconds) / (waiting.length - 1);
  return (waited - 0.16 * ended(run, 'West', 'answered well')) / ended(run, 'West', 'refused');
}
const nobody = (run: Run, line: string, from: number, to: number) => run.values(line, from, to).length === 0;

// ——— the usual cut, A and B from the rest, from 5 s to 15 s ———

export const asItIs = experiment(
  scene,
  { from: 4 },
  {
    'in CP the west is refused all along, and the east is served as before': (run) =>
      nobody(run.in(CP), WEST, 6.2, 15) && refused(run, 'West') > 30 && refused(run, 'East') === 0,
    'each of those waits for half a second': (run) => Math.abs(waitedInVain(run.in(CP)) - 0.5) < 0.02,
    'Eric is answered in 30 ms': (run) => takes(run.in(CP), EAST, 30),
    'in AP everybody is answered in 10 ms': (run) =>
      ['West', 'East'].every((side) => ended(run.in(AP), side as 'West', 'refused') === 0) &&
      takes(run.in(AP), WEST, 10) &&
      takes(run.in(AP), EAST, 10),
    'there are stale reads on both sides in AP, and none in CP': (run) =>
      (['West', 'East'] as const).every(
        (side) => ended(run.in(AP), side, 'stale') > 5 && ended(run.in(CP), side, 'stale') === 0,
      ),
    'A and B differ from the others in CP as well': (run) =>
      each(held(run.in(CP), 14.9, ['a', 'b']), 'Eric 3') && each(held(run.in(CP), 14.9, ['c', 'd', 'e']), 'Eric 16'),
    'in CP no write is dropped': (run) => !run.in(CP).told.some((sentence) => sentence.includes('dropped')),
  },
);

/** The number of a write: 20 for 'Wendy 20'. */
const numberOf = (text: string) => Number(text.split(' ').at(-1));
/** How often the one of these two clients had written when a replica came to hold what it holds. */
export const writes = (run: Run, replica: string, second: number) => numberOf(run.node(replica, second).text);
export const dropped = (run: Run) => run.figure('# confirmed writes');

export const mended = experiment(
  scene,
  { settings: { shown: AP }, from: 13.3 },
  {
    'A and B hold Wendy 20, the others Eric 16': (run) =>
      each(held(run, 14.9, ['a', 'b']), 'Wendy 20') && each(held(run, 14.9, ['c', 'd', 'e']), 'Eric 16'),
    'all hold Eric 16 soon after': (run) => each(held(run, 15.4), 'Eric 16'),
    'Wendy wrote more than a second later': (run) =>
      run.node('eric', 13.4).text === 'wrote Eric 16' && run.node('wendy', 14.4).text !== 'wrote Wendy 20',
    'both wrote as often since the cut, as many as are dropped': (run) =>
      each(held(run, 4.95), 'Eric 3') && writes(run, 'e', 14.9) - 3 === dropped(run) && dropped(run) === 13,
  },
);

export const onlyEric = experiment(
  scene,
  { settings: { writers: 'eric' }, from: 4 },
  {
    'what CP refuses Wendy, AP answers stale': (run) =>
      refused(run, 'West') > 30 &&
      ended(run.in(AP), 'West', 'stale') > 30 &&
      ended(run.in(AP), 'West', 'refused') === 0,
    'she is told Eric 3 until the cut is mended, and he goes on to Eric 16': (run) =>
      run.in(AP).node('wendy', 14.9).text === 'stale Eric 3' && run.in(AP).node('e', 14.9).text === 'Eric 16',
    'nothing stale is told to Eric, and nothing is dropped': (run) =>
      ended(run.in(AP), 'East', 'stale') === 0 && !run.in(AP).told.some((sentence) => sentence.includes('dropped')),
  },
);

export const threeWays = experiment(
  scene,
  { settings: { cut: 'three-ways' }, from: 4 },
  {
    'in CP nobody is served': (run) =>
      nobody(run.in(CP), WEST, 6.2, 15) && nobody(run.in(CP), EAST, 6.2, 15) && refused(run, 'East') > 30,
    'in CP no replica changes its value': (run) =>
      each([...held(run.in(CP), 5.5), ...held(run.in(CP), 14.9)], 'Eric 3'),
    'in AP three values are held': (run) => run.in(AP).min(VALUES, 7, 14.9) === 3,
  },
);

export const uncut = experiment(
  scene,
  { settings: { cut: 'none' }, alsoLuck: [2, 3] },
  {
    'nothing is refused': (run) => refused(run, 'West') + refused(run, 'East') === 0,
    'in CP Wendy waits for two rounds to the other region, 170 ms, and Eric 30 ms': (run) =>
      takes(run.in(CP), WEST, 170) && takes(run.in(CP), EAST, 30),
    'in AP both wait 10 ms, and a few reads are stale': (run) =>
      takes(run.in(AP), WEST, 10) && takes(run.in(AP), EAST, 10) && stale(run) > 0 && stale(run) < 15,
  },
);

const crashed = (...replicas: string[]) => ({
  settings: { cut: 'none' } as const,
  strikes: replicas.map((replica) => strike(5, 'crash', replica)),
  from: 4,
});
export const twoLost = experiment(scene, crashed('c', 'd'), {
  'Eric is served by way of the west, in 170 ms': (run) =>
    refused(run, 'East') === 0 && takes(run.in(CP), EAST, 170, 6.2),
});
export const threeLost = experiment(scene, crashed('b', 'c', 'd'), {
  'CP refuses everybody': (run) => nobody(run.in(CP), WEST, 6.2, 24) && nobody(run.in(CP), EAST, 6.2, 24),
});
