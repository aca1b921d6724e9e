/** Plain data, of which messages are made: known as such, as text by which it is told apart, and copied. */

/** Whether a value is an object with fields: no list, and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is text, numbers and the like, and lists and objects of these: no function, symbol, `Map` or object of a class. */
export function isPlainData(value: unknown): boolean {
  switch (typeof value) {
    case 'function':
    case 'symbol':
      return false;
    case 'object': {
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isPlainData);
      return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlainData);
    }
    default:
      return true;
  }
}

/** Text that two values share exactly when no actor can tell them apart. Functions and symbols are no plain data, and all alike. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'null' : ofObject(value);
    default:
      return typeof value === 'boolean' ? String(value) : typeof value;
  }
}

function ofObject(value: object): string {
  if (Array.isArray(value)) return `[${Array.from(value, textOf).join()}]`;
  if (value instanceof Map) return `Map(${[...value].map(([key, item]) => `${textOf(key)}:${textOf(item)}`).join()})`;
  if (value instanceof Set) return `Set(${[...value].map(textOf).join()})`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${textOf(item)}`)
    .join()}}`;
}

/** A copy that shares nothing with the original. Functions and symbols are no plain data, and stay what they are. */
export function copyOf<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, copyOf) as Value;
  if (value instanceof Map) return new Map([...value].map(copyOf)) as Value;
  if (value instanceof Set) return new Set([...value].map(copyOf)) as Value;
  const copy = {} as Value;
  for (const [key, item] of Object.entries(value)) {
    // A key may be `__proto__`, which cannot be assigned to.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: copyOf(item), writable: true, enumerable: true, configurable: true });
    else copy[key as keyof Value] = copyOf(item) as Value[keyof Value];
  }
  return copy;
}
