/** The store that grows as a world of a scene: its shards side by side, how many rows each has, and what those who ask see of a move. */
import { type Architecture, sketch } from '../architecture/index.ts';
import { whole } from '../words/words.ts';
import { type GrowingStoreSettings, type Placement, startGrowingStore } from './growing-store.ts';
import { slider } from './knobs.ts';
import { percentOf, soFar } from './measures.ts';
import type { NodeView, World } from './scene.ts';
import { eachShard, shardNode, sketchOfShards, workOf } from './shards.ts';
import { trafficCharts } from './system-charts.ts';
import { atEnd, chart, nodesByName, world } from './world.ts';

/** Response times are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;
const SAMPLES_A_SECOND = 20;

/** What can be turned of every such store, whatever else a scene adds. `row` is what one of its rows is, as in 'customer'. */
export function growingStoreKnobs(row: string) {
  return {
    shards: slider('Shards at first', { min: 1, max: 6, value: 4 }),
    added: slider('Shards that join at 10 s', { min: 0, max: 4, value: 1 }),
    rate: slider('Load', { min: 50, max: 700, step: 50, value: 300, unit: 'requests/s' }),
    hot: slider(`Share of one ${row}`, { min: 0, max: 60, step: 10, value: 0, unit: '%' }),
  };
}

function architectureOf(count: number, who: string): Architecture {
  const { nodes, ids } = sketchOfShards(count);
  return sketch(
    'A store on several shards',
    `customers: client "${who}" > router: service "Router"\n${nodes}\nrouter > ${ids}`,
  );
}

/** `who` asks for its rows. */
export function growingStoreWorld(
  title: string,
  placement: Placement,
  settings: GrowingStoreSettings,
  seed: number,
  tick: number,
  who: string,
): World {
  const window = WINDOW * tick;
  const store = startGrowingStore(placement, settings, seed, window);
  const { simulation, customers, tier, copies, moves, told, rowsOn } = store;
  const architecture = architectureOf(copies.length, who);
  const byName = nodesByName(architecture);
  const { failures, tail } = trafficCharts([customers], window);
  const works = workOf(tier);
  const lately = works.map(({ busy }) => percentOf(busy, (now) => now, 4));
  const serving = () => copies.filter(({ state }) => state !== 'off').map(({ place }) => rowsOn()[place]!);
  const view = (place: number) => {
    const used = percentOf(works[place]!.busy, (now) => now, SAMPLES_A_SECOND);
    return (): NodeView => {
      const copy = copies[place]!;
      const busy = used(simulation.now) / 100 || 0;
      const waiting = works[place]!.waiting();
      if (copy.state === 'off') return { copies: [{ state: 'off', busy: 0 }], waiting: 0, text: 'not there yet' };
      // To the nearest ten: numbers that run cannot be read.
      const text = `${whole(Math.round(rowsOn()[place]! / 10) * 10)} rows`;
      return { copies: [{ state: copy.serves ? 'up' : 'down', busy: copy.serves ? busy : 0 }], waiting, text };
    };
  };
  const left = () => moves.planned - moves.done;
  return world({
    title,
    simulation,
    architecture,
    nodes: Object.fromEntries(copies.map(({ place }) => [`shard-${place + 1}`, view(place)])),
    nodeOf: (station) => byName(shardNode(station)),
    says: {
      router: () => (left() > 0 ? `${whole(Math.ceil(left() / 10) * 10)} rows to move` : undefined),
      customers: () => `${soFar(customers).percentFailed.toFixed(0)} % failed`,
    },
    charts: [
      chart('Rows moved so far', 'rows', { moved: () => moves.done }),
      chart('Rows on one shard', 'rows', {
        fullest: () => Math.max(...serving()),
        emptiest: () => Math.min(...serving()),
      }),
      chart('The busiest shard works', '% of its time', {
        busiest: (now) => Math.max(...lately.map((each) => each(now) || 0)),
      }),
      tail(),
      failures(),
    ],
    breaks: eachShard(tier),
    told,
    tells: [
      atEnd(
        () =>
          `${whole(moves.done)} rows were moved; ${soFar(customers).percentFailed.toFixed(1)} % of all requests failed.`,
      ),
    ],
    oneIn: 6,
  });
}
