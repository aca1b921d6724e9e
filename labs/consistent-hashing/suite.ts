/** What a right ring does, beside one that is looked through point by point: borders, twins, comings and goings, copies, cost. */
import {
  anyString,
  BOUNDARY_STRINGS,
  boundaryFractions,
  boundaryIntegers,
  expect,
  fc,
  forEachOf,
  format,
  kept,
  LOOKALIKES,
  longString,
  MISORDERED,
  NOT_FINITE,
  newCase,
  property,
  repeat,
  SEPARATORS,
  solution,
  steadyCost,
  test,
} from '#grading';
import { hashOfText } from '#simulation';
import { whole } from '#words';
import { firstFrom, following, nodesFrom, pointsOf } from './model.ts';
import type { Hash } from './types.ts';

const { createRing } = solution<typeof import('./solution.ts')>({
  methods: { createRing: ['owners', 'add', 'remove'] },
});

/** The last position of the ring. */
const LAST = 2 ** 32 - 1;

/** Positions that are written down; what is not there stands where a hash of the text puts it. */
const written =
  (places: Readonly<Record<string, number>>): Hash =>
  (text) =>
    Object.hasOwn(places, text) ? places[text]! : hashOfText(text);

/** Few positions for many texts, some of them at the ends of the ring: points meet, and keys meet points. */
const crowded =
  (places: readonly number[]): Hash =>
  (text) =>
    places[hashOfText(text) % places.length]!;

/** A ring beside the model of it. */
class Pair {
  readonly #ring: ReturnType<typeof createRing>;
  readonly #points: number;
  readonly #hash: Hash;
  readonly nodes: Set<string>;

  constructor(nodes: readonly string[], points: number, hash: Hash) {
    this.#ring = createRing({ nodes, points, hash });
    this.#points = points;
    this.#hash = hash;
    this.nodes = new Set(nodes);
  }

  add(node: string): void {
    this.#ring.add(node);
    this.nodes.add(node);
  }

  remove(node: string): void {
    this.#ring.remove(node);
    this.nodes.delete(node);
  }

  /** Somebody comes and goes, so many times. */
  passBy(node: string, times: number): void {
    repeat(
      [
        [this.#ring.add, node],
        [this.#ring.remove, node],
      ],
      times,
    );
  }

  /** It is refused, and everything is as it was. */
  refuses(does: 'add' | 'remove', node: string): void {
    const why = does === 'add' ? 'It is on the ring already.' : 'It is not on the ring.';
    expect(() => this.#ring[does](node), why).toThrow('RangeError', 'node', NAMES);
  }

  refusesCount(key: string, count: number): void {
    const there = this.nodes.size === 1 ? 'One node is' : `${whole(this.nodes.size)} nodes are`;
    expect(() => this.#ring.owners(key, count), `${there} on the ring.`).toThrow('RangeError', 'count', NAMES);
  }

  owners(key: string, count: number): void {
    const ring = pointsOf(this.nodes, this.#points, this.#hash);
    const position = this.#hash(key);
    const met = nodesFrom(ring, position);
    const shown = following(ring, position)
      .slice(0, 5)
      .map(({ label, at }) => `${format(label)} at ${whole(at)}`);
    const more = ring.length > 5 ? ' …' : '';
    const why = `The key stands at ${whole(position)}. From there on come ${shown.join(', ')}${more}.`;
    expect(this.#ring.owners(key, count), why).toEqual(met.slice(0, count));
  }

  look(keys: readonly string[], count = 1): void {
    if (this.nodes.size >= count) for (const key of keys) this.owners(key, count);
  }
}

const NAMES = ['points', 'nodes', 'node', 'count'];
const KEYS = ['tea', 'milk', 'cake', 'salt', 'rice', 'figs', 'leek', 'plum'];

/** Points at the ends, and keys on, beside and behind them. */
const PLACES = {
  'a#0': 100,
  'a#1': LAST,
  'b#0': 0,
  'b#1': 2 ** 31,
  'c#0': 2 ** 31 - 1,
  'c#1': 2 ** 31 + 1,
  'd#0': 9,
  'd#1': 1_000,
  zero: 0,
  one: 1,
  eight: 8,
  nine: 9,
  ten: 10,
  before: 99,
  exactly: 100,
  behind: 101,
  thousand: 1_000,
  later: 1_001,
  half: 2 ** 31 - 1,
  middle: 2 ** 31,
  over: 2 ** 31 + 1,
  beyond: 2 ** 31 + 2,
  end: LAST - 1,
  last: LAST,
};
const BORDERS = Object.keys(PLACES).filter((text) => !text.includes('#'));

/** Keys that a ring which remembers positions, or changes texts before it asks for them, takes for each other. */
const ALIKE: readonly (readonly [string, string])[] = [
  ...LOOKALIKES,
  ['a# b', 'a#b'],
  ['a#', 'a'],
  [`${longString(300)}1`, `${longString(300)}2`],
];

/** What every object has, before anything is put into it. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

test('A key belongs to the first point at or after it, round the ring', {
  marks: 0.5,
  why: 'Everybody who asks for the key has to come to the same node, whoever worked it out.',
}, () => {
  const borders = written(PLACES);
  forEachOf([['a'], ['b', 'a'], ['a', 'c'], ['d', 'a'], ['c', 'd'], ['a', 'b', 'c', 'd']], (nodes) => {
    new Pair(nodes, 1, borders).look(BORDERS);
  });
  forEachOf([['a'], ['a', 'b'], ['c', 'd'], ['d', 'c', 'b', 'a']], (nodes) => {
    new Pair(nodes, 2, borders).look(BORDERS);
  });
  // Nobody stands at the end: whatever lies behind the last point comes to the first.
  forEachOf([written({ ...PLACES, 'a#0': 5, 'b#0': 50 }), written({ ...PLACES, 'a#0': 50, 'b#0': 5 })], (hash) => {
    new Pair(['a', 'b'], 1, hash).look(BORDERS);
  });
  forEachOf([1, 2, 10, 50], (points) => {
    new Pair(['ada', 'bob', 'cyd'], points, (text) => hashOfText(text)).look([...KEYS, '', 'ada', 'ada#0', 'bob#1']);
  });
  const odd = [...BOUNDARY_STRINGS];
  forEachOf([odd.slice(0, 40), odd.slice(40, 80), odd.slice(80)], (names) => {
    new Pair(names, 2, (text) => hashOfText(text)).look([...names.slice(0, 12), ...KEYS]);
  });
  forEachOf(LOOKALIKES, ([one, other]) => {
    new Pair([one, other], 2, (text) => hashOfText(text)).look([one, other, 'tea']);
  });
  // Two keys with a point between them. Any other text stands before a third node.
  forEachOf(ALIKE, ([one, other]) => {
    const apart = new Map([
      ['a#0', 100],
      ['b#0', 300],
      ['c#0', 400],
      [one, 50],
      [other, 200],
    ]);
    new Pair(['a', 'b', 'c'], 1, (text) => apart.get(text) ?? 350).look([one, other]);
  });
  forEachOf(INHERITED, (key) => {
    new Pair(['a', 'b'], 1, written({ 'a#0': 100, 'b#0': 300, [key]: 200 })).look([key, key]);
  });
  property(
    [fc.uniqueArray(anyString(), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 4 }), fc.nat()],
    (nodes, points, seed) => new Pair(nodes, points, (text) => hashOfText(text, seed)).look([...nodes, ...KEYS]),
    { runs: 20 },
  );
});

/** Two points and a key in one place, whoever comes first; a node may even meet itself. */
const TWINS = written({
  'a#0': 7,
  'b#0': 7,
  'B#0': 7,
  'a1#0': 7,
  'a10#0': 7,
  'a9#0': 7,
  'é#0': 7,
  'a#1': 7,
  'b#1': 90,
  tea: 7,
  milk: 8,
});

test('Who is on the ring decides, and not who came first: a new node takes keys, and one that leaves gives back what it took', {
  marks: 0.5,
  why: 'Two routers that heard of the nodes in another order must agree; and every key that moves without need is a row to be copied.',
}, () => {
  // In one place all of them: names that look alike are compared as < compares them.
  forEachOf([...LOOKALIKES, ...MISORDERED], ([one, other]) => {
    for (const nodes of [
      [one, other],
      [other, one],
    ])
      new Pair(nodes, 1, () => 7).look(['tea'], 2);
  });
  forEachOf(
    [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'B'],
      ['B', 'a'],
      ['b', 'B', 'a'],
      ['a1', 'a10', 'a9'],
      ['a9', 'a10', 'a1'],
      ['é', 'b'],
      ['b', 'é'],
    ],
    (nodes) => {
      for (const points of [1, 2]) {
        // All at once, one after the other, and the first of them gone and back again.
        new Pair(nodes, points, TWINS).look(['tea', 'milk', 'salt']);
        const grown = new Pair([], points, TWINS);
        for (const node of nodes) {
          grown.add(node);
          grown.look(['tea', 'milk', 'salt']);
        }
        for (const node of nodes) {
          grown.remove(node);
          grown.look(['tea', 'milk', 'salt']);
          grown.add(node);
          grown.look(['tea', 'milk', 'salt']);
        }
        for (const node of nodes) {
          grown.remove(node);
          grown.look(['tea', 'milk', 'salt']);
        }
      }
    },
  );
  forEachOf(
    [
      ['ada', 'bob', 'cyd', 'dan'],
      ['__proto__', 'constructor', ''],
      ['1', '01', '10', '2'],
      // The points of one begin, or end, as those of another.
      ['b', 'a', 'a#1', 'a#', 'b#a'],
      ['#', '', '#0', '##'],
    ],
    (nodes) => {
      const pair = new Pair(nodes.slice(1), 8, (text) => hashOfText(text));
      pair.look(KEYS);
      pair.add(nodes[0]!);
      pair.look(KEYS);
      for (const node of nodes.slice(1)) {
        pair.remove(node);
        pair.look(KEYS);
      }
      for (const node of nodes.slice(1).reverse()) {
        pair.add(node);
        pair.look(KEYS);
      }
    },
  );
  const comings = fc.array(fc.record({ node: fc.constantFrom(...'abcdeé'), seldom: fc.boolean() }), {
    minLength: 1,
    maxLength: 14,
  });
  const life = (moves: readonly { node: string }[], points: number, hash: Hash): void => {
    const pair = new Pair([], points, hash);
    for (const { node } of moves) {
      if (pair.nodes.has(node)) pair.remove(node);
      else pair.add(node);
      pair.look(['tea', 'milk', 'cake', 'salt']);
    }
  };
  const ends = crowded([0, 1, 5, 5, 2 ** 31, LAST]);
  property([comings, fc.integer({ min: 1, max: 3 })], (moves, points) => life(moves, points, ends), { runs: 25 });
  property(
    [comings, fc.integer({ min: 1, max: 6 })],
    (moves, points) => life(moves, points, (text) => hashOfText(text)),
    {
      runs: 15,
    },
  );
  // One list for two rings: what joins one of them, or leaves it, is not on the list, and not on the other.
  newCase();
  const list = kept(['c', 'a', 'b']);
  const [one, other] = [new Pair(list, 2, TWINS), new Pair(list, 2, TWINS)];
  one.add('d');
  one.remove('a');
  for (const pair of [one, other, new Pair(list, 2, TWINS)]) pair.look(['tea', 'milk', 'salt'], 3);
  // The same list once more, for a ring with another hash, and more points.
  newCase();
  new Pair(list, 3, (text) => hashOfText(text)).look(KEYS);
  new Pair(list, 2, (text) => hashOfText(text, 5)).look(KEYS);
  // Whoever has come and gone, and however often, has no part in it.
  newCase();
  const old = new Pair(['a', 'b'], 1, (text) => hashOfText(text));
  old.passBy('c', 600);
  old.add('c');
  old.look(KEYS);
  old.remove('a');
  old.look(KEYS);
  // Two rings side by side know nothing of each other.
  newCase();
  const pairs = [new Pair(['a', 'b'], 2, TWINS), new Pair(['c'], 3, (text) => hashOfText(text))];
  for (const node of ['d', 'e']) for (const pair of pairs) pair.add(node);
  pairs[0]!.remove('d');
  for (const pair of pairs) pair.look(KEYS);
});

test('The next owners are other nodes, in the order in which they are met', {
  marks: 0.5,
  why: 'Three copies on one machine die with it: a second point of the same node is no second copy.',
}, () => {
  // The next four points are all one node’s.
  const lonely = written({
    'a#0': 10,
    'a#1': 20,
    'a#2': 30,
    'b#0': 15,
    'b#1': 16,
    'b#2': 17,
    'c#0': 5,
    'c#1': 40,
    'c#2': 50,
    tea: 12,
    milk: 18,
    cake: 60,
  });
  forEachOf([1, 2, 3], (count) => {
    new Pair(['a', 'b', 'c'], 3, lonely).look(['tea', 'milk', 'cake'], count);
  });
  forEachOf([1, 2, 3, 4, 5], (count) => {
    new Pair(['ada', 'bob', 'cyd', 'dan', 'eve'], 4, (text) => hashOfText(text)).look(KEYS, count);
  });
  forEachOf([2, 3], (count) => new Pair(['a', 'b', 'B'], 2, TWINS).look(['tea', 'milk', 'salt'], count));
  // Many nodes, and many points of one before the first of another.
  const thirty = Array.from({ length: 30 }, (_, number) => `n${number}`);
  forEachOf([17, 29, 30], (count) => new Pair(thirty, 4, (text) => hashOfText(text)).look(['tea', 'milk'], count));
  newCase();
  const many = createRing({
    nodes: ['a', 'b'],
    points: 1_100,
    hash: (text) => (text === 'a#1050' ? 400 : text === 'a#300' ? 300 : text[0] === 'a' ? 2_000 : 1_000),
  });
  for (const [at, owners] of [
    ['a#300', ['a', 'b']],
    ['a#1050', ['a', 'b']],
    ['b', ['b', 'a']],
    ['all', ['a', 'b']],
  ] as const)
    for (const count of [1, 2])
      expect(
        many.owners(at, count),
        'Of a’s 1,100 points one stands at 300, one at 400 and all others at 2,000, and all of b’s at 1,000.',
      ).toEqual(owners.slice(0, count));
  // A name that has another in it, as a list that was written as one text has.
  forEachOf(SEPARATORS, (between) => {
    new Pair([`a${between}b`, `b${between}a`, 'b', 'a'], 1, (text) => (text.length > 3 ? 7 : 9)).look(
      ['tea', 'milk'],
      4,
    );
  });
  // What was asked before decides nothing: not even where a key and a count, one behind the other, are the same text.
  newCase();
  const eleven = new Pair([...'abcdefghijk'], 1, (text) => hashOfText(text));
  for (const [key, count] of [
    ['k1', 1],
    ['k', 11],
    ['1k', 1],
    ['k', 1],
    ['', 11],
    ['1', 1],
  ] as const)
    eleven.owners(key, count);
  property(
    [
      fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 2, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
    ],
    (nodes, points, seed) => {
      const pair = new Pair(nodes, points, (text) => hashOfText(text, seed));
      pair.look(['tea', 'milk'], nodes.length);
      pair.look(['tea', 'milk'], Math.min(3, nodes.length));
      pair.remove(nodes[0]!);
      pair.look(['tea', 'milk'], nodes.length - 1);
    },
    { runs: 20 },
  );
});

/** Steps that a call may take on average: right answers take less than half, and who looks at one point after the other takes more than 2,000. */
const MOST_STEPS = 1_500;
const CALLS = 120;
const POINTS = 128;

test('Asking for an owner costs hardly more when there are more points', {
  marks: 0.5,
  why: 'The router asks at every request. Points are what makes the shares even, and there should be as many as that takes.',
}, () => {
  const hash: Hash = (text) => hashOfText(text);
  type Ring = ReturnType<typeof createRing>;
  // One ring of each size for all that is measured: to make a large one takes more steps than asking it.
  const made = new Map<number, { ring: Ring; nodes: Set<string> }>();
  const ringOf = (size: number) => {
    const nodes = Array.from({ length: Math.ceil(size / POINTS) }, (_, number) => `node ${number}`);
    const ring = made.get(size) ?? { ring: createRing({ nodes, points: POINTS, hash }), nodes: new Set(nodes) };
    made.set(size, ring);
    return ring;
  };
  const measure = (count: number, when: string, change: (ring: Ring, nodes: Set<string>) => void): void => {
    const growth = {
      with: 'the number of points',
      counted: 'points',
      sizes: [4 * POINTS, 32 * POINTS] as [number, number],
      ample: (few: number) => 4 * few,
      most: MOST_STEPS * CALLS,
      work: `${CALLS} calls${when}`,
    };
    steadyCost(growth, (size) => {
      const { ring, nodes } = ringOf(size);
      change(ring, nodes);
      const model = pointsOf(nodes, POINTS, hash);
      // Whoever builds the ring when it is first asked for may do so.
      ring.owners('first', count);
      // Many keys, spread over the ring: whoever begins at one end meets some of them late.
      return () => {
        for (let nth = 0; nth < CALLS; nth++) {
          const key = `key ${nth}`;
          expect(ring.owners(key, count)).toEqual(firstFrom(model, hash(key), count));
        }
      };
    });
  };
  for (const count of [1, 3]) measure(count, '', () => {});
  measure(1, ' after one more node has joined', (ring, nodes) => {
    ring.add('one more');
    nodes.add('one more');
  });
  measure(3, ' after a node has left', (ring, nodes) => {
    ring.remove('node 1');
    nodes.delete('node 1');
  });
});

test('A wrong call is refused by a RangeError that names what is at fault, and changes nothing', {
  marks: 0.5,
  why: 'A node that is added twice has twice the keys: better an error on the first day than a mystery on the hundredth.',
}, () => {
  const hash: Hash = (text) => hashOfText(text);
  const bad = [
    0,
    -0,
    -1,
    -1000,
    2 + 1e-7,
    3 - 1e-9,
    100 + 1e-9,
    1 - 2 ** -53,
    ...boundaryFractions({ min: -10, max: 100 }).slice(0, 20),
    ...NOT_FINITE,
  ];
  for (const nodes of [['a'], []]) {
    forEachOf(bad, (points) => {
      const why = 'points has to be a whole number, 1 or more, whether there are nodes yet or not.';
      expect(() => createRing({ nodes, points, hash }), why).toThrow('RangeError', 'points', NAMES);
    });
  }
  const twice = [
    ['a', 'a'],
    ['a', 'b', 'a'],
    ['', 'b', 'c', ''],
    ['__proto__', '__proto__'],
    ['a', 'b', 'c', 'c'],
  ];
  forEachOf(twice, (nodes) => {
    expect(() => createRing({ nodes, points: 2, hash }), 'A name is there twice.').toThrow(
      'RangeError',
      'nodes',
      NAMES,
    );
  });
  forEachOf([[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['', '__proto__']], (nodes) => {
    const pair = new Pair(nodes, 2, hash);
    const counts = [
      0,
      -0,
      -1,
      nodes.length + 1,
      nodes.length + 2,
      ...boundaryIntegers({ min: 1_000 }),
      0.5,
      1.5,
      2.5,
      1 + 2 ** -52,
      ...NOT_FINITE,
    ];
    // Answered before, and asked for once more with a count that cannot be.
    if (nodes.length > 0) pair.look(['tea'], nodes.length);
    for (const count of counts) pair.refusesCount('tea', count);
    if (nodes.length === 0) pair.refusesCount('tea', 1);
    pair.look(KEYS);
    pair.look(KEYS, Math.max(1, nodes.length));
  });
  // Those who are refused would stand where others do: what is there stays.
  newCase();
  const shared = new Pair(['a', 'b'], 2, TWINS);
  for (const node of ['B', 'a1', 'é']) shared.refuses('remove', node);
  for (const node of ['a', 'b']) shared.refuses('add', node);
  shared.look(['tea', 'milk', 'salt']);
  shared.look(['tea', 'milk', 'salt'], 2);
  shared.remove('a');
  shared.look(['tea', 'milk', 'salt']);
  forEachOf([['a', 'b'], ['', 'b'], ['__proto__', 'constructor', 'toString'], ['a']], (nodes) => {
    const pair = new Pair(nodes, 3, hash);
    for (const node of nodes) pair.refuses('add', node);
    for (const node of ['z', 'hasOwnProperty', ' ', `${nodes[0]}#0`]) pair.refuses('remove', node);
    pair.look(KEYS);
    pair.look(KEYS, nodes.length);
    pair.refusesCount('tea', nodes.length + 1);
    // Gone for good, and then refused; back, and refused again.
    pair.remove(nodes[0]!);
    pair.refuses('remove', nodes[0]!);
    pair.refusesCount('tea', nodes.length);
    pair.look(KEYS);
    pair.add(nodes[0]!);
    pair.refuses('add', nodes[0]!);
    pair.look(KEYS);
    pair.refusesCount('tea', nodes.length + 1);
    pair.remove(nodes[0]!);
    pair.look(KEYS);
  });
});
