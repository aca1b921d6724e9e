/**
 * Four regions on the globe, a library of videos, and people who watch. What is kept in their own region is near; all else comes from the
 * nearest region that has it, over the ocean. Where copies are kept is given.
 */
import { Copy as Machine, Server, Tier, type Way, waysTo } from '#parts';
import { attempt } from '#scene';
import {
  type Caller,
  constant,
  exponential,
  OpenSource,
  type Outcome,
  poisson,
  power,
  type Request,
  Simulation,
  Station,
  Weighted,
} from '#simulation';
import { whole } from '#words';
import type { Copy, Video } from './types.ts';

/** Regions with their places, in degrees north and east. */
const PLACES = [
  { id: 'london', label: 'London', north: 51.5, east: -0.1 },
  { id: 'newyork', label: 'New York', north: 40.7, east: -74 },
  { id: 'saopaulo', label: 'São Paulo', north: -23.6, east: -46.6 },
  { id: 'sydney', label: 'Sydney', north: -33.9, east: 151.2 },
] as const;

export const REGIONS = PLACES.map(({ id }) => id);
export const labelOf = (region: string): string => PLACES.find(({ id }) => id === region)!.label;

/** Light in glass, in km per ms, and the globe’s radius in km. */
const [LIGHT, RADIUS] = [299.792458 / 1.468, 6371];

/** One way between two regions along the globe in glass, in ms: the least that physics allows. */
export function oneWay(from: string, to: string): number {
  const [a, b] = [from, to].map((id) => PLACES.find((place) => place.id === id)!) as [
    (typeof PLACES)[number],
    (typeof PLACES)[number],
  ];
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const cosine =
    Math.sin(rad(a.north)) * Math.sin(rad(b.north)) +
    Math.cos(rad(a.north)) * Math.cos(rad(b.north)) * Math.cos(rad(a.east - b.east));
  return (RADIUS * Math.acos(Math.min(1, cosine))) / LIGHT;
}

export const VIDEOS = 400;
/** What one copy of a video takes, in GB. */
const SIZE = 1;
/** From a region to those who watch there and back, and for finding a video on its disks, in ms. */
const [NEAR, DISK] = [5, 10];

export type Place = (videos: readonly Video[], regions: readonly string[], budgetGb: number) => Copy[];

export interface GlobeSettings {
  /** How much room there is, as a multiple of the library. */
  room: number;
  /** The exponent of Zipf’s law. */
  skew: number;
  /** The share of the views of a region that go to its own favourites, in [0, 1]. */
  own: number;
  /** Views per second and region. */
  rate: number;
}

/** How often each video is watched in each region, in 10,000 views there. Each region has an order of favourites of its own, and a share of a common one. */
export function libraryOf({ skew, own }: Pick<GlobeSettings, 'skew' | 'own'>): Video[] {
  const weights = Array.from({ length: VIDEOS }, (_, place) => power(place + 1, -skew));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: VIDEOS }, (_, nth) => ({
    id: `video ${String(nth).padStart(3, '0')}`,
    gb: SIZE,
    views: REGIONS.map((_, region) => {
      // A step that has no factor in common with the number of videos visits each once.
      const there = (nth * [1, 3, 7, 9][region]! + region * 97) % VIDEOS;
      return Math.round((10_000 * ((1 - own) * weights[nth]! + own * weights[there]!)) / all);
    }),
  }));
}

/** The same number of copies of each video, in the regions in turn; what is left over goes to nobody. */
export const evenly: Place = (videos, regions, budgetGb) => {
  const each = Math.min(regions.length, Math.floor(budgetGb / videos.reduce((sum, { gb }) => sum + gb, 0)));
  return videos.flatMap(({ id }, nth) =>
    Array.from({ length: each }, (_, copy) => ({
      video: id,
      region: regions[(nth + copy) % regions.length]!,
      why: 'safe' as const,
    })),
  );
};

export interface Watched {
  views: number;
  near: number;
  /** Views that no region had. */
  lost: number;
}

/** The service at its beginning. The same seed brings the same views, wherever copies are. `window` is that of the time series, in ms. */
export function startGlobe(place: Place, settings: GlobeSettings, seed: number, window: number) {
  const simulation = new Simulation(seed);
  const told: { at: number; text: string }[] = [];
  const videos = libraryOf(settings);
  const budget = Math.round(settings.room * VIDEOS * SIZE);
  const placed = attempt(() => place(videos, REGIONS, budget).map(({ video, region }) => ({ video, region })));
  const holders = new Map<string, Set<string>>(videos.map(({ id }) => [id, new Set()]));
  if ('threw' in placed) told.push({ at: 0, text: `placeReplicas threw ${placed.threw}. Nothing is kept anywhere.` });
  const copies = 'threw' in placed ? [] : placed.answer.filter(({ region }) => REGIONS.some((each) => each === region));
  for (const { video, region } of copies) holders.get(video)?.add(region);
  const used = [...holders.values()].reduce((sum, { size }) => sum + size * SIZE, 0);
  if (used > budget)
    told.push({ at: 0, text: `${whole(used)} GB are kept, and there is room for ${whole(budget)} only.` });

  const watched = new Map(REGIONS.map((region) => [region, { views: 0, near: 0, lost: 0 } as Watched]));
  const stores = REGIONS.map((region) => {
    const work = new Server(simulation, { name: `${region}/disks work`, service: exponential(DISK), servers: 64 });
    return new Machine(simulation, { name: `${region}/disks`, place: 0, work, slots: 64, steps: [] });
  });
  const tiers = REGIONS.map((region, nth) => new Tier(simulation, region, [stores[nth]!]));
  const viewers = REGIONS.map((region, nth) => {
    const ways = REGIONS.map(
      (other, far) =>
        waysTo(simulation, `${region} to ${other}`, tiers[far]!, {
          latency: constant(NEAR + (far === nth ? 0 : oneWay(region, other))),
        })[0]!,
    );
    const entrance = new Entrance(simulation, region, { holders, videos, ways, tiers, watched: watched.get(region)! });
    const keys = new Weighted(videos.map(({ views }) => views[nth]!));
    return new OpenSource(simulation, {
      name: `viewers-${region}`,
      to: entrance,
      arrivals: poisson(settings.rate),
      keys,
      window,
    });
  });
  return { simulation, viewers, tiers, stores, watched, told, used, budget };
}

interface EntranceOptions {
  holders: ReadonlyMap<string, ReadonlySet<string>>;
  videos: readonly Video[];
  /** To the disks of each region, in the order of the regions. */
  ways: readonly Way[];
  tiers: readonly Tier[];
  watched: Watched;
}

/** Sends those who watch in a region to the nearest region that has the video and serves. */
class Entrance extends Station implements Caller {
  readonly #region: string;
  readonly #options: EntranceOptions;

  constructor(simulation: Simulation, region: string, options: EntranceOptions) {
    super(simulation, `${region} entrance`);
    this.#region = region;
    this.#options = options;
  }

  accept(request: Request): void {
    const { holders, videos, ways, watched } = this.#options;
    const having = holders.get(videos[request.key]!.id)!;
    const places = REGIONS.map((_, place) => place).filter(
      (place) => having.has(REGIONS[place]!) && ways[place]!.listed,
    );
    const distance = (place: number) => (REGIONS[place] === this.#region ? 0 : oneWay(this.#region, REGIONS[place]!));
    const [nearest] = places.sort((a, b) => distance(a) - distance(b));
    watched.views++;
    if (nearest === undefined) {
      watched.lost++;
      this.simulation.answer(request, 'failed');
      return;
    }
    if (REGIONS[nearest] === this.#region) watched.near++;
    this.simulation.call(request, ways[nearest]!.link, this);
  }

  answered(request: Request, outcome: Outcome): void {
    this.simulation.answer(request, outcome);
  }
}
