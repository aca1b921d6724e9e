/**
 * The learner's `decide` on the days of the hidden tests, beside the reference and another policy. The world is the tests' own, a fluid;
 * what moves in the picture is a thin sample of its requests, each as slow as the fluid is at that moment.
 */
import { sketch } from '#architecture';
import { LoadBalancer, roundRobin, Server, UNLIMITED } from '#parts';
import { at, atEnd, chart, choice, defineScene, type NodeView, slider, type World, world } from '#scene';
import { OpenSource, Simulation, traced } from '#simulation';
import { percent } from '#words';
import { fixedFleet, followsRate, readsMissingAsNothing } from './policies.ts';
import { decide } from './solution.ts';
import { daily, dropOut, matchDay, noisyFlat } from './traces.ts';
import { type Decide, fleetOf, MAXIMUM, OBJECTIVE, type Run, runWorld, STEP, type Step } from './world.ts';

const SECONDS = 17_400;
/** Requests of the world that one dot stands for. */
const SAMPLE = 5_000;

const reference = { decide: decide as Decide };
const traces = { matchDay, daily, noisyFlat, dropOut };

export default defineScene({
  title: 'An autoscaler at work',
  seconds: SECONDS,
  pace: 150,
  still: 5400,
  knobs: {
    day: choice(
      'Day',
      {
        matchDay: 'A match evening',
        daily: 'An ordinary day, its first hours',
        noisyFlat: 'A noisy flat line',
        dropOut: 'Metrics that stop',
      },
      'matchDay',
    ),
    beside: choice(
      'Beside it',
      { fixed: 'a fixed fleet', follows: 'one that follows the rate', nothing: 'one that reads no metric as no load' },
      'fixed',
    ),
    fixed: slider('The fixed fleet', { min: 2, max: MAXIMUM, value: 70, unit: 'servers' }),
  },
  reference,
  worlds({ seed, settings: { day, beside, fixed }, learner }) {
    const trace = traces[day](seed);
    const others = {
      fixed: ['A fixed fleet', fixedFleet(fixed)],
      follows: ['Follows the rate', followsRate()],
      nothing: ['Reads no metric as no load', readsMissingAsNothing()],
    } as const;
    const [title, other] = others[beside];
    const worldOf = (title: string, policy: Decide, needed = false) =>
      fleetWorld(title, runWorld(policy, trace, seed), seed, needed);
    return [
      ...(learner === reference ? [] : [worldOf('Yours', learner.decide)]),
      worldOf('The reference', reference.decide, true),
      worldOf(title, other),
    ];
  },
});

/** With `needed` its chart shows as well how many servers the load needs. */
function fleetWorld(title: string, run: Run, seed: number, needed: boolean): World {
  const { steps, trace, slow, bill, best } = run;
  const simulation = new Simulation(seed);
  const stepAt = (now: number): Step => steps[Math.min(steps.length - 1, Math.floor(now / 1000 / STEP))]!;
  const latency = { mean: Number.NaN, sample: () => stepAt(simulation.now).latency };
  const servers = new Server(simulation, { name: 'servers', servers: UNLIMITED, service: latency });
  new OpenSource(simulation, {
    name: 'viewers',
    to: new LoadBalancer(simulation, { name: 'balancer', backends: [servers], policy: roundRobin() }),
    arrivals: traced(steps.map(({ rate }, index) => ({ from: index * STEP * 1000, perSecond: rate / SAMPLE }))),
  });
  let paid = 0;
  const paidUntil = [0, ...steps.map((step) => (paid += (fleetOf(step) * STEP) / 3600))];
  return world({
    title,
    simulation,
    architecture: sketch(title, 'viewers: client "Viewers" > balancer: load-balancer > servers: application "Servers"'),
    nodes: { servers: () => viewOf(stepAt(simulation.now)) },
    charts: [
      chart('Servers', 'serving or starting', {
        servers: (now) => fleetOf(stepAt(now)),
        ...(needed && { 'needed for 60 %': (now: number) => stepAt(now).needed }),
      }),
      chart('Response time', 'ms, at most 2,000 shown', { mean: (now) => Math.min(2_000, stepAt(now).latency) }),
      chart('Bill so far', 'server-hours', {
        bill: (now) => paidUntil[Math.min(steps.length, Math.floor(now / 1000 / STEP))]!,
      }),
    ],
    tells: [
      ...trace.dropOuts.flatMap(({ from, to }) => [
        at(from * STEP, 'The metrics stop.'),
        at(to * STEP, 'The metrics are back.'),
      ]),
      atEnd(
        `${steps.length * STEP > SECONDS ? 'The whole day: ' : ''}${percent(slow)} of the requests took more than ${OBJECTIVE} ms; the bill is ${bill.toFixed(1)} server-hours, ${(bill / best).toFixed(2)} times the best possible.`,
      ),
    ],
    sample: SAMPLE,
  });
}

function viewOf({ serving, starting, load, waiting }: Step): NodeView {
  const busy = Math.min(1, load / 100);
  return {
    copies: [
      ...Array.from({ length: serving }, () => ({ state: 'up' as const, busy })),
      ...Array.from({ length: starting }, () => ({ state: 'starting' as const, busy: 0 })),
    ],
    waiting: Math.round(waiting),
    text: `${serving}${starting > 0 ? ` + ${starting}` : ''} servers`,
  };
}
