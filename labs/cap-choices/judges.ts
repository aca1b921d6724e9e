/** What is asked of a run: each judge finds the first call that breaks one requirement of the brief, and says why. */
import { checkLinearizability, explainViolation, keyValueModel } from '#linearizability';
import { describeRequest } from './actor.ts';
import { describeCall } from './picture.ts';
import { type Call, historyOf, inReach, isInTime, mostInReach, type Run, type Schedule } from './run.ts';
import { AUDITOR, CONVERGED_AFTER, LAST_WORD } from './schedules.ts';
import { DEADLINE } from './world.ts';

/** What is wrong with a run. */
export interface Problem {
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

export type Judge = (run: Run) => Problem | undefined;

/** 2000 → "2,000 ms". */
export function inMilliseconds(time: number): string {
  return `${time.toLocaleString('en-GB')} ms`;
}

/** The requirements in order; the first that is not met counts. */
export function all(...judges: Judge[]): Judge {
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

// ——— CP ———

const MODEL = keyValueModel(null);

export const isLinearizable: Judge = (run) => {
  const verdict = checkLinearizability(MODEL, historyOf(run));
  if (verdict.linearizable) return undefined;
  const { blocked, partition } = verdict;
  const call = run.calls.find(({ client, askedAt }) => client === blocked.process && askedAt === blocked.invokedAt);
  const seen = run.calls.filter(
    ({ key, outcome, write }) => key === partition && (outcome === 'answered' || write !== undefined),
  );
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

export const allServed = areServed(() => true, 'no link was cut');
export const servedAfterHealing = areServed(
  (call, schedule) => call.askedAt >= healedAt(schedule),
  'every link was whole when it was asked, and stayed so',
);

export const majorityServes: Judge = (run) =>
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

/**
 * Whoever asks after the last word has been confirmed reads it. It counts only if all other writes were over before it began, as
 * then nobody needs to look for an order: there are too many of them for that.
 */
export const lastWordIsRead: Judge = (run) => {
  const word = run.calls.find(({ write }) => write === LAST_WORD);
  const writes = run.calls.filter(({ write }) => write !== undefined);
  const isOver = ({ outcome, repliedAt }: Call, before: number): boolean =>
    outcome === 'answered' && repliedAt !== undefined && repliedAt < before;
  if (!word || !writes.every((write) => write === word || isOver(write, word.askedAt))) return undefined;
  return firstProblem(run, (call) => {
    if (call.write !== undefined || !isOver(word, call.askedAt) || call.outcome !== 'answered') return undefined;
    if (call.value === LAST_WORD) return undefined;
    return {
      kind: 'not the last word',
      message: `${describeCall(call)}. But ${describeCall(word)}, came after all ${writes.length - 1} other writes of that key, and was confirmed before this read began.`,
      why: 'However many operations and versions there have been, no two that can meet may look the same.',
      expected: JSON.stringify(LAST_WORD),
      actual: JSON.stringify(call.value),
    };
  });
};

// ——— AP ———

export const answeredAtOnce: Judge = (run) =>
  firstProblem(run, (call) => {
    if (call.outcome === 'answered' && call.atOnce) return undefined;
    return {
      kind: 'not at once',
      message: `${describeCall(call)}. In AP mode the reply, with ok: true, has to be among the effects of read and write themselves.`,
      why: 'A replica that waits for others is not available to those whom the cut has left with it.',
    };
  });

export const ownWritesAreRead: Judge = (run) =>
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

/** What the auditor reads in the end is the same everywhere, and a write that no other write knew of. */
export const agreeOnALatestWrite: Judge = (run) => {
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
  const agreed = writes.findLast(({ write }) => write === audit.value);
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
