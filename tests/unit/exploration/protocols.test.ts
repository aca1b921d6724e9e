/** Textbook protocols, right and with one fault each: every fault is found by its shortest failure, and nothing else is. */
import { describe, expect, test } from 'vitest';
import {
  type Bounds,
  type Effect,
  type Execution,
  everyOrder,
  executionOf,
  explore,
  strongestTimelines,
} from '../../../src/exploration/index.ts';
import {
  checkLinearizability,
  type KeyValueCall,
  keyValueModel,
  type Operation,
  type RegisterResult,
} from '../../../src/grading/linearizability.ts';
import { type Answer, type Ask, clients, type Handler, worldOf } from './actors.ts';

type Found = { departures: string[]; events: number };
type Judge = (execution: Execution<Ask, Answer>) => boolean;

/** The first run that a judge finds fault with: by its departures, and how many events it has. */
function firstFailure(
  make: (id: string) => Handler,
  actors: string[],
  program: ReturnType<typeof clients>,
  bounds: Bounds,
  isWrong: Judge,
): Found | undefined {
  const { problem } = explore(worldOf(actors, make), [{ program, bounds }], (execution): Found | undefined =>
    isWrong(execution)
      ? { departures: execution.departures.map(({ kind }) => kind), events: execution.events.length }
      : undefined,
  );
  return problem;
}

// ——— the register of Attiya, Bar-Noy and Dolev (Sharing Memory Robustly in Message-Passing Systems, 1995), one writer ———

interface Version {
  count: number;
  value: unknown;
}

function register(peers: string[], { writesBack }: { writesBack: boolean }): Handler {
  let held: Version = { count: 0, value: null };
  const rounds = new Map<string, { heard: Set<string>; best: Version; round: 'ask' | 'store'; reads: boolean }>();
  const take = (version: Version): void => {
    if (version.count > held.count) held = version;
  };
  return (input, id) => {
    const all = (message: object): Effect<Answer>[] =>
      peers.filter((peer) => peer !== id).map((to) => ({ do: 'send', to, message }));
    if ('asked' in input) {
      const { id: request, write } = input.asked as Ask & { id: string };
      if (write === undefined) {
        rounds.set(request, { heard: new Set([id]), best: held, round: 'ask', reads: true });
        return all({ kind: 'ask', request });
      }
      take({ count: held.count + 1, value: write });
      rounds.set(request, { heard: new Set([id]), best: held, round: 'store', reads: false });
      return all({ kind: 'store', request, version: held });
    }
    const { kind, request, version } = input.message as { kind: string; request: string; version: Version };
    if (kind === 'ask') return [{ do: 'send', to: input.from, message: { kind: 'holds', request, version: held } }];
    if (kind === 'store') {
      take(version);
      return [{ do: 'send', to: input.from, message: { kind: 'stored', request } }];
    }
    const round = rounds.get(request);
    if (!round || (kind === 'holds') !== (round.round === 'ask')) return [];
    if (kind === 'holds' && version.count > round.best.count) round.best = version;
    round.heard.add(input.from);
    if (round.heard.size * 2 <= peers.length) return [];
    if (round.round === 'ask' && writesBack) {
      take(round.best);
      round.round = 'store';
      round.heard = new Set([id]);
      return all({ kind: 'store', request, version: round.best });
    }
    rounds.delete(request);
    return [{ do: 'reply', id: request, value: round.reads ? round.best.value : null }];
  };
}

const MODEL = keyValueModel(null);

const isNotLinearizable: Judge = (execution) =>
  strongestTimelines(execution).some((timeline) => {
    const operations = execution.calls.flatMap(
      ({ id, client, ask, answer }): Operation<KeyValueCall, RegisterResult>[] => {
        if (ask.write === undefined && answer === undefined) return [];
        const call =
          ask.write === undefined ? { kind: 'read' as const } : { kind: 'write' as const, value: ask.write as string };
        return [
          {
            process: client,
            call: { ...call, key: 'x' },
            result: answer?.value as RegisterResult,
            invokedAt: timeline.asked.get(id)!,
            returnedAt: timeline.replied.get(id) ?? Number.POSITIVE_INFINITY,
          },
        ];
      },
    );
    return !checkLinearizability(MODEL, operations).linearizable;
  });

describe('a register on three replicas', () => {
  const three = ['a', 'b', 'c'];
  const program = clients([['a', { write: 'new' }]], ['b', 'c']);
  const late: Bounds = { departures: 2, late: true };

  test('with write-back it is a register', () => {
    expect(
      firstFailure(() => register(three, { writesBack: true }), three, program, late, isNotLinearizable),
    ).toBeUndefined();
  });

  test('without, a read shows the new value and the next one the old: what stores it is late, and one answer', () => {
    const found = firstFailure(() => register(three, { writesBack: false }), three, program, late, isNotLinearizable);
    // What stores the new value, and the answer of the only one that has it.
    expect(found?.departures).toEqual(['late', 'late']);
  });
});

// ——— two-phase commit ———

function committee(members: string[], against: string, { isPatient }: { isPatient: boolean }): (id: string) => Handler {
  return (me) => {
    if (me === 'coordinator') {
      const votes = new Map<string, boolean>();
      let request = '';
      const decide = (commit: boolean): Effect<Answer>[] => [
        ...members.map((to): Effect<Answer> => ({ do: 'send', to, message: commit ? 'commit' : 'abort' })),
        { do: 'reply', id: request, commit },
      ];
      return (input) => {
        if ('asked' in input) {
          request = input.asked.id;
          return [
            ...members.map((to): Effect<Answer> => ({ do: 'send', to, message: 'prepare' })),
            { do: 'wait', after: 500, message: 'enough' },
          ];
        }
        if (votes.size === members.length) return [];
        if (input.message !== 'enough') votes.set(input.from, input.message === 'yes');
        const noes = [...votes.values()].filter((vote) => !vote).length;
        if (input.message === 'enough') {
          const commit = isPatient ? false : noes === 0;
          for (const member of members) votes.set(member, commit);
          return decide(commit);
        }
        return votes.size === members.length ? decide(noes === 0) : [];
      };
    }
    return (input) => {
      if ('asked' in input || input.message !== 'prepare') return [];
      return [{ do: 'send', to: 'coordinator', message: me === against ? 'no' : 'yes' }];
    };
  };
}

/** Somebody has voted against it, and it was done all the same. */
const isForced: Judge = ({ calls }) => calls.some(({ answer }) => answer?.commit === true);

describe('two-phase commit', () => {
  const members = ['m1', 'm2', 'm3'];
  const all = ['coordinator', ...members];
  const bounds: Bounds = { departures: 2, late: true, lost: true };

  test('who does not hear from everybody does not commit', () => {
    const right = committee(members, 'm2', { isPatient: true });
    expect(firstFailure(right, all, clients(['coordinator']), bounds, isForced)).toBeUndefined();
  });

  test('a lost vote must not count as consent', () => {
    const wrong = committee(members, 'm2', { isPatient: false });
    expect(firstFailure(wrong, all, clients(['coordinator']), bounds, isForced)?.departures).toEqual(['lost']);
  });
});

// ——— who leads ———

function candidate(peers: string[], { counts }: { counts: boolean }): Handler {
  let request = '';
  let voted: string | undefined;
  const heard = new Set<string>();
  const votes = new Set<string>();
  return (input, id) => {
    const all = (message: string): Effect<Answer>[] =>
      peers.filter((peer) => peer !== id).map((to) => ({ do: 'send', to, message }));
    if ('asked' in input) {
      request = input.asked.id;
      // Whoever has given its vote away stands no more.
      if (counts && voted !== undefined) return [{ do: 'reply', id: request, leads: false }];
      voted = id;
      votes.add(id);
      return [...all('me'), { do: 'wait', after: 200, message: 'decide' }];
    }
    if (input.message === 'me') {
      heard.add(input.from);
      if (!counts || voted !== undefined) return [];
      voted = input.from;
      return [{ do: 'send', to: input.from, message: 'you' }];
    }
    if (input.message === 'you') votes.add(input.from);
    if (input.message !== 'decide') return [];
    const leads = counts ? votes.size * 2 > peers.length : [...heard].every((other) => other > id);
    return [{ do: 'reply', id: request, leads }];
  };
}

const haveTwoLeaders: Judge = ({ calls }) => calls.filter(({ answer }) => answer?.leads === true).length > 1;

describe('an election', () => {
  const three = ['a', 'b', 'c'];
  const bounds: Bounds = { departures: 2, late: true, lost: true, twice: true };
  const program = clients(['a'], ['b']);

  test('a majority of votes makes one leader at most', () => {
    expect(
      firstFailure(() => candidate(three, { counts: true }), three, program, bounds, haveTwoLeaders),
    ).toBeUndefined();
  });

  test('"nobody smaller has spoken" makes two, when one message is lost', () => {
    const found = firstFailure(() => candidate(three, { counts: false }), three, program, bounds, haveTwoLeaders);
    expect(found?.departures).toEqual(['lost']);
  });
});

// ——— mutual exclusion of Ricart and Agrawala (CACM 1981) ———

function gate(peers: string[], { breaksTies }: { breaksTies: boolean }): Handler {
  let clock = 0;
  let mine: { time: number; request: string } | undefined;
  const grants = new Set<string>();
  return (input, id) => {
    if ('asked' in input) {
      mine = { time: ++clock, request: input.asked.id };
      const { time } = mine;
      return peers.filter((peer) => peer !== id).map((to) => ({ do: 'send', to, message: time }));
    }
    if (input.message === 'yours') {
      grants.add(input.from);
      return mine && grants.size === peers.length - 1 ? [{ do: 'reply', id: mine.request }] : [];
    }
    const time = input.message as number;
    clock = Math.max(clock, time);
    const isMineFirst = mine && (mine.time < time || (breaksTies && mine.time === time && id < input.from));
    // Nobody ever leaves, so what is deferred is never granted.
    return isMineFirst ? [] : [{ do: 'send', to: input.from, message: 'yours' }];
  };
}

describe('mutual exclusion', () => {
  const both = ['a', 'b', 'c'];
  const program = clients(['a'], ['b']);
  const areInside = (isRight: boolean): number[] => {
    const world = worldOf(both, () => gate(both, { breaksTies: isRight }));
    return [...everyOrder(world, program)].map(
      (state) => executionOf(state).calls.filter(({ replied }) => replied !== undefined).length,
    );
  };

  test('in no order of the messages are two inside', () => {
    const inside = areInside(true);
    expect(inside.length).toBeGreaterThan(20);
    expect(Math.max(...inside)).toBe(1);
  });

  test('without tie-breaks two are, and nothing need be late for it', () => {
    expect(Math.max(...areInside(false))).toBe(2);
    const isBroken: Judge = ({ calls }) => calls.filter(({ replied }) => replied !== undefined).length > 1;
    const found = firstFailure(
      () => gate(both, { breaksTies: false }),
      both,
      program,
      { departures: 1, late: true },
      isBroken,
    );
    expect(found?.departures).toEqual([]);
  });
});
