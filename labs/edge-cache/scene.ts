/**
 * The learner's edges and choices at work for three cities, beside the reference, and beside what it would be without: viewers straight at the
 * origin, edges where each miss fetches for itself, edges that never give out what is stale.
 */
import { type Architecture, sketch } from '#architecture';
import {
  at,
  atEnd,
  type Breakable,
  chart,
  choice,
  defineScene,
  growth,
  lately,
  nodesByName,
  perSecond,
  type SceneInput,
  slider,
  soFar,
  type World,
  world,
} from '#scene';
import { whole } from '#words';
import { createEdge, nearestEdge } from './solution.ts';
import type { Edge } from './types.ts';
import { CITIES, type Network, nameOf, startDelivery, strikeEdge } from './world.ts';

const SECONDS = 40;
/** Different things that are asked for. */
export const SEGMENTS = { many: 300, one: 1 };
const reference: Network = { createEdge, nearestEdge };

/** Each request that finds no copy fetches one: a request of its own path, so that nobody joins it. */
const eachForItself: Network = {
  nearestEdge,
  createEdge(capacity) {
    const shared = createEdge(capacity);
    const alone = new Map<string, { path: string; request: string }>();
    let queries = 0;
    const edge: Edge = {
      ask(request, path, now) {
        const effects = shared.ask(request, path, now);
        if (effects.length > 0) return effects;
        const query = `alone ${++queries}`;
        alone.set(query, { path, request });
        return [{ fetch: path, query }];
      },
      answered(query, answer, now) {
        const mine = alone.get(query);
        alone.delete(query);
        if (mine) {
          return [
            answer.ok
              ? { reply: mine.request, ok: true, body: answer.body, age: 0 }
              : { reply: mine.request, ok: false },
          ];
        }
        // Those who went alone have their answer by a fetch of their own: only the first is answered here.
        return shared.answered(query, answer, now).slice(0, 1);
      },
    };
    return edge;
  },
};

const knobs = {
  beside: choice('Beside it', { straight: 'straight to London', alone: 'each miss fetches for itself' }, 'straight'),
  films: choice('They ask for', { many: 'segments of many films', one: 'one live picture' }, 'many'),
  rate: slider('Viewers in each city', { min: 5, max: 60, step: 5, value: 20, unit: 'requests/s' }),
  life: slider('max-age', { min: 0, max: 60, value: 20, unit: 's' }),
  stale: slider('stale-while-revalidate', { min: 0, max: 60, value: 0, unit: 's' }),
  room: slider('Room in each edge', { min: 10, max: 300, step: 10, value: 150, unit: 'segments' }),
};

const architecture: Architecture = sketch(
  'Three cities, three edges, one origin',
  `${CITIES.map((city) => `${city}: client "Viewers, ${nameOf(city)}" > ${city}edge: cdn "Edge, ${nameOf(city)}"`).join('\n')}
   ${CITIES.map((city) => `${city}edge`).join(', ')} > origin: service "Origin, London"`,
);
const withoutEdges: Architecture = sketch(
  'Three cities, one origin',
  `${CITIES.map((city) => `${city}: client "Viewers, ${nameOf(city)}"`).join(', ')} > origin: service "Origin, London"`,
);

export const EDGES = 'With edges';
export const STRAIGHT = 'Straight to London';

export default defineScene({
  title: 'Films from London, for the world',
  seconds: SECONDS,
  pace: 2,
  still: 12,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const beside =
      input.settings.beside === 'straight'
        ? deliveryWorld(STRAIGHT, undefined, input)
        : deliveryWorld('Each miss fetches for itself', eachForItself, input);
    return [
      ...(learner === reference ? [] : [deliveryWorld('Yours', learner, input)]),
      deliveryWorld(learner === reference ? EDGES : 'The reference', reference, input),
      beside,
    ];
  },
});

function deliveryWorld(
  title: string,
  network: Network | undefined,
  { seed, settings, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const control = `max-age=${settings.life}${settings.stale > 0 ? `, stale-while-revalidate=${settings.stale}` : ''}`;
  const delivery = startDelivery(network, {
    seed,
    rate: settings.rate,
    segments: SEGMENTS[settings.films],
    control,
    room: settings.room,
    window: tick,
  });
  const { simulation, viewers, edges, origin, asked, sydney, told } = delivery;
  const medians = CITIES.map((city) => [nameOf(city), lately(viewers[city].meter.stays)(50)] as const);
  const edgeList = Object.entries(edges);
  const hits = growth(() => edgeList.reduce((sum, [, edge]) => sum + edge.hits, 0), 6);
  const all = growth(() => edgeList.reduce((sum, [, edge]) => sum + edge.asked, 0), 6);
  const failed = () => CITIES.reduce((sum, city) => sum + soFar(viewers[city]).failed, 0);
  const wait = (nth: number) => (sydney[nth] === undefined ? '–' : `${whole(sydney[nth])} ms`);
  return world({
    title,
    simulation,
    architecture: network ? architecture : withoutEdges,
    nodeOf: nodesByName(network ? architecture : withoutEdges),
    nodes: {
      origin: () => ({
        copies: [{ state: origin.up ? 'up' : 'down', busy: origin.busy / origin.servers }],
        waiting: origin.waiting,
      }),
      ...Object.fromEntries(
        edgeList.map(([city, edge]) => [
          `${city}edge`,
          () => ({ copies: [{ state: edge.up ? 'up' : 'down', busy: 0 }], waiting: edge.waiting }),
        ]),
      ),
    },
    says: {
      sydney: () => (sydney.length > 0 ? `first ${wait(0)}, then ${wait(1)}` : undefined),
    },
    charts: [
      chart('Time to an answer, median', 'ms', Object.fromEntries(medians)),
      chart('Asked of the origin', 'per second', { requests: perSecond(asked, tick) }),
      chart('Found at an edge', '%', {
        hits: (now) => {
          const [found, sent] = [hits(now), all(now)];
          return sent > 0 ? (100 * found) / sent : 0;
        },
      }),
      chart('Failed requests', 'per second', { failed: perSecond(failed, tick) }),
    ],
    breaks: [
      {
        name: 'origin',
        label: 'Origin, London',
        crash: () => origin.crash(),
        recover: () => origin.recover(),
      },
      ...edgeList.map(
        ([city]): Breakable => ({
          name: `${city}edge`,
          label: `Edge, ${nameOf(city as 'sydney')}`,
          crash: () => strikeEdge(delivery, city as 'sydney', 'crash'),
          recover: () => strikeEdge(delivery, city as 'sydney', 'recover'),
        }),
      ),
    ],
    told,
    tells: [
      at(
        5,
        () =>
          `In Sydney, the first who asked for the most popular segment waited ${wait(0)}; the next after that, ${wait(1)}.`,
      ),
      atEnd(() => `The origin was asked ${whole(asked())} times; ${whole(failed())} requests failed.`),
    ],
    oneIn: 2,
  });
}
