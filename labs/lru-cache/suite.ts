/** What a right cache does, beside a model that searches a list: every short history, the edges of time, long lives, and the cost. */
import {
  anyString,
  BOUNDARY_STRINGS,
  expect,
  fc,
  forEachOf,
  format,
  LOOKALIKES,
  NOT_FINITE,
  newCase,
  numbered,
  property,
  type RepeatedCall,
  repeat,
  solution,
  steadyCost,
  test,
} from '#grading';
import { inSeries } from '#words';
import { type Call, Model } from './model.ts';
import type { CacheOptions, Value } from './types.ts';

const { createCache } = solution<typeof import('./solution.ts')>({
  methods: { createCache: ['get', 'has', 'set', 'delete', 'size'] },
});

const get = (key: string, now = 0): Call => ({ does: 'get', key, now });
const has = (key: string, now = 0): Call => ({ does: 'has', key, now });
const remove = (key: string, now = 0): Call => ({ does: 'delete', key, now });
const set = (key: string, value: Value, now = 0): Call => ({ does: 'set', key, value, now });
const size = (now = 0): Call => ({ does: 'size', now });

const FOR_EVER = Number.POSITIVE_INFINITY;

/** A cache beside the model of it: each call is put to both. */
class Pair {
  readonly #cache: ReturnType<typeof createCache>;
  readonly #model: Model;
  readonly #options: CacheOptions;

  constructor(options: CacheOptions) {
    this.#options = options;
    this.#cache = createCache(options);
    this.#model = new Model(options);
  }

  ask(call: Call): void {
    const kept = this.#model.keys;
    const expected = this.#model.answer(call);
    const why = `${this.#reason(call, kept)} ${this.#says()}`;
    switch (call.does) {
      case 'set':
        // What it returns is the learner's own affair.
        this.#cache.set(call.key, call.value, call.now);
        break;
      case 'size':
        expect(this.#cache.size(call.now), why).toBe(expected);
        break;
      default:
        expect(this.#cache[call.does](call.key, call.now), why).toBe(expected);
    }
  }

  /** Looks at all that is kept, and at nothing else; and then at who would make way, one after the other. */
  look(keys: readonly string[], now: number): void {
    this.ask(size(now));
    for (const key of keys) this.ask(has(key, now));
    for (let more = 0; more < Math.min(3, this.#options.capacity); more++) {
      this.ask(set(`more${more}`, more, now));
      for (const key of keys) this.ask(has(key, now));
    }
    for (const key of keys) this.ask(get(key, now));
  }

  #reason(call: Call, before: readonly string[]): string {
    const after = this.#model.keys;
    const over = before.filter((key) => !after.includes(key) && !('key' in call && call.key === key));
    return over.length === 0 || call.does === 'set'
      ? ''
      : `The time of ${inSeries(over.map((key) => format(key)))} is over.`;
  }

  #says(): string {
    const kept = this.#model.keys.map((key) => format(key));
    if (kept.length > 6) return `${kept.length} entries are kept now.`;
    return kept.length === 0 ? 'Nothing is kept now.' : `Kept now, used longest ago first: ${kept.join(', ')}.`;
  }
}

function play(options: CacheOptions, calls: readonly Call[], keys: readonly string[] = KEYS): void {
  const pair = new Pair(options);
  for (const call of calls) pair.ask(call);
  pair.look(keys, calls.at(-1)?.now ?? 0);
}

const KEYS = ['a', 'b', 'c'];

/** Two entries are there; then every one of so many calls. */
function* shortHistories(length: number): Generator<Call[]> {
  const choices: Call[] = KEYS.flatMap((key) => [get(key), has(key), set(key, `${key}2`), remove(key)]);
  let found: Call[][] = [[set('a', 'a1'), set('b', 'b1')]];
  for (let more = 0; more < length; more++) found = found.flatMap((calls) => choices.map((call) => [...calls, call]));
  yield* found;
}

/** Calls in an order of chance; time goes on by up to so much from one to the next. */
const historyOf = (
  keys: readonly string[],
  { length, pause }: { length: number; pause: number },
): fc.Arbitrary<Call[]> =>
  fc
    .array(
      fc.record({
        does: fc.constantFrom('get', 'set', 'set', 'has', 'delete', 'size', 'get'),
        key: fc.constantFrom(...keys),
        pause: fc.integer({ min: 0, max: pause }),
      }),
      { minLength: 1, maxLength: length, size: 'max' },
    )
    .map((found) => {
      let now = 0;
      return found.map(({ does, key, pause: passed }, index): Call => {
        now += passed;
        if (does === 'size') return size(now);
        return does === 'set' ? set(key, index, now) : { does: does as 'get', key, now };
      });
    });

test('It keeps up to its capacity, and the entry used longest ago makes way', {
  marks: 0.5,
  why: 'What was asked for lately is likely to be asked for again: that is all a cache lives on.',
}, () => {
  forEachOf(shortHistories(2), (calls) => play({ capacity: 2, timeToLive: FOR_EVER }, calls));
  // A published example of this policy: keys 1 to 4, room for two.
  const [one, two, three, four] = ['1', '2', '3', '4'] as const;
  forEachOf(
    [[set(one, 1), set(two, 2), get(one), set(three, 3), get(two), set(four, 4), get(one), get(three), get(four)]],
    (calls) => play({ capacity: 2, timeToLive: FOR_EVER }, calls, [one, two, three, four]),
  );
  forEachOf([1, 3, 4], (capacity) => {
    property(
      [historyOf('abcdef'.split(''), { length: 24, pause: 3 })],
      (calls) => play({ capacity, timeToLive: FOR_EVER }, calls, [...'abcdef']),
      { runs: 15 },
    );
  });
  forEachOf<Value>([undefined, null, '', 0, -0, Number.NaN, 'undefined', 2 ** 53], (value) => {
    const pair = new Pair({ capacity: 2, timeToLive: FOR_EVER });
    for (const call of [set('a', value), has('a'), get('a'), size(), set('b', 1), get('a'), set('c', 2), has('a')])
      pair.ask(call);
    pair.ask(has('b'));
    // Such a value takes its place like any other, and makes way like any other.
    play({ capacity: 2, timeToLive: FOR_EVER }, [
      set('a', value),
      set('b', 1),
      get('a'),
      set('c', value),
      set('b', value),
    ]);
    // It was kept, so it can be deleted, once. And whoever sets it again has used it.
    play({ capacity: 2, timeToLive: FOR_EVER }, [set('a', value), set('b', 1), remove('a'), remove('a'), size()]);
    play({ capacity: 2, timeToLive: FOR_EVER }, [set('a', value), set('b', value), set('a', value), set('c', value)]);
  });
  // Each use counts, also one of the entry that was read last.
  forEachOf<Call[]>(
    [
      [set('a', 1), get('a'), set('b', 2), set('c', 3), get('a'), set('d', 4)],
      [set('a', 1), set('b', 2), get('a'), set('c', 3), get('b'), get('a'), set('d', 4), get('a'), set('e', 5)],
      [set('a', 1), get('a'), get('a'), set('b', 2), set('c', 3), has('b'), get('a'), get('nobody'), set('d', 4)],
    ],
    (calls) => play({ capacity: 3, timeToLive: FOR_EVER }, calls, [...'abcde']),
  );
  forEachOf([...LOOKALIKES, ['__proto__', 'constructor'], ['toString', '']] as const, ([first, second]) => {
    play(
      { capacity: 2, timeToLive: FOR_EVER },
      [has(first), set(first, 1), has(second), set(second, 2), get(first)],
      [first, second],
    );
  });
  manyKeys(BOUNDARY_STRINGS);
  property([fc.uniqueArray(anyString(), { minLength: 2, maxLength: 8 })], manyKeys, { runs: 20 });
  livesLong();
  strangers();
});

/** All of them at once, none in place of another; then one more than there is room for. */
function manyKeys(keys: readonly string[]): void {
  const pair = new Pair({ capacity: keys.length, timeToLive: FOR_EVER });
  for (const [at, key] of keys.entries()) pair.ask(set(key, at));
  for (const key of keys) pair.ask(get(key));
  pair.ask(size());
  pair.ask(set('one more than there is room for', 1));
  for (const key of keys) pair.ask(has(key));
}

/** Uses after which a counter is about to begin again, of one byte or at a round number. */
const LONG_LIVES = [250, 994, 1_018, 9_994];

function livesLong(): void {
  forEachOf(LONG_LIVES, (uses) => {
    const cache = createCache({ capacity: 3, timeToLive: FOR_EVER });
    for (const key of KEYS) cache.set(key, 1, 0);
    repeat(
      [
        [cache.get, 'a', 0],
        [cache.set, 'a', 1, 0],
      ],
      uses / 2,
    );
    cache.get('b', 0);
    const story = `First a was used ${uses.toLocaleString('en-GB')} times, by get and set in turn, then b once.`;
    for (const [added, gone] of [
      ['d', 'c'],
      ['e', 'a'],
      ['f', 'b'],
    ] as const) {
      cache.set(added, 1, 0);
      expect(cache.has(gone, 0), `${story} So c makes way first, then a, then b.`).toBe(false);
    }
    expect(cache.size(0)).toBe(3);
  });
}

/** Two caches side by side know nothing of each other. */
function strangers(): void {
  forEachOf([1, 2], (capacity) => {
    const pairs = [new Pair({ capacity, timeToLive: 50 }), new Pair({ capacity: 3, timeToLive: FOR_EVER })];
    for (const [at, key] of [...'abcab'].entries()) {
      for (const pair of pairs) pair.ask(set(key, at, at));
      pairs[at % 2]!.ask(remove('a', at));
      for (const pair of pairs) pair.ask(size(at));
    }
    for (const pair of pairs) pair.look(KEYS, 52);
  });
}

const LIFE = 100;

/** Moments at which an entry that was set at 0 is nearly over, over, and long over. */
const MOMENTS = [1, LIFE - 1, LIFE, LIFE + 1, 2 * LIFE, 2 ** 31, 2 ** 32 + 1, 1_700_000_000_000];

test('An entry is kept for less than its time to live, and what is over takes nobody’s place', {
  marks: 0.5,
  why: 'A value that is too old is wrong; and a full house of dead entries is an empty cache.',
}, () => {
  const alone = { capacity: 2, timeToLive: LIFE };
  // Every question, at every moment, about an entry that was read or not, looked for or not, or set again meanwhile.
  const questions = [get, has, remove].map((ask) => (now: number) => [ask('a', now)]);
  for (const meanwhile of [[], [get('a', LIFE - 2)], [has('a', LIFE - 2)], [set('a', 'new', 60)], [remove('a', 60)]]) {
    forEachOf(
      MOMENTS.filter((moment) => meanwhile.every(({ now }) => now <= moment)),
      (moment) => {
        for (const question of [...questions, (now: number) => [size(now)], (now: number) => [set('c', 3, now)]])
          play(alone, [set('a', 'old'), ...meanwhile, ...question(moment), get('a', moment), size(moment)]);
      },
    );
  }
  // Set again just before, at and after its end.
  forEachOf([LIFE - 1, LIFE, LIFE + 1], (again) => {
    for (const later of [again + LIFE - 1, again + LIFE])
      play(
        alone,
        [set('a', 1), set('a', 2, again), has('a', LIFE + 1), get('a', later), size(later)].filter(
          ({ now }, at, all) => at === 0 || now >= all[at - 1]!.now,
        ),
      );
  });
  // The same value set again has a life of its own, too.
  forEachOf<Value>([1, 'new', '', null, undefined, Number.NaN], (value) => {
    for (const later of [LIFE, LIFE + 49, LIFE + 50])
      play(alone, [set('a', value), set('a', value, 50), has('a', later), get('a', later), size(later)]);
  });
  // The one used last is over first: it makes way for nobody's sake, and the others stay.
  const three = { capacity: 3, timeToLive: LIFE };
  forEachOf<Call[]>(
    [
      [set('a', 1, 0), set('b', 2, 50), set('c', 3, 60), get('a', 90), set('d', 4, 100), get('b', 110), get('c', 110)],
      [set('a', 1, 0), set('b', 2, 10), set('c', 3, 90), get('b', 95), get('a', 96), set('d', 4, 115), get('c', 116)],
      // It is over in the middle of the order of use, and in the middle of the order of setting it again.
      [
        set('a', 1, 0),
        set('b', 2, 30),
        set('c', 3, 40),
        set('a', 5, 50),
        get('b', 60),
        set('d', 4, 130),
        has('a', 131),
      ],
      // Deleted, and set again with a life of its own.
      [set('a', 1, 0), remove('a', 10), set('a', 2, 20), has('a', 105), get('a', 119), get('a', 120)],
      [set('a', 1, 0), remove('a', 99), set('b', 2, 99), set('a', 3, 99), size(100), get('a', 198), get('b', 199)],
    ],
    (calls) => play(three, calls, ['a', 'b', 'c', 'd']),
  );
  // The life of 1 ms, of a day, and of a fortnight and more: beyond what 31 bits count.
  forEachOf([1, 86_400_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 2 ** 40], (timeToLive) => {
    const began = 1_700_000_000_123;
    const at = (after: number): Call[] => [has('a', began + after), get('a', began + after), size(began + after)];
    play({ capacity: 2, timeToLive }, [set('a', 1, began), ...at(0), ...at(timeToLive - 1), ...at(timeToLive)]);
  });
  // Less than what the clock tells apart: the time to live is compared with what has passed, and nothing has.
  forEachOf([0.0001, Number.MIN_VALUE], (timeToLive) => {
    const began = 1_700_000_000_123;
    const pair = new Pair({ capacity: 2, timeToLive });
    for (const call of [set('a', 1, began), has('a', began), get('a', began), size(began), size(began + 1)])
      pair.ask(call);
  });
  allAtOnce();
  forEachOf([1, 2, 4], (capacity) => {
    property(
      [historyOf('abcdef'.split(''), { length: 30, pause: 12 }), fc.integer({ min: 1, max: 60 })],
      (calls, timeToLive) => play({ capacity, timeToLive }, calls, [...'abcdef']),
      { runs: 25 },
    );
  });
});

/** However many entries end at one moment, the next call finds none of them. */
function allAtOnce(): void {
  const full = (many: number) => {
    newCase();
    const cache = createCache({ capacity: many, timeToLive: LIFE });
    repeat([[cache.set, numbered('key '), 1, 0]], many);
    const why = `${many.toLocaleString('en-GB')} entries were set at 0, "key 0" and so on. At ${LIFE} the time of each is over.`;
    return { cache, why };
  };
  const large = full(1_200);
  expect(large.cache.get('key 1199', LIFE), large.why).toBe(undefined);
  const small = full(150);
  expect(small.cache.size(LIFE), small.why).toBe(0);
}

/** Steps that a call may take on average, whatever the number of entries. */
const MOST_STEPS = 600;
const CALLS = 40;

test('A call costs no more when there are more entries', {
  marks: 0.5,
  why: 'A cache is asked at every request: if asking it took longer the more it holds, it would be slowest where it is needed most.',
}, () => {
  const grows = {
    with: 'the number of entries',
    counted: 'entries',
    sizes: [20, 2_500] as const,
    ample: (few: number) => 3 * few + 20 * CALLS,
    most: MOST_STEPS * CALLS,
    work: `${CALLS} calls`,
  };
  const full = (entries: number, { timeToLive = FOR_EVER, pause = 0 } = {}) => {
    const cache = createCache({ capacity: entries, timeToLive });
    const names = Array.from({ length: entries }, (_, at) => `key ${at}`);
    repeat(names.map((name, at): RepeatedCall => [cache.set, name, at, at * pause]));
    return { cache, names };
  };
  const rounds = (calls: (round: number) => void, each: number): void => {
    for (let round = 0; round < CALLS / each; round++) calls(round);
  };
  // The entry set first, in the middle and last: whoever searches finds one of them late.
  for (const place of [0, 0.5, -1]) {
    steadyCost({ ...grows, sizes: [...grows.sizes] }, (entries) => {
      const { cache, names } = full(entries);
      const mine = names.at(place < 0 ? -1 : Math.floor(place * entries))!;
      return () =>
        rounds(() => {
          expect(cache.get(mine, 0)).toBe(names.indexOf(mine));
          expect(cache.has(mine, 0)).toBe(true);
          cache.set(mine, names.indexOf(mine), 0);
          expect(cache.size(0)).toBe(entries);
          expect(cache.get('nobody', 0)).toBe(undefined);
        }, 5);
    });
  }
  // Somebody makes way each time; and the one in the middle is deleted and comes back.
  steadyCost({ ...grows, sizes: [...grows.sizes] }, (entries) => {
    const { cache, names } = full(entries);
    return () =>
      rounds((round) => {
        cache.set(`new ${round}`, round, 0);
        expect(cache.has(names[round % entries]!, 0), 'It was used longest ago.').toBe(round >= entries);
      }, 2);
  });
  steadyCost({ ...grows, sizes: [...grows.sizes] }, (entries) => {
    const { cache, names } = full(entries);
    const mine = names[Math.floor(entries / 2)]!;
    return () =>
      rounds(() => {
        expect(cache.delete(mine, 0)).toBe(true);
        expect(cache.delete(mine, 0), 'It was deleted just now.').toBe(false);
        cache.set(mine, 1, 0);
      }, 3);
  });
  // One entry after the other comes to its end, while others are set and read.
  steadyCost({ ...grows, sizes: [...grows.sizes] }, (entries) => {
    const { cache } = full(entries, { timeToLive: entries, pause: 1 });
    return () =>
      rounds((round) => {
        const now = entries + round;
        expect(cache.size(now)).toBe(entries - 1);
        cache.set(`new ${round}`, round, now);
      }, 2);
  });
  // None comes to its end, although every one of them has one.
  steadyCost({ ...grows, sizes: [...grows.sizes] }, (entries) => {
    const { cache, names } = full(entries, { timeToLive: 1_000_000, pause: 1 });
    return () =>
      rounds((round) => {
        expect(cache.get(names[(round * 7) % entries]!, entries)).toBe((round * 7) % entries);
        expect(cache.size(entries)).toBe(entries);
      }, 2);
  });
});

test('A cache that cannot be is refused by a RangeError that names the option', {
  marks: 0.5,
  why: 'A cache for no entries, or for no time, is a mistake in somebody’s settings. It should be found on the first day.',
}, () => {
  const bad: [keyof CacheOptions, readonly number[]][] = [
    ['capacity', [0, -0, -1, 0.5, 1.5, 2 ** 31 + 0.5, -(2 ** 31), 1 - 2 ** 32, ...NOT_FINITE]],
    ['timeToLive', [0, -0, -1, -0.5, Number.NaN, Number.NEGATIVE_INFINITY, -Number.MIN_VALUE]],
  ];
  for (const [option, values] of bad) {
    forEachOf(values, (value) => {
      expect(() => createCache({ capacity: 2, timeToLive: 10, [option]: value })).toThrow('RangeError', option, [
        'capacity',
        'timeToLive',
      ]);
    });
  }
  // The least of each is enough.
  forEachOf([1, 2 ** 31, 2 ** 53 - 1], (capacity) =>
    play({ capacity, timeToLive: 1 }, [set('a', 1), set('b', 2), get('a')]),
  );
  forEachOf([Number.MIN_VALUE, 1e-20, 0.25, 0.5, 1, Number.MAX_VALUE, FOR_EVER], (timeToLive) =>
    play({ capacity: 1, timeToLive }, [set('a', 1), get('a')]),
  );
});
