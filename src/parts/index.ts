/**
 * What systems are made of. Each part holds its state, what it does with a request, how it fails and what is measured of it; the
 * notation is compiled onto them, and a world by hand is made of them. Times are milliseconds, rates are per second.
 */

export {
  byKey,
  type Candidate,
  type HealthChecks,
  LoadBalancer,
  type LoadBalancerOptions,
  leastConnections,
  type Policy,
  powerOfChoices,
  type RequestView,
  roundRobin,
  uniformlyAtRandom,
} from './balancer.ts';
export { Cache, type CacheOptions } from './cache.ts';
export { askCache, lookUp, refreshCache } from './cache-steps.ts';
export { type Backoff, Client, type ClientOptions, exponentialBackoff } from './client.ts';
export { type Begun, Copy, type CopyOptions, type CopyState, type Step, UNLIMITED } from './copy.ts';
export { Database, type DatabaseOptions } from './database.ts';
export { FanOut, type FanOutOptions } from './fan-out.ts';
export { type Fault, plan, planFaults } from './faults.ts';
export { CloudFunction, type CloudFunctionOptions } from './function.ts';
export { FAILOVER_AFTER, Leadership, type LeadershipOptions } from './leadership.ts';
export type { DeliveryOptions, Message } from './line.ts';
export { Link, type LinkOptions, NOTICED_AFTER, strikeLinks } from './link.ts';
export { Backlog, type BacklogOptions, Queue, type QueueOptions, store } from './queue.ts';
export {
  balanced,
  firstCopy,
  ownerOfKey,
  type Partitioner,
  partitionByHash,
  sharded,
  Way,
  waysTo,
  weighted,
} from './routes.ts';
export { type Observation, Scaling, type ScalingOptions, type ScalingRule, targetUtilisation } from './scaling.ts';
export { Server, type ServerOptions } from './server.ts';
export { type CallOptions, type Chance, call, only, send } from './steps.ts';
export { makeCopies, Tier } from './tier.ts';
export { Topic, type TopicOptions } from './topic.ts';
