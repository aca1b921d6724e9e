/** A learner's `design()` as tests read it: data that can be built, the same at every call, or a sentence about why not. */
import type { Architecture } from '#architecture';
import { differenceBetween, fail, format, newCase, repeat } from '#grading';
import { whole } from '#words';
import type { Catalogue } from './catalogue.ts';
import { listed, problemsOf } from './soundness.ts';

/** The learner's function. Nothing is known of what it returns. */
export type Read = () => unknown;

/** How often a test asks for the design, one call after the other. What is tried is what the first call gave. */
const CALLS = 12;

/** Once, it is also looked at after so many: where counters begin again, and where people stop counting. */
const LOOKS = [20, 32, 50, 64, 80, 100, 128, 200, 256, 512, 1_000];

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const ENDINGS = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const endingRule = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinal = (place: number): string =>
  ORDINALS[place] ?? `${whole(place + 1)}${ENDINGS.get(endingRule.select(place + 1)) ?? 'th'}`;

interface Reading {
  /** A design that can be built; without it there is a sentence about why not. */
  design?: Architecture;
  wrong?: string;
  /** Of a design that changes: what stood there first, and what then. */
  change?: { expected: string; actual: string };
}

/** The numbers of the calls that are looked at; those between them are made on the way. */
function* calls(read: Read, looks: readonly number[]): Generator<number> {
  for (let call = 1; call < CALLS; call++) yield call;
  let made = CALLS;
  for (const look of looks) {
    repeat([[read]], look - 2 - made);
    for (made = look - 2; made < look + 2; made++) yield made;
  }
}

/** Reads the learner's design, as often as it takes to see that it is data and no draw. */
function reading(read: Read, catalogue: Catalogue, looks: readonly number[]): Reading {
  const design = read();
  // The design as one long line would only hide what is wrong with it.
  newCase();
  const problems = problemsOf(design, catalogue);
  if (problems.length > 0) return { wrong: listed(problems) };
  for (const call of calls(read, looks)) {
    const again = read();
    newCase();
    const difference = differenceBetween(again, design);
    if (!difference) continue;
    const { path, actual, expected } = difference;
    return {
      wrong: `design() returned something else the ${ordinal(call)} time: ${path === '' ? 'all of it' : path.replace(/^\./, '')} was ${format(expected)}, and is ${format(actual)}. Give the same design at every call.`,
      change: { expected: format(expected), actual: format(actual) },
    };
  }
  return { design: design as Architecture };
}

/** Fails the test, naming everything that is wrong, if the learner's design cannot be built from the catalogue, or changes. */
export function expectSound(read: Read, catalogue: Catalogue): void {
  const { wrong, change } = reading(read, catalogue, LOOKS);
  if (wrong !== undefined) fail(wrong, change);
}

/** Reads a design for a test about what it does. What is wrong with one that cannot be built is told once, by the first test. */
export function runnableDesign(read: Read, catalogue: Catalogue): Architecture {
  const { design } = reading(read, catalogue, []);
  if (design === undefined) fail('Not tried yet: the first requirement says what keeps this design from being built.');
  return design;
}
