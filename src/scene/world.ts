/**
 * A world made by hand, in the words that all scenes share: what its nodes say, what a viewer can break, what is told in events.
 * `systemWorld` says the same of a compiled architecture.
 */
import { type Architecture, harms, wordOf } from '#architecture';
import type { Simulation } from '#simulation';
import { inSeries } from '#words';
import type { ChartSpec, NodeView, Target, World } from './scene.ts';

/** A few words in a node, such as the value that a replica holds; undefined for none. Asked at each sample. */
export type Says = Readonly<Record<string, () => string | undefined>>;

/** What is told of a moment, in a sentence that is put together at that moment. */
export interface Telling {
  /** In seconds, or the end of the recording. */
  at: number | 'end';
  text: string | (() => string);
}

/** A list that leaves out what does not hold: `settings.loss && at(12, 'A machine is lost.')`. */
export type Tells = readonly (Telling | false | undefined)[];

/** Something that a viewer can break: a station that has these, or an object that says how it is done. */
export interface Breakable {
  /** As a strike names it. */
  name: string;
  label: string;
  crash?(): void;
  slow?(): void;
  cut?(): void;
  fail?(): void;
  recover(): void;
}

/** Copies of one part, as a `Tier` of #parts has them: each can stop and come back. */
interface Copies {
  readonly copies: readonly { readonly name: string; readonly place: number }[];
  crash(place: number): void;
  recover(place: number): void;
}

/** Every copy of a tier, to be broken one by one. A strike names it as `name` does, by the copy's own name when that is left out. */
export function eachCopy(
  tier: Copies,
  label: (number: number, name: string) => string,
  name: (number: number, name: string) => string = (_, own) => own,
): Breakable[] {
  return tier.copies.map((copy) => ({
    name: name(copy.place + 1, copy.name),
    label: label(copy.place + 1, copy.name),
    crash: () => tier.crash(copy.place),
    recover: () => tier.recover(copy.place),
  }));
}

/** A whole tier, to be broken at once. */
export function allCopies(
  tier: { readonly name: string; crash(): void; recover(): void },
  label: string,
  name = tier.name,
): Breakable {
  return { name, label, crash: () => tier.crash(), recover: () => tier.recover() };
}

export interface WorldOptions {
  /** What tells this world from the others of its scene. */
  title: string;
  simulation: Simulation;
  architecture: Architecture;
  /** How nodes are drawn. A node that is not here, and says nothing, is only drawn. */
  nodes?: World['nodes'];
  says?: Says;
  charts: readonly ChartSpec[];
  breaks?: readonly Breakable[];
  tells?: Tells;
  /** What the world itself told while it ran. */
  told?: readonly { at: number; text: string }[];
  /** Which node a station is drawn in, where the name of the station does not say it. */
  nodeOf?: World['nodeOf'];
  oneIn?: number;
  sample?: number;
  cut?: World['cut'];
}

/** A world of a scene. What is told of moments is planned at once, so it is to be made before its simulation runs. */
export function world(options: WorldOptions): World {
  const {
    title,
    simulation,
    architecture,
    nodes = {},
    says = {},
    charts,
    breaks = [],
    tells = [],
    told = [],
  } = options;
  return {
    title,
    simulation,
    architecture,
    nodes: withWords(nodes, says),
    nodeOf: options.nodeOf ?? nodesByName(architecture),
    charts,
    targets: breaks.map(targetOf),
    strike({ does, target }) {
      const breakable = breaks.find(({ name }) => name === target);
      const act = breakable?.[does];
      if (!act) throw new RangeError(`There is nothing called "${target}" to ${does}.`);
      act.call(breakable);
    },
    events: eventsOf(simulation, tells, told),
    ...(options.oneIn === undefined ? {} : { oneIn: options.oneIn }),
    ...(options.sample === undefined ? {} : { sample: options.sample }),
    ...(options.cut === undefined ? {} : { cut: options.cut }),
  };
}

/** Tells something at a second of the recording. */
export function at(second: number, text: Telling['text']): Telling {
  return { at: second, text };
}

/** Tells something at the end. */
export function atEnd(text: Telling['text']): Telling {
  return { at: 'end', text };
}

/** A chart with a line for each label: `chart('Payments', 'per second', { produced: perSecond(() => producers.sent, tick) })`. */
export function chart(
  title: string,
  unit: string,
  lines: Readonly<Record<string, (now: number) => number>>,
): ChartSpec {
  return { title, unit, series: Object.entries(lines).map(([label, read]) => ({ label, read })) };
}

/** Stations are called `web/2`, `web/2 work`, `viewers users`: the node is what comes before the first slash or space. */
export function nodesByName({ nodes }: Architecture): World['nodeOf'] {
  const ids = new Map(nodes.map(({ id }) => [wordOf(id), id]));
  return (station) => ids.get(station.split(/[/ ]/, 1)[0]!);
}

/** The views of nodes with what they say put into them. A node without a view is drawn with its words alone. */
export function withWords(nodes: World['nodes'], says: Says): World['nodes'] {
  const views = Object.entries(says).map(([id, words]) => {
    const view = own(nodes, id) ?? (() => ({ copies: [], waiting: 0 }));
    return [
      id,
      (): NodeView => {
        const text = words();
        return text === undefined ? view() : { ...view(), text };
      },
    ];
  });
  return { ...nodes, ...Object.fromEntries(views) };
}

/** What a record has itself under a name: a node may be called `constructor`. */
export function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Plans what is to be told at moments, and gives what a recording asks for at the end. */
export function eventsOf(simulation: Simulation, tells: Tells, told: WorldOptions['told'] = []): World['events'] {
  const events: { at: number; text: string }[] = [];
  const wordsOf = ({ text }: Telling) => (typeof text === 'string' ? text : text());
  const tell = (telling: Telling) => events.push({ at: simulation.now, text: wordsOf(telling) });
  const all = tells.filter((each) => each !== false && each !== undefined);
  for (const telling of all) if (telling.at !== 'end') simulation.after(telling.at * 1000, tell, telling);
  return () => {
    // The last of the ticks may end a hair beside the whole second.
    const end = Math.round(simulation.now);
    const last = all.filter((telling) => telling.at === 'end').map((telling) => ({ at: end, text: wordsOf(telling) }));
    return [...told, ...events, ...last];
  };
}

/** What a viewer does to it first is the first of these that it can suffer. */
function targetOf(breakable: Breakable): Target {
  const does = harms.find((each) => breakable[each]);
  if (!does) throw new Error(`"${breakable.label}" has nothing that breaks it: ${inSeries(harms, 'or')}.`);
  return { target: breakable.name, label: breakable.label, does };
}
