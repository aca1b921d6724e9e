/** The clock of a stage, with a test in place of the time of day. */
import { expect, test } from 'vitest';
import { Player } from '../../src/stage/player.ts';

/** Ten seconds, watched at twice the speed of the scene, opened at 6 s, and sought to 3 s. */
const player = () => {
  const clock = new Player({ seconds: 10, pace: 2, at: 6000 });
  clock.seek(3000);
  return clock;
};

test('a moment that nobody has asked for is to be looked at: what is played begins at the beginning', () => {
  const clock = new Player({ seconds: 10, pace: 2, at: 6000 });
  expect(clock.at).toBe(6000);
  clock.play(0);
  expect(clock.at).toBe(0);
  clock.tick(100, false);
  clock.pause();
  clock.play(200);
  expect(clock.at).toBe(200);
  clock.rest(6000);
  clock.play(300);
  expect(clock.at).toBe(0);
});

test('what nobody saw does not count: it goes on from where it was left', () => {
  const clock = player();
  clock.play(0);
  clock.tick(100, false);
  clock.resume(900);
  clock.tick(1000, false);
  expect(clock.at).toBe(3400);
});

test('it stands still until it is played, and then moves with the clock at the pace of its scene', () => {
  const clock = player();
  expect(clock.tick(500, false)).toBe(false);
  expect([clock.at, clock.isPlaying]).toEqual([3000, false]);
  clock.play(1000);
  expect(clock.tick(1016, false)).toBe(true);
  expect(clock.at).toBe(3032);
  expect(clock.tick(1116, false)).toBe(true);
  expect(clock.at).toBe(3232);
  clock.pause();
  expect(clock.tick(1216, false)).toBe(false);
  expect(clock.at).toBe(3232);
});

test('another speed holds from now on, and slow motion shows what travels for longer', () => {
  const clock = player();
  clock.play(0);
  clock.tick(100, false);
  const usual = clock.seenFor;
  clock.speed = 0.25;
  clock.tick(200, false);
  expect(clock.at).toBe(3000 + 200 + 50);
  expect(clock.seenFor).toBe(usual / 4);
  // Faster, a dot crosses as quickly as everything else happens.
  clock.speed = 4;
  expect(clock.seenFor).toBe(usual);
});

test('a pause is no time that passes, and nor is an hour in the background', () => {
  const clock = player();
  clock.play(0);
  clock.tick(100, false);
  clock.pause();
  clock.play(60_000);
  clock.tick(60_100, false);
  expect(clock.at).toBe(3400);
  clock.speed = 0.5;
  clock.tick(3_600_000, false);
  expect(clock.at).toBe(4400);
});

test('at the end it pauses, and plays from the beginning when it is played again', () => {
  const clock = player();
  clock.seek(9900);
  clock.play(0);
  expect(clock.tick(500, false)).toBe(true);
  expect([clock.at, clock.isPlaying]).toEqual([10_000, false]);
  clock.play(1000);
  expect([clock.at, clock.isPlaying]).toEqual([0, true]);
});

test('with less motion asked for it moves once a second', () => {
  const clock = player();
  clock.play(0);
  const moved = Array.from({ length: 25 }, (_, index) => clock.tick((index + 1) * 100, true));
  expect(moved.flatMap((each, index) => (each ? [(index + 1) * 100] : []))).toEqual([1000, 2000]);
  expect(clock.at).toBe(3000 + 2 * 2000);
});

test('a step leads to the next whole number of steps, from wherever it stands, and never beyond the end', () => {
  const clock = player();
  const steps = [2999, 3000, 3000.4, 9990, 10_000].map((at) => {
    clock.seek(at);
    clock.step(250);
    return clock.at;
  });
  expect(steps).toEqual([3000, 3250, 3250, 10_000, 10_000]);
  // A third of a second has no exact number: a hundred steps still are a hundred.
  clock.seek(0);
  for (let step = 0; step < 25; step++) clock.step(1000 / 3);
  expect(clock.at).toBeCloseTo(25_000 / 3, 6);
});

test('it is never sought beyond its ends', () => {
  const clock = player();
  clock.seek(-1);
  expect(clock.at).toBe(0);
  clock.seek(1e9);
  expect(clock.at).toBe(10_000);
});
