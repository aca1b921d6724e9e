/** The public surface of the simulator. Times are milliseconds, rates are per second, and nothing knows the time of day. */

export type { EventHandle } from './event-queue.ts';
export { Fifo } from './fifo.ts';
export { Machine } from './machine.ts';
export { machineCost } from './measures/cost.ts';
export { Histogram } from './measures/histogram.ts';
export type { Meter } from './measures/meter.ts';
export { percentile } from './measures/percentile.ts';
export { TimeAverage } from './measures/time-average.ts';
export { TimeSeries, type TrafficWindow } from './measures/time-series.ts';
export type { Outcome } from './outcome.ts';
export {
  constant,
  type Distribution,
  empirical,
  erlang,
  exponential,
  lognormal,
  mixture,
  pareto,
  uniform,
} from './random/distributions.ts';
export { hashOf, hashOfText, hashOfTwo } from './random/hash.ts';
export { power } from './random/portable-math.ts';
export type { Random } from './random/random.ts';
export { Weighted, zipf } from './random/weighted.ts';
export type { Callee, Caller, Request } from './request.ts';
export type { Route } from './route.ts';
export { Endless, Simulation } from './simulation.ts';
export { Station } from './station.ts';
export { meanResponse, meanResponsePooled, smallestFleet } from './theory.ts';
export { type Recorder, Trace, type TraceEntry } from './trace.ts';
export {
  type Arrivals,
  type BurstOptions,
  bursts,
  poisson,
  type RateStep,
  steady,
  traced,
} from './workload/arrivals.ts';
export { ClosedUsers, OpenSource, type SourceOptions } from './workload/source.ts';
export type { Traffic } from './workload/traffic.ts';
