/** What lesson 15 says of two caches of 64 MB, beside what memcached kept (tests/real/memcached.ts). */
import { expect, test } from 'vitest';
import recording from '../../../content/recordings/memcached.json' with { type: 'json' };

const { kept, keys, bytes, megabytes } = recording;

test('two nodes of one cache keep twice what one keeps, and two local caches no more than one', () => {
  expect(kept.shared).toBe(2 * kept.alone);
  expect(kept.local).toBe(kept.alone);
});

test('nobody has room for everything, and none is left unused but for what a cache needs for itself', () => {
  expect(kept.shared).toBeLessThan(keys);
  expect((kept.alone * bytes) / (megabytes * 2 ** 20)).toBeGreaterThan(0.8);
});
