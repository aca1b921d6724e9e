/** Slots of lesson 5 and the cache of lesson 15 beside what Redis did (tests/real/redis.ts). */
import { describe, expect, test } from 'vitest';
import { slotOf } from '../../../content/lessons/05-partitioning.tables.ts';
import { exactly } from '../../../content/lessons/15-caching.tables.ts';
import recording from '../../../content/recordings/redis.json' with { type: 'json' };
import { asked } from '../../real/redis.ts';

describe('slots', () => {
  test.each(recording.slots.map(([key, slot]) => ({ key: key as string, slot: slot as number })))(
    '$key is in $slot',
    ({ key, slot }) => expect(slotOf(key)).toBe(slot),
  );

  // CRC16 of XMODEM: the check value of its definition, and keys of Redis’s own documentation.
  test.each([
    ['123456789', 0x31c3 % 16_384],
    ['foo{hash_tag}', 2515],
    ['{user1}.following', 8106],
    ['user:case{1}', 9842],
    ['user:info{1}', 9842],
    ['8HMdi', 1],
    ['foo{}{bar}', 8363],
    ['foo{bar}{zap}', 5061],
    ['hello', 866],
  ])('%s is where it is published to be', (key, slot) => expect(slotOf(key)).toBe(slot));
});

const found = (trace: 'popular' | 'round', policy: string, samples = 5) =>
  recording.evictions.find((each) => each.trace === trace && each.policy === policy && each.samples === samples)!;
const share = (hits: number, { requests }: { requests: number }): number => (100 * hits) / requests;

describe('what Redis finds when it evicts the one used longest ago of a few', () => {
  test('of what is popular, is within two in a hundred of the exact order, and far from chance', () => {
    for (const samples of [5, 10]) {
      const sampled = found('popular', 'allkeys-lru', samples);
      const exact = exactly(asked('popular'), sampled.kept);
      expect(Math.abs(share(sampled.hits, sampled) - exact)).toBeLessThan(2);
      const chance = found('popular', 'allkeys-random');
      expect(share(sampled.hits, sampled) - share(chance.hits, chance)).toBeGreaterThan(3);
    }
  });

  test('of a walk round and round, is a third and more, where the exact order finds nothing', () => {
    const sampled = found('round', 'allkeys-lru');
    expect(sampled.kept).toBeLessThan(recording.round);
    expect(exactly(asked('round'), sampled.kept)).toBe(0);
    expect(share(sampled.hits, sampled)).toBeGreaterThan(33);
    expect(found('round', 'allkeys-random').hits).toBeGreaterThan(sampled.hits);
  });

  test('is less than what it finds when it counts uses, where few are popular', () => {
    expect(found('popular', 'allkeys-lfu').hits).toBeGreaterThan(found('popular', 'allkeys-lru', 10).hits);
  });
});
