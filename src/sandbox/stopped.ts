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

/**
 * What the learner reads when `deadlineMs` milliseconds went by without an answer, of which their code took so many whole seconds. The
 * rest is ours: the suite, what it simulates, and the wait for a busy computer.
 */
export function unresponsive(deadlineMs: number, learnerSeconds: number): string {
  return `${late(deadlineMs)} ${whoseTime(deadlineMs, learnerSeconds)} Run it again, with less else to do for this computer.`;
}

/** Whether that is what a report says. */
export function isUnresponsive(message: string | undefined, deadlineMs: number): boolean {
  return message?.startsWith(late(deadlineMs)) ?? false;
}

function late(deadlineMs: number): string {
  return `Stopped after ${deadlineMs / 1000} s without a verdict.`;
}

/** The same of a scene, where the rest of the time is the simulator's. */
export function unrecorded(deadlineMs: number, learnerSeconds: number): string {
  return `The scene could not be recorded within ${deadlineMs / 1000} s. ${whoseTime(deadlineMs, learnerSeconds)} Run the tests, which say more.`;
}

function whoseTime(deadlineMs: number, learnerSeconds: number): string {
  if (learnerSeconds * 2000 >= deadlineMs) return `Your code took ${learnerSeconds} s of that.`;
  const share = learnerSeconds === 0 ? 'less than a second' : `about ${learnerSeconds} s`;
  return `It was not your code that took so long: of that time it had ${share}.`;
}
