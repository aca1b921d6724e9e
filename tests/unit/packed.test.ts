/** A recording that went through a file shows what it showed. */
import { describe, expect, test } from 'vitest';
import { describeMoment, eventsUntil, packed, type Recording, record, strike, USUAL, unpacked } from '#scene';
import chain from '../../content/scenes/chain.ts';
import crowd from '../../content/scenes/crowd.ts';

/** A copy in a buffer of its own, as a browser gets it. */
const sent = (recordings: readonly Recording[]): ArrayBuffer => Uint8Array.from(packed(recordings)).buffer;

describe.each([
  ['with a server that breaks', record(crowd, { ...USUAL, strikes: [strike(4, 'crash', 'servers/2')] })],
  ['with several worlds', record(chain)],
])('%s', (_name, before) => {
  const after = unpacked(sent(before));
  const longest = before[0]!.seconds * 1000;
  /** The most by which a time is off: half a unit, and both of its parts may be. */
  const off = (1.5 * longest) / 65_535;

  test('everything but times is the same', () => {
    const times = { depart: 0, arrive: 0, born: 0, at: 0, oldest: 0, middle: 0 };
    const rest = (recordings: readonly Recording[]) =>
      recordings.map(({ moves, losses, nodes, ...others }) => ({
        ...others,
        moves: { ...moves, ...times },
        losses: { ...losses, ...times },
        nodes: nodes.map((track) => track && { ...track, ...times }),
      }));
    expect(rest(after)).toEqual(rest(before));
  });

  test('whatever moves and falls does so when it did', () => {
    for (const [index, { moves, losses }] of before.entries()) {
      const { moves: again, losses: lostAgain } = after[index]!;
      const furthest = (one: Float32Array, other: Float32Array) =>
        one.reduce((most, time, place) => Math.max(most, Math.abs(time - other[place]!)), 0);
      // What arrives after the end is not seen to.
      const seen = (times: Float32Array) => times.map((time) => Math.min(time, longest));
      expect(again.depart.length).toBe(moves.depart.length);
      expect(furthest(moves.depart, again.depart)).toBeLessThan(off);
      expect(furthest(seen(moves.arrive), seen(again.arrive))).toBeLessThan(off);
      expect(furthest(moves.born, again.born)).toBeLessThan(off);
      expect(furthest(losses.at, lostAgain.at)).toBeLessThan(off);
    }
  });

  test('the same is said of every moment', () => {
    for (const [index, recording] of before.entries())
      for (const at of [0, longest / 3, longest / 2, longest]) {
        expect(describeMoment(after[index]!, at)).toEqual(describeMoment(recording, at));
        expect(eventsUntil(after[index]!, at)).toEqual(eventsUntil(recording, at));
      }
  });
});
