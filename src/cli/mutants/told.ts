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
  let [first, last] = words(at, end, solution);
  while (solution.indexOf(solution.slice(first, last)) !== solution.lastIndexOf(solution.slice(first, last)))
    [first, last] = words(first - 1, last + 1, solution);
  return [solution.slice(first, last), solution.slice(first, at) + text + solution.slice(end, last)];
}

/** A stretch of the text, up to the blanks about it. */
function words(at: number, end: number, text: string): [number, number] {
  let [first, last] = [Math.max(0, at), Math.min(end, text.length)];
  while (first > 0 && !/\s/.test(text[first - 1]!)) first--;
  while (last < text.length && !/\s/.test(text[last]!)) last++;
  return [first, last];
}

function wholeLines({ at, end, text }: Mutant, solution: string): Edit {
  const first = solution.lastIndexOf('\n', at - 1) + 1;
  const next = solution.indexOf('\n', end);
  const last = next < 0 ? solution.length : next;
  return [solution.slice(first, last), solution.slice(first, at) + text + solution.slice(end, last)];
}
