/**
 * The host's half of the text that crosses between host and guest (the guest’s half is ../guest). What comes out
 * of a guest is hostile: it is parsed as JSON, read as tagged lists, and turned into plain values of our own realm.
 */

import { Numbered } from '#grading';

/** What a decoded value may need the guest for. */
export interface GuestHandles {
  function(held: number, name: string): (...args: unknown[]) => unknown;
  method(held: number, name: string): (...args: unknown[]) => unknown;
  /** What the guest threw, as it is thrown here. */
  thrown(tagged: readonly unknown[]): unknown;
  promise(held: number): unknown;
  error(type: string, message: string, stack: string, isOfOwnClass: boolean): Error;
}

/** Lets the guest call a function of ours, by number. */
export interface HostFunctions {
  number(callback: (...args: unknown[]) => unknown): number;
  /** The guest's number of something that came from it. */
  heldNumber(value: object): number | undefined;
}

/** Encodes an argument list or a result for the guest. Throws a TypeError for what cannot be copied. */
export function encode(value: unknown, functions: HostFunctions): string {
  return JSON.stringify(tag(value, functions));
}

/** Whether a value is read back by JSON alone as what it is: then the guest need not take it apart, which is most of what a call costs. */
function isJson(value: unknown, functions: HostFunctions): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null)
    return value === null || typeof value === 'string' || typeof value === 'boolean';
  if (functions.heldNumber(value) !== undefined) return false;
  if (Array.isArray(value)) {
    // Not `every`, which passes over holes.
    for (let index = 0; index < value.length; index++) if (!isJson(value[index], functions)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key of Object.keys(value)) if (!isJson((value as Record<string, unknown>)[key], functions)) return false;
  return true;
}

function tag(value: unknown, functions: HostFunctions): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['n', Object.is(value, -0) ? '-0' : String(value)];
    case 'undefined':
      return ['u'];
    case 'bigint':
      return ['b', String(value)];
    case 'function': {
      const held = functions.heldNumber(value);
      return held === undefined ? ['f', functions.number(value as (...args: unknown[]) => unknown)] : ['h', held];
    }
    case 'symbol':
      throw new TypeError('A symbol cannot be handed to a guest.');
  }
  if (typeof value !== 'object' || value === null) return null;
  const held = functions.heldNumber(value);
  if (held !== undefined) return ['h', held];
  if (isJson(value, functions)) return ['j', value];
  if (Array.isArray(value)) return ['a', ...value.map((item) => tag(item, functions))];
  if (value instanceof Map)
    return ['m', ...[...value].flatMap(([key, item]) => [tag(key, functions), tag(item, functions)])];
  if (value instanceof Set) return ['s', ...[...value].map((item) => tag(item, functions))];
  if (value instanceof Error) return ['e', value.name, value.message];
  if (value instanceof Numbered) return ['r', value.text];
  return ['o', ...Object.entries(value).flatMap(([key, item]) => [key, tag(item, functions)])];
}

/** Decodes tagged JSON from the guest. Throws for anything that is not as the guest's half writes it. */
export function decode(tagged: unknown, handles: GuestHandles): unknown {
  if (typeof tagged !== 'object' || tagged === null) return tagged;
  if (!Array.isArray(tagged)) throw new Error('The guest answered with something unreadable.');
  const items = tagged as unknown[];
  const rest = (): unknown[] => {
    const values: unknown[] = [];
    for (let index = 1; index < items.length; index++) values.push(decode(items[index], handles));
    return values;
  };
  switch (items[0]) {
    case 'a':
      return rest();
    case 'o':
      return fields(items, 1, {}, handles);
    case 'i':
      return instance(items, handles);
    case 'u':
    case 'y':
      return items[0] === 'u' ? undefined : `Symbol(${String(items[1])})`;
    case 'n':
      return items[1] === '-0' ? -0 : Number(items[1]);
    case 'b':
      return BigInt(String(items[1]));
    case 'm': {
      const flat = rest();
      const map = new Map<unknown, unknown>();
      for (let index = 0; index + 1 < flat.length; index += 2) map.set(flat[index], flat[index + 1]);
      return map;
    }
    case 's':
      return new Set(rest());
    case 'd':
      return new Date(Number(decode(items[1], handles)));
    case 't':
      return typedArray(
        String(items[1]),
        items.slice(2).map((item) => decode(item, handles)),
      );
    case 'f':
      return handles.function(Number(items[1]), String(items[2]));
    case 'p':
      return handles.promise(Number(items[1]));
    case 'e':
      return handles.error(String(items[1]), String(items[2]), String(items[3]), items[4] === true);
    case 'c':
      return '[circular]';
    default:
      throw new Error('The guest answered with something unreadable.');
  }
}

/** Defines `__proto__` rather than assigning it: that is the one name at which a plain object has a setter. */
function fields(items: unknown[], from: number, target: Record<string, unknown>, handles: GuestHandles): object {
  for (let index = from; index + 1 < items.length; index += 2) {
    const name = String(items[index]);
    const value = decode(items[index + 1], handles);
    if (isThen(name, value)) continue;
    if (name !== '__proto__') target[name] = value;
    else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return target;
}

/** A value that can be told to wait would be taken for a promise wherever it is awaited, and might never settle. */
function isThen(name: unknown, value: unknown): boolean {
  return name === 'then' && typeof value === 'function';
}

function instance(items: unknown[], handles: GuestHandles): object {
  const held = Number(items[1]);
  const target = fields(items, 3, {}, handles);
  for (const [kind, name, isOwn, outcome] of items[2] as [string, string, boolean, [boolean, unknown[]]?][]) {
    const descriptor: PropertyDescriptor =
      kind === 'call' ? { value: handles.method(held, name) } : accessor(outcome, handles);
    if (isThen(name, descriptor.get ?? descriptor.value)) continue;
    // Those of a class are there to be called, and are no properties.
    Object.defineProperty(target, String(name), { ...descriptor, enumerable: isOwn === true, configurable: true });
  }
  return target;
}

/** What an accessor gave when it was asked, once and for all; it throws what it threw. Of something thrown it was not asked. */
function accessor(outcome: [boolean, unknown[]] | undefined, handles: GuestHandles): PropertyDescriptor {
  if (outcome === undefined) return { get: () => undefined };
  const [ok, tagged] = outcome;
  if (ok) return { value: decode(tagged, handles) };
  return {
    get: () => {
      throw handles.thrown(tagged);
    },
  };
}

const TYPED_ARRAYS = {
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

function typedArray(name: string, values: unknown[]): unknown {
  const kind = Object.hasOwn(TYPED_ARRAYS, name) ? TYPED_ARRAYS[name as keyof typeof TYPED_ARRAYS] : undefined;
  return kind ? (kind as typeof Uint8Array).from(values as number[]) : values;
}
