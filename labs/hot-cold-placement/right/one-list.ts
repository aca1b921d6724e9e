// One list of all pairs, sorted once; the first two of each video are its safe copies, and the others wait for a second round.

import type { Copy, Video } from 'headroom/hot-cold-placement';

export function placeReplicas(videos: readonly Video[], regions: readonly string[], budgetGb: number): Copy[] {
  if (regions.length <= 1) throw new RangeError('More regions are needed');
  const pairs = videos
    .flatMap((video) => video.views.map((views, place) => ({ video, views, region: regions[place]! })))
    .sort((a, b) => {
      if (a.views !== b.views) return a.views < b.views ? 1 : -1;
      if (a.video.id !== b.video.id) return a.video.id < b.video.id ? -1 : 1;
      return a.region < b.region ? -1 : 1;
    });
  const safe = new Map<string, number>();
  const copies: Copy[] = [];
  let used = 0;
  const later = pairs.filter(({ video, region }) => {
    const has = safe.get(video.id) ?? 0;
    if (has === 2) return true;
    safe.set(video.id, has + 1);
    copies.push({ video: video.id, region, why: 'safe' });
    used += video.gb;
    return false;
  });
  if (Number.isNaN(budgetGb) || used > budgetGb) throw new RangeError(`budgetGb of ${budgetGb} is too small`);
  for (const { video, region, views } of later) {
    if (views < 1 || used + video.gb > budgetGb) continue;
    copies.push({ video: video.id, region, why: 'near' });
    used += video.gb;
  }
  const key = (copy: Copy) => [copy.video, copy.region] as const;
  return copies.sort((a, b) => {
    const [[video, region], [other, place]] = [key(a), key(b)];
    return video === other ? (region < place ? -1 : 1) : video < other ? -1 : 1;
  });
}
