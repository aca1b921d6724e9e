/** Properties read and written without running anybody's accessors, proxies aside, and without asking a prototype. */
import { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } from './primordials.ts';

/** Gives an object a property of its own, whatever setters its prototype has. */
export const define = (target: object, key: PropertyKey, value: unknown): void => {
  const descriptor = create(null);
  descriptor.value = value;
  descriptor.writable = true;
  descriptor.enumerable = true;
  descriptor.configurable = true;
  defineProperty(target, key, descriptor);
};

/** The value of an object's own property; undefined when it has none, or an accessor. */
export const own = (target: object, key: PropertyKey): unknown => {
  const descriptor = getOwnPropertyDescriptor(target, key);
  return descriptor && hasOwn(descriptor, 'value') ? descriptor.value : undefined;
};

export const inherits = (value: object, prototype: object): boolean => {
  let at: object | null = value;
  for (let hops = 0; at !== null && hops < 100; hops++) {
    if (at === prototype) return true;
    at = getPrototypeOf(at);
  }
  return false;
};
