/**
 * What right choices and right replicas are. Small programs are explored (programs.ts); larger ones, and what takes long, run on schedules
 * of chance (schedules.ts), all in the simulated cluster of world.ts. Only what clients can observe is judged.
 */
import { expect, fail, format, newCase, numbered, repeat, SEPARATORS, solution, test } from '#grading';
import { CHOICES } from './choices.ts';
import { holdsForEvery } from './explored.ts';
import { holdsFor, play } from './failing.ts';
import {
  agreeOnALatestWrite,
  all,
  allServed,
  answeredAtOnce,
  isLinearizable,
  lastWordIsRead,
  majorityServes,
  ownWritesAreRead,
  servedAfterHealing,
} from './judges.ts';
import { AP_AGREE, AP_ALONE, CP_CUT, CP_WHOLE } from './programs.ts';
import {
  anyText,
  bothAtOnce,
  bothSidesWrite,
  burst,
  chanceFrom,
  crowd,
  crowdThroughCuts,
  cutBetweenRounds,
  cutInMidRead,
  cutInMidWrite,
  digitsBehind,
  editorsThroughCuts,
  everySideAsks,
  everythingTwice,
  firstIsLost,
  handOver,
  heldByTwo,
  inAHurry,
  joined,
  lateAnswers,
  lateWriter,
  manyKeys,
  namesakes,
  namesakesAgree,
  newsInTheSecondRound,
  oldAnswerFirst,
  overtaken,
  ownWrites,
  passedOn,
  readMeetsWrite,
  readThenWrite,
  refusedButRead,
  rush,
  STRANGE_NAMES,
  secondIsLost,
  slowLinks,
  twoWritesAtOnce,
  writesAlone,
  writtenOften,
} from './schedules.ts';
import type { Workload } from './types.ts';

const { choose, createReplica } = solution<typeof import('./solution.ts')>();

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

test('CP: with the network whole, everybody is answered as by a single copy', {
  marks: 1,
  why: 'Linearizable means that no client can tell the replicas from one copy, however messages overtake each other.',
}, () => {
  const judge = all(allServed, isLinearizable);
  holdsForEvery(createReplica, 'CP', CP_WHOLE, all(servedAfterHealing, isLinearizable));
  holdsFor(createReplica, handOver, judge, 3);
  holdsFor(createReplica, overtaken, judge, 2);
  holdsFor(createReplica, passedOn, judge, 1);
  holdsFor(createReplica, newsInTheSecondRound, judge, 1);
  holdsFor(createReplica, twoWritesAtOnce, judge, 2);
  holdsFor(createReplica, slowLinks, judge, 2);
  holdsFor(createReplica, oldAnswerFirst(0), judge, 1);
  holdsFor(createReplica, heldByTwo(0), judge, 1);
  holdsFor(createReplica, lateWriter, judge, 1);
  holdsFor(createReplica, readMeetsWrite, judge, 1);
  holdsFor(createReplica, burst, judge, 2);
  holdsFor(createReplica, crowd, judge, 4);
  holdsFor(createReplica, rush, judge, 1);
  holdsFor(createReplica, anyText, judge, 1);
  for (const names of STRANGE_NAMES) holdsFor(createReplica, namesakes(names), judge, 1);
});

test('CP: cuts and repeated messages never show a wrong answer, and after healing everybody is served', {
  marks: 1,
  why: 'A cut can fall between any two messages of an operation, and an acknowledgement can come twice or late.',
}, () => {
  const judge = all(servedAfterHealing, isLinearizable);
  holdsForEvery(createReplica, 'CP', CP_CUT, judge);
  holdsFor(createReplica, lateAnswers, judge, 2);
  holdsFor(createReplica, everythingTwice, judge, 2);
  holdsFor(createReplica, oldAnswerFirst(1), judge, 1);
  holdsFor(createReplica, heldByTwo(1), judge, 1);
  holdsFor(createReplica, cutInMidRead, judge, 1);
  holdsFor(createReplica, cutInMidWrite, judge, 4);
  holdsFor(createReplica, crowdThroughCuts, judge, 4);
  for (const kind of [refusedButRead, digitsBehind])
    holdsFor(createReplica, kind, all(majorityServes, isLinearizable), 1);
  holdsFor(createReplica, inAHurry, all(majorityServes, lastWordIsRead), 1);
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
    holdsFor(createReplica, everySideAsks(...sizes), majorityServes, 1);
  }
  holdsFor(createReplica, cutInMidWrite, majorityServes, 3);
  for (const kind of [firstIsLost, cutBetweenRounds]) holdsFor(createReplica, kind, majorityServes, 1);
});

// ——— AP ———

test('AP: every replica answers at once, cut or not, and a client reads what it wrote there', {
  marks: 0.5,
  why: 'Available means that every working replica answers every request.',
}, () => {
  const judge = all(answeredAtOnce, ownWritesAreRead);
  holdsForEvery(createReplica, 'AP', AP_ALONE, judge);
  for (const sizes of [
    [1, 2],
    [1, 1, 1, 1],
    [2, 3],
  ])
    holdsFor(createReplica, ownWrites(...sizes), judge, 1);
  writesOften();
});

/** Writes of one key in a long life: beyond where a counter of a byte begins again, or people stop counting. */
const MANY_WRITES = [256, 1_000];

/** One replica that nobody can be reached from: it serves all the same, and the newest is what it was told last. */
function writesOften(): void {
  const replica = createReplica('a', ['b', 'c'], 'AP');
  let written = 0;
  for (const end of MANY_WRITES) {
    const before = Array.from({ length: end - 4 - written }, (_, index) => written + index);
    repeat(before.map((nth) => [replica.write, `w${nth}`, 'x', `value ${nth}`, nth]));
    for (let nth = end - 4; nth < end + 4; nth++) {
      replica.write(`w${nth}`, 'x', `value ${nth}`, nth);
      const effects = replica.read(`r${nth}`, 'x', nth);
      const reply = effects.find((effect) => 'reply' in effect);
      if (reply && 'value' in reply && reply.value === `value ${nth}`) continue;
      fail(`After ${nth + 1} writes of one key at one replica, a read there does not return the last of them.`, {
        expected: `{ reply: "r${nth}", ok: true, value: "value ${nth}" }`,
        actual: format(effects),
      });
    }
    written = end + 4;
  }
  newCase();
  const keys = createReplica('a', ['b', 'c'], 'AP');
  repeat([[keys.write, numbered('w'), numbered('key '), 'its value', 0]], 1_100);
  const effects = keys.read('r', 'key 0', 1);
  const reply = effects.find((effect) => 'reply' in effect);
  if (!reply || !('value' in reply) || reply.value !== 'its value')
    fail('After writes of 1,100 keys at one replica, a read there of the first does not return what was written.', {
      expected: '{ reply: "r", ok: true, value: "its value" }',
      actual: format(effects),
    });
}

test('AP: once cuts have healed all replicas agree on a latest write, whatever order messages came in', {
  marks: 0.5,
  why: 'Eventual consistency is a promise: when writes stop and messages get through, all copies become equal.',
}, () => {
  holdsForEvery(createReplica, 'AP', AP_AGREE, agreeOnALatestWrite);
  holdsFor(createReplica, secondIsLost, agreeOnALatestWrite, 1);
  holdsFor(createReplica, bothAtOnce, agreeOnALatestWrite, 4);
  holdsFor(createReplica, readThenWrite, agreeOnALatestWrite, 3);
  holdsFor(createReplica, bothSidesWrite(600), agreeOnALatestWrite, 3);
  holdsFor(createReplica, bothSidesWrite(12_500, 3), agreeOnALatestWrite, 1);
  holdsFor(createReplica, editorsThroughCuts, agreeOnALatestWrite, 4);
  holdsFor(createReplica, manyKeys, agreeOnALatestWrite, 1);
  holdsFor(createReplica, writtenOften, agreeOnALatestWrite, 1);
  for (const names of STRANGE_NAMES) holdsFor(createReplica, namesakesAgree(names), agreeOnALatestWrite, 1);
  for (const between of SEPARATORS) holdsFor(createReplica, joined(between), agreeOnALatestWrite, 1);
  healsAtTheWrongMoment();
});

/** A cut that heals just after somebody has tried once more: the next try has to come, and to arrive, within the time. */
function healsAtTheWrongMoment(): void {
  const { messages } = play(createReplica, writesAlone(LONG_CUT)(chanceFrom(0)), agreeOnALatestWrite).run;
  const lastTry = Math.max(0, ...messages.map(({ sentAt }) => sentAt).filter((sentAt) => sentAt < LONG_CUT));
  holdsFor(createReplica, writesAlone(lastTry + 1), agreeOnALatestWrite, 1);
}

const LONG_CUT = 6_000;
