/** Where the metadata of videos is kept while shards join: by the learner's `shardOf`, beside another rule. The rows of the store are videos. */
import { byModulo, choice, defineScene, growingStoreKnobs, growingStoreWorld, nameOf, type Placement } from '#scene';
import { shardOf } from './solution.ts';

const reference = { shardOf };

/** Ids as services number videos: the time in ms above 22 bits for a counter, one video every 40 s. */
const idOf = (video: number): bigint => (1_700_000_000_000n + 40_000n * BigInt(video)) << 22n;

function byId(shardOfId: (id: string, shards: number) => number, shards: number): Placement {
  let there = shards;
  return {
    home(video) {
      const shard = shardOfId(String(idOf(video)), there);
      // What names no shard is told as it came.
      return Number.isInteger(shard) && shard >= 0 && shard < there ? nameOf(shard) : (shard as unknown as string);
    },
    add() {
      there++;
    },
    asked: (video) => ({ call: `shardOf('${idOf(video)}', ${there})`, gives: 'is' }),
  };
}

const byRemainder = (id: string, shards: number): number => Number(BigInt(id) % BigInt(shards));

const { shards, added, rate, hot } = growingStoreKnobs('video');

export default defineScene({
  title: 'A library gets more shards',
  seconds: 40,
  pace: 2,
  still: 14,
  knobs: {
    shards,
    added,
    beside: choice(
      'Beside it',
      { jump: 'the reference', modulo: 'hash modulo the shards', id: 'id modulo the shards' },
      'modulo',
    ),
    rate,
    hot,
  },
  reference,
  worlds({ seed, settings: { beside, hot, ...settings }, tick, learner }) {
    const { shards } = settings;
    const worldOf = (title: string, placement: Placement) =>
      growingStoreWorld(title, placement, { ...settings, hot: hot / 100 }, seed, tick, 'Pages');
    const others = {
      jump: () => worldOf('The reference', byId(shardOf, shards)),
      modulo: () =>
        worldOf(
          'Hash modulo the shards',
          byModulo(
            Array.from({ length: shards }, (_, n) => nameOf(n)),
            (video) => String(idOf(video)),
          ),
        ),
      id: () => worldOf('Id modulo the shards', byId(byRemainder, shards)),
    };
    const isReference = learner === reference;
    return [
      ...(isReference && beside === 'jump'
        ? []
        : [worldOf(isReference ? 'A share for the new one' : 'Yours', byId(learner.shardOf, shards))]),
      others[beside](),
    ];
  },
});
