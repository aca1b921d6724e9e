/**
 * The language's built-ins as they are before any learner's code exists. Everything in this folder that runs later calls
 * them through here: by then a learner's code may have replaced every one that can be reached by its name.
 */

type Plain = (...args: never[]) => unknown;

export const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
export const { parse, stringify } = JSON;
export const { is, create, hasOwn, keys: keysOf, prototype: objectPrototype } = Object;
export const { isArray } = Array;
export const { fromCharCode } = String;
export const toText = String;
export const toBigInt = BigInt;

export const RealDate = Date;
export const RealError = Error;
export const RealMap = Map;
export const RealSet = Set;
export const RealUint8Array = Uint8Array;

export const arrayPrototype = Array.prototype;
export const datePrototype = Date.prototype;
export const mapPrototype = Map.prototype;
export const setPrototype = Set.prototype;
export const promisePrototype = Promise.prototype;
/** What iterators of arrays, maps and sets inherit from, and all others that are right. */
export const iteratorPrototype = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()) as object) as object;

/** Makes a function of a method: what was `this` becomes the first argument. */
const uncurry = <Result>(method: Plain | undefined) => {
  return (self: unknown, ...args: unknown[]) => apply(method as () => Result, self, args) as Result;
};

export const dateTime = uncurry<number>(datePrototype.getTime as Plain);
export const mapForEach = uncurry<void>(mapPrototype.forEach as Plain);
export const mapSet = uncurry<void>(mapPrototype.set as Plain);
export const setForEach = uncurry<void>(setPrototype.forEach as Plain);
export const setAdd = uncurry<void>(setPrototype.add as Plain);
export const weakGet = uncurry<number | undefined>(WeakMap.prototype.get as Plain);
export const weakSet = uncurry<void>(WeakMap.prototype.set as Plain);
export const promiseThen = uncurry<unknown>(promisePrototype.then as Plain);
export const slice = uncurry<string>(String.prototype.slice as Plain);
export const codeAt = uncurry<number>(String.prototype.charCodeAt as Plain);
/** The name of a typed array's class; undefined for everything else. */
export const typedArrayTag = uncurry<string | undefined>(
  getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag)?.get as Plain,
);
export const symbolDescription = uncurry<string | undefined>(
  getOwnPropertyDescriptor(Symbol.prototype, 'description')?.get as Plain,
);
