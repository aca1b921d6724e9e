/**
 * Guest value → text: tagged JSON, as ../machine/codec.ts reads it. A value is described by its own properties, each read once, so that
 * what was looked at cannot be another thing later; what has methods, is a function or a promise stays here and crosses as a number.
 */
import { MOST_LEVELS, MOST_TEXT, MOST_VALUES } from '../crossing.ts';
import { classOf, functionName, isStandard, largestBigInt, textField } from './describe.ts';
import { hold } from './held.ts';
import {
  create,
  datePrototype,
  dateTime,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  is,
  isArray,
  isNotANumber,
  mapForEach,
  mapPrototype,
  objectPrototype,
  ownKeys,
  promisePrototype,
  setForEach,
  setPrototype,
  stringify,
  symbolDescription,
  toText,
  typedArrayTag,
} from './primordials.ts';
import { define, inherits, own } from './properties.ts';

/** Thrown, and told apart by identity, when a value has too much in it. */
export const tooLarge = create(null);

let values = 0;
let textLength = 0;
/** Whether accessors are asked for what they give: not in what was thrown, which would have them throw once more. */
let asksAccessors = true;

/** Encodes a value. Throws `tooLarge`, or whatever a proxy of the learner's throws. */
export const encode = (value: unknown): string => encodeAnew(() => encodeAt(value, [], 0));

/** Encodes what was thrown. Throws what `encode` does. */
export const encodeThrown = (thrown: unknown): string =>
  encodeAnew(() => {
    asksAccessors = false;
    return encodeThrownAt(thrown, [], 0);
  });

/** An accessor may call the host and so have something else encoded in between, which counts for itself. */
const encodeAnew = (write: () => string): string => {
  const valuesBefore = values;
  const textBefore = textLength;
  const askedBefore = asksAccessors;
  values = 0;
  textLength = 0;
  asksAccessors = true;
  try {
    return write();
  } finally {
    values = valuesBefore;
    textLength = textBefore;
    asksAccessors = askedBefore;
  }
};

const encodeThrownAt = (thrown: unknown, ancestors: object[], depth: number): string => {
  const errorClass = typeof thrown === 'object' && thrown !== null ? classOf(thrown) : undefined;
  return errorClass
    ? '["e",' + encodeError(thrown as object, errorClass) + ']'
    : '["v",' + encodeAt(thrown, ancestors, depth) + ']';
};

/** The name of its class, its message, its stack, and whether its own class is another; without the brackets around them. */
const encodeError = (value: object, errorClass: string): string =>
  quote(errorClass) +
  ',' +
  quote(textField(value, 'message')) +
  ',' +
  quote(textField(value, 'stack')) +
  (isStandard(value) ? ',false' : ',true');

const keep = (text: string): string => {
  textLength += text.length;
  if (textLength > MOST_TEXT) throw tooLarge;
  return text;
};

const quote = (text: string): string => {
  if (text.length > MOST_TEXT) throw tooLarge;
  return keep(stringify(text));
};

const encodeAt = (value: unknown, ancestors: object[], depth: number): string => {
  if (++values > MOST_VALUES || depth > MOST_LEVELS) throw tooLarge;
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return '["u"]';
    case 'bigint':
      if (value > largestBigInt || value < -largestBigInt) throw tooLarge;
      return keep('["b","' + toText(value) + '"]');
    case 'symbol':
      return '["y",' + quote(symbolDescription(value) ?? '') + ']';
    case 'number':
      if (isNotANumber(value) || value === Infinity || value === -Infinity || is(value, -0)) {
        return '["n","' + (is(value, -0) ? '-0' : toText(value)) + '"]';
      }
      return toText(value);
    case 'function':
      return '["f",' + hold(value as object) + ',' + quote(functionName(value as object)) + ']';
    default:
      return value === null ? 'null' : encodeObject(value as object, ancestors, depth);
  }
};

const encodeObject = (value: object, ancestors: object[], depth: number): string => {
  for (let index = 0; index < depth; index++) if (ancestors[index] === value) return '["c"]';
  define(ancestors, depth, value);
  const inner = depth + 1;
  if (isArray(value)) {
    const length = (own(value, 'length') as number | undefined) ?? 0;
    if (length > MOST_VALUES) throw tooLarge;
    let text = '["a"';
    for (let index = 0; index < length; index++) text += ',' + encodeAt(own(value, index), ancestors, inner);
    return text + ']';
  }
  const prototype = getPrototypeOf(value);
  if (prototype === objectPrototype || prototype === null) return encodeFields(value, ancestors, inner);
  if (inherits(value, promisePrototype)) return '["p",' + hold(value) + ']';
  // What only inherits from one of these has nothing inside that could be read, which the read itself finds out.
  if (inherits(value, datePrototype)) {
    try {
      return '["d",' + encodeAt(dateTime(value), ancestors, inner) + ']';
    } catch (error) {
      if (error === tooLarge) throw error;
    }
  }
  if (inherits(value, mapPrototype)) {
    try {
      let text = '["m"';
      mapForEach(value, (item: unknown, key: unknown) => {
        text += ',' + encodeAt(key, ancestors, inner) + ',' + encodeAt(item, ancestors, inner);
      });
      return text + ']';
    } catch (error) {
      if (error === tooLarge) throw error;
    }
  }
  if (inherits(value, setPrototype)) {
    try {
      let text = '["s"';
      setForEach(value, (item: unknown) => {
        text += ',' + encodeAt(item, ancestors, inner);
      });
      return text + ']';
    } catch (error) {
      if (error === tooLarge) throw error;
    }
  }
  const tag = typedArrayTag(value);
  if (tag !== undefined) return encodeTypedArray(value as ArrayLike<unknown>, tag, ancestors, inner);
  const errorClass = classOf(value);
  if (errorClass) return '["e",' + encodeError(value, errorClass) + ']';
  return encodeFields(value, ancestors, inner);
};

const encodeTypedArray = (value: ArrayLike<unknown>, tag: string, ancestors: object[], depth: number): string => {
  let text = '["t",' + quote(tag);
  // Integer-indexed reads of a typed array never leave it, whatever its prototype has become.
  for (let index = 0; hasOwn(value, index); index++) text += ',' + encodeAt(value[index], ancestors, depth);
  return text + ']';
};

/**
 * Fields by value, what an own accessor gives among them; methods by name, called through `held`, and other accessors with how
 * asking them went, both with whether they are properties of its own.
 */
const encodeFields = (value: object, ancestors: object[], depth: number): string => {
  let fields = '';
  let methods = '';
  const seen = create(null) as Record<string, boolean>;
  let at: object | null = value;
  for (let hops = 0; at !== null && at !== objectPrototype && hops < 20; hops++) {
    const keys = ownKeys(at);
    const count = own(keys, 'length') as number;
    for (let index = 0; index < count; index++) {
      const key = own(keys, index);
      if (typeof key !== 'string' || seen[key]) continue;
      const descriptor = getOwnPropertyDescriptor(at, key);
      if (!descriptor || (hops > 0 && key === 'constructor')) continue;
      seen[key] = true;
      const isOwn = hops === 0 && descriptor.enumerable === true;
      const flag = isOwn ? ',true' : ',false';
      if (!hasOwn(descriptor, 'value')) {
        const given = asked(value, key, ancestors, depth);
        if (isOwn && given?.ok) fields += ',' + quote(key) + ',' + given.text;
        else methods += (methods ? ',[' : '[') + '"get",' + quote(key) + flag + outcomeText(given) + ']';
      } else if (typeof descriptor.value === 'function') {
        methods += (methods ? ',[' : '[') + '"call",' + quote(key) + flag + ']';
      } else if (isOwn) {
        fields += ',' + quote(key) + ',' + encodeAt(descriptor.value, ancestors, depth);
      }
    }
    at = getPrototypeOf(at);
  }
  return methods ? '["i",' + hold(value) + ',[' + methods + ']' + fields + ']' : '["o"' + fields + ']';
};

interface Given {
  ok: boolean;
  text: string;
}

/** What an accessor gives, or throws. */
const asked = (value: object, key: string, ancestors: object[], depth: number): Given | undefined => {
  if (!asksAccessors) return undefined;
  try {
    return { ok: true, text: encodeAt((value as Record<string, unknown>)[key], ancestors, depth) };
  } catch (thrown) {
    if (thrown === tooLarge) throw thrown;
    asksAccessors = false;
    const text = encodeThrownAt(thrown, ancestors, depth);
    asksAccessors = true;
    return { ok: false, text };
  }
};

const outcomeText = (given: Given | undefined): string =>
  given === undefined ? '' : (given.ok ? ',[true,' : ',[false,') + given.text + ']';
