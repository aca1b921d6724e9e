/**
 * The fields of the notation: what each may hold, and in a sentence what it means and in which unit. The types (`types.ts`) and
 * the messages to whoever gets one wrong (`validate.ts`) come from here. A message goes on from the name of the thing that it
 * is about: 'Node "cache" … has 0 replicas: use a whole number from 1 to 1,000.'
 */
import * as v from 'valibot';
import { number } from '#words';
import { show, unknownName } from './advice.ts';
import { LONGEST_ID } from './id-word.ts';
import {
  type BalancingPolicy,
  balancingPolicies,
  type LinkKind,
  linkKinds,
  type NodeKind,
  nodeKinds,
} from './kinds.ts';

// No call in this file has effects, and bundlers are told so (`@__NO_SIDE_EFFECTS__`): who only draws a name need not load it.

type Message = (issue: v.BaseIssue<unknown>) => string;

/** 'has a latency of -1: use a number of milliseconds, 0 or more.' In `told`, … stands for the value. @__NO_SIDE_EFFECTS__ */
function wrong(told: string, use: string): Message {
  return ({ input }) => `${told.replace('…', () => show(input))}: use ${use}.`;
}

/** A number of `unit` above 0; `what` is how a message calls it: 'a capacity'. @__NO_SIDE_EFFECTS__ */
function above0(what: string, unit: string) {
  const message = wrong(`has ${what} of …`, `a number of ${unit} above 0`);
  return v.pipe(v.number(message), v.finite(message), v.gtValue(0, message));
}

/** A number of `unit`, 0 or more. @__NO_SIDE_EFFECTS__ */
function from0(what: string, unit: string) {
  const message = wrong(`has ${what} of …`, `a number of ${unit}, 0 or more`);
  return v.pipe(v.number(message), v.finite(message), v.minValue(0, message));
}

/** A number above 0 and up to 1. @__NO_SIDE_EFFECTS__ */
function share(told: string, such = '') {
  const message = wrong(told, `a number above 0 and up to 1${such}`);
  return v.pipe(v.number(message), v.gtValue(0, message), v.maxValue(1, message));
}

/** A whole number in a range. Ranges end where a picture helps nobody any more, or a run takes for ever. @__NO_SIDE_EFFECTS__ */
function whole(told: string, least: number, greatest = Number.MAX_SAFE_INTEGER) {
  const range = greatest < Number.MAX_SAFE_INTEGER ? `from ${least} to ${number(greatest)}` : `of at least ${least}`;
  const message = wrong(told, `a whole number ${range}`);
  return v.pipe(v.number(message), v.safeInteger(message), v.minValue(least, message), v.maxValue(greatest, message));
}

/** In a text that shows something is a character that is no space and does not go unseen. U+2800 is a braille cell without a dot. */
const SHOWS = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u;

/** Any text; it is printed as it is written. `missing` is said where it must not be left out. @__NO_SIDE_EFFECTS__ */
function text(what: string, longest: number, missing?: string) {
  return v.pipe(
    v.string(({ input }) =>
      input === undefined && missing ? missing : `has ${show(input)} as its ${what}: use text in quotes.`,
    ),
    v.check((written) => !missing || SHOWS.test(written), missing),
    v.maxLength(longest, ({ input }) => `has a ${what} of ${number(input.length)} characters: use at most ${longest}.`),
  );
}

/** The id of something that stands elsewhere in the architecture. @__NO_SIDE_EFFECTS__ */
function reference(property: string, of: string) {
  return v.string(({ input }) =>
    input === undefined
      ? `has no "${property}": write the id of ${of}.`
      : `has ${show(input)} as its "${property}": write the id of ${of}, in quotes.`,
  );
}

/** Only names that the table has itself: 'constructor' is not one of them. @__NO_SIDE_EFFECTS__ */
function oneOf<Name extends string>(what: string, table: Readonly<Record<Name, unknown>>) {
  const names = Object.keys(table) as Name[];
  return v.picklist(names, ({ input }) => `has ${unknownName(input, what, names)}`);
}

/** @__NO_SIDE_EFFECTS__ */
function yesOrNo(property: string) {
  return v.boolean(wrong(`has … as its "${property}"`, 'true or false, without quotes'));
}

/** The name of a node or a region: any text. @__NO_SIDE_EFFECTS__ */
function identifier() {
  return v.pipe(
    v.string(
      ({ input }) =>
        `has ${input === undefined ? 'no id' : `${show(input)} as its id`}: use any text in quotes, such as id: "web".`,
    ),
    v.maxLength(
      LONGEST_ID,
      ({ input }) =>
        `has an id of ${number(input.length)} characters, ${show(input)}: use at most ${number(LONGEST_ID)}.`,
    ),
  );
}

/** A field that must be there, and what it means. @__NO_SIDE_EFFECTS__ */
function must<Schema extends v.GenericSchema>(schema: Schema, meaning: string) {
  return v.pipe(schema, v.description<v.InferOutput<Schema>, string>(meaning));
}

/** A field that may be left out, and what it means. @__NO_SIDE_EFFECTS__ */
function may<Schema extends v.GenericSchema>(schema: Schema, meaning: string) {
  return v.optional(must(schema, meaning));
}

/** @__NO_SIDE_EFFECTS__ */
function fields<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object(entries);
}

/** @__NO_SIDE_EFFECTS__ */
function list<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.readonly());
}

export const autoscale = fields({
  minimum: must(whole('has a minimum of …', 1, 200), 'The least number of copies.'),
  maximum: must(whole('has a maximum of …', 1, 200), 'The greatest number of copies; not below the minimum.'),
  target: must(
    share('aims at a utilisation of …', ', such as 0.6'),
    'The average utilisation that it aims at, in (0, 1].',
  ),
  warmUp: may(from0('a warm-up', 'seconds'), 'Seconds from ordering a copy until it serves; 30 when left out.'),
  cooldown: may(
    from0('a cooldown', 'seconds'),
    'Seconds after a change in which it takes no copy away; 60 when left out.',
  ),
});

export const node = fields({
  id: must(
    identifier(),
    'Its name for links, faults and reports, unique among the nodes: any text of up to 1,000 characters.',
  ),
  kind: must(oneOf<NodeKind>('kind', nodeKinds), 'What it is, and with that what it does with a request.'),
  label: may(
    text('label', 80),
    'What people call it: any text of up to 80 characters. Without one it is called by its kind.',
  ),
  replicas: may(
    whole('has … replicas', 1, 1_000),
    'How many identical copies run; 1 when left out. Of a tier that scales itself: how many it begins with.',
  ),
  capacity: may(
    above0('a capacity', 'requests per second'),
    'Requests per second that one copy can serve; without a limit when left out.',
  ),
  latency: may(
    from0('a latency', 'milliseconds'),
    'Milliseconds that one request spends in it, on average; none when left out.',
  ),
  items: may(
    whole('has room for … items', 1),
    'How many items one copy of a cache or a CDN can hold; as many as there are when left out.',
  ),
  timeToLive: may(
    above0('a time to live', 'milliseconds'),
    'Milliseconds that a cache or a CDN keeps an item before it asks for it anew; for ever when left out.',
  ),
  coalesce: may(
    yesOrNo('coalesce'),
    'Whether a cache or a CDN asks only once for an item that many wait for at the same time; each asks for itself when left out.',
  ),
  visibility: may(
    above0('a visibility timeout', 'milliseconds'),
    'Milliseconds that a consumer has to finish a message of a queue before the queue gives it to another.',
  ),
  deliveries: may(
    whole('delivers a message … times', 1),
    'How often a queue delivers a message before it puts it aside as a dead letter; without end when left out.',
  ),
  partitions: may(
    whole('has … partitions', 1, 1_000),
    'How many partitions a topic is split into, each with an order of its own.',
  ),
  concurrency: may(
    whole('has a concurrency of …', 1, 10_000),
    'How many instances of a function may run at the same time, at most.',
  ),
  provisioned: may(
    whole('keeps … instances ready', 0, 10_000),
    'How many instances of a function are kept ready, so that they have no cold start; none when left out. Not more than its concurrency.',
  ),
  coldStart: may(
    from0('a cold start', 'milliseconds'),
    'Milliseconds that a new instance of a function takes before its first request; none when left out.',
  ),
  policy: may(
    oneOf<BalancingPolicy>('policy', balancingPolicies),
    'Whom a load balancer sends the next request to; each in turn when left out.',
  ),
  autoscale: may(autoscale, 'How a tier changes its number of copies by itself; not at all when left out.'),
  note: may(text('note', 200), 'A short remark, printed under the label: any text of up to 200 characters.'),
  region: may(reference('region', 'a region'), 'The id of the region that it stands in; none when left out.'),
});

/** The kinds of nodes that a field belongs to, for those that not every node has. */
export const belongsTo = {
  items: ['cache', 'cdn'],
  timeToLive: ['cache', 'cdn'],
  coalesce: ['cache', 'cdn'],
  visibility: ['queue'],
  deliveries: ['queue'],
  partitions: ['topic', 'broker', 'partition'],
  concurrency: ['function'],
  provisioned: ['function'],
  coldStart: ['function'],
  policy: ['load-balancer'],
  autoscale: ['web', 'application', 'service', 'worker', 'consumer'],
} as const satisfies Partial<Record<keyof typeof node.entries, readonly NodeKind[]>>;

export const link = fields({
  from: must(reference('from', 'the node that it leads from'), 'The id of the node that sends.'),
  to: must(reference('to', 'the node that it leads to'), 'The id of the node that receives.'),
  label: may(text('label', 80), 'What it carries: any text of up to 80 characters, printed beside it.'),
  kind: may(
    oneOf<LinkKind>('link kind', linkKinds),
    'Whether the sender waits for the answer; "sync", which does, when left out.',
  ),
  latency: may(
    from0('a latency', 'milliseconds'),
    'Milliseconds that the way takes, one way; none when left out. Of a link for replication: how long a write takes until the replica has it.',
  ),
  share: may(
    share('has a share of …'),
    "The share of the sender's requests that take this way, in (0, 1]; 1 when left out. Where the sender chooses one of several ways (a client, a balancer), shares are weights.",
  ),
  step: may(
    whole('has a step of …', 1, 1_000),
    'In which step of its work the sender follows it, where it follows several one after the other; 1 when left out. Within a step, a cache beside the data is asked first, the other calls follow by the kinds of what they call, and messages are sent last; what is equal in this goes by the ids of those called.',
  ),
});

export const region = fields({
  id: must(
    identifier(),
    'Its name for nodes and faults, unique among the regions: any text of up to 1,000 characters.',
  ),
  label: must(
    text('label', 80, 'has no label: add the words to print on it.'),
    'The words to print on it: any text of up to 80 characters that shows something.',
  ),
});

export const architecture = fields({
  title: must(
    text('title', 160, 'has no title: add one, such as title: "Web shop".'),
    'What the system is: any text of up to 160 characters that shows something.',
  ),
  nodes: must(
    list(node),
    'Its parts, at least one; what is alike is one node with replicas. Their order means nothing.',
  ),
  links: must(
    list(link),
    'The ways between them, in the direction in which the work flows. Their order means nothing.',
  ),
  regions: may(
    list(region),
    'Places and groups with a border drawn round them, each with a node in it; none when left out.',
  ),
});
