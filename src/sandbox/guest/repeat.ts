/** Calls that are made very often in one crossing: as little as can be is done for each beside the call. */
import { held } from './held.ts';
import { apply, isArray, parse, toText } from './primordials.ts';
import { define } from './properties.ts';

/** The round that is being made, with which numbered texts end. */
let round = 0;

export const numbered = (text: string): string => text + toText(round);

interface Prepared {
  target: object;
  method: string | null;
  /** As text, where they have to be made anew for each call. */
  text: string | null;
  args: unknown[];
  /** Which of `args` are numbered, and what these begin with. */
  places: number[];
  texts: string[];
}

/**
 * Nobody can change an argument that is a text or a number, and what is kept is the same in each call: such arguments are made once, but
 * for those that are numbered.
 */
const prepare = (call: readonly [number, string | null, string | null], module: object): Prepared => {
  const prepared: Prepared = {
    target: call[0] < 0 ? module : (held[call[0]] as object),
    method: call[1],
    text: null,
    args: [],
    places: [],
    texts: [],
  };
  if (call[2] === null) return prepared;
  const tagged = parse(call[2]) as unknown[];
  const isPlain = tagged[0] === 'j';
  const items = (isPlain ? tagged[1] : tagged) as unknown[];
  for (let index = isPlain ? 0 : 1; index < items.length; index++) {
    const item = items[index];
    const place = isPlain ? index : index - 1;
    if (isArray(item) && !isPlain && item[0] === 'r') {
      define(prepared.places, prepared.places.length, place);
      define(prepared.texts, prepared.texts.length, item[1]);
      define(prepared.args, place, '');
    } else if (isArray(item) && !isPlain && item[0] === 'h') {
      define(prepared.args, place, held[item[1] as number]);
    } else if (typeof item === 'object' && item !== null) {
      prepared.text = call[2];
      return prepared;
    } else define(prepared.args, place, item);
  }
  return prepared;
};

/**
 * Makes these calls one after the other, all of them so many times over: `[number, name of the method or null, arguments as text or
 * null]`, or -1 for what the learner's module exports. What comes back is dropped. Rounds are counted from `first` on.
 */
export const repeatCalls = (
  calls: string,
  times: number,
  first: number,
  module: object,
  decodeArguments: (text: string) => unknown[],
): void => {
  const list = parse(calls) as [number, string | null, string | null][];
  const prepared: Prepared[] = [];
  for (let index = 0; index < list.length; index++) define(prepared, index, prepare(list[index] as never, module));
  for (round = first; round < first + times; round++) {
    for (let index = 0; index < prepared.length; index++) {
      const call = prepared[index] as Prepared;
      const { target, method, text, places } = call;
      const args = text === null ? call.args : decodeArguments(text);
      if (text === null)
        for (let at = 0; at < places.length; at++) args[places[at] as number] = numbered(call.texts[at] as string);
      if (method === null) apply(target as never, undefined, args);
      else apply((target as Record<string, never>)[method] as never, target, args);
    }
  }
};
