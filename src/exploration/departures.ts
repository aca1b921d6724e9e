/**
 * Few departures first. By itself a run goes on in the order of sending; what departs from that is counted: a message that is late until
 * all is quiet, is lost or comes twice, a cut, a crash. First every run without any, then with one, then with two: so the first failure
 * has the fewest. What becomes of a message is chosen as it is sent, and nothing is chosen any more after the last reply.
 */

import { traceName } from './execution.ts';
import {
  arrive,
  begin,
  crash,
  cutOff,
  delay,
  hasFailed,
  isOver,
  lengthOf,
  lose,
  quieten,
  repeat,
  type State,
} from './state.ts';
import { type CutShape, type Program, separates, type World } from './world.ts';

/** What may go otherwise, and how often. */
export interface Bounds {
  /** How many departures of any kind there may be. */
  departures: number;
  /** How many of them may be other than late messages; as many as there may be departures when absent. */
  faults?: number;
  /** A message may be late, and all that is sent at one moment may be: that counts as one. */
  late?: boolean;
  lost?: boolean;
  twice?: boolean;
  cuts?: readonly CutShape[];
  /** Who may crash. */
  crashes?: readonly string[];
}

export interface Planned<Ask> {
  program: Program<Ask>;
  bounds: Bounds;
}

/** Events that one run may have. One with more is left as it is then. */
const MOST_EVENTS = 400;

/** A run, and what of its last event's sending still has its course to choose. */
interface Fork<Ask, Answer> {
  state: State<Ask, Answer>;
  bounds: Bounds;
  cost: number;
  faults: number;
  /** From which message of the last event on; none before the first event. */
  from: number;
}

export interface Explored<Ask, Answer> {
  state: State<Ask, Answer>;
  cost: number;
}

/**
 * The ends of all runs of these programs within their bounds, those with fewer departures first, programs in their order. Runs that
 * nobody could tell from an earlier one of the same program are left out. At most `most` runs are made.
 *
 * @returns how many runs were made, and whether those were all
 */
export function* fewDeparturesFirst<Ask, Answer>(
  world: World<Ask, Answer>,
  planned: readonly Planned<Ask>[],
  most = Number.POSITIVE_INFINITY,
): Generator<Explored<Ask, Answer>, { runs: number; complete: boolean }> {
  let runs = 0;
  let level = planned.map(({ program, bounds }): Fork<Ask, Answer>[] => [
    { state: begin(world, program), bounds, cost: 0, faults: 0, from: 0 },
  ]);
  const seen = planned.map(() => new Set<string>());
  while (level.some((forks) => forks.length > 0)) {
    const next: Fork<Ask, Answer>[][] = [];
    for (const [index, forks] of level.entries()) {
      const further: Fork<Ask, Answer>[] = [];
      for (const fork of forks) {
        if (runs === most) return { runs, complete: false };
        runs++;
        const state = runToItsEnd(fork, further);
        const name = traceName(state);
        if (seen[index]!.has(name)) continue;
        seen[index]!.add(name);
        yield { state, cost: fork.cost };
      }
      next.push(further);
    }
    level = next;
  }
  return { runs, complete: true };
}

/** Goes on by itself to the end. Where it could have gone otherwise, that goes to `further`. */
function runToItsEnd<Ask, Answer>(fork: Fork<Ask, Answer>, further: Fork<Ask, Answer>[]): State<Ask, Answer> {
  let { state } = fork;
  const { cost, bounds } = fork;
  const mayDepart = cost < bounds.departures;
  let { from } = fork;
  for (let events = lengthOf(state); events < MOST_EVENTS && !hasFailed(state); events++) {
    if (mayDepart && state.last && !isOver(state)) branch(state, fork, from, further);
    from = 0;
    const [item] = state.soon;
    const next = item ? arrive(state, item) : isOver(state) && isQuiet(state) ? undefined : quieten(state);
    if (!next) break;
    // Healing and going on move nothing, and are no events.
    if (lengthOf(next) === lengthOf(state)) from = Number.POSITIVE_INFINITY;
    state = next;
  }
  return state;
}

/** Whether nothing is left but what waits for its time. */
const isQuiet = <Ask, Answer>({ late, down }: State<Ask, Answer>): boolean => late.length === 0 && down.length === 0;

function branch<Ask, Answer>(
  state: State<Ask, Answer>,
  { bounds, cost, faults }: Fork<Ask, Answer>,
  from: number,
  further: Fork<Ask, Answer>[],
): void {
  const mayFail = faults < (bounds.faults ?? bounds.departures);
  const sent = state.last!.sent.filter(({ kind }) => kind === 'message');
  const goOn = (next: State<Ask, Answer>, at: number, isFault: boolean): void => {
    further.push({ state: next, bounds, cost: cost + 1, faults: faults + (isFault ? 1 : 0), from: at });
  };
  if (mayFail && from === 0) {
    const isWhole = state.cuts.every(({ ends }) => ends !== undefined && ends <= state.last!.index);
    for (const shape of isWhole ? (bounds.cuts ?? []) : [])
      if (sent.some(({ from: one, to }) => separates(shape, one, to))) goOn(cutOff(state, shape), 1, true);
    for (const actor of bounds.crashes ?? [])
      if (!state.down.includes(actor) && state.last!.actor === actor) goOn(crash(state, actor), 1, true);
  }
  const there = sent.map(({ id }) => state.soon.find((item) => item.id === id && !item.again));
  if (bounds.late && from <= 1 && there.length > 1 && there.every((item) => item !== undefined))
    goOn(delay(state, there), Number.POSITIVE_INFINITY, false);
  for (const [nth, item] of there.entries()) {
    if (!item || nth + 1 < from) continue;
    if (bounds.late) goOn(delay(state, [item]), nth + 2, false);
    if (mayFail && bounds.lost) goOn(lose(state, item), nth + 2, true);
    if (mayFail && bounds.twice)
      for (const again of ['soon', 'late'] as const) goOn(repeat(state, item, again), nth + 2, true);
  }
}
