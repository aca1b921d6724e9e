/**
 * The report of a run that its host had to end: nothing came back before the deadline, though the steps of a learner's code are counted
 * wherever it spends them, or the sandbox itself was lost.
 */
import type { Lab, Report } from '#grading';

/** Milliseconds after which a host ends a run that has not answered. Counted limits end nearly all runs long before. */
export const DEADLINE_MS = 15_000;

export function stoppedReport(labId: string, lab: Pick<Lab, 'marks'>, seed: number, message: string): Report {
  return { version: 3, status: 'error', message, lab: labId, seed, marks: lab.marks, earned: 0, tests: [] };
}

/** What the learner reads when `deadlineMs` milliseconds went by without an answer. */
export function unresponsive(deadlineMs: number): string {
  return `Stopped after ${deadlineMs / 1000} s without a verdict. Your code may take long, or this computer may be busy with something else; run it again.`;
}

/** The same of a scene, where most of the time may have been the simulator's. */
export function unrecorded(deadlineMs: number): string {
  return `The scene could not be recorded within ${deadlineMs / 1000} s: with your code in it, it takes too long. Run the tests, which say more.`;
}
