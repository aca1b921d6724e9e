/**
 * The learner's module as a suite sees it: typed functions that look local. Arguments and results are copies; functions
 * inside them call across the boundary.
 */
import { inSeries } from '#words';
import { currentContext, rememberCall, type TestContext } from './context.ts';
import { isEqual } from './equality.ts';
import { fail } from './expect.ts';
import { format, formatCall } from './format.ts';
import { ArgumentsChanged, GuestClosed, Numbered, type RepeatedCall } from './guest.ts';

/** Methods of returned objects carry the name they are shown by. */
const NAMED = Symbol('name shown to the learner');

/** The guest's own function behind each method that suites call, and the name behind each export. */
const behind = new WeakMap<object, RepeatedCall[0]>();

/** What a suite counts on, whatever the learner's code gives back. */
interface Promised<Module> {
  /** Whether the lab asks for promises. */
  asynchronous?: boolean;
  /** Functions that return an object to be called, and what it has to have: the suite can then call it. */
  methods?: {
    [Name in keyof Module]?: Module[Name] extends (...args: never[]) => infer Returned
      ? readonly (keyof Returned & string)[]
      : never;
  };
  /** Functions that may change what they are given, as it comes from them. What all others are given has to stay as it is. */
  mayChange?: readonly (keyof Module & string)[];
}

/**
 * Gives the learner's exports, typed by the reference solution:
 * `const { partition } = solution<typeof import('./solution.ts')>();`
 * `const { createSeats } = solution<typeof import('./solution.ts')>({ methods: { createSeats: ['hold', 'release'] } });`
 * A call throws GuestError when the learner's code throws, and GuestStopped when it meets a limit. A promise where a
 * plain value is asked for fails the test, and so do an object without its methods, and a list or an object that a call has changed.
 */
export function solution<Module extends object>({
  asynchronous,
  methods = {},
  mayChange = [],
}: Promised<Module> = {}): Module {
  const free: readonly string[] = mayChange;
  return new Proxy({} as Module, {
    get(_target, name) {
      if (typeof name !== 'string') return undefined;
      const needed: readonly string[] = methods[name as keyof Module] ?? [];
      const called = (...args: unknown[]) => {
        const context = currentContext();
        const call = (): unknown => context.guest.call(name, args);
        const returned = remembered(context, name, args, free.includes(name) ? () => unwatched(context, call) : call);
        if (returned instanceof Promise && !asynchronous) {
          fail(`${name} returned a Promise. Nothing in this lab is asynchronous: return the value itself.`);
        }
        if (needed.length > 0) requireMethods(name, returned, needed);
        return returned;
      };
      behind.set(called, name);
      return called;
    },
  });
}

function requireMethods(name: string, returned: unknown, needed: readonly string[]): void {
  const isObject = typeof returned === 'object' && returned !== null;
  const missing = needed.filter((method) => !isObject || typeof (returned as Fields)[method] !== 'function');
  if (missing.length === 0) return;
  const functions = (names: readonly string[]): string =>
    `${names.length === 1 ? 'the function' : 'the functions'} ${inSeries(names)}`;
  const what = isObject && missing.length < needed.length ? `, without ${functions(missing)}` : '';
  const expected = `an object with ${functions(needed)}`;
  fail(`${name} returned ${format(returned)}${what}. It has to return ${expected}.`, {
    expected,
    actual: format(returned),
  });
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The value as something that the learner's code is given again: it meets the same object in each call, with whatever it did to it,
 * where other arguments are copies. A report shows it as it was at first.
 */
export function kept<Value extends object>(value: Value): Value {
  currentContext().guest.keep(value);
  return value;
}

/** Begins a case of its own within a test: a failure from here on shows only the calls made since. */
export function newCase(): void {
  currentContext().calls.length = 0;
}

/**
 * Makes these calls one after the other, all of them so many times over, and drops what comes back: a long life, which call by
 * call would cost a suite its second. What has become of the solution is for the suite to ask afterwards, and to tell, as none of these
 * calls is shown. Throws what the first call that throws throws.
 * `repeat([[balancer.pick]], 65_536)`
 * `repeat([[seats.release, 'A1', 'ann', numbered('r'), 0]], 65_536)` asks under the ids `r0`, `r1` and so on.
 */
export function repeat(calls: readonly RepeatedCall[], times = 1): void {
  const known = calls.map(
    ([method, ...args]): RepeatedCall => [
      typeof method === 'string' ? method : (behind.get(method) ?? method),
      ...args,
    ],
  );
  currentContext().guest.repeat(known, times);
}

/** In a call that is repeated, wherever in its arguments: this text and the number of the round, from 0 on. */
export function numbered(text: string): Numbered {
  return new Numbered(text);
}

function remembered(context: TestContext, name: string, args: readonly unknown[], call: () => unknown): unknown {
  try {
    const returned = call();
    rememberCall(context, { name, args, outcome: { returned } });
    return withNamedMethods(context, () => instanceName(name, args), returned);
  } catch (threw) {
    if (threw instanceof GuestClosed) throw threw;
    if (threw instanceof ArgumentsChanged) failAsChanged(context, name, args, threw.args);
    rememberCall(context, { name, args, outcome: { threw } });
    throw threw;
  }
}

function unwatched<Result>({ guest }: TestContext, call: () => Result): Result {
  const watched = guest.watch(0);
  try {
    return call();
  } finally {
    guest.watch(watched);
  }
}

/** Says which of its arguments a call has changed. It is said in one test of a run. */
function failAsChanged(context: TestContext, name: string, args: readonly unknown[], now: readonly unknown[]): never {
  context.hasChanged = true;
  const changed = Math.max(
    0,
    args.findIndex((arg, index) => !isEqual(arg, now[index])),
  );
  const which = args.length > 1 ? `${ORDINALS[changed] ?? 'last'} argument` : 'argument';
  const [was, is] = [format(args[changed]), format(now[changed])];
  fail(`${formatCall(name, args)} changed its ${which}: it was ${was}, and is now ${is}.`, {
    expected: was,
    actual: is,
    why: 'What a function is given belongs to its caller, who may need it once more. Work on a copy: toSorted(), with() and toSpliced() make one, or [...list] and { ...object }.',
  });
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** What a returned object is called from then on: `createReplica("b", …)`, so that several can be told apart. */
function instanceName(name: string, args: readonly unknown[]): string {
  const [first, ...rest] = args;
  return args.length === 0 ? `${name}()` : `${name}(${format(first)}${rest.length > 0 ? ', …' : ''})`;
}

/** Wraps the methods of a returned object, so that their calls are remembered too. */
function withNamedMethods(context: TestContext, name: () => string, value: unknown): unknown {
  if (typeof value === 'function') return namedMethod(context, name(), value as (...args: unknown[]) => unknown);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || NAMED in value) return value;
  let found = false;
  for (const key of Object.getOwnPropertyNames(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor && typeof descriptor.value === 'function') {
      found = true;
      Object.defineProperty(value, key, {
        ...descriptor,
        value: namedMethod(context, `${name()}.${key}`, descriptor.value),
      });
    }
  }
  if (found) Object.defineProperty(value, NAMED, { value: true });
  return value;
}

function namedMethod(context: TestContext, name: string, method: (...args: unknown[]) => unknown) {
  const named = (...args: unknown[]) => remembered(context, name, args, () => method(...args));
  behind.set(named, method);
  return named;
}
