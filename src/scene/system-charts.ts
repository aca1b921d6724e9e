/** The charts that a compiled architecture can be shown with, by their names, and as functions for those who want a part of one. */
import type { ArchitectureNode, System } from '#architecture';
import type { OpenSource } from '#simulation';
import type { ChartSpec, Series } from './scene.ts';
import { namesOf, tierOf, tiersOf, waitingAt } from './system-views.ts';

export type SystemChart = keyof ReturnType<typeof systemCharts>;

/** `tick` is the width of the sources' windows in ms; `price` that of one copy of a node for an hour. */
export function systemCharts(system: System, tick: number, price: (node: ArchitectureNode) => number = () => 0) {
  return {
    ...trafficCharts(system.sources, tick),
    utilisation: () => utilisation(system),
    waiting: (): ChartSpec => ({ title: 'Waiting', unit: 'requests', series: waitingSeries(system) }),
    copies: (): ChartSpec => ({ title: 'Copies', unit: 'running or starting', series: copiesSeries(system) }),
    cost: (): ChartSpec => ({ title: 'Cost', unit: '$ per hour', series: costSeries(system, tick, price) }),
  };
}

/** The charts of what users see. `tick` is the width of the sources' windows in ms. */
export function trafficCharts(sources: readonly OpenSource[], tick: number) {
  return {
    traffic: (): ChartSpec => ({ title: 'Requests', unit: 'per second', series: trafficSeries(sources, tick) }),
    failures: (): ChartSpec => ({
      title: 'Failed requests',
      unit: 'per second',
      series: trafficSeries(sources, tick).slice(2),
    }),
    times: (): ChartSpec => ({ title: 'Response time', unit: 'ms', series: timeSeries(sources) }),
    tail: (): ChartSpec => ({
      title: 'Response time, 99th percentile',
      unit: 'ms',
      series: timeSeries(sources).slice(1),
    }),
  };
}

/** The traffic of all sources in the window that ended last. */
function lastWindow(sources: readonly OpenSource[], now: number) {
  return sources.flatMap(({ series }) => series?.windows(now).at(-1) ?? []);
}

function trafficSeries(sources: readonly OpenSource[], tick: number): Series[] {
  const perSecond = (of: 'asked' | 'answered' | 'failed') => (now: number) =>
    lastWindow(sources, now).reduce((sum, window) => sum + window[of], 0) * (1000 / tick);
  return [
    { label: 'asked', read: perSecond('asked') },
    { label: 'answered', read: perSecond('answered') },
    { label: 'failed', read: perSecond('failed') },
  ];
}

/** With several sources, of the slowest: percentiles cannot be added. */
function timeSeries(sources: readonly OpenSource[]): Series[] {
  const greatest = (of: 'p50' | 'p99') => (now: number) => {
    const windows = lastWindow(sources, now).filter(({ answered }) => answered > 0);
    return windows.length === 0 ? Number.NaN : Math.max(...windows.map((window) => window[of]));
  };
  return [
    { label: 'median', read: greatest('p50') },
    { label: '99th percentile', read: greatest('p99') },
  ];
}

/** How busy those copies are that are up, of the nodes with a capacity, or those of them that are named. Throws when there is no such node. */
export function utilisation(system: System, nodes?: readonly string[]): ChartSpec {
  for (const id of nodes ?? []) tierOf(system, id);
  const names = namesOf(system);
  const series = tiersOf(system)
    .filter(({ node }) => node.capacity !== undefined && (nodes?.includes(node.id) ?? true))
    .map((tier): Series => {
      let [busyBefore, workingBefore] = [0, 0];
      return {
        label: names.get(tier.node.id) as string,
        read: (now) => {
          const [busy, working] = [tier.busyMilliseconds(now), tier.workingMilliseconds(now)];
          const share = working > workingBefore ? (busy - busyBefore) / (working - workingBefore) : Number.NaN;
          [busyBefore, workingBefore] = [busy, working];
          return 100 * share;
        },
      };
    });
  return { title: 'Utilisation', unit: '%', series };
}

function waitingSeries(system: System): Series[] {
  const names = namesOf(system);
  return tiersOf(system)
    .filter(({ node }) => node.capacity !== undefined || system.backlogs.has(node.id))
    .map(({ node }) => ({ label: names.get(node.id) as string, read: () => waitingAt(system, node.id) }));
}

function copiesSeries(system: System): Series[] {
  const names = namesOf(system);
  return tiersOf(system)
    .filter(({ node }) => node.autoscale !== undefined)
    .map((tier) => ({
      label: names.get(tier.node.id) as string,
      read: () => tier.copies.length - tier.count('off') - tier.count('down'),
    }));
}

function costSeries(system: System, tick: number, price: (node: ArchitectureNode) => number): Series[] {
  let before = 0;
  const spent = (now: number) =>
    tiersOf(system).reduce((sum, tier) => sum + tier.paidMilliseconds(now) * price(tier.node), 0);
  return [
    {
      label: 'all machines',
      read: (now) => {
        const all = spent(now);
        const perHour = now === 0 ? Number.NaN : (all - before) / tick;
        before = all;
        return perHour;
      },
    },
  ];
}
