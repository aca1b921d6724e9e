/**
 * Structural equality for what comes out of a guest. Order of object keys does not matter, `undefined` fields count as
 * absent (as in Vitest's toEqual), and -0 equals 0: suites that care about the sign use `toBe`.
 */

/** True when both values have the same shape and contents. Cycles are compared by position and never loop. */
export function isEqual(left: unknown, right: unknown): boolean {
  return equalAt(left, right, []);
}

function equalAt(left: unknown, right: unknown, pairs: readonly (readonly [unknown, unknown])[]): boolean {
  if (left === right || Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (pairs.some(([a, b]) => a === left && b === right)) return true;
  const inner = [...pairs, [left, right] as const];

  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => equalAt(item, right[index], inner));
  }
  if (left instanceof Map || right instanceof Map) {
    if (!(left instanceof Map) || !(right instanceof Map) || left.size !== right.size) return false;
    return [...left].every(([key, value]) => right.has(key) && equalAt(value, right.get(key), inner));
  }
  if (left instanceof Set || right instanceof Set) {
    if (!(left instanceof Set) || !(right instanceof Set) || left.size !== right.size) return false;
    return [...left].every((item) => right.has(item));
  }
  if (left instanceof Date || right instanceof Date) {
    return left instanceof Date && right instanceof Date && Object.is(left.getTime(), right.getTime());
  }
  const present = (value: object): string[] =>
    Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  const keys = present(left);
  if (keys.length !== present(right).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      equalAt((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], inner),
  );
}
