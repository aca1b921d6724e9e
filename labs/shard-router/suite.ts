/** What a right router asks: whoever may have a fitting row, and nobody else; told with a value that shows it. */
import {
  anyFinite,
  BOUNDARY_STRINGS,
  boundaryNumbers,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  kept,
  LOOKALIKES,
  MISORDERED,
  property,
  repeat,
  solution,
  test,
} from '#grading';
import { hashOf } from '#simulation';
import { inWords, rightRoute, witnesses } from './model.ts';
import type { ByHash, ByRange, Condition, Query, ShardId, Topology } from './types.ts';

const { route } = solution<typeof import('./solution.ts')>();

type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
const COMPARISONS: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>='];

const KEY = 'customer';
const key = (is: Comparison, value: number): Condition => ({ is, column: KEY, value });
const other = (is: Comparison, value: number): Condition => ({ is, column: 'city', value });
const oneOf = (...values: number[]): Condition => ({ is: 'in', column: KEY, values });
const and = (...of: Condition[]): Condition => ({ is: 'and', of });
const or = (...of: Condition[]): Condition => ({ is: 'or', of });

/** Chunks that end below these numbers, and a last one, on these shards. */
const ranges = (borders: readonly number[], shards: readonly ShardId[], column = KEY): ByRange => ({
  by: 'range',
  column,
  chunks: [...borders, Number.POSITIVE_INFINITY].map((below, place) => ({ below, shard: shards[place]! })),
});
const hashed = (slots: readonly ShardId[], column = KEY): ByHash => ({
  by: 'hash',
  column,
  slots,
  hash: (value) => (Number.isSafeInteger(value) ? hashOf(value) : hashOf(Math.floor(value * 1024))),
});

const THREE = ranges([10, 20], ['a', 'b', 'c']);
/** Two chunks of one shard, and one between them. */
const WOVEN = ranges([0, 10, 20, 30], ['b', 'a', 'b', 'c', 'a']);
/** So many values, seven apart. */
const many = (count: number): number[] => Array.from({ length: count }, (_, place) => place * 7);

const SLOTS = hashed(['a', 'b', 'c', 'd']);
const WOVEN_SLOTS = hashed(['b', 'a', 'b', 'c', 'a', 'd', 'b']);

function ask(where: Condition | undefined, topology: Topology): void {
  const query: Query = where === undefined ? {} : { where };
  const right = witnesses(query, topology);
  const asked: unknown = route(query, topology);
  const names = [...right.keys()].sort();
  const list = Array.isArray(asked) ? asked : undefined;
  const missing = names.filter((name) => !list?.includes(name));
  const inVain = (list ?? []).filter((name) => !right.has(name));
  if (list && missing.length > 0) {
    const value = right.get(missing[0]!)!;
    const where_ = topology.by === 'range' ? 'is there' : 'may be there';
    fail(
      `${inWords(query.where)}: shard ${format(missing[0])} was not asked, although a row with ${format(topology.column)} ${value} fits and ${where_}.`,
      { expected: format(names), actual: format(asked) },
    );
  }
  if (inVain.length > 0) {
    const known = allOf(topology).includes(inVain[0] as ShardId);
    fail(
      `${inWords(query.where)}: ${format(inVain[0])} was asked. ${known ? 'It can have no row that fits.' : 'There is no such shard.'}`,
      { expected: format(names), actual: format(asked) },
    );
  }
  expect(asked, 'Each shard once, in the order in which sort() puts them.').toEqual(names);
}

const allOf = (topology: Topology): ShardId[] =>
  topology.by === 'range' ? topology.chunks.map(({ shard }) => shard) : [...topology.slots];

/** Conditions over few numbers, so that they meet each other and the borders. */
const conditions = (depth: number): fc.Arbitrary<Condition> => {
  const value = fc.integer({ min: -1, max: 7 }).map((half) => half * 5);
  const column = fc.constantFrom(KEY, KEY, KEY, 'city');
  const simple: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ is: fc.constantFrom(...COMPARISONS), column, value }),
    fc.record({ is: fc.constant('in' as const), column, values: fc.array(value, { maxLength: 3 }) }),
  );
  if (depth === 0) return simple;
  const nested = fc.record({
    is: fc.constantFrom('and' as const, 'or' as const),
    of: fc.array(conditions(depth - 1), { maxLength: 3 }),
  });
  return fc.oneof(simple, nested, nested);
};

const names = fc.constantFrom<ShardId>('a', 'b', 'c', 'd');
const anyRanges: fc.Arbitrary<Topology> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 5 }),
    fc.array(names, { minLength: 6, maxLength: 6 }),
  )
  .map(([borders, shards]) =>
    ranges(
      borders.sort((a, b) => a - b).map((each) => each * 5),
      shards,
    ),
  );
const anyHash: fc.Arbitrary<Topology> = fc.array(names, { minLength: 1, maxLength: 6 }).map((slots) => hashed(slots));

test('A key, or a few of them, asks just the shards that have them; what says nothing of the key asks all', {
  marks: 0.5,
  why: 'A shop asks for one customer a thousand times a second. If that went to every shard, more shards would carry no more customers.',
}, () => {
  for (const topology of [THREE, WOVEN, SLOTS, WOVEN_SLOTS, ranges([], ['a']), hashed(['a'])]) {
    forEachOf([-5, 0, 5, 9, 10, 11, 15, 19, 20, 25, 30, 1_000_000], (value) => ask(key('=', value), topology));
    forEachOf([[5], [5, 15], [15, 5], [5, 5, 6], [25, 5], [9, 10], [0, 10, 20, 30, 40], []], (values) =>
      ask(oneOf(...values), topology),
    );
    // −0 is 0, whoever wrote it.
    forEachOf([key('=', -0), oneOf(-0), oneOf(-0, 5), and(key('>=', -0), key('<=', 0))], (where) =>
      ask(where, topology),
    );
    ask(undefined, topology);
    forEachOf(COMPARISONS, (is) => ask(other(is, 5), topology));
    ask({ is: 'in', column: 'city', values: [5, 6] }, topology);
    ask({ is: 'in', column: 'city', values: [] }, topology);
  }
  // In the order of their names, whatever the order of the chunks.
  ask(undefined, ranges([1, 2, 3, 4], ['shard 9', 'shard 10', 'Shard 2', 'é', '']));
  ask(oneOf(3, 1, 0), ranges([1, 2, 3, 4], ['shard 9', 'shard 10', 'Shard 2', 'é', '']));
  ask(undefined, hashed(['10', '9', '2', 'z', 'Z']));
  forEachOf(LOOKALIKES, ([one, twin]) => {
    ask(undefined, ranges([5], [one, twin]));
    // The column is exactly that one.
    ask({ is: '=', column: twin, value: 3 }, ranges([5], ['a', 'b'], one));
    ask({ is: '=', column: one, value: 3 }, ranges([5], ['a', 'b'], one));
  });
  // As `sort()` puts them: by their code units.
  forEachOf(MISORDERED, (shards) => ask(undefined, ranges([5], shards)));
  // What was asked before has no part in it: not under the same slots, nor with the same query.
  const slots = ['a', 'b', 'c'];
  forEachOf([0, 1, 2, 1], (place) => ask(key('=', 1), { ...hashed(slots), hash: () => place }));
  const query = kept({ where: and({ is: '=', column: 'x', value: 3 }, { is: '=', column: 'c', value: 12 }) });
  forEachOf(['x', 'c', 'y', 'x'], (column) => {
    const topology = ranges([10], ['a', 'b'], column);
    expect(route(query, topology), `The same query again, and the key is ${format(column)}.`).toEqual(
      rightRoute(query, topology),
    );
  });
  // Nor after a long life.
  repeat([[route, {}, ranges([], ['a'])]], 1_100);
  ask(undefined, ranges([5], ['b', 'a']));
  ask(key('=', 7), ranges([5], ['b', 'a']));
  // A list in no order is left in that order.
  forEachOf([[9, 3, 27, 3, 12, 0, 30, 21, -5, 18, 6, 24, 15, 1], many(12).toReversed()], (values) =>
    ask(and(oneOf(...values), key('<', 25)), WOVEN),
  );
  forEachOf(BOUNDARY_STRINGS, (text) => {
    ask(oneOf(3, 7), ranges([5], [text, `${text} 2`], KEY));
    ask({ is: '=', column: text, value: 7 }, hashed(['a', 'b', 'c'], text));
  });
});

/** Numbers with nothing between them that can be written down, or that are too large to be added. */
const NEIGHBOURS: [number, number][] = [
  [1, 1 + Number.EPSILON],
  [1, 1.0000000001],
  [0, Number.MIN_VALUE],
  [2 ** 53, 2 ** 53 + 2],
  [-(2 ** 53) - 2, -(2 ** 53)],
  [1.5e308, 1.6e308],
  [-1.6e308, -1.5e308],
  [-1.5e308, 1.5e308],
];

/** Numbers whose difference is not what it seems where it is cut to 32 bits, or rounded. */
const FAR: [number, number][] = [
  [0, 2 ** 31],
  [0, 3e9],
  [-3e9, 0],
  [-(2 ** 31), 2 ** 31],
  [1, 2 ** 32 + 1],
  [16_777_216, 16_777_217],
  [0.25, 0.5],
  [-1e15, 5],
];

test('A range asks the shards that it touches, to the border', {
  marks: 0.5,
  why: 'Most bugs of routers stand at the borders: a row that is asked for next door is not found, and nobody hears of it.',
}, () => {
  const values = [-1, 0, 1, 9, 9.5, 10, 10.5, 11, 15, 19, 20, 21, 29, 30, 31];
  for (const topology of [THREE, WOVEN, ranges([], ['a']), ranges([0], ['b', 'a'])]) {
    for (const is of COMPARISONS) forEachOf(values, (value) => ask(key(is, value), topology));
  }
  const spans = values.flatMap((from) => values.filter((to) => to >= from - 1).map((to) => [from, to] as const));
  forEachOf(spans, ([from, to]) => {
    ask(and(key('>=', from), key('<', to)), THREE);
    ask(and(key('>', from), key('<=', to)), THREE);
    ask(and(key('<', to), key('>', from)), WOVEN);
    ask(and(key('<=', to), key('>=', from)), WOVEN);
  });
  // Borders and values of every size.
  let turn = 0;
  forEachOf(
    boundaryNumbers({ min: -1e308, max: 1e308 }).filter((each) => !Object.is(each, -0)),
    (border) => {
      const here = ranges([border], ['a', 'b']);
      // Two of the six, by turns: neighbours among these numbers have others.
      for (const is of [turn, turn + 3]) ask(key(COMPARISONS[is % COMPARISONS.length]!, border), here);
      turn++;
    },
  );
  // Between any two there may be a third, also where no number can be written between them, or none that adds them up.
  forEachOf(NEIGHBOURS, ([one, next]) => {
    ask(and(key('>', one), key('<', next)), ranges([one, next], ['a', 'b', 'c']));
    ask(and(key('>=', one), key('<', next)), ranges([one, next], ['a', 'b', 'c']));
    ask(and(key('>', one), key('<', next)), ranges([], ['a']));
  });
  // Whichever is named first.
  forEachOf([...NEIGHBOURS, ...FAR], ([one, next]) => {
    ask(and(key('<', next), key('>=', one)), ranges([one, next], ['a', 'b', 'c']));
    ask(or(key('>', next), key('<', one)), ranges([], ['a']));
  });
  property(
    [
      fc.constantFrom(...COMPARISONS),
      anyFinite({ min: -1e9, max: 1e9 }),
      fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 6 }),
    ],
    (is, value, borders) => {
      const sorted = borders.sort((a, b) => a - b);
      const topology = ranges(sorted, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
      ask(key(is, Math.abs(value) > 1e-3 ? value : 0), topology);
      ask(key(is, sorted[0]!), topology);
    },
    { runs: 40 },
  );
});

test('And, or: just the shards that may have a row for which everything fits', {
  marks: 0.5,
  why: 'A condition more should mean less work. And one branch that says nothing of the key opens all shards again.',
}, () => {
  const pairs: Condition[] = [
    and(key('>', 18), key('<', 12)),
    and(key('>', 12), key('<', 18)),
    and(key('<', 10), key('>=', 10)),
    and(key('<=', 10), key('>=', 10)),
    and(key('>', 10), key('<', 10)),
    and(key('=', 5), key('=', 15)),
    and(key('=', 15), key('!=', 15)),
    and(oneOf(5, 15, 25), key('!=', 15)),
    and(oneOf(5, 15, 25), key('>', 10)),
    and(oneOf(5, 15), oneOf(15, 25)),
    and(key('=', 15), other('=', 3)),
    and(other('=', 3), other('=', 4)),
    and(other('=', 3), other('=', 4), key('<', 10)),
    or(key('=', 5), key('=', 25)),
    or(key('=', 5), other('=', 3)),
    or(key('<', 10), key('>=', 20)),
    or(key('=', 5), and(key('>', 22), key('<', 21))),
    or(and(key('=', 5), other('=', 1)), and(key('=', 25), other('=', 2))),
    and(or(key('=', 5), other('=', 3)), key('=', 25)),
    and(or(key('=', 5), key('=', 15)), or(key('=', 15), key('=', 25))),
    and(or(key('<', 12), key('>', 18)), key('>=', 10), key('<', 20)),
    and(or(key('<', 5), key('>', 25)), key('>=', 10), key('<', 20)),
    and(key('!=', 5), key('!=', 15), key('!=', 25)),
    and(),
    or(),
    and(and(), or()),
    or(and(), or()),
    or(or(), key('=', 5)),
    and(and(), key('=', 5)),
    and(key('=', 5)),
    or(key('=', 5)),
    and(or(and(or(key('=', 5)))), and(or(), and())),
  ];
  for (const topology of [THREE, WOVEN]) forEachOf(pairs, (where) => ask(where, topology));
  property([conditions(3), anyRanges], ask, { runs: 120 });
  // Many, and deep.
  const hundred = many(100);
  const borders = Array.from({ length: 99 }, (_, place) => 10 * (place + 1));
  const wide = ranges(
    borders,
    Array.from({ length: 100 }, (_, place) => `shard ${place}`),
  );
  const wideSlots = hashed(Array.from({ length: 100 }, (_, place) => `shard ${place}`));
  forEachOf([oneOf(...hundred.map((value) => value * 1.4)), and(key('>=', 5), key('!=', 995)), and()], (where) =>
    ask(where, wide),
  );
  forEachOf(
    [
      oneOf(...hundred),
      and(or(...hundred.map((value) => key('=', value))), oneOf(...hundred)),
      and(...hundred.slice(1).map((value) => key('!=', value)), key('>', 5)),
      or(...hundred.slice(1).map((value) => key('=', value)), key('<', 5)),
    ],
    (where) => ask(where, wideSlots),
  );
  forEachOf(
    [
      oneOf(...hundred),
      or(...hundred.map((value) => key('=', value))),
      and(oneOf(...hundred), key('<', 50)),
      // What decides is the last of many, or the first.
      and(...hundred.slice(1).map((value) => key('!=', value)), key('<', 15)),
      and(key('<', 15), ...hundred.slice(1).map((value) => key('!=', value))),
      or(...hundred.slice(0, 99).map((value) => key('=', value)), key('>', 985)),
    ],
    (where) => ask(where, wide),
  );
  // Many chunks of few shards, between which others lie.
  const wideWoven = ranges(
    borders,
    Array.from({ length: 100 }, (_, place) => (place % 10 === 0 ? 'a' : `b ${place}`)),
  );
  forEachOf([or(key('<', 5), key('=', 905)), key('=', 405), or(key('<', 15), key('>', 985))], (where) =>
    ask(where, wideWoven),
  );
  let deep: Condition = key('>=', 12);
  for (let level = 0; level < 40; level++)
    deep = level % 2 === 0 ? or(deep, key('<', -level)) : and(deep, key('<', 100 - level));
  let alone: Condition = key('=', 5);
  for (let level = 0; level < 60; level++) alone = level % 3 === 0 ? or(alone) : and(alone);
  forEachOf([deep, alone], (where) => ask(where, THREE));
});

test('With a hash one value asks one shard, and whatever leaves more than that asks all', {
  marks: 0.5,
  why: 'A hash parts neighbours. Who thinks that a range lies on the shards of its two ends loses all that is between them.',
}, () => {
  const where: Condition[] = [
    ...COMPARISONS.map((is) => key(is, 7)),
    and(key('>=', 3), key('<', 9)),
    and(key('>', 3), key('<', 4)),
    and(key('>=', 7), key('<=', 7)),
    and(key('>', 7), key('<=', 7)),
    and(key('>', 9), key('<', 3)),
    and(oneOf(1, 2, 3, 4, 5, 6), key('>', 4)),
    and(oneOf(1, 2, 3), key('!=', 2)),
    and(key('!=', 7), key('=', 7)),
    and(key('>=', 7), key('<=', 8), key('!=', 8)),
    and(or(key('=', 7), key('>', 20)), key('<', 10)),
    or(key('=', 7), key('=', 8), key('=', 11)),
    or(key('=', 7), other('=', 8)),
    and(key('=', 7), other('=', 8)),
    or(and(key('=', 7), other('=', 1)), and(key('=', 12), other('>', 2))),
    or(key('<', 3), key('>=', 3)),
    and(or(key('<=', 7), key('=', 30)), key('>=', 7)),
    or(),
    and(),
    oneOf(),
  ];
  for (const topology of [SLOTS, WOVEN_SLOTS, hashed(['a'])]) forEachOf(where, (each) => ask(each, topology));
  forEachOf([0, 1, 127, 128, 255, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32, -1, -7, 0.5, -2.25], (value) =>
    ask(key('=', value), hashed(['a', 'b', 'c', 'd', 'e', 'f', 'g'])),
  );
  forEachOf(NEIGHBOURS, ([one, next]) => {
    ask(and(key('>', one), key('<', next)), SLOTS);
    ask(and(key('>=', one), key('<=', next)), SLOTS);
    ask(and(key('>=', next), key('<=', next)), SLOTS);
  });
  forEachOf([...NEIGHBOURS, ...FAR], ([one, next]) => ask(and(key('<', next), key('>', one)), SLOTS));
  // One value, beside every comparison with it.
  forEachOf([0, 1, -1, 7, 0.5, 255, 2 ** 31, -(2 ** 31), 1e300], (value) => {
    for (const is of COMPARISONS) ask(and(key('=', value), key(is, value)), WOVEN_SLOTS);
    ask(and(oneOf(value, 3), key('!=', value)), WOVEN_SLOTS);
  });
  forEachOf([2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 2, 2 ** 53 - 1], (hash) => {
    for (const count of [3, 7]) ask(key('=', 5), { ...hashed([...'abcdefg'].slice(0, count)), hash: () => hash });
  });
  property([conditions(3), anyHash], ask, { runs: 100 });
});
