/** What `decide` is asked at single moments, without a day around them: where a day may by luck never come to the moment that matters. */
import { fail, forEachOf, format, inFreshCopy, isEqual, newCase } from '#grading';
import type { Decision, Metrics } from './types.ts';
import { checked, type Decide, NotADecision, STEP } from './world.ts';

/** Asks for a decision, and fails when it is none. */
function asked(decide: Decide, metrics: Metrics, state: unknown): Decision<unknown> {
  try {
    return checked(decide(metrics, state), metrics.now);
  } catch (thrown) {
    if (thrown instanceof NotADecision) fail(thrown.message, { why: thrown.why });
    throw thrown;
  }
}

const measured = (now: number, requestRate: number, serving: number, starting = 0): Metrics => ({
  now,
  requestRate,
  utilisation: Math.min(100, Math.round((1000 * requestRate) / (100 * serving)) / 10),
  waiting: 0,
  serving,
  starting,
});

const lost = (now: number, serving: number, starting: number): Metrics => ({
  now,
  requestRate: null,
  utilisation: null,
  waiting: null,
  serving,
  starting,
});

/** Two services in turn, few enough calls to be shown; then a fresh copy is asked the same, the last first. */
export function remembersInStateOnly(decide: Decide): void {
  newCase();
  const services = [
    { serving: 50, rates: [3_000, 3_050, 2_980, 3_400, 3_700, 4_100, 4_200], state: null as unknown },
    // Its last measurement is lost: what was wanted last was wanted for the other.
    { serving: 3, rates: [110, 115, 108, 112, 90, 70, null], state: null as unknown },
  ];
  const made: Made[] = [];
  for (let step = 0; step < 7; step++) {
    for (const service of services) {
      const rate = service.rates[step] ?? null;
      const now = (step + 1) * STEP;
      const metrics = rate === null ? lost(now, service.serving, 0) : measured(now, rate, service.serving);
      const decision = asked(decide, metrics, service.state);
      made.push({ metrics, state: service.state, decision });
      service.state = decision.state;
    }
  }
  sameInFreshCopy(decide, made, 'Two services were looked after in turn, and decide');
}

/** A decision, and what it was asked for with. */
export interface Made {
  metrics: Metrics;
  state: unknown;
  decision: Decision<unknown>;
}

/** Asks a fresh copy for the same decisions, the last first. `told` begins the sentence about one that is another, up to its subject. */
export function sameInFreshCopy(decide: Decide, made: readonly Made[], told: string): void {
  const differs = inFreshCopy(() =>
    made.toReversed().find(({ metrics, state, decision }) => !isEqual(decide(metrics, state), decision)),
  );
  if (!differs) return;
  const { metrics, state, decision } = differs;
  const fresh = inFreshCopy(() => decide(metrics, state));
  fail(
    `${told} answers otherwise at ${metrics.now} s, for the service with ${metrics.serving} servers, than a fresh copy of your code that is ` +
      'asked exactly the same with the same state. So something is remembered outside state, from the calls before.',
    {
      expected: `${format(fresh)}, as in a fresh copy`,
      actual: format(decision),
      why: 'One decide looks after several services: what it remembers outside state goes from one to the other.',
    },
  );
}

/** Measurements stop: at the first call, after a calm while, when the load has just fallen or grown, and while servers are starting. */
export function keepsWhatItCannotMeasure(decide: Decide): void {
  const calm = [1_800, 1_800, 1_800, 1_800, 1_800, 1_800, 1_800, 1_800, 1_800];
  const before = [[], calm, [...calm, 900, 300, 0, 0], [...calm, 2_400, 3_200, 4_200], calm.map(() => 0)];
  const fleets = [
    [120, 0],
    [30, 12],
    [10, 20],
    [2, 4],
    [2, 0],
  ] as const;
  forEachOf(
    before.flatMap((rates) => fleets.map((fleet) => ({ rates, fleet }))),
    ({ rates, fleet: [serving, starting] }) => {
      let state: unknown = null;
      let now = 0;
      for (const rate of rates) {
        state = asked(decide, measured(now, rate, serving, starting), state).state;
        now += STEP;
      }
      for (let missing = 1; missing <= 31; missing++) {
        // The first minutes, and the end of a long outage.
        const decision = asked(decide, lost(now, serving, starting), state);
        state = decision.state;
        now += STEP;
        if (decision.servers >= serving + starting) continue;
        fail(
          `The measurement is missing, ${serving} servers serve and ${starting} are starting: decide asks for ${decision.servers}, and so takes ` +
            `${serving + starting - decision.servers} away.`,
          { expected: `${serving + starting} or more`, actual: String(decision.servers) },
        );
      }
    },
  );
}

/** 3,000 rps, then 1,200 until 30 servers are left, then 3,000 again: without warm-up, so that only decisions count. */
export function returnAfterScaleIn(decide: Decide): void {
  let now = 0;
  let serving = 50;
  let state: unknown = null;
  const step = (requestRate: number): number => {
    const utilisation = Math.min(100, requestRate / serving);
    const before = serving;
    const { servers, ...rest } = asked(
      decide,
      { now, requestRate, utilisation, waiting: 0, serving, starting: 0 },
      state,
    );
    state = rest.state;
    serving = Math.min(150, Math.max(2, servers));
    now += STEP;
    return serving - before;
  };
  for (let index = 0; index < 20; index++) step(3_000);
  for (let index = 0; serving > 30; index++) {
    if (index === 60)
      fail(`The load fell from 3,000 to 1,200 rps, and half an hour later ${serving} servers still run.`);
    step(1_200);
  }
  const left = serving;
  newCase();
  if (step(3_000) <= 0) {
    fail(`Right after a scale-in to ${left} servers 3,000 rps arrive, and the next decision asks for no more.`);
  }
  for (let index = 0; index < 3; index++) step(3_000);
  if (serving < 40) {
    fail(
      `3,000 rps came back right after a scale-in, and four decisions later there are ${serving} servers: under 40.`,
    );
  }
}
