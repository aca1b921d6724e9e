/**
 * The learner's `decide` on the days of the hidden tests, beside the reference and beside a fleet that never changes. The world is the
 * tests' own; what moves in the picture is a thin sample of its requests, each as slow as the world is at that moment.
 */
import type { Architecture } from '#architecture';
import { chart, choice, defineScene, type NodeView, slider, type World, world } from '#scene';
import { OpenSource, type Request, Simulation, Station, traced } from '#simulation';
import { decide } from './solution.ts';
import { daily, dropOut, matchDay, noisyFlat } from './traces.ts';
import { CAPACITY, type Decide, MAXIMUM, runWorld, STEP, type Step, type Trace } from './world.ts';

const SECONDS = 12_600;
/** Requests of the world that one dot stands for. */
const SAMPLE = 5_000;

const reference = { decide };
const traces = { matchDay, daily, noisyFlat, dropOut };

const architecture: Architecture = {
  title: 'A fleet that changes',
  nodes: [
    { id: 'viewers', kind: 'client', label: 'Viewers' },
    { id: 'balancer', kind: 'load-balancer' },
    { id: 'servers', kind: 'application', label: 'Servers', capacity: CAPACITY },
  ],
  links: [
    { from: 'viewers', to: 'balancer' },
    { from: 'balancer', to: 'servers' },
  ],
};

export default defineScene({
  title: 'An autoscaler at work',
  seconds: SECONDS,
  pace: 120,
  still: 3600,
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
    fixed: slider('The fixed fleet', { min: 2, max: MAXIMUM, value: 70, unit: 'servers' }),
  },
  reference,
  worlds({ seed, settings, learner }) {
    const trace = traces[settings.day](seed);
    const fixed: Decide = () => ({ servers: settings.fixed, state: null });
    return [
      ...(learner === reference ? [] : [fleetWorld('Yours', learner.decide as Decide, trace, seed)]),
      fleetWorld('The reference', decide as Decide, trace, seed),
      fleetWorld('A fixed fleet', fixed, trace, seed),
    ];
  },
});

function fleetWorld(title: string, decides: Decide, trace: Trace, seed: number): World {
  const { steps } = runWorld(decides, trace, seed);
  const simulation = new Simulation(seed);
  const at = (now: number): Step => steps[Math.min(steps.length - 1, Math.floor(now / 1000 / STEP))]!;
  const servers = new Servers(simulation, (now) => at(now).latency);
  new OpenSource(simulation, {
    name: 'viewers',
    to: new Passage(simulation, 'balancer', servers),
    arrivals: traced(steps.map(({ rate }, index) => ({ from: index * STEP * 1000, perSecond: rate / SAMPLE }))),
  });
  let paid = 0;
  let paidUntil = 0;
  const bill = (now: number) => {
    const until = Math.min(steps.length, Math.floor(now / 1000 / STEP));
    for (; paidUntil < until; paidUntil++) {
      const { serving, starting } = steps[paidUntil]!;
      paid += ((serving + starting) * STEP) / 3600;
    }
    return paid;
  };
  return world({
    title,
    simulation,
    architecture,
    nodes: { servers: () => viewOf(at(simulation.now)) },
    charts: [
      chart('Servers', 'serving or starting', { servers: (now) => at(now).serving + at(now).starting }),
      chart('Response time', 'ms, at most 2,000 shown', { mean: (now) => Math.min(2_000, at(now).latency) }),
      chart('Bill so far', 'server-hours', { bill }),
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

/** Passes every request on. */
class Passage extends Station {
  readonly #to: Station;

  constructor(simulation: Simulation, name: string, to: Station) {
    super(simulation, name);
    this.#to = to;
  }

  accept(request: Request): void {
    this.simulation.call(request, this.#to, this);
  }

  answered(request: Request): void {
    this.simulation.answer(request, 'ok');
  }
}

/** Keeps each request for as long as requests take at that moment. */
class Servers extends Station {
  readonly #latency: (now: number) => number;

  constructor(simulation: Simulation, latency: (now: number) => number) {
    super(simulation, 'servers');
    this.#latency = latency;
  }

  accept(request: Request): void {
    this.simulation.after(this.#latency(this.simulation.now), this.#done, request);
  }

  readonly #done = (request: Request): void => this.simulation.answer(request, 'ok');
}
