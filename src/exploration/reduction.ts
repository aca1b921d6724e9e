/**
 * Whole spaces: every order in which what is on its way can arrive, but each only once of those that nobody could tell apart. This is
 * dynamic partial-order reduction (Flanagan and Godefroid, 2005) with source sets and sleep sets (Abdulla, Aronis, Jonsson and Sagonas,
 * Source Sets, JACM 2017): two arrivals depend on each other when they are at the same actor, or when one caused the other.
 *
 * Alarms, and what waits for quiet, come when nothing is on its way: no order of them is explored. Where messages may be lost or
 * come twice, that is chosen as they are sent, so that how often it happened belongs to what happened and not to its order, and a
 * bound on it takes nothing from the reduction.
 */
import { arrive, begin, hasFailed, isOver, lose, quieten, repeat, type State } from './state.ts';
import type { Item, Program, World } from './world.ts';

export interface Faults {
  /** How many messages may be lost or come twice, together. */
  most: number;
  lost?: boolean;
  twice?: boolean;
}

/** One arrival of the run that is being explored. */
interface Step<Ask> {
  item: Item<Ask>;
  /** Everything that it follows from, by place, itself included. */
  before: bigint;
  /** The state in which it was chosen; none for what came when all was quiet. */
  chosenAt: Choices | undefined;
}

/** What is to be tried in one state, by the names of the items, and what need not be as it has been elsewhere. */
interface Choices {
  wanted: Set<string>;
  asleep: Set<string>;
}

/**
 * The ends of all runs of a program, each trace once. When `most` runs have been made, or so many `arrivals` of messages, it ends.
 *
 * @returns whether those were all
 */
export function* everyOrder<Ask, Answer>(
  world: World<Ask, Answer>,
  program: Program<Ask>,
  {
    most = Number.POSITIVE_INFINITY,
    arrivals = Number.POSITIVE_INFINITY,
    faults = { most: 0 },
  }: { most?: number; arrivals?: number; faults?: Faults } = {},
): Generator<State<Ask, Answer>, { runs: number; complete: boolean }> {
  let runs = 0;
  let arrived = 0;
  const path: Step<Ask>[] = [];

  function* explore(state: State<Ask, Answer>, sleep: ReadonlySet<string>): Generator<State<Ask, Answer>, boolean> {
    if (hasFailed(state)) return yield* end(state);
    const { soon } = state;
    if (soon.length === 0) return yield* explorePause(state);
    const first = soon.find(({ id }) => !sleep.has(id));
    // All that could come has been tried, before something that it does not depend on.
    if (!first) return true;
    const choices: Choices = { wanted: new Set([first.id]), asleep: new Set(sleep) };
    for (;;) {
      const item = soon.find(({ id }) => choices.wanted.has(id) && !choices.asleep.has(id));
      if (!item) return true;
      if (arrived === arrivals) return false;
      arrived++;
      const before = follows(item, path);
      wantReversal(item, path);
      path.push({ item, before: before | (1n << BigInt(path.length)), chosenAt: choices });
      const stillAsleep = new Set(
        soon.filter((other) => choices.asleep.has(other.id) && other.to !== item.to).map(({ id }) => id),
      );
      for (const next of withFates(arrive(state, item), faults)) if (!(yield* explore(next, stillAsleep))) return false;
      path.pop();
      choices.asleep.add(item.id);
    }
  }

  /** Whatever comes when all is quiet, before and after which everything else is. */
  function* explorePause(state: State<Ask, Answer>): Generator<State<Ask, Answer>, boolean> {
    const next = isOver(state) && state.late.length === 0 ? undefined : quieten(state);
    if (!next) return yield* end(state);
    const happened = next.last !== state.last;
    if (happened)
      path.push({ item: next.last!.item, before: (1n << BigInt(path.length + 1)) - 1n, chosenAt: undefined });
    for (const fate of happened ? withFates(next, faults) : [next])
      if (!(yield* explore(fate, new Set()))) return false;
    if (happened) path.pop();
    return true;
  }

  function* end(state: State<Ask, Answer>): Generator<State<Ask, Answer>, boolean> {
    if (runs === most) return false;
    runs++;
    yield state;
    return true;
  }

  const complete = yield* explore(begin(world, program), new Set());
  return { runs, complete };
}

/** What an arrival follows from, of those on the path. */
function follows<Ask>(item: Item<Ask>, path: readonly Step<Ask>[]): bigint {
  const cause = path[item.cause];
  const last = path.findLast((step) => step.item.to === item.to);
  return (cause?.before ?? 0n) | (last?.before ?? 0n) | barrierOf(path);
}

/** The last arrival before which everything else was, and all that. */
function barrierOf<Ask>(path: readonly Step<Ask>[]): bigint {
  return path.findLast(({ chosenAt }) => !chosenAt)?.before ?? 0n;
}

/**
 * Sees to it that an arrival is also tried before the one at its actor that it has just followed, if it could have come before it: in
 * the state before that one, something is wanted that can come first among all that does not follow from that one.
 */
function wantReversal<Ask>(item: Item<Ask>, path: readonly Step<Ask>[]): void {
  const place = path.findLastIndex((step) => step.item.to === item.to);
  const other = path[place];
  if (!other?.chosenAt) return;
  const bit = 1n << BigInt(place);
  const sentAfter = ((path[item.cause]?.before ?? 0n) | barrierOf(path)) & bit;
  if (sentAfter !== 0n) return;
  let unaffected = 0n;
  for (let index = place + 1; index < path.length; index++)
    if ((path[index]!.before & bit) === 0n) unaffected |= 1n << BigInt(index);
  const canBeFirst: string[] = [];
  for (let index = place + 1; index < path.length; index++) {
    const own = 1n << BigInt(index);
    if ((unaffected & own) !== 0n && (path[index]!.before & unaffected) === own) canBeFirst.push(path[index]!.item.id);
  }
  if (((path[item.cause]?.before ?? 0n) & unaffected) === 0n) canBeFirst.push(item.id);
  const { wanted } = other.chosenAt;
  if (!canBeFirst.some((id) => wanted.has(id))) wanted.add(canBeFirst[0]!);
}

/** A state, and those in which messages of its last event take other courses, as many as there may be. */
function* withFates<Ask, Answer>(state: State<Ask, Answer>, faults: Faults, from = 0): Generator<State<Ask, Answer>> {
  let spent = 0;
  for (let at = state.departures; at; at = at.before) spent++;
  if (spent < faults.most && !isOver(state)) {
    const sent = state.last!.sent.filter(({ kind }) => kind === 'message');
    for (const [nth, { id }] of sent.entries()) {
      const item = nth < from ? undefined : state.soon.find((each) => each.id === id);
      if (!item) continue;
      if (faults.lost) yield* withFates(lose(state, item), faults, nth + 1);
      if (faults.twice) yield* withFates(repeat(state, item, 'soon'), faults, nth + 1);
    }
  }
  yield state;
}
