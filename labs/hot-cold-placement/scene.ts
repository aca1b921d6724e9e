/** The learner's copies on the globe, beside a service that keeps as many of every video. */
import { sketch } from '#architecture';
import {
  allCopies,
  atEnd,
  chart,
  choice,
  defineScene,
  growth,
  type NodeView,
  nodesByName,
  slider,
  soFar,
  trafficCharts,
  type World,
  world,
} from '#scene';
import { whole } from '#words';
import { placeReplicas } from './solution.ts';
import { evenly, type GlobeSettings, labelOf, type Place, REGIONS, startGlobe, VIDEOS } from './world.ts';

const reference = { placeReplicas };
const WINDOW = 4;

export default defineScene({
  title: 'A library on the globe',
  seconds: 30,
  pace: 1,
  still: 8,
  knobs: {
    room: slider('Room on all disks, in libraries', { min: 2, max: 4, step: 0.1, value: 2.4 }),
    skew: slider('Skew (Zipf)', { min: 0.2, max: 1.4, step: 0.2, value: 1 }),
    own: slider('Views that follow a taste of the region’s own', { min: 0, max: 100, step: 25, value: 50, unit: '%' }),
    rate: slider('Views in each region', { min: 10, max: 100, step: 10, value: 40, unit: 'per second' }),
    beside: choice('Beside it', { even: 'as many copies of each', reference: 'the reference' }, 'even'),
  },
  reference,
  worlds({ seed, settings: { beside, own, ...settings }, tick, learner }) {
    const isReference = learner === reference;
    const worldOf = (title: string, place: Place) =>
      globeWorld(title, place, { ...settings, own: own / 100 }, seed, tick);
    return [
      worldOf(isReference ? 'Copies where they are watched' : 'Yours', learner.placeReplicas),
      ...(beside === 'even' ? [worldOf('As many copies of each', evenly)] : []),
      ...(beside === 'reference' && !isReference ? [worldOf('The reference', placeReplicas)] : []),
    ];
  },
});

function globeWorld(title: string, place: Place, settings: GlobeSettings, seed: number, tick: number): World {
  const window = WINDOW * tick;
  const globe = startGlobe(place, settings, seed, window);
  const { simulation, viewers, tiers, stores, watched, told, used, budget } = globe;
  const architecture = sketch(
    'Four regions',
    REGIONS.map((region) => `viewers-${region}: client "Viewers" > ${region}: storage "${labelOf(region)}"`).join('\n'),
  );
  const { failures, tail } = trafficCharts(viewers, window);
  const all = (of: 'views' | 'near' | 'lost') => [...watched.values()].reduce((sum, each) => sum + each[of], 0);
  const [views, near] = [growth(() => all('views'), WINDOW), growth(() => all('near'), WINDOW)];
  const overSea = growth(() => all('views') - all('near') - all('lost'), WINDOW);
  const byName = nodesByName(architecture);
  return world({
    title,
    simulation,
    architecture,
    nodes: Object.fromEntries(
      REGIONS.map((region, nth) => [
        region,
        (): NodeView => {
          const { views: seen, near: local } = watched.get(region)!;
          const text = seen > 20 ? `${Math.round((20 * local) / seen) * 5} % are near` : '';
          return { copies: [{ state: stores[nth]!.serves ? 'up' : 'down', busy: 0 }], waiting: 0, text };
        },
      ]),
    ),
    nodeOf: (station) => (station.endsWith(' entrance') ? `viewers-${station.split(' ', 1)[0]}` : byName(station)),
    charts: [
      chart('Views that are near', '%', { near: (now) => (100 * near(now)) / views(now) }),
      chart('Views that cross an ocean', 'per second', { crossing: (now) => (overSea(now) * 1000) / window }),
      tail(),
      failures(),
      chart('Room that is used', 'GB', { used: () => used, budget: () => budget }),
    ],
    breaks: tiers.map((tier, nth) => allCopies(tier, labelOf(REGIONS[nth]!), REGIONS[nth]!)),
    told,
    tells: [
      atEnd(() => {
        const percent = (100 * all('near')) / Math.max(1, all('views'));
        const failed = viewers.reduce((sum, each) => sum + soFar(each).failed, 0);
        return `${percent.toFixed(1)} % of the views were near, with ${whole(used)} GB for ${VIDEOS} videos; ${whole(failed)} failed.`;
      }),
    ],
    oneIn: 4,
  });
}
