/** Objects of the guest's that the host holds on to, by number: functions, promises, and whatever has methods. */
import { weakGet, weakSet } from './primordials.ts';
import { define } from './properties.ts';

export const held: object[] = [];
let heldCount = 0;
const heldNumbers = new WeakMap<object, number>();

/** The object's number; the same whenever it is asked for. */
export const hold = (value: object): number => {
  const known = weakGet(heldNumbers, value);
  if (known !== undefined) return known;
  define(held, heldCount, value);
  weakSet(heldNumbers, value, heldCount);
  return heldCount++;
};
