/** The world of cap-choices: replicas as actors, the network between their machines, and what its scene can see of them. */
import { describe, expect, test } from 'vitest';
import { type Recording, Run, record, settingsOf, USUAL } from '#scene';
import { Simulation } from '#simulation';
import { type CreateReplica, NotAReplica, type ReplicaEvent, replicaActor } from '../../../labs/cap-choices/actor.ts';
import { History } from '../../../labs/cap-choices/clients.ts';
import scene from '../../../labs/cap-choices/scene.ts';
import { createReplica } from '../../../labs/cap-choices/solution.ts';
import { createReplica as createStarter } from '../../../labs/cap-choices/starter.ts';
import { type ClientRequest, type ClusterPlan, MessageStorm, startCluster } from '../../../labs/cap-choices/world.ts';
import type { Strike } from '../../../src/grading/replay.ts';

// ——— actors ———

const asked = (id: string, now: number, write?: string): ReplicaEvent => ({
  asked: { id, key: 'x', ...(write !== undefined && { write }) },
  now,
});

describe('an actor', () => {
  const events: ReplicaEvent[] = [
    asked('r1', 0, 'tea'),
    {
      from: 'b',
      message: { kind: 'answer', operation: 1, version: { value: 'milk', counter: 4, writer: 'b' } },
      now: 9,
    },
    { from: 'c', message: { kind: 'stored', operation: 1 }, now: 20 },
    asked('r2', 21),
  ];

  test('emits the same for the same events, and begins anew when it is started again', () => {
    const actor = replicaActor(createReplica, 'a', ['b', 'c'], 'CP');
    const run = () => {
      actor.start();
      return events.map((event) => [...actor.exec(event)]);
    };
    const first = run();
    expect(first[2]).toEqual([{ do: 'reply', id: 'r1', ok: true, value: null }]);
    expect(run()).toEqual(first);
  });

  /** What an actor says when the learner's `read` returns this. */
  const refusal = (effects: unknown) => {
    const create: CreateReplica = () => ({ read: () => effects, write: () => [], receive: () => effects });
    const actor = replicaActor(create, 'a', ['b', 'c'], 'AP');
    actor.start();
    return () => [...actor.exec(asked('r1', 0))];
  };

  test.each([
    [undefined, 'read at a returned undefined instead of a list of effects.'],
    [[{}], 'neither a send nor a reply'],
    [[{ send: 'z', message: 1 }], 'not a replica of this cluster'],
    [[{ send: 'b', message: () => 1 }], 'not plain data'],
    [[{ send: 'b', message: { heard: new Set(['a']) } }], 'not plain data'],
    [[{ send: 'a', message: [new Map()], after: 5 }], 'not plain data'],
    [[{ send: 'b', message: new Date(0) }], 'not plain data'],
    [[{ send: 'b', message: 1, after: 5 }], 'only messages to itself can wait'],
    [[{ send: 'a', message: 1, after: -5 }], 'milliseconds are a number, 0 or more'],
    [[{ reply: 'r9', ok: true, value: null }], 'which nobody asked of a'],
    [[{ reply: 'r1', ok: true, value: 7 }], 'a value is a string, or null'],
    [[{ reply: 'r1' }], 'without `ok: true` or `ok: false`'],
    [Array(2).fill({ reply: 'r1', ok: false }), 'had its reply already'],
  ])('refuses %j', (effects, words) => {
    expect(refusal(effects)).toThrow(NotAReplica);
    expect(refusal(effects)).toThrow(words);
  });

  test('refuses what is not a replica as it starts', () => {
    expect(() => replicaActor(() => ({ read() {} }), 'a', [], 'AP').start()).toThrow('read, write and receive');
  });
});

// ——— machines and wires ———

/** Notes when each message came in; a client's read sends one to everybody else, and an alarm back after 30 ms. */
function noting() {
  const heard: string[] = [];
  const create: CreateReplica = (id, peers) => ({
    read: (request: string) => [
      ...peers.map((send) => ({ send, message: 'hello' })),
      { send: id, message: 'ring', after: 30 },
      { reply: request, ok: true, value: null },
    ],
    write: () => [],
    receive: (from: string, message: string, now: number) => {
      heard.push(`${now} ${id}: ${message} from ${from}`);
      return [];
    },
  });
  return { heard, create };
}

const plan: ClusterPlan = {
  mode: 'AP',
  replicas: ['a', 'b', 'c'],
  cuts: [],
  network: { seed: 1, fastest: 10, slowest: 10, rules: [], repeated: 0, latestRepeat: 0 },
  clocks: {},
};

function started(changes: Partial<ClusterPlan> = {}) {
  const simulation = new Simulation(1);
  const { heard, create } = noting();
  const { machines, wires } = startCluster(simulation, { ...plan, ...changes }, create, 100);
  const outcomes: string[] = [];
  const ask = () => {
    const body: ClientRequest = { id: `r${simulation.now}`, key: 'x', value: null };
    const answered = (_request: unknown, outcome: string) => outcomes.push(outcome);
    simulation.call(simulation.request(0, 'read', body), machines.get('a')!, { answered });
  };
  return { simulation, heard, outcomes, machines, wires, ask };
}

describe('the network', () => {
  test('carries each message for as long as its rule says, and an alarm exactly', () => {
    const rules = [{ from: 'a', to: 'c', since: 0, until: 100, delay: 50 }];
    const { simulation, heard, outcomes, ask } = started({ network: { ...plan.network, rules } });
    ask();
    simulation.run(1000);
    expect(outcomes).toEqual(['ok']);
    expect(heard).toEqual(['10 b: hello from a', '30 a: ring from a', '50 c: hello from a']);
  });

  test('carries a planned message as it is planned, once or twice', () => {
    const planned = [
      { from: 'a', to: 'b', nth: 2, delay: 40, again: 120 },
      { from: 'a', to: 'c', nth: 1, delay: 1 },
    ];
    const { simulation, heard, ask } = started({ network: { ...plan.network, planned } });
    ask();
    simulation.run(100);
    expect(heard).toEqual(['1 c: hello from a', '10 b: hello from a', '30 a: ring from a']);
    ask();
    simulation.run(1000);
    expect(heard.slice(3)).toEqual([
      '110 c: hello from a',
      '130 a: ring from a',
      '140 b: hello from a',
      '220 b: hello from a',
    ]);
  });

  test('a clock that is ahead shows at its replica only', () => {
    const { simulation, heard, ask } = started({ clocks: { b: 60_000 } });
    ask();
    simulation.run(1000);
    expect(heard).toEqual(['60010 b: hello from a', '10 c: hello from a', '30 a: ring from a']);
  });

  test.each([
    ['as it is sent', { from: 0, to: 5 }, true],
    ['on its way', { from: 4, to: 6 }, true],
    ['as it arrives', { from: 10, to: 20 }, true],
    ['after it has arrived', { from: 11, to: 20 }, false],
    ['and has healed as it is sent', { from: -5, to: 0 }, false],
  ])('loses what meets a planned cut %s', (_when, cut, lost) => {
    const { simulation, heard, ask } = started({ cuts: [{ ...cut, groups: [['a'], ['b', 'c']] }] });
    ask();
    simulation.run(1000);
    expect(heard.filter((line) => line.includes('hello'))).toHaveLength(lost ? 0 : 2);
  });

  test('a cut by hand loses what is on its way; what recovers carries again, whoever cut it', () => {
    const { simulation, heard, wires, ask } = started({ cuts: [{ from: 50, to: 500, groups: [['a'], ['b', 'c']] }] });
    ask();
    simulation.run(5);
    for (const wire of wires) wire.cut();
    simulation.run(100);
    expect(heard).toEqual(['30 a: ring from a']);
    expect(wires.filter(({ isCut }) => isCut)).toHaveLength(6);
    for (const wire of wires) wire.recover();
    expect(wires.some(({ isCut }) => isCut)).toBe(false);
    ask();
    simulation.run(1000);
    expect(heard.slice(1)).toEqual(['110 b: hello from a', '110 c: hello from a', '130 a: ring from a']);
  });

  test('a machine that is down hears nothing; its alarms ring as it recovers', () => {
    const { simulation, heard, outcomes, machines, ask } = started();
    ask();
    simulation.run(5);
    for (const id of ['a', 'b']) machines.get(id)!.crash();
    ask();
    simulation.run(100);
    expect(outcomes).toEqual(['ok', 'failed']);
    expect(heard).toEqual(['10 c: hello from a']);
    for (const id of ['a', 'b']) machines.get(id)!.recover();
    expect(heard).toEqual(['10 c: hello from a', '100 a: ring from a']);
  });
});

// ——— the scene ———

const ALL = ['a', 'b', 'c', 'd', 'e'];
const CUTS = ['two-three', 'one-four', 'three-ways', 'none'];

function recorded(replay: Partial<typeof USUAL> = {}, learner?: { createReplica: CreateReplica }): Run[] {
  const recordings: Recording[] = record(scene, { ...USUAL, ...replay }, learner);
  return recordings.map((recording) => new Run(() => [recording]));
}

/** How many requests ended so, of both sides. */
function ended(run: Run, how: string): number {
  const sides = run.told.filter((sentence) => /^(West|East): /.test(sentence));
  return sides.reduce((sum, sentence) => sum + Number(sentence.match(`(\\d+) ${how}`)![1]), 0);
}

test('CP gives no stale answer and AP refuses nobody, whatever the cut, the distance and the seed', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const settings = { cut: CUTS[seed % 4]!, rate: 1 + (seed % 10), distance: 5 * (1 + ((5 * seed) % 10)) };
    const [cp, ap] = recorded({ seed, settings });
    expect([ended(cp!, 'stale'), ended(ap!, 'refused')], `seed ${seed}`).toEqual([0, 0]);
  }
});

test('links and replicas that come and go by hand make no answer of CP stale', () => {
  const targets = ['link:2', 'link:4', 'link:5', 'link:7', 'link:11', ...ALL];
  for (let seed = 1; seed <= 8; seed++) {
    const strikes = targets.flatMap((target, index): Strike[] => {
      const at = 1_000 + ((index * 7_919 * seed) % 15_000);
      const does = target.includes(':') ? 'cut' : 'crash';
      return [
        { at, does, target },
        { at: at + 2_500, does: 'recover', target },
      ];
    });
    const [cp, ap] = recorded({ seed, settings: { rate: 8, cut: 'none' }, strikes });
    expect(ended(cp!, 'stale'), `seed ${seed}`).toBe(0);
    // Something did go wrong, and was mended.
    expect(ended(cp!, 'refused')).toBeGreaterThan(0);
    expect(ended(ap!, 'answered well')).toBeGreaterThan(0);
    expect(ap!.last('Different values'), `seed ${seed}`).toBeLessThan(3);
  }
});

test('after a cut of any shape and length all five agree within two seconds, in both', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const settings = { cut: CUTS[seed % 3]!, lasts: 1 + (seed % 12) };
    for (const run of recorded({ seed, settings })) {
      const [{ events }] = run.recordings as [Recording];
      const mended = events.find(({ text }) => text.startsWith('Mended'))!;
      const agreed = events.find(({ text }) => text.includes('all five') || text.includes('All five'));
      if (mended.text.includes(' and ')) expect(agreed!.at - mended.at, `seed ${seed}`).toBeLessThan(2_000);
    }
  }
});

test('a link that was cut by hand stays cut when the planned cut is mended, until it is mended by hand', () => {
  const cut = (target: string): Strike => ({ at: 4_000, does: 'cut', target });
  // A–C, A–D and A–E: A reaches B only.
  const strikes = ['link:3', 'link:4', 'link:5'].map(cut);
  const west = 'Response time: West';
  const [cp, ap] = recorded({ settings: { lasts: 2 }, strikes });
  expect(cp!.values(west, 6, 24)).toEqual([]);
  // What A writes reaches the others by way of B, which answers with what it holds.
  expect(ap!.min('Different values', 10)).toBe(1);
  const mended = strikes.map((strike): Strike => ({ ...strike, at: 10_000, does: 'recover' }));
  const [again] = recorded({ settings: { lasts: 2 }, strikes: [...strikes, ...mended] });
  expect(again!.values(west, 12, 24).length).toBeGreaterThan(0);
});

test('one mode alone shows the learner beside the reference, who fares alike with the same code', () => {
  const titles = (runs: Run[]) => runs.flatMap(({ recordings }) => recordings.map(({ title }) => title));
  expect(titles(recorded())).toEqual(['CP', 'AP']);
  expect(titles(recorded({ settings: { shown: 'AP' } }))).toEqual(['AP']);
  expect(titles(recorded({}, { createReplica }))).toEqual(['CP, yours', 'AP, yours']);
  for (const shown of ['CP', 'AP']) {
    const [yours, right] = recorded({ settings: { shown } }, { createReplica });
    expect(titles([yours!, right!])).toEqual(['Yours', 'The reference']);
    expect(yours!.told).toEqual(right!.told);
  }
});

test('a message is drawn on its way there, and nothing on the way back', () => {
  const [{ architecture, moves }] = recorded({ settings: { shown: 'CP', cut: 'none' } })[0]!.recordings as [Recording];
  const ids = architecture.nodes.map(({ id }) => id);
  const [from, to] = [moves.from, moves.to].map((nodes) => [...nodes].map((node) => ids[node]!));
  const between = from!.flatMap((id, move) => (ALL.includes(id) && ALL.includes(to![move]!) ? [move] : []));
  expect(between.length).toBeGreaterThan(1_000);
  for (const move of between) expect(moves.arrive[move]! - moves.depart[move]!).toBeGreaterThan(4.99);
});

test('the starter makes a picture: in CP it refuses everything, in AP it knows nothing', () => {
  const [cp, ap] = recorded({}, { createReplica: createStarter });
  expect(ended(cp!, 'answered well')).toBe(0);
  expect(ended(ap!, 'refused')).toBe(0);
  expect(ended(ap!, 'stale')).toBeGreaterThan(50);
  expect(ALL.map((id) => ap!.node(id, 20).text)).toEqual(Array(5).fill('nothing yet'));
});

test('what is no replica, and a storm, is told in a sentence', () => {
  expect(() => recorded({}, { createReplica: () => null })).toThrow(NotAReplica);
  const echo: CreateReplica = (_id, peers) => ({
    read: (reply: string) => [{ reply, ok: true, value: null }],
    write: (reply: string) => [{ reply, ok: true }, ...peers.map((send) => ({ send, message: 'x' }))],
    receive: () => peers.map((send) => ({ send, message: 'x' })),
  });
  expect(() => recorded({}, { createReplica: echo })).toThrow(MessageStorm);
});

test('who never replies is given up after a second', () => {
  const silent: CreateReplica = () => ({ read: () => [], write: () => [], receive: () => [] });
  const [cp] = recorded({}, { createReplica: silent });
  expect(cp!.node('wendy', 5).text).toBe('no reply');
});

test('a strike at what is not there is an error', () => {
  const settings = settingsOf(scene.knobs, {});
  const [world] = scene.worlds({ seed: 1, settings, tick: 200, learner: scene.reference! });
  expect(() => world!.strike({ at: 0, does: 'cut', target: 'link:0' })).toThrow(RangeError);
  expect(() => world!.strike({ at: 0, does: 'slow', target: 'a' })).toThrow(RangeError);
});

test('a stale read misses a write that began after its own was confirmed, and was confirmed before it was called', () => {
  const history = new History();
  expect(history.isStale(null, 5)).toBe(false);
  history.confirm('one', 10, 20);
  expect(history.isStale(null, 15)).toBe(false);
  expect(history.isStale(null, 21)).toBe(true);
  expect(history.isStale('one', 21)).toBe(false);
  // A write that overlaps another may be taken to come before it or after it.
  history.confirm('two', 19, 30);
  expect(history.isStale('one', 31)).toBe(false);
  history.confirm('three', 31, 40);
  expect(history.isStale('one', 41)).toBe(true);
  expect(history.isStale('two', 41)).toBe(true);
  // Nobody confirmed it, so it may have taken effect a moment ago.
  expect(history.isStale('four', 41)).toBe(false);
});
