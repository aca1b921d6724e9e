/**
 * What right choices and right replicas are. The replicas run in the simulated cluster of world.ts, on the schedules
 * of schedules.ts; only what clients can observe is judged.
 */
import { expect, fail, GuestError, GuestStopped, newCase, onSeeds, showOnFailure, solution, test } from '#grading';
import { checkLinearizability, explainViolation, keyValueModel } from '#linearizability';
import { describeRequest, NotAReplica } from './actor.ts';
import { describeCall, drawRun } from './picture.ts';
import {
  type Call,
  emptyRun,
  historyOf,
  inReach,
  isInTime,
  mostInReach,
  type Run,
  runSchedule,
  type Schedule,
} from './run.ts';
import {
  AUDITOR,
  bothAtOnce,
  bothSidesWrite,
  burst,
  CONVERGED_AFTER,
  chanceFrom,
  crowd,
  crowdThroughCuts,
  cutInMidWrite,
  editorsThroughCuts,
  everySideAsks,
  everythingTwice,
  handOver,
  type Kind,
  lateAnswers,
  overtaken,
  ownWrites,
  readThenWrite,
  shrink,
  slowLinks,
  twoWritesAtOnce,
} from './schedules.ts';
import type { Choice, Workload } from './types.ts';
import { DEADLINE, MessageStorm } from './world.ts';

const { choose, createReplica } = solution<typeof import('./solution.ts')>();

// ——— running, judging, and showing the smallest schedule that fails ———

/** What is wrong with a run. */
interface Problem {
  /** Two problems of one kind are the same requirement unmet. */
  kind: string;
  message: string;
  why?: string;
  expected?: string;
  actual?: string;
  /** The calls that it is about. */
  wrong: Call[];
  key?: string;
}

/** Kinds of problems that end a run. */
const NOT_A_REPLICA = 'not a replica';
const STORM = 'storm';

/** Deliveries that may be spent on making one failing schedule small. */
const MOST_EFFORT = 12_000;

type Judge = (run: Run) => Problem | undefined;

/** Runs `runs` schedules of a kind, and fails with the smallest form of the first that the judge finds fault with. */
function holdsFor(kind: Kind, judge: Judge, runs: number): void {
  onSeeds(runs, (seed) => {
    const schedule = kind(chanceFrom(seed));
    const { problem } = play(schedule, judge);
    if (problem) failWith(schedule, judge, problem);
  });
}

function play(schedule: Schedule, judge: Judge): { run: Run; problem: Problem | undefined } {
  const run = emptyRun(schedule);
  try {
    runSchedule(schedule, createReplica, { run });
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

function failWith(schedule: Schedule, judge: Judge, first: Problem): never {
  let shown: { problem: Problem | undefined; run?: Run } = { problem: first };
  let isStopped = false;
  let effort = MOST_EFFORT;
  const smallest = shrink(schedule, (smaller) => {
    if (isStopped || effort <= 0 || first.kind === STORM) return false;
    try {
      const { run, problem } = play(smaller, judge);
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
  if (!isStopped) shown = play(smallest, judge);
  const { message, why, expected, actual, wrong, key } = shown.problem ?? first;
  const picture = shown.run && drawRun(shown.run, { title: titleOf(smallest), wrong, key });
  // Once more up to the deciding reply: the calls that led to it are all that is shown.
  if (!isStopped && first.kind !== STORM) {
    newCase();
    replay(smallest, first.kind === NOT_A_REPLICA ? undefined : wrong.at(-1));
  }
  fail(`${message}${noteOn(smallest)}`, { ...(why && { why }), expected, actual, picture });
}

/** Runs a schedule again, for its calls only, up to the reply of one of them. */
function replay(schedule: Schedule, deciding: Call | undefined): void {
  try {
    runSchedule(schedule, createReplica, { ...(deciding?.repliedAt !== undefined && { stopAfter: deciding.id }) });
  } catch (thrown) {
    if (!(thrown instanceof NotAReplica)) throw thrown;
  }
}

function titleOf({ mode, replicas, network }: Schedule): string {
  return `${replicas.length} replicas in ${mode} mode, schedule ${network.seed}`;
}

/** What the network did, in a sentence, for those who do not see the picture. */
function noteOn({ mode, replicas, cuts, network, clocks }: Schedule): string {
  const { fastest, slowest, rules, repeated } = network;
  const delays = fastest === slowest ? `${fastest} ms` : `${fastest} to ${slowest} ms`;
  const exceptions = rules.slice(0, 4).map(({ from, to, since, until, delay }) => {
    const end = since === until ? '' : until >= 1e9 ? ' or later' : ` to ${until}`;
    return `${delay} ms from ${from} to ${to}${since === 0 && until >= 1e9 ? '' : ` if sent at ${since}${end}`}`;
  });
  const others = rules.length > 4 ? [`${rules.length - 4} other links otherwise`] : [];
  return [
    ` [${replicas.length} replicas in ${mode} mode; messages take ${[delays, ...exceptions, ...others].join(', ')}`,
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

/** 2000 → "2,000 ms". */
function inMilliseconds(time: number): string {
  return `${time.toLocaleString('en-GB')} ms`;
}

/** The requirements in order; the first that is not met counts. */
function all(...judges: Judge[]): Judge {
  return (run) => {
    for (const judge of judges) {
      const problem = judge(run);
      if (problem) return problem;
    }
    return undefined;
  };
}

function firstProblem(run: Run, judge: (call: Call) => Omit<Problem, 'wrong'> | undefined): Problem | undefined {
  for (const call of run.calls) {
    const problem = judge(call);
    if (problem) return { ...problem, wrong: [call], key: call.key };
  }
  return undefined;
}

const list = (ids: readonly string[]): string => ids.join(', ').replace(/, ([^,]*)$/, ' and $1');

// ——— the choices ———

/** The answers, each with the question that leads to it. */
const CHOICES: Record<Workload, Choice & { question: string }> = {
  'account-transfer': {
    mode: 'CP',
    reason: 'rule-across-copies',
    question: 'Each side may see 80 in an account of 80, and pay it out to another bank. Who gets the second 80 back?',
  },
  'cash-machine': {
    mode: 'AP',
    reason: 'loss-is-bounded',
    question: 'What is the most that one wrong answer can cost the bank, and does it know that before it answers?',
  },
  'hall-seat': {
    mode: 'CP',
    reason: 'only-one-owner',
    question: 'Row 7 seat 12 is sold on both sides of the cut. What can be offered to the second visitor?',
  },
  'flight-seat': {
    mode: 'AP',
    reason: 'loss-is-bounded',
    question: 'Is a particular seat sold here? What does one passenger too many cost, and who agreed to it beforehand?',
  },
  'job-lock': {
    mode: 'CP',
    reason: 'only-one-owner',
    question: 'How many workers may run the job, and what happens to the files if each side names one?',
  },
  prescription: {
    mode: 'CP',
    reason: 'stale-does-harm',
    question: 'Only one doctor writes, so nothing conflicts. What does a nurse do with the dose of an hour ago?',
  },
  'profile-photo': {
    mode: 'AP',
    reason: 'stale-is-harmless',
    question: 'Only the owner writes. Who is harmed by the old photo?',
  },
  'shopping-basket': {
    mode: 'AP',
    reason: 'conflicts-merge',
    question: 'Milk was added on one side and jam on the other. What would the customer want to see?',
  },
  'like-counter': {
    mode: 'AP',
    reason: 'conflicts-merge',
    question: 'Each side has counted its own likes. Is any of them lost when the sides meet again?',
  },
  'sensor-reading': {
    mode: 'AP',
    reason: 'nothing-conflicts',
    question: 'Can the two sides ever write the same record?',
  },
};

test('Each workload gets the letter and the reason that its facts decide', {
  marks: 0.5,
  why: 'The letter follows from what an operation can lose, not from the trade it belongs to.',
}, () => {
  for (const workload of Object.keys(CHOICES) as Workload[]) {
    const { question, mode, reason } = CHOICES[workload];
    const choice = choose(workload);
    expect(choice, 'choose returns an object with a mode and a reason.').toSatisfy(
      (value: unknown) => typeof value === 'object' && value !== null && 'mode' in value && 'reason' in value,
      "an object such as { mode: 'CP', reason: '…' }",
    );
    const what = choice.mode === mode ? 'has the right letter but another reason' : 'has the other letter';
    if (choice.mode !== mode || choice.reason !== reason) {
      fail(`${workload} ${what}. Read its facts in the brief again: ${question}`);
    }
  }
});

// ——— CP ———

const MODEL = keyValueModel(null);

const isLinearizable: Judge = (run) => {
  const verdict = checkLinearizability(MODEL, historyOf(run));
  if (verdict.linearizable) return undefined;
  const { blocked, partition } = verdict;
  const call = run.calls.find(({ client, askedAt }) => client === blocked.process && askedAt === blocked.invokedAt);
  const seen = run.calls.filter(({ key, outcome, write }) => key === partition && (outcome === 'answered' || write));
  return {
    kind: 'not linearizable',
    message: explainViolation(MODEL, verdict),
    expected: 'answers that a single copy could have given, each at one instant between its call and its reply',
    actual: seen.slice(0, 12).map(describeCall).join('; '),
    wrong: call ? [call] : [],
    key: partition,
  };
};

/** Every call that `concerns` picks was answered in time. */
function areServed(concerns: (call: Call, schedule: Schedule) => boolean, because: string): Judge {
  return (run) =>
    firstProblem(run, (call) => {
      if (!concerns(call, run.schedule) || (call.outcome === 'answered' && isInTime(call))) return undefined;
      return {
        kind: 'not served',
        message: `${describeCall(call)}. It had to be answered within ${inMilliseconds(DEADLINE)}: ${because}.`,
      };
    });
}

const healedAt = ({ cuts }: Schedule): number => Math.max(0, ...cuts.map(({ to }) => to));

const allServed = areServed(() => true, 'no link was cut');
const servedAfterHealing = areServed(
  (call, schedule) => call.askedAt >= healedAt(schedule),
  'every link was whole when it was asked, and stayed so',
);

test('CP: with the network whole, everybody is answered as by a single copy', {
  marks: 0.5,
  why: 'Linearizable means that no client can tell the replicas from one copy, however messages overtake each other.',
}, () => {
  const judge = all(allServed, isLinearizable);
  holdsFor(handOver, judge, 3);
  holdsFor(overtaken, judge, 2);
  holdsFor(twoWritesAtOnce, judge, 2);
  holdsFor(slowLinks, judge, 2);
  holdsFor(burst, judge, 2);
  holdsFor(crowd, judge, 4);
});

test('CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served', {
  marks: 0.5,
  why: 'A cut can fall between any two messages of an operation, and an acknowledgement can come twice or late.',
}, () => {
  const judge = all(servedAfterHealing, isLinearizable);
  holdsFor(lateAnswers, judge, 2);
  holdsFor(everythingTwice, judge, 2);
  holdsFor(cutInMidWrite, judge, 4);
  holdsFor(crowdThroughCuts, judge, 4);
});

const majorityServes: Judge = (run) =>
  firstProblem(run, (call) => {
    const { schedule } = run;
    const { replica, askedAt, outcome } = call;
    const size = schedule.replicas.length;
    const majority = Math.floor(size / 2) + 1;
    const reached = inReach(schedule, replica, askedAt, askedAt + DEADLINE);
    const side = `${replica} could reach ${reached.length} of ${size} replicas (${reached.length > 1 ? list(reached) : 'itself'})`;
    if (!isInTime(call)) {
      const mustBe = reached.length >= majority ? 'answered' : 'answered or refused';
      return {
        kind: 'no reply',
        message: `${describeCall(call)} within ${inMilliseconds(DEADLINE)}. Every request must be ${mustBe} by then; ${side}.`,
        why: 'A client that is kept waiting can do nothing else; a refusal lets it go elsewhere or try later.',
      };
    }
    if (reached.length >= majority && outcome === 'refused') {
      return {
        kind: 'refused with a majority',
        message: `${describeCall(call)}, but ${side} for the whole second: a majority, which goes on serving.`,
        why: 'CP is not “down”: the other side of the cut has no majority, so nothing can happen behind this one’s back.',
      };
    }
    const best = mostInReach(schedule, replica, askedAt, askedAt + DEADLINE);
    if (best < majority && outcome === 'answered') {
      return {
        kind: 'answered without a majority',
        message: `${describeCall(call)}, but ${side} for the whole second: no majority, so it has to refuse.`,
        why: 'The replicas out of reach may be a majority, or part of one, and have accepted newer writes.',
      };
    }
    return undefined;
  });

test('CP: in a cut a majority answers and everybody else refuses, all within 1,000 ms', {
  marks: 0.5,
  why: 'The two sides of a cut cannot both hold a majority, so only a majority may speak.',
}, () => {
  for (const sizes of [
    [1, 2],
    [2, 2],
    [1, 3],
    [2, 3],
    [1, 4],
    [1, 2, 2],
  ]) {
    holdsFor(everySideAsks(...sizes), majorityServes, 1);
  }
});

// ——— AP ———

const answeredAtOnce: Judge = (run) =>
  firstProblem(run, (call) => {
    if (call.outcome === 'answered' && call.atOnce) return undefined;
    return {
      kind: 'not at once',
      message: `${describeCall(call)}. In AP mode the reply, with ok: true, has to be among the effects of read and write themselves.`,
      why: 'A replica that waits for others is not available to those whom the cut has left with it.',
    };
  });

const ownWritesAreRead: Judge = (run) =>
  firstProblem(run, (call) => {
    if (call.write !== undefined) return undefined;
    const earlier = run.calls.slice(0, run.calls.indexOf(call));
    const last = earlier.filter(({ key, write }) => key === call.key && write !== undefined).at(-1);
    const expected = last?.write ?? null;
    if (call.value === expected) return undefined;
    return {
      kind: 'not its own write',
      message: last
        ? `${describeCall(call)}, though ${describeRequest(last)} was answered at ${last.repliedAt} ms, and nobody else writes that key.`
        : `${describeCall(call)}, but nobody has written that key: it holds null.`,
      expected: JSON.stringify(expected),
      actual: JSON.stringify(call.value),
    };
  });

test('AP: every replica answers at once, cut or not, and a client reads what it wrote there', {
  marks: 0.5,
  why: 'Available means that every working replica answers every request.',
}, () => {
  const judge = all(answeredAtOnce, ownWritesAreRead);
  for (const sizes of [
    [1, 2],
    [1, 1, 1, 1],
    [2, 3],
  ])
    holdsFor(ownWrites(...sizes), judge, 1);
});

/** What the auditor reads in the end is the same everywhere, and a write that no other write knew of. */
const agreeOnALatestWrite: Judge = (run) => {
  const audits = run.calls.filter(({ client }) => client === AUDITOR);
  const unanswered = audits.find(({ outcome }) => outcome !== 'answered');
  if (unanswered) {
    const message = `${describeCall(unanswered)}: in AP mode every request is answered.`;
    return { kind: 'no answer', message, wrong: [unanswered], key: unanswered.key };
  }
  for (const [key, reads] of Map.groupBy(audits, (call) => call.key)) {
    const problem = disagreement(key, reads) ?? forgottenWrite(run, key, reads[0]!);
    if (problem) return { ...problem, key };
  }
  return undefined;
};

function disagreement(key: string, reads: Call[]): Problem | undefined {
  const other = reads.find(({ value }) => value !== reads[0]!.value);
  if (!other) return undefined;
  const held = reads.map(({ replica, value }) => `${replica} says ${JSON.stringify(value)}`);
  return {
    kind: 'disagreement',
    message: `At ${inMilliseconds(other.askedAt)}, at least ${inMilliseconds(CONVERGED_AFTER)} after the last write and the last healing, the replicas differ on "${key}": ${list(held)}.`,
    expected: 'the same value at every replica',
    actual: list(held),
    wrong: [reads[0]!, other],
  };
}

function forgottenWrite(run: Run, key: string, audit: Call): Problem | undefined {
  const calls = run.calls.filter((call) => call.key === key && call.client !== AUDITOR);
  const writes = calls.filter(({ write }) => write !== undefined);
  if (writes.length === 0) return undefined;
  const agreed = writes.find(({ write }) => write === audit.value);
  if (!agreed) {
    const message = `All replicas agree that "${key}" is ${JSON.stringify(audit.value)}, which nobody wrote.`;
    return { kind: 'not written', message, wrong: [audit] };
  }
  // A later write knew of it if its replica had taken the agreed write itself, or had given it to a reader.
  for (const write of writes.slice(writes.indexOf(agreed) + 1)) {
    const isShown = ({ value, repliedAt }: Call): boolean =>
      value === agreed.write && repliedAt !== undefined && repliedAt <= write.askedAt;
    const seen = calls
      .slice(0, calls.indexOf(write))
      .find((call) => call.replica === write.replica && (call === agreed || isShown(call)));
    if (!seen) continue;
    const how = seen === agreed ? `written there at ${seen.askedAt} ms` : `read there at ${seen.repliedAt} ms`;
    return {
      kind: 'overwritten',
      message:
        `All replicas agree that "${key}" is "${agreed.write}". But ${describeCall(write)}, came after it: ` +
        `"${agreed.write}" had been ${how}. A write has to win over every write that its replica has seen.`,
      expected: 'a write that no other write knew of',
      actual: `"${agreed.write}", which ${describeRequest(write)} knew of`,
      wrong: [write, audit],
    };
  }
  return undefined;
}

test('AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in', {
  marks: 0.5,
  why: 'Eventual consistency is a promise: when writes stop and messages get through, all copies become equal.',
}, () => {
  holdsFor(bothAtOnce, agreeOnALatestWrite, 4);
  holdsFor(readThenWrite, agreeOnALatestWrite, 3);
  holdsFor(bothSidesWrite(600), agreeOnALatestWrite, 3);
  holdsFor(bothSidesWrite(10_000, 3), agreeOnALatestWrite, 1);
  holdsFor(editorsThroughCuts, agreeOnALatestWrite, 4);
});
