/** What a right pool does, call by call beside a model: reuse and its order, limits, what is started ahead, and what waits idle. */
import { expect, fail, fc, forEachOf, format, newCase, property, repeat, solution, test } from '#grading';
import { PoolModel } from './model.ts';
import type { PoolOptions } from './types.ts';

const { createPool } = solution<typeof import('./solution.ts')>({
  methods: { createPool: ['arrive', 'finished', 'prewarm', 'counts'] },
});

/** The places where people stop counting, or counters begin again. */
const LOOKS = [256, 1_000];

/** Very many at once, each with a name of its own; and very many that find no room. */
function livesLong(): void {
  newCase();
  const options = { provisioned: 0, keepAliveMs: 1000, startMs: 100 };
  const most = LOOKS.at(-1)! + 3;
  const pool = createPool({ ...options, concurrency: most });
  const names = new Set<unknown>();
  let made = 0;
  const look = (upTo: number): void => {
    for (; made < upTo; made++) {
      const begun = pool.arrive(0);
      const name = 'environment' in begun ? begun.environment : undefined;
      if (begun.start !== 'cold' || names.has(name))
        fail(`Request ${made + 1}, with as many environments busy as there were requests, got ${format(begun)}.`, {
          expected: "{ start: 'cold', environment: a name that no other has }",
          actual: format(begun),
          why: 'There is room for one more, and two of one name could not be told apart.',
        });
      names.add(name);
    }
  };
  look(4);
  for (const end of LOOKS) {
    repeat([[pool.arrive, 0]], end - 3 - made);
    made = end - 3;
    look(end + 3);
  }
  expect(pool.counts(0), 'There is room for all of them.').toMatchObject({ busy: most, cold: most, throttled: 0 });
  newCase();
  const full = createPool({ ...options, concurrency: 1 });
  const requests = 1_100;
  repeat([[full.arrive, 0]], requests);
  expect(full.counts(0), `There is room for one, and ${requests.toLocaleString('en-GB')} came at once.`).toMatchObject({
    busy: 1,
    cold: 1,
    throttled: requests - 1,
  });
}

type Step =
  | { does: 'arrive'; times: number }
  /** The one that is so many places from the one that was begun first, if so many are busy. */
  | { does: 'finish'; nth: number }
  | { does: 'prewarm'; count: number }
  | { does: 'look' }
  | { does: 'wait'; ms: number };

const arrive = (times = 1): Step => ({ does: 'arrive', times });
const finish = (nth = 0): Step => ({ does: 'finish', nth });
const prewarm = (count: number): Step => ({ does: 'prewarm', count });
const wait = (ms: number): Step => ({ does: 'wait', ms });
const look: Step = { does: 'look' };
const times = (count: number, step: Step): Step[] => Array.from({ length: count }, () => step);

/** A pool beside the model of it: each call is put to both. */
class Beside {
  readonly #pool: ReturnType<typeof createPool>;
  readonly #model: PoolModel;
  readonly #names = new Set<string>();
  #now = 0;

  constructor(options: PoolOptions) {
    this.#pool = createPool(options);
    this.#model = new PoolModel(options);
  }

  play(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.does === 'wait') this.#now += step.ms;
      else if (step.does === 'arrive') for (let n = 0; n < step.times; n++) this.#arrive();
      else if (step.does === 'finish') this.#finish(step.nth);
      else if (step.does === 'look') this.look();
      else {
        const begun = this.#model.prewarm(step.count, this.#now);
        expect(this.#pool.prewarm(step.count, this.#now), `There is room for ${begun} more.`).toBe(begun);
      }
    }
  }

  look(): void {
    const counts = this.#model.counts(this.#now);
    expect(this.#pool.counts(this.#now), `At ${this.#now} ms.`).toEqual(counts);
  }

  #arrive(): void {
    const expected = this.#model.expects(this.#now);
    const given = this.#pool.arrive(this.#now);
    const { start, environment } = Object(given) as { start?: unknown; environment?: unknown };
    const why = `At ${this.#now} ms ${expected.why}.`;
    if (expected.start === 'throttled') {
      expect(given, why).toEqual({ start: 'throttled' });
      this.#model.arrived(expected, undefined);
      return;
    }
    expect(start, why).toBe(expected.start);
    if (typeof environment !== 'string')
      fail(`The environment is ${format(environment)}: give it a name, a string.`, {
        why: 'The platform sends the request to the environment of that name.',
      });
    const isNew = !this.#names.has(environment as string);
    if (isNew && !expected.any.includes(undefined))
      fail(`${why} ${format(environment)} is a name that was never given out before.`);
    if (!isNew && !expected.any.includes(environment as string)) {
      const problem = expected.any.includes(undefined)
        ? 'it was given out before, and this is another environment'
        : 'it is not this one';
      fail(`${why} So ${format(environment)} is wrong: ${problem}.`, {
        expected: expected.any.map((name) => format(name ?? 'a new name')).join(' or '),
        actual: format(environment),
      });
    }
    this.#names.add(environment as string);
    this.#model.arrived(expected, environment as string);
  }

  #finish(nth: number): void {
    const name = this.#model.busy[nth];
    if (name === undefined) return;
    this.#model.finished(name, this.#now);
    this.#pool.finished(name, this.#now);
  }
}

const USUAL: PoolOptions = { concurrency: 5, provisioned: 0, keepAliveMs: 1000, startMs: 100 };

/** Plays it, looks, and then finds out what is there: as many requests as there can be environments, and one more. */
function play(steps: readonly Step[], options: Partial<PoolOptions> = {}): void {
  const all = { ...USUAL, ...options };
  const beside = new Beside(all);
  beside.play(steps);
  beside.look();
  beside.play([arrive(Math.min(all.concurrency, 8) + 1), look]);
}

test('A request finds the environment that has been idle for the shortest time, as long as it is there', {
  marks: 1,
  why: 'Whoever uses the newest lets the others grow old and go. Whoever uses the oldest keeps all of them alive, for a load that one could serve.',
}, () => {
  forEachOf<Step[]>(
    [
      [arrive(), wait(50), finish(), arrive()],
      [arrive(), finish(), arrive()],
      [arrive(3), wait(10), finish(1), wait(10), finish(0), wait(10), finish(0), arrive(3)],
      [arrive(3), finish(2), wait(1), finish(0), wait(1), finish(0), arrive(), wait(5), arrive(), arrive()],
      [arrive(2), finish(), finish(), arrive(2)],
      // The newest is used again and again; the others go.
      [
        arrive(3),
        wait(1),
        finish(2),
        wait(1),
        finish(1),
        wait(1),
        finish(0),
        wait(500),
        arrive(),
        wait(10),
        finish(),
        wait(490),
        look,
        wait(5),
        look,
        arrive(3),
      ],
      // Used again, it is idle from the end of that request on.
      [arrive(), finish(), wait(999), arrive(), wait(300), finish(), wait(999), arrive()],
      // Busy for longer than it may be idle.
      [arrive(), wait(5000), look, finish(), look, arrive()],
      [arrive(2), wait(10), finish(), wait(2000), finish(), look, arrive(2)],
    ],
    (steps) => play(steps),
  );
  // Just before its end, at it, and after it; and what looking before does.
  forEachOf([998, 999, 1000, 1001, 1500, 2 ** 31, 2 ** 40], (moment) => {
    play([arrive(), wait(20), finish(), wait(moment), arrive()]);
    play([arrive(), wait(20), finish(), wait(moment), look]);
    play([arrive(2), finish(), wait(1), finish(), wait(moment), arrive(2)]);
    play([arrive(), finish(), wait(moment), prewarm(1), arrive()]);
  });
  forEachOf([1, 0.5, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY], (keepAliveMs) => {
    play([arrive(), finish(), arrive(), finish(), wait(0.25), arrive(), finish(), wait(0.25), arrive()], {
      keepAliveMs,
    });
    play([arrive(2), finish(), wait(2 ** 31 - 1), finish(), wait(1), arrive(2)], { keepAliveMs });
  });
  play([arrive(), finish(), wait(2 ** 60), arrive()], { keepAliveMs: Number.POSITIVE_INFINITY });
  property([histories(false)], (steps) => play(steps), { runs: 25 });
  twoPools();
});

/** Two pools know nothing of each other: the second begins in the middle of the life of the first, with other options. */
function twoPools(): void {
  newCase();
  const first = new Beside({ concurrency: 8, provisioned: 2, keepAliveMs: 700, startMs: 300 });
  // At the end one of either kind is idle and has been before, one is busy, and two are starting.
  first.play([wait(10), arrive(3), prewarm(2), wait(20), finish(2), wait(5), arrive(), finish(2), finish(0), wait(5)]);
  const second = new Beside(USUAL);
  first.play([
    look,
    arrive(3),
    look,
    finish(0),
    prewarm(1),
    wait(299),
    look,
    wait(1),
    look,
    wait(700),
    look,
    arrive(3),
  ]);
  second.play([look, arrive(2), finish(), prewarm(1), wait(99), look, wait(1), arrive(4), look]);
  second.play([...times(5, finish()), wait(999), look, wait(1), look]);
  first.play([look, ...times(8, finish()), wait(699), look, wait(1), look]);
}

/** Calls in an order of chance, with pauses about as long as an environment stays. */
function histories(ahead: boolean): fc.Arbitrary<Step[]> {
  const choices: fc.WeightedArbitrary<Step>[] = [
    { weight: 5, arbitrary: fc.constant(arrive()) },
    { weight: 4, arbitrary: fc.nat({ max: 3 }).map(finish) },
    { weight: 3, arbitrary: fc.constantFrom(1, 50, 100, 400, 600, 999).map(wait) },
    { weight: 1, arbitrary: fc.constant(look) },
    ...(ahead ? [{ weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }).map(prewarm) }] : []),
  ];
  return fc.array(fc.oneof(...choices), { minLength: 5, maxLength: 30, size: 'max' });
}

test('There are never more environments than may be; a request that finds no room is throttled and changes nothing', {
  marks: 0.5,
  why: 'Serverless has an end. It is a number in somebody’s account, and beyond it requests are refused, not delayed.',
}, () => {
  forEachOf([1, 2, 3, 7], (concurrency) => {
    play([arrive(concurrency + 2), look, finish(), arrive(2), look], { concurrency });
    play([arrive(concurrency), finish(concurrency - 1), wait(999), arrive(2)], { concurrency });
    play([arrive(concurrency), finish(), wait(1000), arrive(2)], { concurrency });
    play([arrive(concurrency + 1), wait(10), ...times(concurrency, finish()), arrive(concurrency + 1)], {
      concurrency,
    });
    // Those that are idle take room, and are of use; those that are gone do not.
    play([arrive(concurrency), finish(), look, arrive(), arrive(), wait(2000), finish(), wait(1000), arrive(2)], {
      concurrency,
    });
  });
  for (const concurrency of [1, 2, 3])
    property([histories(true)], (steps) => play(steps, { concurrency }), { runs: 12 });
  livesLong();
});

test('Provisioned ones are there from the beginning and stay; those started ahead are of use once they are ready', {
  marks: 0.5,
  why: 'Both buy warmth. The one is paid for all day; the other comes too late for whoever asks for it at the moment of the rush.',
}, () => {
  forEachOf<[Step[], Partial<PoolOptions>]>(
    [
      [[arrive(2), look], { provisioned: 2 }],
      [[arrive(3), finish(), finish(), finish(), arrive(3)], { provisioned: 2 }],
      [[wait(2 ** 40), arrive(3)], { provisioned: 2 }],
      [[arrive(3), finish(), wait(5000), look, arrive(2)], { provisioned: 1 }],
      // They come before another one, although that has been idle for a shorter time.
      [[arrive(2), finish(0), wait(100), finish(0), arrive(), look], { provisioned: 1 }],
      [[arrive(2), finish(0), wait(100), finish(0), arrive(), finish(), arrive(2)], { provisioned: 1 }],
      [
        [arrive(4), finish(2), wait(1), finish(1), wait(1), finish(1), wait(1), finish(), arrive(4)],
        { provisioned: 2 },
      ],
      [[arrive(3), look], { provisioned: 2, concurrency: 2 }],
      [[arrive(6), finish(4), wait(1000), arrive()], { provisioned: 5, concurrency: 5 }],
      [[prewarm(3), look], { provisioned: 4, concurrency: 5 }],
      [[prewarm(3), arrive(6)], { provisioned: 5, concurrency: 5 }],
      // Started ahead: of no use before, ready at exactly startMs, and gone a keep-alive after that.
      [[prewarm(2), arrive(), look, wait(99), arrive(), look, wait(1), look, arrive(2)], {}],
      [[prewarm(2), wait(100), arrive(2), look], {}],
      [[prewarm(2), wait(1099), look, arrive(2)], {}],
      [[prewarm(2), wait(1100), look, arrive(2)], {}],
      [[prewarm(2), wait(2 ** 32), look, arrive(2)], {}],
      [[prewarm(0), look, arrive()], {}],
      [[prewarm(9), look, prewarm(1), arrive(), wait(100), arrive(6)], {}],
      [[arrive(3), prewarm(9), look, arrive(), finish(), arrive()], {}],
      [[arrive(3), finish(), prewarm(9), look, wait(1000), prewarm(9), look], {}],
      [[prewarm(2), look, arrive(), finish(), arrive()], { startMs: 0 }],
      [[prewarm(2), wait(999), arrive(), wait(1), arrive()], { startMs: 0 }],
      [[prewarm(1), wait(50), prewarm(1), wait(50), arrive(2), wait(50), arrive()], {}],
      // Both became ready unseen. The later one is used; the other goes at its own time.
      [[prewarm(1), wait(50), prewarm(1), wait(300), arrive(), wait(749), look, wait(1), look], {}],
      // While one is starting, another goes at exactly its moment.
      [[arrive(), finish(), wait(950), prewarm(1), wait(50), look, arrive()], {}],
      // Any time, and any number.
      [[prewarm(1), wait(0.25), look, wait(0.25), look, arrive()], { startMs: 0.5 }],
      [[wait(0.25), prewarm(1), wait(100), look, arrive()], {}],
      [[wait(2 ** 40), prewarm(1), wait(99), look, wait(1), look, arrive()], {}],
      [[prewarm(1), wait(2 ** 32 - 1), look, wait(1), look, arrive()], { startMs: 2 ** 32 }],
      [[prewarm(2 ** 32), look, wait(100), arrive(6)], {}],
      [[arrive(2), prewarm(2), look, wait(100), arrive(2)], { concurrency: 2 ** 40 }],
      // Whoever numbers them comes to names that begin alike, or that are in another order as texts than as numbers.
      [[arrive(12), ...times(12, finish()), wait(1000), look], { concurrency: 12, provisioned: 1 }],
      [[arrive(12), ...times(12, finish()), wait(1000), look], { concurrency: 12, provisioned: 10 }],
      // It became idle before the other one did, though nobody looked then.
      [[arrive(), prewarm(1), wait(300), finish(), arrive(), arrive()], {}],
      [[arrive(), wait(1), prewarm(1), wait(40), finish(), wait(200), arrive(), arrive()], {}],
      [[arrive(), prewarm(1), wait(300), finish(), wait(799), look, wait(1), look, wait(200), look], {}],
      [[arrive(), prewarm(1), wait(300), finish(), wait(800), arrive(2)], {}],
    ],
    ([steps, options]) => play(steps, options),
  );
  for (const provisioned of [0, 2]) property([histories(true)], (steps) => play(steps, { provisioned }), { runs: 15 });
});

test('It counts what was warm, cold and throttled, and how long environments were idle and for whom', {
  marks: 0.5,
  why: 'Idle time is the price of warmth. Somebody pays it: the customer for what is provisioned, and the platform for the rest.',
}, () => {
  forEachOf<[Step[], Partial<PoolOptions>]>(
    [
      [[look], {}],
      [[wait(700), look], {}],
      [[wait(700), look, wait(300), look], { provisioned: 2 }],
      [[wait(100), arrive(), wait(300), look, finish(), wait(50), look], { provisioned: 2 }],
      [[arrive(), wait(300), look, finish(), wait(50), look, wait(50), arrive(), look], {}],
      // What goes was idle for exactly as long as it may be, whenever somebody looks.
      [[arrive(), finish(), wait(999), look, wait(1), look, wait(1), look, wait(5000), look], {}],
      [[arrive(3), finish(), wait(1), finish(), wait(1), finish(), wait(9000), look], {}],
      [[arrive(3), finish(), wait(500), look, finish(), wait(500), look, wait(700), look], {}],
      // What is being started is not idle.
      [[prewarm(3), wait(60), look, wait(60), look, wait(2000), look], {}],
      [[prewarm(3), wait(150), arrive(2), wait(20), look, finish(), look, wait(3000), look], {}],
      [[prewarm(1), wait(3000), arrive(), look], { provisioned: 1 }],
      [[arrive(4), finish(), wait(10), finish(), wait(10), arrive(3), look], { concurrency: 3, provisioned: 1 }],
      [
        [arrive(), finish(), wait(10), arrive(), finish(), wait(10), arrive(), look],
        { keepAliveMs: Number.POSITIVE_INFINITY },
      ],
      [[arrive(), wait(0.5), finish(), wait(0.25), look, arrive(), look], { keepAliveMs: 0.5 }],
    ],
    ([steps, options]) => play(steps, options),
  );
  const long = createPool({ ...USUAL, provisioned: 1 });
  const { environment } = long.arrive(0) as { environment: string };
  repeat(
    [
      [long.finished, environment, 1],
      [long.arrive, 1],
    ],
    1_100,
  );
  expect(long.counts(1), 'The one that is provisioned was given out 1,101 times.').toMatchObject({
    warm: 1_101,
    cold: 0,
  });
  property(
    [histories(true)],
    (steps) =>
      play(
        steps.flatMap((step) => [step, look]),
        { provisioned: 1, concurrency: 4 },
      ),
    { runs: 20 },
  );
});
