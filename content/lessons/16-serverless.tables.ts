/** The tables of lesson 16: what a month costs on functions and on servers, and how many requests meet a cold start. */
import { Simulation } from '#simulation';
import { FUNCTION, SERVER } from '../../labs/serverless-or-servers/offers.ts';
import { place } from '../../labs/serverless-or-servers/solution.ts';
import type { Offer, Phase, Workload } from '../../labs/serverless-or-servers/types.ts';
import { createPool } from '../../labs/warm-pool/solution.ts';

const offer = (slots: number): Offer => ({ server: { ...SERVER, slots }, function: FUNCTION });

/** A month: 730 hours. */
const HOURS = 730;
/** Two hours of each day, and the rest. */
const [BUSY, QUIET] = [61, 669];

/** 50 ms of computing, with the memory that buys a whole virtual CPU of Lambda; a server computes for two at once. */
const COMPUTES = { serviceMs: 50, memoryMb: 1769, slots: 2 };
/** 200 ms of waiting for others; a server of 8 GB waits for sixteen at once, at 512 MB each. */
const WAITS = { serviceMs: 200, memoryMb: 512, slots: 16 };
type Kind = typeof COMPUTES;

export interface MonthCost {
  functions: number;
  servers: number;
  count: number;
}

function cost({ serviceMs, memoryMb, slots }: Kind, phases: readonly Phase[]): MonthCost {
  const workload: Workload = { phases, serviceMs, memoryMb, longestMs: 2_000, patienceMs: 200, slowPercent: 1 };
  const both = offer(slots);
  const functions = place(workload, { ...both, server: { ...both.server, most: 0 } });
  const servers = place(workload, { ...both, function: { ...both.function, longestMs: 0 } });
  return {
    functions: functions?.on === 'functions' ? functions.nanoDollars / 1e9 : Number.NaN,
    servers: servers?.on === 'servers' ? servers.nanoDollars / 1e9 : Number.NaN,
    count: servers?.on === 'servers' ? servers.servers : Number.NaN,
  };
}

const hourly = (perSecond: number) => perSecond * 3600;
const evenly = (perSecond: number): Phase[] => [{ hours: HOURS, perHour: hourly(perSecond) }];

/** About the same requests in the month, 100 a second on average: evenly, and nearly all of them in two hours a day. */
const SPIKE = 1_196;
const spiky: Phase[] = [
  { hours: BUSY, perHour: hourly(SPIKE) },
  { hours: QUIET, perHour: hourly(0.1) },
];

export const even = cost(COMPUTES, evenly(100));
export const inSpikes = cost(COMPUTES, spiky);
export const seldom = cost(COMPUTES, evenly(1));
export const evenWaiting = cost(WAITS, evenly(100));
export const spikesWaiting = cost(WAITS, spiky);

/** The price of a million requests that compute, and how many a second, all month, cost as much as two servers. */
export const perMillion = (1e6 * even.functions) / (100 * 3600 * HOURS);
export const crossover = (2 * 0.0816 * 3600 * HOURS) / ((perMillion / 1e6) * 3600 * 3600 * HOURS);

/** Minutes between requests, on average; the share that meets a cold start with a keep-alive of ten minutes, and by the formula. */
const REQUESTS = 20_000;
const KEEP_ALIVE = 10;
export const coldShares = [2, 5, 10, 20].map((minutes) => {
  const random = new Simulation(1).random(`every ${minutes} min`);
  const pool = createPool({ concurrency: 1000, provisioned: 0, keepAliveMs: KEEP_ALIVE * 60_000, startMs: 0 });
  let now = 0;
  for (let n = 0; n < REQUESTS; n++) {
    now += random.exponential() * minutes * 60_000;
    const started = pool.arrive(now);
    // The work of 50 ms is nothing beside minutes.
    if (started.start !== 'throttled') pool.finished(started.environment, now);
  }
  return {
    minutes,
    simulated: (100 * pool.counts(now).cold) / REQUESTS,
    formula: 100 * Math.exp(-KEEP_ALIVE / minutes),
  };
});

/** What the lesson says of them in words; the build stops where it does not hold. */
export const claims = {
  'steady computing is cheaper on servers': even.servers < even.functions,
  'the same in spikes is far cheaper on functions': inSpikes.functions < inSpikes.servers / 4,
  'the bill of functions does not care when requests come': Math.abs(inSpikes.functions / even.functions - 1) < 0.01,
  'waiting is far cheaper on servers': evenWaiting.servers < evenWaiting.functions / 2,
  'one request a second is cheaper on functions': seldom.functions < seldom.servers / 5,
  'two servers cost as much as about 28 requests a second': Math.abs(crossover - 28) < 1,
  'the formula says what the pool does': coldShares.every(
    ({ simulated, formula }) => Math.abs(simulated - formula) < 1.5,
  ),
};

for (const [claim, holds] of Object.entries(claims)) if (!holds) throw new Error(`It does not hold that ${claim}.`);
