/** What can be told of a value by looking at it: its class by prototype, not by name, and its texts, cut short. */
import { create, getPrototypeOf, slice } from './primordials.ts';
import { inherits, own } from './properties.ts';

/** Characters of a function's name, and of a text of an error's, that anybody is told. */
const MOST_NAME = 80;
const MOST_ERROR_TEXT = 2000;

/** Writing out a longer one, in decimal, would take its time. */
export const largestBigInt = 1n << 65_536n;

/** The first that an error inherits from is its class. `InternalError` is QuickJS's own. */
const classes: [string, object][] = [
  ['RangeError', RangeError.prototype],
  ['TypeError', TypeError.prototype],
  ['SyntaxError', SyntaxError.prototype],
  ['ReferenceError', ReferenceError.prototype],
  ['EvalError', EvalError.prototype],
  ['URIError', URIError.prototype],
  ['AggregateError', AggregateError.prototype],
  ['InternalError', (globalThis as { InternalError?: ErrorConstructor }).InternalError?.prototype ?? create(null)],
  ['Error', Error.prototype],
];

/** The standard error class that an object belongs to, if any. */
export const classOf = (value: object): string | undefined => {
  for (let index = 0; index < classes.length; index++) {
    const entry = classes[index] as [string, object];
    if (inherits(value, entry[1])) return entry[0];
  }
  return undefined;
};

/** Whether an error is made by one of the language's own classes, and not by one that inherits from them. */
export const isStandard = (value: object): boolean => {
  const prototype = getPrototypeOf(value);
  for (let index = 0; index < classes.length; index++) {
    const entry = classes[index] as [string, object];
    if (entry[1] === prototype) return true;
  }
  return false;
};

export const functionName = (value: object): string => {
  const name = own(value, 'name');
  return typeof name === 'string' ? slice(name, 0, MOST_NAME) : '';
};

/** A text that an object has or inherits as plain data, such as an error's message; otherwise the empty one. */
export const textField = (value: object, key: string): string => {
  let at: object | null = value;
  for (let hops = 0; at !== null && hops < 20; hops++) {
    const found = own(at, key);
    if (typeof found === 'string') return slice(found, 0, MOST_ERROR_TEXT);
    at = getPrototypeOf(at);
  }
  return '';
};
