/**
 * A design lab as its author declares it, once, in `labs/<id>/design.ts`: what may be built, what users do, what breaks, and what
 * is asked. Suite, scene, the titles of the requirements, the tables of the brief and the starter's `sold` all come from it.
 */
import { type NodeKind, nodeKinds } from '#architecture';
import type { BillAsked } from './requirements/affordable.ts';
import type { AnswersAsked } from './requirements/answers.ts';
import type { Asked } from './requirements/requirement.ts';
import type { SurvivalAsked } from './requirements/survival.ts';
import type { WorkAsked } from './requirements/worked-off.ts';
import type { Trials } from './trials.ts';

export interface DesignLab extends Trials {
  /** What is asked, in the order of the results. */
  asked: {
    /** The same words in every lab. */
    sound: Pick<Asked, 'marks'>;
    answers: AnswersAsked;
    /** Where work may wait in a queue. */
    workedOff?: WorkAsked;
    survival: SurvivalAsked;
    bill: BillAsked;
  };
  /** Figures of the lab's own that its brief names: `{ rush: 400 }` for `{{rush}}`. */
  figures?: Readonly<Record<string, number>>;
}

/** Gives back what an author declared. Throws an Error that says what to mend, so that no learner meets it. */
export function defineDesignLab(lab: DesignLab): DesignLab {
  const problems = [...catalogueProblems(lab), ...timeProblems(lab)];
  if (problems.length > 0) throw new Error(`This design lab is not right: ${problems.join('; ')}.`);
  return lab;
}

function catalogueProblems({ catalogue }: DesignLab): string[] {
  const { sold, ways, needs, single = [], shared = [], through = [] } = catalogue;
  const kinds = new Set<NodeKind>(['client', ...Object.values(sold).map(({ kind }) => kind)]);
  const named = [
    ...ways.flatMap(({ from, to }) => [from, ...to]),
    ...single.map(({ kind }) => kind),
    ...shared.flatMap(({ kinds, by }) => [...kinds, ...by]),
    ...through.flatMap(({ kind, passes }) => [kind, passes]),
  ];
  const unsold = [...new Set(named)].filter((kind) => !kinds.has(kind));
  const missing = needs.filter(
    ({ kind, calls }) => !calls.every((each) => ways.some(({ from, to }) => from === kind && to.includes(each))),
  );
  const usersNeedNothing = !needs.some(({ kind }) => kind === 'client');
  return [
    ...(usersNeedNothing ? ['the needs do not say what a client calls: users who call nothing would be a design'] : []),
    ...unsold.map((kind) => `the catalogue names ${nodeKinds[kind].one} and does not sell it`),
    ...missing.map(({ kind }) => `${nodeKinds[kind].one} needs a link that the ways do not allow`),
  ];
}

function timeProblems({ warmUp, seconds, peak, asked: { survival } }: DesignLab): string[] {
  const problems: string[] = [];
  const end = survival.trial?.seconds ?? seconds;
  if (!Number.isInteger(warmUp) || !Number.isInteger(seconds)) problems.push('warmUp and seconds must be whole');
  if (peak && !(peak.from >= 0 && peak.from < peak.to && peak.to <= seconds)) {
    problems.push('the peak must lie within the measured seconds');
  }
  if (!(survival.at >= 0 && survival.at + survival.within < end)) {
    problems.push('a trial must go on for longer than service may take to come back');
  }
  return problems;
}
