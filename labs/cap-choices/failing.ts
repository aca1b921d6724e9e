/** Runs schedules, has them judged, and fails with the smallest form of the first that fails: in words, as calls and as a picture. */
import {
  type FailingSchedule,
  fail,
  GuestError,
  GuestStopped,
  newCase,
  noteOnSharing,
  onSeeds,
  showOnFailure,
} from '#grading';
import { type CreateReplica, NotAReplica } from './actor.ts';
import { inMilliseconds, type Judge, type Problem } from './judges.ts';
import { drawRun } from './picture.ts';
import { type Call, emptyRun, type Run, runSchedule, type Schedule } from './run.ts';
import { chanceFrom, type Kind, REPLICAS } from './schedules.ts';
import { shrink } from './shrinking.ts';
import { MessageStorm } from './world.ts';

/** Kinds of problems that end a run. */
const NOT_A_REPLICA = 'not a replica';
const STORM = 'storm';

/** Deliveries that may be spent on making one failing schedule small. */
const MOST_EFFORT = 3_000;

/** Requests of a schedule that is run again to be shown. What only shows after more of them is told in words. */
const MOST_SHOWN = 500;

/** Runs `runs` schedules of a kind, and fails with the smallest form of the first that the judge finds fault with. */
export function holdsFor(create: CreateReplica, kind: Kind, judge: Judge, runs: number): void {
  onSeeds(runs, (seed) => {
    const schedule = kind(chanceFrom(seed));
    const { problem } = play(create, schedule, judge);
    if (problem) failWith(create, schedule, judge, problem);
  });
}

/** Runs a schedule and has it judged. What the learner's code throws is thrown on, with a picture of what led there. */
export function play(
  create: CreateReplica,
  schedule: Schedule,
  judge: Judge,
): { run: Run; problem: Problem | undefined } {
  const run = emptyRun(schedule);
  try {
    runSchedule(schedule, create, { run });
  } catch (thrown) {
    if (thrown instanceof NotAReplica) {
      const kind = thrown instanceof MessageStorm ? STORM : NOT_A_REPLICA;
      return { run, problem: { kind, message: thrown.message, wrong: run.calls.slice(-1) } };
    }
    showOnFailure(drawRun(run, { title: titleOf(schedule), wrong: [] }));
    throw thrown;
  }
  return { run, problem: judge(run) };
}

/**
 * Fails with the smallest schedule that has the same kind of problem. `how` says how it was found, if that is worth saying, and `steps`
 * how one that was explored happens step by step.
 */
export function failWith(
  create: CreateReplica,
  schedule: Schedule,
  judge: Judge,
  first: Problem,
  { how = '', steps }: { how?: string; steps?: FailingSchedule } = {},
): never {
  let shown: { problem: Problem | undefined; run?: Run } = { problem: first };
  let isStopped = schedule.requests.length > MOST_SHOWN;
  // The last calls of so many would be any.
  if (isStopped) newCase();
  let effort = MOST_EFFORT;
  const smallest = shrink(schedule, (smaller) => {
    if (isStopped || effort <= 0 || first.kind === STORM) return false;
    try {
      const { run, problem } = play(create, smaller, judge);
      effort -= run.deliveries;
      if (problem?.kind !== first.kind) return false;
      shown = { problem };
      return true;
    } catch (thrown) {
      // Another fault than the one to be shown: this smaller schedule does not count.
      isStopped = thrown instanceof GuestStopped;
      if (isStopped || thrown instanceof GuestError) return false;
      throw thrown;
    }
  });
  if (!isStopped) shown = play(create, smallest, judge);
  const { message, why, expected, actual, wrong, key } = shown.problem ?? first;
  const picture = shown.run && drawRun(shown.run, { title: titleOf(smallest), wrong, key });
  const sharing = isStopped ? '' : noteOnSharing(() => play(create, smallest, judge).problem === undefined);
  // Once more up to the deciding reply: the calls that led to it are all that is shown.
  if (!isStopped && first.kind !== STORM) {
    newCase();
    replay(create, smallest, first.kind === NOT_A_REPLICA ? undefined : wrong.at(-1));
  }
  fail(`${message}${sharing}${noteOn(smallest)}${how}`, {
    ...(why && { why }),
    expected,
    actual,
    picture,
    ...(steps && { schedule: steps }),
  });
}

/** Runs a schedule again, for its calls only, up to the reply of one of them. */
function replay(create: CreateReplica, schedule: Schedule, deciding: Call | undefined): void {
  try {
    runSchedule(schedule, create, { ...(deciding?.repliedAt !== undefined && { stopAfter: deciding.id }) });
  } catch (thrown) {
    if (!(thrown instanceof NotAReplica)) throw thrown;
  }
}

function titleOf({ mode, replicas, network }: Schedule): string {
  const which = network.planned ? 'found by exploring' : `schedule ${network.seed}`;
  return `${replicas.length} replicas in ${mode} mode, ${which}`;
}

/** What the network did, in a sentence, for those who do not see the picture. */
function noteOn({ mode, replicas, cuts, network, clocks }: Schedule): string {
  const { fastest, slowest, rules, repeated, planned = [] } = network;
  const delays = fastest === slowest ? `${fastest} ms` : `${fastest} to ${slowest} ms`;
  const ofRules = rules.map(({ from, to, since, until, delay }) => {
    const end = since === until ? '' : until >= 1e9 ? ' or later' : ` to ${until}`;
    return `${delay} ms from ${from} to ${to}${since === 0 && until >= 1e9 ? '' : ` if sent at ${since}${end}`}`;
  });
  const ofPlanned = planned.map(({ from, to, nth, delay, again }) => {
    const second = again === undefined ? '' : `, and comes again after ${again} ms`;
    return `message ${nth} from ${from} to ${to} ${delay} ms${second}`;
  });
  const exceptions = [...ofRules, ...ofPlanned];
  const others = exceptions.length > 6 ? [`${exceptions.length - 6} others otherwise`] : [];
  const areNamed = replicas.some((id, index) => id !== REPLICAS[index]);
  const names = areNamed ? `, called ${replicas.map((id) => JSON.stringify(id)).join(', ')}` : '';
  return [
    ` [${replicas.length} replicas in ${mode} mode${names}; messages take ${[delays, ...exceptions.slice(0, 6), ...others].join(', ')}`,
    ...(repeated > 0 ? [`; ${repeated === 1 ? 'each is' : 'some are'} delivered twice`] : []),
    ...cuts.map(
      ({ from, to, groups }) => `; cut from ${from} to ${to} ms: ${groups.map((group) => group.join(' ')).join(' | ')}`,
    ),
    ...Object.entries(clocks).flatMap(([id, ahead]) =>
      ahead > 0 ? [`; the clock of ${id} is ${inMilliseconds(ahead)} ahead`] : [],
    ),
    '.]',
  ].join('');
}
