/**
 * Finds what is wrong with an architecture and says it to the person who wrote it. Learners write architectures by
 * hand and other people's files may hold anything, so the input is treated as unknown data throughout. What each field may
 * hold stands in `schema.ts`, and how fields and parts fit together in `fit.ts`: here they are asked in order.
 */
import * as v from 'valibot';
import { quoted } from '#words';
import { show, unknownName } from './advice.ts';
import {
  checkAutoscaleFits,
  checkEnds,
  checkFlow,
  checkNodeFits,
  checkRegion,
  checkRegionsUsed,
  type SoundLink,
  type SoundNode,
} from './fit.ts';
import type { About, Problem, ProblemCode, Report } from './problem.ts';
import { architecture, autoscale, link, node, region } from './schema.ts';

type Fields = Record<string, unknown>;

/** Sizes beyond which a picture helps nobody. */
const most = { nodes: 60, links: 150, regions: 30 };

/**
 * Everything that is wrong with `input`, in the order in which it is written; an empty list when it is a sound architecture.
 * Takes any value whatever and never throws.
 */
export function validate(input: unknown): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, message, about = {}, severity = 'error') => {
    problems.push({ code, severity, message, ...about });
  };
  try {
    checkAll(input, report);
  } catch {
    // Only an object with getters or traps of its own can end up here.
    report('not-an-architecture', 'The architecture cannot be read: write it as a plain object with plain values.');
  }
  return problems;
}

function checkAll(input: unknown, report: Report): void {
  if (!isObject(input)) {
    report('not-an-architecture', `An architecture is an object with a title, nodes and links, not ${show(input)}.`);
    return;
  }
  soundFields(input, architecture, 'The architecture', report);
  const nodes = listOf(input.nodes, 'nodes', report);
  const links = listOf(input.links, 'links', report);
  const regions = input.regions === undefined ? [] : listOf(input.regions, 'regions', report);
  if (!nodes || !links || !regions) return;
  if (nodes.length === 0) report('no-nodes', 'The architecture has no nodes: add at least one to "nodes".');

  const regionIds = checkRegions(regions, report);
  const nodesById = checkNodes(nodes, regionIds, report);
  checkRegionsUsed(regionIds, nodesById, report);
  checkFlow(nodesById, checkLinks(links, nodesById, report), report);
}

/** Returns the ids of the regions. */
function checkRegions(regions: readonly unknown[], report: Report): Set<string> {
  const ids = new Set<string>();
  regions.forEach((input, index) => {
    const place = `Region ${index + 1}`;
    if (!isObject(input)) {
      report('not-an-object', `${place} is ${show(input)}: write it as { id: "…", label: "…" }.`);
      return;
    }
    const id = idOf(input, place, 'region', ids, report);
    if (id !== undefined) soundFields(input, region, `Region ${quoted(id)}`, report, { region: id });
  });
  return ids;
}

/** Returns what is sound of each node, by its id. */
function checkNodes(nodes: readonly unknown[], regions: Set<string>, report: Report): Map<string, SoundNode> {
  const ids = new Set<string>();
  const byId = new Map<string, SoundNode>();
  nodes.forEach((input, index) => {
    const place = `Node ${index + 1}`;
    if (!isObject(input)) {
      report('not-an-object', `${place} is ${show(input)}: write it as { id: "…", kind: "…" }.`);
      return;
    }
    const id = idOf(input, place, 'node', ids, report);
    if (id === undefined) return;
    const name = `Node ${quoted(id)}`;
    const about = { node: id };
    const sound = { ...soundFields(input, node, name, report, about), id };
    byId.set(id, sound);
    const given = Object.keys(node.entries).filter((property) => input[property] !== undefined);
    checkNodeFits(sound, given, name, report);
    if (isObject(input.autoscale)) {
      const scaling = soundFields(input.autoscale, autoscale, `The autoscale of node ${quoted(id)}`, report, about);
      checkAutoscaleFits(scaling, sound, name, report);
    } else if (input.autoscale !== undefined) {
      const message = `${name} has ${show(input.autoscale)} as its autoscale: write { minimum: 2, maximum: 10, target: 0.6 }.`;
      report('bad-autoscale', message, about);
    }
    checkRegion(sound, regions, name, report);
  });
  return byId;
}

/** Returns the links that lead from one node to another. */
function checkLinks(links: readonly unknown[], nodes: ReadonlyMap<string, SoundNode>, report: Report): SoundLink[] {
  const leading: SoundLink[] = [];
  const seen = new Set<string>();
  links.forEach((input, index) => {
    const about = { link: index };
    if (!isObject(input)) {
      report('not-an-object', `Link ${index + 1} is ${show(input)}: write it as { from: "…", to: "…" }.`, about);
      return;
    }
    const name = `Link ${index + 1}, from ${show(input.from)} to ${show(input.to)},`;
    const sound = soundFields(input, link, name, report, about);
    if (!checkEnds(sound, nodes, name, report, about)) return;
    const same = JSON.stringify([sound.from, sound.to, sound.kind ?? 'sync', sound.label ?? '']);
    if (seen.has(same)) {
      const message = `${name} is there twice: remove one, or give each a label that says what it carries.`;
      report('duplicate-link', message, about, 'warning');
    }
    seen.add(same);
    leading.push(sound);
  });
  return leading;
}

/**
 * The fields that hold what they may, each read once; the others are reported, and so is what the schema does not know. Fields
 * that hold objects or lists are left to whoever goes on into them.
 */
function soundFields<Entries extends v.ObjectEntries>(
  input: Fields,
  { entries }: v.ObjectSchema<Entries, undefined>,
  name: string,
  report: Report,
  about?: About,
): Partial<v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  const known = Object.keys(entries);
  for (const property of Object.keys(input)) {
    if (known.includes(property)) continue;
    report('unknown-property', `${name} has ${unknownName(property, 'property', known)}`, about);
  }
  const sound: Fields = {};
  for (const [property, schema] of Object.entries(entries)) {
    const field: v.GenericSchema = 'wrapped' in schema ? schema.wrapped : schema;
    if ('entries' in field || 'item' in field) continue;
    const value = input[property];
    const { success, issues } = v.safeParse(schema, value, { abortEarly: true });
    if (success) sound[property] = value;
    else report(`bad-${property}` as ProblemCode, `${name} ${issues[0].message}`, about);
  }
  return sound as Partial<v.InferOutput<v.ObjectSchema<Entries, undefined>>>;
}

/** The id, if it is one and nobody has it yet. Without it nothing else can be said about its owner. */
function idOf(
  input: Fields,
  place: string,
  what: 'node' | 'region',
  ids: Set<string>,
  report: Report,
): string | undefined {
  const { success, output: id, issues } = v.safeParse(node.entries.id, input.id, { abortEarly: true });
  if (!success) {
    report('bad-id', `${place} ${issues[0].message}`);
    return undefined;
  }
  if (ids.has(id)) {
    report('duplicate-id', `Two ${what}s have the id ${quoted(id)}: give each its own.`, { [what]: id });
    return undefined;
  }
  ids.add(id);
  return id;
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

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
