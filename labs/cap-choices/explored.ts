/**
 * Explores schedules of a learner's replicas. What is found there has no times yet: it counts only if it also fails within the times of
 * the brief, in the cluster in which all other schedules run; and there it is shown.
 */
import {
  choicesOf,
  describeCovered,
  type Execution,
  explore,
  Memory,
  strongestTimelines,
  type Timeline,
  type Timetable,
  textOf,
  timetableOf,
  type World,
} from '#exploration';
import { GuestStopped, repeat } from '#grading';
import { type Answer, type Ask, type CreateReplica, type InOneGo, replicaActor } from './actor.ts';
import { failWith, play } from './failing.ts';
import { answeredAtOnce, isLinearizable, type Judge, type Problem } from './judges.ts';
import type { Trial } from './programs.ts';
import type { Call, Run, Schedule } from './run.ts';
import { REPLICAS } from './schedules.ts';
import type { Mode } from './types.ts';
import { DEADLINE, LATEST_REPEAT, LONGEST_DELAY, type PlannedMessage } from './world.ts';

type ReplicaWorld = World<Ask, Answer>;
type ReplicaExecution = Execution<Ask, Answer>;

const PACES = { fastest: 1, slowest: LONGEST_DELAY, latestRepeat: LATEST_REPEAT };

/** Schedules that are tried in time because they failed without, before it is given up. */
const MOST_CONFIRMED = 100;

const A_MINUTE = 60_000;

/** Explores the programs of some trials, and fails with the smallest form of the first schedule that fails in time as well. */
export function holdsForEvery(create: CreateReplica, mode: Mode, trials: readonly Trial[], judge: Judge): void {
  for (const { size, programs } of trials) {
    const world = worldOf(create, mode, size, repeat);
    const confirm = confirming(create, mode, judge);
    const { problem: found, covered } = explore(world, programs, (execution) => {
      if (execution.fault?.thrown instanceof GuestStopped) throw execution.fault.thrown;
      return mode === 'CP' ? inSomeOrder(execution, confirm) : asItIs(execution, judge, confirm);
    });
    if (found)
      failWith(create, found.schedule, judge, found.problem, {
        how: ` Found by exploring ${describeCovered(covered)}.`,
        steps: { told: toldOf({ mode, size, program: found.execution.program }), choices: choicesOf(found.execution) },
      });
  }
}

/**
 * A cluster of this size, in which one clock is ahead. Each names its peers from the next one on, in a ring: so by itself each hears
 * first from another.
 */
export function worldOf(create: CreateReplica, mode: Mode, size: number, inOneGo?: InOneGo): ReplicaWorld {
  const actors = REPLICAS.slice(0, size);
  const peersOf = (id: string): string[] => {
    const place = actors.indexOf(id);
    return [...actors.slice(place + 1), ...actors.slice(0, place)];
  };
  const memory = new Memory((id: string) => replicaActor(create, id, peersOf(id), mode, inOneGo));
  return { actors, memory, patience: DEADLINE, clocks: { a: 30 * A_MINUTE } };
}

// ——— step by step ———

/** A run that can be stepped through. */
export interface SteppedRun {
  mode: Mode;
  size: number;
  program: ReplicaExecution['program'];
}

/** As a report carries it; ./stepping.ts reads it. */
export function toldOf(run: SteppedRun): string {
  return JSON.stringify(run);
}

/** What no single copy could have answered so far, in a sentence; nothing where there is one that could. */
export function notLinearizable(execution: ReplicaExecution): string | undefined {
  if (execution.fault) return undefined;
  for (const timeline of strongestTimelines(execution)) {
    const problem = isLinearizable(runOf(execution, timeline));
    if (problem) return problem.message;
  }
  return undefined;
}

/** Who was asked and has not answered by the end of the call, in a sentence. */
export function notAtOnce(execution: ReplicaExecution): string | undefined {
  return execution.fault ? undefined : answeredAtOnce(runOf(execution))?.message;
}

// ——— what looks wrong ———

interface Found {
  execution: ReplicaExecution;
  schedule: Schedule;
  problem: Problem;
}

type Confirm = (execution: ReplicaExecution, timeline?: Timeline) => Found | undefined;

/** In CP mode: what no single copy could have answered, in one of the orders that time could have made of it. */
function inSomeOrder(execution: ReplicaExecution, confirm: Confirm): Found | undefined {
  const isRefused = execution.calls.some(({ answer }) => !answer?.ok) && execution.cuts.length === 0;
  if (execution.fault) return confirm(execution);
  if (isRefused) {
    // Within the times of the brief it may not be refused: then what it was answered besides still counts.
    const found = confirm(execution);
    if (found) return found;
  }
  const told = execution.calls.map(({ client, ask, answer }) => `${client} ${textOf(ask)} ${textOf(answer)}`).join();
  for (const timeline of strongestTimelines(execution)) {
    if (!isExplained(execution, timeline, `${timeline.name} ${told}`)) {
      const found = confirm(execution, timeline);
      if (found) return found;
    }
  }
  return undefined;
}

/** Verdicts on what clients saw, by all that they saw. They are few, and depend on nobody's code. */
const verdicts = new Map<string, boolean>();
const MOST_VERDICTS = 10_000;

function isExplained(execution: ReplicaExecution, timeline: Timeline, seen: string): boolean {
  const known = verdicts.get(seen);
  if (known !== undefined) return known;
  const verdict = isLinearizable(runOf(execution, timeline)) === undefined;
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
  verdicts.set(seen, verdict);
  return verdict;
}

/** In AP mode: what the judge of a run in time would find fault with. */
function asItIs(execution: ReplicaExecution, judge: Judge, confirm: Confirm): Found | undefined {
  return execution.fault || judge(runOf(execution)) ? confirm(execution) : undefined;
}

/** An execution as a run. Its times are steps: nothing but their order means anything. */
function runOf(execution: ReplicaExecution, timeline?: Timeline): Run {
  const calls = execution.calls.map(({ id, client, actor, ask, asked, replied, answer }): Call => {
    const repliedAt = timeline ? timeline.replied.get(id) : replied;
    return {
      ...ask,
      id,
      client,
      replica: actor,
      askedAt: timeline?.asked.get(id) ?? asked,
      outcome: answer === undefined ? 'waiting' : answer.ok ? 'answered' : 'refused',
      ...(repliedAt !== undefined && { repliedAt }),
      atOnce: replied === asked,
      value: answer?.value ?? null,
    };
  });
  return { schedule: UNTIMED, calls, messages: [], deliveries: 0 };
}

// ——— in time ———

function confirming(create: CreateReplica, mode: Mode, judge: Judge): Confirm {
  let left = MOST_CONFIRMED;
  return (execution, timeline) => {
    const times = left > 0 && timetableOf(execution, PACES, timeline && { timeline });
    if (!times) return undefined;
    left--;
    const schedule = scheduleOf(execution, mode, times);
    const { problem } = play(create, schedule, judge);
    return problem && { execution, schedule, problem };
  };
}

const QUICK = { seed: 0, fastest: PACES.fastest, slowest: PACES.fastest, rules: [], repeated: 0, latestRepeat: 0 };

/** What a run has for a schedule while it has no times. */
const UNTIMED: Schedule = { mode: 'CP', replicas: [], requests: [], cuts: [], network: QUICK, clocks: {} };

/** An execution at these times as an ordinary schedule: what it has no times for any more is left out. */
function scheduleOf({ world, program, calls, events, cuts }: ReplicaExecution, mode: Mode, times: Timetable): Schedule {
  const asked = new Map(calls.map((call) => [call.id, times.events[call.asked]]));
  let named = 0;
  const requests = program.clients.flatMap(({ name, asks }) =>
    asks.flatMap(({ actor, ask }) => {
      const at = asked.get(`r${++named}`);
      return at === undefined ? [] : [{ ...ask, client: name, replica: actor, at }];
    }),
  );
  return {
    mode,
    replicas: [...world.actors],
    requests,
    cuts: times.cuts.map((time, index) => ({ ...time, groups: cuts[index]!.groups.map((group) => [...group]) })),
    network: { ...QUICK, planned: plannedMessages(events, cuts, times) },
    clocks: { ...world.clocks },
  };
}

/** The messages that do not take the shortest time, once. */
function plannedMessages(
  events: ReplicaExecution['events'],
  cuts: ReplicaExecution['cuts'],
  times: Timetable,
): PlannedMessage[] {
  const planned: PlannedMessage[] = [];
  const counts = new Map<string, number>();
  for (const [index, sentAt] of times.events.entries()) {
    const { sent, lost } = events[index]!;
    const cut = cuts.findIndex(({ begins, ends = Number.POSITIVE_INFINITY }) => begins <= index && index < ends);
    for (const { id, kind, from, to } of sent) {
      if (kind !== 'message') continue;
      const link = `${from} ${to}`;
      const nth = (counts.get(link) ?? 0) + 1;
      counts.set(link, nth);
      const isLost = lost.some((other) => other.id === id);
      // What meets the beginning of a cut arrives no earlier than that.
      const arrival = isLost ? Math.max(sentAt + PACES.fastest, times.cuts[cut]?.from ?? 0) : times.arrivals.get(id);
      const copy = times.arrivals.get(`${id}′`);
      const delay = (arrival ?? sentAt + PACES.fastest) - sentAt;
      if (delay !== PACES.fastest || copy !== undefined)
        planned.push({ from, to, nth, delay, ...(copy !== undefined && { again: copy - sentAt }) });
    }
  }
  return planned;
}
