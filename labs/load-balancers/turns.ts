/** What taking turns means: one rule, held against lists that change, names of every kind, many servers and a long life. */
import {
  BOUNDARY_STRINGS,
  expect,
  fail,
  fc,
  forEachOf,
  kept,
  longString,
  newCase,
  property,
  repeat,
  SEPARATORS,
} from '#grading';
import { named, pickFrom, plain, refusesNobody } from './picking.ts';
import type { Balancer, ServerView } from './types.ts';

/** Servers of which nothing is alike but that they take turns: idle and overloaded, well and sick, in another order each time. */
function unequal(ids: readonly string[], call: number): ServerView[] {
  const connections = [0, 3, 12, 1, 400, 2 ** 31];
  return ids.map((id, place) => {
    const kind = (call * 7 + place * 3) % connections.length;
    return named(id, { connections: connections[kind]!, answered: 20, failed: kind % 2 === 0 ? 0 : 20 });
  });
}

/** While two servers are both there, neither has two turns without one of the other in between. */
function checkTurn(lists: readonly (readonly string[])[], picks: readonly string[]): void {
  const now = picks.length - 1;
  const chosen = picks[now]!;
  const before = picks.lastIndexOf(chosen, now - 1);
  if (now === 0 || before < 0) return;
  const since = lists.slice(before, now + 1);
  const stayed = (id: string): boolean => since.every((ids) => ids.includes(id));
  if (!stayed(chosen)) return;
  for (const other of lists[now]!) {
    if (other === chosen || !stayed(other) || picks.indexOf(other, before) >= 0) continue;
    fail(
      `Call ${now + 1} picks ${plain(chosen)} again, which had its turn in call ${before + 1}. Both ${plain(chosen)} and ` +
        `${plain(other)} were in every list since then, and ${plain(other)} has had no turn.`,
      {
        expected: 'a server that has waited longer',
        actual: picks
          .slice(-12)
          .map((id, call) => `${lists[Math.max(0, picks.length - 12) + call]!.map(plain).join(' ')} → ${plain(id)}`)
          .join(', '),
      },
    );
  }
}

/** Names to play the same scripts with: what a plain object has already, what is false, and what orders or reads as a number. */
const NAMES = [
  ['a', 'b', 'c', 'd'],
  ['constructor', '__proto__', 'toString', 'valueOf'],
  ['', ' ', '0', 'undefined'],
  ['10', '9', '1', '01'],
  ['key', 'Key', 'key ', ' key'],
] as const;

/** The list before each call. A place in the script joins it, or leaves it if it is there and not the last. */
function listsOf(script: readonly number[], ids: readonly string[]): (readonly string[])[] {
  let present = ids;
  return script.map((place) => {
    const toggled = ids.filter((id, index) => (index === place ? !present.includes(id) : present.includes(id)));
    if (toggled.length > 0) present = toggled;
    return present;
  });
}

function play(make: () => Balancer, lists: readonly (readonly string[])[], random: number): void {
  const balancer = make();
  const picks: string[] = [];
  for (const [call, present] of lists.entries()) {
    picks.push(pickFrom(balancer, unequal(present, call), random));
    checkTurn(lists, picks);
  }
}

/** Four servers, of which two leave in the same moment, after some calls, and come back in the same moment. */
function* pairsLeave(): Generator<(readonly string[])[]> {
  const all = ['a', 'b', 'c', 'd'];
  const times = (count: number, ids: readonly string[]) => Array.from({ length: count }, () => ids);
  for (const before of [1, 2, 3, 4]) {
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        const rest = all.filter((id) => id !== one && id !== other);
        yield [...times(before, all), ...times(3, rest)];
        yield [...times(before, all), ...times(1, rest), ...times(5, all)];
        yield [...times(before, rest), ...times(5, all)];
      }
    }
  }
}

/** Each list as it comes, of the ids that a number's bits stand for. */
const listsOfBits = (bits: readonly number[], ids: readonly string[]): string[][] =>
  bits.map((each) => ids.filter((_, place) => each & (1 << place)));

/** Lists whose names are one text when they are joined: to who compares that, nobody has come or gone. */
function listsOfOneText(mark: string): string[][] {
  const parts = [['a', `b${mark}c`], [`a${mark}b`, 'c'], [`a${mark}b${mark}c`], ['a', 'b', 'c']];
  return [...parts, ...parts.toReversed()].flatMap((ids) => [ids, ids]);
}

/** No place, so that the list stays as it is. */
const STAYS = 9;

/** Scripts of seven calls with three servers in which somebody leaves or comes back, twice at most. */
function* shortScripts(): Generator<number[]> {
  const quiet = Array.from({ length: 7 }, () => STAYS);
  for (const first of quiet.keys()) {
    for (const leaves of [0, 1, 2]) {
      yield quiet.with(first, leaves);
      for (let second = first + 1; second < quiet.length; second++)
        for (const changes of [0, 1, 2]) yield quiet.with(first, leaves).with(second, changes);
    }
  }
}

/** Mostly the list is as it was; now and then one has come or gone. */
const anyScript = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(STAYS) }, fc.nat(3)), {
  minLength: 2,
  maxLength: 20,
});

/** Picks so often that a counter that begins again at a round number is about to. */
const LONG_LIFE = 9_990;
/** Picks looked at around such a number. */
const LOOK = 40;
/** Picks that are looked at one by one: more than a byte counts, and than somebody remembers who keeps the latest thousand. */
const LONG_RUN = 1_020;
/** More servers than a byte counts. */
const MANY = 260;

export function checkTurns(make: () => Balancer): void {
  refusesNobody(make());
  forEachOf(shortScripts(), (script) => play(make, listsOf(script, ['a', 'b', 'c']), 0.5));
  forEachOf(pairsLeave(), (lists) => play(make, lists, 0.5));
  forEachOf(SEPARATORS, (mark) => play(make, listsOfOneText(mark), 0.5));
  for (const ids of NAMES) {
    forEachOf([Array.from({ length: 9 }, () => STAYS), [STAYS, STAYS, 1, STAYS, 1, 3, STAYS, STAYS, STAYS]], (script) =>
      play(make, listsOf(script, ids), 0.999),
    );
  }
  // Whatever is drawn, also at the ends.
  forEachOf([0, 2 ** -40, 1 - 2 ** -40, 1 - 2 ** -53], (random) =>
    play(make, listsOf([STAYS, STAYS, STAYS, STAYS, 1, STAYS, 1, STAYS, STAYS], ['a', 'b', 'c']), random),
  );
  property(
    [anyScript, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom(...NAMES)],
    (script, random, ids) => play(make, listsOf(script, ids), random),
    { runs: 30 },
  );
  property(
    [fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 2, maxLength: 20 }), fc.constantFrom(...NAMES)],
    (bits, ids) => play(make, listsOfBits(bits, ids), 0.5),
    { runs: 20 },
  );
  checkRounds(make(), BOUNDARY_STRINGS, BOUNDARY_STRINGS.length + 20);
  const many = Array.from({ length: MANY }, (_, index) => `server-${index}`);
  checkRounds(make(), many, MANY + 5);
  const [long, longer] = [longString(300), longString(5_000)];
  checkRounds(make(), [`${long}1`, `${long}2`, `${longer}1`, `${longer}2`], 9);
  checkRounds(make(), ['a', 'b', 'c'], LONG_RUN);
  checkNobodyChangesTurns(make);
  checkTwoAtOnce(make);
  checkNewcomers(make());
  checkLongLife(make);
}

/** Two that stay take turns, whoever else comes for one call and goes. */
function checkNewcomers(balancer: Balancer): void {
  let last: string | undefined;
  for (let call = 0; call < LONG_RUN; call++) {
    newCase();
    // Calm at both ends, where nobody comes.
    const isCalm = call < 3 || call > LONG_RUN - 5;
    const ids = isCalm ? ['a', 'b'] : [`guest-${call}`, 'a', 'b'];
    const id = pickFrom(balancer, unequal(ids, call), 0.5);
    if (id !== 'a' && id !== 'b') continue;
    if (id === last)
      fail(
        `Servers a and b are in every list, and in each of most of the ${call + 1} calls there is one more, which then leaves. Call ${call + 1} ` +
          `picks ${id}, which had its turn before, and the other has had none since.`,
        { expected: 'a and b in turn, whoever has a turn between them', actual: `${id} twice` },
      );
    last = id;
  }
}

/** While the list stays the same, n calls pick n different servers. */
function checkRounds(balancer: Balancer, ids: readonly string[], calls: number): void {
  newCase();
  // The same list in each call, as it has to stay: hundreds of servers, hundreds of times over, are long to hand over.
  const servers = kept(ids.map((id) => named(id)));
  const calledAt = new Map<string, number>();
  for (let call = 0; call < calls; call++) {
    const id = pickFrom(balancer, servers, 0.5, servers);
    const before = calledAt.get(id);
    if (before !== undefined && call - before < ids.length)
      fail(
        `With the same ${ids.length} servers in every call, call ${call + 1} picks ${plain(id)}, which had its turn in call ` +
          `${before + 1}: ${call - before} calls before, and not ${ids.length}.`,
      );
    calledAt.set(id, call);
  }
}

/** An empty list changes nothing: it is as if it had not been asked about. */
function checkNobodyChangesTurns(make: () => Balancer): void {
  for (const before of [1, 2, 3, 4]) {
    newCase();
    const balancer = make();
    const picks: string[] = [];
    for (let call = 0; call < 7; call++) {
      if (call === before) refusesNobody(balancer);
      picks.push(pickFrom(balancer, unequal(['a', 'b', 'c'], call), 0.5));
      checkTurn(
        picks.map(() => ['a', 'b', 'c']),
        picks,
      );
    }
  }
}

function checkTwoAtOnce(make: () => Balancer): void {
  newCase();
  const one = make();
  const other = make();
  const both = [named('a'), named('b')];
  const turns = [0, 1, 2, 3].map(() => {
    const turn = pickFrom(one, both, 0.5);
    pickFrom(other, both, 0.5);
    return turn;
  });
  expect(new Set(turns).size, 'Two balancers were used in turn; each must keep turns of its own.').toBe(2);
}

function checkLongLife(make: () => Balancer): void {
  newCase();
  const balancer = make();
  // With three of them a round number of turns ends within a round.
  const all = [named('a'), named('b'), named('c')];
  repeat([[balancer.pick, kept([...all]), 0.5]], LONG_LIFE);
  const turns = Array.from({ length: LOOK }, () => pickFrom(balancer, all, 0.5));
  if (turns.every((id, index) => !turns.slice(Math.max(0, index - 2), index).includes(id))) return;
  fail(`After ${LONG_LIFE.toLocaleString('en-GB')} calls three servers that were in every list no longer take turns.`, {
    expected: 'a, b and c in turn, however long it goes on',
    actual: turns.join(', '),
    why: 'A balancer that serves a thousand requests a second has done so many in a minute.',
  });
}
