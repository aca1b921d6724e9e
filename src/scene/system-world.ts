/** A compiled architecture as a world of a scene: how its nodes are drawn, what is charted, what can be broken. */
import { type Architecture, type ArchitectureNode, type Break, nodeKinds, type System, UNLIMITED } from '#architecture';
import type { Strike } from '#grading';
import type { OpenSource } from '#simulation';
import type { ChartSpec, CopyView, NodeView, Series, Target, World } from './scene.ts';

export interface SystemWorldOptions {
  /** What tells this world from the others of its scene. */
  title: string;
  system: System;
  /** The width of the sources' windows in ms: the scene's tick. */
  tick: number;
  /** Which charts there are, in this order; those of traffic and response times when left out. */
  charts?: readonly ('traffic' | 'failures' | 'times' | 'tail' | 'utilisation' | 'waiting' | 'copies' | 'cost')[];
  /** The price of one copy of a node for an hour, for the chart of costs. */
  price?: (node: ArchitectureNode) => number;
  /** The nodes whose copies can be broken; all but clients and producers when left out. */
  breakable?: readonly string[];
  oneIn?: number;
  /** A few words to show in a node, such as a hit ratio; asked at each sample. */
  textOf?: (node: string) => string | undefined;
}

const SLOWED_BY = 5;

export function systemWorld(options: SystemWorldOptions): World {
  const { title, system, tick, charts = ['traffic', 'times'], oneIn } = options;
  const specs: Record<NonNullable<SystemWorldOptions['charts']>[number], () => ChartSpec> = {
    ...trafficCharts(system.sources, tick),
    utilisation: () => ({ title: 'Utilisation', unit: '%', series: utilisationSeries(system) }),
    waiting: () => ({ title: 'Waiting', unit: 'requests', series: waitingSeries(system) }),
    copies: () => ({ title: 'Copies', unit: 'running or starting', series: copiesSeries(system) }),
    cost: () => ({ title: 'Cost', unit: '$ per hour', series: costSeries(system, tick, options.price ?? (() => 0)) }),
  };
  return {
    title,
    simulation: system.simulation,
    architecture: system.architecture,
    nodes: Object.fromEntries(
      system.architecture.nodes
        .filter(({ kind }) => kind !== 'client' && kind !== 'producer')
        .map(({ id }) => [id, () => viewOf(system, id, options.textOf)]),
    ),
    nodeOf: nodesByName(system.architecture),
    charts: charts.map((chart) => specs[chart]()),
    targets: targetsOf(system, options.breakable),
    cut: () =>
      system.architecture.links.flatMap(({ kind }, index) =>
        kind !== 'cut' && system.links[index]!.length > 0 && system.links[index]!.every((link) => link.isCut)
          ? [index]
          : [],
      ),
    strike: (strike) => strikeSystem(system, strike),
    ...(oneIn ? { oneIn } : {}),
  };
}

/** Stations are called `web/2`, `web/2 work`, `viewers users`: the node is what comes before the first slash or space. */
export function nodesByName({ nodes }: Architecture): World['nodeOf'] {
  const ids = new Set(nodes.map(({ id }) => id));
  return (station) => {
    const id = station.split(/[/ ]/, 1)[0]!;
    return ids.has(id) ? id : undefined;
  };
}

function viewOf(system: System, id: string, textOf: SystemWorldOptions['textOf']): NodeView {
  const tier = system.tiers.get(id)!;
  let waiting = system.backlogs.get(id)?.waiting ?? 0;
  const copies = tier.copies.map(({ state, work, slots, inside }): CopyView => {
    if (work && 'waiting' in work) waiting += work.waiting;
    const busy = work && 'busy' in work ? work.busy : work ? work.instances : inside;
    return { state: state === 'draining' ? 'up' : state, busy: slots < UNLIMITED ? busy / slots : 0 };
  });
  const text = textOf?.(id);
  return { copies, waiting, ...(text === undefined ? {} : { text }) };
}

// ——— charts ———

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

function utilisationSeries(system: System): Series[] {
  return [...system.tiers.values()]
    .filter(({ node }) => node.capacity !== undefined)
    .map((tier) => {
      let [busyBefore, paidBefore] = [0, 0];
      return {
        label: nameOf(tier.node),
        read: (now) => {
          const [busy, paid] = [tier.busyMilliseconds(now), tier.paidMilliseconds(now)];
          const share =
            paid > paidBefore ? (busy - busyBefore) / ((paid - paidBefore) * tier.copies[0]!.slots) : Number.NaN;
          [busyBefore, paidBefore] = [busy, paid];
          return 100 * share;
        },
      };
    });
}

function waitingSeries(system: System): Series[] {
  return [...system.tiers.values()]
    .filter(({ node }) => node.capacity !== undefined || system.backlogs.has(node.id))
    .map(({ node }) => ({ label: nameOf(node), read: () => viewOf(system, node.id, undefined).waiting }));
}

function copiesSeries(system: System): Series[] {
  return [...system.tiers.values()]
    .filter(({ node }) => node.autoscale !== undefined)
    .map((tier) => ({
      label: nameOf(tier.node),
      read: () => tier.copies.length - tier.count('off') - tier.count('down'),
    }));
}

function costSeries(system: System, tick: number, price: (node: ArchitectureNode) => number): Series[] {
  let before = 0;
  const spent = (now: number) =>
    [...system.tiers.values()].reduce((sum, tier) => sum + tier.paidMilliseconds(now) * price(tier.node), 0);
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

function nameOf({ kind, label }: ArchitectureNode): string {
  const { label: words } = nodeKinds[kind];
  return label ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

// ——— breaking ———

function targetsOf(system: System, breakable: readonly string[] | undefined): Target[] {
  return [...system.tiers.values()]
    .filter(({ node }) =>
      breakable ? breakable.includes(node.id) : node.kind !== 'client' && node.kind !== 'producer',
    )
    .flatMap(({ node, copies }) =>
      copies.length === 1
        ? [{ target: node.id, label: nameOf(node), does: 'crash' as const }]
        : copies.map((_, place) => ({
            target: `${node.id}/${place + 1}`,
            label: `${nameOf(node)} ${place + 1}`,
            does: 'crash' as const,
          })),
    );
}

/** Strikes a part of a compiled architecture, named as in a replay. Throws RangeError when there is no such part. */
export function strikeSystem(system: System, strike: Pick<Strike, 'does' | 'target'>): void {
  system.strike(breakOf(strike));
}

/** A strike as the compiled system understands it. */
export function breakOf({ does, target }: Pick<Strike, 'does' | 'target'>): Break {
  const unknown = () => new RangeError(`There is nothing called "${target}" to ${does}.`);
  const [kind, place] = target.split(':', 2) as [string, string | undefined];
  if (kind === 'link' && place !== undefined) {
    if (does !== 'cut' && does !== 'recover') throw unknown();
    return { does, link: Number(place) };
  }
  if (kind === 'region' && place !== undefined) {
    if (does !== 'crash' && does !== 'recover') throw unknown();
    return { does, region: place };
  }
  const [node, copy] = target.split('/', 2) as [string, string | undefined];
  if (does === 'cut') throw unknown();
  const which = copy === undefined ? { node } : { node, copy: Number(copy) - 1 };
  return does === 'slow' ? { does, ...which, factor: SLOWED_BY } : { does, ...which };
}
