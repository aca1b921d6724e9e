/** Which runs of a lab stay when there are too many, and which of them is the best. */
import { expect, test } from 'vitest';
import { bestOf } from '../../src/progress/best-run.ts';
import { type KeptRun, toForget } from '../../src/progress/runs.ts';

/** Runs of one lab with these marks, from the oldest to the latest. */
const runs = (earned: number[], report = ''): KeptRun[] =>
  earned.map((each, at) => ({
    id: at,
    lab: 'a',
    code: `${at}`,
    at,
    earned: each,
    marks: 6,
    met: 0,
    requirements: 1,
    report,
  }));

test('the best is the latest of those with the most marks', () => {
  expect(bestOf([])).toBeUndefined();
  expect(bestOf(runs([1, 6, 2, 6, 0]))?.at).toBe(3);
});

test('nothing goes before there are more than sixty', () => {
  expect(toForget(runs(Array(61).fill(0)))).toEqual([]);
});

test('whatever was better than all before it stays, and so do the best and the latest, however old they are', () => {
  const gone = toForget(runs([1, 0, 3, 3, 2, 6, 6, 6, ...Array(100).fill(0)])).map(({ at }) => at);
  expect(gone).not.toEqual(expect.arrayContaining([0]));
  for (const stays of [0, 2, 5, 7, 107]) expect(gone).not.toContain(stays);
  for (const goes of [1, 3, 4, 6]) expect(gone).toContain(goes);
  expect(108 - gone.length).toBe(60 + 5);
});

test('runs with very long reports are fewer, but the best and the latest always stay', () => {
  const gone = toForget(runs([6, 0, 0, 0, 0], 'x'.repeat(4_000_000))).map(({ at }) => at);
  expect(gone).toEqual([2, 1]);
});
