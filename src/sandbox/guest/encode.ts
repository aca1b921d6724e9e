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
  isArray,
  keysOf,
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
import { inherits } from './properties.ts';

/** Thrown, and told apart by identity, when a value has too much in it. */
export const tooLarge = create(null);

let values = 0;
let textLength = 0;
/** Whether accessors are asked for what they give: not in what was thrown, which would have them throw once more. */
let asksAccessors = true;

/** The objects that a value stands in, from the inside out. */
interface Inside {
  value: object;
  in: Inside | null;
}

/** Encodes a value. Throws `tooLarge`, or whatever a proxy of the learner's throws. */
export const encode = (value: unknown): string => encodeAnew(encodeAt, true, value);

/** Encodes what was thrown. Throws what `encode` does. */
export const encodeThrown = (thrown: unknown): string => encodeAnew(encodeThrownAt, false, thrown);

type Encode = (value: unknown, inside: Inside | null, depth: number) => string;

/** An accessor may call the host and so have something else encoded in between, which counts for itself. */
const encodeAnew = (write: Encode, asks: boolean, value: unknown): string => {
  const valuesBefore = values;
  const textBefore = textLength;
  const askedBefore = asksAccessors;
  values = 0;
  textLength = 0;
  asksAccessors = asks;
  try {
    return write(value, null, 0);
  } finally {
    values = valuesBefore;
    textLength = textBefore;
    asksAccessors = askedBefore;
  }
};

const encodeThrownAt = (thrown: unknown, inside: Inside | null, depth: number): string => {
  const errorClass = typeof thrown === 'object' && thrown !== null ? classOf(thrown) : undefined;
  return errorClass
    ? '["e",' + encodeError(thrown as object, errorClass) + ']'
    : '["v",' + encodeAt(thrown, inside, depth) + ']';
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

const MOST_QUOTED = 200;
const MOST_QUOTED_TEXT = 40;

/** Quotes short texts, of which it remembers the first: most are handed over again and again, and writing one out costs more than all else about it. */
const createQuote = () => {
  const quoted = create(null) as Record<string, string>;
  let count = 0;
  return (text: string): string => {
    if (text.length > MOST_QUOTED_TEXT) return quote(text);
    const known = quoted[text];
    if (known !== undefined) return keep(known);
    const written = quote(text);
    if (count < MOST_QUOTED) {
      count++;
      quoted[text] = written;
    }
    return written;
  };
};

/** Apart from each other, so that many texts do not keep keys from being remembered. */
const quoteKey = createQuote();
const quoteText = createQuote();

/** The commonest kinds come first: a `switch` over kinds compares text after text, and this is run for each value that crosses. */
const encodeAt = (value: unknown, inside: Inside | null, depth: number): string => {
  if (++values > MOST_VALUES || depth > MOST_LEVELS) throw tooLarge;
  if (typeof value === 'number') {
    // Only of a finite number is nothing left.
    if (value - value !== 0) return '["n","' + value + '"]';
    return value === 0 && 1 / value < 0 ? '["n","-0"]' : '' + value;
  }
  if (typeof value === 'string') return quoteText(value);
  if (value === null) return 'null';
  if (typeof value === 'object') return encodeObject(value, inside, depth);
  if (value === undefined) return '["u"]';
  if (value === true) return 'true';
  if (value === false) return 'false';
  if (typeof value === 'function') return '["f",' + hold(value) + ',' + quote(functionName(value)) + ']';
  if (typeof value === 'symbol') return '["y",' + quote(symbolDescription(value) ?? '') + ']';
  if ((value as bigint) > largestBigInt || (value as bigint) < -largestBigInt) throw tooLarge;
  return keep('["b","' + toText(value) + '"]');
};

const encodeObject = (value: object, inside: Inside | null, depth: number): string => {
  for (let at = inside; at !== null; at = at.in) if (at.value === value) return '["c"]';
  const here: Inside = { value, in: inside };
  const inner = depth + 1;
  if (isArray(value)) return encodeArray(value, here, inner);
  const prototype = getPrototypeOf(value);
  if (prototype === objectPrototype || prototype === null) {
    const keys = asksAccessors ? keysOf(value) : undefined;
    return keys && keys.length === ownKeys(value).length
      ? encodePlain(value as Record<string, unknown>, keys, here, inner)
      : encodeFields(value, here, inner);
  }
  if (inherits(value, promisePrototype)) return '["p",' + hold(value) + ']';
  // What only inherits from one of these has nothing inside that could be read, which the read itself finds out.
  if (inherits(value, datePrototype)) {
    try {
      return '["d",' + encodeAt(dateTime(value), here, inner) + ']';
    } catch (error) {
      if (error === tooLarge) throw error;
    }
  }
  if (inherits(value, mapPrototype)) {
    try {
      let text = '["m"';
      mapForEach(value, (item: unknown, key: unknown) => {
        text += ',' + encodeAt(key, here, inner) + ',' + encodeAt(item, here, inner);
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
        text += ',' + encodeAt(item, here, inner);
      });
      return text + ']';
    } catch (error) {
      if (error === tooLarge) throw error;
    }
  }
  const tag = typedArrayTag(value);
  if (tag !== undefined) return encodeTypedArray(value as ArrayLike<unknown>, tag, here, inner);
  const errorClass = classOf(value);
  if (errorClass) return '["e",' + encodeError(value, errorClass) + ']';
  return encodeFields(value, here, inner);
};

/** An array's length is a property of its own and no accessor; of a proxy it is whatever that says, once. */
const encodeArray = (value: unknown[], inside: Inside, depth: number): string => {
  const length: unknown = value.length;
  if (typeof length !== 'number') return '["a"]';
  if (length > MOST_VALUES) throw tooLarge;
  let text = '["a"';
  for (let index = 0; index < length; index++) text += ',' + encodeAt(value[index], inside, depth);
  return text + ']';
};

/**
 * An object as most are: it inherits nothing, and all that it has are fields that are enumerated. As `encodeFields` would tell it, but that no
 * descriptor is made for each of them, which is most of what that costs.
 */
const encodePlain = (value: Record<string, unknown>, keys: string[], inside: Inside, depth: number): string => {
  let fields = '';
  let methods = '';
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    let item: unknown;
    try {
      // Where it is an accessor, this asks it, once.
      item = value[key];
    } catch (thrown) {
      methods +=
        (methods ? ',[' : '[') + '"get",' + quoteKey(key) + ',true' + outcomeText(refused(thrown, inside, depth)) + ']';
      continue;
    }
    if (typeof item === 'function' && isData(value, key))
      methods += (methods ? ',[' : '[') + '"call",' + quoteKey(key) + ',true]';
    else fields += ',' + quoteKey(key) + ',' + encodeAt(item, inside, depth);
  }
  return methods ? '["i",' + hold(value) + ',[' + methods + ']' + fields + ']' : '["o"' + fields + ']';
};

const isData = (value: object, key: string): boolean => {
  const descriptor = getOwnPropertyDescriptor(value, key);
  return descriptor !== undefined && hasOwn(descriptor, 'value');
};

const encodeTypedArray = (value: ArrayLike<unknown>, tag: string, inside: Inside, depth: number): string => {
  let text = '["t",' + quote(tag);
  // Integer-indexed reads of a typed array never leave it, whatever its prototype has become.
  for (let index = 0; hasOwn(value, index); index++) text += ',' + encodeAt(value[index], inside, depth);
  return text + ']';
};

/**
 * Fields by value, what an own accessor gives among them; methods by name, called through `held`, and other accessors with how
 * asking them went, both with whether they are properties of its own.
 */
const encodeFields = (value: object, inside: Inside, depth: number): string => {
  let fields = '';
  let methods = '';
  /** The keys that were met further out; of the value itself none is. */
  let seen: Record<string, boolean> | undefined;
  let at: object | null = value;
  for (let hops = 0; at !== null && at !== objectPrototype && hops < 20; hops++) {
    // A list of its own: what stands in it is read as it is.
    const keys = ownKeys(at);
    const next = getPrototypeOf(at);
    if (next !== null && next !== objectPrototype) seen ??= create(null) as Record<string, boolean>;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (typeof key !== 'string' || seen?.[key]) continue;
      const descriptor = getOwnPropertyDescriptor(at, key);
      if (!descriptor || (hops > 0 && key === 'constructor')) continue;
      if (seen) seen[key] = true;
      const isOwn = hops === 0 && descriptor.enumerable === true;
      const flag = isOwn ? ',true' : ',false';
      if (!hasOwn(descriptor, 'value')) {
        const given = asked(value, key, inside, depth);
        if (isOwn && given?.ok) fields += ',' + quote(key) + ',' + given.text;
        else methods += (methods ? ',[' : '[') + '"get",' + quote(key) + flag + outcomeText(given) + ']';
      } else if (typeof descriptor.value === 'function') {
        methods += (methods ? ',[' : '[') + '"call",' + quote(key) + flag + ']';
      } else if (isOwn) {
        fields += ',' + quote(key) + ',' + encodeAt(descriptor.value, inside, depth);
      }
    }
    at = next;
  }
  return methods ? '["i",' + hold(value) + ',[' + methods + ']' + fields + ']' : '["o"' + fields + ']';
};

interface Given {
  ok: boolean;
  text: string;
}

/** What an accessor gives, or throws. */
const asked = (value: object, key: string, inside: Inside, depth: number): Given | undefined => {
  if (!asksAccessors) return undefined;
  try {
    return { ok: true, text: encodeAt((value as Record<string, unknown>)[key], inside, depth) };
  } catch (thrown) {
    return refused(thrown, inside, depth);
  }
};

/** What an accessor threw. */
const refused = (thrown: unknown, inside: Inside, depth: number): Given => {
  if (thrown === tooLarge) throw thrown;
  asksAccessors = false;
  const text = encodeThrownAt(thrown, inside, depth);
  asksAccessors = true;
  return { ok: false, text };
};

const outcomeText = (given: Given | undefined): string =>
  given === undefined ? '' : (given.ok ? ',[true,' : ',[false,') + given.text + ']';
