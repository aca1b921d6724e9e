/** The learner's ring on the store that grows, beside one that places its rows in another way. */
import { choice, defineScene, growingStoreKnobs, growingStoreWorld, nameOf, type Placement, slider } from '#scene';
import { createRing } from './solution.ts';
import { byRanges, byRemainder, byRing } from './world.ts';

const reference = { createRing };

const { shards, added, rate, hot } = growingStoreKnobs('customer');

export default defineScene({
  title: 'Shards join a store',
  seconds: 40,
  pace: 2,
  still: 14,
  knobs: {
    shards,
    added,
    points: slider('Points of a shard on the ring', { min: 1, max: 100, value: 64 }),
    beside: choice(
      'Beside it',
      { ring: 'the reference', modulo: 'hash modulo the shards', ranges: 'ranges' },
      'modulo',
    ),
    rate,
    hot,
  },
  reference,
  worlds({ seed, settings: { points, beside, hot, ...settings }, tick, learner }) {
    const nodes = Array.from({ length: settings.shards }, (_, place) => nameOf(place));
    const worldOf = (title: string, placement: Placement) =>
      growingStoreWorld(title, placement, { ...settings, hot: hot / 100 }, seed, tick, 'Customers');
    const others = {
      ring: () => worldOf('The reference', byRing(createRing, nodes, points)),
      modulo: () => worldOf('Hash modulo the shards', byRemainder(nodes)),
      ranges: () => worldOf('Ranges', byRanges(nodes)),
    };
    const isReference = learner === reference;
    return [
      ...(isReference && beside === 'ring'
        ? []
        : [worldOf(isReference ? 'A ring' : 'Yours', byRing(learner.createRing, nodes, points))]),
      others[beside](),
    ];
  },
});
