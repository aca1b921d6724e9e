/**
 * The manifest of a lab: what an instructor states about it in `labs/<id>/lab.ts`, and the checks that keep it honest.
 */
import { DEFAULT_LIMITS, type Limits } from './guest.ts';

export interface LabManifest {
  /** What the lab is called on the page. */
  title: string;
  /** The number of the lesson it belongs to. */
  lesson: number;
  /** Marks that the suite's tests add up to; halves are allowed. */
  marks: number;
  /** One sentence: what the learner is asked to write. */
  asks: string;
  /** The functions that the learner's file must export, in the order the brief names them. */
  exports: string[];
  /** Limits that differ from the usual ones. */
  limits?: Partial<Limits>;
  /** How many guests the tests may have open at once: more than one where a fresh copy of the code is asked as well. 1 unless told. */
  guests?: number;
  /** Hints in order, each stronger than the last. `code` in backticks is set as code. */
  hints: string[];
}

export interface Lab extends Omit<LabManifest, 'limits' | 'guests'> {
  limits: Limits;
  guests: number;
}

/** Fills in the defaults and refuses a manifest that a learner would trip over. Throws an Error that says what to mend. */
export function defineLab(manifest: LabManifest): Lab {
  const problems: string[] = [];
  if (!manifest.title.trim()) problems.push('title is empty');
  if (!(manifest.marks > 0) || !Number.isInteger(manifest.marks * 2)) problems.push('marks must be positive halves');
  if (!Number.isInteger(manifest.lesson) || manifest.lesson < 1) problems.push('lesson must be the number of a lesson');
  if (manifest.exports.length === 0) problems.push('exports must name at least one function');
  const { guests = 1 } = manifest;
  if (!Number.isInteger(guests) || guests < 1 || guests > 8) problems.push('guests must be a whole number from 1 to 8');
  if (manifest.hints.length === 0) problems.push('hints must hold at least one hint');
  if (problems.length > 0) throw new Error(`The lab "${manifest.title}" is not right: ${problems.join('; ')}.`);
  return { ...manifest, guests, limits: { ...DEFAULT_LIMITS, ...manifest.limits } };
}
