/** The users of a system: what they ask, how much of it, and for how long they wait. */
import { Client } from '#parts';
import { type Arrivals, OpenSource, poisson, type RateStep, type Simulation, traced, zipf } from '#simulation';
import { wordOf } from '../id-word.ts';
import type { NodeKind } from '../kinds.ts';
import type { ArchitectureNode } from '../types.ts';
import type { NodeTier } from './nodes.ts';

const SOURCES: readonly NodeKind[] = ['client', 'producer'];
const PATIENCE = 3_000;

/** What users ask of a system. */
export interface Load {
  /** Requests per second: a number, or steps in time (in ms). Shared equally by the clients and producers. */
  rate: number | readonly RateStep[];
  /** The share of requests that write, in [0, 1]; 0 when left out. */
  writes?: number;
  /** How many different items are asked for, and the exponent of Zipf's law by which some are asked for more; one item when left out. */
  items?: { count: number; exponent: number };
  /** How long a user waits for an answer, in ms; 3,000 when left out. */
  patience?: number;
}

/** One source for each client and producer, in the order of the nodes; `window` is the width of the windows of its time series in ms. */
export function addUsers(
  simulation: Simulation,
  nodes: readonly ArchitectureNode[],
  tiers: ReadonlyMap<string, NodeTier>,
  { rate, writes = 0, items, patience = PATIENCE }: Load,
  window: number,
): OpenSource[] {
  const sources = nodes.filter(({ kind }) => SOURCES.includes(kind));
  return sources.map(({ id }) => {
    const to = new Client(simulation, {
      name: `${wordOf(id)} patience`,
      to: tiers.get(id)!.copies[0]!,
      timeout: patience,
    });
    return new OpenSource(simulation, {
      name: `${wordOf(id)} users`,
      to,
      arrivals: arrivals(rate, sources.length),
      window,
      kinds: writes === 0 ? { read: 1 } : { read: 1 - writes, write: writes },
      ...(items ? { keys: zipf(items.count, items.exponent) } : {}),
    });
  });
}

function arrivals(rate: Load['rate'], shares: number): Arrivals {
  if (typeof rate === 'number') return poisson(rate / shares);
  return traced(rate.map(({ from, perSecond }) => ({ from, perSecond: perSecond / shares })));
}
