/** What a right assignment is, for every small group and whatever happens to it, and what computing it may cost. */
import {
  atMostSteps,
  BOUNDARY_STRINGS,
  fail,
  fc,
  forEachOf,
  format,
  LOOKALIKES,
  newCase,
  property,
  repeat,
  SEPARATORS,
  sameAgain,
  solution,
  test,
} from '#grading';
import { whole } from '#words';
import { type Asked, wrongWith } from './judge.ts';
import type { Claim, Share } from './types.ts';

const { assign } = solution<typeof import('./solution.ts')>();

const named = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${letter}${place}`);
const partitionsOf = (count: number): string[] => named('p', count);
const membersOf = (count: number): string[] => [...'abcdef'].slice(0, count);
const copied = (claims: readonly Claim[]): Claim[] =>
  claims.map((claim) => ({ ...claim, partitions: [...claim.partitions] }));

/** Asks, and fails with what is wrong. */
function ask(asked: Asked): Share[] {
  const { members, partitions, previous } = asked;
  const answer = assign([...members], [...partitions], copied(previous));
  const problem = wrongWith(asked, answer);
  if (problem !== undefined) fail(problem, { actual: format(answer) });
  return answer;
}

const claim = (member: string, generation: number, ...partitions: string[]): Claim => ({
  member,
  partitions,
  generation,
});

const claimsOf = (shares: readonly Share[], generation: number): Claim[] =>
  shares.map(({ member, partitions }) => ({ member, partitions: [...partitions], generation }));

test('Every partition has exactly one reader, and no member has two more than another', {
  marks: 0.5,
  why: 'A partition without a reader waits for ever, one with two is worked on twice, and the member with the most decides how far behind the group falls.',
}, () => {
  // Asked before anything else, and once more at the end.
  const some = ['p1', 'p4', 'p6'];
  const unclaimed = (): string =>
    format([
      assign(['a', 'c', 'b'], some, []),
      assign(['a', 'c', 'b'], partitionsOf(8), []),
      assign(['a', 'c', 'b'], partitionsOf(8), [claim('b', 1, 'p0')]),
    ]);
  const atFirst = unclaimed();
  for (const members of [1, 2, 3, 4, 6, 0])
    forEachOf([0, 1, 2, 3, 4, 5, 7, 8, 12], (partitions) => {
      ask({ members: membersOf(members), partitions: partitionsOf(partitions), previous: [] });
    });
  ask({ members: [], partitions: ['p0'], previous: [claim('a', 1, 'p0')] });
  // The order of members is that of the answer, whatever they are called; and names are no numbers.
  forEachOf([['b', 'a'], ['10', '9', '2'], ['2', 'b', '10', 'a'], ...LOOKALIKES], (members) => {
    ask({ members, partitions: partitionsOf(5), previous: [] });
    ask({ members: ['one', 'two'], partitions: [...members, 'p'], previous: [] });
  });
  forEachOf(BOUNDARY_STRINGS, (name) => {
    const [other, another] = ['other', 'another'];
    const first = ask({ members: [other, name], partitions: [another, name, 'p'], previous: [] });
    const previous = claimsOf(first, 0);
    ask({ members: [name], partitions: [name, another, 'p'], previous });
    ask({ members: [name, other, another], partitions: [another, name], previous });
  });
  // Asked at once again, and again: whatever is counted between calls, it has no part in the answer.
  for (const hadAll of [true, false])
    forEachOf([5, 7, 8, 10], (count) => {
      const before = (): Claim[] => (hadAll ? [claim('a', 3, ...partitionsOf(count))] : []);
      const again = (): string => format(assign(['b', 'c', 'a'], partitionsOf(count), before()));
      const first = again();
      for (let nth = 0; nth < 3; nth++) {
        const other = again();
        if (other !== first)
          fail(
            'Asked the same again, it gives another answer. Each member has to find the same, whatever it computed before.',
            { expected: first, actual: other },
          );
      }
    });
  // Names that are one text when they are joined.
  forEachOf(SEPARATORS, (join) => {
    ask({ members: [`a${join}b`, 'c'], partitions: ['p', 'q'], previous: [] });
    ask({ members: ['a', `b${join}c`], partitions: ['p', 'q'], previous: [] });
    ask({ members: ['a', 'b'], partitions: [`p${join}q`], previous: [] });
    ask({ members: ['a', 'b'], partitions: ['p', 'q'], previous: [] });
  });
  // Another member finds the same, and so does this one later.
  sameAgain(
    [2, 3, 5, 7].flatMap((count): [string[], string[], Claim[]][] => [
      [['b', 'c', 'a'], partitionsOf(count), [claim('a', 3, ...partitionsOf(count))]],
      [['b', 'c', 'a'], partitionsOf(count), []],
    ]),
    (input) => assign(...structuredClone(input)),
    {
      told: () =>
        'Asked the same a second time, it gives another answer. Each member has to find the same, whatever it computed before.',
      between: ([members, partitions]) => assign([...members], [...partitions], [claim('b', 9, ...partitions)]),
    },
  );
  for (const calls of [300, 10_100]) {
    newCase();
    repeat([[assign, ['a'], [], []]], calls);
    const now = unclaimed();
    if (now !== atFirst)
      fail(`Asked the same after ${whole(calls)} calls and more, it gives another answer than at first.`, {
        expected: atFirst,
        actual: now,
      });
  }
});

/** Each has as many as another or one more; those with one more begin at the `first`, and go on at the beginning. */
function evenly(members: readonly string[], partitions: readonly string[], first: number): Claim[] {
  const [least, more] = [Math.floor(partitions.length / members.length), partitions.length % members.length];
  let from = 0;
  return members.map((member, place) => {
    const size = least + ((place - first + members.length) % members.length < more ? 1 : 0);
    from += size;
    return claim(member, 1, ...partitions.slice(from - size, from));
  });
}

/** What may happen to a group next. */
function* changes({ members, partitions }: Asked): Generator<Pick<Asked, 'members' | 'partitions'>> {
  const newcomer = membersOf(6).find((name) => !members.includes(name));
  if (newcomer !== undefined) yield { members: [...members, newcomer], partitions };
  // An empty group is asked for in the first test.
  for (const gone of members.length > 1 ? members : [])
    yield { members: members.filter((member) => member !== gone), partitions };
  yield { members, partitions: [...partitions, `p${partitions.length}`] };
}

/** Every way in which members and nobody can hold so many partitions, by how many each holds; nobody is the last. */
function* holdings(holders: number, partitions: number): Generator<number[]> {
  if (holders === 1) yield [partitions];
  else
    for (let first = 0; first <= partitions; first++)
      for (const rest of holdings(holders - 1, partitions - first)) yield [first, ...rest];
}

test('As many partitions as can stay with the member that had them', {
  marks: 0.5,
  why: 'Each partition that moves stops being read until its new reader has caught up with what the old one knew.',
}, () => {
  // Whoever joins or leaves, and then again, with the learner's own answer in between.
  for (const members of [1, 2, 3])
    for (const partitions of [1, 2, 3, 5, 7]) {
      const first: Asked = { members: membersOf(members), partitions: partitionsOf(partitions), previous: [] };
      newCase();
      const previous = claimsOf(ask(first), 1);
      for (const change of changes(first)) {
        newCase();
        const second: Asked = { ...change, previous };
        const then = claimsOf(ask(second), 2);
        for (const next of changes(second)) {
          newCase();
          ask({ ...next, previous: then });
        }
      }
    }
  newCase();
  // However uneven it was before: somebody may have been alone, or have been given more than others.
  for (const count of [2, 4, 5, 6])
    forEachOf(holdings(4, count), (held) => {
      const partitions = partitionsOf(count);
      let from = 0;
      const [a, b, c] = held.map((size) => {
        const start = from;
        from += size;
        return partitions.slice(start, from);
      });
      ask({
        members: ['a', 'b', 'c'],
        partitions,
        previous: [
          { member: 'c', partitions: c!, generation: 4 },
          { member: 'a', partitions: a!, generation: 4 },
          { member: 'b', partitions: b!, generation: 4 },
        ],
      });
    });
  // What had no owner is nobody's, whatever the members are called.
  forEachOf(BOUNDARY_STRINGS, (name) => {
    const other = 'other';
    ask({
      members: [name, other],
      partitions: partitionsOf(6),
      previous: [claim(name, 1, 'p5'), claim(other, 1, 'p0')],
    });
    ask({
      members: [other, name],
      partitions: partitionsOf(6),
      previous: [claim(other, 1, 'p0'), claim(name, 1, 'p3')],
    });
    for (const members of [
      [name, other, 'new'],
      ['new', other, name],
      ['new', name, other],
    ])
      for (const [one, two] of [
        [name, other],
        [other, name],
      ] as const)
        ask({
          members,
          partitions: partitionsOf(6),
          previous: [claim(one, 1, 'p0', 'p1', 'p2'), claim(two, 1, 'p3', 'p4', 'p5')],
        });
  });
  // One partition is enough, whatever its name and that of its reader.
  forEachOf(BOUNDARY_STRINGS, (name) => {
    ask({ members: ['other', 'a'], partitions: [name], previous: [claim('a', 1, name)] });
    ask({ members: ['other', name], partitions: ['p'], previous: [claim(name, 1, 'p')] });
  });
  forEachOf(LOOKALIKES, ([one, other]) => {
    ask({ members: ['a', 'b'], partitions: [one, other], previous: [claim('a', 1, other), claim('b', 1, one)] });
    ask({ members: [one, other], partitions: ['p', 'q'], previous: [claim(one, 1, 'q'), claim(other, 1, 'p')] });
    // Members that are called as partitions are.
    ask({ members: [one, other], partitions: [other, one], previous: [claim(one, 1, other), claim(other, 1, one)] });
  });
  // Nothing has to move: each has as many as another or one more, whoever they are.
  for (const members of [2, 3, 7, 9, 19]) {
    forEachOf(
      members > 7 ? [members + 1, 2 * members - 1] : [members + 1, 3 * members - 1, 9 * members + 1],
      (count) => {
        const [names, partitions] = [named('m', members), partitionsOf(count)];
        for (const first of [0, 1, members - 1])
          ask({ members: names, partitions, previous: evenly(names, partitions, first) });
      },
    );
  }
  property(
    [
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 20, maxLength: 20 }),
    ],
    (members, count, owners) => {
      const all = membersOf(6);
      const partitions = partitionsOf(count);
      const previous = all.map((member, place) => ({
        member,
        partitions: partitions.filter((_, at) => owners[at] === place),
        generation: 7,
      }));
      ask({ members: all.slice(6 - members), partitions, previous });
    },
    { runs: 20 },
  );
});

test('Of two claims the newer counts, and nobody is held to what is gone', {
  marks: 0.25,
  why: 'A member that was asleep wakes up and believes what it knew. Kafka’s sticky assignor once believed all of them, and gave one partition to two members.',
}, () => {
  const cases: Asked[] = [
    // The first assignment of all counts like any other.
    {
      members: ['a', 'b'],
      partitions: partitionsOf(4),
      previous: [claim('a', 0, 'p2', 'p3'), claim('b', 0, 'p0', 'p1')],
    },
    {
      members: ['a', 'b'],
      partitions: partitionsOf(4),
      previous: [claim('b', 0, 'p2', 'p3'), claim('a', 0, 'p0', 'p1')],
    },
    // b has long been given what a still claims, in whatever order they say so.
    { members: ['a', 'b'], partitions: ['p0', 'p1'], previous: [claim('a', 1, 'p0', 'p1'), claim('b', 2, 'p1')] },
    { members: ['a', 'b'], partitions: ['p0', 'p1'], previous: [claim('b', 2, 'p1'), claim('a', 1, 'p0', 'p1')] },
    { members: ['a', 'b'], partitions: ['p0', 'p1'], previous: [claim('b', 1, 'p1'), claim('a', 0, 'p0', 'p1')] },
    // 10 comes after 9, which it does not as text.
    { members: ['a', 'b'], partitions: ['p0', 'p1'], previous: [claim('a', 9, 'p0', 'p1'), claim('b', 10, 'p0')] },
    { members: ['a', 'b'], partitions: ['p0', 'p1'], previous: [claim('b', 10, 'p0'), claim('a', 9, 'p0', 'p1')] },
    {
      members: ['a', 'b', 'c'],
      partitions: partitionsOf(6),
      previous: [claim('a', 3, 'p0', 'p1', 'p2'), claim('b', 5, 'p2', 'p3'), claim('c', 4, 'p2', 'p3', 'p4', 'p5')],
    },
    // Generations are numbers of any size, and long ago counts like just now.
    ...[2 ** 31, 2 ** 31 + 2, 2 ** 32, 2 ** 53 - 1].flatMap((generation): Asked[] => {
      const held = ['p0', 'p1'].map((one) => [claim('a', 1, 'p0', 'p1'), claim('b', generation, one)]);
      return [...held, ...held.map((previous) => previous.toReversed())].map((each) => ({
        members: ['a', 'b'],
        partitions: ['p0', 'p1'],
        previous: each,
      }));
    }),
    ...[1, 1_000].flatMap((one): Asked[] =>
      [
        [claim('a', one, 'p0', 'p1', 'p2'), claim('b', 1_001 - one, 'p3', 'p4', 'p5')],
        [claim('b', one, 'p0', 'p1', 'p2'), claim('a', 1_001 - one, 'p3', 'p4', 'p5')],
        [claim('c', one, 'p0', 'p1'), claim('b', 10, 'p2', 'p3'), claim('a', 1_001 - one, 'p4', 'p5')],
      ].map((previous) => ({ members: ['a', 'b', 'c'], partitions: partitionsOf(6), previous })),
    ),
    // One later is later, however large the numbers, and however many claim.
    ...[7, 2 ** 24, 1e6, 1e9, 2 ** 31 - 1, 2 ** 32, 2 ** 53 - 2].flatMap((generation) =>
      ['p0', 'p1'].flatMap((one): Asked[] => {
        const previous = [claim('a', generation, 'p0', 'p1'), claim('b', generation + 1, one)];
        return [previous, previous.toReversed()].map((each) => ({
          members: ['a', 'b'],
          partitions: ['p0', 'p1'],
          previous: each,
        }));
      }),
    ),
    ...[(claims: Claim[]) => claims, (claims: Claim[]) => claims.toReversed()].map(
      (order): Asked => ({
        members: named('m', 12),
        partitions: partitionsOf(12),
        previous: order(named('m', 12).map((member, nth) => claim(member, 5 + nth, `p${nth}`, `p${(nth + 1) % 12}`))),
      }),
    ),
    { members: ['a'], partitions: ['p0'], previous: [claim('a', 1, 'p0', 'gone', 'away')] },
    // Many who have left still claim, before and behind those who are there.
    {
      members: ['a', 'b', 'c'],
      partitions: partitionsOf(6),
      previous: [
        ...named('gone', 40).map((member, place) => claim(member, place, 'p0', 'p2', 'p5', `old${place}`)),
        claim('a', 97, 'p0', 'p1', 'p2'),
        claim('b', 1_000, 'p3', 'p4', 'p5'),
        ...named('left', 40).map((member, place) => claim(member, 50 + place, 'p1', 'p3', `older${place}`)),
      ],
    },
    // What counts is what somebody had last and is still there, not how much they claim.
    ...[1, 2].map(
      (newer): Asked => ({
        members: ['a', 'b'],
        partitions: partitionsOf(3),
        previous: [claim('a', 1, 'p0', 'p1', 'p2'), claim('b', newer + 1, 'p1', 'p2')],
      }),
    ),
    {
      members: ['a', 'b'],
      partitions: partitionsOf(3),
      previous: [claim('a', 1, 'p0', 'x1', 'x2', 'x3'), claim('b', 1, 'p1', 'p2')],
    },
    // Who had it last has left: then nobody has it, and the older claim is no better for that.
    {
      members: ['a', 'b'],
      partitions: partitionsOf(4),
      previous: [claim('a', 1, 'p0', 'p1', 'p2'), claim('gone', 2, 'p0', 'p1'), claim('b', 2, 'p3')],
    },
    {
      members: ['a', 'b'],
      partitions: partitionsOf(4),
      previous: [claim('gone', 2, 'p0', 'p1'), claim('b', 2, 'p3', 'p2'), claim('a', 1, 'p0', 'p2')],
    },
    // Partitions that are gone count for nobody.
    {
      members: ['a', 'b'],
      partitions: ['p0', 'p1'],
      previous: [claim('a', 1, 'old0', 'old1', 'old2'), claim('b', 1, 'p0', 'p1')],
    },
    { members: ['b'], partitions: ['p1'], previous: [claim('a', 1, 'p0'), claim('b', 1, 'p2', 'p3')] },
    { members: ['a', 'b', 'c'], partitions: [], previous: [claim('a', 1, 'p0', 'p1'), claim('b', 1, 'p2')] },
  ];
  forEachOf(cases, ask);
  // Whoever has the newer claim keeps what is theirs, where all of it can stay.
  forEachOf([1, 0], (older) => {
    const previous = [claim('a', older, 'p0', 'p1', 'p2'), claim('b', older + 1, 'p0', 'p1', 'p3')];
    ask({ members: ['a', 'b'], partitions: [...partitionsOf(6)], previous });
    ask({ members: ['b', 'a'], partitions: [...partitionsOf(6)], previous: previous.toReversed() });
  });
});

const MOST_STEPS = 1_500_000;

test('A group of hundreds is assigned without searching through it for each partition', {
  marks: 0.25,
  why: 'Until the leader has its answer the whole group waits, and a group that takes longer to share out than to be missed is shared out for ever.',
}, () => {
  const [members, partitions] = [named('member ', 500), named('partition ', 2000)];
  const even = claimsOf(
    members.map((member, place) => ({
      member,
      partitions: partitions.slice(4 * place, 4 * place + 4),
    })),
    1,
  );
  const cases: [what: string, Asked][] = [
    ['nobody has anything', { members, partitions, previous: [] }],
    ['everybody has as many', { members, partitions, previous: even }],
    ['half of the members have left', { members: members.slice(250), partitions, previous: even }],
    ['one has everything', { members, partitions, previous: [claim('member 499', 1, ...partitions)] }],
    ['there are more members than partitions', { members, partitions: partitions.slice(0, 50), previous: even }],
    [
      'everything is claimed twice',
      {
        members,
        partitions,
        previous: members.map((member, nth) =>
          claim(member, nth < 250 ? 2 : 1, ...partitions.slice(8 * (nth % 250), 8 * (nth % 250) + 8)),
        ),
      },
    ],
  ];
  // Those with one more are the last: all of it can stay.
  for (const [many, count] of [
    [300, 2_000],
    [8, 4_501],
  ] as const) {
    const [names, all] = [named('m', many), partitionsOf(count)];
    const previous = evenly(names, all, many - (count % many));
    cases.push([
      `${whole(many)} members have ${whole(count)} partitions`,
      { members: names, partitions: all, previous },
    ]);
  }
  for (const [what, asked] of cases) {
    const { previous } = asked;
    let answer: unknown;
    atMostSteps(
      MOST_STEPS,
      { what: `With 500 members and 2,000 partitions, and when ${what}, the answer`, however: 'Whatever was before' },
      () => {
        answer = assign([...asked.members], [...asked.partitions], copied(previous));
      },
    );
    const problem = wrongWith(asked, answer);
    if (problem !== undefined) fail(`In a large group (${what}): ${problem}`);
  }
});
