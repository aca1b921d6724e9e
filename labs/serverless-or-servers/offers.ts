/**
 * What a server and functions cost, for suite, scene and lesson: AWS in us-east-1, x86, as of 2025: $0.20 for a million requests and
 * $0.0000166667 for a GB-second of Lambda; an m7g.large (2 virtual CPUs, 8 GB) for $0.0816 an hour. Without the free allowance, storage,
 * balancers and traffic.
 */
import type { Offer } from './types.ts';

export const SERVER: Offer['server'] = { nanoDollarsPerHour: 81_600_000, slots: 2, memoryMb: 8192, most: 1000 };

export const FUNCTION: Offer['function'] = {
  nanoDollarsPerRequest: 200,
  nanoDollarsPerGbSecond: 16_667,
  coldStartMs: 800,
  keepAliveS: 600,
  longestMs: 900_000,
  memoryMb: 10_240,
  concurrency: 1000,
};
