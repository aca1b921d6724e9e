/** The scenes of the labs: whatever is recorded with a learner's code in it can be checked, drawn, and had again. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { GuestStopped } from '#grading';
import { most, type Recording, Run, record, type Scene, USUAL } from '#scene';
import { readAnswers, readMistake } from '../../../src/cli/labs.ts';
import type { Lab } from '../../../src/grading/lab.ts';
import type { Replay, Strike } from '../../../src/grading/replay.ts';
import { parsePlayAnswer } from '../../../src/sandbox/recording-schema.ts';
import { strip } from '../../../src/sandbox/strip.ts';

type Exports = Record<string, (...args: never[]) => unknown>;

const LABS = join(import.meta.dirname, '../../../labs');

async function load(id: string): Promise<{ scene: Scene<Exports>; lab: Lab; solution: Exports }> {
  const [scene, lab] = await Promise.all(
    ['scene', 'lab'].map(async (file) => (await import(join(LABS, id, `${file}.ts`))).default),
  );
  return { scene, lab, solution: await import(join(LABS, id, 'solution.ts')) };
}

/** What an answer exports that stands there as a text. */
function exportsOf(source: string): Promise<Exports> {
  return import(`data:text/javascript,${encodeURIComponent(strip(source).code)}`);
}

const ids = readdirSync(LABS).filter((id) => existsSync(join(LABS, id, 'scene.ts')));

test('there are labs with scenes', () => {
  expect(ids).toContain('load-balancers');
});

describe.each(ids)('%s', async (id) => {
  const { scene, lab, solution } = await load(id);
  const usual = record(scene, USUAL, solution);
  // A few seconds tell as much as the whole of it, of all but what may be drawn.
  const short = { ...scene, seconds: Math.min(scene.seconds, 6) };
  const untouched = record(short, USUAL, solution);

  test('the reference gives what may be drawn, and no more of it than may be', () => {
    expect(parsePlayAnswer({ recordings: structuredClone(usual) })).toEqual({ recordings: usual });
    for (const { moves, charts } of usual) {
      expect(moves.depart.length).toBeGreaterThan(500);
      expect(moves.depart.length).toBeLessThanOrEqual(most.moves);
      expect(charts.length).toBeGreaterThan(0);
    }
  });

  test('is shown with its reference where there is no learner', () => {
    expect(scene.reference).toBeDefined();
    expect(record(short).length).toBeGreaterThan(0);
  });

  test('the same twice is the same, and other luck is other luck', () => {
    expect(record(short, USUAL, solution)).toEqual(untouched);
    expect(record(scene, { ...USUAL, seed: 2 }, solution)).not.toEqual(usual);
  });

  test('what may be drawn comes from the ends of every knob as well', () => {
    const ends = Object.entries(scene.knobs).map(([name, knob]): [string, unknown[]] => [
      name,
      knob.kind === 'number'
        ? [knob.min, knob.max]
        : knob.kind === 'switch'
          ? [!knob.value, knob.value]
          : knob.options.map(({ value }) => value),
    ]);
    // All knobs at once: each end of each is in one of these recordings, and the extremes meet.
    const rounds = Math.max(0, ...ends.map(([, values]) => values.length));
    for (let round = 0; round < rounds; round++) {
      // The whole of it once: how much there is to draw does not hang on the last of the options.
      const of = round === 0 ? scene : short;
      const settings = Object.fromEntries(ends.map(([name, values]) => [name, values[round % values.length]]));
      const recordings = record(of, { ...USUAL, settings } as Replay, solution);
      expect(parsePlayAnswer({ recordings }), JSON.stringify(settings)).toEqual({ recordings });
    }
  });

  /** What a learner of this code reads: the error that ended the recording, or what their world told. */
  const said = (learner: Exports): string => {
    try {
      return record(short, USUAL, learner)[0]!
        .events.map(({ text }) => text)
        .join('\n');
    } catch (error) {
      return String(error);
    }
  };

  test('an error of the learner comes out or is told, whichever export throws it', () => {
    const throwing = () => {
      throw new Error('thrown by the learner');
    };
    const all = Object.fromEntries(lab.exports.map((name) => [name, throwing]));
    expect(said(all)).toContain('thrown by the learner');
  });

  test('a learner who has not written it reads so', () => {
    expect(said({})).toMatch(/TypeError|not a function/);
  });

  test('every target can be struck and mended, and something is seen of it', () => {
    // What has the same name in several worlds is struck in all of them at once; of the copies of a node, the first and the last.
    const all = [...new Map(usual.flatMap(({ targets }) => targets.map((each) => [each.target, each]))).values()];
    const byNode = (targets: typeof all) => new Map(targets.map((each) => [each.target.split('/')[0], each]));
    const targets = [...new Set([...byNode(all.toReversed()).values(), ...byNode(all).values()])];
    const seen = targets.filter(({ target, does }) => {
      const strikes: Strike[] = [
        { at: 1_000, does, target },
        { at: 2_000, does: 'recover', target },
      ];
      const recordings = record(short, { ...USUAL, strikes }, solution);
      expect(parsePlayAnswer({ recordings }), target).toEqual({ recordings });
      return !isDeepStrictEqual(recordings, untouched);
    });
    // Not of a copy that has not been started yet.
    if (targets.length > 0) expect(seen.length).toBeGreaterThan(targets.length / 10);
  });
});

describe('load-balancers, world by world', async () => {
  const { scene, solution } = await load('load-balancers');

  /** The recording without what says whose it is. */
  const bare = ({ title: _title, ...rest }: Recording) => rest;
  const tail = ({ charts }: Recording): number[] =>
    [...charts.find(({ title }) => title.includes('99th'))!.series[0]!.values].filter((value) => !Number.isNaN(value));

  test.each(['roundRobin', 'leastConnections', 'healthBased'])(
    '%s of the reference is the reference, request by request',
    (strategy) => {
      for (const fault of ['none', 'slow', 'fail']) {
        const [yours, right] = record(scene, { ...USUAL, settings: { strategy, fault } }, solution);
        expect([yours!.title, right!.title]).toEqual(['Yours', 'The reference']);
        expect(bare(yours!)).toEqual(bare(right!));
      }
    },
  );

  test('on uneven servers whoever picks at random keeps users waiting longest', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const [yours, , random] = record(scene, { ...USUAL, seed }, solution).map(tail);
      const late = (values: number[]) => values.slice(values.length >> 1).reduce((sum, value) => sum + value, 0);
      expect(late(random!) / late(yours!), `seed ${seed}`).toBeGreaterThan(1.5);
      expect(random!.at(-1), `seed ${seed}`).toBeGreaterThan(yours!.at(-1)!);
    }
  });

  test('a server that has crashed is soon not in the list any more, and one that fails fast stays in it', () => {
    const lists = (replay: Partial<Replay>) => {
      const seen: string[] = [];
      const pick = (servers: { id: string }[]) => {
        seen.push(servers.map(({ id }) => id).join());
        return servers[0]!.id;
      };
      record(scene, { ...USUAL, ...replay }, { ...solution, leastConnections: () => ({ pick }) });
      return new Set(seen);
    };
    const strikes = [{ at: 5_000, does: 'crash', target: 'new/3' }] as const;
    expect(lists({ strikes: [...strikes] })).toEqual(
      new Set(['new-1,new-2,new-3,new-4,old-1,old-2', 'new-1,new-2,new-4,old-1,old-2']),
    );
    expect(lists({ settings: { fault: 'fail' } }).size).toBe(1);
  });

  test('what is sent to no server fails, and the picture says so', () => {
    const [yours, right] = record(scene, USUAL, { ...solution, leastConnections: () => ({ pick: () => '' }) });
    expect(new Run(() => [yours!]).told.at(-1)).toContain('100.0 % failed');
    expect(new Run(() => [yours!]).node('balancer', 20).text).toMatch(/^[\d,]+ to no server$/);
    expect(new Run(() => [right!]).told.at(-1)).toContain('0.0 % failed');
  });

  test('with nobody sick, to choose among the well is the same strategy, pick by pick', () => {
    const [, watchful, usual] = record(scene, {
      ...USUAL,
      settings: { strategy: 'healthBased', third: 'fewest' },
    });
    expect(watchful!.moves).toEqual(usual!.moves);
  });

  test('what throws, or names no server, is told once and fails', () => {
    const yours = (pick: () => unknown) =>
      record(scene, USUAL, { ...solution, leastConnections: () => ({ pick }) } as Exports)[0]!;
    const throwing = yours(() => {
      throw new RangeError('no servers');
    });
    expect(throwing.events.map(({ text }) => text)).toEqual([
      'pick threw RangeError: no servers. The request fails.',
      expect.stringContaining('100.0 % failed'),
    ]);
    expect(yours(() => ({})).events[0]!.text).toBe('pick gave {}: there is no such server. The request fails.');
  });
});

/** What a learner's world told, and one of its charts' lines. */
const told = ({ events }: Recording): string => events.map(({ text }) => text).join('\n');
const line = ({ charts }: Recording, title: string): number[] => [
  ...charts.find((chart) => chart.title === title)!.series[0]!.values,
];

describe('health-checked-balancer, by what a balancer does wrong', async () => {
  const { scene, solution } = await load('health-checked-balancer');
  const yours = (createBalancer: unknown, settings: Replay['settings'] = {}): Recording =>
    record(scene, { ...USUAL, settings }, { createBalancer } as Exports)[0]!;
  const plain = (pick: (ids: string[]) => unknown) => (ids: string[]) => ({ pick: () => pick(ids), report() {} });

  test('the solution is the reference, request by request', () => {
    for (const failures of ['one', 'flapping', 'most']) {
      const [mine, right] = record(scene, { ...USUAL, settings: { failures } }, solution);
      expect({ ...mine, title: '' }).toEqual({ ...right, title: '' });
      expect(line(mine!, 'Picked twice while another waited').at(-1)).toBe(0);
    }
  });

  test('the starter goes on picking the dead', async () => {
    const { createBalancer } = await import(join(LABS, 'health-checked-balancer/starter.ts'));
    const recording = yours(createBalancer);
    expect(told(recording)).toContain('pick gave "1", which a health check had found down');
    expect(Math.min(...line(recording, 'Failed requests').slice(20, 60))).toBeGreaterThan(0);
    expect(line(recording, 'Failed requests').at(-1)).toBe(0);
  });

  test('a server that does not exist, and a pick that throws, are requests that fail', () => {
    for (const [pick, says] of [
      [() => 'z', 'pick gave "z": there is no such server'],
      [() => ({}), 'pick gave {}: there is no such server'],
      [() => undefined, 'pick gave undefined: there is no such server'],
      [() => JSON.parse(''), 'pick threw SyntaxError'],
    ] as const) {
      const recording = yours(plain(pick));
      expect(told(recording)).toContain(says);
      expect(told(recording)).toContain('2,226 failed');
    }
  });

  test('always the same one is told of once, and counted', () => {
    const recording = yours(plain(([first]) => first));
    expect(told(recording).match(/was picked twice while/g)).toHaveLength(1);
    expect(line(recording, 'Picked twice while another waited').at(-1)).toBeGreaterThan(1_000);
  });

  test('what is no balancer is refused', () => {
    expect(() => yours(() => undefined)).toThrow('createBalancer must return an object');
  });
});

describe('scale-up-or-out, by what is ordered', async () => {
  const { scene, solution } = await load('scale-up-or-out');
  const yours = (plan: unknown, settings: Replay['settings'] = {}): Recording =>
    record(scene, { ...USUAL, settings }, { plan } as Exports)[0]!;
  const machines = ({ architecture }: Recording) => architecture.nodes.find(({ id }) => id === 'web')!;

  test('the solution orders what the reference orders, and all worlds have the same viewers', () => {
    const choices: Replay['settings'][] = [{}, { offers: 'scarce', survive: 0 }, { peak: 200, survive: 3 }];
    for (const settings of choices) {
      const [mine, right] = record(scene, { ...USUAL, settings }, solution);
      expect({ ...mine, title: '', architecture: 0 }).toEqual({ ...right, title: '', architecture: 0 });
    }
    const asked = record(scene, { ...USUAL, settings: { loss: 'none', peak: 600 } }, solution).map((recording) => {
      const [answered, failed] = told(recording).match(/[\d,]+(?= answered| failed)/g)!;
      return Number(answered!.replace(',', '')) + Number(failed);
    });
    expect(Math.max(...asked) - Math.min(...asked)).toBeLessThan(60);
  });

  test('one machine too few shows before the end, one too many on the bill', () => {
    const small = (more: number) => (peak: number, _: unknown, survive: number) => {
      return { machine: 'small', count: Math.ceil(peak / 100) + survive + more };
    };
    expect(line(yours(small(0)), 'Failed requests').at(-1)).toBe(0);
    expect(line(yours(small(-1)), 'Failed requests').at(-1)).toBeGreaterThan(0);
    expect([0, 1].map((more) => machines(yours(small(more))).note)).toEqual([
      '12 for $1.20 an hour',
      '13 for $1.30 an hour',
    ]);
  });

  test('what cannot be delivered is said, and serves nobody', () => {
    for (const [answer, why] of [
      [undefined, 'not an object with machine and count'],
      [{ machine: 'huge', count: 1 }, 'no such machine is on offer'],
      [{ machine: 'small', count: 0 }, 'one at least'],
      [{ machine: 'small', count: 2.5 }, 'a whole number of machines'],
      [{ machine: 'small', count: Number.NaN }, 'a whole number of machines'],
      [{ machine: 'small', count: 1e300 }, 'a whole number of machines'],
      [{ machine: 'large', count: 1 }, 'only 0 can be had'],
    ] as const) {
      const recording = yours(() => answer, { offers: 'scarce' });
      expect(told(recording), why).toContain(why);
      expect(told(recording)).toMatch(/\n0 answered/);
      expect(recording.targets).toEqual([]);
    }
  });

  test('a fleet of millions is billed, and drawn as far as there is room', () => {
    const recording = yours(() => ({ machine: 'small', count: 3_000_000 }));
    expect(parsePlayAnswer({ recordings: [recording] })).toEqual({ recordings: [recording] });
    expect(told(recording)).toContain('3,000,000 machines are paid for. The first 60 are run');
  });
});

describe('seat-reservation, world by world', async () => {
  const { scene, solution } = await load('seat-reservation');
  const { starter } = await readAnswers('seat-reservation');
  const worlds = (learner: Exports, replay: Partial<Replay> = {}) =>
    record(scene, { ...USUAL, ...replay }, learner).map((recording) => new Run(() => [recording]));
  const wrong = (run: Run) => run.figure('# answer');

  test('the reference sells no seat twice and breaks no rule, whatever is lost and however clocks differ', () => {
    for (const seed of [1, 2, 3]) {
      const settings: Replay['settings'][] = [
        { loss: 40, clocks: 4 },
        { hold: 2, demand: 20 },
      ];
      for (const each of settings) {
        const [yours, right, naive] = worlds(solution, { seed, settings: each });
        expect([wrong(yours!), right!.figure('# of them twice')]).toEqual([0, 0]);
        expect(yours!.told).toEqual(right!.told);
        expect(wrong(naive!)).toBeGreaterThan(0);
      }
    }
  });

  test('who looks first and writes later sells seats twice', () => {
    for (const seed of [1, 2, 3]) {
      const naive = worlds(solution, { seed })[2]!;
      expect(naive.figure('# of them twice')).toBeGreaterThan(0);
      expect(naive.told.some((sentence) => /^[A-D]\d+ is sold 2 times, now to c\d+\.$/.test(sentence))).toBe(true);
    }
  });

  test('the starter sells nothing, and every one of its answers is told to be wrong', async () => {
    const [yours] = worlds(await exportsOf(starter));
    expect(yours!.last('Seats sold')).toBe(0);
    expect(wrong(yours!)).toBeGreaterThan(100);
    expect(yours!.told[0]).toMatch(/^Hold of .*: \{ ok: false, reason: "sold" \}, not \{ ok: true, until: \d+ \}/);
  });

  test.each([
    'sold-seats-come-back',
    'ignores-request-ids',
    'trusts-each-clock',
    'anybody-can-confirm',
    'holding-again-prolongs',
  ])('%s is seen to break rules', async (name) => {
    const { wrong: mistake } = await readMistake('seat-reservation', name);
    expect(wrong(worlds(await exportsOf(mistake.source))[0]!)).toBeGreaterThan(0);
  });

  test('what throws or is no answer is shown as what it does: the customer asks again, or goes without', () => {
    const seats = (hold: () => unknown) => ({ createSeats: () => ({ hold, confirm: hold, release: hold }) });
    const throwing = seats(() => {
      throw new TypeError('no idea');
    });
    for (const learner of [throwing, seats(() => 'yes'), { createSeats: () => undefined }] as unknown as Exports[]) {
      const [yours, right] = worlds(learner);
      expect(yours!.last('Seats sold')).toBe(0);
      expect(wrong(yours!)).toBeGreaterThan(100);
      expect(right!.last('Seats sold')).toBeGreaterThan(40);
    }
    expect(worlds(throwing as unknown as Exports)[0]!.told[0]).toContain('TypeError: no idea');
  });

  test('code that was stopped ends the picture', () => {
    const hold = () => {
      throw new GuestStopped('steps', 'It never ends.');
    };
    expect(() => worlds({ createSeats: () => ({ hold }) } as unknown as Exports)).toThrow('It never ends.');
  });
});

describe('metadata-shards, by where videos are kept', async () => {
  const { scene, solution } = await load('metadata-shards');
  const moving = (recording: Recording) => Number(/: ([\d,]+) of 1,000 rows have to move/.exec(told(recording))?.[1]);

  test('the new shard takes its share of the reference, and the remainder of a hash moves most', () => {
    const [yours, modulo] = record(scene, USUAL, solution);
    expect(moving(yours!)).toBeGreaterThan(150);
    expect(moving(yours!)).toBeLessThan(250);
    expect(moving(modulo!)).toBeGreaterThan(700);
  });

  test('a shard that is not there is told, a few times, with the call that gave it', () => {
    const beyond = { shardOf: (_: string, shards: number) => shards } as Exports;
    const [yours] = record(scene, USUAL, beyond);
    expect(told(yours!).match(/there is no such shard/g)).toHaveLength(3);
    expect(told(yours!)).toContain("shardOf('7130316800000000000', 4) is 4: there is no such shard.");
  });
});
