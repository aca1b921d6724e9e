/** Whether a call has left its arguments as they were, for callers to whom they belong. */
import { arrayPrototype, hasOwn, is, isArray, objectPrototype, ownKeys, parse, stringify } from './primordials.ts';
import { own } from './properties.ts';

/** Calls after which arguments are gone through field by field, which costs more than all else about a call. */
const THOROUGH = 30;
let looks = 0;

/**
 * Compares arguments with the text they were made from (./decode.ts); `tagged` is what that was read as, and of plain values they are a part
 * of it. After the first calls it is enough that it still reads the same: what JSON does not write, such as a field that is undefined, was
 * looked for until then.
 */
export const areAsGiven = (given: unknown[], text: string, tagged: unknown[]): boolean =>
  (++looks > THOROUGH && tagged[0] === 'j' && readsTheSame(tagged, text)) || isAsGiven(given, parse(text));

/** Whether a value that came out of JSON is written as it was. It says no where somebody has a say in how it is written. */
const readsTheSame = (value: unknown, text: string): boolean => {
  if (hasOwn(objectPrototype, 'toJSON') || hasOwn(arrayPrototype, 'toJSON')) return false;
  try {
    return stringify(value) === text;
  } catch {
    return false;
  }
};

/** Whether a value is still as plain as the one beside it, which came out of JSON: by own properties, so that nobody's `toJSON` or setter is asked. */
const isStill = (value: unknown, given: unknown): boolean => {
  if (typeof given !== 'object' || given === null) return is(value, given);
  if (typeof value !== 'object' || value === null || isArray(value) !== isArray(given)) return false;
  const keys = ownKeys(given);
  if (ownKeys(value).length !== keys.length) return false;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as PropertyKey;
    if (!hasOwn(value, key) || !isStill(own(value, key), own(given, key))) return false;
  }
  return true;
};

/**
 * Lists and objects of plain values are compared whole; of others their items and fields. Maps, sets, and what was given by number are the
 * guest's own affair.
 */
const isAsGiven = (value: unknown, tagged: unknown): boolean => {
  if (typeof tagged !== 'object' || tagged === null) return value === tagged;
  const list = tagged as unknown[];
  switch (list[0]) {
    case 'j':
      return isStill(value, list[1]);
    case 'a':
      if (!isArray(value) || own(value, 'length') !== list.length - 1) return false;
      for (let index = 1; index < list.length; index++)
        if (!isAsGiven(own(value, index - 1), list[index])) return false;
      return true;
    case 'o':
      if (ownKeys(value as object).length !== (list.length - 1) / 2) return false;
      for (let index = 1; index < list.length; index += 2) {
        const key = list[index] as string;
        if (!hasOwn(value as object, key) || !isAsGiven(own(value as object, key), list[index + 1])) return false;
      }
      return true;
    default:
      return true;
  }
};
