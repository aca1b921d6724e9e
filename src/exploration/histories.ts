/**
 * What clients may have seen of one trace. Whether a reply came before another client's request is decided by time, which is not
 * explored: of the histories that one trace can have, only the strongest are told, those in which every reply comes as early as it can.
 * Any other has fewer pairs of a reply and a later request, so whatever order explains a stronger one explains it as well.
 */
import type { Call, Execution } from './execution.ts';

/** When each call of an execution was asked and answered, in steps: nothing but their order means anything. */
export interface Timeline {
  /** The steps as text: equal for equal timelines. */
  name: string;
  asked: ReadonlyMap<string, number>;
  /** Without those that were never answered. */
  replied: ReadonlyMap<string, number>;
}

/** What must have been asked before each call is asked, and before it is answered: one bit for each call, by its place. */
interface Needs {
  asked: number[];
  /** -1 for a call without an answer. */
  replied: number[];
}

/** Calls whose bits fit into a number. */
const MOST_CALLS = 31;

/** Timelines found before, by what is needed for what. They are few, and the executions many. */
const known = new Map<string, Timeline[]>();
const MOST_KNOWN = 20_000;

/**
 * The strongest timelines of an execution, the nearest to the order of its events first, and 64 of them at most.
 *
 * @throws RangeError for an execution of more than 31 calls
 */
export function strongestTimelines<Ask, Answer>(execution: Execution<Ask, Answer>): Timeline[] {
  const { calls } = execution;
  if (calls.length > MOST_CALLS) throw new RangeError(`The order of ${calls.length} calls is more than can be told.`);
  const needs = needsOf(execution);
  const name = `${calls.map(({ id }) => id)} ${needs.asked} ${needs.replied}`;
  let timelines = known.get(name);
  if (!timelines) {
    timelines = timelinesFor(calls, needs);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, timelines);
  }
  return timelines;
}

/**
 * An event needs what was told to its actor before, what sent what it was told, and whatever ended before the clock moved. Events
 * neither of which needs the other could as well have come in the other order, and nobody could tell.
 */
function needsOf<Ask, Answer>({ events, calls }: Execution<Ask, Answer>): Needs {
  const before: number[] = [];
  const latest = new Map<string, number>();
  const place = new Map(calls.map(({ asked }, index) => [asked, index]));
  const asked = calls.map(() => 0);
  let [all, earlier, clock] = [0, 0, 0];
  for (const { index, actor, item, clock: at } of events) {
    if (at > clock) [earlier, clock] = [all, at];
    let mine = earlier;
    const last = latest.get(actor);
    if (last !== undefined) mine |= before[last]!;
    if (item.cause >= 0) mine |= before[item.cause]!;
    const call = place.get(index);
    if (call !== undefined) {
      asked[call] = mine;
      mine |= 1 << call;
    }
    all |= mine;
    before.push(mine);
    latest.set(actor, index);
  }
  return { asked, replied: calls.map(({ replied }) => (replied === undefined ? -1 : before[replied]!)) };
}

const MOST_TIMELINES = 64;

function timelinesFor<Ask, Answer>(calls: readonly Call<Ask, Answer>[], needs: Needs): Timeline[] {
  const found: Timeline[] = [];
  function goOn(
    done: number,
    asked: ReadonlyMap<string, number>,
    replied: ReadonlyMap<string, number>,
    name: string,
  ): void {
    if (found.length >= MOST_TIMELINES) return;
    const step = asked.size * 2;
    const replies = new Map(replied);
    let told = name;
    for (const [index, { id }] of calls.entries()) {
      const needed = needs.replied[index]!;
      if (needed === -1 || replies.has(id) || (needed & ~done) !== 0) continue;
      replies.set(id, step);
      told += ` ${id}!`;
    }
    if (asked.size === calls.length) found.push({ name: told, asked, replied: replies });
    for (const [index, { id }] of calls.entries())
      if (!asked.has(id) && (needs.asked[index]! & ~done) === 0)
        goOn(done | (1 << index), new Map(asked).set(id, step + 1), replies, `${told} ${id}`);
  }
  goOn(0, new Map(), new Map(), '');
  return found;
}
