/** A compiled architecture: it can be run, looked into, and broken. */
import { type Backlog, type Database, type Link, plan, strikeLinks } from '#parts';
import type { OpenSource, Simulation } from '#simulation';
import { quoted } from '#words';
import { targetOf } from '../target.ts';
import type { Architecture } from '../types.ts';
import type { NodeTier } from './nodes.ts';

/** What can go wrong with a part of an architecture. Without `copy` it strikes all copies of the node. */
export type Break =
  | { does: 'crash' | 'fail' | 'recover'; node: string; copy?: number }
  | { does: 'slow'; node: string; copy?: number; factor: number }
  | { does: 'cut' | 'recover'; link: number }
  | { does: 'crash' | 'recover'; region: string };

/** A break and when it happens, in ms. */
export type TimedBreak = Break & { at: number };

export interface SystemParts {
  architecture: Architecture;
  simulation: Simulation;
  /** By the id of their node, in the order of the ids. */
  tiers: ReadonlyMap<string, NodeTier>;
  /** For each link of the notation, the networks that it became. */
  links: readonly (readonly Link[])[];
  /** By the ids of the nodes that hold the data: what replicas share stands there several times. */
  databases: ReadonlyMap<string, Database>;
  backlogs: ReadonlyMap<string, Backlog>;
  /** The users, one source for each client and producer. */
  sources: readonly OpenSource[];
}

export class System {
  readonly architecture: Architecture;
  readonly simulation: Simulation;
  readonly tiers: ReadonlyMap<string, NodeTier>;
  readonly links: readonly (readonly Link[])[];
  readonly databases: ReadonlyMap<string, Database>;
  readonly backlogs: ReadonlyMap<string, Backlog>;
  readonly sources: readonly OpenSource[];

  constructor({ architecture, simulation, tiers, links, databases, backlogs, sources }: SystemParts) {
    this.architecture = architecture;
    this.simulation = simulation;
    this.tiers = tiers;
    this.links = links;
    this.databases = databases;
    this.backlogs = backlogs;
    this.sources = sources;
  }

  /** Breaks something now, or mends it. Throws RangeError when there is no such part. */
  strike(fault: Break): void {
    if ('link' in fault) {
      this.#strikeLink(fault.link, fault.does);
    } else if ('region' in fault) {
      const inside = [...this.tiers.values()].filter(({ node }) => node.region === fault.region);
      if (inside.length === 0) throw new RangeError(`No node stands in a region ${quoted(fault.region)}.`);
      for (const { node } of inside) this.strike({ does: fault.does, node: node.id });
    } else {
      this.#strikeNode(fault);
    }
  }

  /** Plans breaks. Their times are counted from now. */
  plan(faults: readonly TimedBreak[]): void {
    plan(this.simulation, faults, (fault) => this.strike(fault));
  }

  #strikeNode(fault: Extract<Break, { node: string }>): void {
    const tier = this.tiers.get(fault.node);
    if (!tier) throw new RangeError(`There is no node ${quoted(fault.node)} to break.`);
    if (fault.does === 'slow') tier.slow(fault.factor, fault.copy);
    else tier[fault.does](fault.copy);
    this.simulation.trace?.fault(
      this.simulation.now,
      targetOf({ node: fault.node, copy: fault.copy ?? 0 }),
      fault.does,
    );
  }

  /** Those who send over a cut link notice, and choose another way if they have one. */
  #strikeLink(index: number, does: 'cut' | 'recover'): void {
    const networks = this.links[index];
    if (!networks) throw new RangeError(`There is no link ${index} to break.`);
    const tier = this.tiers.get(this.architecture.links[index]!.to)!;
    strikeLinks(this.simulation, networks, does, () => tier.announce());
    this.simulation.trace?.fault(this.simulation.now, networks[0]?.name ?? '', does);
  }
}
