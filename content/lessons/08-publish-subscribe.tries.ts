/** The experiments of lesson 8, and what must hold for its text to be true. */
import { experiment, type Run, strike } from '#scene';
import scene from '../../labs/partitioner/scene.ts';

const near = (value: number, expected: number, by: number) => Math.abs(value - expected) <= by;

// ——— lines ———

export const PRODUCED = 'Payments: produced';
export const ACKNOWLEDGED = 'Payments: acknowledged';
export const CONSUMED = 'Payments: consumed';
const TIMES = 'Time since a payment was produced';
export const UNTIL_ACKNOWLEDGED = `${TIMES}: acknowledged, half of them`;
export const UNTIL_CONSUMED = `${TIMES}: consumed, half of them`;
const WRONG = 'What went wrong so far';
export const LOST = `${WRONG}: acknowledged and lost`;
export const OUT_OF_ORDER = `${WRONG}: out of order within a card`;
export const APART = 'What was sent to a wrong place so far: apart from others of its card';
export const lagOf = (partition: number) => `Lag: partition ${partition}`;
const PARTITIONS = [0, 1, 2];

/** The lag of all partitions at the end. */
export const behind = (run: Run) => PARTITIONS.reduce((sum, partition) => sum + run.last(lagOf(partition)), 0);
/** The share of its time in which a consumer worked. */
const busy = (run: Run, consumer: number) => {
  const seconds = Array.from({ length: 50 }, (_, second) => 10 + second);
  return seconds.reduce((sum, at) => sum + run.node(`fraud-${consumer}`, at).copies[0]!.busy / 50, 0);
};
const keepsUp = (run: Run) => PARTITIONS.every((partition) => run.max(lagOf(partition), 50) < 40);
const inOrder = (run: Run) => run.last(OUT_OF_ORDER) === 0 && run.last(APART) === 0;

// ——— consumers ———

export const asItIs = experiment(
  scene,
  {},
  {
    'two consumers keep up': keepsUp,
    'the one with two partitions is about twice as busy': (run) => near(busy(run, 1) / busy(run, 2), 2, 0.4),
    'nothing goes wrong': (run) => inOrder(run) && run.last(LOST) === 0,
  },
);

export const one = experiment(
  scene,
  { settings: { members: 1 } },
  {
    'nothing is out of order': inOrder,
    'one manages about 50 payments a second': (run) => near(run.mean(CONSUMED, 10), 50, 1),
    'it is hundreds of records behind, and what it works on is seconds old': (run) =>
      behind(run) > 400 && run.last(UNTIL_CONSUMED) > 5000,
  },
);

export const three = experiment(
  scene,
  { settings: { members: 3 } },
  {
    'three keep up': keepsUp,
    'nothing is out of order': inOrder,
  },
);

export const four = experiment(
  scene,
  { settings: { members: 4 } },
  {
    'the fourth is idle': (run) => [10, 30, 59].every((second) => run.node('fraud-4', second).text === 'idle'),
    'every number is that of three': (run) =>
      [CONSUMED, UNTIL_ACKNOWLEDGED, UNTIL_CONSUMED, ...PARTITIONS.map(lagOf)].every(
        (line) => String(run.values(line)) === String(three.values(line)),
      ),
  },
);

// ——— brokers ———

const firstDies = [strike(20, 'crash', 'broker/1')];
const secondToo = [...firstDies, strike(26, 'crash', 'broker/2')];
/** The last second in which partition 0 was so far behind. */
export const FAR = 40;
export const caughtUp = (run: Run) => {
  const { charts, tick } = run.recordings[0]!;
  const { values } = charts.find(({ title }) => title === 'Lag')!.series[0]!;
  return (values.findLastIndex((lag) => lag > FAR) * tick) / 1000;
};
/** The most payments that waited at the services. */
export const heldBack = (run: Run) => Math.max(...run.recordings[0]!.nodes[0]!.waiting);

export const brokerDies = experiment(
  scene,
  { strikes: firstDies, from: 18 },
  {
    'until 23 s next to nothing is acknowledged or consumed': (run) =>
      run.max(ACKNOWLEDGED, 21.5, 23) === 0 && run.max(CONSUMED, 21.5, 23) === 0,
    'then broker 2 leads partitions 0 and 1': (run) =>
      run.node('broker-2', 22.9).text.startsWith('leads 1') && run.node('broker-2', 23.1).text.startsWith('leads 0, 1'),
    'nothing acknowledged is lost, and nothing out of order': (run) => run.last(LOST) === 0 && inOrder(run),
    'they catch up': keepsUp,
  },
);

export const withThree = experiment(
  scene,
  { settings: { members: 3 }, strikes: firstDies, from: 18 },
  {
    'three catch up much sooner than two': (run) => caughtUp(run) < caughtUp(brokerDies) - 5,
    'nothing is out of order': inOrder,
  },
);

// With luck 2, as with one in sixteen, nothing happens to be on its way when the broker stops, and nothing is lost.
export const leaderOnly = experiment(
  scene,
  { settings: { acks: 'leader' }, strikes: firstDies, from: 18, alsoLuck: [3, 4, 5, 6] },
  {
    'an acknowledgement takes two ways of 4 ms': (run) => near(run.at(UNTIL_ACKNOWLEDGED, 15), 8, 0.1),
    'with acks=all it takes more than two ways of 150 ms': () => asItIs.mean(UNTIL_ACKNOWLEDGED, 10) > 300,
    'acknowledged payments are lost, a handful': (run) => run.last(LOST) > 0 && run.last(LOST) < 25,
    'nothing is out of order': inOrder,
  },
);

export const bothDie = experiment(
  scene,
  { settings: { acks: 'leader' }, strikes: secondToo, from: 18 },
  {
    'the last broker goes on': (run) => run.mean(ACKNOWLEDGED, 31, 60) > 50,
    'nothing is out of order': inOrder,
    'more are lost': (run) => run.last(LOST) > leaderOnly.last(LOST),
  },
);

export const lastRefuses = experiment(
  scene,
  { strikes: [...secondToo, strike(40, 'recover', 'broker/1')], from: 18 },
  {
    'the last broker refuses everything until another is back': (run) =>
      run.max(ACKNOWLEDGED, 30, 39) === 0 && run.mean(ACKNOWLEDGED, 42) > 50,
    'nothing is lost or out of order': (run) => run.last(LOST) === 0 && inOrder(run),
  },
);

// ——— keys ———

const hotSettings = { rate: 90, hot: 40, members: 3 };
/** The partition of the hot card. */
export const HOT = 1;

export const hot = experiment(
  scene,
  { settings: hotSettings },
  {
    'nothing is out of order': inOrder,
    'its partition falls behind without end, and no other': (run) =>
      run.last(lagOf(HOT)) > 400 && [0, 2].every((partition) => run.max(lagOf(partition), 30) < 40),
    'the other two consumers are busy less than half of the time': (run) => busy(run, 1) < 0.5 && busy(run, 3) < 0.5,
    'without the hot card three keep up with 90 a second': () =>
      keepsUp(experiment(scene, { settings: { rate: 90, members: 3 } })),
  },
);

export const hotWithFour = experiment(
  scene,
  { settings: { ...hotSettings, members: 4 } },
  {
    'a fourth consumer changes nothing': (run) => run.last(lagOf(HOT)) === hot.last(lagOf(HOT)),
    'nothing is out of order': inOrder,
  },
);

export const hotInSix = experiment(
  scene,
  { settings: { ...hotSettings, members: 4, partitions: 6 } },
  {
    'nothing is out of order': inOrder,
    'the hot card still has one partition, which falls behind': (run) =>
      [0, 1, 2, 3, 4, 5].filter((partition) => run.last(lagOf(partition)) > 100).length === 1,
  },
);
export const worst = (run: Run) => Math.max(...[0, 1, 2, 3, 4, 5].map((partition) => run.last(lagOf(partition))));

export const keyless = experiment(
  scene,
  { settings: { chosen: 'batches', hot: 20 } },
  {
    'payments of a card part, and are checked out of order': (run) =>
      run.last(APART) > 1000 && run.last(OUT_OF_ORDER) > 50,
    'the consumers keep up': keepsUp,
  },
);

export const keyed = experiment(scene, { settings: { hot: 20 } }, { 'with the key nothing is out of order': inOrder });
