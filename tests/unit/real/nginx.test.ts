/** The edge of lesson 7, and the weights of lesson 9, beside what nginx did (tests/real/nginx.ts): where it differs, the lesson says so. */
import { describe, expect, test } from 'vitest';
import recording from '../../../content/recordings/nginx.json' with { type: 'json' };
import { policyOf } from '../../../labs/edge-cache/solution.ts';
import type { Headers } from '../../../labs/edge-cache/types.ts';

type Found = 'MISS' | 'HIT' | 'STALE' | 'EXPIRED';

/** What a cache finds that goes by the headers: at first, at once, and later. */
function byTheBook(headers: Headers): Found[] {
  const { freshFor, staleFor, age } = policyOf(headers);
  const later = age + recording.laterMs / 1000;
  if (age >= freshFor) return ['MISS', 'MISS', 'MISS'];
  return ['MISS', 'HIT', later < freshFor ? 'HIT' : later < freshFor + staleFor ? 'STALE' : 'EXPIRED'];
}

/** What nginx does otherwise, and why. */
const OTHERWISE: [Headers, Found[], string][] = [
  [
    { 'cache-control': 'max-age=1, must-revalidate, stale-while-revalidate=60' },
    ['MISS', 'HIT', 'STALE'],
    'it does not know must-revalidate',
  ],
  [
    { 'cache-control': 's-maxage=1, stale-while-revalidate=60' },
    ['MISS', 'HIT', 'STALE'],
    'to it, s-maxage forbids nothing',
  ],
  [
    { 'cache-control': 'extension="max-age=60", max-age=1' },
    ['MISS', 'MISS', 'MISS'],
    'it finds the number between the quotes first, and cannot read it',
  ],
  [{ 'cache-control': 'max-age="60"' }, ['MISS', 'MISS', 'MISS'], 'it reads no number between quotes'],
  [{ 'cache-control': 'max-age=60', age: '58' }, ['MISS', 'HIT', 'HIT'], 'it does not read Age'],
  [{ 'cache-control': 'max-age=60', age: '7200' }, ['MISS', 'HIT', 'HIT'], 'it does not read Age'],
];

describe('what answers say', () => {
  test.each(recording.freshness.map((each) => ({ ...each, line: JSON.stringify(each.headers) })))(
    '$line',
    ({ headers, found }) => {
      const known = OTHERWISE.find(([otherwise]) => JSON.stringify(otherwise) === JSON.stringify(headers));
      expect(found).toEqual(known ? known[1] : byTheBook(headers));
      if (known) expect(byTheBook(headers)).not.toEqual(found);
    },
  );

  test('every difference is one that was recorded', () => {
    const recorded = recording.freshness.map(({ headers }) => JSON.stringify(headers));
    for (const [headers] of OTHERWISE) expect(recorded).toContain(JSON.stringify(headers));
  });
});

test('a crowd that misses fetches once where it waits for the first, and each for itself where it does not', () => {
  const [together, alone] = recording.herds;
  expect(together).toEqual({ path: '/together/crowd', crowd: 20, fetches: 1 });
  expect(alone).toEqual({ path: '/alone/crowd', crowd: 20, fetches: 20 });
});

// Those of the message of the commit that brought smooth weights (2012-05-14), and what its rule gives for two more.
test.each([
  [[1, 1, 1], 'abc'],
  [[5, 1, 1], 'aabacaa'],
  [[4, 2, 1], 'abacaba'],
  [[3, 2, 1], 'abacba'],
])('servers of weights %j have their turns', (weights, round) => {
  const { sequence } = recording.turns.find((each) => each.weights.join() === weights.join())!;
  expect(sequence).toBe(round.repeat(2));
});
