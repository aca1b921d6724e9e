/**
 * How far a learner has come in a package: what is in this browser, and what the LMS has kept from another. Nothing that was once there is taken
 * back: a learner who goes on at another computer begins without their code, and keeps their marks.
 *
 * The score is what suites have graded. Marks that learners give themselves for written answers are theirs, and no LMS hears of them; that a part
 * has been answered counts towards completion.
 */
import type { Answer, Result } from '../progress/rows.ts';
import type { Contents } from './contents.ts';

export interface Standing {
  /** Marks of the labs, and those there are. */
  earned: number;
  marks: number;
  /** Labs that have earned a mark and parts that have an answer, and how many there are of both. */
  done: number;
  of: number;
  /** What the LMS keeps, for the next time. */
  kept: string;
}

/** Characters that SCORM 1.2 promises to keep. */
export const MOST_KEPT = 4096;

/** `labs` by their ids; `answered` a digit for each written part, 1 where it has an answer, and `parts` which parts those were. */
interface Kept {
  labs: Record<string, number>;
  answered: string;
  parts: string;
}

/** A short name for a list of parts: where it has changed, nobody knows any more which digit was whose. */
function nameOf(parts: readonly string[]): string {
  let hash = 5381;
  for (const character of parts.join(' ')) hash = (hash * 33 + character.charCodeAt(0)) >>> 0;
  return hash.toString(36);
}

function read(kept: string): Kept {
  const nothing: Kept = { labs: {}, answered: '', parts: '' };
  try {
    const { labs, answered, parts } = JSON.parse(kept) as Partial<Kept>;
    if (typeof labs !== 'object' || labs === null) return nothing;
    return { labs, answered: String(answered), parts: String(parts) };
  } catch {
    return nothing;
  }
}

export function standingOf(
  { labs, written }: Pick<Contents, 'labs' | 'written'>,
  here: { results: readonly Result[]; answers: readonly Answer[] },
  kept: string,
): Standing {
  const before = read(kept);
  const results = new Map(here.results.map(({ lab, earned }) => [lab, earned]));
  const answers = new Map(here.answers.map(({ part, text }) => [part, text]));
  const bests = labs.map(({ id, marks }) => {
    const known = Object.hasOwn(before.labs, id) ? Number(before.labs[id]) : 0;
    return [id, Math.min(marks, Math.max(results.get(id) ?? 0, known || 0))] as const;
  });
  const isSameList = before.parts === nameOf(written);
  const answered = written.map((part, place) => {
    const isThere = (answers.get(part) ?? '').trim() !== '' || (isSameList && before.answered[place] === '1');
    return isThere ? '1' : '0';
  });
  const begun = bests.filter(([, earned]) => earned > 0);
  return {
    earned: bests.reduce((sum, [, earned]) => sum + earned, 0),
    marks: labs.reduce((sum, { marks }) => sum + marks, 0),
    done: begun.length + answered.filter((digit) => digit === '1').length,
    of: labs.length + written.length,
    kept: JSON.stringify({
      labs: Object.fromEntries(begun),
      answered: answered.join(''),
      parts: nameOf(written),
    } satisfies Kept),
  };
}
