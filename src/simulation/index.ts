/** The public surface of the simulator. Times are milliseconds, rates are per second, and nothing knows the time of day. */

export { type Fault, planFaults } from './faults.ts';
export { Fifo } from './fifo.ts';
export { Machine } from './machine.ts';
export { machineCost } from './measures/cost.ts';
export { Histogram } from './measures/histogram.ts';
export type { Meter } from './measures/meter.ts';
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
export type { Random } from './random/random.ts';
export { Weighted, zipf } from './random/weighted.ts';
export type { Callee, Caller, Request } from './request.ts';
export type { Route } from './route.ts';
export { Simulation } from './simulation.ts';
export { Station } from './station.ts';
export {
  Autoscaler,
  type AutoscalerOptions,
  type Observation,
  type ScalingRule,
  targetUtilisation,
} from './stations/autoscaler.ts';
export { Cache, type CacheOptions } from './stations/cache.ts';
export { type Backoff, Client, type ClientOptions, exponentialBackoff } from './stations/client.ts';
export { CloudFunction, type CloudFunctionOptions } from './stations/cloud-function.ts';
export { Database, type DatabaseOptions } from './stations/database.ts';
export { FanOut, type FanOutOptions } from './stations/fan-out.ts';
export { Link, type LinkOptions } from './stations/link.ts';
export { type HealthChecks, LoadBalancer, type LoadBalancerOptions } from './stations/load-balancer.ts';
export { MessageQueue, type MessageQueueOptions } from './stations/message-queue.ts';
export {
  byKey,
  type Candidate,
  leastConnections,
  type Policy,
  powerOfChoices,
  type RequestView,
  roundRobin,
  uniformlyAtRandom,
} from './stations/policies.ts';
export { Server, type ServerOptions } from './stations/server.ts';
export { type ConsumerGroup, Topic, type TopicOptions } from './stations/topic.ts';
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
