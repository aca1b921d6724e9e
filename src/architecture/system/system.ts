/** A compiled architecture: it can be run, looked into, and broken. */
import type { OpenSource, Simulation } from '#simulation';
import type { Architecture } from '../types.ts';
import type { Backlog } from './backlog.ts';
import type { Leadership, Network } from './routes.ts';
import { NOTICED_AFTER, type Tier } from './tier.ts';

/** What can go wrong with a part of an architecture. Without `copy` it strikes all copies of the node. */
export type Break =
  | { does: 'crash' | 'recover'; node: string; copy?: number }
  | { does: 'slow'; node: string; copy?: number; factor: number }
  | { does: 'cut' | 'recover'; link: number }
  | { does: 'crash' | 'recover'; region: string };

/** A break and when it happens, in ms. */
export type TimedBreak = Break & { at: number };

export interface SystemParts {
  architecture: Architecture;
  simulation: Simulation;
  /** By the id of their node. */
  tiers: ReadonlyMap<string, Tier>;
  /** For each link of the notation, the networks that it became. */
  links: readonly (readonly Network[])[];
  leaderships: ReadonlyMap<string, Leadership>;
  backlogs: ReadonlyMap<string, Backlog>;
  /** The users, one source for each client and producer. */
  sources: readonly OpenSource[];
}

export class System {
  readonly architecture: Architecture;
  readonly simulation: Simulation;
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly links: readonly (readonly Network[])[];
  readonly backlogs: ReadonlyMap<string, Backlog>;
  readonly sources: readonly OpenSource[];
  readonly #leaderships: ReadonlyMap<string, Leadership>;

  constructor({ architecture, simulation, tiers, links, leaderships, backlogs, sources }: SystemParts) {
    this.architecture = architecture;
    this.simulation = simulation;
    this.tiers = tiers;
    this.links = links;
    this.backlogs = backlogs;
    this.sources = sources;
    this.#leaderships = leaderships;
  }

  /** Breaks something now, or mends it. Throws RangeError when there is no such part. */
  strike(fault: Break): void {
    if ('link' in fault) {
      this.#strikeLink(fault.link, fault.does);
    } else if ('region' in fault) {
      const inside = this.architecture.nodes.filter(({ region }) => region === fault.region);
      if (inside.length === 0) throw new RangeError(`No node stands in a region "${fault.region}".`);
      for (const { id } of inside) this.strike({ does: fault.does, node: id });
    } else {
      this.#strikeNode(fault);
    }
  }

  /** Plans breaks. Their times are counted from now. */
  plan(faults: readonly TimedBreak[]): void {
    for (const fault of faults) this.simulation.after(fault.at, (each: TimedBreak) => this.strike(each), fault);
  }

  #strikeNode(fault: Extract<Break, { node: string }>): void {
    const tier = this.tiers.get(fault.node);
    if (!tier) throw new RangeError(`There is no node "${fault.node}" to break.`);
    if (fault.does === 'slow') tier.slow(fault.factor, fault.copy);
    else if (fault.does === 'recover') tier.recover(fault.copy);
    else {
      tier.crash(fault.copy);
      this.#leaderships.get(fault.node)?.crashed();
    }
    this.simulation.trace?.fault(this.simulation.now, `${fault.node}/${(fault.copy ?? 0) + 1}`, fault.does);
  }

  /** Those who send over a cut link notice, and choose another way if they have one. */
  #strikeLink(index: number, does: 'cut' | 'recover'): void {
    const networks = this.links[index];
    if (!networks) throw new RangeError(`There is no link ${index} to break.`);
    for (const network of networks) network[does]();
    const tier = this.tiers.get(this.architecture.links[index]!.to)!;
    this.simulation.after(
      NOTICED_AFTER,
      () => {
        for (const network of networks) network.listed = does === 'recover';
        tier.announce();
      },
      undefined,
    );
    this.simulation.trace?.fault(this.simulation.now, networks[0]?.name ?? '', does);
  }
}
