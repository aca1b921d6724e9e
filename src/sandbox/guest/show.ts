/** A value as `console.log` prints it: by its own properties, cut short, without running anybody's getters. */
import { classOf, functionName, largestBigInt, textField } from './describe.ts';
import {
  getOwnPropertyDescriptor,
  hasOwn,
  is,
  isArray,
  mapForEach,
  mapPrototype,
  ownKeys,
  setForEach,
  setPrototype,
  stringify,
  toText,
  typedArrayTag,
} from './primordials.ts';
import { inherits, own } from './properties.ts';

const MOST_SHOWN = 50;
const MOST_DEPTH = 4;

/** Text at depth 0 is shown as it is, and quoted inside anything. */
export const show = (value: unknown, depth: number): string => {
  if (typeof value === 'string') return depth === 0 ? value : stringify(value);
  if (typeof value === 'bigint')
    return value > largestBigInt || value < -largestBigInt ? '[a giant number]' : toText(value) + 'n';
  if (typeof value === 'function') return '[function ' + functionName(value as object) + ']';
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' && is(value, -0) ? '-0' : toText(value);
  if (depth > MOST_DEPTH) return '…';
  const errorClass = classOf(value);
  if (errorClass) return errorClass + ': ' + textField(value, 'message');
  let text = '';
  let shown = 0;
  const add = (part: string): void => {
    if (shown < MOST_SHOWN) text += (shown ? ', ' : '') + part;
    else if (shown === MOST_SHOWN) text += ', …';
    shown++;
  };
  if (isArray(value)) {
    const length = own(value, 'length') as number;
    for (let index = 0; index < length && shown <= MOST_SHOWN; index++) add(show(own(value, index), depth + 1));
    return '[' + text + ']';
  }
  if (inherits(value, mapPrototype)) {
    try {
      mapForEach(value, (item: unknown, key: unknown) => {
        if (shown <= MOST_SHOWN) add(show(key, depth + 1) + ' => ' + show(item, depth + 1));
      });
      return 'Map {' + text + '}';
    } catch {}
  }
  if (inherits(value, setPrototype)) {
    try {
      setForEach(value, (item: unknown) => {
        if (shown <= MOST_SHOWN) add(show(item, depth + 1));
      });
      return 'Set {' + text + '}';
    } catch {}
  }
  const keys = ownKeys(value);
  const count = own(keys, 'length') as number;
  for (let index = 0; index < count && shown <= MOST_SHOWN; index++) {
    const key = own(keys, index);
    if (typeof key !== 'string') continue;
    const descriptor = getOwnPropertyDescriptor(value, key);
    if (!descriptor?.enumerable && typedArrayTag(value) === undefined) continue;
    add(key + ': ' + (descriptor && hasOwn(descriptor, 'value') ? show(descriptor.value, depth + 1) : '[getter]'));
  }
  return '{' + text + '}';
};
