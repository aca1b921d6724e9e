/** A compiled architecture as a world of a scene: how its nodes are drawn, what they say, what is charted, told, and can be broken. */
import { type ArchitectureNode, type Break, type System, struckBy, targetOf } from '#architecture';
import type { Strike } from '#grading';
import type { ChartSpec, Target, World } from './scene.ts';
import { type SystemChart, systemCharts } from './system-charts.ts';
import { namesOf, tierOf, tiersOf, viewOf } from './system-views.ts';
import { eventsOf, nodesByName, type Says, type Tells, type WorldOptions, withWords } from './world.ts';

export interface SystemWorldOptions {
  /** What tells this world from the others of its scene. */
  title: string;
  system: System;
  /** The width of the sources' windows in ms: the scene's tick, or a few of them. */
  tick: number;
  /** Charts in their order, by their names or made with `chart`; those of traffic and response times when left out. */
  charts?: readonly (SystemChart | ChartSpec)[];
  /** The price of one copy of a node for an hour, for the chart of costs. */
  price?: (node: ArchitectureNode) => number;
  /** The nodes whose copies a viewer can break; all but clients and producers when left out. */
  breaks?: readonly string[];
  says?: Says;
  tells?: Tells;
  /** What the world itself told while it ran. */
  told?: WorldOptions['told'];
  oneIn?: number;
}

const SLOWED_BY = 5;

/** A world of a scene. What is told of moments is planned at once, so it is to be made before its system runs. Throws for a node that is not there. */
export function systemWorld(options: SystemWorldOptions): World {
  const { title, system, tick, charts = ['traffic', 'times'], price, oneIn } = options;
  if (charts.includes('cost') && !price) throw new Error(`"${title}" charts the cost: say the price of a copy.`);
  const named = systemCharts(system, tick, price);
  const views = system.architecture.nodes
    .filter(({ kind }) => kind !== 'client' && kind !== 'producer')
    .map(({ id }) => [id, () => viewOf(system, id)] as const);
  return {
    title,
    simulation: system.simulation,
    architecture: system.architecture,
    nodes: withWords(Object.fromEntries(views), options.says ?? {}),
    nodeOf: nodesByName(system.architecture),
    charts: charts.map((chart) => (typeof chart === 'string' ? named[chart]() : chart)),
    targets: targetsOf(system, options.breaks),
    cut: () =>
      system.architecture.links.flatMap(({ kind }, index) =>
        kind !== 'cut' && system.links[index]!.length > 0 && system.links[index]!.every((link) => link.isCut)
          ? [index]
          : [],
      ),
    strike: (strike) => strikeSystem(system, strike),
    events: eventsOf(system.simulation, options.tells ?? [], options.told),
    ...(oneIn ? { oneIn } : {}),
  };
}

// ——— breaking ———

function targetsOf(system: System, breaks: readonly string[] | undefined): Target[] {
  for (const id of breaks ?? []) tierOf(system, id);
  const names = namesOf(system);
  return tiersOf(system)
    .filter(({ node }) => (breaks ? breaks.includes(node.id) : node.kind !== 'client' && node.kind !== 'producer'))
    .flatMap(({ node, copies }) =>
      copies.length === 1
        ? [{ target: targetOf({ node: node.id }), label: names.get(node.id) as string, does: 'crash' as const }]
        : copies.map((_, place) => ({
            target: targetOf({ node: node.id, copy: place }),
            label: `${names.get(node.id)} ${place + 1}`,
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
  const struck = struckBy(target);
  if (!struck) throw unknown();
  if ('link' in struck) {
    if (does !== 'cut' && does !== 'recover') throw unknown();
    return { does, ...struck };
  }
  if ('region' in struck) {
    if (does !== 'crash' && does !== 'recover') throw unknown();
    return { does, ...struck };
  }
  if (does === 'cut') throw unknown();
  return does === 'slow' ? { does, ...struck, factor: SLOWED_BY } : { does, ...struck };
}
