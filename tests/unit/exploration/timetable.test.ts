/** When it can have happened: the strongest histories of a trace, and times that hold to what messages may take. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bounds,
  type Execution,
  executionOf,
  fewDeparturesFirst,
  type Program,
  strongestTimelines,
  timetableOf,
} from '../../../src/exploration/index.ts';
import { type Answer, type Ask, clients, type Handler, replies, worldOf } from './actors.ts';

const PACES = { fastest: 1, slowest: 50, latestRepeat: 500 };

/** Passes what it is asked on to b, and replies when that has answered; gives up after 100 ms. */
const asksB: Handler = (input, id) => {
  if ('asked' in input)
    return [
      { do: 'send', to: 'b', message: input.asked.id },
      { do: 'wait', after: 100, message: input.asked.id },
    ];
  if (id === 'b') return [{ do: 'send', to: input.from, message: input.message }];
  return [{ do: 'reply', id: input.message as string, ok: input.from !== id }];
};

const asking = () => worldOf(['a', 'b'], () => asksB);

function runs(program: Program<Ask>, bounds: Bounds, world = asking()): Execution<Ask, Answer>[] {
  return [...fewDeparturesFirst(world, [{ program, bounds }])].map(({ state }) => executionOf(state));
}

describe('the strongest histories', () => {
  const names = (execution: Execution<Ask, Answer>) => strongestTimelines(execution).map(({ name }) => name.trim());

  test('of two who have nothing to do with each other either may be over first', () => {
    const [run] = runs(
      clients(['a'], ['b']),
      { departures: 0 },
      worldOf(['a', 'b'], () => replies),
    );
    expect(names(run!)).toEqual(['r1 r1! r2 r2!', 'r2 r2! r1 r1!']);
  });

  test('at one actor the order is known', () => {
    const [run] = runs(
      clients(['a'], ['a']),
      { departures: 0 },
      worldOf(['a', 'b'], () => replies),
    );
    expect(names(run!)).toEqual(['r1 r1! r2 r2!']);
  });

  test('who needs something of a later request is answered after it', () => {
    const waits: Handler = (input, id) => {
      if (id === 'b')
        return 'asked' in input
          ? [
              { do: 'reply', id: 'r2' },
              { do: 'send', to: 'a', message: 1 },
            ]
          : [];
      return 'asked' in input ? [] : [{ do: 'reply', id: 'r1' }];
    };
    const [run] = runs(
      clients(['a'], ['b']),
      { departures: 0 },
      worldOf(['a', 'b'], () => waits),
    );
    expect(names(run!)).toEqual(['r1 r2 r1! r2!', 'r2 r2! r1 r1!']);
  });

  test('who has no answer is in it all the same', () => {
    const [run] = runs(
      clients(['a'], ['b']),
      { departures: 0 },
      worldOf(['a', 'b'], (id) => (id === 'a' ? () => [] : replies)),
    );
    expect(names(run!)).toEqual(['r1 r2 r2!', 'r2 r2! r1']);
  });
});

describe('times', () => {
  const holds = (run: Execution<Ask, Answer>) => {
    const times = timetableOf(run, PACES);
    if (!times) return false;
    const latest = new Map<string, number>();
    for (const [index, at] of times.events.entries()) {
      const { actor, item } = run.events[index]!;
      expect(at).toBeGreaterThan(latest.get(actor) ?? -1);
      latest.set(actor, at);
      const sent = item.sentBy < 0 ? 0 : times.events[item.sentBy]!;
      if (item.kind === 'alarm') expect(at - sent).toBe(item.after);
      if (item.kind === 'message') {
        expect(at - sent).toBeGreaterThanOrEqual(1);
        expect(at - sent).toBeLessThanOrEqual(item.isCopy ? 500 : 50);
        expect(times.arrivals.get(item.id)).toBe(at);
      }
    }
    return true;
  };

  test('are within what messages may take, whatever goes otherwise', () => {
    const bounds: Bounds = {
      departures: 2,
      late: true,
      twice: true,
      cuts: [
        { groups: [['a'], ['b']], heals: 'at once' },
        { groups: [['a'], ['b']], heals: 'quiet' },
      ],
    };
    const all = runs(clients(['a', 'a'], ['a']), bounds);
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(holds).length).toBeGreaterThan(all.length / 3);
  });

  test('what is late can be later than an alarm of 100 ms no more than messages can', () => {
    const [, ...late] = runs(clients(['a']), { departures: 1, late: true });
    expect(late.length).toBe(0);
    // By itself it is over after two messages.
    const [run] = runs(clients(['a']), { departures: 0 });
    expect(timetableOf(run!, PACES)?.events).toEqual([0, 1, 2]);
    expect(timetableOf(run!, { ...PACES, fastest: 60, slowest: 70 })).toBeUndefined();
  });

  test('a cut lies where what is lost meets it', () => {
    const cuts = [{ groups: [['a'], ['b']], heals: 'quiet' as const }];
    const run = runs(clients(['a', 'a']), { departures: 1, cuts }).find(({ cuts: [cut] }) => cut?.begins === 1)!;
    const times = timetableOf(run, PACES)!;
    const [sent] = run.events[1]!.lost;
    const [cut] = times.cuts;
    const sentAt = times.events[sent!.sentBy]!;
    expect(sentAt).toBeLessThan(cut!.to);
    expect(sentAt + 50).toBeGreaterThanOrEqual(cut!.from);
    // The first message has got through before.
    expect(times.arrivals.get('a1.1')).toBeLessThan(cut!.from);
  });

  test('a history orders what nothing else does', () => {
    const [run] = runs(
      clients(['a'], ['b']),
      { departures: 0 },
      worldOf(['a', 'b'], () => replies),
    );
    for (const timeline of strongestTimelines(run!)) {
      const times = timetableOf(run!, PACES, { timeline })!;
      const [first, second] = timeline.name.includes('r1 r1! r2') ? [0, 1] : [1, 0];
      expect(times.events[first!]).toBeLessThan(times.events[second!]!);
    }
  });

  test('nobody asks before the time that the program says', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 5 }), (whens) => {
        const asks = whens.map((when) => ({ actor: 'a', ask: {}, when }));
        const [run] = runs({ clients: [{ name: 'Ada', asks }] }, { departures: 0 });
        const times = timetableOf(run!, PACES)!;
        for (const [index, { asked }] of run!.calls.entries()) {
          expect(times.events[asked]).toBeGreaterThanOrEqual(whens[index]!);
          expect(times.events[asked]).toBeGreaterThanOrEqual(Math.max(...whens.slice(0, index), 0));
        }
      }),
      { numRuns: 50 },
    );
  });
});
