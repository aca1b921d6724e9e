/** What a right edge does: its reading of headers beside published cases, its calls beside a model, and whom it sends where. */
import { BOUNDARY_STRINGS, expect, fail, fc, forEachOf, format, LOOKALIKES, property, solution, test } from '#grading';
import { asAnswer, EdgeModel, type Reply } from './model.ts';
import type { EdgeState, Effect, Headers, Policy } from './types.ts';

const { policyOf, createEdge, nearestEdge } = solution<typeof import('./solution.ts')>({
  methods: { createEdge: ['ask', 'answered'] },
});

const control = (line: string): Headers => ({ 'cache-control': line });
const policy = (freshFor: number, staleFor = 0, age = 0): Policy => ({ freshFor, staleFor, age });

function reads(headers: Headers, expected: Policy, why = ''): void {
  const given = policyOf({ ...headers });
  // −0 s is no other time than 0 s.
  const plain = (value: unknown) => (value === 0 ? 0 : value);
  const { freshFor, staleFor, age } = Object(given);
  expect(
    { freshFor: plain(freshFor), staleFor: plain(staleFor), age: plain(age) },
    why || `The header says ${format(headers)}.`,
  ).toEqual({ ...expected });
}

const MOST = 2 ** 31;

test('It reads how long an answer is fresh, how long it may be stale after that, and how old it is already', {
  marks: 0.5,
  why: 'These three numbers are the whole contract between an origin and everything that stands before it.',
}, () => {
  const VALUE = 'Such a directive holds with or without a value.';
  forEachOf<[Headers, Policy, string?]>(
    [
      [{}, policy(0)],
      [control(''), policy(0)],
      [control('max-age=3600'), policy(3600)],
      [control('max-age=0'), policy(0)],
      [control('max-age=1'), policy(1)],
      [control('max-age=10, stale-while-revalidate=30'), policy(10, 30)],
      [control('stale-while-revalidate=30, max-age=10'), policy(10, 30)],
      [control('stale-while-revalidate=30'), policy(0, 30)],
      [control('max-age=1, stale-while-revalidate=3600'), policy(1, 3600)],
      [{ 'cache-control': 'max-age=3600', age: '7200' }, policy(3600, 0, 7200)],
      [{ age: '7' }, policy(0, 0, 7)],
      [control('public, max-age=60, immutable'), policy(60)],
      // A cache that many share goes by s-maxage, be it longer or shorter, first or last.
      [control('s-maxage=3600'), policy(3600)],
      [control('s-maxage=1, max-age=3600'), policy(1)],
      [control('max-age=1, s-maxage=3600'), policy(3600)],
      [control('s-maxage=0, max-age=3600'), policy(0)],
      [control('s-maxage=10, stale-while-revalidate=30'), policy(10)],
      [control('stale-while-revalidate=30, max-age=5, s-maxage=10'), policy(10)],
      [control('max-age=10, must-revalidate, stale-while-revalidate=30'), policy(10)],
      [control('proxy-revalidate, max-age=10, stale-while-revalidate=30'), policy(10)],
      [control('max-age=10000, must-revalidate'), policy(10000)],
      // What is for one person, for nobody, or to be asked about each time.
      [control('no-store'), policy(0)],
      [control('no-store, max-age=60'), policy(0)],
      [control('max-age=60, private'), policy(0)],
      [control('max-age=10000, no-cache'), policy(0)],
      [control('no-cache, s-maxage=60, stale-while-revalidate=60'), policy(0)],
      [control('max-age=60, private="set-cookie"'), policy(0)],
      [control('no-cache="set-cookie, x-user", max-age=60'), policy(0)],
      [control('max-age=5, no-store=x'), policy(0), VALUE],
      [control('no-store="", max-age=5, stale-while-revalidate=5'), policy(0), VALUE],
      [control('max-age=5, private=x'), policy(0), VALUE],
      [control('no-cache=0, s-maxage=5'), policy(0), VALUE],
      [control('max-age=1, stale-while-revalidate=5, must-revalidate=1'), policy(1), VALUE],
      [control('proxy-revalidate="x", max-age=1, stale-while-revalidate=5'), policy(1), VALUE],
      [{ 'cache-control': 'private, max-age=60', age: '5' }, policy(0, 0, 5)],
    ],
    ([headers, expected, why]) => reads(headers, expected, why),
  );
  property(
    [
      fc.subarray(
        ['max-age', 's-maxage', 'stale-while-revalidate', 'public', 'must-revalidate', 'no-cache', 'vendor'],
        {
          minLength: 1,
        },
      ),
      fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 4, maxLength: 4 }),
      fc.constantFrom(', ', ',', ' ,  '),
    ],
    (names, numbers, comma) => {
      const values: Record<string, number> = {
        'max-age': numbers[0]!,
        's-maxage': numbers[1]!,
        'stale-while-revalidate': numbers[2]!,
      };
      const line = names.map((name) => (name in values ? `${name}=${values[name]}` : name)).join(comma);
      const has = (name: string) => names.includes(name);
      const nothing = has('no-cache');
      const fresh = has('s-maxage') ? numbers[1]! : has('max-age') ? numbers[0]! : 0;
      const isStale = has('stale-while-revalidate') && !has('s-maxage') && !has('must-revalidate');
      reads(
        { 'cache-control': line, age: `${numbers[3]}` },
        policy(nothing ? 0 : fresh, nothing || !isStale ? 0 : numbers[2]!, numbers[3]!),
      );
    },
    { runs: 25 },
  );
});

test('What is written oddly is read as HTTP has it: any case, quotes, repetitions, and numbers that are none', {
  marks: 0.5,
  why: 'An edge reads what thousands of servers write. What it takes for fresh by mistake, it gives to everybody.',
}, () => {
  forEachOf<[Headers, Policy, string?]>(
    [
      [control('MaX-aGe=3600'), policy(3600), 'Names are written in any case.'],
      [control('No-StOrE, max-age=60'), policy(0), 'Names are written in any case.'],
      [control('Max-Age=10, STALE-WHILE-REVALIDATE=5'), policy(10, 5), 'Names are written in any case.'],
      [control('max-age=003600'), policy(3600), 'Leading zeros are fine.'],
      [control('max-age=000000000060'), policy(60), 'Leading zeros are fine, however many.'],
      [control('ſ-maxage=60, max-age=5'), policy(5), 'The long s is another letter, and that another directive.'],
      [control('private="a=b", max-age=60'), policy(0), 'The name ends with the first =, whatever the value is.'],
      [control('no-cache=a=b, max-age=60'), policy(0), 'The name ends with the first =, whatever the value is.'],
      [control('"a, no-store, b", max-age=60'), policy(60), 'A comma between quotes divides nothing.'],
      [
        control('extension="max-age=3600", max-age=1'),
        policy(1),
        'What stands between quotes is a value, and no directive.',
      ],
      [
        control('max-age=1, extension="max-age=3600"'),
        policy(1),
        'What stands between quotes is a value, and no directive.',
      ],
      [control('a="x, no-store, y", max-age=60'), policy(60), 'A comma between quotes divides nothing.'],
      [control('a="x,max-age=9", b="y,s-maxage=8", max-age=60'), policy(60), 'A comma between quotes divides nothing.'],
      [control('max-age="60"'), policy(60), 'A value may stand between quotes.'],
      [
        control('stale-while-revalidate="7", s-max-age=5, max-age="0060"'),
        policy(60, 7),
        'A value may stand between quotes.',
      ],
      [control("max-age='60'"), policy(0), 'Single quotes are a part of the value, which is no number then.'],
      [control('max-age=10, max-age=3600'), policy(10), 'The first of two counts.'],
      [control('max-age=3600, MAX-AGE=10'), policy(3600), 'The first of two counts.'],
      [control('s-maxage=5, max-age=60, s-maxage=50'), policy(5), 'The first of two counts.'],
      [
        control('max-age=1, stale-while-revalidate=3, stale-while-revalidate=9'),
        policy(1, 3),
        'The first of two counts.',
      ],
      [control('max-age=, max-age=60'), policy(0), 'The first of two counts, and it is no number.'],
      [control('s-maxage=x, max-age=60'), policy(0), 's-maxage is there, and its value is no number.'],
      [control('s-maxage, max-age=60, stale-while-revalidate=9'), policy(0), 's-maxage is there, without a number.'],
      [control('max-age =60'), policy(0), 'With a space before its = it is another directive.'],
      [control('max-age =60, max-age=5'), policy(5), 'With a space before its = the first is another directive.'],
      [control('  max-age=60  ,  no-transform '), policy(60), 'Spaces around a directive mean nothing.'],
      [control('max-age= 60'), policy(0), 'A space after the = is a part of the value, which is no number then.'],
      [control('max-age = 60'), policy(0), 'With a space before its = it is another directive.'],
      [control('max-age=1, stale-while-revalidate= 5'), policy(1), 'A space after the = is a part of the value.'],
      [control('s-maxage= 5, max-age=60'), policy(0), 's-maxage is there, and a space is a part of its value.'],
      [control('max-age=" 60"'), policy(0), 'A space between the quotes is a part of the value.'],
      [control('max-age="60 "'), policy(0), 'A space between the quotes is a part of the value.'],
      [control('max-age= "60"'), policy(0), 'The value begins with a space, so the quotes are not around it.'],
      [control(' max-age="60" '), policy(60), 'Spaces around a directive mean nothing.'],
      [control('max-age=5;x'), policy(0), 'Only commas divide: the value is 5;x, which is no number.'],
      [control('x;max-age=5'), policy(0), 'Only commas divide: the name is x;max-age.'],
      [control('max-age=5, x; no-store'), policy(5), 'Only commas divide: x; no-store is one directive.'],
      [control('max-age=5 no-store'), policy(0), 'Only commas divide: the value is 5 no-store, which is no number.'],
      [control('x max-age=5'), policy(0), 'Only commas divide: the name is x max-age.'],
      [control('"max-age=5"'), policy(0), 'Quotes around more than the value make it another directive.'],
      [control('"no-store", max-age=5'), policy(5), 'Quotes around a name are a part of it: it is another directive.'],
      [control('"max-age"=5'), policy(0), 'Quotes around a name are a part of it: it is another directive.'],
      [control(',,max-age=60,,'), policy(60), 'Between two commas may be nothing.'],
      [control('max-age=60, no-storemaybe, x-private=1'), policy(60), 'Those are other directives.'],
      [control('max-age=60, __proto__=1, constructor, toString=no-store'), policy(60), 'Those are other directives.'],
      [control('max-age=5=6'), policy(0), 'The value is 5=6, which is no number.'],
      [control('max-age="6"0'), policy(0), 'The value is "6"0: what stands between quotes is only a part of it.'],
      [control('max-age=6"0"'), policy(0), 'The value is 6"0": what stands between quotes is only a part of it.'],
      [{ 'cache-control': 'max-age=3600', age: '7200, 0' }, policy(3600, 0, 7200), 'The first age of a list counts.'],
      [{ 'cache-control': 'max-age=3600', age: '0, 7200' }, policy(3600), 'The first age of a list counts.'],
      [
        { 'cache-control': 'max-age=10000', age: '3600, 3600' },
        policy(10000, 0, 3600),
        'The first age of a list counts.',
      ],
      [{ 'cache-control': 'max-age=3600', age: ' 12 ' }, policy(3600, 0, 12), 'Spaces around a number mean nothing.'],
      [{ age: '12 , 5' }, policy(0, 0, 12), 'Spaces around a number mean nothing.'],
      [{ age: ', 5' }, policy(0), 'The first member of the list counts, and it is empty.'],
      [{ age: 'x, 5' }, policy(0), 'The first member of the list counts, and it is no number.'],
      [{ age: '"5"' }, policy(0), 'An age is made of digits alone: between quotes it counts as 0.'],
      [{ age: '5;x' }, policy(0), 'An age is made of digits alone, and only commas divide a list.'],
      [{ 'cache-control': 'max-age=3600', age: '0007' }, policy(3600, 0, 7), 'Leading zeros are fine.'],
    ],
    ([headers, expected, why]) => reads(headers, expected, why),
  );
  const none = 'It is not made of digits alone: it counts as 0.';
  forEachOf(
    [
      ...['-1', '+1', '1.5', '3600.0', '7e3', '0x10', 'abc', '3600a', 'a3600', '', 'NaN', 'Infinity', '1_000', '１２'],
      ...['6 0', '60 s', '6;0', '60\n9', "6'0"],
    ],
    (text) => {
      reads(control(`max-age=${text}`), policy(0), none);
      reads(control(`max-age=60, stale-while-revalidate=${text}`), policy(60), none);
      reads({ 'cache-control': 'max-age=3600', age: text }, policy(3600), none);
    },
  );
  const most = 'More than 2,147,483,648 counts as 2,147,483,648.';
  forEachOf<[string, number]>(
    [
      [`${MOST - 1}`, MOST - 1],
      [`${MOST}`, MOST],
      [`${MOST + 1}`, MOST],
      ['4294967297', MOST],
      ['99999999999', MOST],
      ['9'.repeat(400), MOST],
    ],
    ([text, number]) => {
      reads(control(`max-age=${text}`), policy(number), most);
      reads(control(`s-maxage=${text}`), policy(number), most);
      reads(control(`max-age=1, stale-while-revalidate=${text}`), policy(1, number), most);
      reads({ 'cache-control': 'max-age=3600', age: text }, policy(3600, 0, number), most);
    },
  );
});

interface Said {
  maxAge?: number;
  stale?: number;
  age?: number;
  bytes?: number;
  /** A header of its own, for what may not be shared. */
  instead?: string;
  /** Left out, it is a text that no other answer has, so that an old one is told from a new one. */
  body?: string;
}

type Brought = Omit<Reply, 'body'> & Pick<Said, 'body'>;

/** An answer, in the plainest headers that say it. */
function brings({ maxAge = 10, stale = 0, age = 0, bytes = 1, instead, body }: Said = {}): Brought {
  const line = instead ?? (stale > 0 ? `max-age=${maxAge}, stale-while-revalidate=${stale}` : `max-age=${maxAge}`);
  return {
    ...(body !== undefined && { body }),
    bytes,
    stated: instead === undefined ? { freshFor: maxAge, staleFor: stale, age } : { freshFor: 0, staleFor: 0, age },
    headers: { 'cache-control': line, ...(age > 0 && { age: `${age}` }) },
  };
}

type Step =
  | { ask: string; times?: number }
  | { wait: number }
  /** Answers the fetch that is so many places from the oldest on its way, if there is one. Without a reply it fails. */
  | { answer: number; with?: Brought };

const ask = (path: string, times = 1): Step => ({ ask: path, times });
const wait = (ms: number): Step => ({ wait: ms });
const answer = (reply: Brought, nth = 0): Step => ({ answer: nth, with: reply });
const breaks = (nth = 0): Step => ({ answer: nth });

/** An edge beside the model of it: each call is put to both. */
class Beside {
  readonly #edge: ReturnType<typeof createEdge>;
  readonly #model: EdgeModel;
  /** What each fetch was called, and of what it was. */
  readonly #queries = new Map<string, unknown>();
  #requests = 0;
  #answers = 0;
  #now: number;

  constructor(capacity: number, now = 0) {
    this.#edge = createEdge(capacity);
    this.#model = new EdgeModel(capacity);
    this.#now = now;
  }

  play(steps: readonly Step[]): void {
    for (const step of steps) {
      if ('wait' in step) this.#now += step.wait;
      else if ('ask' in step) for (let n = 0; n < (step.times ?? 1); n++) this.#ask(step.ask);
      else this.#answer(step.answer, step.with);
    }
  }

  /** Asks for everything, lets the origin answer all that is open, and asks again. */
  look(paths: readonly string[]): void {
    for (const path of paths) this.#ask(path);
    while (this.#model.flights.length > 0) this.#answer(this.#model.flights.length - 1, brings({ maxAge: 0 }));
    for (const path of paths) this.#ask(path);
  }

  #ask(path: string): void {
    const request = `r${++this.#requests}`;
    const before = this.#model.flights.length;
    const { effects, why } = this.#model.ask(request, path, this.#now);
    this.#compare(this.#edge.ask(request, path, this.#now), effects, why, before);
  }

  #answer(nth: number, said: Brought | undefined): void {
    const flight = this.#model.flights[nth];
    if (!flight) return;
    const reply = said && { ...said, body: said.body ?? `answer ${++this.#answers}` };
    const given = this.#edge.answered(flight.query, asAnswer(reply), this.#now);
    const replied = (Array.isArray(given) ? given : []).find((effect) => typeof Object(effect).reply === 'string');
    const before = this.#model.flights.length - 1;
    const { effects, why } = this.#model.answered(
      flight,
      reply,
      this.#now,
      replied && (Object(replied).reply as string),
    );
    this.#compare(given, effects, why, before);
  }

  /** In any order: effects of one call happen at the same time. What fetches are called is the learner's affair, as long as it is new. */
  #compare(given: unknown, wanted: readonly Effect[], why: string, before: number): void {
    const open = this.#model.flights.slice(before);
    const list: unknown[] = Array.isArray(given) ? given : [];
    for (const effect of list) {
      const { fetch, query } = Object(effect) as { fetch?: unknown; query?: unknown };
      if (fetch === undefined || typeof query !== 'string') continue;
      if (this.#queries.has(query))
        fail(
          `A fetch of ${format(fetch)} is called ${format(query)}, as one of ${format(this.#queries.get(query))} was before: each needs a new name.`,
          {
            why: 'The answer comes with the name alone: by that it is known to which fetch it belongs.',
          },
        );
      this.#queries.set(query, fetch);
      const flight = open.find((each) => each.path === fetch && each.query === '');
      if (flight) flight.query = query;
    }
    const names = open.map(({ query }) => query || 'a name of your own');
    let nth = 0;
    const named = wanted.map((effect) => ('fetch' in effect ? { ...effect, query: names[nth++]! } : effect));
    const sorted = (effects: readonly unknown[]) =>
      effects.map(inKeyOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(Array.isArray(given) ? sorted(given) : given, `${why} ${this.#model.says(this.#now)}`).toEqual(
      sorted(named),
    );
  }
}

const inKeyOrder = (effect: unknown): unknown =>
  typeof effect === 'object' && effect !== null
    ? Object.fromEntries(Object.entries(effect).sort(([a], [b]) => (a < b ? -1 : 1)))
    : effect;

const PATHS = ['/a', '/b', '/c'];

function play(
  steps: readonly Step[],
  { capacity = 1000, paths = PATHS, now = 0 }: { capacity?: number; paths?: readonly string[]; now?: number } = {},
): void {
  const beside = new Beside(capacity, now);
  beside.play(steps);
  beside.look(paths);
}

test('A copy answers while it is fresh, answers and is refreshed while it is stale, and is nothing after that', {
  marks: 0.5,
  why: 'At exactly its lifetime an answer is stale. Whoever is given an old copy should never wait, and should be the reason why the next one is new.',
}, () => {
  // Just before, at and after each border, for answers that are new or have an age when they come.
  for (const age of [0, 4]) {
    const [fresh, over] = [(10 - age) * 1000, (40 - age) * 1000];
    forEachOf([0, 1, 999, 1000, fresh - 1, fresh, fresh + 1, over - 1, over, over + 1, 10 * over], (moment) => {
      const kept = [ask('/a'), wait(270), answer(brings({ stale: 30, age }))];
      play([...kept, wait(moment), ask('/a', 2)]);
      play([
        ...kept,
        wait(moment),
        ask('/a'),
        wait(200),
        answer(brings({ maxAge: 5 })),
        wait(4999),
        ask('/a'),
        wait(1),
        ask('/a'),
      ]);
    });
    forEachOf([fresh - 1, fresh, fresh + 1], (moment) =>
      play([ask('/a'), answer(brings({ age })), wait(moment), ask('/a', 2)]),
    );
  }
  forEachOf<Step[]>(
    [
      // One refresh, however many are given the old copy meanwhile.
      [ask('/a'), answer(brings({ stale: 30 })), wait(15_000), ask('/a', 4), ask('/b'), ask('/a')],
      // A refresh that fails leaves the copy, and does not make its time longer; the next one tries again.
      [
        ask('/a'),
        answer(brings({ stale: 30 })),
        wait(15_000),
        ask('/a'),
        breaks(),
        ask('/a'),
        breaks(),
        wait(24_999),
        ask('/a'),
        wait(1),
        ask('/a'),
      ],
      [ask('/a'), answer(brings({ stale: 30 })), wait(39_999), ask('/a'), wait(1), ask('/a', 2), breaks(), ask('/a')],
      // It is over while its refresh is on its way: whoever asks then waits for it.
      [
        ask('/a'),
        answer(brings({ stale: 30 })),
        wait(39_000),
        ask('/a'),
        wait(5_000),
        ask('/a', 2),
        wait(10),
        answer(brings()),
      ],
      // The refresh brings what may not be kept: the old copy goes.
      [
        ask('/a'),
        answer(brings({ stale: 30 })),
        wait(15_000),
        ask('/a'),
        answer(brings({ instead: 'no-store' })),
        ask('/a'),
      ],
      [ask('/a'), answer(brings({ stale: 30 })), wait(15_000), ask('/a'), answer(brings({ maxAge: 0 })), ask('/a')],
      // It is stale as it comes.
      [ask('/a', 2), answer(brings({ stale: 30, age: 20 })), ask('/a'), wait(19_999), ask('/a'), wait(1), ask('/a')],
      [ask('/a', 2), answer(brings({ stale: 30, age: 10 })), ask('/a')],
      [ask('/a', 2), answer(brings({ maxAge: 0, stale: 5 })), ask('/a'), wait(5000), ask('/a')],
      // The age in a reply is rounded down.
      [
        ask('/a'),
        wait(400),
        answer(brings({ maxAge: 100, age: 3 })),
        wait(1),
        ask('/a'),
        wait(998),
        ask('/a'),
        wait(1),
        ask('/a'),
        wait(40_000),
        ask('/a'),
      ],
      // The longest lives there are.
      [ask('/a'), answer(brings({ maxAge: MOST, stale: MOST })), wait(MOST * 1000 - 1), ask('/a'), wait(1), ask('/a')],
      [ask('/a'), answer(brings({ maxAge: MOST, age: MOST - 1 })), wait(999), ask('/a'), wait(1), ask('/a')],
    ],
    (steps) => {
      play(steps);
      play(steps, { now: 1_700_000_000_123 });
    },
  );
  forEachOf<Step[]>(
    [
      // What a refresh brings has an age, and all who wait are told it.
      [
        ask('/a'),
        answer(brings({ stale: 30 })),
        wait(10_000),
        ask('/a'),
        wait(30_000),
        ask('/a', 2),
        answer(brings({ age: 4 })),
        ask('/a'),
      ],
      // A refresh that others wait for fails, while another fetch has brought a copy: that stays.
      [
        ask('/a', 3),
        answer(brings({ instead: 'private' })),
        answer(brings({ stale: 30 })),
        wait(10_000),
        ask('/a'),
        wait(30_000),
        ask('/a'),
        wait(1),
        answer(brings({ stale: 30 })),
        breaks(),
        ask('/a'),
        wait(10_000),
        ask('/a'),
      ],
      // It may be stale for years, and answers of other paths come meanwhile.
      [ask('/a'), answer(brings({ stale: MOST })), wait(MOST * 1000), ask('/a'), breaks(), ...kept('/b', 1), ask('/a')],
      // A copy is a copy, whatever its text.
      [
        ask('/a', 2),
        answer(brings({ stale: 30, body: '' })),
        ask('/a'),
        wait(10_000),
        ask('/a', 2),
        answer(brings({ body: '0' })),
        ask('/a'),
      ],
      // At each border as it comes, when one request has sent the fetch and another waits.
      [ask('/a', 2), answer(brings({ stale: 30, age: 39 })), ask('/a')],
      [ask('/a', 2), answer(brings({ stale: 30, age: 40 })), ask('/a')],
      [ask('/a', 2), answer(brings({ stale: 30, age: 41 })), ask('/a')],
      [ask('/a', 2), answer(brings({ maxAge: 0, stale: 30, age: 30 })), ask('/a')],
    ],
    (steps) => play(steps, { paths: ['/a'] }),
  );
});

test('All who miss together are one fetch; what may not be shared goes to the one who asked for it', {
  marks: 0.5,
  why: 'The moment a popular copy is over is the moment everybody asks. And a page with somebody’s name on it is for nobody else.',
}, () => {
  forEachOf([1, 2, 130], (together) => {
    play([ask('/a', together), wait(300), answer(brings()), ask('/a', 2)]);
    play([ask('/a', together), wait(300), breaks(), ask('/a', 2)]);
    for (const instead of ['no-store', 'private, max-age=60', 'max-age=60, no-cache', 'max-age=0'])
      play([ask('/a', together), wait(300), answer(brings({ instead })), ask('/a')]);
    play([ask('/a', together), answer(brings({ age: 10 })), ask('/a')]);
  });
  // Hundreds of paths, on their way together and kept together.
  const paths = Array.from({ length: 300 }, (_, nth) => `/${nth}`);
  const few = ['/0', '/1', '/299'];
  play(
    [
      ...paths.map((path) => ask(path)),
      ...few.map((path) => ask(path)),
      ...paths.map(() => answer(brings())),
      ...few.map((path) => ask(path)),
    ],
    { capacity: 5_000, paths: few },
  );
  // Some fetches are on their way while hundreds of others come and go: no name is given twice, nor put together from a path and a number.
  play([
    ask('/slow'),
    ask('1/a'),
    ask('/a1'),
    ...Array.from({ length: 1_050 }, (): Step[] => [ask('/a'), answer(brings({ maxAge: 0 }), 3)]).flat(),
    answer(brings()),
    ask('/slow'),
  ]);
  const own = brings({ instead: 'private' });
  forEachOf<Step[]>(
    [
      // Fetches of their own: nobody joins them, whatever they bring, in whatever order.
      [ask('/a', 3), answer(own), ask('/a'), answer(brings(), 2), ask('/a')],
      [
        ask('/a', 3),
        answer(own),
        ask('/a', 2),
        answer(brings({ instead: 'private' }), 0),
        answer(brings({ instead: 'private' }), 0),
        answer(brings({ instead: 'private' }), 0),
      ],
      [ask('/a', 3), answer(own), answer(brings({ instead: 'private' }), 1), answer(brings(), 0), ask('/a')],
      [ask('/a', 3), answer(own), breaks(1), ask('/a'), breaks(), ask('/a')],
      [ask('/a', 2), answer(own), answer(brings({ maxAge: 5 })), ask('/a'), wait(5000), ask('/a', 2)],
      // They are no fetch that others may join: a stale copy is refreshed though they are on their way. And what they bring takes away the copy.
      [
        ask('/a', 3),
        answer(own),
        answer(brings({ stale: 30, age: 4 })),
        wait(6_000),
        ask('/a', 2),
        answer(own),
        ask('/a'),
      ],
      [ask('/a', 3), answer(own), answer(brings({ stale: 30 })), wait(40_000), ask('/a', 2), answer(own), ask('/a')],
      // Beside them there is one that others have joined: each is told what its own fetch brought, and no more.
      [ask('/a', 3), answer(own), ask('/a', 3), answer(brings({ stale: 30 })), ask('/a')],
      [ask('/a', 3), answer(own), ask('/a', 3), answer(own), ask('/a')],
      [ask('/a', 3), answer(own), ask('/a', 3), breaks(), ask('/a')],
      [ask('/a', 3), answer(own), ask('/a', 3), answer(brings(), 2), ask('/a')],
      [ask('/a', 3), answer(own), ask('/a', 3), breaks(2), ask('/a')],
      // It may be a refresh that others wait for.
      ...[answer(brings({ age: 4 })), breaks()].map((ends) => [
        ask('/a', 3),
        answer(own),
        answer(brings({ stale: 5 })),
        wait(10_000),
        ask('/a'),
        wait(5_000),
        ask('/a', 2),
        ends,
        ask('/a'),
      ]),
      // The copy that one of them brings answers also while those who wait for the other have no answer yet, be it fresh, stale or over.
      [
        ask('/a', 3),
        answer(own),
        wait(1),
        ask('/a', 2),
        wait(1),
        answer(brings({ stale: 30 })),
        ask('/a'),
        wait(10_000),
        ask('/a', 2),
        wait(30_000),
        ask('/a'),
      ],
      // An answer that may not be kept takes the copy away that another fetch has brought meanwhile.
      [
        ask('/a', 2),
        answer(own),
        ask('/a'),
        answer(brings(), 1),
        ask('/a'),
        answer(brings({ instead: 'private' })),
        ask('/a'),
      ],
      // One of a refresh belongs to nobody who waits.
      [ask('/a'), answer(brings({ stale: 5 })), wait(14_999), ask('/a'), wait(1), ask('/a', 2), answer(own), ask('/a')],
      [ask('/a'), answer(brings({ stale: 5 })), wait(14_999), ask('/a'), answer(own), ask('/a', 2)],
      // Paths know nothing of each other, and answers come in another order than fetches.
      [ask('/a'), ask('/b', 2), ask('/a'), answer(brings(), 1), ask('/b'), breaks(), ask('/a')],
      [
        ask('/a'),
        ask('/b'),
        ask('/c'),
        breaks(1),
        answer(brings({ instead: 'no-store' }), 1),
        answer(brings()),
        ask('/b', 2),
      ],
    ],
    (steps) => play(steps),
  );
  forEachOf([...LOOKALIKES, ['__proto__', 'constructor'], ['toString', '']] as const, ([one, other]) =>
    play([ask(one), ask(other), ask(one), answer(brings(), 1), ask(other), answer(brings()), ask(one)], {
      paths: [one, other],
    }),
  );
  const all = BOUNDARY_STRINGS.flatMap((path) => [ask(path), answer(brings({ maxAge: 60 }))]);
  play([...all, ...BOUNDARY_STRINGS.map((path) => ask(path))], { paths: BOUNDARY_STRINGS });
  property([stories({ bytes: 1, capacity: 100 })], (steps) => play(steps), { runs: 25 });
});

/** Asks, answers of all kinds and failures in an order of chance, with pauses about as long as the windows. */
function stories({ bytes, capacity }: { bytes: number; capacity: number }): fc.Arbitrary<Step[]> {
  const said = fc.record({
    maxAge: fc.constantFrom(0, 2, 5),
    stale: fc.constantFrom(0, 0, 3),
    age: fc.constantFrom(0, 0, 0, 1, 4),
    bytes: fc.integer({ min: 1, max: Math.min(bytes, capacity + 1) }),
    private: fc.constantFrom(false, false, false, true),
  });
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...PATHS).map((path): Step => ask(path)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(said, fc.nat({ max: 2 }))
        .map(([what, nth]): Step => answer(brings(what.private ? { ...what, instead: 'private' } : what), nth)),
    },
    { weight: 1, arbitrary: fc.nat({ max: 2 }).map((nth): Step => breaks(nth)) },
    { weight: 3, arbitrary: fc.constantFrom(1, 500, 1000, 2000, 4999).map((ms): Step => wait(ms)) },
  );
  return fc.array(step, { minLength: 4, maxLength: 30, size: 'max' });
}

/** A path that is kept, for so many bytes and so long. */
const kept = (path: string, bytes: number, maxAge = 1000): Step[] => [ask(path), answer(brings({ bytes, maxAge }))];

/** One that is soon stale, and long. */
const stale = (path: string, bytes: number): Step[] => [ask(path), answer(brings({ bytes, maxAge: 1, stale: 1000 }))];

test('What is over takes no room, and then what was used longest ago makes way, as much as it takes and no more', {
  marks: 0.5,
  why: 'An edge holds a small part of everything. What it holds should be what people ask for there.',
}, () => {
  const [a, b, c] = ['/a', '/b', '/c'] as const;
  forEachOf<Step[]>(
    [
      // Exactly full, and one byte too many.
      [...kept(a, 4), ...kept(b, 6)],
      [...kept(a, 4), ...kept(b, 7)],
      [...kept(a, 10), ask(a), ...kept(b, 1)],
      [...kept(a, 5), ...kept(b, 5), ...kept(c, 1)],
      // An answer given is a use.
      [...kept(a, 5), ...kept(b, 5), ask(a), ...kept(c, 1)],
      [
        ask(a),
        answer(brings({ bytes: 5, maxAge: 1, stale: 1000 })),
        ...kept(b, 5),
        wait(2000),
        ask(a),
        ...kept(c, 1).slice(0, 1),
        answer(brings({ bytes: 1 }), 1),
      ],
      // So is a stale one while a refresh is on its way. A refresh that fails is none.
      [...stale(a, 5), ...stale(b, 5), wait(2000), ask(a), ask(b), ask(a), ask(c), answer(brings({ bytes: 5 }), 2)],
      [...stale(a, 5), ...stale(b, 5), wait(2000), ask(a), ask(b), breaks(), ask(c), answer(brings({ bytes: 5 }), 1)],
      // Several make way, and no more than it takes.
      [...kept(a, 3), ...kept(b, 3), ...kept(c, 3), ...kept('/d', 4)],
      [...kept(a, 3), ...kept(b, 3), ...kept(c, 3), ...kept('/d', 1)],
      [...kept(a, 1), ...kept(b, 8), ...kept('/d', 9)],
      [...kept(a, 6), ...kept(b, 2), ...kept(c, 2), ...kept('/d', 5)],
      // Too large for the edge: passed on to all, kept for none, and nobody makes way.
      [...kept(a, 5), ...kept(b, 5), ask(c, 2), answer(brings({ bytes: 11 }))],
      [...kept(a, 5), ask(a), wait(1000), ask(c), answer(brings({ bytes: 2 ** 40 }))],
      // Too large when it is refreshed: the old copy goes all the same.
      [
        ask(a),
        answer(brings({ bytes: 5, maxAge: 1, stale: 100 })),
        wait(1000),
        ask(a),
        answer(brings({ bytes: 11 })),
        ask(a),
      ],
      // A larger one in the place of a smaller one of the same path: its own room counts as free.
      [
        ask(a),
        answer(brings({ bytes: 5, maxAge: 1, stale: 100 })),
        ...kept(b, 5),
        wait(1000),
        ask(a),
        answer(brings({ bytes: 5 })),
        ask(b),
      ],
      [
        ask(a),
        answer(brings({ bytes: 5, maxAge: 1, stale: 100 })),
        ...kept(b, 5),
        wait(1000),
        ask(a),
        answer(brings({ bytes: 6 })),
      ],
      // What is kept anew is used.
      [
        ask(a),
        answer(brings({ bytes: 5, maxAge: 1, stale: 100 })),
        wait(1000),
        ask(a),
        ...kept(b, 5).slice(0, 1),
        answer(brings({ bytes: 5 }), 1),
        answer(brings({ bytes: 5 })),
        ...kept(c, 5),
      ],
      // What is over makes way first, be it used last; what is only stale does not.
      [...kept(a, 5), ...kept(b, 5, 1), wait(1000), ...kept(c, 5)],
      [...kept(a, 5), ...kept(b, 5, 1), wait(999), ...kept(c, 5)],
      [...kept(a, 5), ...kept(b, 5, 1), wait(1000), ...kept(c, 1)],
      // Its room is free, whatever else is on its way to its path.
      [
        ask(a, 3),
        answer(brings({ instead: 'private' })),
        answer(brings({ bytes: 6 })),
        wait(10_000),
        ask(a),
        ask(b),
        answer(brings({ bytes: 5 }), 2),
        ask(c),
        answer(brings({ bytes: 5 }), 2),
      ],
      // It is free as well when an answer took it away that is not kept.
      ...[{ instead: 'no-store' }, { bytes: 11 }].map((said) => [
        ...stale(a, 6),
        wait(2000),
        ask(a),
        answer(brings(said)),
        ...kept(b, 5),
        ...kept(c, 5),
      ]),
      [...kept(a, 5), ask(b), answer(brings({ bytes: 5, maxAge: 1, stale: 100 })), wait(1000), ...kept(c, 5)],
      [...kept(a, 2, 1), ...kept(b, 6), ...kept(c, 2, 1), wait(1000), ...kept('/d', 4)],
      // Those that may not be kept make nobody go; failures neither.
      [...kept(a, 5), ...kept(b, 5), ask(c), answer(brings({ bytes: 5, instead: 'no-store' }))],
      [...kept(a, 5), ...kept(b, 5), ask(c), breaks()],
      // Who made way is fetched again.
      [...kept(a, 6), ...kept(b, 6), ...kept(a, 6), ask(a), ask(b)],
    ],
    (steps) => play(steps, { capacity: 10, paths: ['/d', '/c', '/b', '/a'] }),
  );
  // Of many small ones and a large one those make way that were used longest ago, whatever their size, and no more than it takes.
  const [d, e, f] = ['/d', '/e', '/f'] as const;
  const small = [...kept(a, 1), ...kept(b, 1), ...kept(c, 1), ...kept(d, 1)];
  forEachOf<Step[]>(
    [
      [...small, ...kept(e, 6), ...kept(f, 1)],
      [...small, ...kept(e, 6), ...kept(f, 2)],
      [...small, ...kept(e, 6), ask(a), ...kept(f, 3)],
      [...kept(e, 6), ...small, ...kept(f, 1)],
    ],
    (steps) => play(steps, { capacity: 10, paths: [e, d, c, b, a] }),
  );
  // An edge of six billion bytes counts them as exactly as a small one.
  forEachOf<Step[]>(
    [
      [...kept(a, 5e9, 1), ...kept(b, 1e9), wait(1000), ...kept(c, 5e9), ask(b)],
      [...kept(a, 5e9), ...kept(b, 1e9), ...kept(c, 1), ask(b), ...kept(d, 5e9)],
      [...kept(a, 3e9), ...kept(b, 3e9), ...kept(c, 3e9), ...kept(d, 6e9 + 1)],
    ],
    (steps) => play(steps, { capacity: 6e9, paths: [d, c, b, a] }),
  );
  forEachOf([1, 2], (capacity) => {
    play([...kept(a, 1), ...kept(b, 1), ask(b), ask(a)], { capacity });
    play([...kept(a, 2), ask(a)], { capacity });
  });
  for (const capacity of [6, 9])
    property([stories({ bytes: 5, capacity })], (steps) => play(steps, { capacity }), { runs: 20 });
  // Two edges side by side know nothing of each other.
  forEachOf([10], (capacity) => {
    const [one, other] = [new Beside(capacity), new Beside(4)];
    for (const edge of [one, other, one]) edge.play([...kept(a, 4), ask(b, 2)]);
    for (const edge of [one, other]) edge.look(PATHS);
  });
});

const edge = (id: string, latency: number | null, more: Partial<EdgeState> = {}): EdgeState => ({
  id,
  latency,
  healthy: true,
  load: 0,
  capacity: 100,
  ...more,
});

test('A viewer is sent to the nearest edge that is well and has room, and to the origin when there is none', {
  marks: 0.5,
  why: 'An edge that is near and down is no edge. And a measurement that is missing is not a measurement of nothing.',
}, () => {
  forEachOf<[readonly EdgeState[], string | null, string]>(
    [
      [[], null, 'There is no edge.'],
      [[edge('sydney', 15)], 'sydney', 'There is one, and it is well.'],
      [[edge('london', 270), edge('sydney', 15), edge('tokyo', 120)], 'sydney', 'Sydney is the nearest.'],
      [
        [edge('sydney', 15, { healthy: false }), edge('london', 270), edge('tokyo', 120)],
        'tokyo',
        'Sydney is not healthy.',
      ],
      [[edge('sydney', 15, { load: 100 }), edge('tokyo', 120)], 'tokyo', 'Sydney has a load of 100 and can serve 100.'],
      [[edge('sydney', 15, { load: 99.5 }), edge('tokyo', 120)], 'sydney', 'A load of 99.5 is less than 100.'],
      [[edge('sydney', 15, { load: 150 }), edge('tokyo', 120)], 'tokyo', 'Sydney has more than it can serve.'],
      [[edge('sydney', 15, { load: 0, capacity: 0 }), edge('tokyo', 120)], 'tokyo', 'Sydney can serve nothing.'],
      [
        [edge('a', 15, { healthy: false }), edge('b', 20, { load: 100 })],
        null,
        'One is not healthy, and the other is full.',
      ],
      [[edge('b', 15), edge('a', 15)], 'a', 'They are equally near: the id decides.'],
      [[edge('a', 15), edge('b', 15)], 'a', 'They are equally near: the id decides.'],
      [
        [edge('a10', 15), edge('a9', 15), edge('B', 15)],
        'B',
        'They are equally near: by <, "B" comes before "a10" before "a9".',
      ],
      [
        [edge('a', 15, { load: 90 }), edge('b', 15, { load: 0 })],
        'a',
        'They are equally near: the id decides, and not the load.',
      ],
      [[edge('a', null), edge('b', 900)], 'b', 'Nobody has measured how far a is.'],
      [[edge('b', null), edge('a', null)], 'a', 'Nobody has measured either: the id decides.'],
      [
        [edge('b', null), edge('c', 5, { healthy: false })],
        'b',
        'Nobody has measured b, and it is the only one that is well.',
      ],
      [[edge('b', 0), edge('a', null)], 'b', '0 ms is a measurement.'],
      [[edge('a', null), edge('b', 0)], 'b', '0 ms is a measurement.'],
      [[edge('b', 0.4), edge('a', 0.5)], 'b', '0.4 ms is less than 0.5 ms.'],
      [[edge('a', 10.4), edge('b', 10.2)], 'b', '10.2 ms is less than 10.4 ms.'],
      [[edge('b', 10.2), edge('a', 10.4)], 'b', '10.2 ms is less than 10.4 ms.'],
      [[edge('a', 15.0002), edge('b', 15.0001)], 'b', '15.0001 ms is less than 15.0002 ms.'],
      [[edge('', 3), edge('a', 3)], '', 'They are equally near: the id decides.'],
      [[edge('', 3)], '', 'There is one, and it is well.'],
      [[edge('__proto__', 3), edge('constructor', 2)], 'constructor', 'It is nearer.'],
      [[edge('a', Number.MAX_VALUE), edge('b', null)], 'a', 'It has been measured.'],
    ],
    ([edges, expected, why]) => {
      const list = edges.map((each) => ({ ...each }));
      expect(nearestEdge(list), why).toBe(expected);
    },
  );
  // However far: nearer is nearer.
  forEachOf([2 ** 24, 2 ** 31 - 1, 2 ** 32, 2 ** 53 - 2, 1e300], (far) => {
    const list = [edge('a', far * (1 + 2 ** -30)), edge('b', far), edge('c', null)];
    for (const edges of [list, list.toReversed()])
      expect(nearestEdge(edges), `${far} ms is less than ${far * (1 + 2 ** -30)}.`).toBe('b');
  });
  forEachOf(LOOKALIKES, ([one, other]) => {
    for (const list of [
      [edge(one, 3), edge(other, 3)],
      [edge(other, 3), edge(one, 3)],
    ])
      expect(nearestEdge(list), 'They are equally near: the id decides, as < compares.').toBe(
        one < other ? one : other,
      );
  });
  property(
    [
      fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('ams', 'lhr', 'nrt', 'syd', 'gru', 'sin'),
          latency: fc.constantFrom(null, 10, 20, 20, 30),
          healthy: fc.constantFrom(true, true, false),
          load: fc.constantFrom(0, 50, 100),
          capacity: fc.constantFrom(50, 100),
        }),
        { minLength: 1, maxLength: 6, selector: ({ id }) => id },
      ),
    ],
    (edges) => {
      const fits = edges.filter(({ healthy, load, capacity }) => healthy && load < capacity);
      fits.sort((x, y) => (x.latency ?? 1e9) - (y.latency ?? 1e9) || (x.id < y.id ? -1 : 1));
      expect(nearestEdge(edges)).toBe(fits[0]?.id ?? null);
    },
    { runs: 30 },
  );
});
