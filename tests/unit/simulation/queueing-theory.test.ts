/** The formulas of queueing theory against published values. */
import { describe, expect, test } from 'vitest';
import { meanResponse, meanResponsePooled, smallestFleet } from '#simulation';

describe('the mean response time', () => {
  // The reference vectors, group queueing-mmc, and the table of lesson 2 (ten servers with one queue).
  test.each([
    [1, 0.5, 2],
    [1, 0.9, 10],
    [2, 1.5, 2.285714],
    [10, 5, 1.01],
    [10, 7, 1.07],
    [10, 8, 1.2],
    [10, 9, 1.67],
    [10, 9.5, 2.65],
    [10, 9.9, 10.64],
  ])('%i servers with one queue under a load of %f: %f service times', (servers, load, expected) => {
    expect(Math.abs(meanResponsePooled(1, servers, load) - expected)).toBeLessThan(0.006);
  });

  test('of one server is the same by either formula, in the unit of the service time', () => {
    for (const utilisation of [0, 0.3, 0.8, 0.98])
      expect(meanResponsePooled(50, 1, utilisation)).toBeCloseTo(meanResponse(50, utilisation), 9);
    expect(meanResponse(50, 0.6)).toBe(50 / (1 - 0.6));
  });

  test('is none at 100 % or above', () => {
    expect(meanResponsePooled(1, 3, 3)).toBeNaN();
    expect(meanResponse(1, 4 / 3)).toBeNaN();
    expect(meanResponse(1, 1)).toBeNaN();
    expect(meanResponsePooled(1, 0, 1)).toBeNaN();
  });
});

test('the smallest fleet keeps to the target exactly, and is one server at least', () => {
  expect(smallestFleet(700, 100, 70)).toBe(10);
  expect(smallestFleet(701, 100, 70)).toBe(11);
  expect(smallestFleet(290, 100, 58)).toBe(5);
  expect(smallestFleet(0, 100, 70)).toBe(1);
});
