/** Text → guest value: tagged JSON, as ../machine/codec.ts writes it. */
import { encode } from './encode.ts';
import { held } from './held.ts';
import { construct, mapSet, parse, RealError, RealMap, RealSet, setAdd, toBigInt } from './primordials.ts';
import { define } from './properties.ts';
import { numbered } from './repeat.ts';

/** The classes that an error of the host's may have here; any other becomes an `Error`. */
const constructors: [string, ErrorConstructor][] = [
  ['RangeError', RangeError],
  ['TypeError', TypeError],
  ['Error', Error],
];

const makeError = (type: string, message: string): Error => {
  for (let index = 0; index < constructors.length; index++) {
    const entry = constructors[index] as [string, ErrorConstructor];
    if (entry[0] === type) return construct(entry[1], [message]);
  }
  return construct(RealError, [message]);
};

/** Makes the decoder. `hostCall` calls a function of the host's that was passed as an argument; text in, text out. */
export const createDecode = (hostCall: (text: string) => string) => {
  // Every array below comes from JSON.parse, so its items and its length are its own.
  const decode = (tagged: unknown): unknown => {
    if (typeof tagged !== 'object' || tagged === null) return tagged;
    const list = tagged as unknown[];
    const length = list.length;
    switch (list[0]) {
      case 'j':
        return list[1];
      case 'a': {
        const array: unknown[] = [];
        for (let index = 1; index < length; index++) define(array, index - 1, decode(list[index]));
        return array;
      }
      case 'o': {
        const object = {};
        for (let index = 1; index < length; index += 2) define(object, list[index] as string, decode(list[index + 1]));
        return object;
      }
      case 'm': {
        const map = new RealMap();
        for (let index = 1; index < length; index += 2) mapSet(map, decode(list[index]), decode(list[index + 1]));
        return map;
      }
      case 's': {
        const set = new RealSet();
        for (let index = 1; index < length; index++) setAdd(set, decode(list[index]));
        return set;
      }
      case 'n':
        return list[1] === '-0' ? -0 : list[1] === 'NaN' ? NaN : list[1] === 'Infinity' ? Infinity : -Infinity;
      case 'b':
        return toBigInt(list[1] as string);
      case 'f':
        return hostFunction(list[1] as number);
      case 'h':
        return held[list[1] as number];
      case 'r':
        return numbered(list[1] as string);
      case 'e':
        return makeError(list[1] as string, list[2] as string);
      default:
        return undefined;
    }
  };
  const hostFunction = (id: number) => {
    // An arrow from an array literal has no name of its own: stack traces then tell nothing of the suite.
    const nameless = [
      (...args: unknown[]): unknown => {
        const answer = parse(hostCall('[' + id + ',' + encode(args) + ']')) as [boolean, unknown];
        const value = decode(answer[1]);
        if (answer[0]) return value;
        throw value;
      },
    ];
    return nameless[0];
  };
  return decode;
};
