/** Partial-order reduction held to a search that tries everything, and to numbers of traces that are known. */
import { describe, expect, test } from 'vitest';
import { everyOrder, type Program, type World } from '../../../src/exploration/index.ts';
import {
  type Answer,
  type Ask,
  clients,
  everyOrderByForce,
  type Handler,
  orderName,
  replies,
  worldOf,
} from './actors.ts';

function reduced(world: World<Ask, Answer>, program: Program<Ask>) {
  const names: string[] = [];
  for (const state of everyOrder(world, program)) names.push(orderName(state));
  return names;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

describe('numbers of traces that are known', () => {
  test.each([1, 2, 3, 4, 5, 6])('%i senders to one receiver come in any order', (n) => {
    const world = worldOf(['a'], () => replies);
    expect(reduced(world, clients(...Array.from({ length: n }, () => ['a'])))).toHaveLength(factorial(n));
  });

  test.each([1, 2, 5, 8])('%i senders to as many receivers have nothing to do with each other', (n) => {
    const actors = Array.from({ length: n }, (_, index) => `a${index}`);
    const world = worldOf(actors, () => replies);
    expect(reduced(world, clients(...actors.map((id) => [id])))).toHaveLength(1);
  });

  // Chains are the trees for which Knuth's hook lengths (The Art of Computer Programming 3, 5.1.4) give a multinomial.
  test.each([
    [2, 2],
    [2, 4],
    [3, 2],
    [3, 3],
  ])('%i clients, %i requests each, one after another at one actor', (n, each) => {
    const world = worldOf(['a'], () => replies);
    const program = clients(...Array.from({ length: n }, () => Array.from({ length: each }, () => 'a')));
    expect(reduced(world, program)).toHaveLength(factorial(n * each) / factorial(each) ** n);
  });

  // The benchmark "readers" of Optimal Dynamic Partial Order Reduction (POPL 2014): 2 to the power of n traces. One writer writes
  // what n others read; here in n cells, as two reads of one cell are not told from two writes.
  test.each([2, 4, 8])('a writer and %i readers', (n) => {
    const cells = Array.from({ length: n }, (_, index) => `c${index}`);
    const writer: Handler = (input) =>
      'asked' in input ? cells.map((to) => ({ do: 'send', to, message: 'written' })) : [];
    const world = worldOf(['w', ...cells], (id) => (id === 'w' ? writer : replies));
    expect(reduced(world, clients(['w'], ...cells.map((id) => [id])))).toHaveLength(2 ** n);
  });
});

/** Says to others what it is told, a few times over. */
const talks =
  (peers: readonly string[], times: number): Handler =>
  (input, id) => {
    if ('asked' in input)
      return [
        ...peers.filter((peer) => peer !== id).map((to) => ({ do: 'send' as const, to, message: times })),
        { do: 'reply', id: input.asked.id },
      ];
    const left = input.message as number;
    return left > 0 ? [{ do: 'send', to: input.from, message: left - 1 }] : [];
  };

/** Answers once all of its peers have said something. */
const gathers =
  (peers: readonly string[]): (() => Handler) =>
  () => {
    let asked: string | undefined;
    const heard = new Set<string>();
    return (input, id) => {
      if ('asked' in input) {
        asked = input.asked.id;
        return peers.filter((peer) => peer !== id).map((to) => ({ do: 'send', to, message: '?' }));
      }
      if (input.message === '?') return [{ do: 'send', to: input.from, message: '!' }];
      heard.add(input.from);
      return heard.size === peers.length - 1 ? [{ do: 'reply', id: asked! }] : [];
    };
  };

const two = ['a', 'b'];
const three = ['a', 'b', 'c'];

describe('the same traces as by trying everything, each once', () => {
  test.each([
    ['two who talk', worldOf(two, () => talks(two, 1)), clients(['a'], ['b'])],
    ['two who talk for longer', worldOf(two, () => talks(two, 3)), clients(['a'], ['b'])],
    ['two who are asked twice', worldOf(two, () => talks(two, 1)), clients(['a', 'b'], ['b'])],
    ['three who talk', worldOf(three, () => talks(three, 0)), clients(['a'], ['b', 'c'])],
    ['three who answer', worldOf(three, () => talks(three, 1)), clients(['a'], ['b'])],
    ['one who gathers', worldOf(three, () => gathers(three)()), clients(['a', 'b'])],
    ['two who gather', worldOf(three, () => gathers(three)()), clients(['a'], ['b'])],
    ['an alarm between', worldOf(two, () => rings), clients(['a'], ['b'])],
  ])('%s', (_name, world, program) => {
    const { traces, orders } = everyOrderByForce(world, program);
    const found = reduced(world, program);
    expect(new Set(found)).toEqual(traces);
    expect(found).toHaveLength(traces.size);
    expect(orders).toBeGreaterThanOrEqual(found.length);
  });
});

/** Replies after an alarm, and tells the other of it. */
const rings: Handler = (input, id) => {
  if ('asked' in input) return [{ do: 'wait', after: 20, message: input.asked.id }];
  if (input.from !== id) return [];
  return [
    { do: 'send', to: id === 'a' ? 'b' : 'a', message: 'rang' },
    { do: 'reply', id: input.message as string },
  ];
};

test('it ends when it has made as many runs as it may', () => {
  const runs = everyOrder(
    worldOf(['a'], () => replies),
    clients(['a'], ['a'], ['a']),
    { most: 4 },
  );
  let made = 0;
  let end = runs.next();
  for (; !end.done; end = runs.next()) made++;
  expect([made, end.value]).toEqual([4, { runs: 4, complete: false }]);
});

test('it ends when as many messages have arrived as may', () => {
  const world = worldOf(['a'], () => replies);
  const endOf = (arrivals: number) => {
    const runs = everyOrder(world, clients(['a'], ['a'], ['a']), { arrivals });
    let end = runs.next();
    while (!end.done) end = runs.next();
    return end.value;
  };
  // Of three in any order the first of each, then two of the second, and one of the third.
  expect(endOf(3 + 3 * 2 + 3 * 2)).toEqual({ runs: 6, complete: true });
  expect(endOf(3 + 3 * 2 + 3 * 2 - 1)).toEqual({ runs: 5, complete: false });
});
