/**
 * Lesson 2: the fleet that the calculator gives beside the smallest one that could do the work at all, under the same load, which
 * rises past what was planned for. What queueing theory says is drawn beside what is measured.
 */
import type { Architecture } from '#architecture';
import { defineScene, type SceneInput, type World } from '#scene';
import { OpenSource, poisson, type RateStep, Simulation, traced } from '#simulation';
import { Fleet } from './server-calculator/fleet.ts';
import { meanResponse, meanResponseApart } from './server-calculator/theory.ts';

const SECONDS = 60;
/** The load as a share of the planned rate: at the beginning, and at the end. Half-way it is what was planned for. */
const [FROM, TO] = [0.5, 1.5];
/** So long a server may need for the queue before it, in seconds; more requests are turned away. */
const LONGEST_QUEUE = 0.5;
/** Dots for about so many requests a second. */
const DRAWN = 20;
/** Response times and utilisation are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;

interface Plan {
  /** What tells its fleet from the other. */
  words: string;
  /** In per cent. */
  target: number;
}

export default defineScene({
  title: 'A fleet with headroom, and one without',
  seconds: SECONDS,
  still: 34,
  knobs: {
    rate: { kind: 'number', label: 'Planned rate', unit: 'requests/s', min: 100, max: 1200, step: 10, value: 700 },
    capacity: { kind: 'number', label: 'One server', unit: 'requests/s', min: 100, max: 1000, step: 20, value: 100 },
    target: { kind: 'number', label: 'Target', unit: '%', min: 40, max: 100, step: 1, value: 70 },
    load: {
      kind: 'choice',
      label: 'Load',
      options: [
        { value: 'rises', label: 'from half to one and a half times the plan' },
        { value: 'steady', label: 'as planned all the time' },
      ],
      value: 'rises',
    },
    queues: {
      kind: 'choice',
      label: 'Queues',
      options: [
        { value: 'one', label: 'one for all servers' },
        { value: 'each', label: 'one for each, chosen at random' },
      ],
      value: 'one',
    },
  },
  worlds(input) {
    const { target } = input.settings;
    return [
      { words: 'as calculated', target: target as number },
      { words: 'the fewest', target: 100 },
    ].map((plan) => fleetWorld(plan, input));
  },
});

/** The smallest fleet whose average utilisation does not pass the target. All three are whole numbers, so nothing is rounded. */
function serversFor(rate: number, capacity: number, target: number): number {
  return Math.max(1, Math.ceil((rate * 100) / (capacity * target)));
}

function fleetWorld({ words, target }: Plan, { seed, settings, tick }: SceneInput): World {
  const planned = settings.rate as number;
  const capacity = settings.capacity as number;
  const queues = settings.queues as 'one' | 'each';
  const servers = serversFor(planned, capacity, target);
  const title = `${servers} ${servers === 1 ? 'server' : 'servers'}, ${words}`;
  const simulation = new Simulation(seed);
  const fleet = new Fleet(simulation, {
    name: 'balancer',
    serverName: 'servers',
    servers,
    capacity,
    queues,
    queueLimit: Math.ceil(LONGEST_QUEUE * capacity),
  });
  const steps = settings.load === 'rises' ? rising(planned) : [{ from: 0, perSecond: planned }];
  const source = new OpenSource(simulation, {
    name: 'shoppers',
    to: fleet,
    arrivals: settings.load === 'rises' ? traced(steps) : poisson(planned),
    window: WINDOW * tick,
  });
  const window = (now: number) => source.series!.windows(now).at(-1);
  const perSecond = 1000 / (WINDOW * tick);
  const inTheory = (now: number) => {
    const rate = steps.findLast(({ from }) => from <= now)!.perSecond;
    const time = (1000 / capacity) * (queues === 'one' ? meanResponse : meanResponseApart)(fleet.up, rate / capacity);
    // In theory queues have no bound. Where one matters, the formula says nothing about this fleet.
    return time > LONGEST_QUEUE * 1000 ? Number.NaN : time;
  };
  return {
    title,
    simulation,
    architecture: architecture(title, servers, servers * capacity - planned),
    nodes: {
      balancer: () => ({ copies: [], waiting: fleet.waiting }),
      servers: () => ({
        copies: fleet.servers.map(({ up, busy }) => ({ state: up ? 'up' : 'down', busy })),
        waiting: fleet.servers.reduce((sum, { waiting }) => sum + waiting, 0),
        text: queues === 'one' ? `${fleet.busy} of ${servers} busy` : undefined,
      }),
    },
    nodeOf: (station) => station.split('/', 1)[0],
    charts: [
      {
        title: 'Response time',
        unit: 'ms',
        series: [
          { label: 'p99', read: (now) => timeOf(window(now), 'p99') },
          { label: 'mean', read: (now) => timeOf(window(now), 'mean') },
          { label: 'mean in theory', read: inTheory },
        ],
      },
      { title: 'Utilisation', unit: '%', series: [{ label: 'servers', read: utilisation(fleet, WINDOW) }] },
      {
        title: 'Requests',
        unit: 'per second',
        series: [
          { label: 'asked', read: (now) => (window(now)?.asked ?? Number.NaN) * perSecond },
          { label: 'failed', read: (now) => (window(now)?.failed ?? Number.NaN) * perSecond },
        ],
      },
    ],
    targets: fleet.servers.map((_, index) => ({
      target: `servers/${index + 1}`,
      label: `Server ${index + 1}`,
      does: 'crash',
    })),
    strike({ does, target: struck }) {
      const place = fleet.servers.findIndex(({ name }) => name === struck);
      if (place < 0 || (does !== 'crash' && does !== 'recover'))
        throw new RangeError(`There is nothing called "${struck}" to ${does}.`);
      fleet[does](place);
    },
    oneIn: Math.max(1, Math.round(planned / DRAWN)),
    events: () => {
      const sum = { at: 0, text: `The calculator: ⌈${planned} ÷ (${capacity} × ${target} %)⌉ = ${servers}.` };
      const moments = [
        { share: 1, text: `The load is what was planned for: ${planned} requests/s.` },
        { share: (servers * capacity) / planned, text: `The load reaches all that ${servers} servers can do.` },
      ];
      if (settings.load === 'steady') return [sum];
      return [
        sum,
        ...moments
          .filter(({ share }) => share <= TO)
          .map(({ share, text }) => ({ at: ((share - FROM) / (TO - FROM)) * SECONDS * 1000, text })),
      ];
    },
  };
}

const architecture = (title: string, servers: number, headroom: number): Architecture => ({
  title,
  nodes: [
    { id: 'shoppers', kind: 'client', label: 'Shoppers' },
    { id: 'balancer', kind: 'load-balancer' },
    {
      id: 'servers',
      kind: 'web',
      label: servers === 1 ? 'Server' : 'Servers',
      replicas: servers,
      note: headroom > 0 ? `room for ${headroom} more a second` : 'no headroom',
    },
  ],
  links: [
    { from: 'shoppers', to: 'balancer' },
    { from: 'balancer', to: 'servers' },
  ],
});

/** A new rate each second. */
function rising(planned: number): RateStep[] {
  return Array.from({ length: SECONDS }, (_, second) => ({
    from: second * 1000,
    perSecond: planned * (FROM + ((TO - FROM) * (second + 0.5)) / SECONDS),
  }));
}

/** NaN when nothing was answered. */
function timeOf(window: { answered: number; mean: number; p99: number } | undefined, which: 'mean' | 'p99'): number {
  return window === undefined || window.answered === 0 ? Number.NaN : window[which];
}

/** The share of the servers' time that was spent on requests, in per cent, over so many ticks. Time in which they were down does not count. */
function utilisation(fleet: Fleet, ticks: number): (now: number) => number {
  const looks: { busy: number; up: number }[] = [];
  return (now) => {
    looks.push({ busy: fleet.busyMilliseconds(now), up: fleet.upMilliseconds(now) });
    const first = looks[Math.max(0, looks.length - 1 - ticks)]!;
    const last = looks.at(-1)!;
    return (100 * (last.busy - first.busy)) / (last.up - first.up);
  };
}
