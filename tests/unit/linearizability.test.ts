/**
 * Holds the linearizability checker to recorded histories of a real store, to hand-made histories whose verdict can be
 * seen by eye, and to a brute-force check that tries every order.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkLinearizability,
  explainViolation,
  isOutcomeUnknown,
  type KeyValueCall,
  keyValueModel,
  LinearizabilityLimitError,
  linearizationPoints,
  type Model,
  type Operation,
  type RegisterCall,
  type RegisterResult,
  type RegisterValue,
  registerModel,
} from '../../src/grading/linearizability.ts';
import { permutations } from '../../src/grading/permutations.ts';

type RegisterOperation = Operation<RegisterCall, RegisterResult>;
type KeyValueOperation = Operation<KeyValueCall, RegisterResult>;

const unknown = Number.POSITIVE_INFINITY;

function write(process: string, value: RegisterValue, invokedAt: number, returnedAt: number): RegisterOperation {
  return { process, call: { kind: 'write', value }, result: undefined, invokedAt, returnedAt };
}

function read(process: string, result: RegisterResult, invokedAt: number, returnedAt: number): RegisterOperation {
  return { process, call: { kind: 'read' }, result, invokedAt, returnedAt };
}

function cas(
  process: string,
  [from, to]: readonly [RegisterValue, RegisterValue],
  result: boolean | undefined,
  invokedAt: number,
  returnedAt: number,
): RegisterOperation {
  return { process, call: { kind: 'cas', from, to }, result, invokedAt, returnedAt };
}

function onKey(key: string, operation: RegisterOperation): KeyValueOperation {
  return { ...operation, call: { ...operation.call, key } };
}

function isLinearizable(operations: readonly RegisterOperation[], initialValue: RegisterValue = 0): boolean {
  return checkLinearizability(registerModel(initialValue), operations).linearizable;
}

function violationOf<State extends NonNullable<unknown> | null, Call, Result>(
  model: Model<State, Call, Result>,
  operations: readonly Operation<Call, Result>[],
) {
  const verdict = checkLinearizability(model, operations);
  if (verdict.linearizable) throw new Error('expected a violation, found an order');
  return verdict;
}

/** Whether `first` has to come before `second`: in real time, or at one instant in the life of one process. */
function precedes(first: Operation<unknown, unknown>, second: Operation<unknown, unknown>): boolean {
  if (first.returnedAt < second.invokedAt) return true;
  const meet = first.process === second.process && first.returnedAt === second.invokedAt;
  return meet && (first.invokedAt < second.invokedAt || first.returnedAt < second.returnedAt);
}

function expectRealTimeOrder(order: readonly Operation<unknown, unknown>[]) {
  const inverted = order.flatMap((later, position) =>
    order.slice(0, position).filter((earlier) => precedes(later, earlier)),
  );
  expect(inverted).toEqual([]);
}

describe('recorded histories of etcd', () => {
  function readHistory(name: string): RegisterOperation[] {
    const text = readFileSync(new URL(`./histories/etcd_${name}.log`, import.meta.url), 'utf8');
    const pending = new Map<string, RegisterOperation>();
    const operations: RegisterOperation[] = [];
    for (const [position, line] of text.trim().split('\n').entries()) {
      const match = /^INFO\s+jepsen\.util - (\d+)\s+:(invoke|ok|fail|info)\s+:(read|write|cas)\s+(.+)$/.exec(line);
      if (!match) throw new Error(`etcd_${name}.log:${position + 1} is no event: ${line}`);
      const [, process = '', type, kind, value = ''] = match;
      const [first = null, second = null] = (value.match(/\d+/g) ?? []).map(Number);
      if (type === 'invoke') {
        const invoked =
          kind === 'read'
            ? read(process, undefined, position, unknown)
            : kind === 'write'
              ? write(process, first, position, unknown)
              : cas(process, [first, second], undefined, position, unknown);
        pending.set(process, invoked);
        continue;
      }
      const invoked = pending.get(process);
      if (!invoked) throw new Error(`etcd_${name}.log:${position + 1} completes nothing: ${line}`);
      pending.delete(process);
      if (type === 'info') operations.push(invoked);
      if (type === 'ok') {
        const result = kind === 'read' ? first : kind === 'cas' ? true : undefined;
        operations.push({ ...invoked, result, returnedAt: position });
      }
    }
    return [...operations, ...pending.values()];
  }

  // The bound also says that the search is fast: 371 configurations are the most that any of these needs.
  const limits = { maxStates: 1_000 };

  test.each(['002', '005', '007', '018', '025', '031', '038', '045'])('%s is linearizable', (name) => {
    const operations = readHistory(name);
    const verdict = checkLinearizability(registerModel(), operations, limits);
    expect(verdict.linearizable).toBe(true);
    if (!verdict.linearizable) return;
    expect(new Set(verdict.order).size).toBe(verdict.order.length);
    expect(verdict.order).toEqual(
      expect.arrayContaining(operations.filter((operation) => !isOutcomeUnknown(operation))),
    );
    expect(placedLegally(verdict.order, null)).toBe(verdict.order.length);
    expectRealTimeOrder(verdict.order);
  });

  test.each(['000', '001', '004', '012', '030', '040'])('%s is not linearizable', (name) => {
    expect(checkLinearizability(registerModel(), readHistory(name), limits).linearizable).toBe(false);
  });
});

describe('a register', () => {
  // Two histories of the test suite of porcupine (TestRegisterModel, MIT licence).
  test('a write that overlaps two reads can fall between them', () => {
    expect(isLinearizable([write('a', 100, 0, 100), read('b', 100, 25, 75), read('c', 0, 30, 60)])).toBe(true);
  });

  test('a write that one read has seen cannot be undone for a later read', () => {
    expect(isLinearizable([write('a', 200, 0, 100), read('b', 200, 10, 30), read('c', 0, 40, 90)])).toBe(false);
  });

  test('an empty history is linearizable', () => {
    expect(checkLinearizability(registerModel(), [])).toEqual({ linearizable: true, order: [] });
  });

  test('where nothing else decides, operations are placed as they were invoked', () => {
    const history = [write('b', 2, 1, 9), write('a', 1, 0, 10)];
    expect(checkLinearizability(registerModel(), history)).toMatchObject({ order: history.toReversed() });
  });

  test('a stale read after a completed write is what cannot be placed', () => {
    const first = write('a', 1, 0, 1);
    const second = write('a', 2, 2, 3);
    const stale = read('b', 1, 4, 5);
    const violation = violationOf(registerModel(), [stale, second, first]);
    expect(violation).toEqual({
      linearizable: false,
      partition: undefined,
      longestOrder: [first, second],
      state: 2,
      blocked: stale,
      candidates: [stale],
    });
    expect(explainViolation(registerModel(), violation)).toBe(
      'No order of the operations explains what the clients saw. ' +
        'The longest order that fits: write(1) by a, write(2) by a. After it the state is 2. ' +
        'read() → 1 by b (from 4 to 5) cannot be placed next.',
    );
  });

  test('reads that overlap a write may go from old to new, not from new to old', () => {
    const change = write('a', 2, 10, 20);
    expect(isLinearizable([change, read('b', 1, 11, 12), read('c', 2, 13, 14)], 1)).toBe(true);
    const [newer, older] = [read('b', 2, 11, 12), read('c', 1, 13, 14)];
    const violation = violationOf(registerModel(1), [change, newer, older]);
    expect(violation).toMatchObject({ longestOrder: [change, newer], state: 2, blocked: older });
  });

  test('every operation that could have come next is named', () => {
    const history = [write('a', 1, 0, 1), read('b', 7, 2, 6), read('c', 8, 3, 5)];
    const violation = violationOf(registerModel(), history);
    expect(violation.candidates).toEqual([history[2], history[1]]);
    expect(explainViolation(registerModel(), violation)).toMatch(
      /read\(\) → 8 by c \(from 3 to 5\) cannot be placed next\. Neither can read\(\) → 7 by b\.$/,
    );
  });

  test('an impossible first operation is explained by the initial state', () => {
    const violation = violationOf(registerModel('red'), [read('b', 'blue', 0, 1)]);
    expect(explainViolation(registerModel(), violation)).toContain('Before the first operation the state is "red".');
  });

  test('a long order is explained by its end', () => {
    const writes = Array.from({ length: 20 }, (_, index) => write('a', index, 2 * index, 2 * index + 1));
    const violation = violationOf(registerModel(), [...writes, read('b', 3, 100, 101)]);
    expect(explainViolation(registerModel(), violation)).toContain('14 earlier, then write(14) by a, write(15) by a');
  });

  test('a compare-and-set answers whether it found what it expected', () => {
    expect(isLinearizable([cas('a', [0, 1], true, 0, 1), read('b', 1, 2, 3)])).toBe(true);
    expect(isLinearizable([cas('a', [5, 1], false, 0, 1), read('b', 0, 2, 3)])).toBe(true);
    expect(isLinearizable([cas('a', [0, 1], false, 0, 1)])).toBe(false);
    expect(isLinearizable([cas('a', [0, 1], true, 0, 9), cas('b', [0, 2], true, 0, 9)])).toBe(false);
  });

  test('values of different types are different values', () => {
    expect(isLinearizable([write('a', 1, 0, 1), read('b', '1', 2, 3)])).toBe(false);
    expect(isLinearizable([write('a', null, 0, 1), read('b', 'null', 2, 3)])).toBe(false);
    expect(isLinearizable([write('a', '1', 0, 9), write('b', 1, 0, 9), read('c', 1, 10, 11)])).toBe(true);
  });

  test('a read that returned nothing is not a read of unknown outcome', () => {
    expect(isLinearizable([read('a', undefined, 0, 1)], null)).toBe(false);
    expect(isLinearizable([read('a', undefined, 0, unknown)], null)).toBe(true);
  });
});

describe('operations of unknown outcome', () => {
  test('a timed-out write may be seen long after', () => {
    const timedOut = write('a', 1, 0, unknown);
    const history = [timedOut, read('b', 0, 1, 2), read('b', 0, 3, 4), read('b', 1, 5, 6)];
    const verdict = checkLinearizability(registerModel(0), history);
    expect(verdict).toEqual({ linearizable: true, order: [history[1], history[2], timedOut, history[3]] });
  });

  test('a timed-out write that nobody saw is left out', () => {
    const history = [write('a', 1, 0, unknown), read('b', 0, 5, 6)];
    expect(checkLinearizability(registerModel(0), history)).toEqual({ linearizable: true, order: [history[1]] });
  });

  test('a timed-out write takes effect at most once', () => {
    const history = [write('a', 1, 0, unknown), read('b', 1, 1, 2), write('b', 2, 3, 4), read('b', 1, 5, 6)];
    expect(isLinearizable(history)).toBe(false);
  });

  test('a timed-out write is not seen before it was invoked', () => {
    expect(isLinearizable([read('b', 1, 0, 1), write('a', 1, 2, unknown)])).toBe(false);
  });

  test('a timed-out compare-and-set may have written, or found another value', () => {
    const timedOut = cas('a', [0, 1], undefined, 0, unknown);
    expect(isLinearizable([timedOut, read('b', 1, 5, 6)])).toBe(true);
    expect(isLinearizable([timedOut, read('b', 0, 5, 6)])).toBe(true);
    expect(isLinearizable([write('b', 3, 1, 2), timedOut, read('b', 3, 5, 6)])).toBe(true);
    expect(isLinearizable([write('b', 3, -2, -1), timedOut, read('b', 1, 5, 6)])).toBe(false);
  });

  test('which of two timed-out operations has taken effect can matter later', () => {
    const [timedOutWrite, timedOutCas] = [write('a', 1, 0, unknown), cas('b', [0, 1], undefined, 1, unknown)];
    const [seen, overwritten, seenAgain] = [read('c', 1, 2, 3), write('c', 5, 4, 5), read('c', 1, 6, 7)];
    const verdict = checkLinearizability(registerModel(0), [timedOutWrite, timedOutCas, seen, overwritten, seenAgain]);
    expect(verdict).toEqual({ linearizable: true, order: [timedOutCas, seen, overwritten, timedOutWrite, seenAgain] });
  });

  test('the explanation does not resort to timed-out writes without need', () => {
    const history = [write('a', 1, 0, unknown), write('b', 2, 1, 2), read('b', 9, 3, 4)];
    expect(violationOf(registerModel(0), history)).toMatchObject({ longestOrder: [history[1]], state: 2 });
  });

  test('thirty of them do not make the search explode', () => {
    const timedOut = Array.from({ length: 30 }, (_, index) => write(`t${index}`, index, index, unknown));
    const seen = [7, 3, 29, 11].map((value, index) => read('b', value, 100 + 2 * index, 101 + 2 * index));
    const history = [...timedOut, ...seen];
    expect(checkLinearizability(registerModel(0), history, { maxStates: 5_000 }).linearizable).toBe(true);
    const again = read('b', 7, 200, 201);
    const verdict = checkLinearizability(registerModel(0), [...history, again], { maxStates: 5_000 });
    expect(verdict).toMatchObject({ linearizable: false, blocked: again });
  });
});

describe('ties', () => {
  test('a return and an invocation of different processes at one instant are concurrent', () => {
    expect(isLinearizable([write('a', 1, 0, 5), read('b', 0, 5, 6)])).toBe(true);
    expect(isLinearizable([write('a', 1, 0, 5), read('b', 0, 6, 7)])).toBe(false);
  });

  test('one process does one thing after another, even within an instant', () => {
    expect(isLinearizable([write('a', 1, 0, 5), read('a', 0, 5, 6)])).toBe(false);
    expect(isLinearizable([read('a', 0, 5, 6), write('a', 1, 5, 5)])).toBe(false);
    expect(isLinearizable([write('a', 1, 5, 5), read('a', 0, 5, 5)])).toBe(false);
    expect(isLinearizable([read('a', 0, 5, 5), write('a', 1, 5, 5)])).toBe(true);
  });

  // The two histories of porcupine's TestZeroDuration (MIT licence).
  test('operations may take no time at all', () => {
    const old = [read('c', 0, 30, 30), read('d', 0, 30, 30)];
    expect(isLinearizable([write('a', 100, 0, 100), read('b', 100, 25, 75), ...old])).toBe(true);
    const fresh = [read('b', 200, 10, 10), read('c', 200, 10, 10)];
    expect(isLinearizable([write('a', 200, 0, 100), ...fresh, read('d', 0, 40, 90)])).toBe(false);
  });
});

describe('a key–value store', () => {
  test('the key that cannot be explained is found, with only its own operations', () => {
    const history = [
      onKey('x', write('a', 1, 0, 1)),
      onKey('y', write('a', 2, 2, 3)),
      onKey('x', read('b', 1, 4, 5)),
      onKey('y', read('b', null, 6, 7)),
    ];
    const violation = violationOf(keyValueModel(), history);
    expect(violation).toMatchObject({ partition: 'y', longestOrder: [history[1]], state: 2, blocked: history[3] });
    expect(explainViolation(keyValueModel(), violation)).toBe(
      'No order of the operations on "y" explains what the clients saw. ' +
        'The longest order that fits: write("y", 2) by a. After it the state is 2. ' +
        'read("y") → null by b (from 6 to 7) cannot be placed next.',
    );
  });

  test('the order of all keys together follows real time', () => {
    const history = [
      onKey('x', write('a', 1, 0, 10)),
      onKey('y', write('b', 2, 1, 2)),
      onKey('x', read('b', null, 3, 4)),
      onKey('y', read('c', 2, 5, 6)),
      onKey('x', read('c', 1, 7, 8)),
    ];
    const verdict = checkLinearizability(keyValueModel(), history);
    const [writeX, writeY, readX, readY, readXAgain] = history;
    expect(verdict).toEqual({ linearizable: true, order: [writeY, readX, writeX, readY, readXAgain] });
  });

  test('a register for each key, all with the initial value asked for', () => {
    const history = [onKey('x', read('a', 0, 0, 1)), onKey('y', cas('a', [0, 1], true, 2, 3))];
    expect(checkLinearizability(keyValueModel(0), history).linearizable).toBe(true);
    expect(checkLinearizability(keyValueModel(5), history).linearizable).toBe(false);
  });
});

describe('bounds', () => {
  const overlapping = [
    ...Array.from({ length: 16 }, (_, index) => onKey('x', write(`w${index}`, index, 0, 10))),
    onKey('x', read('r', 99, 11, 12)),
  ];

  test('a history that overlaps too much is given up with an error that says so', () => {
    const check = () => checkLinearizability(keyValueModel(), overlapping, { maxStates: 1_000 });
    expect(check).toThrow(LinearizabilityLimitError);
    expect(check).toThrow(
      /^No verdict after 1000 configurations: the 17 operations on "x", 0 of them of unknown outcome/,
    );
  });

  test('the bound is shared by all keys', () => {
    const history = ['x', 'y', 'z'].map((key, index) => onKey(key, write('a', 1, 2 * index, 2 * index + 1)));
    expect(checkLinearizability(keyValueModel(), history, { maxStates: 3 }).linearizable).toBe(true);
    expect(() => checkLinearizability(keyValueModel(), history, { maxStates: 2 })).toThrow(LinearizabilityLimitError);
  });

  test.each([
    [5, 4],
    [Number.NaN, 4],
    [0, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('an operation from %d to %d is refused', (invokedAt, returnedAt) => {
    const check = () => checkLinearizability(registerModel(), [write('a', 1, invokedAt, returnedAt)]);
    expect(check).toThrow(RangeError);
    expect(check).toThrow(/write\(1\).* by a runs from/);
  });
});

/** How many operations, from the first, a single register can answer as they were answered. */
function placedLegally(order: readonly RegisterOperation[], initialValue: RegisterValue): number {
  let value = initialValue;
  for (const [position, operation] of order.entries()) {
    const { call, result } = operation;
    const expected = call.kind === 'read' ? value : call.kind === 'cas' ? call.from === value : undefined;
    if (!isOutcomeUnknown(operation) && result !== expected) return position;
    if (call.kind === 'write') value = call.value;
    if (call.kind === 'cas' && call.from === value) value = call.to;
  }
  return order.length;
}

function countCompleted(operations: readonly RegisterOperation[]): number {
  return operations.filter((operation) => !isOutcomeUnknown(operation)).length;
}

/** The most completed operations that any order in real time can place, by trying every order there is. */
function mostPlacedByAnyOrder(history: readonly RegisterOperation[], initialValue: RegisterValue): number {
  const optional = history.filter(isOutcomeUnknown);
  const required = history.filter((operation) => !isOutcomeUnknown(operation));
  let most = 0;
  for (let chosen = 0; chosen < 1 << optional.length; chosen++) {
    const used = [...required, ...optional.filter((_, index) => chosen & (1 << index))];
    for (const order of permutations(used)) {
      const ordered = order.every((later, position) => !order.slice(0, position).some((one) => precedes(later, one)));
      if (!ordered) continue;
      most = Math.max(most, countCompleted(order.slice(0, placedLegally(order, initialValue))));
    }
  }
  return most;
}

describe('compared with trying every order', () => {
  const value = fc.integer({ min: 0, max: 2 });
  const process = fc.constantFrom('a', 'b', 'c');
  // Times collide often, on purpose; two operations of one process within one instant have no order to compare.
  const times = fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 4 }))
    .map(([invokedAt, duration]) => [invokedAt, invokedAt + duration] as const);
  const outcome = fc.constantFrom('known', 'known', 'known', 'unknown');
  const operation: fc.Arbitrary<RegisterOperation> = fc
    .record({ kind: fc.constantFrom('read', 'write', 'cas'), process, value, other: value, times, outcome })
    .map(({ kind, process, value, other, times: [invokedAt, finished], outcome }) => {
      const returnedAt = outcome === 'unknown' ? unknown : finished;
      if (kind === 'read') return read(process, outcome === 'unknown' ? undefined : value, invokedAt, returnedAt);
      if (kind === 'write') return write(process, value, invokedAt, returnedAt);
      return cas(process, [value, other], outcome === 'unknown' ? undefined : true, invokedAt, returnedAt);
    });

  test('the verdict, the witness and the longest order agree', () => {
    const verdicts = { linearizable: 0, not: 0 };
    fc.assert(
      fc.property(fc.array(operation, { minLength: 2, maxLength: 6 }), (history) => {
        const verdict = checkLinearizability(registerModel(0), history);
        const most = mostPlacedByAnyOrder(history, 0);
        const order = verdict.linearizable ? verdict.order : verdict.longestOrder;
        expect(placedLegally(order, 0)).toBe(order.length);
        expectRealTimeOrder(order);
        expect(new Set(order).size).toBe(order.length);
        expect(countCompleted(order)).toBe(most);
        expect(verdict.linearizable).toBe(most === countCompleted(history));
        if (!verdict.linearizable) {
          const left = history.filter((one) => !isOutcomeUnknown(one) && !order.includes(one));
          expect(verdict.blocked).toBe(verdict.candidates[0]);
          expect(verdict.blocked.returnedAt).toBe(Math.min(...left.map((one) => one.returnedAt)));
          expect(verdict.candidates).toEqual(
            expect.arrayContaining(left.filter((one) => !left.some((other) => precedes(other, one)))),
          );
        }
        verdicts[verdict.linearizable ? 'linearizable' : 'not']++;
      }),
      { seed: 20260, numRuns: 500 },
    );
    expect(Math.min(verdicts.linearizable, verdicts.not)).toBeGreaterThan(100);
  });

  test('what a real store answered is always linearizable, and the points lie within the operations', () => {
    const step = fc.record({
      kind: fc.constantFrom('read', 'write', 'cas'),
      process,
      key: fc.constantFrom('x', 'y', 'z'),
      value,
      other: value,
      before: fc.integer({ min: 0, max: 6 }),
      after: fc.integer({ min: 0, max: 6 }),
      timedOut: fc.constantFrom(true, false, false, false),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const store = new Map<string, RegisterValue>();
        // A process of its own for each step: its operations overlap at will, as those of one process never do.
        const history = steps.map((one, at): KeyValueOperation => {
          const held = store.get(one.key) ?? null;
          const [invokedAt, returnedAt] = [at - one.before, one.timedOut ? unknown : at + one.after];
          const name = `${one.process}${at}`;
          if (one.kind === 'read') return onKey(one.key, read(name, held, invokedAt, returnedAt));
          if (one.kind === 'write') {
            store.set(one.key, one.value);
            return onKey(one.key, write(name, one.value, invokedAt, returnedAt));
          }
          if (held === one.value) store.set(one.key, one.other);
          return onKey(one.key, cas(name, [one.value, one.other], held === one.value, invokedAt, returnedAt));
        });
        const verdict = checkLinearizability(keyValueModel(), history);
        expect(verdict.linearizable).toBe(true);
        if (!verdict.linearizable) return;
        expectRealTimeOrder(verdict.order);
        for (const key of ['x', 'y', 'z']) {
          const order = verdict.order.filter((one) => one.call.key === key);
          expect(placedLegally(order, null)).toBe(order.length);
        }
        const points = linearizationPoints(verdict.order);
        expect(points).toEqual(points.toSorted((one, other) => one - other));
        for (const [position, { invokedAt, returnedAt }] of verdict.order.entries()) {
          expect(points[position]).toBeGreaterThanOrEqual(invokedAt);
          expect(points[position]).toBeLessThanOrEqual(returnedAt);
        }
      }),
      { seed: 20261, numRuns: 200 },
    );
  });
});
