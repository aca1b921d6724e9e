/** What can be done to an architecture by hand. Each edit gives a new one and leaves the old as it was, so that everything can be undone. */
import type { Architecture, ArchitectureLink, ArchitectureNode, NodeKind } from '#architecture';

/** What is chosen on a board: a node by its id, a link by its place. */
export type Chosen = { node: string } | { link: number };

/** 'cache', and 'cache-2' where there is one already. */
export function freshId(kind: string, nodes: readonly ArchitectureNode[]): string {
  const taken = new Set(nodes.map(({ id }) => id));
  if (!taken.has(kind)) return kind;
  let number = 2;
  while (taken.has(`${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}

/** Adds a node of a kind; with `from`, with a link from that node to it. Gives its id as well. */
export function added(
  architecture: Architecture,
  kind: NodeKind,
  { from, fields = {} }: { from?: string; fields?: Partial<ArchitectureNode> } = {},
): { architecture: Architecture; id: string } {
  const id = freshId(kind, architecture.nodes);
  const next = { ...architecture, nodes: [...architecture.nodes, { id, kind, ...fields } as ArchitectureNode] };
  return { architecture: from === undefined ? next : linked(next, from, id), id };
}

/** Without a node, and without the links that lead from it and to it. */
export function removed(architecture: Architecture, id: string): Architecture {
  return {
    ...architecture,
    nodes: architecture.nodes.filter((node) => node.id !== id),
    links: architecture.links.filter(({ from, to }) => from !== id && to !== id),
  };
}

/** Lines of waiting hand over without anybody waiting for it; data is copied to its own kind; all else is a call. */
export function usualLink(
  from: ArchitectureNode | undefined,
  to: ArchitectureNode | undefined,
): ArchitectureLink['kind'] {
  if (from && ['queue', 'topic', 'broker', 'partition'].includes(from.kind)) return 'async';
  if (from && from.kind === to?.kind && ['database', 'shard', 'storage'].includes(from.kind)) return 'replication';
  return undefined;
}

/** With a link from one node to another; the same architecture where there is one, or where both are the same node. */
export function linked(architecture: Architecture, from: string, to: string): Architecture {
  if (from === to || architecture.links.some((link) => link.from === from && link.to === to)) return architecture;
  const nodeOf = (id: string) => architecture.nodes.find((node) => node.id === id);
  const kind = usualLink(nodeOf(from), nodeOf(to));
  return { ...architecture, links: [...architecture.links, { from, to, ...(kind ? { kind } : {}) }] };
}

/** Without the link at a place. */
export function unlinked(architecture: Architecture, place: number): Architecture {
  return { ...architecture, links: architecture.links.filter((_, index) => index !== place) };
}

/** The node has another id, and its links follow. */
export function renamed(architecture: Architecture, id: string, name: string): Architecture {
  const follow = (end: string): string => (end === id ? name : end);
  return {
    ...architecture,
    nodes: architecture.nodes.map((node) => (node.id === id ? { ...node, id: name } : node)),
    links: architecture.links.map((link) => ({ ...link, from: follow(link.from), to: follow(link.to) })),
  };
}

/** A field of a node or a link has another value; undefined leaves it out. */
export function changed(architecture: Architecture, chosen: Chosen, field: string, value: unknown): Architecture {
  const put = <Part extends object>(part: Part): Part => {
    const { [field as keyof Part]: _before, ...rest } = part;
    return (value === undefined ? rest : { ...part, [field]: value }) as Part;
  };
  return 'node' in chosen
    ? { ...architecture, nodes: architecture.nodes.map((node) => (node.id === chosen.node ? put(node) : node)) }
    : { ...architecture, links: architecture.links.map((link, index) => (index === chosen.link ? put(link) : link)) };
}

/** Another title. */
export function titled(architecture: Architecture, title: string): Architecture {
  return { ...architecture, title };
}
