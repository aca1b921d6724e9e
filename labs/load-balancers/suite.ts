/** What right balancers do: pick by pick, as their rules say, and over a whole run of the simulated fleet in world.ts. */
import { fail, newCase, onSeeds, solution, test } from '#grading';
import { checkHealthBased, checkLeastConnections } from './choices.ts';
import { pickFrom } from './picking.ts';
import { checkTurns } from './turns.ts';
import type { Balancer } from './types.ts';
import { type Answer, errors, FAILS_FAST, type Fleet, type Pick, p99, runFleet, shareOf, UNEVEN } from './world.ts';

const { roundRobin, leastConnections, healthBased } = solution<typeof import('./solution.ts')>({
  methods: { roundRobin: ['pick'], leastConnections: ['pick'], healthBased: ['pick'] },
});

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
  marks: 0.5,
  why: 'Taking turns is fair only while the turns go on: whoever begins anew when the list changes visits some twice.',
}, () => {
  checkTurns(roundRobin);
});

test('leastConnections takes the least busy, with a fifth of round robin’s p99', {
  marks: 0.5,
  why: 'Taking turns is fair to servers, not to customers: on a slow server the queue grows and nobody looks.',
}, () => {
  checkLeastConnections(leastConnections);
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
  checkHealthBased(healthBased);
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
