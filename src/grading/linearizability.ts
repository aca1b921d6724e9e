/**
 * Decides whether a recorded history of concurrent operations is linearizable: whether every operation can be given one
 * instant between its invocation and its return so that, in the order of those instants, a single copy of the object
 * would have given the same answers. Labs about replication record what their clients saw and ask this module for the
 * verdict, and for the smallest thing to show when there is none.
 *
 * The search is Wing and Gong's (Testing and Verifying Concurrent Objects, 1993) with Lowe's memory of configurations
 * already tried (Testing for Linearizability, 2017), one independent part of the history at a time (Horn and Kroening,
 * Faster Linearizability Checking via P-Compositionality, 2015).
 */

/** One operation as a client saw it. Times are numbers on any one clock: seconds, ticks or positions in a log. */
export interface Operation<Call, Result> {
  /** The client. What one process does is ordered even where its return and its next invocation bear the same time. */
  readonly process: string;
  readonly call: Call;
  /** What came back. `undefined` where the operation returns nothing, or never returned; `returnedAt` tells which. */
  readonly result: Result | undefined;
  readonly invokedAt: number;
  /**
   * `Infinity` when the outcome is unknown, as after a timeout: the operation may take effect at any time after
   * `invokedAt`, or never. An operation that is known to have failed without effect does not belong in the history.
   */
  readonly returnedAt: number;
}

/** What one copy of the object does when operations come one at a time. Every function is pure. */
export interface Model<State extends NonNullable<unknown> | null, Call, Result> {
  /** The state before the first operation; of every part, where the model has parts. */
  initial(): State;
  /**
   * The state after the operation, or `undefined` if its call could not have had its result in `state`. An operation of
   * unknown outcome (see `isOutcomeUnknown`) has no result to hold against it: the state if it does take effect.
   */
  step(state: State, operation: Operation<Call, Result>): State | undefined;
  /** Equal for two states exactly when nothing can tell them apart. Learners read it: "the state is 3". */
  key(state: State): string;
  /** The operation in a learner's words, without its process: `read() → 1`. */
  describe(operation: Operation<Call, Result>): string;
  /** The part of the object that a call touches, where parts are independent of each other (the key of a store). */
  partitionBy?(call: Call): string;
}

/** A witness that the history is linearizable. */
export interface Linearization<Call, Result> {
  readonly linearizable: true;
  /** One order that explains every answer. Operations of unknown outcome are in it only if they took effect. */
  readonly order: readonly Operation<Call, Result>[];
}

/** Why the history is not linearizable: the furthest that any order gets, and what stops it there. */
export interface Violation<State, Call, Result> {
  readonly linearizable: false;
  /** The part that cannot be ordered; `undefined` where the model has no parts. */
  readonly partition: string | undefined;
  /** An order of operations of that part which places as many completed ones as any order can. */
  readonly longestOrder: readonly Operation<Call, Result>[];
  /** The state after `longestOrder`. */
  readonly state: State;
  /** The operation that had to come next, because it returned before all others that are left. */
  readonly blocked: Operation<Call, Result>;
  /**
   * Every completed operation that could have come next in real time, `blocked` first. None of them could have given
   * its answer in `state`, nor in any state that operations of unknown outcome can lead to from there.
   */
  readonly candidates: readonly Operation<Call, Result>[];
}

export type LinearizabilityVerdict<State, Call, Result> = Linearization<Call, Result> | Violation<State, Call, Result>;

export interface LinearizabilityLimits {
  /** How many configurations (operations placed, state reached) may be tried, in all parts together. */
  readonly maxStates?: number;
}

/** Thrown when `maxStates` did not suffice for a verdict. The problem is NP-complete, so some bound has to exist. */
export class LinearizabilityLimitError extends Error {
  override readonly name = 'LinearizabilityLimitError';
}

const DEFAULT_MAX_STATES = 200_000;

/**
 * Checks a history against a model. The operations may come in any order; only their times and, between operations of
 * one process, the end of one at the instant where the next begins, say what came before what. Two operations of
 * different processes that meet at one instant are concurrent, and so are two of one process on different parts.
 *
 * @throws RangeError for an operation whose times make no sense
 * @throws LinearizabilityLimitError when there is no verdict after `maxStates` configurations
 */
export function checkLinearizability<State extends NonNullable<unknown> | null, Call, Result>(
  model: Model<State, Call, Result>,
  operations: readonly Operation<Call, Result>[],
  { maxStates = DEFAULT_MAX_STATES }: LinearizabilityLimits = {},
): LinearizabilityVerdict<State, Call, Result> {
  for (const operation of operations) checkTimes(model, operation);
  const orders: (readonly Operation<Call, Result>[])[] = [];
  const budget = { left: maxStates };
  const parts = Map.groupBy(operations, ({ call }) => model.partitionBy?.(call));
  for (const [partition, part] of parts) {
    const found = searchOrder(model, part, budget);
    if (found === undefined) throw limitReached(maxStates, partition, part);
    if ('blocked' in found) return { linearizable: false, partition, ...found };
    orders.push(found.order);
  }
  return { linearizable: true, order: mergeOrders(orders) };
}

/** Whether the client never learnt what became of the operation. */
export function isOutcomeUnknown(operation: Operation<unknown, unknown>): boolean {
  return operation.returnedAt === Number.POSITIVE_INFINITY;
}

/**
 * The earliest instants at which the operations of a linearization can take effect in their order: never decreasing,
 * each between its operation's invocation and return. They are the dots on a space–time diagram.
 */
export function linearizationPoints(order: readonly Operation<unknown, unknown>[]): number[] {
  let latest = Number.NEGATIVE_INFINITY;
  return order.map((operation) => {
    latest = Math.max(latest, operation.invokedAt);
    return latest;
  });
}

const MOST_OPERATIONS_SHOWN = 6;

/** A violation in sentences: what fits, what state that leaves, and which operation cannot come next. */
export function explainViolation<State extends NonNullable<unknown> | null, Call, Result>(
  model: Model<State, Call, Result>,
  violation: Violation<State, Call, Result>,
): string {
  const { partition, longestOrder, state, blocked, candidates } = violation;
  const name = (operation: Operation<Call, Result>) => `${model.describe(operation)} by ${operation.process}`;
  const list = (some: readonly Operation<Call, Result>[]) => some.map(name).join(', ');
  const hidden = Math.max(0, longestOrder.length - MOST_OPERATIONS_SHOWN);
  const shown = list(longestOrder.slice(hidden));
  const where = partition === undefined ? '' : ` on ${JSON.stringify(partition)}`;
  const others = candidates.slice(1);
  return [
    `No order of the operations${where} explains what the clients saw.`,
    longestOrder.length === 0
      ? `Before the first operation the state is ${model.key(state)}.`
      : `The longest order that fits: ${hidden > 0 ? `${hidden} earlier, then ` : ''}${shown}. ` +
        `After it the state is ${model.key(state)}.`,
    `${name(blocked)} (from ${blocked.invokedAt} to ${blocked.returnedAt}) cannot be placed next.`,
    ...(others.length === 0 ? [] : [`Neither can ${list(others)}.`]),
  ].join(' ');
}

function checkTimes<State extends NonNullable<unknown> | null, Call, Result>(
  model: Model<State, Call, Result>,
  operation: Operation<Call, Result>,
): void {
  const { process, invokedAt, returnedAt } = operation;
  if (Number.isFinite(invokedAt) && returnedAt >= invokedAt) return;
  throw new RangeError(
    `${model.describe(operation)} by ${process} runs from ${invokedAt} to ${returnedAt}: an operation is invoked at a ` +
      'finite time and returns no earlier (Infinity when its outcome is unknown).',
  );
}

/**
 * Joins the orders of independent parts into one. Each part's instants are non-decreasing and lie within their
 * operations, so sorting by them (stably) keeps every part's order and the order of real time.
 */
function mergeOrders<Call, Result>(
  orders: readonly (readonly Operation<Call, Result>[])[],
): readonly Operation<Call, Result>[] {
  return orders
    .flatMap((order) => {
      const points = linearizationPoints(order);
      return order.map((operation, position) => ({ operation, at: points[position]! }));
    })
    .sort((one, other) => one.at - other.at)
    .map(({ operation }) => operation);
}

type DeadEnd<State, Call, Result> = Omit<Violation<State, Call, Result>, 'linearizable' | 'partition'>;

/**
 * Which completed operations are placed. They are numbered by invocation: all before `first` are placed, `first` is not,
 * and bit i of `ahead` says whether `first + i` is. So the set stays short however long the history is.
 */
interface CompletedSet {
  readonly first: number;
  readonly ahead: bigint;
}

/** How far one order got. */
interface Configuration<State, Call, Result> extends CompletedSet {
  readonly state: State;
  /** How many completed operations are placed. */
  readonly placed: number;
  /** Which operations of unknown outcome are placed, one bit each. */
  readonly used: bigint;
  /** The operation placed last and the configuration before it; none at the start. */
  readonly last?: { readonly operation: Operation<Call, Result>; readonly before: Configuration<State, Call, Result> };
}

/**
 * Searches an order of one part, depth first. Returns `undefined` when the budget is spent.
 *
 * What can follow a configuration can also follow one that differs only in having used fewer operations of unknown
 * outcome. So a configuration is skipped if one with a subset was explored before, and the search goes in rounds: every
 * order without operations of unknown outcome, then with one, then with two. Tried whenever they are possible, n
 * timed-out writes could cost 2ⁿ configurations, and the order found would not be the plainest.
 */
function searchOrder<State extends NonNullable<unknown> | null, Call, Result>(
  model: Model<State, Call, Result>,
  part: readonly Operation<Call, Result>[],
  budget: { left: number },
): { readonly order: readonly Operation<Call, Result>[] } | DeadEnd<State, Call, Result> | undefined {
  type Here = Configuration<State, Call, Result>;
  const completed = part
    .filter((operation) => !isOutcomeUnknown(operation))
    .sort((one, other) => one.invokedAt - other.invokedAt || one.returnedAt - other.returnedAt);
  const unknown = part.filter(isOutcomeUnknown).sort((one, other) => one.invokedAt - other.invokedAt);
  const usedBefore = new Map<string, readonly bigint[]>();

  /** Answers for configurations seen before, and remembers the one asked about. */
  const wasExplored = ({ state, first, ahead, used }: Here): boolean => {
    const name = `${first} ${ahead.toString(36)} ${model.key(state)}`;
    const before = usedBefore.get(name) ?? [];
    if (before.some((fewer) => (fewer & used) === fewer)) return true;
    usedBefore.set(name, [...before, used]);
    return false;
  };

  const withCompleted = (before: Here): Here[] =>
    nextCompleted(completed, before).flatMap((index) => {
      const operation = completed[index]!;
      const state = model.step(before.state, operation);
      if (state === undefined) return [];
      return [
        { ...place(before, index), state, placed: before.placed + 1, used: before.used, last: { operation, before } },
      ];
    });

  const withUnknown = function* (explored: readonly Here[]): Generator<Here> {
    for (const before of explored) {
      for (const index of nextUnknown(completed, unknown, before)) {
        const operation = unknown[index]!;
        const state = model.step(before.state, operation);
        if (state === undefined) continue;
        yield { ...before, state, used: before.used | (1n << BigInt(index)), last: { operation, before } };
      }
    }
  };

  const start: Here = { state: model.initial(), first: 0, ahead: 0n, placed: 0, used: 0n };
  let deepest = start;
  let beginnings: Iterable<Here> = [start];
  for (;;) {
    const explored: Here[] = [];
    for (const beginning of beginnings) {
      const waiting = [beginning];
      for (let here = waiting.pop(); here; here = waiting.pop()) {
        if (here.placed === completed.length) return { order: orderOf(here) };
        if (wasExplored(here)) continue;
        if (budget.left === 0) return undefined;
        budget.left--;
        explored.push(here);
        if (here.placed > deepest.placed) deepest = here;
        waiting.push(...withCompleted(here).reverse());
      }
    }
    if (explored.length === 0) return deadEnd(completed, deepest);
    beginnings = withUnknown(explored);
  }
}

function place({ first, ahead }: CompletedSet, index: number): CompletedSet {
  let newFirst = first;
  let newAhead = ahead | (1n << BigInt(index - first));
  while (newAhead & 1n) {
    newFirst++;
    newAhead >>= 1n;
  }
  return { first: newFirst, ahead: newAhead };
}

/** The completed operations left that some order may place next, or that overlap one of those, by invocation. */
function leftNow(completed: readonly Operation<unknown, unknown>[], { first, ahead }: CompletedSet) {
  const left: number[] = [];
  let earliestReturn = Number.POSITIVE_INFINITY;
  for (let index = first; index < completed.length; index++) {
    if ((ahead >> BigInt(index - first)) & 1n) continue;
    const { invokedAt, returnedAt } = completed[index]!;
    if (invokedAt > earliestReturn) break;
    earliestReturn = Math.min(earliestReturn, returnedAt);
    left.push(index);
  }
  return { left, earliestReturn };
}

/** The completed operations before which nothing that is left must come. */
function nextCompleted(completed: readonly Operation<unknown, unknown>[], set: CompletedSet): number[] {
  const { left } = leftNow(completed, set);
  return left.filter(
    (index, position) => !left.slice(0, position).some((other) => endsAsBegins(completed[other]!, completed[index]!)),
  );
}

/** The operations of unknown outcome, not yet used, before which nothing that is left must come. */
function nextUnknown(
  completed: readonly Operation<unknown, unknown>[],
  unknown: readonly Operation<unknown, unknown>[],
  { used, ...set }: CompletedSet & { readonly used: bigint },
): number[] {
  const { left, earliestReturn } = leftNow(completed, set);
  const next: number[] = [];
  for (const [index, operation] of unknown.entries()) {
    if (operation.invokedAt > earliestReturn) break;
    if ((used >> BigInt(index)) & 1n) continue;
    if (!left.some((other) => endsAsBegins(completed[other]!, operation))) next.push(index);
  }
  return next;
}

/**
 * Whether a process ended one operation at the very instant of invoking the next. Real time alone would call the two
 * concurrent, yet a process does one thing after another. Simulated clients do this all the time: they act on a reply at
 * the tick when it arrives.
 */
function endsAsBegins(earlier: Operation<unknown, unknown>, later: Operation<unknown, unknown>): boolean {
  return earlier.returnedAt === later.invokedAt && earlier.process === later.process;
}

function orderOf<State, Call, Result>(
  configuration: Configuration<State, Call, Result>,
): readonly Operation<Call, Result>[] {
  const backwards: Operation<Call, Result>[] = [];
  for (let last = configuration.last; last; last = last.before.last) backwards.push(last.operation);
  return backwards.reverse();
}

function deadEnd<State, Call, Result>(
  completed: readonly Operation<Call, Result>[],
  deepest: Configuration<State, Call, Result>,
): DeadEnd<State, Call, Result> {
  const candidates = nextCompleted(completed, deepest)
    .map((index) => completed[index]!)
    .sort((one, other) => one.returnedAt - other.returnedAt);
  return { longestOrder: orderOf(deepest), state: deepest.state, blocked: candidates[0]!, candidates };
}

function limitReached(
  maxStates: number,
  partition: string | undefined,
  part: readonly Operation<unknown, unknown>[],
): LinearizabilityLimitError {
  const where = partition === undefined ? '' : ` on ${JSON.stringify(partition)}`;
  return new LinearizabilityLimitError(
    `No verdict after ${maxStates} configurations: the ${part.length} operations${where}, ` +
      `${part.filter(isOutcomeUnknown).length} of them of unknown outcome, overlap too much. ` +
      'Record a shorter history with fewer concurrent clients, or raise maxStates.',
  );
}

/** What a register can hold. Numbers are finite; `null` is the usual sign for "never written". */
export type RegisterValue = string | number | boolean | null;

export type RegisterCall =
  | { readonly kind: 'read' }
  | { readonly kind: 'write'; readonly value: RegisterValue }
  /** Compare and set: writes `to` if the register holds `from`; answers whether it did. */
  | { readonly kind: 'cas'; readonly from: RegisterValue; readonly to: RegisterValue };

/** A read answers the value, a compare-and-set whether it wrote, a write nothing. */
export type RegisterResult = RegisterValue | undefined;

/** A single register that can be read, written, and compared and set. */
export function registerModel(initialValue: RegisterValue = null): Model<RegisterValue, RegisterCall, RegisterResult> {
  return {
    initial: () => initialValue,
    step: stepRegister,
    key: (value) => JSON.stringify(value),
    describe: (operation) => describeRegisterOperation(operation, []),
  };
}

export type KeyValueCall = RegisterCall & { readonly key: string };

/** A key–value store: one independent register for each key, all with the same initial value. */
export function keyValueModel(initialValue: RegisterValue = null): Model<RegisterValue, KeyValueCall, RegisterResult> {
  return {
    ...registerModel(initialValue),
    describe: (operation) => describeRegisterOperation(operation, [operation.call.key]),
    partitionBy: ({ key }) => key,
  };
}

function stepRegister(
  held: RegisterValue,
  operation: Operation<RegisterCall, RegisterResult>,
): RegisterValue | undefined {
  const { call, result } = operation;
  switch (call.kind) {
    case 'read':
      return isOutcomeUnknown(operation) || result === held ? held : undefined;
    case 'write':
      return call.value;
    case 'cas': {
      const matches = call.from === held;
      return isOutcomeUnknown(operation) || result === matches ? (matches ? call.to : held) : undefined;
    }
  }
}

function describeRegisterOperation(
  operation: Operation<RegisterCall, RegisterResult>,
  leading: readonly string[],
): string {
  const { call, result } = operation;
  const own = call.kind === 'read' ? [] : call.kind === 'write' ? [call.value] : [call.from, call.to];
  const text = `${call.kind}(${[...leading, ...own].map((value) => JSON.stringify(value)).join(', ')})`;
  if (isOutcomeUnknown(operation)) return `${text} of unknown outcome`;
  return call.kind === 'write' ? text : `${text} → ${JSON.stringify(result)}`;
}
