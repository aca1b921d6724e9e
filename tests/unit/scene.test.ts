/** Scenes as recordings: made alike from the same luck, true to what was simulated, and told in words that hold. */
import { describe, expect, test } from 'vitest';
import { type Architecture, compile, type System } from '#architecture';
import { Link, Server } from '#parts';
import {
  breakOf,
  cutsAt,
  defineScene,
  describeMoment,
  eventsUntil,
  type Knob,
  most,
  nodeAt,
  nodesByName,
  type Recording,
  record,
  type Scene,
  sampleAt,
  settingOf,
  settingsOf,
  strikeSystem,
  systemWorld,
  tones,
  USUAL,
  type World,
} from '#scene';
import { constant, exponential, OpenSource, poisson, type Request, Simulation, Station } from '#simulation';
import type { Replay, Strike } from '../../src/grading/replay.ts';

const SECONDS = 12;
const END = SECONDS * 1000;

const shop: Architecture = {
  title: 'A shop',
  regions: [{ id: 'west', label: 'West' }],
  nodes: [
    { id: 'customers', kind: 'client' },
    { id: 'balancer', kind: 'load-balancer' },
    { id: 'web', kind: 'web', label: 'Shop', replicas: 3, capacity: 40, latency: 50, region: 'west' },
    { id: 'data', kind: 'database', capacity: 120, latency: 10 },
  ],
  links: [
    { from: 'customers', to: 'balancer', latency: 20 },
    { from: 'balancer', to: 'web' },
    { from: 'web', to: 'data', latency: 5 },
  ],
};

/** What was compiled last, for those who measure it beside its recording. */
let system: System;

const shopScene = defineScene<undefined>({
  title: 'A shop',
  seconds: SECONDS,
  still: 6,
  knobs: { rate: { kind: 'number', label: 'Load', unit: 'requests/s', min: 20, max: 200, step: 10, value: 80 } },
  worlds({ seed, settings, tick }) {
    system = compile(shop, { seed, load: { rate: settings.rate as number }, window: tick });
    const charts = ['traffic', 'times', 'tail', 'failures', 'utilisation', 'waiting', 'copies', 'cost'] as const;
    return [systemWorld({ title: 'Shop', system, tick, charts, price: ({ id }) => (id === 'web' ? 3 : 0) })];
  },
});

const recordShop = (replay: Partial<Replay> = {}): Recording =>
  record(shopScene, { ...USUAL, ...replay }, undefined)[0]!;

const strike = (at: number, does: Strike['does'], target: string): Strike => ({ at, does, target });

interface Move {
  depart: number;
  arrive: number;
  from: string;
  to: string;
  tone: string;
}

function movesOf({ moves, architecture: { nodes } }: Recording): Move[] {
  return Array.from(moves.depart, (depart, index) => ({
    depart,
    arrive: moves.arrive[index]!,
    from: nodes[moves.from[index]!]!.id,
    to: nodes[moves.to[index]!]!.id,
    tone: tones[moves.tone[index]!]!,
  }));
}

const chart = ({ charts }: Recording, title: string, label: string) =>
  charts.find((each) => each.title === title)!.series.find((each) => each.label === label)!.values;
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('the same luck', () => {
  test('gives the same recording, and other luck another', () => {
    expect(recordShop()).toEqual(recordShop());
    expect(recordShop({ seed: 2 }).moves).not.toEqual(recordShop().moves);
    expect(recordShop({ settings: { rate: 60 } }).moves).not.toEqual(recordShop().moves);
  });

  test('a setting that no knob can have is the usual one', () => {
    expect(recordShop({ settings: { rate: 5000, other: 1 } })).toEqual(recordShop());
  });

  test.each([
    ['crash', 'web/2'],
    ['slow', 'web/2'],
    ['crash', 'data'],
  ] as const)('%s %s leaves what was before as it was, and changes what comes after', (does, target) => {
    const at = 5_003;
    const [usual, struck] = [recordShop(), recordShop({ strikes: [strike(at, does, target)] })];
    const arrived = (recording: Recording) => movesOf(recording).filter(({ arrive }) => arrive < at);
    expect(arrived(struck).length).toBeGreaterThan(1000);
    expect(arrived(struck)).toEqual(arrived(usual));
    const last = sampleAt(usual, at);
    for (const node of shop.nodes.keys()) {
      for (let sample = 0; sample <= last; sample++)
        expect(nodeAt(struck, node, sample)).toEqual(nodeAt(usual, node, sample));
    }
    const ticks = Math.floor(at / usual.tick);
    for (const [index, { series }] of usual.charts.entries()) {
      for (const [line, { values }] of series.entries()) {
        expect(struck.charts[index]!.series[line]!.values.slice(0, ticks + 1)).toEqual(values.slice(0, ticks + 1));
      }
    }
    expect(movesOf(struck)).not.toEqual(movesOf(usual));
  });

  test('a copy that is struck shows it at once, and no longer once it is mended', () => {
    const recording = recordShop({ strikes: [strike(4_000, 'crash', 'web/2'), strike(8_000, 'recover', 'web/2')] });
    const states = (at: number) => nodeAt(recording, 2, sampleAt(recording, at))!.copies.map(({ state }) => state);
    expect(states(3_990)).toEqual(['up', 'up', 'up']);
    expect(states(4_000)).toEqual(['up', 'down', 'up']);
    expect(states(7_990)).toEqual(['up', 'down', 'up']);
    expect(states(8_000)).toEqual(['up', 'up', 'up']);
  });

  test('what is not there, or would happen after the end, is left out', () => {
    const strikes = [
      strike(1_000, 'crash', 'nobody'),
      strike(1_000, 'crash', 'web/9'),
      strike(1_000, 'crash', '__proto__'),
      strike(1_000, 'cut', 'link:7'),
      strike(END + 1, 'crash', 'web/1'),
    ];
    expect(recordShop({ strikes })).toEqual(recordShop());
    const one = strike(2_000, 'crash', 'web/1');
    expect(recordShop({ strikes: [...strikes, one] })).toEqual(recordShop({ strikes: [one] }));
  });
});

describe('targets', () => {
  test('the only copy of a node is struck by either name', () => {
    const [alone, first] = ['data', 'data/1'].map((target) =>
      recordShop({ strikes: [strike(4_000, 'crash', target)] }),
    );
    expect(first).toEqual(alone);
    expect(first).not.toEqual(recordShop());
  });
});

describe('moves', () => {
  test.each([
    ['all well', []],
    ['a copy and the database fail', [strike(3_000, 'crash', 'web/1'), strike(6_000, 'crash', 'data')]],
  ])('follow the drawn links, answers the other way, in the order of departure: %s', (_name, strikes) => {
    const recording = recordShop({ strikes });
    const moves = movesOf(recording);
    const ways = new Map(shop.links.map((link) => [`${link.from} ${link.to}`, link.latency ?? 0]));
    let before = 0;
    for (const { depart, arrive, from, to, tone } of moves) {
      const latency = ways.get(tone === 'request' ? `${from} ${to}` : `${to} ${from}`);
      expect(latency, `${tone} from ${from} to ${to}`).toBeDefined();
      // A failure may be a message that nobody answers any more: noticed later than it would have come.
      if (tone === 'failure') expect(arrive - depart).toBeGreaterThanOrEqual(latency! - 0.01);
      else expect(arrive - depart).toBeCloseTo(latency!, 2);
      expect(depart).toBeGreaterThanOrEqual(before);
      expect(arrive).toBeLessThanOrEqual(END);
      before = depart;
    }
    expect(moves.some(({ tone }) => tone === 'failure')).toBe(strikes.length > 0);
  });

  test('are as many as there were: none lost, none drawn twice', () => {
    const moves = movesOf(recordShop({ strikes: [strike(3_000, 'crash', 'web/1')] }));
    for (const id of ['web', 'data']) {
      const meters = system.tiers.get(id)!.copies.map(({ meter }) => meter);
      const came = moves.filter(({ to, tone }) => to === id && tone === 'request').length;
      expect(came).toBe(sum(meters.map(({ asked }) => asked)));
      const answered = moves.filter(({ from, tone }) => from === id && tone !== 'request').length;
      const ended = sum(meters.flatMap((meter) => Object.values(meter.ended)));
      // The last ones are still on their way back.
      expect(ended - answered).toBeGreaterThanOrEqual(0);
      expect(ended - answered).toBeLessThan(10);
    }
  });
});

/** A world by hand: users, a link of 50 ms, a server. */
function handmade(change: Partial<World> = {}, { perSecond = 100, loss = 0 } = {}) {
  const simulation = new Simulation(1);
  const server = new Server(simulation, { name: 'server', service: exponential(5) });
  const link = new Link(simulation, { name: 'line', to: server, latency: constant(50), loss });
  const source = new OpenSource(simulation, { name: 'users', to: link, arrivals: poisson(perSecond) });
  const world: World = {
    title: 'By hand',
    simulation,
    architecture: {
      title: 'By hand',
      nodes: [
        { id: 'users', kind: 'client' },
        { id: 'server', kind: 'web' },
      ],
      links: [{ from: 'users', to: 'server' }],
    },
    nodes: {},
    nodeOf: (station) => (station === 'line' ? undefined : station),
    charts: [],
    targets: [],
    strike: () => {},
    ...change,
  };
  return { world, simulation, server, link, source };
}

function recordWorld(world: World, seconds = SECONDS): Recording {
  const scene: Scene = { title: world.title, seconds, still: 0, knobs: {}, worlds: () => [world] };
  return record(scene, USUAL, undefined)[0]!;
}

describe('messages that are lost', () => {
  test('arrive nowhere', () => {
    const { world, server } = handmade({}, { loss: 0.5 });
    const moves = movesOf(recordWorld(world));
    const requests = moves.filter(({ tone }) => tone === 'request');
    expect(requests.length).toBe(server.meter.asked);
    expect(requests.length).toBeLessThan(800);
    for (const { from, to } of requests) expect([from, to]).toEqual(['users', 'server']);
    // Answers take the way back in 50 ms; of those that are lost there is news a second later.
    const back = moves.filter(({ tone }) => tone !== 'request');
    for (const { from, to, tone, depart, arrive } of back) {
      expect([from, to]).toEqual(['server', 'users']);
      expect(arrive - depart).toBeCloseTo(tone === 'answer' ? 50 : 1050, 1);
    }
    expect(new Set(back.map(({ tone }) => tone))).toEqual(new Set(['answer', 'failure']));
  });

  test('nothing passes a link while it is cut', () => {
    const { world, simulation, link } = handmade();
    simulation.after(3_000, () => link.cut(), undefined);
    simulation.after(6_000, () => link.recover(), undefined);
    const passed = movesOf(recordWorld(world)).filter(({ tone }) => tone !== 'failure');
    expect(passed.filter(({ arrive }) => arrive > 3_000 && arrive < 6_000)).toEqual([]);
    expect(passed.some(({ arrive }) => arrive < 3_000)).toBe(true);
    expect(passed.some(({ arrive }) => arrive > 6_000)).toBe(true);
  });
});

/** Uses up ids, so that those of the users' requests are every second, every third … */
class Spender extends Station {
  readonly #to: Station;
  readonly #spends: number;

  constructor(simulation: Simulation, to: Station, spends: number) {
    super(simulation, 'spender');
    this.#to = to;
    this.#spends = spends;
  }

  accept(request: Request): void {
    for (let id = 0; id < this.#spends; id++) this.simulation.release(this.simulation.request(0, ''));
    this.simulation.call(request, this.#to, this);
  }

  answered(request: Request): void {
    this.simulation.answer(request, 'ok');
  }
}

describe('one in so many', () => {
  test('keeps some users with all that is done for them', () => {
    const [all, some] = [recordWorld(handmade().world), recordWorld(handmade({ oneIn: 4 }).world)];
    expect(some.oneIn).toBe(4);
    const known = new Set(movesOf(all).map((move) => JSON.stringify(move)));
    for (const move of movesOf(some)) expect(known).toContain(JSON.stringify(move));
    const count = (tone: string) => movesOf(some).filter((move) => move.tone === tone).length;
    expect(Math.abs(count('request') - count('answer'))).toBeLessThan(10);
  });

  test.each([0, 1, 2, 3, 6, 7])('leaves nobody out by habit: %i ids between two users', (spends) => {
    for (const oneIn of [2, 3, 4, 8, 12, 64]) {
      const simulation = new Simulation(1);
      const server = new Server(simulation, { name: 'server', service: constant(0.1) });
      const spender = new Spender(simulation, server, spends);
      new OpenSource(simulation, { name: 'users', to: spender, arrivals: poisson(1000) });
      const { world } = handmade({
        simulation,
        oneIn,
        nodeOf: (station) => (station === 'users' ? station : 'server'),
      });
      const kept = movesOf(recordWorld(world)).filter(({ tone }) => tone === 'request').length;
      const share = kept / spender.meter.asked;
      expect(share * oneIn, `one in ${oneIn}`).toBeGreaterThan(0.75);
      expect(share * oneIn, `one in ${oneIn}`).toBeLessThan(1.25);
    }
  });

  test('is doubled when there would be too many dots, as if it had been so from the beginning', () => {
    const many = recordWorld(handmade({}, { perSecond: 6_000 }).world);
    expect(many.moves.depart.length).toBeLessThanOrEqual(most.moves);
    expect(many.oneIn).toBe(2);
    expect(many).toEqual(recordWorld(handmade({ oneIn: 2 }, { perSecond: 6_000 }).world));
  });

  test('counts for what a world samples itself', () => {
    expect(recordWorld(handmade({ oneIn: 3, sample: 5_000 }).world).oneIn).toBe(15_000);
  });
});

describe('what a world shows', () => {
  test('cuts are kept when they change, and hold until they change again', () => {
    const { simulation, world } = handmade({
      cut: () => (simulation.now >= 3_000 && simulation.now < 6_000 ? [0] : []),
    });
    const recording = recordWorld(world);
    expect(recording.cuts).toEqual([
      { at: 3_000, links: [0] },
      { at: 6_000, links: [] },
    ]);
    expect([0, 2_999, 3_000, 5_999, 6_000, END].map((at) => cutsAt(recording, at).length)).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test('no more events, cuts, copies and texts than may be', () => {
    const { simulation, world } = handmade({
      events: () => Array.from({ length: 300 }, (_, at) => ({ at, text: `Event ${at}` })),
      cut: () => (Math.round(simulation.now / 10) % 2 === 1 ? [0] : []),
      nodes: {
        server: () => ({
          copies: Array.from({ length: 300 }, () => ({ state: 'up' as const, busy: 3 })),
          waiting: 0,
          text: `${'x'.repeat(80)}`,
        }),
        users: () => ({ copies: [{ state: 'up', busy: -1 }], waiting: 0, text: `at ${simulation.now}` }),
      },
    });
    const recording = recordWorld(world);
    expect(recording.events.length).toBe(most.events);
    expect(recording.cuts.length).toBe(most.cuts);
    expect(recording.texts.length).toBeLessThanOrEqual(most.texts);
    const server = nodeAt(recording, 1, 5)!;
    expect(server.copies.length).toBe(most.copies);
    expect(server.copies[0]).toEqual({ state: 'up', busy: 1 });
    expect(server.text).toBe('x'.repeat(60));
    expect(nodeAt(recording, 0, 5)).toMatchObject({
      copies: [{ state: 'up', busy: 0 }],
      waiting: 0,
      text: 'at 50',
    });
  });

  test('a node that is only drawn has no track', () => {
    expect(nodeAt(recordShop(), 0, 0)).toBeUndefined();
    expect(nodeAt(recordShop(), 1, 0)).toBeDefined();
  });

  test('what a scene throws comes out', () => {
    const failing = handmade({ charts: [{ title: 'x', unit: '', series: [{ label: 'x', read: () => fail() }] }] });
    const fail = (): number => {
      throw new RangeError('mine');
    };
    expect(() => recordWorld(failing.world)).toThrow(new RangeError('mine'));
  });
});

describe('knobs', () => {
  const number: Knob = { kind: 'number', label: 'n', min: 0.1, max: 1, step: 0.1, value: 0.3 };
  const choice: Knob = { kind: 'choice', label: 'c', options: [{ value: 'a', label: 'A' }], value: 'a' };
  const digits: Knob = { ...choice, options: [{ value: '1', label: 'the leader' }], value: '1' };
  const flip: Knob = { kind: 'switch', label: 's', value: false };

  test.each([
    [number, 0.3, 0.3],
    [number, 0.34, 0.3],
    [number, 0.36, 0.4],
    [number, 1, 1],
    [number, 1.01, undefined],
    [number, 0, undefined],
    [number, Number.NaN, undefined],
    [number, Number.POSITIVE_INFINITY, undefined],
    [number, '0.3', undefined],
    [number, true, undefined],
    [number, undefined, undefined],
    [choice, 'a', 'a'],
    [choice, 'b', undefined],
    [choice, 'constructor', undefined],
    [digits, 1, '1'],
    [digits, '1', '1'],
    [digits, 2, undefined],
    [digits, ['1'], undefined],
    [digits, null, undefined],
    [choice, 0, undefined],
    [flip, true, true],
    [flip, false, false],
    [flip, 'true', undefined],
    [flip, 1, undefined],
  ])('%o set to %o is %o', (knob, value, expected) => {
    expect(settingOf(knob, value)).toBe(expected);
  });

  test('what is given counts where it fits, and nothing comes in that no knob asks for', () => {
    const given = { number: 0.5, choice: 'b', other: 7, constructor: 1 };
    expect(settingsOf({ number, choice, flip }, given)).toEqual({ number: 0.5, choice: 'a', flip: false });
    expect(settingsOf({}, given)).toEqual({});
  });

  const scene: Scene = { title: 'T', seconds: 10, still: 5, knobs: { number }, worlds: () => [] };
  test.each([
    [{ seconds: 0 }, /seconds/],
    [{ seconds: 86_401 }, /seconds/],
    [{ seconds: Number.NaN }, /seconds/],
    [{ still: 11 }, /still/],
    [{ still: -1 }, /still/],
    [{ pace: 0 }, /pace/],
    [{ knobs: { speed: { ...number, value: 2 } } }, /"speed"/],
    [{ knobs: { which: { ...choice, value: 'b' } } }, /"which"/],
  ])('an author who writes %o is told', (change, words) => {
    expect(defineScene(scene)).toBe(scene);
    expect(() => defineScene({ ...scene, ...(change as Partial<Scene>) })).toThrow(words);
  });
});

describe('a moment in words', () => {
  const { world, simulation } = handmade({
    architecture: {
      title: 'Words',
      nodes: [
        { id: 'users', kind: 'client', label: 'People' },
        { id: 'server', kind: 'web', label: 'Shop' },
        { id: 'cache', kind: 'cache', label: 'Shop' },
        { id: 'data', kind: 'database' },
        { id: 'quiet', kind: 'service' },
      ],
      links: [
        { from: 'users', to: 'server' },
        { from: 'server', to: 'cache' },
      ],
    },
    nodes: {
      server: () => ({
        copies: [
          { state: 'up', busy: 0.5 },
          { state: 'up', busy: 0.25 },
          { state: 'down', busy: 0 },
          { state: 'starting', busy: 0 },
          { state: 'off', busy: 0 },
        ],
        waiting: simulation.now >= 6_000 ? 1_234 : 0,
      }),
      cache: () => ({ copies: [{ state: 'up', busy: 0 }], waiting: 0, text: '80 % hits' }),
      data: () => ({ copies: [{ state: simulation.now >= 6_000 ? 'down' : 'up', busy: 0 }], waiting: 0 }),
      quiet: () => ({ copies: [{ state: 'up', busy: 0 }], waiting: 0 }),
    },
    charts: [
      {
        title: 'Load',
        unit: 'per second',
        series: [
          { label: 'asked', read: (now) => now },
          { label: 'answered', read: () => 0.123 },
          { label: 'nothing', read: () => Number.NaN },
        ],
      },
      { title: 'Empty', unit: 'ms', series: [{ label: 'nothing', read: () => Number.NaN }] },
    ],
    cut: () => (simulation.now >= 6_000 ? [1] : []),
    events: () => [
      { at: 9_000, text: 'Late.' },
      { at: 3_000, text: 'Early.' },
    ],
  });
  const recording = recordWorld(world);

  test('says what is measured, how each node stands, and what is cut', () => {
    expect(describeMoment(recording, 3_000)).toEqual([
      'Load (per second): asked 3,000, answered 0.1.',
      'Shop (server): 2 of 4 copies serve, 1 starting, 38 % in use.',
      'Shop (cache): 80 % hits.',
    ]);
    expect(describeMoment(recording, 6_000)).toEqual([
      'Load (per second): asked 6,000, answered 0.1.',
      'Shop (server): 2 of 4 copies serve, 1 starting, 38 % in use, 1,234 waiting.',
      'Shop (cache): 80 % hits.',
      'Database: down.',
      'The link from Shop (server) to Shop (cache) is cut.',
    ]);
  });

  test('holds at both ends, and beyond them', () => {
    expect(describeMoment(recording, 0)[0]).toBe('Load (per second): asked 0, answered 0.1.');
    expect(describeMoment(recording, END)[0]).toBe('Load (per second): asked 12,000, answered 0.1.');
    expect(describeMoment(recording, 2 * END)).toEqual(describeMoment(recording, END));
  });

  test('events are told from their time on, in the order of time', () => {
    const texts = (at: number) => eventsUntil(recording, at).map(({ text }) => text);
    expect([2_999, 3_000, 9_000].map(texts)).toEqual([[], ['Early.'], ['Early.', 'Late.']]);
  });
});

describe('a compiled architecture as a world', () => {
  test('the charts of traffic add up to what the users saw', () => {
    const recording = recordShop({ settings: { rate: 140 }, strikes: [strike(5_000, 'crash', 'web/1')] });
    const { meter } = system.sources[0]!;
    const { ok, ...others } = meter.ended;
    const total = (title: string, label: string) => (sum(chart(recording, title, label)) * recording.tick) / 1000;
    expect(total('Requests', 'asked')).toBeCloseTo(meter.asked, 2);
    expect(total('Requests', 'answered')).toBeCloseTo(ok, 2);
    expect(total('Requests', 'failed')).toBeCloseTo(sum(Object.values(others)), 2);
    expect(total('Failed requests', 'failed')).toBeCloseTo(sum(Object.values(others)), 2);
    expect(sum(Object.values(others))).toBeGreaterThan(10);
  });

  test.each([7, 12, 32, 50, 100])('windows are complete when they are read, in a scene of %i s', (seconds) => {
    const recording = record({ ...shopScene, seconds }, USUAL, undefined)[0]!;
    const asked = sum(chart(recording, 'Requests', 'asked')) * (recording.tick / 1000);
    expect(asked).toBeCloseTo(system.sources[0]!.meter.asked, 2);
  });

  test('costs and utilisation add up to what was paid for and done', () => {
    const recording = recordShop();
    const tier = system.tiers.get('web')!;
    const hours = recording.tick / 3_600_000;
    const cost = chart(recording, 'Cost', 'all machines');
    expect(sum(cost.slice(1)) * hours).toBeCloseTo((3 * tier.paidMilliseconds(END)) / 3_600_000, 5);
    const shares = chart(recording, 'Utilisation', 'Shop').slice(1);
    const { slots } = tier.copies[0]!;
    const worked = tier.busyMilliseconds(END) / (tier.paidMilliseconds(END) * slots);
    expect(sum(shares) / shares.length / 100).toBeCloseTo(worked, 5);
  });

  test('response times are those of the median and of the slowest, and there are none where nobody was answered', () => {
    const recording = recordShop({ strikes: [strike(4_000, 'crash', 'data')] });
    const [median, tail] = ['median', '99th percentile'].map((label) => chart(recording, 'Response time', label));
    for (const [tick, value] of median!.entries())
      expect(Number.isNaN(value) || value <= tail![tick]!, `tick ${tick}`).toBe(true);
    // Two ways of 20 ms, two of 5 ms, and some work.
    expect(median![30]).toBeGreaterThan(50);
    expect(median!.slice(60).every(Number.isNaN)).toBe(true);
    expect(chart(recording, 'Response time, 99th percentile', '99th percentile')).toEqual(tail);
  });

  test('every target that is offered can be struck, and mended', () => {
    const { targets } = recordShop();
    expect(targets.map(({ target }) => target)).toEqual(['balancer', 'web/1', 'web/2', 'web/3', 'data']);
    expect(targets.map(({ label }) => label)).toEqual(['Load balancer', 'Shop 1', 'Shop 2', 'Shop 3', 'Database']);
    for (const { target, does } of targets) {
      strikeSystem(system, { does, target });
      strikeSystem(system, { does: 'recover', target });
    }
  });

  test('a link that is cut in the system is shown so, beside those that are drawn so', () => {
    const cut = compile(
      { ...shop, links: [...shop.links, { from: 'balancer', to: 'data', kind: 'cut' }] },
      { seed: 1, load: { rate: 10 } },
    );
    const world = systemWorld({ title: 'Cut', system: cut, tick: 100 });
    expect(world.cut!()).toEqual([]);
    world.strike(strike(0, 'cut', 'link:1'));
    expect(world.cut!()).toEqual([1]);
    world.strike(strike(0, 'recover', 'link:1'));
    expect(world.cut!()).toEqual([]);
  });

  test('stations are drawn in the node that their names begin with', () => {
    const nodeOf = nodesByName(shop);
    expect(['web/2', 'web/2 work', 'customers users', 'data'].map(nodeOf)).toEqual(['web', 'web', 'customers', 'data']);
    expect(['customers→balancer/1', 'webs/1', 'constructor', ''].map(nodeOf)).toEqual(Array(4).fill(undefined));
  });
});

describe('strikes', () => {
  test.each([
    ['crash', 'web', { does: 'crash', node: 'web' }],
    ['recover', 'web', { does: 'recover', node: 'web' }],
    ['crash', 'web/2', { does: 'crash', node: 'web', copy: 1 }],
    ['recover', 'web/2', { does: 'recover', node: 'web', copy: 1 }],
    ['slow', 'web/1', { does: 'slow', node: 'web', copy: 0, factor: 5 }],
    ['slow', 'web', { does: 'slow', node: 'web', factor: 5 }],
    ['cut', 'link:3', { does: 'cut', link: 3 }],
    ['recover', 'link:0', { does: 'recover', link: 0 }],
    ['crash', 'region:west', { does: 'crash', region: 'west' }],
    ['recover', 'region:west', { does: 'recover', region: 'west' }],
  ] as const)('%s %s', (does, target, expected) => {
    expect(breakOf({ does, target })).toEqual(expected);
  });

  test.each([
    ['cut', 'web'],
    ['cut', 'web/1'],
    ['crash', 'link:0'],
    ['slow', 'link:0'],
    ['slow', 'region:west'],
    ['cut', 'region:west'],
    ['crash', 'nobody'],
    ['slow', 'nobody'],
    ['recover', 'nobody'],
    ['cut', 'link:3'],
    ['cut', 'link:-1'],
    ['cut', 'link:x'],
    ['crash', 'region:east'],
    ['crash', '__proto__'],
  ] as const)('there is nothing to %s at %s', (does, target) => {
    const small = compile(shop, { seed: 1, load: { rate: 10 } });
    expect(() => strikeSystem(small, { does, target })).toThrow(RangeError);
  });
});
