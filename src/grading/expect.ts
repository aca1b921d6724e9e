/**
 * The matchers of a suite. They read like the ones TypeScript people know; what differs is the failure: it is written
 * for the learner who sees neither the test nor the stack, and carries the calls that led to it.
 */
import { inSeries } from '#words';
import { currentContext, describeCalls } from './context.ts';
import { type Difference, differenceBetween, isEqual } from './equality.ts';
import { format } from './format.ts';
import { GuestError, GuestStopped } from './guest.ts';
import type { Picture } from './picture.ts';
import type { Replay } from './replay.ts';
import type { Failure } from './report.ts';
import type { FailingSchedule } from './schedule.ts';
import type { Table } from './table.ts';

/** A requirement was not met. `failure` is what the report shows. */
export class ExpectationFailed extends Error {
  readonly failure: Failure;

  constructor(message: string, failure: Failure) {
    super(message);
    this.name = 'ExpectationFailed';
    this.failure = failure;
  }
}

/** Fails the running test with a sentence for the learner. A picture may show what happened. */
export function fail(
  message: string,
  details: {
    expected?: string;
    actual?: string;
    why?: string;
    picture?: Picture;
    table?: Table;
    replay?: Replay;
    schedule?: FailingSchedule;
  } = {},
): never {
  const context = currentContext();
  const { picture = context.picture?.(), replay = context.replay, ...rest } = details;
  throw new ExpectationFailed(message, {
    calls: describeCalls(context),
    ...rest,
    ...(picture && { picture }),
    ...(replay && { replay }),
  });
}

/** Says how the lab's scene shows what a failure of this test is about, unless the failure says so itself. */
export function replayOnFailure(replay: Replay | undefined): void {
  currentContext().replay = replay;
}

/** Gives the picture that a failure of this test will show, unless the failure brings its own; or draws it when there is one. */
export function showOnFailure(picture: Picture | (() => Picture) | undefined): void {
  currentContext().picture = typeof picture === 'object' ? () => picture : picture;
}

export interface Matchers {
  /** The very same value (Object.is). */
  toBe(expected: unknown): void;
  /** The same shape and contents, as ./equality.ts defines it for all of these. */
  toEqual(expected: unknown): void;
  /** Every field of `expected` is there and equal; other fields do not matter, at any depth. */
  toMatchObject(expected: object): void;
  /** One of these values. */
  toBeOneOf(allowed: readonly unknown[]): void;
  toBeInteger(): void;
  toBeGreaterThan(bound: number): void;
  toBeGreaterThanOrEqual(bound: number): void;
  toBeLessThan(bound: number): void;
  toBeLessThanOrEqual(bound: number): void;
  /** Within `tolerance` of `expected`. */
  toBeCloseTo(expected: number, tolerance: number): void;
  toHaveLength(length: number): void;
  /** An array with an equal item, or a string with this part. */
  toContain(item: unknown): void;
  /** Holds for the predicate; `description` completes the sentence "expected …". */
  toSatisfy(predicate: (value: never) => boolean, description: string): void;
  /**
   * A function that throws an error of this standard class, whose message mentions a word, or one of several at least. `among` are names
   * of which it may mention those only, each as a whole word: who names every parameter has not said which is at fault. Leave out what is
   * a part of what is wrong.
   */
  toThrow(type: string, mention?: string | readonly string[], among?: readonly string[]): void;
}

/** Characters from which on two values side by side no longer show by themselves how they differ. */
const LONG_TO_COMPARE = 60;

/** How two values differ, for the end of a sentence; nothing where the sentence shows it. */
function whereTheyDiffer({ path, actual, expected }: Difference, shown: readonly string[]): string {
  const isPlain = shown.every((text) => text.length < LONG_TO_COMPARE) && shown[0] !== shown[1];
  if (path === '' || isPlain) return '';
  const there = actual === undefined ? 'nothing is there' : `it is ${format(actual)}`;
  return expected === undefined
    ? ` The difference: nothing should be at ${path}, and ${there}.`
    : ` The difference: ${path} should be ${format(expected)}, and ${there}.`;
}

/** Starts an expectation. `why` says in a sentence why the requirement matters; it is shown when it fails. */
export function expect(actual: unknown, why?: string): Matchers {
  const check = (holds: boolean, expected: string, difference?: Difference): void => {
    if (holds) return;
    const got = format(actual);
    const where = difference ? whereTheyDiffer(difference, [expected, got]) : '';
    fail(`Expected ${expected}, got ${got}.${where}`, { expected, actual: got, ...(why && { why }) });
  };
  const same = (difference: Difference | undefined, expected: string): void =>
    check(difference === undefined, expected, difference);
  const number = (holds: (value: number) => boolean, expected: string): void =>
    check(typeof actual === 'number' && holds(actual), expected);
  return {
    toBe: (expected) => check(Object.is(actual, expected), format(expected)),
    toEqual: (expected) => same(differenceBetween(actual, expected), format(expected)),
    toMatchObject: (expected) =>
      same(differenceBetween(actual, expected, { allowsMore: true }), `an object with ${format(expected)}`),
    toBeOneOf: (allowed) =>
      check(
        allowed.some((value) => isEqual(actual, value)),
        `one of ${allowed.map(format).join(', ')}`,
      ),
    toBeInteger: () => check(Number.isInteger(actual), 'a whole number'),
    toBeGreaterThan: (bound) => number((value) => value > bound, `more than ${bound}`),
    toBeGreaterThanOrEqual: (bound) => number((value) => value >= bound, `at least ${bound}`),
    toBeLessThan: (bound) => number((value) => value < bound, `less than ${bound}`),
    toBeLessThanOrEqual: (bound) => number((value) => value <= bound, `at most ${bound}`),
    toBeCloseTo: (expected, tolerance) =>
      number((value) => Math.abs(value - expected) <= tolerance, `${expected} (give or take ${tolerance})`),
    toHaveLength: (length) =>
      check(
        (Array.isArray(actual) || typeof actual === 'string') && actual.length === length,
        `${typeof actual === 'string' ? 'a string' : 'a list'} of length ${length}`,
      ),
    toContain: (item) =>
      check(
        (Array.isArray(actual) && actual.some((value) => isEqual(value, item))) ||
          (typeof actual === 'string' && typeof item === 'string' && actual.includes(item)),
        `something that contains ${format(item)}`,
      ),
    toSatisfy: (predicate, description) => check(predicate(actual as never), description),
    toThrow: (type, mention = [], among = []) =>
      checkThrows(actual, { type, mentions: typeof mention === 'string' ? [mention] : mention, among }, why),
  };
}

/** "a RangeError", "an Error". */
function withArticle(name: string): string {
  return `${/^[AEIOU](?!RI)/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Whether a text has a name in it as a whole word: `seat` is not in `seatIds`. */
function names(text: string, name: string): boolean {
  return text.split(/[^\p{L}\p{N}_$]+/u).includes(name);
}

interface ErrorAsked {
  type: string;
  /** One of them has to be in the message, where there are any. */
  mentions: readonly string[];
  among: readonly string[];
}

function checkThrows(body: unknown, { type, mentions, among }: ErrorAsked, why: string | undefined): void {
  if (typeof body !== 'function') throw new Error('toThrow needs a function, as in expect(() => f(x)).toThrow(…)');
  const expected = `${withArticle(type)}${mentions.length > 0 ? ` that mentions ${mentions.map(format).join(' or ')}` : ''}`;
  const details = { expected, ...(why && { why }) };
  let returned: unknown;
  try {
    returned = body();
  } catch (thrown) {
    if (thrown instanceof GuestStopped || !(thrown instanceof GuestError)) throw thrown;
    const actual = thrown.summary;
    if (thrown.type !== type)
      fail(`Expected ${expected}, got ${thrown.type ? withArticle(thrown.summary) : thrown.summary}.`, {
        ...details,
        actual,
      });
    if (mentions.length > 0 && !mentions.some((name) => thrown.message.includes(name))) {
      fail(`Expected ${expected}, but its message is ${format(thrown.message)}.`, { ...details, actual });
    }
    const others = among.filter((name) => !mentions.includes(name) && names(thrown.message, name));
    if (others.length > 0) {
      const only = `${expected}, and nothing else that could be wrong`;
      const found = `its message, ${format(thrown.message)}, names ${inSeries(others)} as well`;
      fail(`Expected ${only}, but ${found}.`, { ...details, expected: only, actual });
    }
    return;
  }
  const actual = `no error: it returned ${format(returned)}`;
  fail(`Expected ${expected}, but nothing was thrown: it returned ${format(returned)}.`, { ...details, actual });
}
