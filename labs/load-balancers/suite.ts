/** What right balancers do: pick by pick, as their rules say, and over a whole run of the simulated fleet in world.ts. */
import { expect, fail, fc, format, newCase, onSeeds, property, solution, test } from '#grading';
import type { Balancer, ServerView } from './types.ts';
import { type Answer, errors, FAILS_FAST, type Fleet, type Pick, p99, runFleet, shareOf, UNEVEN } from './world.ts';

const { roundRobin, leastConnections, healthBased } = solution<typeof import('./solution.ts')>();

const named = (id: string, view: Partial<ServerView> = {}): ServerView => ({
  id,
  connections: 0,
  answered: 0,
  failed: 0,
  ...view,
});

const list = (ids: readonly string[]): string => ids.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** Picks, and checks that what comes back is the id of a server of the list. */
function pickFrom(balancer: Balancer, servers: readonly ServerView[], random: number): string {
  const chosen: unknown = balancer.pick([...servers], random);
  const ids = servers.map(({ id }) => id);
  if (typeof chosen !== 'string' || !ids.includes(chosen)) {
    fail(`pick returned ${format(chosen)}, which is not the id of a server that can be chosen: ${list(ids)}.`);
  }
  return chosen;
}

const refusesEmptyLists = (balancer: Balancer): void =>
  expect(() => balancer.pick([], 0.5), 'With no server at all there is nobody to return.').toThrow(
    'RangeError',
    'servers',
  );

// ——— in turn ———

const FOUR = ['a', 'b', 'c', 'd'];

/** Lists of servers, call by call: mostly the same, and now and then one has come or gone. */
const churn = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(...FOUR)), {
  minLength: 2,
  maxLength: 20,
});

/** The list before each call: a name in the script joins it, or leaves it if it is there and not the last. */
function listsOf(script: readonly string[]): string[][] {
  let present = FOUR;
  return script.map((name) => {
    const toggled = FOUR.filter((id) => (id === name ? !present.includes(id) : present.includes(id)));
    if (toggled.length > 0) present = toggled;
    return present;
  });
}

/** While two servers are both there, neither has two turns without one of the other in between. */
function checkTurns(lists: readonly string[][], picks: readonly string[]): void {
  const now = picks.length - 1;
  const chosen = picks[now]!;
  const before = picks.lastIndexOf(chosen, now - 1);
  if (now === 0 || before < 0) return;
  const since = lists.slice(before);
  const stayed = (id: string): boolean => since.every((ids) => ids.includes(id));
  if (!stayed(chosen)) return;
  for (const other of lists[now]!) {
    if (other === chosen || !stayed(other) || picks.indexOf(other, before) >= 0) continue;
    fail(
      `Call ${now + 1} picks ${chosen} again, which had its turn in call ${before + 1}. Both ${chosen} and ${other} ` +
        `were in every list since then, and ${other} has had no turn.`,
      {
        expected: 'a server that has waited longer',
        actual: picks.map((id, call) => `${lists[call]!.join('')} → ${id}`).join(', '),
      },
    );
  }
}

function checkRoundRobin(): void {
  refusesEmptyLists(roundRobin());
  property(
    [churn, fc.double({ min: 0, max: 0.999, noNaN: true })],
    (script, random) => {
      const balancer = roundRobin();
      const lists = listsOf(script);
      const picks: string[] = [];
      for (const [call, ids] of lists.entries()) {
        // Busy servers have their turn like any other.
        const views = ids.map((id, place) => named(id, { connections: (call * 7 + place * 3) % 5 }));
        picks.push(pickFrom(balancer, views, random));
        checkTurns(lists.slice(0, call + 1), picks);
      }
    },
    { runs: 50 },
  );
  newCase();
  const one = roundRobin();
  const other = roundRobin();
  const both = [named('a'), named('b')];
  const turns = [0, 1, 2, 3].map(() => {
    const turn = pickFrom(one, both, 0.5);
    pickFrom(other, both, 0.5);
    return turn;
  });
  expect(new Set(turns).size, 'Two balancers were used in turn; each must keep turns of its own.').toBe(2);
}

// ——— by connections and by health ———

/** Asks once for each equal part of the random numbers: every server that is allowed must come up once. */
function checkChoice(
  balancer: Balancer,
  servers: readonly ServerView[],
  allowed: readonly string[],
  rule: string,
): void {
  const parts = allowed.map((_, part) => pickFrom(balancer, servers, (part + 0.5) / allowed.length));
  const wrong = parts.find((id) => !allowed.includes(id));
  if (wrong !== undefined) {
    fail(`pick chose ${wrong}. ${rule}`, { expected: list(allowed), actual: wrong });
  }
  const missing = allowed.filter((id) => !parts.includes(id));
  if (missing.length > 0) {
    fail(
      `${list(allowed)} are equal, so the random number decides, in ${allowed.length} equal parts. ` +
        `Asked once in the middle of each part, pick never chose ${list(missing)}.`,
      { expected: `each of ${list(allowed)} once`, actual: list(parts) },
    );
  }
  pickFrom(balancer, servers, 0);
  pickFrom(balancer, servers, 1 - 2 ** -53);
}

function leastBusy(servers: readonly ServerView[]): string[] {
  const fewest = servers.reduce((least, { connections }) => Math.min(least, connections), Number.POSITIVE_INFINITY);
  return servers.filter(({ connections }) => connections === fewest).map(({ id }) => id);
}

const isSick = ({ answered, failed }: ServerView): boolean => answered >= 5 && failed * 100 > answered * 20;

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

const describeHealth = (servers: readonly ServerView[]): string =>
  servers
    .map(
      (server) => `${server.id} is ${isSick(server) ? 'sick' : 'well'} (${server.failed} errors in ${server.answered})`,
    )
    .join(', ');

// ——— over a whole run ———

const milliseconds = (time: number): string => `${Math.round(time).toLocaleString('en-GB')} ms`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A run with the learner's balancer. Its 1,500 picks are no story: a failure is told in numbers, by `fail`. */
function runWith(balancer: Balancer, fleet: Fleet, seed: number): Answer[] {
  const answers = runFleet((servers, random) => pickFrom(balancer, servers, random), fleet, seed);
  newCase();
  return answers;
}

/** The counter that everybody knows, to compare with. */
function inTurn(): Pick {
  let turn = 0;
  return (servers) => servers[turn++ % servers.length]!.id;
}

/** How many times smaller the p99 of leastConnections has to be than that of round robin. */
const TIMES_FASTER = 5;
const MOST_ERRORS = 0.02;
const MOST_P99 = 250;
const LEAST_SHARE = 0.05;

test('roundRobin gives each server its turn, and a turn to whoever comes or goes', {
  marks: 0.25,
  why: 'Taking turns is fair only while the turns go on: whoever begins anew when the list changes visits some twice.',
}, () => {
  checkRoundRobin();
});

test('leastConnections takes the least busy, with a fifth of round robin’s p99', {
  marks: 0.25,
  why: 'Taking turns is fair to servers, not to customers: on a slow server the queue grows and nobody looks.',
}, () => {
  refusesEmptyLists(leastConnections());
  property(
    [someServers],
    (servers) => {
      const counts = servers.map(({ id, connections }) => `${id} has ${connections}`).join(', ');
      checkChoice(leastConnections(), servers, leastBusy(servers), `Connections: ${counts}.`);
    },
    { runs: 50 },
  );
  onSeeds(1, (seed) => {
    const found = p99(runWith(leastConnections(), UNEVEN, seed));
    const reference = p99(runFleet(inTurn(), UNEVEN, seed));
    if (found * TIMES_FASTER <= reference) return;
    fail(
      `On four fast and two slow servers, with traffic ${seed}, the p99 of leastConnections is ${milliseconds(found)}; ` +
        `that of round robin is ${milliseconds(reference)}.`,
      { expected: `at most ${milliseconds(reference / TIMES_FASTER)}`, actual: milliseconds(found) },
    );
  });
});

test('healthBased keeps away from a server that fails, however fast it answers, and takes it back when it is well', {
  marks: 0.5,
  why: 'A server that fails at once never has a connection open: to leastConnections it looks like the best of all.',
}, () => {
  refusesEmptyLists(healthBased());
  property(
    [someServers],
    (servers) => {
      const well = servers.filter((server) => !isSick(server));
      const note = well.length === 0 ? ' When all are sick, all may be chosen.' : '';
      const counts = servers.map(({ id, connections }) => `${id} ${connections}`).join(', ');
      const rule = `${describeHealth(servers)}.${note} Connections: ${counts}.`;
      checkChoice(healthBased(), servers, leastBusy(well.length > 0 ? well : servers), rule);
    },
    {
      runs: 80,
      examples: [
        [[named('s1', { answered: 5, failed: 2 }), named('s2', { connections: 3, answered: 5, failed: 1 })]],
        [[named('s1', { answered: 4, failed: 4 }), named('s2', { connections: 3, answered: 50 })]],
        [[named('s1', { answered: 400, failed: 6 }), named('s2', { connections: 3, answered: 50 })]],
        [[named('s1', { connections: 1, answered: 9, failed: 9 }), named('s2', { answered: 9, failed: 9 })]],
      ],
    },
  );
  onSeeds(1, (seed) => {
    const { breakdown, until } = FAILS_FAST;
    const answers = runWith(healthBased(), FAILS_FAST, seed);
    const { server, from, to } = breakdown;
    const story = `Server ${server} fails fast from ${milliseconds(from)} to ${milliseconds(to)}. With traffic ${seed}, `;
    const failed = errors(answers) / answers.length;
    if (failed > MOST_ERRORS) {
      fail(`${story}${percent(failed)} of ${answers.length.toLocaleString('en-GB')} requests end in an error.`, {
        expected: `at most ${percent(MOST_ERRORS)}`,
        actual: percent(failed),
      });
    }
    const since = to + 5500;
    const share = shareOf(server, answers, since);
    if (share < LEAST_SHARE) {
      fail(
        `${story}it gets ${percent(share)} of the requests from ${milliseconds(since)} to ${milliseconds(until)}, ` +
          'when it has long been well again.',
        { expected: `at least ${percent(LEAST_SHARE)}`, actual: percent(share) },
      );
    }
    const found = p99(answers);
    if (found > MOST_P99) {
      fail(`${story}the p99 of what succeeds is ${milliseconds(found)}.`, {
        expected: `at most ${milliseconds(MOST_P99)}`,
        actual: milliseconds(found),
      });
    }
  });
});
