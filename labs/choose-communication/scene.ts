/**
 * A shop that turns to others as the learner's `choose` says: each of its three interactions becomes a call, a queue or a topic, and the
 * architecture that follows is run. Beside it stands the same shop by the reference, or with calls throughout.
 */
import { compile, sketch } from '#architecture';
import {
  at,
  atEnd,
  attempt,
  choice,
  defineScene,
  type SceneInput,
  shown,
  slider,
  soFar,
  systemWorld,
  type World,
} from '#scene';
import { inSeries, number } from '#words';
import { choose } from './solution.ts';
import type { Choice, Interaction } from './types.ts';

type Choose = (interaction: Interaction) => Choice;
type Style = Choice['style'];

const reference = { choose: choose as Choose };

const SECONDS = 30;
/** Orders come faster in between, in s. */
const [RUSH_FROM, RUSH_TO] = [8, 20];
const QUIET = 20;
/** How long a shopper waits, and how long the shop wants an answer to take at most, in ms. */
const [PATIENCE, WANTED] = [2_000, 300];
/** The 99th percentile of an exponential time is so many means. */
const P99_OF_MEAN = Math.log(100);

const knobs = {
  card: slider('The card check takes, at its slowest', { min: 50, max: 2000, step: 50, value: 200, unit: 'ms' }),
  capacity: slider('The bank can do', { min: 20, max: 200, step: 10, value: 100, unit: 'a second' }),
  rush: slider(`${RUSH_FROM} s to ${RUSH_TO} s: orders`, { min: 20, max: 150, step: 10, value: 60, unit: 'a second' }),
  beside: choice('Beside it', { calls: 'calls throughout', reference: 'the reference' }, 'calls'),
};

type Settings = SceneInput<typeof knobs>['settings'];
type Input = Pick<SceneInput<typeof knobs>, 'seed' | 'settings' | 'tick'>;

export default defineScene({
  title: 'Ask, or leave a message',
  seconds: SECONDS,
  pace: 1.5,
  still: 12,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const isReference = learner === reference;
    const { beside } = input.settings;
    return [
      shopWorld(isReference ? 'As the table says' : 'Yours', learner.choose, input),
      ...(beside === 'calls'
        ? [shopWorld('Calls throughout', () => ({ style: 'call', because: 'answer-needed' }), input)]
        : []),
      ...(beside === 'reference' && !isReference ? [shopWorld('The reference', choose, input)] : []),
    ];
  },
});

/** One thing that the shop wants of others, and who they are. */
interface Wish {
  what: string;
  asks: Interaction;
  others: { id: string; label: string; capacity: number; latency: number }[];
}

function wishesOf({ card, capacity, rush }: Settings): Wish[] {
  const usual = { slowest: 400, patience: WANTED, peak: rush, capacity: 200 };
  const other = (id: string, label: string) => ({ id, label, capacity: 200, latency: 90 });
  return [
    {
      what: 'The card check',
      asks: { ...usual, outcome: 'now', receivers: 1, slowest: card, capacity },
      others: [{ id: 'bank', label: 'Bank', capacity, latency: card / P99_OF_MEAN }],
    },
    {
      what: 'The invoice',
      asks: { ...usual, outcome: 'later', receivers: 1 },
      others: [other('invoices', 'Invoices')],
    },
    {
      what: 'That an order was placed',
      asks: { ...usual, outcome: 'never', receivers: 3 },
      others: [other('stock', 'Stock'), other('figures', 'Statistics'), other('mail', 'Mail')],
    },
  ];
}

const STYLES: Record<Style, string> = {
  call: 'is asked for',
  accept: 'is promised',
  queue: 'is left in a queue',
  publish: 'is published',
};

/** Asks `choose`, whose answer may be anything; what is no style is not done at all. */
function styleOf(by: Choose, { what, asks }: Wish): { style: Style } | { why: string } {
  const asked = attempt(() => by({ ...asks }));
  if ('threw' in asked) return { why: `choose threw ${asked.threw}. ${what} is not done.` };
  const answer: unknown = asked.answer;
  const style: unknown = typeof answer === 'object' && answer !== null && 'style' in answer ? answer.style : undefined;
  if (typeof style === 'string' && Object.hasOwn(STYLES, style)) return { style: style as Style };
  return { why: `choose gave ${shown(answer)}: that is no style. ${what} is not done.` };
}

function shopWorld(title: string, by: Choose, { seed, settings, tick }: Input): World {
  const wishes = wishesOf(settings);
  const done = wishes.map((wish) => ({ ...wish, how: styleOf(by, wish) }));
  const site = sketch(
    title,
    `shoppers: client "Shoppers" > shop: application "Shop"\n${done.map(({ how, others }) => ('style' in how ? wayTo(how.style, others) : '')).join('\n')}`,
    {
      shop: { capacity: 400, latency: 5 },
      ...Object.fromEntries(
        done.flatMap(({ how, others }) =>
          'style' in how ? others.map(({ id, capacity, latency }) => [id, { capacity, latency }]) : [],
        ),
      ),
    },
  );
  const rate = [
    { from: 0, perSecond: QUIET },
    { from: RUSH_FROM * 1000, perSecond: settings.rush },
    { from: RUSH_TO * 1000, perSecond: QUIET },
  ];
  const system = compile(site, { seed, load: { rate, writes: 1, patience: PATIENCE }, window: tick });
  const failed = () => number(soFar(system).failed);
  const ways = done.flatMap(({ what, how }) => ('style' in how ? [`${what} ${STYLES[how.style]}`] : []));
  return systemWorld({
    title,
    system,
    tick,
    charts: ['tail', 'failures', 'waiting'],
    oneIn: 4,
    says: { shoppers: () => `${failed()} failed` },
    tells: [
      ...done.map(({ how }) => 'why' in how && at(0, how.why)),
      ways.length > 0 && at(0, `${inSeries(ways)}.`),
      at(RUSH_FROM, `${settings.rush} orders a second instead of ${QUIET}.`),
      at(RUSH_TO, 'The rush is over.'),
      atEnd(() => `${number(soFar(system).answered)} orders were taken, ${failed()} failed.`),
    ],
  });
}

/** The way to others in one style, in the words of a sketch. */
function wayTo(style: Style, others: Wish['others']): string {
  const named = (kind: string) => others.map(({ id, label }) => `${id}: ${kind} "${label}"`).join(', ');
  const [first] = others;
  if (style === 'call') return `shop > ${named('service')}`;
  if (style === 'publish') return `shop ~> ${first!.id}-topic: topic "Topic" ~> ${named('consumer')}`;
  return `shop ~> ${first!.id}-queue: queue "Queue" ~> ${named('worker')}`;
}
