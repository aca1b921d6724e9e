/**
 * Finds what is wrong with an architecture and says it to the person who wrote it. Learners write architectures by
 * hand and other people's files may hold anything, so the input is treated as unknown data throughout.
 */

import { balancingPolicies, type LinkKind, linkKinds, type NodeKind, nodeKinds } from './types.ts';
import { capitalise, formatNumber, inSeries, isLinkKind, isNodeKind } from './words.ts';

export type ProblemCode =
  | 'not-an-architecture'
  | 'missing-title'
  | 'no-nodes'
  | 'too-large'
  | 'too-long'
  | 'not-an-object'
  | 'unknown-property'
  | 'not-text'
  | 'bad-id'
  | 'duplicate-id'
  | 'unknown-kind'
  | 'bad-replicas'
  | 'bad-capacity'
  | 'bad-latency'
  | 'bad-share'
  | 'bad-items'
  | 'bad-autoscale'
  | 'unknown-policy'
  | 'misplaced-property'
  | 'unknown-region'
  | 'empty-region'
  | 'dangling-link'
  | 'self-link'
  | 'duplicate-link'
  | 'unknown-link-kind'
  | 'nothing-behind'
  | 'unreached-node';

export interface Problem {
  code: ProblemCode;
  /** An `error` cannot be drawn or run. A `warning` can, but the system would not do its work. */
  severity: 'error' | 'warning';
  /** What is wrong and what to do about it, in a sentence or two. */
  message: string;
  /** The id of the node that it is about. */
  node?: string;
  /** The index in `links` of the link that it is about. */
  link?: number;
  /** The id of the region that it is about. */
  region?: string;
}

type Fields = Record<string, unknown>;
type About = Pick<Problem, 'node' | 'link' | 'region'>;
type Report = (code: ProblemCode, message: string, about?: About, severity?: Problem['severity']) => void;

/** Sizes beyond which a picture helps nobody, and text that would not fit in one. */
const most = {
  nodes: 60,
  links: 150,
  regions: 30,
  id: 60,
  title: 160,
  label: 80,
  note: 200,
  replicas: 1_000,
  autoscaled: 200,
};

const properties = {
  architecture: ['title', 'nodes', 'links', 'regions'],
  node: [
    'id',
    'kind',
    'label',
    'replicas',
    'capacity',
    'latency',
    'items',
    'timeToLive',
    'coalesce',
    'visibility',
    'deliveries',
    'partitions',
    'concurrency',
    'provisioned',
    'policy',
    'autoscale',
    'coldStart',
    'note',
    'region',
  ],
  link: ['from', 'to', 'label', 'kind', 'latency', 'share'],
  autoscale: ['minimum', 'maximum', 'target', 'warmUp', 'cooldown'],
  region: ['id', 'label'],
};

/**
 * Everything that is wrong with `architecture`, in the order in which it is written; an empty list when it is sound.
 * Takes any value whatever and never throws.
 */
export function validate(architecture: unknown): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, message, about = {}, severity = 'error') => {
    problems.push({ code, severity, message, ...about });
  };
  try {
    check(architecture, report);
  } catch {
    // Only an object with getters or traps of its own can end up here.
    report('not-an-architecture', 'The architecture cannot be read: write it as a plain object with plain values.');
  }
  return problems;
}

function check(input: unknown, report: Report): void {
  if (!isObject(input)) {
    report('not-an-architecture', `An architecture is an object with a title, nodes and links, not ${show(input)}.`);
    return;
  }
  checkProperties(input, 'architecture', 'The architecture', report);
  if (typeof input.title !== 'string' || input.title.trim() === '') {
    report('missing-title', 'The architecture has no title: add one, such as title: "Web shop".');
  } else if (input.title.length > most.title) {
    report('too-long', `The title has ${input.title.length} characters: use at most ${most.title}.`);
  }

  const nodes = listOf(input.nodes, 'nodes', report);
  const links = listOf(input.links, 'links', report);
  const regions = input.regions === undefined ? [] : listOf(input.regions, 'regions', report);
  if (!nodes || !links || !regions) return;
  if (nodes.length === 0) report('no-nodes', 'The architecture has no nodes: add at least one to "nodes".');

  const regionIds = checkRegions(regions, report);
  const nodesById = checkNodes(nodes, regionIds, report);
  for (const id of regionIds) {
    if (![...nodesById.values()].some((node) => node.region === id)) {
      const message = `No node stands in region "${id}": give a node region: "${id}", or remove the region.`;
      report('empty-region', message, { region: id }, 'warning');
    }
  }
  const soundLinks = checkLinks(links, nodesById, report);
  checkFlow(nodesById, soundLinks, report);
}

function checkRegions(regions: unknown[], report: Report): Set<string> {
  const ids = new Set<string>();
  regions.forEach((region, index) => {
    const name = `Region ${index + 1}`;
    if (!isObject(region)) {
      report('not-an-object', `${name} is ${show(region)}: write it as { id: "…", label: "…" }.`);
      return;
    }
    if (!checkId(region.id, name, 'region', ids, report)) return;
    const about = { region: region.id as string };
    checkProperties(region, 'region', `Region "${region.id}"`, report, about);
    if (typeof region.label !== 'string' || region.label.trim() === '') {
      report('not-text', `Region "${region.id}" has no label: add the words to print on it.`, about);
    }
    checkText(region, 'label', `Region "${region.id}"`, report, about);
  });
  return ids;
}

function checkNodes(nodes: unknown[], regionIds: Set<string>, report: Report): Map<string, Fields> {
  const ids = new Set<string>();
  const byId = new Map<string, Fields>();
  nodes.forEach((node, index) => {
    if (!isObject(node)) {
      report('not-an-object', `Node ${index + 1} is ${show(node)}: write it as { id: "…", kind: "…" }.`);
      return;
    }
    if (!checkId(node.id, `Node ${index + 1}`, 'node', ids, report)) return;
    const id = node.id as string;
    byId.set(id, node);
    const name = `Node "${id}"`;
    const about = { node: id };
    checkProperties(node, 'node', name, report, about);
    if (!isNodeKind(node.kind)) {
      const message = `${name} has ${unknown(node.kind, 'kind', Object.keys(nodeKinds))}`;
      report('unknown-kind', message, about);
    }
    checkText(node, 'label', name, report, about);
    checkText(node, 'note', name, report, about);
    const replicas = node.replicas as number;
    if (replicas !== undefined && !(Number.isSafeInteger(replicas) && replicas >= 1 && replicas <= most.replicas)) {
      const message = `${name} has ${show(replicas)} replicas: use a whole number from 1 to ${formatNumber(most.replicas)}.`;
      report('bad-replicas', message, about);
    }
    if (node.capacity !== undefined && !(isNumber(node.capacity) && node.capacity > 0)) {
      const message = `${name} has a capacity of ${show(node.capacity)}: use a number of requests per second above 0.`;
      report('bad-capacity', message, about);
    }
    checkLatency(node, name, report, about);
    checkBehaviour(node, name, report, about);
    if (node.region !== undefined && !regionIds.has(node.region as string)) {
      const hint =
        regionIds.size === 0
          ? 'add it to "regions" as { id, label }, or leave "region" out.'
          : `use ${inSeries([...regionIds].map((region) => `"${region}"`)).replace(/ and /, ' or ')}, or add it to "regions".`;
      report('unknown-region', `${name} stands in region ${show(node.region)}, which does not exist: ${hint}`, about);
    }
  });
  return byId;
}

interface SoundLink {
  from: string;
  to: string;
  kind: LinkKind;
}

/** Returns the links whose two ends exist, for the checks that follow the flow. */
function checkLinks(links: unknown[], nodes: Map<string, Fields>, report: Report): SoundLink[] {
  const sound: SoundLink[] = [];
  const seen = new Set<string>();
  links.forEach((link, index) => {
    const about = { link: index };
    if (!isObject(link)) {
      const message = `Link ${index + 1} is ${show(link)}: write it as { from: "…", to: "…" }.`;
      report('not-an-object', message, about);
      return;
    }
    const name = `Link ${index + 1}, from ${show(link.from)} to ${show(link.to)},`;
    checkProperties(link, 'link', name, report, about);
    checkText(link, 'label', name, report, about);
    checkLatency(link, name, report, about);
    if (link.share !== undefined && !(isNumber(link.share) && link.share > 0 && link.share <= 1)) {
      report('bad-share', `${name} has a share of ${show(link.share)}: use a number above 0 and up to 1.`, about);
    }
    if (link.kind !== undefined && !isLinkKind(link.kind)) {
      report('unknown-link-kind', `${name} has ${unknown(link.kind, 'link kind', Object.keys(linkKinds))}`, about);
    }
    let dangling = false;
    for (const end of ['from', 'to'] as const) {
      const id = link[end];
      if (typeof id === 'string' && nodes.has(id)) continue;
      dangling = true;
      const guess = nearest(id, [...nodes.keys()]);
      const advice = guess ? `Did you mean "${guess}"?` : 'Add that node, or point the link at one that exists.';
      const what = id === undefined ? `has no "${end}"` : `names a node ${show(id)} that does not exist`;
      report('dangling-link', `${name} ${what}. ${advice}`, about);
    }
    if (dangling) return;
    if (link.from === link.to) {
      report('self-link', `${name} leads back to where it starts: point it at another node, or remove it.`, about);
      return;
    }
    const same = JSON.stringify([link.from, link.to, link.kind ?? 'sync', link.label ?? '']);
    if (seen.has(same)) {
      const message = `${name} is there twice: remove one, or give each a label that says what it carries.`;
      report('duplicate-link', message, about, 'warning');
    }
    seen.add(same);
    const kind = isLinkKind(link.kind) ? link.kind : 'sync';
    sound.push({ from: link.from as string, to: link.to as string, kind });
  });
  return sound;
}

/** What only shows when the links are followed: balancers that balance nothing, and nodes that no work can reach. */
function checkFlow(nodes: Map<string, Fields>, links: SoundLink[], report: Report): void {
  for (const [id, node] of nodes) {
    if (node.kind !== 'load-balancer') continue;
    if (links.some((link) => link.from === id && link.kind !== 'replication')) continue;
    const message = `Load balancer "${id}" has nothing behind it: link it to the servers that it shares the work among.`;
    report('nothing-behind', message, { node: id }, 'warning');
  }

  const starting = [...nodes].filter(([, node]) => isNodeKind(node.kind) && nodeKinds[node.kind].startsWork);
  if (!starting.some(([, node]) => node.kind === 'client')) return;
  const onward = new Map<string, string[]>();
  const add = (from: string, to: string) => onward.set(from, [...(onward.get(from) ?? []), to]);
  for (const { from, to, kind } of links) {
    add(from, to);
    // Peers that replicate to each other are drawn with one link, whichever of the two it starts from.
    if (kind === 'replication' || kind === 'cut') add(to, from);
  }
  const reached = new Set(starting.map(([id]) => id));
  for (const id of reached) for (const next of onward.get(id) ?? []) reached.add(next);
  for (const [id, node] of nodes) {
    if (reached.has(id)) continue;
    const what = isNodeKind(node.kind) ? capitalise(nodeKinds[node.kind].label) : 'Node';
    const message = `${what} "${id}" never gets any work, because no way from a client leads to it: link it from a node that uses it, or remove it.`;
    report('unreached-node', message, { node: id }, 'warning');
  }
}

function checkId(id: unknown, name: string, what: 'node' | 'region', ids: Set<string>, report: Report): boolean {
  if (typeof id !== 'string' || !/^[\p{L}\p{N}_.-]+$/u.test(id) || id.length > most.id) {
    const message = `${name} has ${id === undefined ? 'no id' : `the id ${show(id)}`}: use letters, digits, hyphens, underscores and dots, at most ${most.id} of them.`;
    report('bad-id', message);
    return false;
  }
  if (ids.has(id)) {
    report('duplicate-id', `Two ${what}s have the id "${id}": give each its own.`, { [what]: id });
    return false;
  }
  ids.add(id);
  return true;
}

function checkText(fields: Fields, property: 'label' | 'note', name: string, report: Report, about: About): void {
  const text = fields[property];
  if (text === undefined) return;
  if (typeof text !== 'string') {
    report('not-text', `${name} has ${show(text)} as its ${property}: use text in quotes.`, about);
  } else if (text.length > most[property]) {
    const message = `${name} has a ${property} of ${text.length} characters: use at most ${most[property]}.`;
    report('too-long', message, about);
  }
}

function checkLatency(fields: Fields, name: string, report: Report, about: About): void {
  const { latency } = fields;
  if (latency === undefined || (isNumber(latency) && latency >= 0)) return;
  const message = `${name} has a latency of ${show(latency)}: use a number of milliseconds, 0 or more.`;
  report('bad-latency', message, about);
}

/** The kinds of nodes that each of the properties belongs to which not every node has. */
const belongsTo: Record<string, readonly NodeKind[]> = {
  items: ['cache', 'cdn'],
  timeToLive: ['cache', 'cdn'],
  coalesce: ['cache', 'cdn'],
  visibility: ['queue'],
  deliveries: ['queue'],
  partitions: ['topic', 'broker', 'partition'],
  concurrency: ['function'],
  provisioned: ['function'],
  policy: ['load-balancer'],
  coldStart: ['function'],
  autoscale: ['web', 'application', 'service', 'worker', 'consumer'],
};

/** What only some kinds of nodes have. */
function checkBehaviour(node: Fields, name: string, report: Report, about: About): void {
  for (const [property, kinds] of Object.entries(belongsTo)) {
    if (node[property] === undefined || !isNodeKind(node.kind) || kinds.includes(node.kind)) continue;
    const owners = inSeries(kinds.map((kind) => nodeKinds[kind].plural));
    const message = `${name} has "${property}", which only ${owners} have: remove it, or change the kind of the node.`;
    report('misplaced-property', message, about);
  }
  const { items, policy, coldStart, autoscale } = node;
  if (items !== undefined && !(Number.isSafeInteger(items) && (items as number) >= 1)) {
    report('bad-items', `${name} has room for ${show(items)} items: use a whole number of at least 1.`, about);
  }
  if (coldStart !== undefined && !(isNumber(coldStart) && coldStart >= 0)) {
    const message = `${name} has a cold start of ${show(coldStart)}: use a number of milliseconds, 0 or more.`;
    report('bad-latency', message, about);
  }
  if (policy !== undefined && !(typeof policy === 'string' && Object.hasOwn(balancingPolicies, policy))) {
    report('unknown-policy', `${name} has ${unknown(policy, 'policy', Object.keys(balancingPolicies))}`, about);
  }
  if (autoscale !== undefined) checkAutoscale(autoscale, node, name, report, about);
}

function checkAutoscale(autoscale: unknown, node: Fields, name: string, report: Report, about: About): void {
  const bad = (message: string) => report('bad-autoscale', `${name} ${message}`, about);
  if (!isObject(autoscale)) {
    bad(`has ${show(autoscale)} as its autoscale: write { minimum: 2, maximum: 10, target: 0.6 }.`);
    return;
  }
  checkProperties(
    autoscale,
    'autoscale',
    `The autoscale of ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    report,
    about,
  );
  const { minimum, maximum, target, warmUp, cooldown } = autoscale;
  const count = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;
  if (!count(minimum) || !count(maximum) || minimum > maximum || maximum > most.autoscaled) {
    bad(
      `scales from ${show(minimum)} to ${show(maximum)} copies: use whole numbers from 1 to ${most.autoscaled}, the minimum not above the maximum.`,
    );
  } else if (
    node.replicas !== undefined &&
    !((node.replicas as number) >= minimum && (node.replicas as number) <= maximum)
  ) {
    bad(`begins with ${show(node.replicas)} replicas, which is not between its minimum and its maximum.`);
  }
  if (!(isNumber(target) && target > 0 && target <= 1)) {
    bad(`aims at a utilisation of ${show(target)}: use a number above 0 and up to 1, such as 0.6.`);
  }
  for (const [words, seconds] of [
    ['warm-up', warmUp],
    ['cooldown', cooldown],
  ] as const) {
    if (seconds === undefined || (isNumber(seconds) && seconds >= 0)) continue;
    bad(`has a ${words} of ${show(seconds)}: use a number of seconds, 0 or more.`);
  }
}

function checkProperties(
  fields: Fields,
  what: keyof typeof properties,
  name: string,
  report: Report,
  about?: About,
): void {
  for (const property of Object.keys(fields)) {
    if (!properties[what].includes(property)) {
      report('unknown-property', `${name} has ${unknown(property, 'property', properties[what])}`, about);
    }
  }
}

function listOf(value: unknown, property: 'nodes' | 'links' | 'regions', report: Report): unknown[] | undefined {
  if (!Array.isArray(value)) {
    report('not-an-architecture', `"${property}" is ${show(value)}: make it a list, such as ${property}: [].`);
    return undefined;
  }
  if (value.length > most[property]) {
    report('too-large', `There are ${value.length} ${property}: use at most ${most[property]}.`);
    return undefined;
  }
  // A copy without holes, so that a sparse list is checked where it is empty too.
  return Array.from(value);
}

/** 'the kind "databse", which does not exist. Did you mean "database"?' */
function unknown(value: unknown, what: string, known: string[]): string {
  const choices = known.map((name) => `"${name}"`);
  if (value === undefined) return `no ${what}: use one of ${inSeries(choices)}.`;
  const guess = nearest(value, known);
  const advice = guess ? `Did you mean "${guess}"?` : `Use one of ${inSeries(choices)}.`;
  return `the ${what} ${show(value)}, which does not exist. ${advice}`;
}

/** The known name that is a slip of the finger or two away from `value`. */
function nearest(value: unknown, known: string[]): string | undefined {
  if (typeof value !== 'string' || value.length > most.id) return undefined;
  const near = known
    .map((name) => ({ name, distance: editDistance(value.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.min(3, Math.floor(name.length / 3))))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** How many slips make one word of the other: a letter added, dropped or changed, or two neighbours swapped. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const before = rows[i - 1]!;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (same ? 0 : 1), swap));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Any value in a few characters, for a message. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  return String(value);
}
