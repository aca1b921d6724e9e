/** The tables of lesson 4: what the most popular videos of a large library take of all views. */
import { power } from '#simulation';
import { oneWay } from '../../labs/hot-cold-placement/world.ts';

export const LIBRARY = 100_000;
export const SKEWS = [1, 0.8, 0.6] as const;

/** The shares of all views, in per cent, that go to the first hundredth and the first fifth. */
export const shares = SKEWS.map((skew) => {
  let [hundredth, fifth, all] = [0, 0, 0];
  for (let place = 1; place <= LIBRARY; place++) {
    const weight = power(place, -skew);
    all += weight;
    if (place <= LIBRARY / 100) hundredth += weight;
    if (place <= LIBRARY / 5) fifth += weight;
  }
  return { skew, hundredth: (100 * hundredth) / all, fifth: (100 * fifth) / all };
});

/** There and back in glass along the globe, in ms. */
export const roundTrip = (from: string, to: string): number => 2 * oneWay(from, to);

/** The busiest shard as a multiple of the mean, when one uploader has that share of all views and the rest is spread evenly. */
export const busiest = (shards: number, share: number): number => shards * (share + (1 - share) / shards);

/** What the lesson says of them in words. */
export const claims = {
  'a hundredth of the videos takes most of the views at 1': shares[0]!.hundredth > 60,
  'and a sixth of them at 0.6': Math.abs(shares[2]!.hundredth - 16) < 1.5,
  'London and Sydney are 166 ms apart': Math.abs(roundTrip('london', 'sydney') - 166) < 1,
  'London and New York 55 ms': Math.abs(roundTrip('london', 'newyork') - 55) < 1,
};
