/** A mutant in words for the author of a suite. */
import type { Edit } from '#grading';
import type { Mutant } from './mutants.ts';

/** What a mutant changes, as lines of a diff with the place before them and, after them, how `survivors.ts` would name it. */
export function describeMutant(mutant: Mutant, solution: string): string {
  const [from, to] = wholeLines(mutant, solution);
  const line = solution.slice(0, mutant.at).split('\n').length;
  const signed = (sign: string, text: string): string[] => text.split('\n').map((part) => `${sign} ${part}`);
  const name = asEdit(mutant, solution).map((text) => JSON.stringify(text));
  return [
    `line ${line}, ${mutant.operator}:`,
    ...signed('-', from),
    ...signed('+', to),
    `its name: [${name.join(', ')}]`,
  ].join('\n');
}

/** What makes a mutant of the solution, with as few words about the change as it takes to find the place. */
export function asEdit({ at, end, text }: Mutant, solution: string): Edit {
  let [first, last] = [wordBefore(at, solution), wordAfter(end, solution)];
  while (solution.indexOf(solution.slice(first, last)) !== solution.lastIndexOf(solution.slice(first, last))) {
    // To the left up to the line's own text, then to the right up to its end, then beyond.
    if (solution.slice(solution.lastIndexOf('\n', first - 1) + 1, first).trim() !== '')
      first = wordBefore(first - 1, solution);
    else if (last < solution.length && solution[last] !== '\n') last = wordAfter(last + 1, solution);
    else [first, last] = [wordBefore(first - 1, solution), wordAfter(last + 1, solution)];
  }
  return [solution.slice(first, last), solution.slice(first, at) + text + solution.slice(end, last)];
}

function wordBefore(at: number, text: string): number {
  let first = Math.max(0, at);
  while (first > 0 && !/\s/.test(text[first - 1]!)) first--;
  return first;
}

function wordAfter(end: number, text: string): number {
  let last = Math.min(end, text.length);
  while (last < text.length && !/\s/.test(text[last]!)) last++;
  return last;
}

function wholeLines({ at, end, text }: Mutant, solution: string): Edit {
  const first = solution.lastIndexOf('\n', at - 1) + 1;
  const next = solution.indexOf('\n', end);
  const last = next < 0 ? solution.length : next;
  return [solution.slice(first, last), solution.slice(first, at) + text + solution.slice(end, last)];
}
