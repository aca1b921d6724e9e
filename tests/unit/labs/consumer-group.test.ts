/** The judge of the consumer group's lab, held to a search of all answers and to what Kafka's own assignors do. */
import { describe, expect, test } from 'vitest';
import { mostThatStay, staying, wrongWith } from '../../../labs/consumer-group/judge.ts';
import { assign } from '../../../labs/consumer-group/solution.ts';
import type { Claim } from '../../../labs/consumer-group/types.ts';

const claims = (shares: Record<string, string[]>): Claim[] =>
  Object.entries(shares).map(([member, partitions]) => ({ member, partitions, generation: 1 }));

/** Every way to give each partition to one of so many members. */
function* everyAnswer(members: number, partitions: number): Generator<number[]> {
  if (partitions === 0) yield [];
  else
    for (const rest of everyAnswer(members, partitions - 1))
      for (let owner = 0; owner < members; owner++) yield [...rest, owner];
}

describe('as many as can stay', () => {
  const partitions = (count: number) => Array.from({ length: count }, (_, place) => `p${place}`);

  test.each([
    [1, 3],
    [2, 1],
    [2, 4],
    [2, 5],
    [3, 2],
    [3, 4],
    [3, 5],
  ])('is what a search of all answers finds, with %i members and %i partitions', (count, size) => {
    const members = ['a', 'b', 'c'].slice(0, count);
    const all = partitions(size);
    const answers = [...everyAnswer(count, size)]
      .map((owners) => members.map((_, place) => all.filter((_, at) => owners[at] === place)))
      .filter((shares) => {
        const sizes = shares.map(({ length }) => length);
        return Math.max(...sizes) - Math.min(...sizes) <= 1;
      });
    // Nobody had a partition, or one of the members, or somebody who has left.
    for (const owners of everyAnswer(count + 1, size)) {
      const previous = [...members, 'gone'].map((member, place) => ({
        member,
        partitions: all.filter((_, at) => owners[at] === place),
        generation: 1,
      }));
      const best = Math.max(...answers.map((shares) => staying(previous, shares, members)));
      expect(mostThatStay({ members, partitions: all, previous })).toBe(best);
    }
  });
});

// apache/kafka, javadoc of StickyAssignor, RoundRobinAssignor and RangeAssignor, and RangeAssignorTest at 1763e54.
describe('Kafka’s own examples', () => {
  const partitions = ['t0p0', 't0p1', 't1p0', 't1p1', 't2p0', 't2p1', 't3p0', 't3p1'];
  const before = {
    C0: ['t0p0', 't1p1', 't3p0'],
    C1: ['t0p1', 't2p0', 't3p1'],
    C2: ['t1p0', 't2p1'],
  };
  const asked = { members: ['C0', 'C2'], partitions, previous: claims(before) };
  const shares = (answer: Record<string, string[]>) =>
    Object.entries(answer).map(([member, list]) => ({ member, partitions: list }));

  test('what the sticky assignor does when C1 leaves is right, and five partitions stay', () => {
    const sticky = { C0: ['t0p0', 't1p1', 't3p0', 't2p0'], C2: ['t1p0', 't2p1', 't0p1', 't3p1'] };
    expect(wrongWith({ ...asked, members: ['C0', 'C1', 'C2'], previous: [] }, shares(before))).toBeUndefined();
    expect(wrongWith(asked, shares(sticky))).toBeUndefined();
    expect(mostThatStay(asked)).toBe(5);
    expect(staying(asked.previous, Object.values(sticky), asked.members)).toBe(5);
  });

  test('what round robin does is even, and only three stay', () => {
    const roundRobin = { C0: ['t0p0', 't1p0', 't2p0', 't3p0'], C2: ['t0p1', 't1p1', 't2p1', 't3p1'] };
    expect(wrongWith({ ...asked, previous: [] }, shares(roundRobin))).toBeUndefined();
    expect(wrongWith(asked, shares(roundRobin))).toContain('3 partitions stay with who had them, and 5 could');
  });

  test('the range assignor, topic by topic, leaves one member with twice as much', () => {
    const range = { C0: ['t0p0', 't0p1', 't1p0', 't1p1'], C1: ['t0p2', 't1p2'] };
    const all = Object.values(range).flat();
    const answer = wrongWith({ members: ['C0', 'C1'], partitions: all, previous: [] }, shares(range));
    expect(answer).toBe('"C0" has 4 partitions, and "C1" has 2 partitions.');
    const four = {
      consumer1: ['topic1-0', 'topic1-1', 'topic2-0'],
      consumer2: ['topic1-2', 'topic2-1'],
      consumer3: ['topic1-3', 'topic2-2'],
      consumer4: ['topic1-4', 'topic2-3'],
    };
    const nine = { members: Object.keys(four), partitions: Object.values(four).flat(), previous: [] };
    expect(wrongWith(nine, shares(four))).toBeUndefined();
  });

  test('the reference leaves as many where they were', () => {
    const answer = assign(asked.members, asked.partitions, asked.previous);
    expect(wrongWith(asked, answer)).toBeUndefined();
  });
});
