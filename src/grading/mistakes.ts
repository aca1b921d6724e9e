/**
 * A lab's known-wrong answers, each written as what it changes in a right one. So the list shows what people get wrong and
 * nothing else, and an answer that is rewritten cannot silently disarm a mistake: what an edit replaces must still be there.
 */
import { type Edit, edit, faultsOf } from './edits.ts';

interface Told {
  /** What `check` calls it: short, in kebab case. */
  name: string;
  /** The title of the test that must catch it, on every seed. */
  caughtBy: string;
  /** What people get wrong and what comes of it, in a sentence or two. */
  because: string;
  /** It runs (types are stripped), but the editor underlines something. Every other mistake must be well typed. */
  hasTypeError?: true;
}

/** A right answer with something changed. */
export interface EditedAnswer extends Told {
  /** The right answer that is edited, as `right/<file>.ts`; the reference solution when left out. */
  of?: string;
  /** All of them apply to the right answer as it stands, none to what another has made of it. */
  edits: readonly Edit[];
}

/** Another program altogether. */
export interface OtherProgram extends Told {
  /** Where it is, as `mistakes/<file>.ts`. */
  program: string;
}

export type Mistake = EditedAnswer | OtherProgram;

/** A mistake written out. */
export interface WrongAnswer {
  mistake: Mistake;
  source: string;
  /** The file it is read against: the one it edits, or the reference solution. */
  base: string;
}

const SOLUTION = 'solution.ts';

/**
 * Writes mistakes out. `files` holds the lab's texts by name (`solution.ts`, `right/recursive.ts`, `mistakes/other.ts`).
 * A mistake that cannot be written out is left out, and a problem says why, in a sentence that begins with its name.
 */
export function writeOut(
  mistakes: readonly Mistake[],
  files: ReadonlyMap<string, string>,
): { answers: WrongAnswer[]; problems: string[] } {
  const answers: WrongAnswer[] = [];
  const problems: string[] = [];
  const names = new Set<string>();
  for (const mistake of mistakes) {
    if (names.has(mistake.name)) problems.push(`mistake "${mistake.name}": another mistake has this name`);
    names.add(mistake.name);
    if (mistake.because.trim() === '') problems.push(`mistake "${mistake.name}": it does not say why people make it`);
    const base = 'program' in mistake ? SOLUTION : (mistake.of ?? SOLUTION);
    const file = 'program' in mistake ? mistake.program : base;
    const text = files.get(file);
    const found =
      text === undefined
        ? [`there is no ${file}; there are ${[...files.keys()].join(', ')}`]
        : 'edits' in mistake
          ? faultsOf(mistake.edits, text)
          : [];
    problems.push(...found.map((problem) => `mistake "${mistake.name}": ${problem}`));
    if (text === undefined || found.length > 0) continue;
    answers.push({ mistake, base, source: 'edits' in mistake ? edit(text, mistake.edits) : text });
  }
  return { answers, problems };
}
