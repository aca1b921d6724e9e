/** The placement as the brief words it, by choosing the best pair again and again: what the tests compare with. */
import type { Copy, Video } from './types.ts';

export const leastGb = (videos: readonly Video[]): number => videos.reduce((sum, { gb }) => sum + 2 * gb, 0);

export function rightPlacement(videos: readonly Video[], regions: readonly string[], budgetGb: number): Copy[] {
  const pairs = videos.flatMap((video) =>
    regions.map((region, place) => ({ video, region, views: video.views[place]!, taken: false })),
  );
  type Pair = (typeof pairs)[number];
  const isBefore = (a: Pair, b: Pair): boolean => {
    if (a.views !== b.views) return a.views > b.views;
    return a.video.id !== b.video.id ? a.video.id < b.video.id : a.region < b.region;
  };
  const best = (among: Pair[]): Pair | undefined =>
    among.reduce<Pair | undefined>(
      (first, each) => (first === undefined || isBefore(each, first) ? each : first),
      undefined,
    );
  const copies: Copy[] = [];
  const take = (pair: Pair, why: Copy['why']): void => {
    pair.taken = true;
    copies.push({ video: pair.video.id, region: pair.region, why });
  };
  for (const video of videos) {
    for (let copy = 0; copy < 2; copy++)
      take(best(pairs.filter((pair) => pair.video === video && !pair.taken))!, 'safe');
  }
  for (let left = budgetGb - leastGb(videos); ; ) {
    const next = best(pairs.filter((pair) => !pair.taken && pair.views > 0 && pair.video.gb <= left));
    if (!next) break;
    take(next, 'near');
    left -= next.video.gb;
  }
  return copies.sort((a, b) => {
    if (a.video !== b.video) return a.video < b.video ? -1 : 1;
    return a.region < b.region ? -1 : 1;
  });
}
