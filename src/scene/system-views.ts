/** What is seen of a compiled architecture at a moment: its copies, what waits in a node, what a cache has kept away. */
import { distinctNames, nodeName, type System } from '#architecture';
import { UNLIMITED } from '#parts';
import { quoted } from '#words';
import type { CopyView, NodeView } from './scene.ts';

/** How a node is drawn now. Throws when there is no such node. */
export function viewOf(system: System, id: string): NodeView {
  const copies = tierOf(system, id).copies.map(({ state, failing, work, slots, inside }): CopyView => {
    const busy = work && 'busy' in work ? work.busy : work ? work.instances : inside;
    return {
      state: failing ? 'down' : state === 'draining' ? 'up' : state,
      busy: slots < UNLIMITED ? busy / slots : 0,
    };
  });
  const backlog = system.backlogs.get(id);
  const dead = backlog?.dead ?? 0;
  const ages = [...tierOf(system, id).waitingAges(), ...(backlog?.waitingAges() ?? [])];
  return { copies, waiting: waitingAt(system, id), ages, ...(dead > 0 ? { text: `${dead} set aside` } : {}) };
}

/** How many requests or messages wait in a node now. */
export function waitingAt(system: System, id: string): number {
  return tierOf(system, id).waiting + (system.backlogs.get(id)?.waiting ?? 0);
}

/** How many copies of a node serve now, are starting, and are paid for. */
export function copiesOf(system: System, id: string): { up: number; starting: number; paid: number } {
  const tier = tierOf(system, id);
  return { up: tier.count('up'), starting: tier.count('starting'), paid: tier.copies.length - tier.count('off') };
}

/** The hit ratio of a cache so far: '76 % hits', of its first copy. Empty while nobody has asked, and where there is no such node. */
export function hitText(system: System, id: string): string {
  const { hits = 0, misses = 0 } = system.tiers.get(id)?.copies[0]?.contents ?? {};
  return hits + misses > 0 ? `${Math.round((100 * hits) / (hits + misses))} % hits` : '';
}

export function tierOf(system: System, id: string) {
  const tier = system.tiers.get(id);
  if (!tier) throw new Error(`There is no node ${quoted(id)} in "${system.architecture.title}".`);
  return tier;
}

/** The copies of each node, in the order in which the architecture is written. */
export function tiersOf(system: System) {
  return system.architecture.nodes.map(({ id }) => tierOf(system, id));
}

/** What each node is called in charts and in the list of what can be broken, by its id: where several have one name, each has its id. */
export function namesOf({ architecture: { nodes } }: System): ReadonlyMap<string, string> {
  const distinct = distinctNames(nodes);
  return new Map(nodes.map((node) => [node.id, distinct.get(node.id) === nodeName(node) ? nodeName(node) : node.id]));
}
