/** A learner's `design()` as tests read it: data that can be built, the same at every call, or a sentence about why not. */
import type { Architecture } from '#architecture';
import { fail, newCase } from '#grading';
import type { Catalogue } from './catalogue.ts';
import { problemsOf } from './soundness.ts';

/** The learner's function. Nothing is known of what it returns. */
export type Read = () => unknown;

const MOST_SHOWN = 8;

/** Reads the learner's design. Fails the test, naming everything that is wrong, if it cannot be built from the catalogue. */
export function soundDesign(read: Read, catalogue: Catalogue): Architecture {
  const design = read();
  // The design as one long line would only hide what is wrong with it.
  newCase();
  const problems = problemsOf(design, catalogue);
  if (problems.length === 0) return design as Architecture;
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => `\n  • ${problem}`);
  const more = problems.length > MOST_SHOWN ? [`\n  • and ${problems.length - MOST_SHOWN} more`] : [];
  fail(
    `The design has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:${[...shown, ...more].join('')}`,
  );
}

/** Fails unless a second call gives the same design: a design is data, not a draw. */
export function expectTheSameAgain(read: Read, design: Architecture): void {
  const again = read();
  newCase();
  if (JSON.stringify(again) === JSON.stringify(design)) return;
  fail('Two calls of design() gave two designs: give the same one at every call.');
}

/** Reads a design for a test about what it does: one that cannot be built fails with a word about the first problem. */
export function runnableDesign(read: Read, catalogue: Catalogue): Architecture {
  const design = read();
  newCase();
  const refusal = refusalOf(design, catalogue);
  if (refusal === undefined) return design as Architecture;
  fail(refusal);
}

/** Why a design cannot be run, in the words that a test and the scene have in common; undefined for one that can. */
export function refusalOf(design: unknown, catalogue: Catalogue): string | undefined {
  const [first, ...others] = problemsOf(design, catalogue);
  if (first === undefined) return undefined;
  const rest = others.length > 0 ? ` (The first test names ${others.length} more.)` : '';
  return `The design cannot be run before it can be built: ${first}${rest}`;
}
