/** What is wrong with a design on paper: everything that keeps it from being built from the catalogue, in sentences. */
import { type Architecture, type ArchitectureLink, type ArchitectureNode, nodeKinds, validate } from '#architecture';
import { inSeries, quoted } from '#words';
import { boughtFields, type Catalogue, MOST_COPIES, MOST_NODES, offeredFields, offerFor } from './catalogue.ts';
import { circleProblems, needProblems, sharedProblems, throughProblems } from './paths.ts';

const MOST_SHOWN = 8;

/** All that is wrong with a design, for whoever wrote it: a line for each problem, the first of them when there are many. */
export function listed(problems: readonly string[]): string {
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => `\n  • ${problem}`);
  const more = problems.length > MOST_SHOWN ? [`\n  • and ${problems.length - MOST_SHOWN} more`] : [];
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return `The design has ${count}:${[...shown, ...more].join('')}`;
}

/** Sentences that say what is wrong with whatever a learner returned; none for a design that can be built. */
export function problemsOf(design: unknown, catalogue: Catalogue): string[] {
  // Of links that are there twice more is said below: here a label does not make two of them.
  const problems = validate(design).filter(({ code }) => code !== 'duplicate-link');
  if (problems.length > 0) return problems.map(({ message }) => message);
  const architecture = design as Architecture;
  const { nodes, links } = architecture;
  if (nodes.length > MOST_NODES) {
    return [
      `There are ${nodes.length} nodes: at most ${MOST_NODES} are allowed. Equal machines are one node with replicas.`,
    ];
  }
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  return [
    ...clientProblems(architecture),
    ...singleProblems(architecture, catalogue),
    ...nodes.flatMap((node) => (node.kind === 'client' ? usersProblems(node) : nodeProblems(node, catalogue))),
    ...twiceProblems(architecture),
    ...links.flatMap((link) => linkProblems(link, kindOf, catalogue)),
    ...circleProblems(architecture),
    ...needProblems(architecture, catalogue),
    ...sharedProblems(architecture, catalogue),
    ...throughProblems(architecture, catalogue),
  ];
}

type Kinds = ReadonlyMap<string, ArchitectureNode['kind']>;

function clientProblems({ nodes }: Architecture): string[] {
  const clients = nodes.filter(({ kind }) => kind === 'client');
  if (clients.length === 1) return [];
  return [
    `There are ${clients.length} clients: draw exactly one node of the kind "client". All the load comes from it.`,
  ];
}

function singleProblems({ nodes }: Architecture, { single = [] }: Catalogue): string[] {
  return single.flatMap(({ kind, because }) => {
    const ids = nodes.filter((node) => node.kind === kind).map(({ id }) => quoted(id));
    return ids.length < 2 ? [] : [`${inSeries(ids)} are ${ids.length} ${nodeKinds[kind].plural}: ${because}.`];
  });
}

function usersProblems(node: ArchitectureNode): string[] {
  const given = [
    ...boughtFields(node).map(([field]) => field),
    ...(['replicas', 'autoscale', 'policy'] as const).filter((field) => node[field] !== undefined),
  ];
  return given.length === 0 ? [] : [`${quoted(node.id)} stands for all users: leave out its ${inSeries(given)}.`];
}

function nodeProblems(node: ArchitectureNode, catalogue: Catalogue): string[] {
  const { id, kind, replicas = 1, autoscale } = node;
  const name = quoted(id);
  const offers = Object.values(catalogue.sold);
  const sold = offers.filter((offer) => offer.kind === kind);
  if (sold.length === 0) {
    const kinds = [...new Set(offers.map((offer) => offer.kind))].map((each) => quoted(each));
    return [`${name} is ${nodeKinds[kind].one}, which this catalogue does not sell. It sells: ${inSeries(kinds)}.`];
  }
  const problems: string[] = [];
  const offer = offerFor(node, catalogue);
  if (!offer) {
    const sizes = sold.map((each) => `{ ${asWritten(offeredFields(each))} }`);
    problems.push(
      `${name} has ${asWritten(boughtFields(node))}. The catalogue sells ${nodeKinds[kind].plural} with ${inSeries(sizes, 'or')}.`,
    );
  }
  if (replicas > MOST_COPIES || (autoscale && autoscale.maximum > MOST_COPIES)) {
    problems.push(`${name} has more than ${MOST_COPIES} copies, which are all that can be had.`);
  }
  if (kind === 'function' && (node.replicas !== undefined || autoscale))
    problems.push(`${name} has as many instances as it needs: leave "replicas" and "autoscale" out.`);
  else if (autoscale) {
    const { warmUp } = offer ?? sold[0]!;
    if (warmUp === undefined) {
      problems.push(`${name} cannot scale itself here: leave "autoscale" out, and say with replicas how many you run.`);
    } else if (autoscale.warmUp !== warmUp) {
      problems.push(
        `${name} has a warm-up of ${autoscale.warmUp ?? 'nothing'}: a new machine takes ${warmUp} s here, so write warmUp: ${warmUp}.`,
      );
    }
  }
  return problems;
}

/** 'capacity: 100, latency: 20', as it is written in a node. */
function asWritten(fields: readonly [string, unknown][]): string {
  return fields.length === 0
    ? 'no capacity, latency or items'
    : fields.map(([field, value]) => `${field}: ${value}`).join(', ');
}

/** The notation tells two links by their kinds and labels, but whoever is linked twice is called twice. */
function twiceProblems({ links }: Architecture): string[] {
  return links
    .filter(({ from, to }, index) => links.findIndex((link) => link.from === from && link.to === to) < index)
    .map(({ from, to }) => `The link from ${quoted(from)} to ${quoted(to)} is there twice: remove one.`);
}

function linkProblems(link: ArchitectureLink, kindOf: Kinds, { ways }: Catalogue): string[] {
  const { from, to, kind = 'sync', share, step, latency = 0 } = link;
  const name = `The link from ${quoted(from)} to ${quoted(to)}`;
  const [fromKind, toKind] = [kindOf.get(from)!, kindOf.get(to)!];
  if (kind === 'replication') {
    if (fromKind === 'database' && toKind === 'database' && latency === 0) return [];
    return [`${name} is for replication, which goes from a database to a database, without a latency.`];
  }
  if (kind === 'cut') return [`${name} is cut: a design has whole links.`];
  if (share !== undefined) return [`${name} has a share: leave it out. Every request needs all of its work done.`];
  if (step !== undefined) return [`${name} has a step: leave it out. What is called first follows from the kinds.`];
  const way = ways.find((each) => each.from === fromKind && each.to.includes(toKind));
  if (!way) {
    const onward = ways
      .filter((each) => each.from === fromKind)
      .flatMap((each) => each.to.map((next) => nodeKinds[next].one));
    const may = onward.length > 0 ? `may call ${inSeries(onward, 'or')}` : 'calls nobody';
    return [`${name} is not possible here: ${nodeKinds[fromKind].one} ${may}.`];
  }
  const problems: string[] = [];
  if (kind === 'async' && !way.async) {
    problems.push(`${name} is a message that nobody waits for: this answer is needed, so leave "kind" out.`);
  }
  const { latency: distance = 0 } = way;
  if (latency !== distance) {
    const right = distance === 0 ? 'they stand in one room, so leave the latency out' : `write latency: ${distance}`;
    problems.push(`${name} takes ${distance} ms one way, not ${latency}: ${right}.`);
  }
  return problems;
}
