/** A learner's `design()` as tests read it: data that can be built, the same at every call, or a sentence about why not. */
import type { Architecture } from '#architecture';
import { differenceBetween, fail, format, newCase } from '#grading';
import type { Catalogue } from './catalogue.ts';
import { listed, problemsOf } from './soundness.ts';

/** The learner's function. Nothing is known of what it returns. */
export type Read = () => unknown;

/** How often a test asks for the design. What is tried is what the first call gave. */
const CALLS = 12;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const ordinal = (place: number): string => ORDINALS[place] ?? `${place + 1}th`;

interface Reading {
  /** A design that can be built; without it there is a sentence about why not. */
  design?: Architecture;
  wrong?: string;
  /** Of a design that changes: what stood there first, and what then. */
  change?: { expected: string; actual: string };
}

/** Reads the learner's design, as often as it takes to see that it is data and no draw. */
function reading(read: Read, catalogue: Catalogue): Reading {
  const design = read();
  // The design as one long line would only hide what is wrong with it.
  newCase();
  const problems = problemsOf(design, catalogue);
  if (problems.length > 0) return { wrong: listed(problems) };
  for (let call = 1; call < CALLS; call++) {
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
  const { wrong, change } = reading(read, catalogue);
  if (wrong !== undefined) fail(wrong, change);
}

/** Reads a design for a test about what it does. What is wrong with one that cannot be built is told once, by the first test. */
export function runnableDesign(read: Read, catalogue: Catalogue): Architecture {
  const { design } = reading(read, catalogue);
  if (design === undefined) fail('Not tried yet: the first requirement says what keeps this design from being built.');
  return design;
}
