/** The learner's router before a shop's shards, beside one that asks everybody. */
import { sketch } from '#architecture';
import {
  atEnd,
  chart,
  choice,
  defineScene,
  eachShard,
  growth,
  type NodeView,
  nodesByName,
  percentOf,
  shardNode,
  sketchOfShards,
  slider,
  soFar,
  trafficCharts,
  type World,
  workOf,
  world,
} from '#scene';
import { whole } from '#words';
import { route } from './solution.ts';
import { type Route, type ShopSettings, startShop } from './world.ts';

const reference = { route };
/** Response times are those of so many ticks: a percentile needs many queries. */
const WINDOW = 4;
const SAMPLES_A_SECOND = 40;

const askEverybody: Route = (_query, topology) =>
  topology.by === 'range' ? topology.chunks.map(({ shard }) => shard) : [...topology.slots];

export default defineScene({
  title: 'A query finds its shards',
  seconds: 30,
  pace: 1,
  still: 8,
  knobs: {
    shards: slider('Shards', { min: 1, max: 8, value: 4 }),
    cut: choice('Orders are cut by customer', { range: 'into ranges', hash: 'by a hash' }, 'range'),
    others: slider('Queries that do not name the customer', { min: 0, max: 60, step: 10, value: 10, unit: '%' }),
    beside: choice('Beside it', { everybody: 'a router that asks everybody', reference: 'the reference' }, 'everybody'),
    rate: slider('Load', { min: 50, max: 400, step: 50, value: 200, unit: 'queries/s' }),
  },
  reference,
  worlds({ seed, settings: { beside, others, ...settings }, tick, learner }) {
    const worldOf = (title: string, by: Route) =>
      shopWorld(title, by, { ...settings, others: others / 100 }, seed, tick);
    const isReference = learner === reference;
    return [
      ...(isReference ? [worldOf('Asks who has the rows', route)] : [worldOf('Yours', learner.route)]),
      ...(beside === 'everybody' ? [worldOf('Asks everybody', askEverybody)] : []),
      ...(beside === 'reference' && !isReference ? [worldOf('The reference', route)] : []),
    ];
  },
});

function shopWorld(title: string, by: Route, settings: ShopSettings, seed: number, tick: number): World {
  const window = WINDOW * tick;
  const { simulation, shop, router, tier, copies, told } = startShop(by, settings, seed, window);
  const shards = sketchOfShards(copies.length);
  const architecture = sketch(
    'A shop, its router and its shards',
    `shop: application "Shop" > router: service "Router"\n${shards.nodes}\nrouter > ${shards.ids}`,
  );
  const byName = nodesByName(architecture);
  const { failures, tail } = trafficCharts([shop], window);
  const works = workOf(tier);
  const busy = works.map((each) => percentOf(each.busy, (now) => now, 4));
  const view = (place: number) => {
    const used = percentOf(works[place]!.busy, (now) => now, SAMPLES_A_SECOND);
    return (): NodeView => {
      const { serves } = copies[place]!;
      return {
        copies: [{ state: serves ? 'up' : 'down', busy: serves ? used(simulation.now) / 100 || 0 : 0 }],
        waiting: works[place]!.waiting(),
      };
    };
  };
  const [queries, parts] = [growth(() => router.asked.queries, WINDOW), growth(() => router.asked.parts, WINDOW)];
  return world({
    title,
    simulation,
    architecture,
    nodes: Object.fromEntries(copies.map(({ place }) => [`shard-${place + 1}`, view(place)])),
    nodeOf: (station) => byName(shardNode(station)),
    says: {
      router: () => (router.wrong.incomplete > 0 ? 'rows are missing' : undefined),
      shop: () => `${soFar(shop).percentFailed.toFixed(0)} % failed`,
    },
    charts: [
      chart('Shards asked for a query', 'on average', { asked: (now) => parts(now) / queries(now) }),
      chart('Shards work', '% of their time', {
        'all together': (now) => busy.reduce((sum, each) => sum + (each(now) || 0), 0) / busy.length,
      }),
      tail(),
      failures(),
      chart('What went wrong so far', 'times', {
        'rows missing from an answer': () => router.wrong.incomplete,
        'a shard asked for nothing': () => router.wrong.inVain,
      }),
    ],
    breaks: eachShard(tier),
    told,
    tells: [
      atEnd(
        () =>
          `${whole(router.asked.queries)} queries asked ${(router.asked.parts / Math.max(1, router.asked.queries)).toFixed(2)} shards each; ${soFar(shop).percentFailed.toFixed(1)} % failed.`,
      ),
    ],
    oneIn: 6,
  });
}
