import type { Copy, Video } from 'headroom/hot-cold-placement';

/** Copies of each video, in different regions, whatever its views. */
const SAFE = 2;

interface Candidate {
  video: Video;
  region: string;
  views: number;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The most views first, equals by the video and then by the region. */
function byViews(a: Candidate, b: Candidate): number {
  return b.views - a.views || byName(a.video.id, b.video.id) || byName(a.region, b.region);
}

export function placeReplicas(videos: readonly Video[], regions: readonly string[], budgetGb: number): Copy[] {
  if (regions.length < SAFE) throw new RangeError('regions must be two or more: two copies in one place are one');
  const least = videos.reduce((sum, { gb }) => sum + SAFE * gb, 0);
  if (!(budgetGb >= least)) throw new RangeError(`budgetGb must be ${least} or more: two copies of each video`);

  const copies: Copy[] = [];
  const others: Candidate[] = [];
  for (const video of videos) {
    const places = regions.map((region, place) => ({ video, region, views: video.views[place]! })).sort(byViews);
    // A copy that has to be somewhere may as well be where it is watched.
    for (const { region } of places.slice(0, SAFE)) copies.push({ video: video.id, region, why: 'safe' });
    others.push(...places.slice(SAFE));
  }

  // A copy saves as many gigabytes of traffic as it is watched times its size, and costs its size: what counts is the views.
  let left = budgetGb - least;
  for (const { video, region, views } of others.sort(byViews)) {
    if (views === 0 || video.gb > left) continue;
    left -= video.gb;
    copies.push({ video: video.id, region, why: 'near' });
  }
  return copies.sort((a, b) => byName(a.video, b.video) || byName(a.region, b.region));
}
