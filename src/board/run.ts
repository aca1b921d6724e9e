/** A board at work: the scene that the stage plays, of one architecture or of two under the same load and luck. */
import { type Architecture, compile, type Load, targetOf } from '#architecture';
import type { Replay } from '#grading';
import {
  defineScene,
  type Recording,
  record,
  type Scene,
  type SystemChart,
  slider,
  systemWorld,
  type Target,
  type World,
} from '#scene';
import type { Sold } from './design-code.ts';
import { type BoardLoad, loadOf } from './load.ts';
import { boardBill, priceBy } from './prices.ts';

/** What is to be run: plain data, as it goes to the worker. */
export interface Job {
  /** One, or two that are compared. */
  architectures: readonly Architecture[];
  load: BoardLoad;
  /** What a design lab sells, where its prices hold instead of those that are set. */
  sold?: Sold;
}

/** What can be turned while it runs. */
export const knobs = { times: slider('Times the load', { min: 0.2, max: 4, step: 0.2, value: 1 }) };

/** Copies that all nodes together may have. */
const MOST_COPIES = 1_000;

/** Why a board cannot be run, in a sentence; undefined where it can. */
export function hindrance({ title, nodes }: Architecture): string | undefined {
  if (nodes.length === 0) return 'There is nothing to run: add a client, and what it calls.';
  if (!nodes.some(({ kind }) => kind === 'client' || kind === 'producer'))
    return `Nobody sends anything in “${title}”: add a client or a producer.`;
  const copies = nodes.reduce(
    (sum, { replicas = 1, autoscale }) => sum + Math.max(replicas, autoscale?.maximum ?? 1),
    0,
  );
  if (copies > MOST_COPIES)
    return `All nodes of “${title}” together have ${copies.toLocaleString('en-GB')} copies: a run takes at most ${MOST_COPIES.toLocaleString('en-GB')}.`;
  return undefined;
}

/** The scene of a job. Throws an Error for the viewer where it cannot be run. */
export function sceneOf({ architectures, load, sold }: Job): Scene<undefined, typeof knobs> {
  for (const architecture of architectures) {
    const why = hindrance(architecture);
    if (why) throw new Error(why);
  }
  const titles = distinctTitles(architectures);
  const price = priceBy(load.prices ?? {}, sold);
  // Costs of a part would be taken for those of the whole.
  const hasCosts = architectures.every((each) => boardBill(each, load.prices ?? {}, sold)?.unpriced.length === 0);
  return defineScene({
    title: titles.join(' and '),
    seconds: load.seconds,
    pace: Math.max(1, load.seconds / 40),
    still: 0,
    knobs,
    worlds({ seed, settings, tick }) {
      const made = loadOf(load, settings.times);
      if ('problem' in made) throw new Error(made.problem);
      return architectures.map((architecture, place): World => {
        const system = compile(architecture, { seed, load: made.load, window: tick });
        const world = systemWorld({
          title: titles[place]!,
          system,
          tick,
          charts: [...chartsOf(architecture), ...(hasCosts ? (['cost'] as const) : [])],
          price: (node) => price(node) ?? 0,
          oneIn: oneIn(made.load.rate),
        });
        return { ...world, targets: [...world.targets, ...wholeNodes(architecture), ...links(architecture)] };
      });
    },
  });
}

/** The recordings of a job, as a viewer asked for it. */
export function recordJob(job: Job, replay: Replay): Recording[] {
  return record(sceneOf(job), replay);
}

/** Dots that set out in a second, at most about so many: more are a rope and no dots. */
const DOTS_A_SECOND = 25;

/** Only one request in so many is drawn. */
function oneIn(rate: Load['rate']): number {
  const greatest = typeof rate === 'number' ? rate : Math.max(...rate.map(({ perSecond }) => perSecond));
  return 2 ** Math.max(0, Math.ceil(Math.log2(greatest / DOTS_A_SECOND)));
}

/** What is called alike is told apart: the title is the name of a world. */
function distinctTitles(architectures: readonly Architecture[]): string[] {
  const [first, second] = architectures.map(({ title }) => title);
  return second === undefined ? [first!] : [first === second ? `${first} (kept)` : first!, second];
}

function chartsOf({ nodes }: Architecture): SystemChart[] {
  return [
    'traffic',
    'times',
    ...(nodes.some(({ capacity }) => capacity !== undefined) ? (['utilisation', 'waiting'] as const) : []),
    ...(nodes.some(({ autoscale }) => autoscale) ? (['copies'] as const) : []),
  ];
}

/** Nodes of several copies, to be broken at once. */
function wholeNodes({ nodes }: Architecture): Target[] {
  return nodes
    .filter(
      ({ kind, replicas = 1, autoscale }) =>
        kind !== 'client' && kind !== 'producer' && (replicas > 1 || autoscale !== undefined),
    )
    .map(({ id }) => ({ target: targetOf({ node: id }), label: `All of ${id}`, does: 'crash' as const }));
}

function links({ links }: Architecture): Target[] {
  return links.flatMap(({ from, to, kind }, link) =>
    kind === 'cut' ? [] : [{ target: targetOf({ link }), label: `Link ${from} → ${to}`, does: 'cut' as const }],
  );
}
