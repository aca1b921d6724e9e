/** Few departures first: how many runs there are, what is counted, what is remembered, and what is said of it. */
import { describe, expect, test } from 'vitest';
import {
  type Bounds,
  copyOf,
  describeCovered,
  type Execution,
  executionOf,
  explore,
  fewDeparturesFirst,
  Memory,
  type Program,
  storyOf,
  textOf,
  type World,
} from '../../../src/exploration/index.ts';
import { type Answer, type Ask, clients, type Handler, replies, worldOf } from './actors.ts';

/** Passes what it is asked to all others, and replies when all have said that they have it. */
const spreads =
  (peers: string[]): (() => Handler) =>
  () => {
    const open = new Map<string, Set<string>>();
    return (input, id) => {
      if ('asked' in input) {
        open.set(input.asked.id, new Set());
        return peers
          .filter((peer) => peer !== id)
          .map((to) => ({ do: 'send', to, message: { request: input.asked.id } }));
      }
      const { request, done } = input.message as { request: string; done?: boolean };
      if (!done) return [{ do: 'send', to: input.from, message: { request, done: true } }];
      const heard = open.get(request)?.add(input.from);
      return heard?.size === peers.length - 1 ? [{ do: 'reply', id: request }] : [];
    };
  };

const three = ['a', 'b', 'c'];
const spreading = () => worldOf(three, () => spreads(three)());

function all(world: World<Ask, Answer>, program: Program<Ask>, bounds: Bounds) {
  const found: (Execution<Ask, Answer> & { cost: number })[] = [];
  for (const { state, cost } of fewDeparturesFirst(world, [{ program, bounds }]))
    found.push({ ...executionOf(state), cost });
  return found;
}

const kinds = ({ departures }: Execution<Ask, Answer>) => departures.map(({ kind }) => kind).join(' ');
const told = ({ events }: Execution<Ask, Answer>) => events.map(({ item }) => item.id);

describe('runs', () => {
  test('by itself everything comes in the order of sending', () => {
    const [run, ...others] = all(spreading(), clients(['a']), { departures: 0, late: true });
    expect(others).toEqual([]);
    expect(told(run!)).toEqual(['r1', 'a1.1', 'a1.2', 'b1.1', 'c1.1']);
    expect(run!.calls).toMatchObject([{ id: 'r1', client: 'client 1', actor: 'a', asked: 0, replied: 4 }]);
  });

  test('of alarms that are due at one time everybody’s is the first in its turn', () => {
    const rings: Handler = (input) => {
      if ('message' in input) return input.message === 6 ? [] : again(Number(input.message) + 1);
      return again(1);
    };
    const again = (nth: number): ReturnType<Handler> => [{ do: 'wait', after: 100, message: nth }];
    const program = { clients: three.map((name) => ({ name, asks: [{ actor: name, ask: {} }] })) };
    const [run] = all(
      worldOf(three, () => rings),
      program,
      { departures: 0 },
    );
    const order = run!.events.filter(({ item }) => item.kind === 'alarm').map(({ actor }) => actor);
    expect(order.join('').match(/.../g)).toEqual(['abc', 'cba', 'bca', 'acb', 'cab', 'bac']);
  });

  test('those with fewer departures come first, and none twice', () => {
    const runs = all(spreading(), clients(['a', 'b']), { departures: 2, late: true, lost: true });
    const costs = runs.map(({ cost }) => cost);
    expect(costs).toEqual(costs.toSorted());
    expect(runs.map(({ departures }) => departures.length)).toEqual(costs);
    const names = runs.map((run) => JSON.stringify(run.departures));
    expect(new Set(names).size).toBe(names.length);
  });

  // Two messages, and an answer to each.
  test('every course of every message is tried that somebody could tell', () => {
    const world = spreading();
    const count = (bounds: Bounds) => {
      const runs = fewDeparturesFirst(world, [{ program: clients(['a']), bounds }]);
      let next = runs.next();
      while (!next.done) next = runs.next();
      return next.value.runs;
    };
    expect(count({ departures: 0 })).toBe(1);
    // What is sent together may be late together.
    expect(count({ departures: 1, late: true })).toBe(1 + 5);
    expect(count({ departures: 1, lost: true })).toBe(1 + 4);
    expect(count({ departures: 1, twice: true })).toBe(1 + 2 * 4);
    expect(count({ departures: 2, late: true })).toBe(1 + 5 + (6 + 2));
    // A message that is lost has no answer, which could be lost or late as well.
    expect(count({ departures: 2, lost: true })).toBe(1 + 4 + 4);
    expect(count({ departures: 2, faults: 1, late: true, lost: true })).toBe(1 + 9 + (6 + 2) + (4 * 3 - 2 + 2));
  });

  test('a late message comes when all is quiet, after whoever waited for that', () => {
    const program: Program<Ask> = {
      clients: [
        { name: 'Ada', asks: [{ actor: 'a', ask: {} }] },
        { name: 'Ben', asks: [{ actor: 'c', ask: {}, when: 'quiet' }] },
      ],
    };
    const late = all(spreading(), program, { departures: 1, late: true }).find(
      (run) => JSON.stringify(run.departures) === '[{"kind":"late","items":["a1.1"]}]',
    );
    expect(told(late!)).toEqual(['r1', 'a1.2', 'c1.1', 'r2', 'c2.1', 'c2.2', 'a3.1', 'b1.1', 'a1.1', 'b2.1']);
  });

  test('a cut swallows what is sent from one event on, until it heals', () => {
    const cuts = (['at once', 'quiet', 700] as const).map((heals) => ({ groups: [['a'], ['b', 'c']], heals }));
    const world = { ...spreading(), patience: 1000 };
    const runs = all(world, clients(['a', 'b']), { departures: 1, cuts });
    const first = runs.filter(({ departures: [each] }) => each?.kind === 'cut' && each.event === 0);
    // When it heals, nobody can tell.
    expect(first).toHaveLength(1);
    for (const { events } of first) expect(events[0]!.lost.map(({ id }) => id)).toEqual(['a1.1', 'a1.2']);
    // Ada waits for a second; until then all have healed, so that she is served the second time.
    for (const { calls } of first) expect(calls.map(({ replied }) => replied !== undefined)).toEqual([false, true]);
  });

  test('who has crashed hears nothing until all is quiet, and remembers or not', () => {
    const counting: Handler[] = [];
    const make = (): Handler => {
      let count = 0;
      const handle: Handler = (input) =>
        'asked' in input ? [{ do: 'reply', id: input.asked.id, count: ++count }] : [];
      counting.push(handle);
      return handle;
    };
    const counts = (afterCrash: 'remembers' | 'forgets') =>
      all(worldOf(['a'], make, { afterCrash }), clients(['a', 'a']), { departures: 1, crashes: ['a'] }).map(
        ({ calls }) => calls.map(({ answer }) => answer?.count),
      );
    expect(counts('remembers')).toEqual([[1, 2]]);
    expect(counts('forgets')).toEqual([
      [1, 2],
      [1, 1],
    ]);
  });

  test('nothing is chosen any more after the last reply', () => {
    const talks: Handler = (input) =>
      'asked' in input
        ? [
            { do: 'reply', id: input.asked.id },
            { do: 'send', to: 'b', message: 1 },
          ]
        : [];
    expect(
      all(
        worldOf(['a', 'b'], () => talks),
        clients(['a']),
        { departures: 3, late: true, lost: true },
      ),
    ).toHaveLength(1);
  });

  test('an actor that throws ends its run, and no other', () => {
    const touchy: Handler = (input, id) => {
      if ('message' in input && id === 'a' && input.from === 'c') throw new Error('not from c');
      return spreads(three)()(input, id);
    };
    const runs = all(
      worldOf(three, () => touchy),
      clients(['a']),
      { departures: 1, lost: true },
    );
    expect(runs.filter(({ fault }) => fault).length).toBeGreaterThan(0);
    expect(runs.some((run) => kinds(run) === 'lost' && !run.fault)).toBe(true);
  });
});

describe('memory', () => {
  test('what an actor has done is asked once, in however many runs it comes', () => {
    const world = spreading();
    const bounds = { departures: 2, late: true, lost: true };
    const runs = all(world, clients(['a', 'b']), bounds);
    const events = runs.reduce((sum, run) => sum + run.events.length, 0);
    expect(world.memory.told).toBeLessThan(events / 3);
    const before = world.memory.told;
    all(world, clients(['a', 'b']), bounds);
    expect(world.memory.told).toBe(before);
  });

  test('an actor that is far away is told a whole history at once', () => {
    const played: number[] = [];
    const memory = new Memory<Ask, Answer>(() => ({
      start() {},
      exec: () => [],
      play: (story) => played.push(story.length),
    }));
    const ask = (id: string) => ({ now: 0, asked: { id } });
    const root = memory.beginning('a');
    const first = memory.after(root, ask('r1'), '1');
    const second = memory.after(first, ask('r2'), '2');
    expect(storyOf(second).map(({ event }) => event)).toEqual([ask('r1'), ask('r2')]);
    expect(memory.after(root, ask('r1'), '1')).toBe(first);
    expect(played).toEqual([0]);
    // The one that stood there has gone on.
    memory.after(first, ask('r3'), '3');
    expect(played).toEqual([0, 1]);
    expect(memory.histories).toBe(4);
  });

  test.each([
    [{ a: [1, -0, Number.NaN, 2n, null, undefined] }, '{"a":[1,-0,NaN,2n,null,undefined]}'],
    [new Map([['x', new Set(['y'])]]), 'Map("x":Set("y"))'],
    ['"', '"\\""'],
  ])('%o is told apart as %s, and copied', (value, text) => {
    expect(textOf(value)).toBe(text);
    expect(copyOf(value)).toEqual(value);
    expect(copyOf(value) === value).toBe(typeof value !== 'object');
  });

  test('a key of any name is copied', () => {
    const odd = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(textOf(copyOf(odd))).toBe(textOf(odd));
    expect(Object.keys(copyOf(odd))).toEqual(['__proto__', 'constructor']);
  });
});

describe('what is said of it', () => {
  test.each([
    [{ departures: 0 }, '2 programs with nothing late, lost or repeated'],
    [
      { departures: 1, late: true },
      'every schedule of 2 programs with at most 1 late message (those sent together count once)',
    ],
    [{ departures: 2, lost: true }, 'every schedule of 2 programs with at most 2 lost messages'],
    [
      { departures: 2, late: true, lost: true },
      'every schedule of 2 programs with at most 2 late messages (those sent together count once) or lost messages',
    ],
    [
      { departures: 2, faults: 1, late: true, cuts: [{ groups: [['a'], ['b']], heals: 'quiet' as const }] },
      'every schedule of 2 programs with at most 2 late messages (those sent together count once), or 1 of them cut instead',
    ],
  ])('%j', (bounds: Bounds, words) => {
    const programs = [clients(['a']), clients(['b'])].map((program) => ({ program, bounds }));
    const { covered } = explore(spreading(), programs, () => undefined);
    expect(describeCovered(covered)).toBe(words);
  });

  test('what was not finished is not called every schedule', () => {
    const planned = [{ program: clients(['a', 'b']), bounds: { departures: 2, late: true } }];
    expect(describeCovered(explore(spreading(), planned, () => undefined, 7).covered)).toBe(
      '7 schedules of 1 program, those with the fewest departures first',
    );
  });

  test('the first that a judge finds fault with has the fewest departures', () => {
    const planned = [{ program: clients(['a']), bounds: { departures: 3, late: true, lost: true } }];
    const isStuck = (execution: Execution<Ask, Answer>) => (execution.isOver ? undefined : kinds(execution));
    expect(explore(spreading(), planned, isStuck).problem).toBe('lost');
    expect(
      explore(
        worldOf(three, () => replies),
        planned,
        isStuck,
      ).problem,
    ).toBeUndefined();
  });
});
