/** What a right balancer does: one rule of fairness, judged on many small schedules of failures and recoveries. */
import {
  BOUNDARY_STRINGS,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  kept,
  LOOKALIKES,
  longString,
  newCase,
  type Picture,
  property,
  type RepeatedCall,
  repeat,
  showOnFailure,
  solution,
  steps,
  test,
} from '#grading';
import { Watcher, type Wrong } from './turns.ts';

const { createBalancer } = solution<typeof import('./solution.ts')>({
  methods: { createBalancer: ['pick', 'report'] },
});

/** One step of a schedule: a pick, or a report about the server with this number. */
type Step = 'pick' | { server: number; healthy: boolean };

interface Schedule {
  ids: string[];
  steps: Step[];
}

/** What is wrong with a pick, if anything is, in words. */
function wordsFor(wrong: Wrong): string {
  if (wrong.is === 'stranger') return 'There is no such server in the pool.';
  if (wrong.is === 'down') return `${name(wrong.server)} is down: a report said so, and none has said otherwise.`;
  return (
    `${name(wrong.server)} was picked at ${wrong.before} s and again at ${wrong.now} s, while ${name(wrong.waited)}, ` +
    'healthy all that time, waited for its turn. (One call a second.)'
  );
}

/** The schedule as a picture: a lane for each server, what was down, and who was picked when. */
function pictureOf({ servers, now }: Watcher, wrong: boolean): Picture {
  const end = now + 1;
  return {
    kind: 'space-time',
    title: `${servers.length} ${servers.length === 1 ? 'server' : 'servers'}, one call a second`,
    unit: 's',
    lanes: servers.map(({ id }) => id),
    spans: servers.flatMap(({ id, picks, down }) => [
      ...down.map(({ from, to = end }) => ({ lane: id, from, to, label: 'down', tone: 'muted' as const })),
      ...picks.map((at) => ({
        lane: id,
        from: at,
        to: at,
        label: 'picked',
        ...(wrong && at === now && { tone: 'wrong' as const }),
      })),
    ]),
    arrows: [],
    bands: [],
  };
}

const name = ({ id }: { id: string }): string => (/^[a-z]$/.test(id) ? id : format(id));

/** Plays a schedule and fails at the first step that is not right. */
function play({ ids, steps: schedule }: Schedule): void {
  const balancer = createBalancer(ids);
  const watcher = new Watcher(ids);
  for (const step of schedule) {
    if (step !== 'pick') {
      watcher.reported(step.server, step.healthy);
      balancer.report(ids[step.server]!, step.healthy);
    } else if (watcher.someoneIsHealthy) {
      showOnFailure(() => pictureOf(watcher, false));
      judge(watcher, balancer.pick());
    } else {
      watcher.refused();
      showOnFailure(() => pictureOf(watcher, false));
      expect(() => balancer.pick(), 'Every server is down, so there is nobody to pick.').toThrow('Error', 'healthy');
    }
  }
}

/** What a failure has to say of the calls that are not shown. */
let longLife = '';

function judge(watcher: Watcher, id: unknown): void {
  const wrong = watcher.picked(id);
  if (wrong) fail(`${wordsFor(wrong)}${longLife}`, { picture: pictureOf(watcher, true) });
}

const letters = 'abcdef';
const idsOf = (count: number): string[] => [...letters.slice(0, count)];

/** Schedules of up to so many servers; a smaller pool and fewer steps come first when a failure is made smaller. */
const scheduleOf = (fewest: number, most: number, length: number): fc.Arbitrary<Schedule> =>
  fc
    .tuple(
      fc.integer({ min: fewest, max: most }),
      fc.array(
        fc.oneof(
          { arbitrary: fc.constant(undefined), weight: 3 },
          { arbitrary: fc.record({ server: fc.nat(most - 1), healthy: fc.boolean() }), weight: 2 },
        ),
        { minLength: 1, maxLength: length, size: 'max' },
      ),
    )
    .map(([count, found]) => ({
      ids: idsOf(count),
      steps: found.map((report) => (report ? { ...report, server: report.server % count } : 'pick')),
    }));

const PICK = 'pick' as const;
const down = (server: number): Step => ({ server, healthy: false });
const up = (server: number): Step => ({ server, healthy: true });
/** A pick, then every one of so many steps that three servers can take, then picks enough to see whose turn it is. */
function* allSchedules(length: number): Generator<Schedule> {
  const choices: Step[] = [PICK, ...[0, 1, 2].flatMap((server) => [down(server), up(server)])];
  let found: Step[][] = [[PICK]];
  for (let step = 0; step < length; step++) found = found.flatMap((steps) => choices.map((next) => [...steps, next]));
  for (const steps of found) yield { ids: idsOf(3), steps: [...steps, ...times(4, PICK)] };
}

/**
 * A few at a time fail or come back, round and round a pool of some size, and a few are picked: an order that is kept as a tree goes wrong
 * only where the tree is deep, and at the places that the reports come by.
 */
function* largerPools(): Generator<Schedule> {
  for (const count of [19, 23, 31]) {
    const ids = Array.from({ length: count }, (_, index) => `s${index}`);
    for (const stride of [5, 7]) {
      for (const [reports, picks] of [
        [2, 3],
        [3, 4],
      ] as const) {
        const healthy = ids.map(() => true);
        let at = 0;
        const report = (): Step => {
          const server = (at++ * stride) % count;
          healthy[server] = !healthy[server];
          return { server, healthy: healthy[server] };
        };
        const round = (): Step[] => [...Array.from({ length: reports }, report), ...times(picks, PICK)];
        yield { ids, steps: Array.from({ length: 30 }, round).flat() };
      }
    }
  }
}

const times = <Item>(count: number, ...items: Item[]): Item[] => Array.from({ length: count }, () => items).flat();

test('Only healthy servers are picked, and none twice while another healthy one waits', {
  marks: 0.5,
  why: 'A server that is passed over idles while its neighbour takes the share of two, and may fall over next.',
}, () => {
  longLife = '';
  forEachOf(allSchedules(3), play);
  property([scheduleOf(1, 3, 14)], play, { runs: 50 });
  property([scheduleOf(4, 6, 50)], play, { runs: 25 });
  forEachOf(largerPools(), play);

  const schedules: Step[][] = [
    times(7, PICK),
    [PICK, PICK, down(0), ...times(5, PICK)],
    [PICK, down(0), PICK, up(0), ...times(6, PICK)],
    // Told again and again what it knows: nobody gains or loses a place.
    times(7, up(0), PICK),
    [down(0), ...times(4, down(0), PICK), up(0), up(0), ...times(6, PICK)],
    // Long down: it must not catch up afterwards.
    [down(2), ...times(8, PICK), up(2), ...times(6, PICK)],
    // Down and up again at once, before anybody was picked.
    [PICK, down(1), up(1), PICK, down(0), up(0), PICK, down(2), up(2), ...times(4, PICK)],
    // Everybody down, in one order, and back in another.
    [PICK, down(0), down(1), down(2), PICK, up(2), up(0), up(1), ...times(7, PICK)],
  ];
  for (const schedule of schedules) {
    newCase();
    play({ ids: idsOf(3), steps: schedule });
  }

  // Ids that mean something to plain objects, and two balancers side by side.
  newCase();
  const odd = ['constructor', '__proto__', '', '10', '9', 'toString'];
  play({ ids: odd, steps: [...times(8, PICK), down(1), down(0), ...times(5, PICK), up(1), up(0), ...times(8, PICK)] });
  // Every string is an id, and two that look alike are two servers.
  const places = [...BOUNDARY_STRINGS.keys()];
  const backAndForth = (healthy: boolean): Step[] =>
    places.filter((at) => at % 2 === 0).map((server) => ({ server, healthy }));
  newCase();
  play({
    ids: [...BOUNDARY_STRINGS],
    steps: [
      ...times(20, PICK),
      ...backAndForth(false),
      ...times(100, PICK),
      ...backAndForth(true),
      ...places.map(() => PICK),
    ],
  });
  forEachOf([...LOOKALIKES, [`${longString(300)}a`, `${longString(300)}b`] as const], (ids) => {
    play({ ids: [...ids], steps: [PICK, PICK, down(1), PICK, PICK, up(1), PICK, PICK, down(0), PICK, PICK] });
  });
  livesLong();

  // One list for two pools: it stays as it was.
  newCase();
  const list = kept(['c', 'a', 'b']);
  for (const one of [createBalancer(list), createBalancer(list)]) {
    const watcher = new Watcher(['c', 'a', 'b']);
    for (let turn = 0; turn < 6; turn++) judge(watcher, one.pick());
  }

  newCase();
  const pools = [idsOf(2), idsOf(3)];
  const balancers = pools.map((ids) => createBalancer(ids));
  const watchers = pools.map((ids) => new Watcher(ids));
  for (let turn = 0; turn < 16; turn++) {
    const at = turn % 5 < 3 ? 0 : 1;
    if (turn === 4) {
      balancers[0]!.report('a', false);
      watchers[0]!.reported(0, false);
    }
    judge(watchers[at]!, balancers[at]!.pick());
  }
});

/** Where counters begin again, or people stop counting: of picks, and of reports. */
const PICKS = [256, 1_000, 4_096, 10_000, 32_768, 65_536];
const REPORTS = [256, 1_000, 10_000];

/** What comes between is not looked at; what comes just before such a number and after it is. */
function livesLong(): void {
  newCase();
  const ids = idsOf(3);
  const longLived = createBalancer(ids);
  let made = 0;
  for (const end of PICKS) {
    repeat([[longLived.pick]], end - 6 - made);
    afterwards(`${end.toLocaleString('en-GB')} picks`, new Watcher(ids), (watcher) => {
      for (let pick = 0; pick < 12; pick++) judge(watcher, longLived.pick());
    });
    made = end + 6;
  }
  newCase();
  const large = 1_100;
  const many = createBalancer(Array.from({ length: large }, (_, nth) => `s${nth}`));
  const picked = new Set(Array.from({ length: large }, () => many.pick()));
  if (picked.size !== large)
    fail(
      `Of ${large.toLocaleString('en-GB')} servers that are all healthy, as many picks in a row left out ${large - picked.size}.`,
      {
        why: 'None is picked twice while another healthy one waits.',
      },
    );
  newCase();
  const flapping = createBalancer(ids);
  const { pick, report } = flapping;
  made = 0;
  for (const end of REPORTS) {
    repeat([[report, 'b', false], [pick], [report, 'b', true], [pick]], (end - 6 - made) / 2);
    afterwards(`${end.toLocaleString('en-GB')} reports`, new Watcher(ids), (watcher) => {
      for (let round = 0; round < 6; round++) {
        for (const healthy of [false, true]) {
          report('b', healthy);
          watcher.reported(1, healthy);
          for (let turn = 0; turn < 3; turn++) judge(watcher, pick());
        }
      }
    });
    made = end + 6;
  }
}

/** Says of a failure how long a life it was. */
function afterwards(calls: string, watcher: Watcher, body: (watcher: Watcher) => void): void {
  longLife = ` This balancer has had about ${calls} by now.`;
  body(watcher);
  longLife = '';
}

/** Sizes of the two pools whose costs are compared. */
const SMALL = 20;
const LARGE = 5_000;

/** Steps that a call may take on average with the large pool, whatever it takes with the small one: a heap takes half as many. */
const MOST = 500;
/** And one that is refused: an error is made for it, which takes as many again. */
const MOST_REFUSED = 2_000;

/** Calls of each kind that are refused. */
const REFUSALS = 10;

/** What a call took on average in each part of the day, in steps. */
type Costs = Map<string, number>;

/** Measures the calls of each part of a day, and fails as soon as they take more than `ample` allows. */
class Meter {
  readonly costs: Costs = new Map();
  private readonly size: number;
  /** The meter of a smaller pool on the same day; without one anything is ample. */
  private readonly smaller: Meter | undefined;

  constructor(size: number, smaller?: Meter) {
    this.size = size;
    this.smaller = smaller;
  }

  /** A logarithm grows by 2.8 from 20 servers to 5,000. What grows with the pool itself grows by 250. */
  private ample(part: string, most = MOST): number {
    const few = this.smaller?.costs.get(part);
    return few === undefined ? Number.POSITIVE_INFINITY : Math.min(most, 4 * few + 100);
  }

  /** @param putOff Steps for each server that may have been put off until now: tidying up after many reports. */
  measure(part: string, calls: readonly RepeatedCall[], putOff = 20): void {
    const ample = this.ample(part);
    let used = 0;
    // What is slow is met early, when few calls have been made.
    for (let from = 0, to = 0; to < calls.length; from = to) {
      to = Math.min(calls.length, Math.max(20, 2 * from));
      used += steps(() => repeat(calls.slice(from, to)));
      if (used > to * ample + putOff * this.size) this.refuse(part, used / to, ample);
    }
    this.costs.set(part, used / calls.length);
  }

  /** Calls that are refused, each in a way that `ask` has to expect. What was put off until now is left to one before them. */
  measureRefused(part: string, ask: (nth: number) => void): void {
    ask(REFUSALS);
    const used = steps(() => {
      for (let nth = 0; nth < REFUSALS; nth++) ask(nth);
    });
    this.judge(part, used / REFUSALS, MOST_REFUSED);
  }

  /** Makes a pool, which may take time in proportion to its servers. */
  measureMade<Made>(make: () => Made): Made {
    let made!: Made;
    const used = steps(() => {
      made = make();
    });
    this.judge('when the pool is made', used / this.size, MOST, 'a server');
    return made;
  }

  private judge(part: string, average: number, most: number, what?: string): void {
    const ample = this.ample(part, most);
    if (average > ample) this.refuse(part, average, ample, what);
    this.costs.set(part, average);
  }

  private refuse(part: string, average: number, ample: number, what = 'a call'): never {
    const [took, enough] = [average, ample].map((value) => Math.round(value).toLocaleString('en-GB'));
    newCase();
    fail(
      `With ${this.size.toLocaleString('en-GB')} servers, ${part}, ${what} took ${took} steps on average; ` +
        `${enough} would be ample.`,
      { expected: `at most about ${enough} steps for ${what}`, actual: `${took} steps` },
    );
  }
}

/** Servers fail until one is left, requests go on, servers come back, and then one after the other fails and returns. */
function hardDay(meter: Meter, size: number): void {
  const ids = Array.from({ length: size }, (_, index) => `server-${index}`);
  const { pick, report } = meter.measureMade(() => createBalancer(ids));
  // The last one: whoever counts in the middle of the pool, or only so far, has forgotten it.
  const survivor = ids.at(-1)!;
  const others = ids.slice(0, -1);
  const picks = (count: number): RepeatedCall[] => times(count, [pick]);
  // The middle of the pool: a search from either end takes long.
  const known = (healthy: boolean): RepeatedCall[] =>
    others.slice(size / 2 - 5, size / 2 + 5).flatMap((id) => times(5, [report, id, healthy]));
  const strangers = (when: string): void =>
    meter.measureRefused(`when ${when} and an unknown id is reported`, (nth) =>
      expect(() => report(`stranger-${nth}`, nth % 2 === 0)).toThrow('RangeError', `stranger-${nth}`),
    );
  meter.measure('all of them healthy', picks(400));
  meter.measure(
    'failing one after the other',
    others.map((id) => [report, id, false]),
  );
  meter.measure('all but one down', picks(2_500), 200);
  newCase();
  expect(pick(), `Every server but ${survivor} is down.`).toBe(survivor);
  meter.measure('told again which are down', known(false));
  report(survivor, false);
  meter.measureRefused('when all of them are down and a pick is refused', () =>
    expect(pick).toThrow('Error', 'healthy'),
  );
  strangers('all of them are down');
  report(survivor, true);
  meter.measure(
    'coming back in reverse order',
    others.toReversed().map((id) => [report, id, true]),
  );
  meter.measure('all of them back', picks(2_500), 200);
  meter.measure('told again which are healthy', known(true));
  strangers('all of them are healthy');
  meter.measure(
    'one failing and coming back between picks',
    Array.from({ length: 1_200 }, (_, call): RepeatedCall => {
      const id = others[(Math.floor(call / 4) * 7) % others.length]!;
      return call % 2 === 1 ? [pick] : [report, id, call % 4 === 2];
    }),
  );
}

test('The work for a pick or a report does not grow with the pool, not even when nearly all of it is down', {
  marks: 0.25,
  why: 'A balancer that searches the whole pool is slowest when most servers are down: when requests pile up.',
}, () => {
  const small = new Meter(SMALL);
  hardDay(small, SMALL);
  hardDay(new Meter(LARGE, small), LARGE);
});

test('An empty pool, an id twice and an unknown id are refused, and a refused report changes nothing', {
  marks: 0.25,
  why: 'A mistyped id that is taken in silence is a server that nobody watches, or one that does not exist.',
}, () => {
  expect(() => createBalancer([]), 'Nobody could ever be picked.').toThrow('RangeError', 'serverIds');
  for (const ids of [
    ['a', 'a'],
    ['a', 'b', 'a'],
    ['b', 'a', 'a'],
    ['', ''],
    ['1', '2', '2', '1'],
    ['__proto__', 'b', '__proto__'],
    [...BOUNDARY_STRINGS, '日本語'],
    ['a', 'a', 'b'],
    ['b', 'a', 'c', 'a', 'd'],
    [...Array.from({ length: 2_000 }, (_, index) => `server-${index}`), 'server-1000', 'last'],
  ]) {
    newCase();
    expect(() => createBalancer(ids), 'The same server would get two shares.').toThrow('RangeError', 'serverIds');
  }
  // Twice each: what was refused has not been learned.
  const strangers = ['z', 'A', 'a ', 'aa', longString(200), ...BOUNDARY_STRINGS.filter((id) => id !== 'a')];
  for (const healthy of [true, false]) {
    forEachOf(strangers, (stranger) => {
      const ids = ['a', 'b', 'c'];
      const balancer = createBalancer(ids);
      const watcher = new Watcher(ids);
      judge(watcher, balancer.pick());
      for (const again of [healthy, true])
        expect(() => balancer.report(stranger, again)).toThrow('RangeError', stranger);
      for (let turn = 0; turn < 4; turn++) judge(watcher, balancer.pick());
    });
  }
  // A part of an id, and an id with something more, are no ids.
  forEachOf(['server-', 'server-1', 'server-100', 'erver-10', 'server-10,server-11', 'Server-10'], (stranger) => {
    const { report } = createBalancer(['server-10', 'server-11']);
    for (const healthy of [true, false]) expect(() => report(stranger, healthy)).toThrow('RangeError', stranger);
  });
  newCase();
  const balancer = createBalancer(['a']);
  balancer.report('a', false);
  expect(() => balancer.pick(), 'The only server is down.').toThrow('Error', 'healthy');
  expect(() => balancer.report('b', true)).toThrow('RangeError', 'b');
  expect(() => balancer.pick(), 'The only server is still down.').toThrow('Error', 'healthy');
  balancer.report('a', true);
  expect(balancer.pick(), 'It is back.').toBe('a');
});
