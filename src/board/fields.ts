/** The fields that an inspector shows: which ones a node or a link can have, what each may hold, and its sentence. All of it is read from the schema. */
import * as v from 'valibot';
import { type ArchitectureLink, type ArchitectureNode, type LinkKind, linkKinds, nodeKinds } from '#architecture';
import { balancingPolicies } from '../architecture/kinds.ts';
import { autoscale, belongsTo, link, node } from '../architecture/schema.ts';

export interface Field {
  name: string;
  label: string;
  /** What it means, in a sentence. */
  meaning: string;
  kind: 'text' | 'number' | 'switch' | 'choice';
  /** Of a choice: the values there are, each with its words. */
  options: readonly { value: string; label: string }[];
  /** Whether it may be left out. */
  isOptional: boolean;
}

const LABELS: Readonly<Record<string, string>> = {
  label: 'Label',
  replicas: 'Copies',
  capacity: 'Capacity, requests/s',
  latency: 'Latency, ms',
  items: 'Items',
  timeToLive: 'Time to live, ms',
  coalesce: 'Ask once for many',
  visibility: 'Visibility timeout, ms',
  deliveries: 'Deliveries',
  partitions: 'Partitions',
  concurrency: 'Concurrency',
  provisioned: 'Instances kept ready',
  coldStart: 'Cold start, ms',
  policy: 'Policy',
  note: 'Note',
  region: 'Region',
  kind: 'Kind',
  share: 'Share',
  step: 'Step',
  minimum: 'Least copies',
  maximum: 'Most copies',
  target: 'Aims at utilisation',
  warmUp: 'Warm-up, s',
  cooldown: 'Cooldown, s',
};

/** What users are is told by the load, not by figures of theirs. */
const NOT_OF_USERS = ['replicas', 'capacity', 'latency'];

const WORDS: Readonly<Record<string, string>> = {
  ...balancingPolicies,
  ...linkKinds,
  ...Object.fromEntries(Object.entries(nodeKinds).map(([kind, { label }]) => [kind, label])),
};

/** A field by its name in a schema; undefined for one that holds an object. */
function fieldOf(name: string, schema: v.GenericSchema): Field | undefined {
  const isOptional = 'wrapped' in schema;
  const held = (isOptional ? schema.wrapped : schema) as v.GenericSchema;
  const meaning = v.getDescription(held as Parameters<typeof v.getDescription>[0]) ?? '';
  const options =
    'options' in held ? (held.options as string[]).map((value) => ({ value, label: WORDS[value] ?? value })) : [];
  const kind = ({ string: 'text', number: 'number', boolean: 'switch', picklist: 'choice' } as const)[held.type];
  return kind && { name, label: LABELS[name] ?? name, meaning, kind, options, isOptional };
}

const fieldsOf = (entries: Readonly<Record<string, v.GenericSchema>>): Field[] =>
  Object.entries(entries).flatMap(([name, schema]) => fieldOf(name, schema) ?? []);

/** The fields of a node beside its id, those of its kind only. `regions` are the ids of the regions there are. */
export function nodeFields({ kind }: ArchitectureNode, regions: readonly { id: string; label: string }[]): Field[] {
  const isUsers = kind === 'client' || kind === 'producer';
  return fieldsOf(node.entries)
    .filter(({ name }) => {
      const owners: readonly string[] | undefined = belongsTo[name as keyof typeof belongsTo];
      return name !== 'id' && (!owners || owners.includes(kind)) && !(isUsers && NOT_OF_USERS.includes(name));
    })
    .flatMap((field) => {
      if (field.name !== 'region') return [field];
      const options = regions.map(({ id, label }) => ({ value: id, label }));
      return regions.length > 0 ? [{ ...field, kind: 'choice' as const, options }] : [];
    });
}

/** The fields of a link beside its ends. */
export function linkFields(_link: ArchitectureLink): Field[] {
  return fieldsOf(link.entries).filter(({ name }) => name !== 'from' && name !== 'to');
}

export const autoscaleFields: readonly Field[] = fieldsOf(autoscale.entries);

export const mayScale = ({ kind }: ArchitectureNode): boolean =>
  (belongsTo.autoscale as readonly string[]).includes(kind);

/** What somebody put into a field, as the notation holds it; undefined leaves it out. What is no number stays as it was typed, and the schema says so. */
export function valueFrom({ kind, isOptional }: Field, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed || undefined;
  if (typed.trim() === '' && isOptional) return undefined;
  if (kind !== 'number') return typed;
  const number = Number(typed.trim());
  return typed.trim() === '' || Number.isNaN(number) ? typed : number;
}

/** 'call: waits for the answer'. */
export const linkKindText = (kind: LinkKind = 'sync'): string => linkKinds[kind];
