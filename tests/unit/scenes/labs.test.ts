/** The scenes of the labs: whatever is recorded with a learner's code in it can be checked, drawn, and had again. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { most, type Recording, record, type Scene, USUAL } from '#scene';
import type { Lab } from '../../../src/grading/lab.ts';
import type { Strike } from '../../../src/grading/replay.ts';
import { parsePlayAnswer } from '../../../src/sandbox/recording-schema.ts';

type Exports = Record<string, (...args: never[]) => unknown>;

const LABS = join(import.meta.dirname, '../../../labs');

async function load(id: string): Promise<{ scene: Scene<Exports>; lab: Lab; solution: Exports }> {
  const [scene, lab] = await Promise.all(
    ['scene', 'lab'].map(async (file) => (await import(join(LABS, id, `${file}.ts`))).default),
  );
  return { scene, lab, solution: await import(join(LABS, id, 'solution.ts')) };
}

const ids = readdirSync(LABS).filter((id) => existsSync(join(LABS, id, 'scene.ts')));

test('there are labs with scenes', () => {
  expect(ids).toContain('load-balancers');
});

describe.each(ids)('%s', async (id) => {
  const { scene, lab, solution } = await load(id);
  const usual = record(scene, USUAL, solution);

  test('the reference gives what may be drawn, and no more of it than may be', () => {
    expect(parsePlayAnswer({ recordings: structuredClone(usual) })).toEqual({ recordings: usual });
    for (const { moves, charts } of usual) {
      expect(moves.depart.length).toBeGreaterThan(500);
      expect(moves.depart.length).toBeLessThanOrEqual(most.moves);
      expect(charts.length).toBeGreaterThan(0);
    }
  });

  test('is shown with its reference where there is no learner', () => {
    expect(scene.reference).toBeDefined();
    expect(record(scene).length).toBeGreaterThan(0);
  });

  test('the same twice is the same, and other luck is other luck', () => {
    expect(record(scene, USUAL, solution)).toEqual(usual);
    expect(record(scene, { ...USUAL, seed: 2 }, solution)).not.toEqual(usual);
  });

  test('what may be drawn comes from the ends of every knob as well', () => {
    for (const [name, knob] of Object.entries(scene.knobs)) {
      const ends =
        knob.kind === 'number'
          ? [knob.min, knob.max]
          : knob.kind === 'switch'
            ? [!knob.value]
            : knob.options.map(({ value }) => value);
      for (const value of ends) {
        const recordings = record(scene, { ...USUAL, settings: { [name]: value } }, solution);
        expect(parsePlayAnswer({ recordings }), `${name} at ${value}`).toEqual({ recordings });
      }
    }
  });

  test('an error of the learner comes out, whichever export throws it', () => {
    const error = new Error('thrown by the learner');
    const throwing = () => {
      throw error;
    };
    const all = Object.fromEntries(lab.exports.map((name) => [name, throwing]));
    expect(() => record(scene, USUAL, all)).toThrow(error);
  });

  test('a learner who has not written it gets an error, not a picture', () => {
    expect(() => record(scene, USUAL, {})).toThrow(Error);
  });

  test('every target can be struck and mended, and something is seen of it', () => {
    const targets = usual.flatMap((recording) => recording.targets);
    const seen = targets.filter(({ target, does }) => {
      const strikes: Strike[] = [
        { at: 1_000, does, target },
        { at: 2_000, does: 'recover', target },
      ];
      const recordings = record(scene, { ...USUAL, strikes }, solution);
      expect(parsePlayAnswer({ recordings }), target).toEqual({ recordings });
      return !isDeepStrictEqual(recordings, usual);
    });
    // Not of a copy that has not been started yet.
    if (targets.length > 0) expect(seen.length).toBeGreaterThan(targets.length / 10);
  });
});

describe('load-balancers, world by world', async () => {
  const { scene, solution } = await load('load-balancers');

  /** The recording without what says whose it is. */
  const bare = ({ title: _title, ...rest }: Recording) => rest;
  const tail = ({ charts }: Recording): number[] =>
    [...charts.find(({ title }) => title.includes('99th'))!.series[0]!.values].filter((value) => !Number.isNaN(value));

  test.each(['roundRobin', 'leastConnections', 'healthBased'])(
    '%s of the reference is the reference, request by request',
    (strategy) => {
      for (const failing of [false, true]) {
        const [yours, right] = record(scene, { ...USUAL, settings: { strategy, failing } }, solution);
        expect([yours!.title, right!.title]).toEqual(['Yours', 'The reference']);
        expect(bare(yours!)).toEqual(bare(right!));
      }
    },
  );

  test('on uneven servers whoever picks at random keeps users waiting longest', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const [yours, , random] = record(scene, { ...USUAL, seed }, solution).map(tail);
      const late = (values: number[]) => values.slice(values.length >> 1).reduce((sum, value) => sum + value, 0);
      expect(late(random!) / late(yours!), `seed ${seed}`).toBeGreaterThan(1.5);
      expect(random!.at(-1), `seed ${seed}`).toBeGreaterThan(yours!.at(-1)!);
    }
  });

  test('an error within a pick comes out as well', () => {
    const pick = () => {
      throw new RangeError('no servers');
    };
    const learner = { ...solution, leastConnections: () => ({ pick }) };
    expect(() => record(scene, USUAL, learner)).toThrow(new RangeError('no servers'));
  });
});
