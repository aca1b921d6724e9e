/** Which of a lab's runs counts: for the page, for what is kept, and for whoever grades a learner's file of work. */
import type { KeptRun } from './rows.ts';

/** The latest of those with the most marks. */
export function bestOf(runs: readonly KeptRun[]): KeptRun | undefined {
  return runs.reduce<KeptRun | undefined>(
    (best, run) =>
      !best || run.earned > best.earned || (run.earned === best.earned && run.at >= best.at) ? run : best,
    undefined,
  );
}
