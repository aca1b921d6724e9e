/** What a right cache beside a database does: call by call where one answer is right, and in every order where it is not known. */
import {
  BOUNDARY_STRINGS,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  LOOKALIKES,
  longString,
  newCase,
  numbered,
  property,
  repeat,
  solution,
  test,
} from '#grading';
import { holdsInEveryOrder, program } from './explored.ts';
import type { Effect, Result, Value } from './types.ts';

const { createCacheAside } = solution<typeof import('./solution.ts')>({
  methods: { createCacheAside: ['read', 'write', 'answered'] },
});

const LIFE = 1000;
const FAILED: Result = { ok: false };
const STORED: Result = { ok: true };
const brings = (value: Value): Result => ({ ok: true, value });

/** A cache that is told one thing after the other, and what it has to do about each. Requests and queries are numbered here. */
class Front {
  readonly #cache: ReturnType<typeof createCacheAside>;
  #requests = 0;
  readonly #queries = new Set<string>();
  now = 0;

  constructor(timeToLive = LIFE) {
    this.#cache = createCacheAside(timeToLive);
  }

  /** A read that is answered at once. */
  hit(key: string, value: Value, why: string): void {
    const request = this.#request();
    this.#expect(this.#cache.read(request, key, this.now), [{ reply: request, ok: true, value }], why);
  }

  /** A read that sends a load. Gives the name of the request, and that of the query. */
  miss(key: string, why: string): [request: string, query: string] {
    const request = this.#request();
    const effects = this.#cache.read(request, key, this.now);
    const query = this.#query(effects, { load: key });
    this.#expect(effects, [{ load: key, query }], why);
    return [request, query];
  }

  /** A read that waits for a load that is on its way. */
  joins(key: string, why: string): string {
    const request = this.#request();
    this.#expect(this.#cache.read(request, key, this.now), [], why);
    return request;
  }

  /** A write. */
  writes(key: string, value: string): [request: string, query: string] {
    const request = this.#request();
    const effects = this.#cache.write(request, key, value, this.now);
    const query = this.#query(effects, { store: key, value });
    this.#expect(
      effects,
      [{ store: key, value, query }],
      'A write goes to the database at once, by a store of its own, and is answered when the database answers.',
    );
    return [request, query];
  }

  /** The database answers; these requests are to be answered. */
  answers(query: string, result: Result, replies: readonly Effect[], why: string): void {
    this.#expect(this.#cache.answered(query, result, this.now), replies, why);
  }

  /** The store of a write is done. */
  stored([request, query]: readonly [request: string, query: string]): void {
    this.answers(query, STORED, [{ reply: request, ok: true }], 'It is stored.');
  }

  /** So many writes of a key, of which none is answered. */
  floods(key: string, times: number): void {
    repeat([[this.#cache.write, numbered('one of many '), key, 'much', this.now]], times);
  }

  /** Loads a value, so that it is kept. */
  keeps(key: string, value: Value): void {
    const [request, query] = this.miss(key, 'Nothing is kept for the key yet.');
    this.answers(query, brings(value), [{ reply: request, ok: true, value }], 'It waited for this load.');
  }

  #request(): string {
    return `request ${++this.#requests}`;
  }

  #query(effects: unknown, wanted: object): string {
    const list: unknown[] = Array.isArray(effects) ? effects : [];
    const found = list.find((effect) => Object.keys(wanted).every((name) => name in Object(effect))) as {
      query?: unknown;
    };
    const query = found?.query;
    if (typeof query !== 'string') return 'a name of your own';
    if (this.#queries.has(query))
      fail(`A query is called ${format(query)}, as one before it was: no two may have the same name.`, {
        why: 'The answer comes with the name alone: by that it is known to which query it belongs.',
      });
    this.#queries.add(query);
    return query;
  }

  /** In any order: effects of one call happen at the same time. */
  #expect(effects: unknown, wanted: readonly Effect[], why: string): void {
    const inOrder = (list: readonly unknown[]) =>
      [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const sorted = Array.isArray(effects) ? inOrder(effects.map(inKeyOrder)) : effects;
    expect(sorted, why).toEqual(inOrder(wanted.map(inKeyOrder)));
  }
}

const inKeyOrder = (effect: unknown): unknown =>
  typeof effect === 'object' && effect !== null
    ? Object.fromEntries(Object.entries(effect).sort(([a], [b]) => (a < b ? -1 : 1)))
    : effect;

const given = (requests: readonly string[], value: Value): Effect[] =>
  requests.map((reply) => ({ reply, ok: true, value }));
const refused = (requests: readonly string[]): Effect[] => requests.map((reply) => ({ reply, ok: false }));

const NOTHING_KEPT = 'Nothing is kept for the key.';
const ON_ITS_WAY = 'A load of the key is on its way: one more would bring nothing new.';

test('A value is kept for less than its time to live, and all who miss together ask the database once', {
  marks: 0.5,
  why: 'The database is spared by what is not asked of it. Without a single load, the moment a popular value is over is the moment everybody asks.',
}, () => {
  forEachOf([1, 2, 50, 130, 1_100], (together) => {
    const front = new Front();
    const [first, query] = front.miss('x', NOTHING_KEPT);
    const others = Array.from({ length: together }, () => front.joins('x', ON_ITS_WAY));
    front.now = 20;
    front.answers(query, brings('tea'), given([first, ...others], 'tea'), 'All of them waited for this load.');
    front.hit('x', 'tea', 'The value has just been loaded.');
    front.now = 20 + LIFE - 1;
    front.hit('x', 'tea', 'It was brought less than a time to live ago.');
    front.now = 20 + LIFE;
    const [again, later] = front.miss('x', 'Exactly a time to live has passed since it was brought: it is over.');
    const [other] = [front.joins('x', ON_ITS_WAY)];
    front.now += 5;
    front.answers(later, brings('milk'), given([again, other], 'milk'), 'Both waited for this load.');
    front.now += LIFE - 1;
    front.hit('x', 'milk', 'Its time began when it was brought, and not with the value before.');
    front.now += 1;
    front.miss('x', 'A read does not make its time longer.');
  });
  // The time to live is that of the cache, and time may be the time of day; neither has to be whole.
  forEachOf([1, 250, 86_400_000, 2 ** 31, 2 ** 40, 0.25, 0.5, 1.5, 1000.75], (timeToLive) => {
    for (const start of [1_700_000_000_000.75, -5_000.25]) {
      const front = new Front(timeToLive);
      front.now = start;
      front.keeps('x', 'tea');
      front.now = start + timeToLive - Math.min(0.25, timeToLive / 2);
      front.miss('y', 'Nothing is kept for the key, and what is kept for others stays.');
      front.hit('x', 'tea', 'It was brought less than a time to live ago.');
      front.now = start + timeToLive;
      front.miss('x', 'Exactly a time to live has passed since it was brought: it is over.');
    }
  });
  {
    newCase();
    const front = new Front(1e-10);
    front.keeps('x', 'tea');
    front.hit('x', 'tea', 'No time has passed since it was brought.');
    // However long a load takes, it is on its way.
    const patient = new Front();
    const [first, query] = patient.miss('x', NOTHING_KEPT);
    patient.now = 5 * LIFE;
    const second = patient.joins('x', ON_ITS_WAY);
    patient.answers(query, brings('tea'), given([first, second], 'tea'), 'Both waited for this load.');
  }
  // Answers in another order than the queries; keys that have nothing to do with each other.
  forEachOf([...LOOKALIKES, ...RELATED, ['__proto__', 'constructor'], ['toString', '']] as const, ([one, other]) => {
    const front = new Front();
    const [first, load] = front.miss(one, NOTHING_KEPT);
    const [second, otherLoad] = front.miss(other, `Only ${format(one)} is being loaded.`);
    front.answers(otherLoad, brings('2'), given([second], '2'), 'It waited for this load, and nobody else did.');
    front.hit(other, '2', 'It has just been loaded.');
    front.joins(one, ON_ITS_WAY);
    front.answers(
      load,
      brings('1'),
      [...given([first], '1'), ...given(['request 4'], '1')],
      'Both waited for this load.',
    );
    front.hit(one, '1', 'It has just been loaded.');
    front.hit(other, '2', 'It has been loaded.');
    const [request, store] = front.writes(one, '3');
    front.answers(store, STORED, [{ reply: request, ok: true }], 'It is stored.');
    front.hit(other, '2', 'It was another key that was written.');
    const [next, failing] = front.miss(one, 'A store has been answered since the value was loaded.');
    front.answers(failing, FAILED, refused([next]), 'The load it waited for has failed.');
    front.miss(one, 'The load that failed has brought nothing.');
  });
  forEachOf(BOUNDARY_STRINGS, (text) => {
    const front = new Front();
    front.keeps(text, text);
    front.hit(text, text, 'It has just been loaded, as it is.');
    front.writes(text, text);
  });
  forEachOf([300, 5_000], (length) => {
    const front = new Front();
    front.keeps('x', longString(length));
    front.hit('x', longString(length), 'It has just been loaded, as it is.');
    front.writes('x', longString(length));
  });
  longLife();
  manyKeys();
  namesApart();
  property(
    [fc.array(fc.constantFrom('a', 'b', 'c', '__proto__'), { minLength: 1, maxLength: 30, size: 'max' })],
    storm,
    { runs: 20 },
  );
});

/** Keys of which one is the beginning of the other, or the same for long. */
const RELATED = [
  ['k', 'k:1'],
  ['a', 'a/b'],
  ['user', 'users'],
  [`${longString(100)}1`, `${longString(100)}2`],
  [`${longString(1_100)}1`, `${longString(1_100)}2`],
] as const;

/** A day's work for one cache, while one load is on its way all the time: its name must not be given away. */
function longLife(): void {
  const front = new Front();
  const [patient, slow] = front.miss('slow', NOTHING_KEPT);
  for (let round = 0; round < 1500; round++) {
    const [request, query] = front.miss('x', round === 0 ? NOTHING_KEPT : 'What was kept is over.');
    front.answers(query, brings(`${round}`), given([request], `${round}`), 'It waited for this load.');
    front.now += LIFE;
  }
  front.keeps('x', 'tea');
  for (let hits = 0; hits < 1_100; hits++) front.hit('x', 'tea', 'It was brought less than a time to live ago.');
  front.floods('x', 10_100);
  front.answers(slow, brings('at last'), given([patient], 'at last'), 'It has waited for this load since it began.');
  front.hit('slow', 'at last', 'It has just been loaded.');
}

/** More keys than anybody would put a limit at: all of them are on their way together, and all are kept. */
function manyKeys(): void {
  const front = new Front();
  const keys = Array.from({ length: 1_100 }, (_, nth) => `key ${nth}`);
  const loads = keys.map((key) => front.miss(key, NOTHING_KEPT));
  const [first] = keys as [string];
  const joined = front.joins(first, ON_ITS_WAY);
  for (const [nth, [request, query]] of loads.entries())
    front.answers(
      query,
      brings(`${nth}`),
      given(nth === 0 ? [request, joined] : [request], `${nth}`),
      'It waited for this load.',
    );
  for (const nth of [0, 1, 1_099]) front.hit(keys[nth]!, `${nth}`, 'It was loaded, and its time is not over.');
}

/**
 * Keys of which one is another with a digit more, before or behind: a name that is made of a key and a number, of its own or of the
 * request, may be the same for two.
 */
function namesApart(): void {
  const front = new Front();
  const keys = ['1x', '', '11', 'x1', 'x', '1'];
  for (let round = 0; round < 24; round++) {
    // In another order each time, so that any two of them meet any two numbers.
    for (const key of [...keys.slice(round % 6), ...keys.slice(0, round % 6)]) {
      const [request, query] = front.miss(key, round === 0 ? NOTHING_KEPT : 'The load before has failed.');
      front.answers(query, FAILED, refused([request]), 'The load it waited for has failed.');
    }
  }
}

/** Reads of some keys, of which each loads once; then the answers, the last first. */
function storm(keys: readonly string[]): void {
  const front = new Front();
  const loads = new Map<string, { query: string; waiting: string[] }>();
  for (const key of keys) {
    const load = loads.get(key);
    if (load) load.waiting.push(front.joins(key, ON_ITS_WAY));
    else {
      const [request, query] = front.miss(key, NOTHING_KEPT);
      loads.set(key, { query, waiting: [request] });
    }
  }
  for (const [key, { query, waiting }] of [...loads].reverse()) {
    front.answers(query, brings(`${key}!`), given(waiting, `${key}!`), 'All of them waited for this load.');
    front.hit(key, `${key}!`, 'It has just been loaded.');
  }
}

test('A load that fails refuses all who wait and leaves nothing; that there is nothing is kept', {
  marks: 0.5,
  why: 'A failure that is kept turns a second of trouble into a minute of it. And whoever asks for what does not exist can ask the database as often as they like, unless the answer is kept.',
}, () => {
  forEachOf([0, 1, 20], (others) => {
    const front = new Front();
    const [first, query] = front.miss('x', NOTHING_KEPT);
    const waiting = Array.from({ length: others }, () => front.joins('x', ON_ITS_WAY));
    front.answers(query, FAILED, refused([first, ...waiting]), 'The load they waited for has failed.');
    const [again, retry] = front.miss('x', 'A failure is not kept: the next read asks again.');
    front.joins('x', ON_ITS_WAY);
    front.answers(
      retry,
      brings('tea'),
      given([again, `request ${others + 3}`], 'tea'),
      'Both waited for the second load.',
    );
    front.hit('x', 'tea', 'The second load has brought it.');
  });
  forEachOf<Value>([null, '', '0', 'null', 'undefined', 'false'], (value) => {
    const front = new Front();
    front.keeps('x', value);
    front.hit(
      'x',
      value,
      value === null
        ? 'That there is nothing has just been loaded: it is a value like any other.'
        : 'It has just been loaded.',
    );
    front.now = LIFE - 1;
    front.hit('x', value, 'It was brought less than a time to live ago.');
    front.now = LIFE;
    front.miss('x', 'Exactly a time to live has passed since it was brought: it is over.');
  });
  // What was kept before does not come back when the next load fails; another key feels nothing of it.
  forEachOf(['y', '__proto__'], (other) => {
    const front = new Front();
    front.keeps('x', 'tea');
    front.now = LIFE / 2;
    front.keeps(other, 'milk');
    front.now = LIFE;
    const [request, query] = front.miss('x', 'Its time is over.');
    front.answers(query, FAILED, refused([request]), 'The load it waited for has failed.');
    front.hit(other, 'milk', 'Only the load of another key has failed.');
    front.miss('x', 'Its time is over, and the load that failed has brought nothing.');
  });
  // A store that fails: refused, and nothing is kept any more, as it may have been done.
  forEachOf([STORED, FAILED], (result) => {
    const front = new Front();
    front.keeps('x', 'tea');
    front.keeps('y', 'milk');
    const [request, query] = front.writes('x', 'coffee');
    front.now = 10;
    const reply: Effect = result.ok ? { reply: request, ok: true } : { reply: request, ok: false };
    front.answers(query, result, [reply], result.ok ? 'It is stored.' : 'The store has failed.');
    front.hit('y', 'milk', 'It was another key that was written.');
    const [next, load] = front.miss(
      'x',
      result.ok
        ? 'A store has been answered since the value was loaded.'
        : 'The store failed, and may have been done all the same: what was kept may be old.',
    );
    front.answers(load, brings('coffee'), given([next], 'coffee'), 'It waited for this load.');
    front.hit('x', 'coffee', 'It was loaded after the store was answered.');
  });
  // A load that was on its way when a store failed may be older than it: the store may have been done.
  {
    newCase();
    const front = new Front();
    const [early, before] = front.miss('x', NOTHING_KEPT);
    const [request, store] = front.writes('x', 'coffee');
    front.answers(store, FAILED, refused([request]), 'The store has failed.');
    const [next, load] = front.miss(
      'x',
      'The load that is on its way left before the store failed, which may have been done all the same: it may bring what that replaced.',
    );
    front.answers(load, brings('coffee'), given([next], 'coffee'), 'It waited for this load.');
    front.answers(before, FAILED, refused([early]), 'The load it waited for has failed.');
    front.hit('x', 'coffee', 'It was loaded after the store failed, and a load before that takes nothing away.');
  }
  // The failure of a load that a write has overtaken touches nothing of the load after it.
  forEachOf([FAILED, brings('tea')], (late) => {
    const front = new Front();
    const [early, overtaken] = front.miss('x', NOTHING_KEPT);
    const [request, store] = front.writes('x', 'coffee');
    front.answers(store, STORED, [{ reply: request, ok: true }], 'It is stored.');
    const [next, load] = front.miss(
      'x',
      'The load that is on its way left before the store was answered: it may bring the old value.',
    );
    const joined = front.joins('x', 'The second load is on its way, and it left after the store was answered.');
    front.answers(
      overtaken,
      late,
      late.ok ? given([early], 'tea') : refused([early]),
      'Only the first read waits for the first load.',
    );
    const last = front.joins('x', 'The second load is still on its way.');
    front.answers(
      load,
      brings('coffee'),
      given([next, joined, last], 'coffee'),
      'All three waited for the second load.',
    );
    front.hit('x', 'coffee', 'It was loaded after the store was answered.');
  });
});

/** Two writes of a key are on their way together, and a load leaves between their answers: it may be older than the second. */
function twoWritesAtOnce(late: Result): void {
  const front = new Front();
  const stored = 'It is stored.';
  const [one, first] = front.writes('x', 'tea');
  const [other, second] = front.writes('x', 'milk');
  front.answers(first, STORED, [{ reply: one, ok: true }], stored);
  const [early, between] = front.miss('x', NOTHING_KEPT);
  front.answers(second, STORED, [{ reply: other, ok: true }], stored);
  const [next, load] = front.miss(
    'x',
    'The load that is on its way left before the second store was answered: it may bring what that one replaced.',
  );
  front.answers(
    between,
    late,
    late.ok ? given([early], 'tea') : refused([early]),
    'Only the first read waits for the first load.',
  );
  const joined = front.joins('x', 'A load that left after the second store was answered is on its way.');
  front.answers(load, brings('milk'), given([next, joined], 'milk'), 'Both waited for the second load.');
  front.hit('x', 'milk', 'It was loaded after both stores were answered.');
}

/** What was asked of the database, or brought, before two writes of the key: nothing of it outlasts the first of them to be answered. */
function beforeTwoWrites(before: 'kept' | 'on its way', answeredFirst: 0 | 1): void {
  const front = new Front();
  const early = before === 'on its way' ? front.miss('x', NOTHING_KEPT) : undefined;
  if (!early) front.keeps('x', 'water');
  const writes = [front.writes('x', 'tea'), front.writes('x', 'milk')] as const;
  front.stored(writes[answeredFirst]);
  const [next] = front.miss(
    'x',
    `What ${early ? 'is on its way' : 'was kept'} is from before a write that has been answered, whatever other writes are on their way.`,
  );
  if (early)
    front.answers(early[1], brings('water'), given([early[0]], 'water'), 'Only the first read waits for this load.');
  front.stored(writes[1 - answeredFirst]!);
  const [last, load] = front.miss('x', 'Both writes have been answered since the value was loaded.');
  front.answers(load, brings('milk'), given([last], 'milk'), `It waited for this load, and ${next} for another.`);
  front.hit('x', 'milk', 'It was loaded after both stores were answered.');
}

/** Of two writes on their way one fails: what was kept is not kept any more. */
function failsBesideAnother(): void {
  newCase();
  const front = new Front();
  front.keeps('x', 'water');
  const [one, first] = front.writes('x', 'tea');
  front.writes('x', 'milk');
  front.answers(first, FAILED, refused([one]), 'The store has failed.');
  front.miss('x', 'A store failed, and may have been done all the same, whatever other stores are on their way.');
}

/** Loads that writes have overtaken, more and more of them, and one that many writes have: whatever they bring late is not kept. */
function manyOvertaken(): void {
  const front = new Front();
  const overtaken = Array.from({ length: 12 }, (_, nth) => {
    const load = front.miss('x', 'Whatever is on its way left before a write that has been answered.');
    front.stored(front.writes('x', `${nth}`));
    return load;
  });
  for (const [request, load] of overtaken)
    front.answers(load, brings('old'), given([request], 'old'), 'Only this read waited for this load.');
  const [slow, late] = front.miss('x', 'What the loads have brought may be older than the writes.');
  for (let nth = 0; nth < 256; nth++) front.stored(front.writes('x', `${nth}`));
  front.answers(late, brings('old'), given([slow], 'old'), 'It waited for this load.');
  front.miss('x', 'The load left before 256 writes that have been answered.');
}

/** What has nothing to do with a write goes on, and a write waits for nothing. */
function apart(): void {
  const front = new Front();
  const [first, load] = front.miss('x', NOTHING_KEPT);
  const others = [front.joins('x', ON_ITS_WAY), front.joins('x', ON_ITS_WAY)];
  front.stored(front.writes('y', 'milk'));
  others.push(front.joins('x', 'It was another key that was written.'));
  const writes = Array.from({ length: 30 }, (_, nth) => front.writes('x', `${nth}`));
  front.answers(load, brings('tea'), given([first, ...others], 'tea'), 'They waited for this load.');
  for (const write of writes) front.stored(write);
  // What is over is not kept, and what is being stored is not stored yet.
  front.keeps('z', 'tea');
  front.now += LIFE;
  front.writes('z', 'milk');
  front.miss('z', 'What was kept is over, and what is on its way to the database is not there yet.');
}

/** What is written is no news: the same as is kept, and as is being stored already. */
function writesTheSame(): void {
  const front = new Front();
  front.keeps('x', 'tea');
  const writes = ['tea', 'tea', 'milk', 'tea', 'tea'].map((value) => front.writes('x', value));
  for (const [request, store] of writes.toReversed())
    front.answers(store, STORED, [{ reply: request, ok: true }], 'It is this write that is stored.');
  front.keeps('x', 'tea');
  const [request, store] = front.writes('x', 'tea');
  front.answers(store, FAILED, refused([request]), 'The store has failed.');
  front.miss('x', 'The store failed, and may have been done all the same: what was kept may be old.');
}

const QUIET = [undefined];
const ONE_FAILS = [1, 2, 3].flatMap((nth) => [
  { nth, isDone: true },
  { nth, isDone: false },
]);

test('Once a write is answered, nobody who asks later is given an older value, in whatever order the database answers', {
  marks: 0.5,
  why: 'An old value that is kept after a write stays until its time is over, and nothing that anybody does brings the new one sooner.',
}, () => {
  forEachOf([brings('tea'), FAILED], twoWritesAtOnce);
  forEachOf([0, 1] as const, (answeredFirst) => {
    beforeTwoWrites('kept', answeredFirst);
    beforeTwoWrites('on its way', answeredFirst);
  });
  failsBesideAnother();
  newCase();
  writesTheSame();
  newCase();
  manyOvertaken();
  newCase();
  apart();
  holdsInEveryOrder(
    createCacheAside,
    [
      program(['read x'], ['write x tea', 'read x']),
      program(['read x', 'read x'], ['write x tea']),
      program(['read x', 'read x'], ['write x tea', 'read x']),
      program(['write x tea', 'read x'], ['write x milk', 'read x']),
      program(['write x tea', 'write x milk', 'read x'], ['read x']),
      // What is kept and what is stored may differ, and nobody sees it before the time is over.
      program(['write x tea', 'read x', 'later read x'], ['write x milk']),
      program(['write x tea', 'read x'], ['read x', 'read x']),
      program(['write x tea', 'read y'], ['write y milk', 'read x']),
      program(['read x'], ['write x tea'], ['read x', 'read x']),
    ],
    QUIET,
  );
  holdsInEveryOrder(
    createCacheAside,
    [
      program(['read x'], ['write x tea', 'read x']),
      program(['read x', 'read x'], ['write x tea']),
      program(['write x tea', 'read x', 'read x'], ['read x']),
    ],
    ONE_FAILS,
  );
});
