/** That no single copy is one too few: the first copy of each node is taken down in turn, in a trial of its own. */
import type { Architecture, ArchitectureNode, TimedBreak, TrialResult } from '#architecture';
import { fail } from '#grading';
import { percent, quoted, whole } from '#words';
import { bottlenecks, shares } from '../diagnosis.ts';
import { runnableDesign } from '../reading.ts';
import {
  extract,
  peakOf,
  replayOf,
  type Second,
  secondsOf,
  TRIAL_SEED,
  type Trials,
  type TrialTimes,
  tried,
} from '../trials.ts';
import { type Asked, following, type Requirement } from './requirement.ts';
import type { WorkAsked } from './worked-off.ts';

export interface SurvivalBounds {
  /** When the copy goes down, in seconds from the beginning of the measuring. */
  at: number;
  /** Seconds after which service must be back to `restored`, and stay so. */
  within: number;
  restored: number;
  /** How many requests may fail in all because of it. */
  mostFailed: number;
  /** Seconds for which a trial of a steady load goes on, where answers take longer and longer at its end; it ends when it ends if left out. */
  longer?: number;
}

export interface SurvivalAsked extends Asked, SurvivalBounds {
  /** What no single copy may do: 'takes the platform down'. */
  harm: string;
  /** For the title, when it dies: 'in the rush'. */
  when?: string;
  /** The same for the brief, exactly: '2 s after the opening'. */
  moment: string;
  /** For the brief, until when failures are counted, where that is not the end of all trials: 'the final whistle'. */
  until?: string;
  /** How these trials differ in time from the others. */
  trial?: Partial<TrialTimes>;
}

/** `workedOff` is what is asked of work that waits, where some may wait. */
export function survivalRequirement(trials: Trials, asked: SurvivalAsked, workedOff?: WorkAsked): Requirement {
  const { marks, why, harm, when, until, within, restored, mostFailed } = asked;
  const few = `at most ${whole(mostFailed)} requests fail`;
  const whichever = `whichever dies${when === undefined ? '' : ` ${when}`}`;
  const back = `after ${within} s at least ${percent(restored)} are answered again`;
  const askedFew = `**${few}** in all${until === undefined ? '' : `, from then to ${until}`}`;
  const askedBack = `from ${within} s after the death at least **${percent(restored)}** are answered again`;
  return {
    marks,
    why,
    title: workedOff
      ? `No single copy ${harm}: ${whichever}, ${few}, ${back}, and all ${workedOff.what} are ${workedOff.done} in time`
      : `No single copy ${harm}: ${whichever}, ${few}, and ${back}`,
    asked: workedOff
      ? `Whichever copy dies: ${askedFew}, ${askedBack}, and ${workedOff.by} no ${workedOff.what} are waiting.`
      : `Whichever copy dies: ${askedFew}, and ${askedBack}.`,
    check: (read) => {
      const design = runnableDesign(read, trials.catalogue);
      expectSurvival(design, { ...trials, ...asked.trial }, asked, { what: workedOff?.what, until });
    },
  };
}

/** Times from second to second that tell of a queue that only grows are this much longer at the end; chance makes less of a difference. */
const GROWN = 1.45;

/**
 * Whether answers take longer and longer under a load that stays the same, though enough still come: those who are left cannot carry it, and
 * their queues hide that for a while.
 */
function fallsBehind({ windows }: TrialResult, { warmUp, seconds }: Trials, from: number): boolean {
  const slowest = (second: number): number => Math.max(0, ...windows.map((each) => each[warmUp + second]?.p99 ?? 0));
  return slowest(seconds - 2) + slowest(seconds - 1) > GROWN * (slowest(from) + slowest(from + 1));
}

interface Killed {
  node: ArchitectureNode;
  faults: TimedBreak[];
  seconds: Second[];
  failed: number;
  /** The share answered once service should be back. */
  back: number;
  /** What still waits at the end, where something may wait. */
  backlog: number;
}

/** Fails with the worst that the death of any one copy does. `what`: what may wait in a queue, and must be worked off. */
function expectSurvival(
  design: Architecture,
  trials: Trials,
  bounds: SurvivalBounds,
  { what, until }: { what?: string | undefined; until?: string | undefined },
): void {
  const seed = TRIAL_SEED;
  const { longer = 0 } = bounds;
  const all = design.nodes
    // Functions have no machine of their own that could die: whoever runs them runs them in several places.
    .filter(({ kind }) => kind !== 'client' && kind !== 'function')
    .map((node): Killed => {
      const faults: TimedBreak[] = [{ at: bounds.at * 1000, does: 'crash', node: node.id, copy: 0 }];
      const first = tried(design, trials, seed, faults);
      const isOpen = longer > 0 && fallsBehind(first, trials, bounds.at + bounds.within);
      const watched = isOpen ? { ...trials, seconds: trials.seconds + longer } : trials;
      const result = isOpen ? tried(design, watched, seed, faults) : first;
      const backlog = what === undefined ? 0 : result.backlog;
      return { node, faults, backlog, ...aftermath(secondsOf(result, watched), bounds) };
    });
  const isTooMuch = ({ back, failed, backlog }: Killed): boolean =>
    back < bounds.restored || failed > bounds.mostFailed || backlog > 0;
  const [worst] = all
    .filter(isTooMuch)
    .toSorted((a, b) => a.back - b.back || b.backlog - a.backlog || b.failed - a.failed);
  if (!worst) return;
  const ill = illness(tried(design, trials, seed), bounds, what, until);
  const { at, within, restored, mostFailed } = bounds;
  const nothingWaits = what === undefined ? '' : `, and no ${what} waiting at the end`;
  fail(`${ill}${told(worst, bounds, what)}${following(causesOf(worst, design, trials, seed, bounds))}`, {
    expected: `at most ${whole(mostFailed)} requests failed, and from ${at + within} s on ${percent(restored)} answered again${nothingWaits}`,
    actual: `answered in each second from ${at - 1} s on: ${shares(worst.seconds.slice(at - 1))}`,
    table: {
      title: 'When one copy of it dies',
      columns: [
        'node',
        'requests failed',
        `answered from ${at + within} s on`,
        ...(what === undefined ? [] : [`${what} left`]),
      ],
      rows: all.map((each) => ({
        cells: [
          quoted(each.node.id),
          whole(each.failed),
          percent(each.back),
          ...(what === undefined ? [] : [whole(each.backlog)]),
        ],
        wrong: isTooMuch(each),
      })),
    },
    replay: replayOf(trials, seed, at - 2, worst.faults),
  });
}

/** What a death cost: failures from it to the end, and the share that was answered once service should be back. */
export function aftermath(
  seconds: Second[],
  { at, within }: Pick<SurvivalBounds, 'at' | 'within'>,
): Pick<Killed, 'seconds' | 'failed' | 'back'> {
  const sum = (of: 'answered' | 'failed', from: number): number =>
    seconds.slice(from).reduce((total, second) => total + second[of], 0);
  const answered = sum('answered', at + within);
  const all = answered + sum('failed', at + within);
  // Nobody served at all is as bad as it gets.
  return { seconds, failed: sum('failed', at), back: all === 0 ? 0 : answered / all };
}

/** What is wrong before anything breaks, as a sentence to begin with; empty when nothing is. */
function illness(
  { availability, backlog }: TrialResult,
  { restored }: SurvivalBounds,
  what: string | undefined,
  until: string | undefined,
): string {
  if (availability < restored) {
    // These trials may be shorter than the others, and then their figures are others as well.
    const counted = until === undefined ? '' : ` until ${until}`;
    return `Even with nothing broken, only ${percent(availability)} of the requests${counted} are answered: mend that first. `;
  }
  if (what !== undefined && backlog > 0) {
    return `Even with nothing broken, ${whole(backlog)} ${what} wait at the end: mend that first. `;
  }
  return '';
}

const isOnlyCopy = ({ replicas, autoscale }: ArchitectureNode): boolean => (replicas ?? 1) === 1 && !autoscale;

/** Who died, and the harm that it did, in a sentence. */
export function told(
  { node, seconds, failed, back, backlog }: Omit<Killed, 'faults'>,
  { at, within, restored, mostFailed }: SurvivalBounds,
  what: string | undefined,
): string {
  const who = isOnlyCopy(node) ? `The only copy of ${quoted(node.id)} died` : `One copy of ${quoted(node.id)} died`;
  const after = seconds.slice(at);
  const harm: string[] = [];
  if (back < restored) {
    const all = after.reduce((sum, second) => sum + second.answered + second.failed, 0);
    harm.push(
      `from then on ${percent(failed / Math.max(1, all))} of the requests failed, and ${within} s later it was still ${percent(1 - back)}`,
    );
  } else if (failed > mostFailed) {
    const last = after.findLast((second) => second.failed > 0.01 * (second.answered + second.failed))?.at ?? at;
    harm.push(
      `${whole(failed)} requests failed ${last + 1 >= seconds.length ? 'until the end' : `until ${last + 1} s`}`,
    );
  }
  if (backlog > 0) harm.push(`${whole(backlog)} ${what} were still waiting at the end`);
  return `${who} at ${at} s: ${harm.join('; and ')}.`;
}

/** Why it did that harm, in sentences. */
function causesOf(
  { node, faults, back, failed }: Killed,
  design: Architecture,
  trials: Trials,
  seed: number,
  { at, restored, mostFailed }: SurvivalBounds,
): string[] {
  if (isOnlyCopy(node) && node.kind !== 'cache') return ['Nobody was there to take over.'];
  // Users were served, and what was queued was not done.
  const harmIsLate = back >= restored && failed <= mostFailed;
  const to = harmIsLate ? trials.seconds : peakOf(trials).to;
  return bottlenecks(design, extract(design, trials, seed, { from: at, to, faults }), harmIsLate ? 'all' : 'seen');
}
