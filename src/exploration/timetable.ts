/**
 * Whether what was explored without a clock can happen on one. An execution's events are given the earliest times at which they can be,
 * within what messages may take, alarms exact; what was lost falls into its cut, and what passed does not. These are difference
 * constraints (one time is at least another plus so much), solved by raising times until all of them hold (Bellman and Ford).
 */
import type { Call, Execution } from './execution.ts';
import type { Timeline } from './histories.ts';
import { type Cut, type Item, separates } from './world.ts';

export interface Paces {
  /** What a message takes, in ms. */
  fastest: number;
  slowest: number;
  /** Ms after its sending within which a message may come a second time. */
  latestRepeat: number;
}

/** When everything happened, in whole ms. */
export interface Timetable {
  /** By the number of the event. */
  events: number[];
  /** When each message arrived, copies by their own names; what a cut swallowed has no place here. */
  arrivals: ReadonlyMap<string, number>;
  /** In the order of the execution's cuts. */
  cuts: { from: number; to: number }[];
}

/** The time with this number is at least the other one plus so much. */
interface Constraint {
  time: number;
  other: number;
  least: number;
}

/**
 * The earliest times of an execution up to the reply of `until`, or to the last reply; `undefined` when there are none. Where a
 * timeline is given, its replies come before its later requests.
 */
export function timetableOf<Ask, Answer>(
  execution: Execution<Ask, Answer>,
  paces: Paces,
  { timeline, until }: { timeline?: Timeline; until?: Call<Ask, Answer> } = {},
): Timetable | undefined {
  const ends = until?.replied ?? Math.max(0, ...execution.calls.map(({ asked, replied }) => replied ?? asked));
  const events = execution.events.slice(0, execution.fault ? undefined : ends + 1);
  const constraints: Constraint[] = [];
  let times = events.length;
  const atLeast = (time: number, other: number, least: number): void => void constraints.push({ time, other, least });
  const within = (time: number, other: number, least: number, most: number): void => {
    atLeast(time, other, least);
    if (most < Number.POSITIVE_INFINITY) atLeast(other, time, -most);
  };
  /** The number of the time at which everything begins. */
  const start = times++;
  const latest = new Map<string, number>();
  const arrival = new Map<string, number>();

  for (const { index, actor, item } of events) {
    const last = latest.get(actor);
    atLeast(index, start, 0);
    if (last !== undefined && item.after !== 0) atLeast(index, last, 1);
    latest.set(actor, index);
    arrive(item, index);
  }

  function arrive(item: Item<Ask>, time: number): void {
    if (item.kind === 'request') {
      if (typeof item.when === 'number') atLeast(time, start, item.when);
      if (item.cause >= 0) atLeast(time, item.cause, isGivenUp(item) ? execution.world.patience! : 0);
    } else if (item.kind === 'alarm') within(time, item.sentBy, item.after!, item.after!);
    else {
      arrival.set(item.id, time);
      within(time, item.sentBy, paces.fastest, item.isCopy ? paces.latestRepeat : paces.slowest);
      if (item.isCopy) atLeast(time, item.cause, 1);
    }
  }

  /** Whether a request came because its client had waited long enough: what it follows from answered nobody. */
  function isGivenUp({ cause }: Item<Ask>): boolean {
    return !execution.calls.some(({ replied }) => replied === cause);
  }

  // What had not arrived by then arrives after what its receiver was told last.
  const arrived = new Set(events.map(({ item }) => item.id));
  const lost = new Map<string, Item<Ask>>();
  for (const event of events) for (const item of event.lost) lost.set(item.id, item);
  for (const item of events.flatMap(({ sent }) => sent)) {
    if (arrived.has(item.id) || lost.has(item.id)) continue;
    const time = times++;
    arrive(item, time);
    const last = latest.get(item.to);
    if (last !== undefined) atLeast(time, last, 1);
  }

  const cuts = execution.cuts.filter(({ begins }) => begins < events.length);
  const bounds = cuts.map((cut) => constrainCut(cut, { begins: times++, ends: times++ }));

  function constrainCut(cut: Cut, at: { begins: number; ends: number }) {
    atLeast(at.begins, start, 0);
    atLeast(at.ends, at.begins, 1);
    if (typeof cut.heals === 'number') within(at.ends, start, cut.heals, cut.heals);
    const ends = cut.ends ?? Number.POSITIVE_INFINITY;
    for (const item of events.flatMap(({ sent }) => sent)) {
      if (item.kind !== 'message' || !separates(cut, item.from, item.to)) continue;
      if (lost.has(item.id)) {
        if (item.sentBy < cut.begins || item.sentBy >= ends) continue;
        atLeast(item.sentBy, at.begins, -paces.slowest);
        atLeast(at.ends, item.sentBy, 1);
      } else if (item.sentBy < cut.begins) {
        for (const id of [item.id, `${item.id}′`]) if (arrival.has(id)) atLeast(at.begins, arrival.get(id)!, 1);
      } else if (item.sentBy >= ends) atLeast(item.sentBy, at.ends, 0);
    }
    return at;
  }

  if (timeline) {
    const { calls } = execution;
    for (const { id, replied } of calls) {
      const step = timeline.replied.get(id);
      if (replied === undefined || step === undefined || replied >= events.length) continue;
      for (const other of calls)
        if (other.asked < events.length && step < timeline.asked.get(other.id)!) atLeast(other.asked, replied, 1);
    }
  }

  const solved = solve(times, constraints);
  if (!solved) return undefined;
  const zero = solved[start]!;
  const time = (number: number): number => solved[number]! - zero;
  return {
    events: events.map(({ index }) => time(index)),
    arrivals: new Map([...arrival].map(([id, number]) => [id, time(number)])),
    cuts: bounds.map(({ begins, ends }) => ({ from: time(begins), to: time(ends) })),
  };
}

/** The least times that hold to all constraints; `undefined` when no times do. */
function solve(count: number, constraints: readonly Constraint[]): number[] | undefined {
  const times = new Array<number>(count).fill(0);
  for (let round = 0; round <= count; round++) {
    let changed = false;
    for (const { time, other, least } of constraints) {
      const earliest = times[other]! + least;
      if (times[time]! >= earliest) continue;
      times[time] = earliest;
      changed = true;
    }
    if (!changed) return times;
  }
  return undefined;
}
