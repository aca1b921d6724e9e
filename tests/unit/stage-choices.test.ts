/** What a viewer turns and breaks, as the replay that is recorded. */
import { describe, expect, test } from 'vitest';
import { type Knob, type Recording, type Target, USUAL } from '#scene';
import type { Replay, Strike } from '../../src/grading/replay.ts';
import {
  allTargets,
  faultsOf,
  isAsBuilt,
  isBroken,
  slowed,
  struck,
  takenBack,
  turned,
  withLuck,
} from '../../src/stage/choices.ts';

const TARGETS: Target[] = [
  { target: 'web/1', label: 'Web server 1', does: 'crash' },
  { target: 'web/2', label: 'Web server 2', does: 'crash' },
  { target: 'database', label: 'Database', does: 'slow' },
  { target: 'link:1', label: 'Web to database', does: 'cut' },
];

const recordingWith = (targets: Target[], cuts: Recording['cuts'] = []) => ({ targets, cuts }) as unknown as Recording;
const WORLDS = [recordingWith(TARGETS, [{ at: 4000, links: [1] }])];

const replayWith = (...strikes: [at: number, does: Strike['does'], target: string][]): Replay => ({
  ...USUAL,
  strikes: strikes.map(([at, does, target]) => ({ at, does, target })),
});

describe('knobs and luck', () => {
  const rate: Knob = { kind: 'number', label: 'Rate', min: 0, max: 100, step: 10, value: 50 };
  const busy: Replay = { ...replayWith([1000, 'crash', 'web/2']), seed: 7, settings: { room: true }, from: 500 };

  test('a knob that is turned leaves everything else as it was', () => {
    expect(turned(busy, 'rate', rate, 40)).toEqual({ ...busy, settings: { room: true, rate: 40 } });
    expect(turned(busy, 'rate', rate, 41)!.settings.rate).toBe(40);
    expect(busy.settings).toEqual({ room: true });
  });

  test('a knob is not turned to what it cannot have', () => {
    for (const value of [101, -1, Number.NaN, '40', true]) expect(turned(busy, 'rate', rate, value)).toBeUndefined();
  });

  test.each([
    ['3', 3],
    ['0', 0],
    ['2.6', 3],
    ['-5', 0],
    ['1e99', 2_147_483_647],
    ['', 1],
    [' ', 1],
    ['luck', 1],
  ])('the luck %o is %i', (typed, seed) => {
    expect(withLuck(busy, typed)).toEqual({ ...busy, seed });
  });

  test('the page was built with the usual luck and the usual knobs, whatever breaks later', () => {
    expect(isAsBuilt(USUAL)).toBe(true);
    expect(isAsBuilt(replayWith([1000, 'crash', 'web/2']))).toBe(true);
    expect(isAsBuilt({ ...USUAL, seed: 2 })).toBe(false);
    expect(isAsBuilt({ ...USUAL, settings: { rate: 40 } })).toBe(false);
  });
});

describe('faults', () => {
  const last = (replay: Replay | undefined) => replay?.strikes.at(-1);

  test('what works is broken as it breaks, and what is broken is mended', () => {
    const broken = struck(USUAL, WORLDS, 'web/2', 1000.4)!;
    expect(broken.strikes).toEqual([{ at: 1000, does: 'crash', target: 'web/2' }]);
    expect(last(struck(broken, WORLDS, 'web/2', 2000))).toEqual({ at: 2000, does: 'recover', target: 'web/2' });
    expect(last(struck(broken, WORLDS, 'web/1', 2000))).toEqual({ at: 2000, does: 'crash', target: 'web/1' });
    // Before it breaks it can be broken sooner.
    expect(last(struck(broken, WORLDS, 'web/2', 500))).toEqual({ at: 500, does: 'crash', target: 'web/2' });
    expect(last(struck(USUAL, WORLDS, 'database', 0))!.does).toBe('slow');
  });

  test('a machine is slowed once, until it is mended; a link is not', () => {
    const slow = slowed(USUAL, WORLDS, 'web/2', 1000.4)!;
    expect(slow.strikes).toEqual([{ at: 1000, does: 'slow', target: 'web/2' }]);
    expect(slowed(slow, WORLDS, 'web/2', 2000)).toBeUndefined();
    const mended = struck(slow, WORLDS, 'web/2', 2000)!;
    expect(last(mended)).toEqual({ at: 2000, does: 'recover', target: 'web/2' });
    expect(last(slowed(mended, WORLDS, 'web/2', 3000))!.does).toBe('slow');
    for (const name of ['link:1', 'web/3', 'constructor']) expect(slowed(USUAL, WORLDS, name, 0)).toBeUndefined();
  });

  test('a machine that is alone answers to its copy’s name, and nothing to a stranger’s', () => {
    expect(last(struck(USUAL, WORLDS, 'database/1', 0))!.target).toBe('database');
    for (const name of ['', 'web', 'web/3', 'constructor']) expect(struck(USUAL, WORLDS, name, 0)).toBeUndefined();
    expect(struck(USUAL, [], 'web/1', 0)).toBeUndefined();
  });

  test('the latest fault until a moment holds, in whatever order they were struck', () => {
    const replay = replayWith([3000, 'recover', 'web/2'], [1000, 'crash', 'web/2'], [2000, 'crash', 'web/1']);
    const broken = [999, 1000, 2999, 3000].map((at) => isBroken(replay, WORLDS, 'web/2', at));
    expect(broken).toEqual([false, true, true, false]);
  });

  test('a link is cut when the recording says so, planned or struck', () => {
    expect([3999, 4000].map((at) => isBroken(USUAL, WORLDS, 'link:1', at))).toEqual([false, true]);
    expect(last(struck(USUAL, WORLDS, 'link:1', 5000))!.does).toBe('recover');
  });

  test('a fault is taken back by its place, and the others stay in theirs', () => {
    const replay = replayWith([2000, 'crash', 'web/1'], [1000, 'crash', 'web/2'], [3000, 'cut', 'link:1']);
    const { strikes } = takenBack(replay, 1);
    expect(strikes.map(({ target }) => target)).toEqual(['web/1', 'link:1']);
    expect(replay.strikes.length).toBe(3);
  });

  test('they are told in the order of time, by the names that viewers know', () => {
    const replay = replayWith([2000, 'crash', 'web/1'], [1049, 'slow', 'database'], [3000, 'recover', 'gone/4']);
    expect(faultsOf(replay, TARGETS)).toEqual([
      { place: 1, text: '1.0 s: Database becomes slow' },
      { place: 0, text: '2.0 s: Web server 1 crashes' },
      { place: 2, text: '3.0 s: gone/4 is mended' },
    ]);
  });

  test('what several worlds have is offered once', () => {
    const worlds = [recordingWith(TARGETS.slice(0, 2)), recordingWith(TARGETS.slice(1))];
    expect(allTargets(worlds).map(({ target }) => target)).toEqual(['web/1', 'web/2', 'database', 'link:1']);
  });
});
