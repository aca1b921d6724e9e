/**
 * A trial: an architecture under a stated load, with stated faults, measured as its users and its owner see it. The design
 * labs are graded by trials, and anybody can repeat one: the same architecture, options and seed give the same figures.
 */
import { Histogram, machineCost, type TrafficWindow } from '#simulation';
import type { Architecture, ArchitectureNode } from '../types.ts';
import { compile } from './compile.ts';
import type { System, TimedBreak } from './system.ts';
import type { Load } from './users.ts';

export interface TrialOptions {
  seed: number;
  load: Load;
  /** How long the system runs before anything is measured, in seconds; 0 when left out. */
  warmUp?: number;
  /** How long is measured, in seconds. */
  seconds: number;
  /** What breaks, with times in ms from the beginning of the measuring. */
  faults?: readonly TimedBreak[];
  /** The price of one copy of a node for an hour; 0 when left out. */
  price?: (node: ArchitectureNode) => number;
}

export interface NodeFigures {
  id: string;
  /** The share of their time that its copies worked while they were up; undefined for a node without a capacity, or if none was up. */
  utilisation: number | undefined;
  /** Copies that were paid for, and of these the ones that served, averaged over the time. */
  copies: number;
  serving: number;
  /** Requests that it did not answer well. */
  failed: number;
  /** Look-ups of a cache or a CDN that found what they looked for ÷ look-ups; undefined for other nodes. */
  hitRatio: number | undefined;
  /** Reads of a database or a shard that missed a write which was confirmed before ÷ reads; undefined for other nodes. */
  staleReads: number | undefined;
}

export interface TrialResult {
  /** Requests whose end was seen within the measured time. */
  ended: number;
  /** The share of these that were answered, in [0, 1]. */
  availability: number;
  /** Times from asking to the answer as users see them, in ms; for those not answered, until they knew. */
  p50: number;
  p99: number;
  mean: number;
  /** Answers per second. */
  throughput: number;
  /** What all copies together cost for an hour, at the prices given. */
  costPerHour: number;
  /**
   * Messages that waited in queues and topics at the end, and of the others: how many were finished, how long these took from
   * sending, in ms, how many were set aside, and how often one came back, since the work on it had failed.
   */
  backlog: number;
  work: { done: number; p99: number; dead: number; again: number };
  nodes: NodeFigures[];
  /** Traffic second by second, the warm-up included: the users of all clients together. */
  windows: TrafficWindow[][];
}

/**
 * Runs a trial.
 *
 * @throws Error if the architecture has errors, RangeError if a fault names what does not exist.
 */
export function trial(architecture: Architecture, options: TrialOptions): TrialResult {
  const { seed, load, warmUp = 0, seconds, faults = [], price = () => 0 } = options;
  const system = compile(architecture, { seed, load });
  const { simulation } = system;
  simulation.run(warmUp * 1000);
  simulation.resetMeasures();
  system.plan(faults);
  const end = (warmUp + seconds) * 1000;
  simulation.run(end);

  const times = new Histogram();
  let ended = 0;
  let ok = 0;
  for (const { meter } of system.sources) {
    times.merge(meter.stays);
    ok += meter.ended.ok;
    for (const count of Object.values(meter.ended)) ended += count;
  }
  const ages = new Histogram();
  let [done, dead, again, backlog] = [0, 0, 0, 0];
  for (const line of system.backlogs.values()) {
    ages.merge(line.ages);
    done += line.done;
    dead += line.dead;
    again += line.redelivered;
    backlog += line.waiting;
  }
  return {
    ended,
    availability: ended > 0 ? ok / ended : 1,
    p50: times.percentile(50),
    p99: times.percentile(99),
    mean: times.mean,
    throughput: ok / seconds,
    costPerHour: costPerHour(system, seconds, price),
    backlog,
    work: { done, p99: ages.percentile(99), dead, again },
    nodes: architecture.nodes.map((node) => figuresOf(system, node, seconds)),
    windows: system.sources.map(({ series }) => [...(series?.windows(end) ?? [])]),
  };
}

function costPerHour(system: System, seconds: number, price: (node: ArchitectureNode) => number): number {
  const { now } = system.simulation;
  let cost = 0;
  for (const tier of system.tiers.values()) cost += machineCost(tier.paidMilliseconds(now), price(tier.node));
  return cost * (3600 / seconds);
}

function figuresOf(system: System, { id, capacity }: ArchitectureNode, seconds: number): NodeFigures {
  const tier = system.tiers.get(id)!;
  const { now } = system.simulation;
  const working = tier.workingMilliseconds(now);
  let failed = 0;
  let hits = 0;
  let looked = 0;
  for (const { meter, contents } of tier.copies) {
    const { ok: _ok, ...others } = meter.ended;
    for (const count of Object.values(others)) failed += count;
    hits += contents?.hits ?? 0;
    looked += contents ? contents.hits + contents.misses : 0;
  }
  return {
    id,
    utilisation: capacity === undefined || working === 0 ? undefined : tier.busyMilliseconds(now) / working,
    copies: tier.paidMilliseconds(now) / (seconds * 1000),
    serving: tier.servingMilliseconds(now) / (seconds * 1000),
    failed,
    hitRatio: looked > 0 ? hits / looked : undefined,
    staleReads: system.databases.get(id)?.staleReads(tier.copies),
  };
}
