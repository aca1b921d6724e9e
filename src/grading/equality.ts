/**
 * Equality of what comes out of a guest, for every matcher alike. It is that of `toEqual` in the test runners that people know,
 * but for the sign of zero:
 *
 * - Numbers, texts and the like are equal when they are the same; `NaN` equals `NaN`. `-0` equals `0`: a suite that cares about the
 *   sign uses `toBe`.
 * - Objects are equal when their own enumerable properties are. Their order, their class and their prototype do not matter: methods
 *   and accessors of a class are no properties of its instances. A property that is `undefined` counts as absent; any other
 *   that is on one side only makes them differ, however deep it is.
 * - Lists have the same length and equal items; a hole equals `undefined`. A list never equals an object, nor a typed array; typed arrays
 *   are of the same kind, with the same numbers.
 * - Sets and maps are equal by content, whatever its order: items and keys as well are compared as everything is.
 * - Dates are equal at the same time (two that are no date, too), errors when class and message are. Functions and promises are
 *   equal to themselves.
 *
 * `toMatchObject` lets objects have more properties than were asked for, at any depth, and takes an accessor of a class for one when
 * it is asked for by name.
 */

export interface Difference {
  /** Where it is, as in a program: `.advice[2]`; empty when it is the whole value. */
  path: string;
  /** What is there. */
  actual: unknown;
  /** What should be. */
  expected: unknown;
}

type Pairs = readonly (readonly [unknown, unknown])[];

interface Comparison {
  /** Whether objects may have more properties than were asked for. */
  allowsMore: boolean;
  /** What is being compared around here: a cycle is equal where it comes back on both sides. */
  around: Pairs;
}

/** True when both values have the same shape and contents. Cycles are compared by position and never loop. */
export function isEqual(left: unknown, right: unknown): boolean {
  return differenceBetween(left, right) === undefined;
}

/** The first difference, in the order of the expected value; nothing when they are equal. */
export function differenceBetween(
  actual: unknown,
  expected: unknown,
  { allowsMore = false }: { allowsMore?: boolean } = {},
): Difference | undefined {
  return differenceAt(actual, expected, '', { allowsMore, around: [] });
}

function differenceAt(
  actual: unknown,
  expected: unknown,
  path: string,
  comparison: Comparison,
): Difference | undefined {
  if (actual === expected || Object.is(actual, expected)) return undefined;
  const whole = { path, actual, expected };
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return whole;
  if (comparison.around.some(([a, b]) => a === actual && b === expected)) return undefined;
  const inner = { ...comparison, around: [...comparison.around, [actual, expected] as const] };
  const kind = kindOf(expected);
  if (kindOf(actual) !== kind) return whole;
  switch (kind) {
    case 'list':
      return differenceOfLists(actual as readonly unknown[], expected as readonly unknown[], path, inner);
    case 'map':
      return isSameMap(actual as Map<unknown, unknown>, expected as Map<unknown, unknown>, inner) ? undefined : whole;
    case 'set':
      return isSameSet(actual as Set<unknown>, expected as Set<unknown>, inner) ? undefined : whole;
    case 'date':
      return Object.is((actual as Date).getTime(), (expected as Date).getTime()) ? undefined : whole;
    case 'error':
      return isSameError(actual as Error, expected as Error) ? undefined : whole;
    case 'promise':
      return whole;
    case 'object':
      return differenceOfObjects(actual as Fields, expected as Fields, path, inner);
    default:
      return differenceOfLists(Array.from(actual as Uint8Array), Array.from(expected as Uint8Array), path, inner);
  }
}

/** What a value is compared as; typed arrays by the name of their class. */
function kindOf(value: object): string {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  if (value instanceof Date) return 'date';
  if (value instanceof Error) return 'error';
  if (value instanceof Promise) return 'promise';
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? value.constructor.name : 'object';
}

function differenceOfLists(
  actual: readonly unknown[],
  expected: readonly unknown[],
  path: string,
  comparison: Comparison,
): Difference | undefined {
  for (let index = 0; index < Math.min(actual.length, expected.length); index++) {
    const found = differenceAt(actual[index], expected[index], `${path}[${index}]`, comparison);
    if (found) return found;
  }
  if (actual.length === expected.length) return undefined;
  return { path: `${path}.length`, actual: actual.length, expected: expected.length };
}

type Fields = Record<string, unknown>;

function differenceOfObjects(
  actual: Fields,
  expected: Fields,
  path: string,
  comparison: Comparison,
): Difference | undefined {
  const { allowsMore } = comparison;
  const isThere = (fields: Fields, key: string): boolean =>
    allowsMore ? Object.hasOwn(fields, key) : Object.prototype.propertyIsEnumerable.call(fields, key);
  const read = (fields: Fields, key: string): unknown => (isThere(fields, key) ? fields[key] : undefined);
  const more = allowsMore ? [] : Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
  for (const key of [...Object.keys(expected), ...more]) {
    const found = differenceAt(read(actual, key), read(expected, key), path + step(key), comparison);
    if (found) return found;
  }
  return undefined;
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function isSameSet(actual: ReadonlySet<unknown>, expected: ReadonlySet<unknown>, comparison: Comparison): boolean {
  if (actual.size !== expected.size) return false;
  const unmatched = [...actual].filter((item) => !expected.has(item));
  return isPaired(
    unmatched,
    [...expected].filter((item) => !actual.has(item)),
    (item, other) => differenceAt(item, other, '', comparison) === undefined,
  );
}

function isSameMap(
  actual: ReadonlyMap<unknown, unknown>,
  expected: ReadonlyMap<unknown, unknown>,
  comparison: Comparison,
): boolean {
  if (actual.size !== expected.size) return false;
  const isSame = (item: unknown, other: unknown): boolean => differenceAt(item, other, '', comparison) === undefined;
  for (const [key, value] of expected) if (actual.has(key) && !isSame(actual.get(key), value)) return false;
  return isPaired(
    [...actual].filter(([key]) => !expected.has(key)),
    [...expected].filter(([key]) => !actual.has(key)),
    ([key, value], [otherKey, otherValue]) => isSame(key, otherKey) && isSame(value, otherValue),
  );
}

/** Whether each item has a partner of its own. Equality is an equivalence, so that the first that fits will do. */
function isPaired<Item>(items: Item[], others: Item[], isSame: (item: Item, other: Item) => boolean): boolean {
  return items.every((item) => {
    const index = others.findIndex((other) => isSame(item, other));
    if (index >= 0) others.splice(index, 1);
    return index >= 0;
  });
}

function isSameError(actual: Error, expected: Error): boolean {
  // The class of an error of the learner's is kept as its `type`.
  const classOf = (error: Error & { type?: unknown }): unknown => error.type ?? error.name;
  return classOf(actual) === classOf(expected) && actual.message === expected.message;
}
