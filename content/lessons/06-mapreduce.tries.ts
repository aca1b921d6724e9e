/** The experiments of lesson 6, and what must hold for its text to be true. */
import { experiment, figureIn, type Run, strike } from '#scene';
import cluster from '../../labs/word-count/scene.ts';
import { partition } from '../../labs/word-count/solution.ts';
import { texts } from '../../labs/word-count/texts.ts';

export const MADE = 'Records so far: made by the map workers';
export const SHUFFLED = 'Records so far: shuffled';
const MAPPED = 'Tasks done: map';
const waits = (reducer: number) => `Records that wait to be reduced: Reducer ${reducer}`;

/** In seconds. */
export const mappedAt = (run: Run) => run.toldAt('Every split is mapped');
export const doneAt = (run: Run) => run.toldAt('The job is done');
export const afterTheBarrier = (run: Run) => doneAt(run) - mappedAt(run);
/** Records that crossed the network, and the most that waited for a reducer. */
export const shuffled = (run: Run) => run.last(SHUFFLED);
export const most = (run: Run, reducer: number) => run.max(waits(reducer));
/** How many per cent fewer records are shuffled than in another run. */
export const saved = (run: Run, other: Run) => Math.round(100 * (1 - shuffled(run) / shuffled(other)));
/** The second from which nothing waits for a reducer, to half a second. */
export const idleFrom = (run: Run, reducer: number) => {
  const values = run.values(waits(reducer));
  return (values.findLastIndex((value) => value > 0) + 1) / 2;
};
/** How often the most frequent word of the text occurs, as the output says. */
const the = (run: Run) => run.node('output', 60).text;
export const times = (run: Run) => figureIn(the(run), 'the: # times')!;

const near = (value: number, expected: number, by: number) => Math.abs(value - expected) <= by;
const isRight = (run: Run) => !run.told.some((sentence) => sentence.includes('wrong'));

export const eleven = experiment(
  cluster,
  { settings: { text: 'log', reducers: 2 } },
  {
    'eleven records are made, and eleven are shuffled': (run) => run.last(MADE) === 11 && shuffled(run) === 11,
    'reducer 0 gets pay and cart, reducer 1 gets view': (run) => most(run, 0) === 6 && most(run, 1) === 5,
    'view comes most often': (run) => the(run) === 'view: 5 times' && isRight(run),
  },
);

export const eight = experiment(
  cluster,
  { settings: { text: 'log', reducers: 2, combiner: 'once' } },
  {
    'eight are shuffled': (run) => shuffled(run) === 8,
    'reducer 0 gets five of them, reducer 1 three': (run) => most(run, 0) === 5 && most(run, 1) === 3,
    'the counts stay': (run) => the(run) === 'view: 5 times' && isRight(run),
  },
);

export const asItIs = experiment(
  cluster,
  { alsoLuck: [2, 3] },
  {
    'all 405 words are counted, the 17 times': (run) =>
      run.figure('done: # words') === 405 && the(run) === 'the: 17 times',
    'every word is a record of its own': (run) => shuffled(run) === 405,
    'the reducers fetch long before the last split is mapped': (run) => run.at(SHUFFLED, 8) > 50,
    'none reduces before: what waits only grows': (run) =>
      [0, 1, 2].every((reducer) =>
        run.values(waits(reducer), 0, mappedAt(run)).every((value, tick, all) => tick === 0 || value >= all[tick - 1]!),
      ),
  },
);

export const combined = experiment(
  cluster,
  { settings: { combiner: 'once' }, alsoLuck: [2, 3] },
  {
    'a sixth of the records is saved': (run) => near(saved(run, asItIs), 100 / 6, 2),
    'the counts stay': (run) => isRight(run) && the(run) === the(asItIs),
  },
);

export const combinedAgain = experiment(
  cluster,
  { settings: { combiner: 'again' } },
  {
    'neither the counts nor the records change': (run) =>
      isRight(run) && the(run) === the(asItIs) && shuffled(run) === shuffled(combined),
  },
);

export const rhyme = experiment(
  cluster,
  { settings: { text: 'jack' } },
  { 'every word is a record of its own': (run) => shuffled(run) === 382 && the(run) === 'the: 74 times' },
);

export const rhymeCombined = experiment(
  cluster,
  { settings: { text: 'jack', combiner: 'once' } },
  {
    'far more is saved than in Alice': (run) => saved(run, rhyme) > 2 * saved(combined, asItIs),
    'the counts stay': (run) => isRight(run) && the(run) === the(rhyme),
  },
);

export const skewed = experiment(
  cluster,
  { settings: { text: 'jack', reducers: 6 }, from: 10, alsoLuck: [2, 3] },
  {
    'the and that are 142 of the words, and go to reducers 3 and 1': () =>
      texts.jack.match(/\b(the|that)\b/g)!.length === 142 && partition('the', 6) === 3 && partition('that', 6) === 1,
    'reducers 1 and 3 have three times the records of reducer 5': (run) =>
      Math.min(most(run, 1), most(run, 3)) > 2.7 * most(run, 5),
    'the other four are done by 20 s': (run) => [0, 2, 4, 5].every((reducer) => run.at(waits(reducer), 20) === 0),
    'reducer 3 is not, and reducer 1 is the last': (run) =>
      idleFrom(run, 3) > 20 && idleFrom(run, 3) < doneAt(run) && idleFrom(run, 1) >= doneAt(run),
    'twice the reducers take 70 % as long after the barrier': (run) =>
      near(afterTheBarrier(run) / afterTheBarrier(rhyme), 0.7, 0.05),
  },
);

export const dissolved = experiment(
  cluster,
  { settings: { text: 'jack', reducers: 6, combiner: 'once' }, from: 10 },
  {
    'the two get far fewer': (run) => [1, 3].every((reducer) => most(run, reducer) < most(skewed, reducer) / 2),
    'the job ends earlier': (run) => doneAt(run) < doneAt(skewed) - 3 && isRight(run),
  },
);

export const slow = experiment(
  cluster,
  { settings: { straggler: true }, alsoLuck: [2, 3] },
  {
    'the barrier falls twice as late': (run) => near(mappedAt(run) / mappedAt(asItIs), 2, 0.15),
    'the slow one is on its first split, and in the end the others wait': (run) =>
      [2, 20, 28].every((second) => run.node('map-3', second).text === 'slow: split 3') &&
      [1, 2, 4].every((worker) => run.node(`map-${worker}`, 25).text === 'idle'),
  },
);

export const backed = experiment(
  cluster,
  { settings: { straggler: true, backups: true }, alsoLuck: [2, 3] },
  {
    'the barrier falls far earlier, though later than with four sound workers': (run) =>
      mappedAt(run) < 0.75 * mappedAt(slow) && mappedAt(run) > mappedAt(asItIs) + 3,
    'a backup was begun for split 3': (run) => run.told.some((sentence) => sentence.includes('backup copy of split 3')),
    'nothing is counted twice': (run) => isRight(run) && shuffled(run) === 405,
  },
);

export const deadMapper = experiment(
  cluster,
  { strikes: [strike(11, 'crash', 'map-2')], from: 8 },
  {
    'it is missed after 3 s': (run) => run.toldAt('misses Map worker 2') === 14,
    'splits 2 and 8 were finished, 11 was not': (run) =>
      run.told.some((sentence) => sentence.endsWith('split 2, split 8 and split 11.')),
    'the count of map tasks goes down': (run) => run.at(MAPPED, 14) < run.at(MAPPED, 13.5),
    'the counts are the same': (run) => isRight(run) && the(run) === the(asItIs),
  },
);

export const deadReducer = experiment(
  cluster,
  { strikes: [strike(20, 'crash', 'reduce-1')], from: 16 },
  {
    'it was reducing when it broke': (run) => run.at(waits(1), 19.5) > 0 && run.at(waits(1), 19.5) < most(asItIs, 1),
    'all records of its part are fetched again': (run) => shuffled(run) - 405 === most(asItIs, 1),
    'nothing is mapped again': (run) => run.last(MADE) === 405,
    'the counts are the same': (run) => isRight(run) && the(run) === the(asItIs),
  },
);
