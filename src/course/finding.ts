/** What keeps a course from being sound, told so that its author can mend it: where it stands, what is allowed, and what was probably meant. */
import { distance } from 'fastest-levenshtein';
import { inSeries } from '#words';

export interface Finding {
  /** From the root of the course. */
  file: string;
  line?: number;
  /** The field, attribute or word that is wrong: `parts[0].marks`. */
  field?: string;
  /** A sentence. */
  problem: string;
  /** All that may stand there, where that is a list. */
  allowed?: readonly string[];
  /** The one of them that is most like what stands there, where one is. */
  nearest?: string;
}

/** How many of what is allowed a sentence names. */
const MOST_NAMED = 40;

/** `content/lessons/02-x.mdx:7 · marks: …`, in one line and in the words of check, of the build and of the tests. */
export function sentence({ file, line, field, problem, allowed = [], nearest }: Finding): string {
  const place = [line === undefined ? file : `${file}:${line}`, ...(field === undefined ? [] : [field])].join(' · ');
  const meant = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  const more = allowed.length > MOST_NAMED ? ` and ${allowed.length - MOST_NAMED} more` : '';
  const named = allowed.length === 0 ? '' : ` Allowed: ${allowed.slice(0, MOST_NAMED).join(', ')}${more}.`;
  return `${place}: ${problem}${meant}${named}`;
}

/** What is most like a word that stands for nothing: most of its letters must agree. Undefined where nothing is like it. */
export function nearestTo(word: string, allowed: readonly string[]): string | undefined {
  const sought = word.toLowerCase();
  /** From 0, the very word, to 1. */
  const far = (each: string): number => {
    const other = each.toLowerCase();
    // What begins with it, or is the beginning of it, is near however long the rest.
    const begins = sought.length > 2 && other.length > 2 && (other.startsWith(sought) || sought.startsWith(other));
    const [slips, letters] = [distance(sought, other), Math.max(sought.length, other.length, 1)];
    // Two letters that changed places are two slips.
    return Math.min(begins ? 0.2 : 1, letters > 3 && slips <= 2 ? 0.4 * (slips / 2) : 1, slips / letters);
  };
  const [best] = allowed.map((each) => ({ each, far: far(each) })).sort((one, other) => one.far - other.far);
  return best && best.far <= 0.43 ? best.each : undefined;
}

/** A name that stands for nothing: with what is allowed, and the nearest of it. */
export function misnamed(at: Omit<Finding, 'allowed' | 'nearest'>, name: string, allowed: readonly string[]): Finding {
  const nearest = nearestTo(name, allowed);
  return { ...at, allowed, ...(nearest !== undefined && { nearest }) };
}

/** "2 and 3" of numbers. */
export const numbers = (list: readonly number[]): string => inSeries(list.map(String));

/** In the order of files and lines. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) || (one.line ?? 0) - (other.line ?? 0),
  );
}
