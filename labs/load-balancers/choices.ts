/** What least connections and health-based balancing have to choose, pick by pick, and how the random number decides among equals. */
import {
  BOUNDARY_STRINGS,
  fail,
  fc,
  forEachOf,
  kept,
  LOOKALIKES,
  longString,
  newCase,
  property,
  repeat,
  SEPARATORS,
} from '#grading';
import { list, named, pickFrom, plain, refusesNobody } from './picking.ts';
import type { Balancer, ServerView } from './types.ts';

/** So near to the ends of each part of the random numbers it is asked, as a share of the part. */
const NEAR = 0.01;
/** And so near where a part may be cut by whoever keeps only some digits of the random number. */
const NEARER = 1e-9;
/** Of so many equals each is asked for; of more, some. */
const FEW = 8;
/** The greatest random number that there is. */
const JUST_BELOW_ONE = 1 - 2 ** -53;
/** More picks than somebody counts in a byte, or keeps the latest thousand of. */
const LONG_RUN = 1_100;
/** More picks than somebody counts who counts to ten thousand. */
const LONG_LIFE = 10_100;
/** More servers than a thousand. */
const MANY = 1_100;

/** Which servers may be chosen, and why, in sentences. */
interface Rule {
  allowed(servers: readonly ServerView[]): string[];
  told(servers: readonly ServerView[]): string;
}

type Check = (servers: readonly ServerView[], near?: number) => void;

/**
 * Asks twice in each equal part of the random numbers, near its beginning and near its end: both times it is the same server, in each
 * part another, and every server that is allowed. Two balancers are asked in turn, so that what one of them remembers, or both share, shows.
 */
function checkerOf(make: () => Balancer, { allowed: allowedOf, told }: Rule): Check {
  const both = [make(), make()];
  let asked = 0;
  return (servers, near = NEAR) => {
    const balancer = both[asked++ % 2]!;
    const allowed = allowedOf(servers);
    const count = allowed.length;
    const ask = (random: number): string => {
      const id = pickFrom(balancer, servers, random);
      if (allowed.includes(id)) return id;
      const isRightAtFirst = allowed.includes(pickFrom(make(), servers, random));
      const note = isRightAtFirst
        ? ' A new balancer, asked the same, chooses rightly: there is nothing to remember.'
        : '';
      return fail(`pick chose ${plain(id)}. ${told(servers)}${note}`, { expected: list(allowed), actual: plain(id) });
    };
    if (count === 1) {
      ask(0);
      ask(JUST_BELOW_ONE);
      return;
    }
    const parts = count <= FEW ? allowed.map((_, part) => part) : [0, 1, Math.floor(count / 2), count - 2, count - 1];
    const equals = `${list(allowed)} are equal, so the random number decides, in ${count} equal parts.`;
    const starts = parts.map((part) => ask((part + near) / count));
    const same = (part: number, random: number): void => {
      const [start, end] = [starts[parts.indexOf(part)]!, ask(random)];
      if (start === end) return;
      const digits = near === NEAR ? 3 : 12;
      const [one, other] = [(part + near) / count, random].map((value) =>
        value === JUST_BELOW_ONE ? 'just below 1' : String(Number(value.toFixed(digits))),
      );
      fail(`${equals} ${one} and ${other} are in the same part, and pick chose ${plain(start)} and ${plain(end)}.`, {
        expected: 'the same server twice',
        actual: list([start, end]),
      });
    };
    for (const part of parts.toReversed()) same(part, (part + 1 - near) / count);
    same(0, 0);
    same(parts.at(-1)!, JUST_BELOW_ONE);
    // A part begins where it begins: told only where a number can hold the place exactly.
    if (Number.isInteger(Math.log2(count))) for (const part of parts) same(part, part / count);
    if (new Set(starts).size < parts.length) {
      fail(`${equals} Asked once in each of ${parts.length} parts, pick chose ${list(starts)}.`, {
        expected: count <= FEW ? `each of ${list(allowed)} once` : 'a different one each time',
        actual: list(starts),
      });
    }
  };
}

function leastBusy(servers: readonly ServerView[]): string[] {
  const fewest = servers.reduce((least, { connections }) => Math.min(least, connections), Number.POSITIVE_INFINITY);
  return servers.filter(({ connections }) => connections === fewest).map(({ id }) => id);
}

/** More than 20 % of at least 5, in whole numbers of any size. */
const isSick = ({ answered, failed }: ServerView): boolean =>
  answered >= 5 && BigInt(failed) * 100n > BigInt(answered) * 20n;

/** Servers in any order, by number of connections and by answers; many of them near the line between well and sick. */
const someServers = fc
  .array(
    fc.record({
      connections: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 8, max: 12 }), fc.nat(400)),
      answered: fc.oneof(
        fc.integer({ min: 0, max: 6 }),
        fc.nat(60).map((fives) => fives * 5),
      ),
      extra: fc.integer({ min: -1, max: 2 }),
      share: fc.constantFrom(0, 0.2, 0.2, 0.5, 1),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) =>
    drawn.map(({ connections, answered, extra, share }, place) =>
      named(`s${place + 1}`, {
        connections,
        answered,
        failed: Math.max(0, Math.min(answered, Math.floor(answered * share) + extra)),
      }),
    ),
  );

/** Counts beside each other at which a number is cut, capped or read as text. */
const EDGES = [
  0, 1, 8, 9, 15, 31, 63, 98, 99, 100, 127, 254, 255, 998, 999, 1_000, 1_023, 9_999, 32_767, 65_535,
].concat([99_999, 999_999, 2 ** 24, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 52, 2 ** 53 - 2]);

const described = (servers: readonly ServerView[], say: (server: ServerView) => string): string =>
  servers.length > FEW ? `${servers.length} servers.` : `${servers.map(say).join(', ')}.`;

const fewest: Rule = {
  allowed: leastBusy,
  told: (servers) => described(servers, ({ id, connections }) => `${plain(id)} has ${connections} connections`),
};

const fewestOfTheWell: Rule = {
  allowed(servers) {
    const well = servers.filter((server) => !isSick(server));
    return leastBusy(well.length > 0 ? well : servers);
  },
  told(servers) {
    const health = (server: ServerView): string =>
      `${plain(server.id)} is ${isSick(server) ? 'sick' : 'well'} (${server.failed} errors in ${server.answered})`;
    const note = servers.every(isSick) ? ' When all are sick, all may be chosen.' : '';
    const connections = described(servers, ({ id, connections }) => `${plain(id)} ${connections}`);
    return `${described(servers, health)}${note} Connections: ${connections}`;
  },
};

/** Fewest connections, whatever their size and whoever has them; errors, and what was asked before, do not matter. */
export function checkLeastConnections(make: () => Balancer): void {
  refusesNobody(make());
  const check = checkerOf(make, fewest);
  const sick = { answered: 50, failed: 50 };
  forEachOf(EDGES, (connections) => {
    check([named('more', { connections: connections + 1 }), named('fewest', { connections, ...sick })]);
  });
  checkWhatAllDo(check);
  property([someServers], (servers) => check(servers), { runs: 40 });
  checkLongRun(make, [named('busy', { connections: 3 }), named('fewest', { connections: 1, ...sick })]);
  checkLongLife(make, fewest);
}

/** The fewest connections among those that are well. */
export function checkHealthBased(make: () => Balancer): void {
  refusesNobody(make());
  const check = checkerOf(make, fewestOfTheWell);
  const judged = (answered: number, failed: number) =>
    check([named('judged', { answered, failed }), named('well', { connections: 3, answered: 50, failed: 2 })]);
  for (let answered = 0; answered <= 12; answered++)
    forEachOf([0, 1, 2, 3], (failed) => judged(answered, Math.min(answered, failed)));
  forEachOf([4, 5, 9], (answered) => judged(answered, answered));
  forEachOf([5, 20, 51, 200, 1_000, 13_108, 2 ** 20, 2 ** 29, 2 ** 31, 2 ** 49], (fifth) => {
    for (const [answered, failed] of [
      [5 * fifth, fifth],
      [5 * fifth, fifth + 1],
      [5 * fifth - 1, fifth],
      [5 * fifth + 1, fifth],
    ] as const)
      judged(answered, failed);
  });
  const sick = { answered: 9, failed: 9 };
  forEachOf(EDGES, (connections) => {
    check([named('more', { connections: connections + 1 }), named('fewest', { connections }), named('sick', sick)]);
    check([named('more', { connections: connections + 1, ...sick }), named('fewest', { connections, ...sick })]);
  });
  // All are sick, more or less so: that is no matter.
  forEachOf([3, 4, 5, 8, 9, 10], (failed) => {
    const less = { answered: 10, failed };
    const more = { answered: 10, failed: 10 };
    check([named('fewest', more), named('less sick', { connections: 1, ...less })]);
    check([named('less sick', { connections: 7, ...less }), named('fewest', { connections: 6, ...more })]);
    check([named('one', { connections: 2, ...more }), named('other', { connections: 2, ...less })]);
  });
  // One is well, and is busy, among more and more that are sick and idle.
  forEachOf([1, 2, 3, 4, 5, 9, 10, 11, 19, 20, 99, 100], (count) => {
    const others = Array.from({ length: count }, (_, index) => named(`sick ${index}`, sick));
    const well = named('well', { connections: 50, answered: 50, failed: 10 });
    check([...others, well]);
    check([well, ...others]);
  });
  checkWhatAllDo(check);
  property([someServers], (servers) => check(servers), { runs: 50 });
  const { answered, failed } = sick;
  checkLongRun(make, [
    named('sick', { answered, failed }),
    named('busy', { connections: 3 }),
    named('well', { connections: 2, answered: 50, failed: 9 }),
  ]);
  checkLongLife(make, fewestOfTheWell);
}

/** One that has been asked ten thousand times chooses as a new one does: between those that are equal, and those that are not. */
function checkLongLife(make: () => Balancer, rule: Rule): void {
  newCase();
  const balancer = make();
  const equals = [named('a'), named('b'), named('c')];
  const picked = (): string => list([0.1, 0.5, 0.9].map((random) => pickFrom(balancer, equals, random)));
  const before = picked();
  repeat([[balancer.pick, kept([named('a'), named('b')]), 0.3]], LONG_LIFE);
  const after = picked();
  if (after !== before)
    fail(`Of three equals it picked ${before} for 0.1, 0.5 and 0.9 at first, and ${after} ten thousand calls later.`, {
      expected: before,
      actual: after,
      why: 'The same list and the same number get the same answer, however often it is asked: there is nothing to remember.',
    });
  const check = checkerOf(() => balancer, rule);
  const sick = { answered: 9, failed: 9 };
  forEachOf(
    [
      [named('a'), named('b'), named('c')],
      [named('a', { connections: 2 }), named('b', { connections: 1 }), named('c', { connections: 3 })],
      [
        named('a', sick),
        named('b', { connections: 4, ...sick }),
        named('c', { connections: 4 }),
        named('d', { connections: 4 }),
      ],
    ],
    (servers) => check(servers),
  );
}

/** Any string is an id, and two that look alike are two servers; a thousand of them, and hundreds of equals; ties before, between and behind. */
function checkWhatAllDo(check: Check): void {
  const long = [longString(300), longString(5_000)];
  forEachOf([...BOUNDARY_STRINGS, ...long], (id) => check([named(`not ${id}`, { connections: 1 }), named(id)]));
  forEachOf([...LOOKALIKES, ...long.map((id) => [`${id}1`, `${id}2`] as const)], ([one, other]) =>
    check([named(one), named(other)]),
  );
  const many = Array.from({ length: MANY }, (_, index) => named(`s${index}`, { connections: 1 + (index % 3) }));
  forEachOf([0, MANY - 1], (place) => check(many.with(place, named('idle'))));
  newCase();
  check(many.map(({ id }) => named(id, { connections: 7 })));
  forEachOf([2, 3, 4, 5, 6, 7], (count) => {
    const equals = Array.from({ length: count }, (_, index) => named(`s${index}`, { connections: 4 }));
    check(equals);
    check(equals, NEARER);
    check([named('busy', { connections: 5 }), ...equals, named('busier', { connections: 40 })]);
    check(equals.flatMap((server, index) => [named(`busy ${index}`, { connections: 10 }), server]));
  });
  // Two servers, and one whose name is what stands there of both: who joins a list to one text finds the answer to another.
  forEachOf(SEPARATORS, (mark) => {
    for (const within of new Set([mark, ':', '='])) {
      for (const first of [
        ['a', 0],
        ['a', 0, 0, 0],
      ]) {
        check([named('a'), named('b', { connections: 1 })]);
        const alone = [named(`${first.join(within)}${mark}b`, { connections: 1 })];
        check(alone);
        check(alone);
      }
    }
  });
  // As many as before, and others: who remembers the last list answers from it.
  forEachOf(['a', 'b', 'c', 'd'], (id) => check([named(`not ${id}`, { connections: 1 }), named(id)]));
}

/** One balancer, asked time after time: with the one list that is its caller's own, after an empty list, and when all has changed. */
function checkLongRun(make: () => Balancer, servers: readonly [ServerView, ...ServerView[]]): void {
  newCase();
  const right = servers.at(-1)!.id;
  const balancer = make();
  const own = kept([...servers]);
  const pick = (asked: readonly ServerView[], nth: number, told: string): void => {
    const id = pickFrom(balancer, asked, (nth % 100) / 100, own);
    if (id === right) return;
    fail(
      `${told}, pick chose ${plain(id)} from ${described(asked, ({ id, connections, answered, failed }) => `${plain(id)} (${connections} connections, ${failed} errors in ${answered})`)}`,
      {
        expected: plain(right),
        actual: plain(id),
        why: 'The same list gets the same answer, however often it is asked: there is nothing to remember, and nothing in the list to change.',
      },
    );
  };
  for (let nth = 0; nth < LONG_RUN; nth++) {
    newCase();
    pick(servers, nth, `In call ${nth + 1}`);
  }
  newCase();
  for (let nth = 0; nth < 12; nth++) pick(own, nth, `Asked ${nth + 1} times with one and the same list`);
  forEachOf([1, 2, 3], (times) => {
    for (let nth = 0; nth < times; nth++) refusesNobody(balancer);
    pick(servers, times, `After an empty list, which changes nothing`);
    pick(servers.toReversed(), times, `After an empty list, which changes nothing`);
  });
  newCase();
  // All has changed: the first is the one to choose by now.
  const [first, ...others] = servers;
  const turned = [named(first.id), ...others.map((server) => ({ ...server, connections: server.connections + 5 }))];
  const id = pickFrom(balancer, turned, 0.5);
  if (id !== first.id)
    fail(
      `After ${LONG_RUN.toLocaleString('en-GB')} calls in which ${plain(first.id)} was not to be chosen, it is idle and has given no error of late, and pick chose ${plain(id)}.`,
      { expected: plain(first.id), actual: plain(id), why: 'What counts is the list of this call.' },
    );
}
