/** The store as a world of a scene: its shards side by side, how many rows each has, and what those who ask see of a move. */
import { type Architecture, sketch } from '#architecture';
import { atEnd, chart, type NodeView, nodesByName, percentOf, soFar, trafficCharts, type World, world } from '#scene';
import { whole } from '#words';
import { type Placement, type StoreSettings, startStore } from './world.ts';

/** Response times are those of so many ticks: a percentile needs many requests. */
const WINDOW = 4;
const SAMPLES_A_SECOND = 20;

const idOf = (station: string) => station.replace(/^shard\//, 'shard-');

function architectureOf(count: number): Architecture {
  const shards = Array.from({ length: count }, (_, place) => `shard-${place + 1}: shard "Shard ${place + 1}"`);
  const ids = shards.map((shard) => shard.split(':', 1)[0]!);
  return sketch(
    'A store on several shards',
    `customers: client "Customers" > router: service "Router"\n${shards.join('; ')}\nrouter > ${ids.join(', ')}`,
  );
}

export function storeWorld(
  title: string,
  placement: Placement,
  settings: StoreSettings,
  seed: number,
  tick: number,
): World {
  const window = WINDOW * tick;
  const store = startStore(placement, settings, seed, window);
  const { simulation, customers, tier, copies, moves, told, rowsOn } = store;
  const architecture = architectureOf(copies.length);
  const byName = nodesByName(architecture);
  const { failures, tail } = trafficCharts([customers], window);
  const busyOf = copies.map(
    ({ work }) =>
      (now: number) =>
        work && 'busyMilliseconds' in work ? work.busyMilliseconds(now) : 0,
  );
  const lately = busyOf.map((busy) => percentOf(busy, (now) => now, 4));
  const serving = () => copies.filter(({ state }) => state !== 'off').map(({ place }) => rowsOn()[place]!);
  const view = (place: number) => {
    const used = percentOf(busyOf[place]!, (now) => now, SAMPLES_A_SECOND);
    return (): NodeView => {
      const copy = copies[place]!;
      const busy = used(simulation.now) / 100 || 0;
      const waiting = copy.work && 'waiting' in copy.work ? copy.work.waiting : 0;
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
    nodeOf: (station) => byName(idOf(station)),
    says: {
      router: () => (left() > 0 ? `${whole(Math.ceil(left() / 10) * 10)} rows to move` : undefined),
      customers: () => `${soFar(customers).percentFailed.toFixed(0)} % failed`,
    },
    charts: [
      chart('Rows moved so far', 'rows', { moved: () => moves.done }),
      chart('Rows on one shard', 'rows', {
        'on the fullest': () => Math.max(...serving()),
        'on the emptiest': () => Math.min(...serving()),
      }),
      chart('The busiest shard works', '% of its time', {
        busiest: (now) => Math.max(...lately.map((each) => each(now) || 0)),
      }),
      tail(),
      failures(),
    ],
    breaks: copies.map(({ place }) => ({
      name: `shard-${place + 1}`,
      label: `Shard ${place + 1}`,
      crash: () => tier.crash(place),
      recover: () => tier.recover(place),
    })),
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
