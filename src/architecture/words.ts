/**
 * How the notation is put into words. The drawing, the description and the validation name things alike because they
 * all ask here.
 */

import { capitalise, number, quoted } from '#words';
import { type NodeKind, nodeKinds } from './kinds.ts';
import type { ArchitectureNode } from './types.ts';

/** The label of a node, or the standard label of its kind: 'Load balancer'. */
export function nodeName(node: ArchitectureNode): string {
  return node.label?.trim() || capitalise(nodeKinds[node.kind].label);
}

/** The name of every node by its id; names that several nodes share are told apart by their ids: 'Replica (r2)'. */
export function distinctNames(nodes: readonly ArchitectureNode[]): Map<string, string> {
  const uses = new Map<string, number>();
  for (const node of nodes) uses.set(nodeName(node), (uses.get(nodeName(node)) ?? 0) + 1);
  return new Map(
    nodes.map((node) => {
      const name = nodeName(node);
      return [node.id, uses.get(name) === 1 ? name : `${name} (${plain(node.id)})`];
    }),
  );
}

/** An id as it is, where it reads as a word; otherwise in quotes and in a few characters. */
const plain = (id: string): string => (/^[\p{L}\p{N}_.-]{1,40}$/u.test(id) ? id : quoted(id));

/** Whether the words of the kind are already in the name, so that printing them again would only be noise. */
export function nameSaysKind(node: ArchitectureNode): boolean {
  const name = ` ${nodeName(node).toLowerCase()}`;
  const { label, plural } = nodeKinds[node.kind];
  return [label, plural].some((words) => name.includes(` ${words.toLowerCase()}`));
}

/** 'a client', '4 web servers'. */
export function countOf(count: number, kind: NodeKind): string {
  const { one, plural } = nodeKinds[kind];
  return count === 1 ? one : `${number(count)} ${plural}`;
}
