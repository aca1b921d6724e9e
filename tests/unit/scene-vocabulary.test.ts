/** The words that scenes are written in: knobs and their types, worlds by hand, measures, readings, experiments. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import { compile, sketch } from '#architecture';
import { GuestError, GuestStopped } from '#grading';
import { Server } from '#parts';
import {
  about,
  at,
  atEnd,
  attempt,
  chart,
  choice,
  defineScene,
  experiment,
  figureIn,
  growth,
  lately,
  percentOf,
  perSecond,
  record,
  shown,
  slider,
  soFar,
  strike,
  systemWorld,
  toggle,
  utilisation,
  world,
} from '#scene';
import { exponential, Histogram, OpenSource, poisson, Simulation } from '#simulation';

const shop = sketch('A shop', 'customers: client > web: web x3 > data: database', {
  web: { capacity: 40, latency: 50 },
  data: { capacity: 200, latency: 10 },
});

const scene = defineScene({
  title: 'A shop',
  seconds: 10,
  still: 5,
  knobs: {
    rate: slider('Load', { min: 20, max: 200, step: 20, value: 80, unit: 'requests/s' }),
    words: choice('Words', { few: 'few', many: 'many' }, 'few'),
    dear: toggle('Dear'),
  },
  worlds({ seed, settings, tick, learner }) {
    expectTypeOf(settings.rate).toEqualTypeOf<number>();
    expectTypeOf(settings.words).toEqualTypeOf<'few' | 'many'>();
    expectTypeOf(settings.dear).toEqualTypeOf<boolean>();
    expectTypeOf(learner).toEqualTypeOf<undefined>();
    const system = compile(shop, { seed, load: { rate: settings.rate }, window: tick });
    return ['One', 'One more'].map((title) =>
      systemWorld({
        title,
        system: title === 'One' ? system : compile(shop, { seed, load: { rate: 20 }, window: tick }),
        tick,
        breaks: ['web'],
        says: { customers: () => (settings.words === 'few' ? undefined : 'many words') },
        charts: [
          chart('Answered', 'per second', { all: perSecond(() => soFar(system).answered, tick) }),
          'utilisation',
        ],
        tells: [
          settings.dear && at(2, 'Dear.'),
          at(3, () => `${soFar(system).asked > 100} at 3`),
          atEnd('1,234 at the end'),
        ],
      }),
    );
  },
});

describe('knobs', () => {
  test('are plain data', () => {
    expect(JSON.parse(JSON.stringify(scene.knobs))).toEqual(scene.knobs);
    expect(scene.knobs.words.options).toEqual([
      { value: 'few', label: 'few' },
      { value: 'many', label: 'many' },
    ]);
  });

  test('the values of a choice are words: whole numbers would lose their order', () => {
    expect(() => choice('Acks', { all: 'all', '1': 'the leader' }, 'all')).toThrow(
      'The choice "Acks" has the value "1"',
    );
  });

  test('a learner is what the reference is', () => {
    const lab = defineScene({
      title: 'A lab',
      seconds: 1,
      still: 0,
      knobs: {},
      reference: { double: (value: number) => 2 * value },
      worlds({ learner }) {
        expectTypeOf(learner.double).toEqualTypeOf<(value: number) => number>();
        const simulation = new Simulation(1);
        return [world({ title: String(learner.double(21)), simulation, architecture: shop, charts: [] })];
      },
    });
    expect(record(lab)[0]!.title).toBe('42');
  });
});

describe('a slip of the author is told, not drawn', () => {
  const system = compile(shop, { seed: 1, load: { rate: 20 }, window: 1_000 });
  const usual = { title: 'A shop', system, tick: 1_000 };
  const recorded = (...worlds: Partial<Parameters<typeof systemWorld>[0]>[]) =>
    record(
      defineScene({
        title: 'A shop',
        seconds: 10,
        still: 5,
        knobs: {},
        worlds: ({ seed, tick }) =>
          worlds.map((world) =>
            systemWorld({
              ...usual,
              system: compile(shop, { seed, load: { rate: 20 }, window: tick }),
              tick,
              ...world,
            }),
          ),
      }),
    );

  test('nodes that are not there', () => {
    const none = 'There is no node "wbe" in "A shop".';
    expect(() => systemWorld({ ...usual, breaks: ['wbe'] })).toThrow(none);
    expect(() => utilisation(system, ['web', 'wbe'])).toThrow(none);
    expect(() => recorded({ says: { wbe: () => 'x' } })).toThrow(
      '"A shop" says how "wbe" is drawn, which is no node; the nodes are customers, web, data.',
    );
  });

  test('the same name twice', () => {
    expect(() => recorded({}, {})).toThrow('Two worlds are called "A shop": the title tells them apart.');
    expect(() => recorded({ charts: ['times', 'times'] })).toThrow(
      '"A shop" has two charts called "Response time": put their lines into one.',
    );
    expect(recorded({ title: 'One' }, { title: 'Another' })).toHaveLength(2);
  });

  test('costs without a price', () => {
    expect(() => systemWorld({ ...usual, charts: ['cost'] })).toThrow(
      '"A shop" charts the cost: say the price of a copy.',
    );
  });
});

describe('a world by hand', () => {
  const made = () => {
    const simulation = new Simulation(1);
    const server = new Server(simulation, { name: 'web/1', service: exponential(5) });
    new OpenSource(simulation, { name: 'customers', to: server, arrivals: poisson(50) });
    const breakable = { name: 'web/1', label: 'Web', crash: () => server.crash(), recover: () => server.recover() };
    const options = { title: 'By hand', simulation, architecture: shop, charts: [], breaks: [breakable] };
    return { server, simulation, options };
  };

  test('what breaks is what a viewer can break, and nothing else', () => {
    const { server, options } = made();
    const { targets, strike: hit } = world(options);
    expect(targets).toEqual([{ target: 'web/1', label: 'Web', does: 'crash' }]);
    hit({ at: 0, does: 'crash', target: 'web/1' });
    expect(server.up).toBe(false);
    hit({ at: 0, does: 'recover', target: 'web/1' });
    expect(server.up).toBe(true);
    expect(() => hit({ at: 0, does: 'slow', target: 'web/1' })).toThrow(RangeError);
    expect(() => hit({ at: 0, does: 'crash', target: 'web/2' })).toThrow(RangeError);
    const unbreakable = { name: 'x', label: 'X', recover: () => {} };
    expect(() => world({ ...options, breaks: [unbreakable] })).toThrow('"X" has nothing that breaks it');
  });

  test('what a node says is put into its view, and makes one where there is none', () => {
    const { options } = made();
    const { nodes } = world({
      ...options,
      nodes: { web: () => ({ copies: [{ state: 'up', busy: 0.5 }], waiting: 3 }) },
      says: { web: () => 'well', customers: () => undefined },
    });
    expect(nodes.web!()).toEqual({ copies: [{ state: 'up', busy: 0.5 }], waiting: 3, text: 'well' });
    expect(nodes.customers!()).toEqual({ copies: [], waiting: 0 });
  });

  test('is told at its moments, in the words of those moments; what does not hold is left out', () => {
    const { simulation, options } = made();
    const told = [{ at: 500, text: 'by the world itself' }];
    const now = () => `now ${simulation.now}`;
    const { events } = world({ ...options, told, tells: [at(1, now), false, at(9, 'never'), atEnd(now)] });
    simulation.run(2000);
    const expected = [...told, { at: 1000, text: 'now 1000' }, { at: 2000, text: 'now 2000' }];
    expect(events!()).toEqual(expected);
    expect(events!()).toEqual(expected);
  });
});

describe('measures', () => {
  test('growth, a rate and a share are those of the last ticks', () => {
    const totals = [0, 4, 10, 10, 30];
    const walk = (line: (now: number) => number) => totals.map((_, tick) => line(tick));
    expect(walk(growth((tick) => totals[tick]!))).toEqual([0, 4, 6, 0, 20]);
    expect(walk(growth((tick) => totals[tick]!, 2))).toEqual([0, 4, 10, 6, 20]);
    expect(walk(perSecond((tick) => totals[tick]!, 500))).toEqual([0, 8, 12, 0, 40]);
    expect(
      walk(
        percentOf(
          (tick) => totals[tick]!,
          (tick) => 20 * tick,
        ),
      ),
    ).toEqual([Number.NaN, 20, 30, 0, 100]);
  });

  test('percentiles are of what came since the last tick, for all lines of one histogram', () => {
    const histogram = new Histogram();
    const times = lately(histogram);
    const [half, most] = [times(50), times(100)];
    for (const value of [1, 2, 3]) histogram.record(value);
    expect([half(1), most(1)].map(Math.round)).toEqual([2, 3]);
    histogram.record(7);
    expect([half(2), most(2)].map(Math.round)).toEqual([7, 7]);
    expect([half(3), most(3)]).toEqual([Number.NaN, Number.NaN]);
  });

  test('requests so far are those of all sources; unknown fates count for nothing', () => {
    const ended = { ok: 6, rejected: 1, failed: 1, lost: 0, timeout: 0 };
    const meter = { asked: 10, ended };
    expect(soFar({ meter })).toEqual({ asked: 10, answered: 6, failed: 2, percentFailed: 25 });
    expect(soFar({ sources: [{ meter }, { meter }] })).toMatchObject({ asked: 20, answered: 12, failed: 4 });
    expect(soFar({ sources: [] }).percentFailed).toBe(0);
  });
});

describe('readings', () => {
  const run = experiment(scene, { settings: { words: 'many' } });
  const one = run.in('One more');

  test('find a world by its title or by words that only it has', () => {
    expect(run.in('more').told).toEqual(one.told);
    expect(run.in('One').recordings[0]!.title).toBe('One');
    expect(() => run.in('Two')).toThrow('"Two" is not one of the worlds "One", "One more".');
    expect(() => run.in('ne')).toThrow('is not one of');
    expect(() => run.mean('Answered')).toThrow('Say in which world: "One", "One more".');
  });

  test('read a line between two seconds, without what has no value', () => {
    const { values } = one.recordings[0]!.charts[0]!.series[0]!;
    expect(one.values('Answered')).toEqual([...values]);
    expect(one.values('Answered: all', 5, 7.5)).toEqual([...values.slice(60, 91)]);
    expect(one.max('Answered', 5)).toBe(Math.max(...values.slice(60)));
    expect(one.min('Answered', 5)).toBe(Math.min(...values.slice(60)));
    expect(one.at('Answered', 7.53)).toBe(values[90]);
    expect(one.last('Answered')).toBe(values[120]);
    expect(one.mean('Utilisation: Web server')).toBeGreaterThan(0);
    expect(() => one.mean('Utilisation')).toThrow(
      'the lines are "Answered", "Utilisation: Web server", "Utilisation: Database"',
    );
  });

  test('read nodes and sentences', () => {
    expect(one.node('customers', 5).text).toBe('many words');
    expect(one.node('web', 5).copies.length).toBe(3);
    expect(() => one.node('wbe', 5)).toThrow('"wbe" is not a node that shows anything');
    expect(one.told).toEqual(['true at 3', '1,234 at the end']);
    expect(one.figure('# at the end')).toBe(1234);
    expect(one.toldAt('at the end')).toBe(10);
    expect(() => one.toldAt('in all')).toThrow('No sentence tells "in all"');
    expect(() => one.figure('# in all')).toThrow('No sentence tells "# in all"');
  });

  test.each([
    ['99 in 100 took 2,800.5 ms; 9.4 % failed', 'took # ms', 2800.5],
    ['99 in 100 took 2,800.5 ms; 9.4 % failed', '; # % failed', 9.4],
    ['minus -3 (of 4)', 'minus # (of', -3],
    ['none', '# failed', undefined],
  ])('%o, %o', (text, words, expected) => {
    expect(figureIn(text, words)).toBe(expected);
  });

  test('figures are written as prose states them', () => {
    expect([about(253.7), about(0.2367), about(11_094), about(99.96, 3)]).toEqual(['250', '0.24', '11,000', '100']);
  });
});

describe('experiments', () => {
  test('set what knobs can have, and refuse the rest', () => {
    expect(() => experiment(scene, { settings: { rate: 30 } })).toThrow(
      'The knob "rate" of "A shop" is a number from 20 to 200 in steps of 20, and cannot be 30.',
    );
    // @ts-expect-error There is no such choice, as MDX may not notice.
    expect(() => experiment(scene, { settings: { words: 'none' } })).toThrow(
      'is "few" or "many", and cannot be "none".',
    );
    // @ts-expect-error A toggle is not a text.
    expect(() => experiment(scene, { settings: { dear: 'on' } })).toThrow('is true or false, and cannot be "on".');
    // @ts-expect-error There is no such knob, as MDX may not notice.
    expect(() => experiment(scene, { settings: { rat: 40 } })).toThrow(
      '"A shop" has no knob "rat"; the knobs are rate, words, dear.',
    );
  });

  test('say in words what they set', () => {
    const set = experiment(scene, {
      settings: { rate: 120, words: 'many', dear: true },
      strikes: [strike(3, 'crash', 'web/2'), strike(5, 'recover', 'web/2')],
      luck: 3,
    });
    expect(set.sets).toEqual([
      'Load: 120 requests/s',
      'Words: many',
      'Dear: on',
      'Web server 2 crashes at 3 s',
      'Web server 2 is mended at 5 s',
      'Luck: 3',
    ]);
    expect(experiment(scene).sets).toEqual([]);
  });

  test('have no problems while what is expected holds, with other luck as well', () => {
    const seen: number[] = [];
    const expects = {
      holds: () => true,
      fails: (run: { in(title: string): { mean(line: string): number } }) => {
        seen.push(run.in('One').mean('Answered'));
        return seen.length < 2;
      },
    };
    const tried = experiment(scene, { alsoLuck: [2, 3], strikes: [strike(1, 'crash', 'wbe')] }, expects);
    expect(tried.problems()).toEqual([
      'There is no "wbe" to be broken in "A shop" with {}; there are web/1, web/2, web/3.',
      '“fails” does not hold in "A shop" with {} and luck 2.',
      '“fails” does not hold in "A shop" with {} and luck 3.',
    ]);
    expect(new Set(seen).size).toBe(3);
  });

  test('expect something of their run', () => {
    expect(experiment(scene, { settings: { dear: true } }).problems()).toEqual([
      'Nothing is expected of "A shop" with {"dear":true}: say in a sentence what the lesson tells of it, and what shows it.',
    ]);
  });

  test('the same run is recorded once', () => {
    expect(experiment(scene, { from: 3 }).recordings).toBe(experiment(scene).recordings);
    expect(experiment(scene, { luck: 2 }).recordings).not.toBe(experiment(scene).recordings);
  });
});

describe('code of a learner', () => {
  const throwing = (thrown: unknown) => () => {
    throw thrown;
  };

  test('what it answers and what it throws are both something to go on with', () => {
    expect(attempt(() => 3)).toEqual({ answer: 3 });
    expect(attempt(throwing(new RangeError('no')))).toEqual({ threw: 'RangeError: no' });
    const guest = new GuestError('TypeError', 'x is not a function', { line: 3, column: 1 });
    expect(attempt(throwing(guest))).toEqual({ threw: 'TypeError: x is not a function (line 3)' });
    expect(attempt(throwing(new GuestError('', 'null')))).toEqual({ threw: 'null, which is not an Error' });
  });

  test('code that was stopped ends the recording', () => {
    const stopped = new GuestStopped('steps', 'Stopped after 10 million steps.');
    expect(() => attempt(throwing(stopped))).toThrow(stopped);
  });

  test('however much it says, there is room for it in a sentence', () => {
    const { threw } = attempt(throwing(new Error('long '.repeat(1_000)))) as { threw: string };
    expect(threw).toMatch(/^Error: long .*…$/);
    expect(threw.length).toBeLessThan(200);
    expect(
      shown({ machine: 'x'.repeat(1_000), others: ['long '.repeat(100), 'long '.repeat(100)] }).length,
    ).toBeLessThan(200);
  });
});
