/** The labs that a learner's file of work holds code for: of each the run with the most marks, or the draft where none was run. All of it is a claim. */
import { bestOf } from '../../progress/best-run.ts';
import { BOARD } from '../../progress/rows.ts';
import { readWorkFile } from '../../progress/work-file.ts';

export interface HandedIn {
  lab: string;
  code: string;
  /** The marks that the file says it got; undefined where it says none. */
  claimed: number | undefined;
}

/** Throws WorkFileRefused, with a sentence, when the text is no such file. */
export function handedInBy(text: string): HandedIn[] {
  const { drafts, runs, results } = readWorkFile(text).work;
  const claims = new Map(results.map(({ lab, earned }) => [lab, earned]));
  const best = [...Map.groupBy(runs, ({ lab }) => lab).values()].map((own) => bestOf(own)!);
  const wereRun = new Set(best.map(({ lab }) => lab));
  return [
    ...best.map(({ lab, code, earned }) => ({ lab, code, claimed: Math.max(earned, claims.get(lab) ?? 0) })),
    ...drafts
      .filter(({ lab }) => lab !== BOARD && !wereRun.has(lab))
      .map(({ lab, code }) => ({ lab, code, claimed: claims.get(lab) })),
  ];
}
