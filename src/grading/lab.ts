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
  /**
   * Functions whose every call starts a machine of its own, on which the learner's file is loaded anew and what the call returns lives:
   * replicas, brokers, workers. Variables of the file are then each machine's own. The number says how many are at work at once; with
   * one more, the one that has been quiet longest ends. `{ createReplica: 5 }`
   */
  machines?: Readonly<Record<string, number>>;
  /** Hints in order, each stronger than the last. `code` in backticks is set as code. */
  hints: string[];
}

export interface Lab extends Omit<LabManifest, 'limits' | 'guests' | 'machines'> {
  limits: Limits;
  guests: number;
  machines: Readonly<Record<string, number>>;
}

/** Guests and machines that a lab may have open at once: each takes memory. */
const MOST_OPEN = 8;

/** How many machines are at work at once, of all kinds. */
export const machinesIn = (machines: Lab['machines']): number =>
  Object.values(machines).reduce((sum, count) => sum + count, 0);

/** Fills in the defaults and refuses a manifest that a learner would trip over. Throws an Error that says what to mend. */
export function defineLab(manifest: LabManifest): Lab {
  const problems: string[] = [];
  if (!manifest.title.trim()) problems.push('title is empty');
  if (!(manifest.marks > 0) || !Number.isInteger(manifest.marks * 2)) problems.push('marks must be positive halves');
  if (!Number.isInteger(manifest.lesson) || manifest.lesson < 1) problems.push('lesson must be the number of a lesson');
  if (manifest.exports.length === 0) problems.push('exports must name at least one function');
  const { guests = 1, machines = {} } = manifest;
  const open = [guests, ...Object.values(machines)];
  if (open.some((count) => !Number.isInteger(count) || count < 1) || machinesIn(machines) + guests > MOST_OPEN)
    problems.push(`guests and machines must be whole numbers, 1 or more, and ${MOST_OPEN} together at most`);
  const unknown = Object.keys(machines).filter((name) => !manifest.exports.includes(name));
  if (unknown.length > 0) problems.push(`machines names ${unknown.join(' and ')}, which exports does not`);
  if (manifest.hints.length === 0) problems.push('hints must hold at least one hint');
  if (problems.length > 0) throw new Error(`The lab "${manifest.title}" is not right: ${problems.join('; ')}.`);
  return { ...manifest, guests, machines, limits: { ...DEFAULT_LIMITS, ...manifest.limits } };
}
