/** What is wrong with the ways that requests can go through a design: in circles, to nowhere, to other data than the next request, or past somebody they must meet. */
import { type Architecture, type NodeKind, nodeKinds } from '#architecture';
import { inSeries, quoted } from '#words';
import type { Catalogue } from './catalogue.ts';

/** Whom each node calls, by ids. Replication is no request. */
function onwardOf({ links }: Architecture): Map<string, string[]> {
  const onward = new Map<string, string[]>();
  for (const { from, to, kind } of links) {
    if (kind !== 'replication') onward.set(from, [...(onward.get(from) ?? []), to]);
  }
  return onward;
}

/** Whom of a kind a node calls: their ids. */
type Calls = (id: string, kind: NodeKind) => string[];

function callsOf(architecture: Architecture): Calls {
  const kindOf = new Map(architecture.nodes.map(({ id, kind }) => [id, kind]));
  const onward = onwardOf(architecture);
  return (id, kind) => (onward.get(id) ?? []).filter((next) => kindOf.get(next) === kind);
}

export function circleProblems(architecture: Architecture): string[] {
  const onward = onwardOf(architecture);
  const done = new Set<string>();
  const visit = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of onward.get(id) ?? []) {
      const circle = visit(next, [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of architecture.nodes) {
    const circle = visit(id, []);
    if (circle) return [`${circle.map(quoted).join(' → ')} is a circle: a request would never end.`];
  }
  return [];
}

export function needProblems(architecture: Architecture, { needs }: Catalogue): string[] {
  const callsTo = callsOf(architecture);
  return needs.flatMap(({ kind, calls, because }) => {
    const needed = calls.map((each) => nodeKinds[each].one);
    return architecture.nodes
      .filter((node) => node.kind === kind)
      .filter(({ id }) => calls.every((each) => callsTo(id, each).length === 0))
      .map(({ id }) => `${quoted(id)} is not linked to ${inSeries(needed, 'or')}: ${because}.`);
  });
}

export function sharedProblems(architecture: Architecture, { shared = [] }: Catalogue): string[] {
  const callsTo = callsOf(architecture);
  return shared.flatMap(({ kinds, by, because }) => {
    const callers = architecture.nodes.filter((node) => by.includes(node.kind)).map(({ id }) => id);
    return kinds.flatMap((kind) => {
      const [first = '', ...others] = callers;
      const expected = new Set(callsTo(first, kind));
      const other = others.find((id) => {
        const called = new Set(callsTo(id, kind));
        return called.size !== expected.size || [...called].some((each) => !expected.has(each));
      });
      if (other === undefined) return [];
      return `${quoted(first)} and ${quoted(other)} do not call the same ${nodeKinds[kind].plural}: ${because}.`;
    });
  });
}

export function throughProblems(architecture: Architecture, { through = [] }: Catalogue): string[] {
  const { nodes } = architecture;
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const onward = onwardOf(architecture);
  return through.flatMap(({ kind, passes, because }) => {
    const reached = new Set(nodes.filter((node) => node.kind === 'client').map(({ id }) => id));
    for (const each of reached) {
      for (const next of onward.get(each) ?? []) if (kindOf.get(next) !== passes) reached.add(next);
    }
    return [...reached]
      .filter((id) => kindOf.get(id) === kind)
      .map((id) => `A request can reach ${quoted(id)} without passing ${nodeKinds[passes].one}: ${because}.`);
  });
}
