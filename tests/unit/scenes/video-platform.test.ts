/** The scene of lesson 1: both worlds get the same requests. What the lesson says of it is held by its experiments. */
import { expect, test } from 'vitest';
import { type Recording, record } from '#scene';
import videoPlatform from '../../../content/scenes/video-platform.ts';

interface Given {
  seed?: number;
  settings?: Record<string, number | string>;
}

/** The recording of the large machine and that of the fleet. */
function recorded({ seed = 1, settings = {} }: Given = {}): [Recording, Recording] {
  const [single, fleet] = record(videoPlatform, { seed, settings, strikes: [], from: 0 }, undefined);
  return [single!, fleet!];
}

/** How many requests were answered and how many failed, by the sentence at the end. */
function ends({ events }: Recording): { answered: number; failed: number } {
  const [answered, failed] = events
    .at(-1)!
    .text.match(/[\d,]+\d|\d/g)!
    .map((digits) => Number(digits.replace(',', '')));
  return { answered: answered!, failed: failed! };
}

test('the same requests come to both, with the same seed again, and with another seed others', () => {
  const both = recorded({ settings: { loss: 'none', peak: 600 } });
  const [single, fleet] = both.map(ends);
  expect(Math.abs(single!.answered - fleet!.answered)).toBeLessThan(60);
  expect(recorded({ settings: { loss: 'none', peak: 600 } })).toEqual(both);
  expect(recorded({ seed: 2, settings: { loss: 'none', peak: 600 } })).not.toEqual(both);
});
