/** The learner's ring on the store that grows, beside one that places its rows in another way. */
import { choice, defineScene, slider } from '#scene';
import { createRing } from './solution.ts';
import { storeWorld } from './store-world.ts';
import { byModulo, byRanges, byRing, nameOf, type Placement } from './world.ts';

const reference = { createRing };

export default defineScene({
  title: 'Shards join a store',
  seconds: 40,
  pace: 2,
  still: 14,
  knobs: {
    shards: slider('Shards at first', { min: 1, max: 6, value: 4 }),
    added: slider('Shards that join at 10 s', { min: 0, max: 4, value: 1 }),
    points: slider('Points of a shard on the ring', { min: 1, max: 100, value: 64 }),
    beside: choice(
      'Beside it',
      { ring: 'the reference', modulo: 'hash modulo the shards', ranges: 'ranges' },
      'modulo',
    ),
    rate: slider('Load', { min: 50, max: 700, step: 50, value: 300, unit: 'requests/s' }),
    hot: slider('Share of one customer', { min: 0, max: 60, step: 10, value: 0, unit: '%' }),
  },
  reference,
  worlds({ seed, settings: { points, beside, hot, ...settings }, tick, learner }) {
    const nodes = Array.from({ length: settings.shards }, (_, place) => nameOf(place));
    const worldOf = (title: string, placement: Placement) =>
      storeWorld(title, placement, { ...settings, hot: hot / 100 }, seed, tick);
    const others = {
      ring: () => worldOf('The reference', byRing(createRing, nodes, points)),
      modulo: () => worldOf('Hash modulo the shards', byModulo(nodes)),
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
