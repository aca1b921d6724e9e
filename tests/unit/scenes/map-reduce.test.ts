/** The word count on screen: the same counts whatever is turned or broken, and the numbers that lesson 6 states. */
import { describe, expect, test } from 'vitest';
import { Job, SPLITS } from '../../../content/scenes/map-reduce/job.ts';
import { texts } from '../../../content/scenes/map-reduce/texts.ts';
import { partition, wordsOf } from '../../../content/scenes/map-reduce/word-count.ts';
import scene from '../../../content/scenes/map-reduce.ts';
import { validate } from '../../../src/architecture/index.ts';
import { describeMoment, type Recording, record, type Settings, type USUAL } from '../../../src/scene/index.ts';
import { Simulation } from '../../../src/simulation/index.ts';

type Strikes = (typeof USUAL)['strikes'];

function recorded(settings: Settings = {}, strikes: Strikes = [], seed = 1): Recording {
  return record(scene, { seed, settings, strikes, from: 0 }, undefined)[0]!;
}

/** When something was said, in seconds; undefined when it never was. */
function saidAt({ events }: Recording, start: string): number | undefined {
  const event = events.find(({ text }) => text.startsWith(start));
  return event && event.at / 1000;
}

function values({ charts }: Recording, label: string): Float32Array {
  const found = charts.flatMap(({ series }) => series).find((series) => series.label === label);
  return found!.values;
}

const doneAt = (recording: Recording) => saidAt(recording, 'The job is done');
const mappedAt = (recording: Recording) => saidAt(recording, 'Every split is mapped');
const shuffled = (recording: Recording) => values(recording, 'shuffled').at(-1)!;
const most = (recording: Recording, label: string) => Math.max(...values(recording, label));

function countedDirectly(text: string): [string, number][] {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('the counts', () => {
  const breaks: Record<string, { at: number; does: 'crash' | 'recover'; worker: string }[]> = {
    'nothing breaks': [],
    'a map worker dies': [{ at: 12_000, does: 'crash', worker: 'map-2' }],
    'a reducer dies': [{ at: 20_000, does: 'crash', worker: 'reduce-0' }],
    'workers die and come back': [
      { at: 3000, does: 'crash', worker: 'map-1' },
      { at: 4000, does: 'recover', worker: 'map-1' },
      { at: 9000, does: 'crash', worker: 'map-3' },
      { at: 10_000, does: 'crash', worker: 'reduce-0' },
      { at: 11_000, does: 'recover', worker: 'reduce-0' },
      { at: 16_000, does: 'crash', worker: 'map-4' },
      { at: 17_000, does: 'crash', worker: 'reduce-0' },
      { at: 26_000, does: 'recover', worker: 'reduce-0' },
    ],
  };
  for (const [name, planned] of Object.entries(breaks)) {
    test.each(['alice', 'jack'] as const)(`of %s are right when ${name}, whatever is turned`, (text) => {
      for (const combiner of [false, true])
        for (const backups of [false, true])
          for (const straggler of [false, true])
            for (const reducers of [1, 3, 6]) {
              const simulation = new Simulation(7);
              const job = new Job(simulation, { words: wordsOf(texts[text]), combiner, backups, straggler, reducers });
              for (const { at, does, worker } of planned) {
                const struck = [...job.mapWorkers, ...job.reduceWorkers].find((each) => each.name === worker);
                simulation.after(at, () => struck?.[does](), undefined);
              }
              simulation.run(400_000);
              // A reducer that is alone and stays away: then there is nobody to finish.
              if (reducers === 1 && name === 'a reducer dies') expect(job.counts).toBeUndefined();
              else expect(job.counts).toEqual(countedDirectly(texts[text]));
            }
    });
  }

  test('are those of a text of some length', () => {
    expect(wordsOf(texts.alice)).toHaveLength(405);
    expect(wordsOf(texts.jack)).toHaveLength(382);
  });
});

test('keys go where Hadoop sends them, in range even where the hash is negative', () => {
  expect(['abc', 'customer-42', 'GydZG_'].map((word) => partition(word, 3))).toEqual([0, 1, 0]);
});

describe('what the lesson says', () => {
  test('every word is a record of its own without a combiner; with it fewer, and far fewer where words repeat', () => {
    expect(shuffled(recorded())).toBe(405);
    expect(shuffled(recorded({ combiner: true }))).toBe(338);
    expect(shuffled(recorded({ text: 'jack' }))).toBe(382);
    expect(shuffled(recorded({ text: 'jack', combiner: true }))).toBe(239);
  });

  test('no reducer begins to reduce before the last split is mapped', () => {
    const recording = recorded();
    expect(mappedAt(recording)).toBeCloseTo(15.4, 1);
    expect(doneAt(recording)).toBeCloseTo(28.6, 1);
    const waits = ['Reducer 0', 'Reducer 1', 'Reducer 2'].map((label) => values(recording, label));
    const last = Math.floor((mappedAt(recording)! * 1000) / recording.tick);
    for (let tick = 1; tick <= last; tick++)
      for (const waiting of waits) expect(waiting[tick]!).toBeGreaterThanOrEqual(waiting[tick - 1]!);
  });

  test('frequent words make the others wait for two of six reducers, and the combiner dissolves it', () => {
    expect(doneAt(recorded({ text: 'jack' }))).toBeCloseTo(27.1, 1);
    const skewed = recorded({ text: 'jack', reducers: 6 });
    expect([partition('the', 6), partition('that', 6)]).toEqual([3, 1]);
    expect(most(skewed, 'Reducer 1')).toBe(104);
    expect(most(skewed, 'Reducer 3')).toBe(95);
    for (const other of [0, 2, 4, 5])
      expect(values(skewed, `Reducer ${other}`)[(20 * 1000) / skewed.tick], String(other)).toBe(0);
    expect(most(skewed, 'Reducer 5')).toBe(34);
    expect(doneAt(skewed)).toBeCloseTo(23.5, 1);
    const combined = recorded({ text: 'jack', reducers: 6, combiner: true });
    expect(most(combined, 'Reducer 1')).toBe(39);
    expect(most(combined, 'Reducer 3')).toBe(33);
    expect(doneAt(combined)).toBeCloseTo(19.7, 1);
  });

  test('a slow worker holds up the barrier, and a backup copy takes most of that away', () => {
    const slow = recorded({ straggler: true });
    expect(mappedAt(slow)).toBeCloseTo(29.7, 1);
    expect(doneAt(slow)).toBeCloseTo(41, 1);
    const backed = recorded({ straggler: true, backups: true });
    expect(mappedAt(backed)).toBeCloseTo(20.8, 1);
    expect(doneAt(backed)).toBeCloseTo(32.7, 1);
  });

  test('a dead map worker takes its finished splits with it', () => {
    const recording = recorded({}, [{ at: 12_000, does: 'crash', target: 'map-2' }]);
    const told = recording.events.find(({ text }) => text.startsWith('The coordinator misses'));
    expect(told?.at).toBe(15_000);
    expect(told?.text).toContain('split 2, split 8, split 11');
    expect(doneAt(recording)).toBeCloseTo(32.2, 1);
    const done = values(recording, 'map');
    expect(done.some((count, tick) => tick > 0 && count < done[tick - 1]!)).toBe(true);
  });

  test('a dead reducer has its whole part fetched again by another', () => {
    const recording = recorded({}, [{ at: 20_000, does: 'crash', target: 'reduce-1' }]);
    expect(shuffled(recording)).toBe(405 + 163);
    expect(doneAt(recording)).toBeCloseTo(44.2, 1);
  });
});

describe('the recording', () => {
  test('is the same for the same seed and another for another', () => {
    expect(recorded({ straggler: true })).toEqual(recorded({ straggler: true }));
    expect(recorded().moves.depart).not.toEqual(recorded({}, [], 2).moves.depart);
  });

  test('can be drawn with every number of reducers, and is told in words', () => {
    for (let reducers = 1; reducers <= 6; reducers++) {
      const recording = recorded({ reducers });
      expect(validate(recording.architecture)).toEqual([]);
      expect(doneAt(recording)).toBeLessThan(scene.seconds);
    }
    const words = describeMoment(recorded(), scene.seconds * 1000);
    expect(words).toContain(`Input splits: ${SPLITS} of ${SPLITS} mapped.`);
    expect(words).toContain('Output: the: 17 times.');
  });

  test('is unmoved by a strike at a worker that there is not', () => {
    const strike = { at: 5000, does: 'crash', target: 'reduce-5' } as const;
    expect(recorded({}, [strike])).toEqual(recorded());
  });
});
