/** What least connections and health-based balancing have to choose, pick by pick, and how the random number decides among equals. */
import { BOUNDARY_STRINGS, fail, fc, forEachOf, LOOKALIKES, newCase, property } from '#grading';
import { list, named, pickFrom, plain, refusesNobody } from './picking.ts';
import type { Balancer, ServerView } from './types.ts';

/** So near to the ends of each part of the random numbers it is asked. */
const NEAR = 0.01;
/** Of so many equals each is asked for; of more, some. */
const FEW = 8;

/**
 * Asks twice in each equal part of the random numbers, near its beginning and near its end: both times it is the same server, in each
 * part another, and every server that is allowed.
 */
function checkChoice(
  balancer: Balancer,
  servers: readonly ServerView[],
  allowed: readonly string[],
  rule: () => string,
): void {
  const count = allowed.length;
  const parts = count <= FEW ? allowed.map((_, part) => part) : [0, 1, Math.floor(count / 2), count - 2, count - 1];
  const ask = (random: number): string => {
    const id = pickFrom(balancer, servers, random);
    if (!allowed.includes(id))
      fail(`pick chose ${plain(id)}. ${rule()}`, { expected: list(allowed), actual: plain(id) });
    return id;
  };
  ask(0);
  ask(1 - 2 ** -53);
  if (count === 1) return;
  const starts = parts.map((part) => ask((part + NEAR) / count));
  const ends = parts.toReversed().map((part) => ask((part + 1 - NEAR) / count));
  const odd = parts.find((_, index) => starts[index] !== ends.at(-1 - index));
  const equals = `${list(allowed)} are equal, so the random number decides, in ${count} equal parts.`;
  if (odd !== undefined) {
    const [from, to] = [(odd + NEAR) / count, (odd + 1 - NEAR) / count].map((random) => random.toFixed(3));
    const [start, end] = [starts[parts.indexOf(odd)]!, ends.at(-1 - parts.indexOf(odd))!];
    fail(`${equals} ${from} and ${to} are in the same part, and pick chose ${plain(start)} and ${plain(end)}.`, {
      expected: 'the same server twice',
      actual: list([start, end]),
    });
  }
  if (new Set(starts).size < parts.length) {
    fail(`${equals} Asked once in each of ${parts.length} parts, pick chose ${list(starts)}.`, {
      expected: count <= FEW ? `each of ${list(allowed)} once` : 'a different one each time',
      actual: list(starts),
    });
  }
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

/** Fewest connections, whatever their size and whoever has them; errors, and what was asked before, do not matter. */
export function checkLeastConnections(make: () => Balancer): void {
  refusesNobody(make());
  const check = (servers: readonly ServerView[], balancer = make()): void =>
    checkChoice(balancer, servers, leastBusy(servers), () =>
      described(servers, ({ id, connections }) => `${plain(id)} has ${connections} connections`),
    );
  const sick = { answered: 50, failed: 50 };
  forEachOf(EDGES, (connections) => {
    check([named('more', { connections: connections + 1 }), named('fewest', { connections, ...sick })]);
  });
  checkNames(check);
  checkMany(check);
  checkTies(check);
  const balancer = make();
  property([someServers], (servers) => check(servers, balancer), { runs: 40 });
}

/** The fewest connections among those that are well. */
export function checkHealthBased(make: () => Balancer): void {
  refusesNobody(make());
  const check = (servers: readonly ServerView[], balancer = make()): void => {
    const well = servers.filter((server) => !isSick(server));
    const health = (server: ServerView): string =>
      `${plain(server.id)} is ${isSick(server) ? 'sick' : 'well'} (${server.failed} errors in ${server.answered})`;
    const note = well.length === 0 ? ' When all are sick, all may be chosen.' : '';
    checkChoice(balancer, servers, leastBusy(well.length > 0 ? well : servers), () => {
      const connections = described(servers, ({ id, connections }) => `${plain(id)} ${connections}`);
      return `${described(servers, health)}${note} Connections: ${connections}`;
    });
  };
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
  forEachOf(EDGES, (connections) => {
    const sick = { answered: 9, failed: 9 };
    check([named('more', { connections: connections + 1 }), named('fewest', { connections }), named('sick', sick)]);
    check([named('more', { connections: connections + 1, ...sick }), named('fewest', { connections, ...sick })]);
  });
  checkNames(check);
  checkMany(check);
  checkTies(check);
  const balancer = make();
  property([someServers], (servers) => check(servers, balancer), { runs: 50 });
}

type Check = (servers: readonly ServerView[]) => void;

/** Any string is an id, and two that look alike are two servers. */
function checkNames(check: Check): void {
  forEachOf(BOUNDARY_STRINGS, (id) => check([named(`not ${id}`, { connections: 1 }), named(id)]));
  forEachOf(LOOKALIKES, ([one, other]) => check([named(one), named(other)]));
}

/** A thousand servers of which the first or the last is the least busy, and hundreds of equals. */
function checkMany(check: Check): void {
  const many = Array.from({ length: 1_000 }, (_, index) => named(`s${index}`, { connections: 1 + (index % 3) }));
  forEachOf([0, 999], (place) => check(many.with(place, named('idle'))));
  newCase();
  check(many.slice(0, 300).map(({ id }) => named(id, { connections: 7 })));
}

/** Up to seven equals, before, between and behind others. */
function checkTies(check: Check): void {
  forEachOf([2, 3, 4, 5, 6, 7], (count) => {
    const equals = Array.from({ length: count }, (_, index) => named(`s${index}`, { connections: 4 }));
    check(equals);
    check([named('busy', { connections: 5 }), ...equals, named('busier', { connections: 40 })]);
    check(equals.flatMap((server, index) => [named(`busy ${index}`, { connections: 10 }), server]));
  });
}
