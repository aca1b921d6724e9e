/**
 * The world that a learner's autoscaler runs in: a fleet behind a load balancer, as a fluid in steps of 30 s (fluid.ts says why). One
 * pure function of (decide, trace, seed), so that a verdict and a picture come from the very same run.
 */
import { format } from '#grading';
import { Simulation, smallestFleet } from '#simulation';
import { flow } from './fluid.ts';
import { grant, type RatePolicies, type ScalingEvent } from './rate-policies.ts';
import type { Decision, Metrics } from './types.ts';

/** Seconds from one decision to the next. */
export const STEP = 30;
/** Requests per second that one server completes at most. */
export const CAPACITY = 100;
/** Seconds from the order of a server to its first request. It is paid for all the while. */
export const WARM_UP = 90;
/** Per cent of its capacity that a server should use; the best possible bill keeps to it exactly. */
export const TARGET = 60;
export const MINIMUM = 2;
export const MAXIMUM = 150;
/** Milliseconds that a request takes on an idle server, and that it may take. */
export const SERVICE_TIME = 50;
export const OBJECTIVE = 250;
/** What the platform lets a fleet grow by within a minute: double, or four servers, whichever is more. It shrinks at will. */
export const GROWTH: RatePolicies = {
  percent: { count: 100, periodSeconds: 60 },
  pods: { count: 4, periodSeconds: 60 },
};

/** What a learner writes, whatever it keeps in its state. */
export type Decide = (metrics: Metrics, state: unknown) => Decision<unknown>;

/** What happens to the fleet from outside. Plain data: together with a seed it decides the run. */
export interface Trace {
  title: string;
  /** The time of day at which it begins, in seconds since midnight. */
  startsAt: number;
  /** Requests per second in each step, on average. */
  rates: number[];
  /** Each step's rate is off its average by up to this share, up or down. */
  noise: number;
  /** The share of measurements that are lost, one here and one there. */
  lost: number;
  /** Steps, from and to (exclusive), of which no measurement arrives. */
  dropOuts: { from: number; to: number }[];
  /** Servers that serve when it begins. */
  servers: number;
}

/** One step as it was. */
export interface Step {
  /** Seconds since midnight. */
  at: number;
  /** Requests per second that arrived. */
  rate: number;
  /** Servers that keep utilisation at the target for this rate. */
  needed: number;
  /** Servers asked for at the beginning of the step. */
  asked: number;
  serving: number;
  starting: number;
  /** The work that arrived, in per cent of what the serving servers can do: over 100 when a backlog grows. */
  load: number;
  /** Requests that wait at the end. */
  waiting: number;
  /** Milliseconds that a request of this step takes, on average. */
  latency: number;
  /** Whether the measurement of this step was lost. */
  lost: boolean;
}

export interface Run {
  trace: Trace;
  steps: Step[];
  /** Server-hours paid for, and the least that anybody could have paid who knew the trace beforehand. */
  bill: number;
  best: number;
  /** The share of requests that came in steps whose latency was over the objective. */
  slow: number;
  /** How often the fleet turned from growing to shrinking, or back. */
  turns: number;
}

/** A `decide` that returned something else than a decision; the message is a sentence for its author. */
export class NotADecision extends Error {
  readonly why = 'The platform can order and take away only whole servers, and hands back what can be stored.';
}

/** Runs `decide` on a trace from beginning to end. Throws NotADecision, and whatever `decide` throws. */
export function runWorld(decide: Decide, trace: Trace, seed: number): Run {
  const { rates, lost } = arrivals(trace, seed);
  const steps: Step[] = [];
  const growth: { change: number; at: number }[] = [];
  let serving = trace.servers;
  /** The steps at which the servers that were ordered begin to serve, the earliest first. */
  let orders: number[] = [];
  let backlog = 0;
  let state: unknown = null;

  for (const [index, rate] of rates.entries()) {
    const now = index * STEP;
    serving += orders.filter((ready) => ready <= index).length;
    orders = orders.filter((ready) => ready > index);

    const metrics = observed(steps[index - 1], { now, serving, starting: orders.length });
    const decision = checked(decide(metrics, state), now);
    state = decision.state;
    const fleet = serving + orders.length;
    const events: ScalingEvent[] = growth.map(({ change, at }) => ({ change, ageSeconds: now - at }));
    const policies = decision.servers > fleet ? GROWTH : undefined;
    const granted = grant({
      current: fleet,
      desired: decision.servers,
      minimum: MINIMUM,
      maximum: MAXIMUM,
      policies,
      events,
    }).replicas;
    if (granted > fleet) {
      growth.push({ change: granted - fleet, at: now });
      for (let count = fleet; count < granted; count++) orders.push(index + WARM_UP / STEP);
    } else {
      const recalled = Math.min(orders.length, fleet - granted);
      orders.length -= recalled;
      serving -= fleet - granted - recalled;
    }
    while (growth[0] && now - growth[0].at >= 60) growth.shift();

    const capacity = serving * CAPACITY;
    const { waiting, latency } = flow({ rate, seconds: STEP, capacity, waiting: backlog, serviceTime: SERVICE_TIME });
    backlog = waiting;
    steps.push({
      at: trace.startsAt + now,
      rate,
      needed: neededFor(rate),
      asked: decision.servers,
      serving,
      starting: orders.length,
      load: (100 * rate) / capacity,
      waiting,
      latency,
      lost: lost[index]!,
    });
  }
  return { trace, steps, bill: billOf(steps), best: bestBill(rates), slow: slowShare(steps), turns: turnsOf(steps) };
}

/** The smallest fleet that keeps utilisation at the target or below. */
export function neededFor(rate: number): number {
  return Math.max(MINIMUM, smallestFleet(rate, CAPACITY, TARGET));
}

/** Whether the requests of a step took longer than they may. */
export function isSlow({ latency }: Step): boolean {
  return latency > OBJECTIVE;
}

/**
 * The cheapest fleet by hindsight, in server-hours. A server that is needed at a step has been paid for since its warm-up began,
 * and to keep one through a gap shorter than a warm-up costs no more than to order it again: so what is paid for at a step is
 * the greatest need from then until a warm-up later.
 */
export function bestBill(rates: readonly number[]): number {
  const needed = rates.map(neededFor);
  const ahead = WARM_UP / STEP;
  const paid = needed.map((_, index) => Math.max(...needed.slice(index, index + ahead + 1)));
  return inServerHours(paid.reduce((sum, servers) => sum + servers, 0));
}

function arrivals(trace: Trace, seed: number): { rates: number[]; lost: boolean[] } {
  const simulation = new Simulation(seed);
  const noise = simulation.random('noise');
  const losses = simulation.random('losses');
  const rates = trace.rates.map((rate) => Math.round(rate * (1 + trace.noise * (2 * noise.uniform() - 1))));
  const lost = trace.rates.map((_, index) => {
    const isLost = losses.uniform() < trace.lost;
    return isLost || trace.dropOuts.some(({ from, to }) => index >= from && index < to);
  });
  return { rates, lost };
}

/** The metrics of a step that has been measured; at the very beginning there is none yet. */
function observed(step: Step | undefined, known: { now: number; serving: number; starting: number }): Metrics {
  const { now, serving, starting } = known;
  const measured =
    step && !step.lost
      ? { requestRate: step.rate, utilisation: utilisationOf(step), waiting: Math.round(step.waiting) }
      : { requestRate: null, utilisation: null, waiting: null };
  return { now, ...measured, serving, starting };
}

/** To a tenth of a per cent. With a backlog the servers are busy all the time, whatever arrives. */
function utilisationOf({ load, waiting }: Step): number {
  return waiting > 0 ? 100 : Math.min(100, Math.round(load * 10) / 10);
}

/** What `decide` returned, if it is a decision. Throws NotADecision, which says what it is instead. */
export function checked(decision: Decision<unknown>, now: number): Decision<unknown> {
  if (typeof decision !== 'object' || decision === null || !('servers' in decision))
    throw new NotADecision(
      `At ${now} s, decide returned ${format(decision)}: it has to return an object with servers and state.`,
    );
  const { servers, state } = decision;
  if (!Number.isInteger(servers) || servers < 0)
    throw new NotADecision(`At ${now} s, decide asked for ${format(servers)} servers: not a whole number, 0 or more.`);
  const place = placeOfCode(state, 'state');
  if (place !== undefined)
    throw new NotADecision(
      `At ${now} s, ${place} is no plain data: state is stored between decisions, and code cannot be.`,
    );
  return decision;
}

/** Where in a value there is a function, an accessor or a promise; nothing in plain data. */
function placeOfCode(value: unknown, place: string): string | undefined {
  if (typeof value === 'function' || value instanceof Promise) return place;
  if (typeof value !== 'object' || value === null) return undefined;
  const parts: [name: string, value: unknown][] =
    value instanceof Map || value instanceof Set
      ? [...value.entries()].flat().map((part) => ['', part])
      : Object.entries(Object.getOwnPropertyDescriptors(value)).map(([name, { get, value: part }]) => [
          Array.isArray(value) ? `[${name}]` : `.${name}`,
          get ?? part,
        ]);
  for (const [name, part] of parts) {
    const found = placeOfCode(part, place + name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function billOf(steps: readonly Step[]): number {
  return inServerHours(steps.reduce((sum, { serving, starting }) => sum + serving + starting, 0));
}

function inServerHours(serverSteps: number): number {
  return (serverSteps * STEP) / 3600;
}

function slowShare(steps: readonly Step[]): number {
  let all = 0;
  let slow = 0;
  for (const step of steps) {
    all += step.rate;
    if (isSlow(step)) slow += step.rate;
  }
  return slow / all;
}

function turnsOf(steps: readonly Step[]): number {
  let turns = 0;
  let direction = 0;
  for (let index = 1; index < steps.length; index++) {
    const change = Math.sign(fleetOf(steps[index]!) - fleetOf(steps[index - 1]!));
    if (change !== 0 && direction !== 0 && change !== direction) turns++;
    if (change !== 0) direction = change;
  }
  return turns;
}

/** What is paid for. */
export function fleetOf({ serving, starting }: Step): number {
  return serving + starting;
}
