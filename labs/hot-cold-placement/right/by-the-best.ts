// The best pair that still fits is looked for again and again, in a set that gets smaller.

import type { Copy, Video } from 'headroom/hot-cold-placement';

class Pair {
  constructor(video: Video, region: string, views: number) {
    this.video = video;
    this.region = region;
    this.views = views;
  }

  readonly video: Video;
  readonly region: string;
  readonly views: number;

  beats(other: Pair): boolean {
    if (this.views !== other.views) return this.views > other.views;
    if (this.video.id !== other.video.id) return this.video.id < other.video.id;
    return this.region < other.region;
  }
}

export const placeReplicas = (videos: readonly Video[], regions: readonly string[], budgetGb: number): Copy[] => {
  if (!regions[0] && !regions.includes('')) throw new RangeError('There are no regions');
  if (regions.length === 1) throw new RangeError('One of the regions is all there is');
  let left = budgetGb;
  for (const { gb } of videos) left -= gb + gb;
  if (!(left >= 0)) throw new RangeError(`budgetGb: ${left} would be left`);
  const open = new Set<Pair>();
  const taken: [Pair, Copy['why']][] = [];
  const takeBest = (from: Iterable<Pair>, why: Copy['why']): Pair | undefined => {
    let best: Pair | undefined;
    for (const pair of from) if (!best || pair.beats(best)) best = pair;
    if (best) {
      open.delete(best);
      taken.push([best, why]);
    }
    return best;
  };
  for (const video of videos) {
    const own = regions.map((region, place) => new Pair(video, region, video.views[place] ?? 0));
    for (const pair of own) open.add(pair);
    takeBest(own, 'safe');
    takeBest(
      own.filter((pair) => open.has(pair)),
      'safe',
    );
  }
  for (;;) {
    const fitting = [...open].filter(({ views, video }) => views > 0 && video.gb <= left);
    const best = takeBest(fitting, 'near');
    if (!best) break;
    left -= best.video.gb;
  }
  return taken
    .map(([{ video, region }, why]) => ({ video: video.id, region, why }))
    .sort((a, b) => (a.video < b.video ? -1 : a.video > b.video ? 1 : a.region < b.region ? -1 : 1));
};
