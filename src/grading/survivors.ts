/**
 * A lab's mutants that no test can catch, with the reason why they do nothing wrong. Every other mutant of the solution must
 * fail a test: one that passes and is not named here is a hole in the suite.
 */
import { clipped } from './clip.ts';
import { type Edit, edit, faultsOf } from './edits.ts';

/** Mutants of `solution.ts` that are right answers too, for one reason. */
export interface Survivor {
  /** Why nobody can tell them from the solution by what the brief says. */
  because: string;
  /** Each of them makes a mutant by itself. */
  mutants: readonly Edit[];
}

/** Writes survivors out: the sources, with what makes them of the solution, and why some are none, in sentences. */
export function writeSurvivors(
  survivors: readonly Survivor[],
  solution: string,
): { sources: Map<string, Edit>; problems: string[] } {
  const sources = new Map<string, Edit>();
  const problems: string[] = [];
  for (const { because, mutants } of survivors) {
    if (because.trim() === '') problems.push(`${nameOf(mutants[0] ?? ['', ''])}: it does not say why nobody can tell`);
    for (const mutant of mutants) {
      const found = faultsOf([mutant], solution);
      const source = found.length === 0 ? edit(solution, [mutant]) : '';
      if (sources.has(source)) found.push('it is named twice');
      problems.push(...found.map((problem) => `${nameOf(mutant)}: ${problem}`));
      if (found.length === 0) sources.set(source, mutant);
    }
  }
  return { sources, problems };
}

/** What a survivor is called in a sentence. */
export function nameOf([from, to]: Edit): string {
  return `survivor "${shorten(from)}" → "${shorten(to)}"`;
}

function shorten(text: string): string {
  return clipped(text.replace(/\s+/g, ' ').trim(), 60);
}
