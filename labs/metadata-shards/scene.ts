/** The learner’s shards for a store of videos that grows, beside one that takes the remainder: the world is that of the ring of nodes. */
import { choice, defineScene, slider } from '#scene';
import { hashOfText } from '#simulation';
import { storeWorld } from '../consistent-hashing/store-world.ts';
import { nameOf, type Placement } from '../consistent-hashing/world.ts';
import { shardOf } from './solution.ts';

const reference = { shardOf };

/** An id of 64 bits for each row: what it is does not matter, as long as it is large. */
const idOf = (row: number): string => `${BigInt(hashOfText(`video ${row}`)) * 4_294_967_296n + BigInt(row)}`;

function byNumber(shards: number, of: (id: string, shards: number) => number): Placement {
  let count = shards;
  return {
    home: (row) => nameOf(of(idOf(row), count)),
    add: () => {
      count++;
    },
  };
}

const remainder = (id: string, shards: number): number => Number(BigInt(hashOfText(id)) % BigInt(shards));

export default defineScene({
  title: 'Shards join a store of videos',
  seconds: 40,
  pace: 2,
  still: 14,
  knobs: {
    shards: slider('Shards at first', { min: 1, max: 6, value: 4 }),
    added: slider('Shards that join at 10 s', { min: 0, max: 4, value: 1 }),
    beside: choice('Beside it', { modulo: 'the remainder of the id’s hash', reference: 'the reference' }, 'modulo'),
    rate: slider('Load', { min: 50, max: 700, step: 50, value: 300, unit: 'requests/s' }),
    hot: slider('Share of one video', { min: 0, max: 60, step: 10, value: 0, unit: '%' }),
  },
  reference,
  worlds({ seed, settings: { beside, hot, ...settings }, tick, learner }) {
    const isReference = learner === reference;
    const worldOf = (title: string, of: typeof shardOf) =>
      storeWorld(title, byNumber(settings.shards, of), { ...settings, hot: hot / 100 }, seed, tick);
    return [
      worldOf(isReference ? 'Leaps' : 'Yours', learner.shardOf),
      ...(beside === 'modulo' ? [worldOf('The remainder', remainder)] : []),
      ...(beside === 'reference' && !isReference ? [worldOf('The reference', shardOf)] : []),
    ];
  },
});
