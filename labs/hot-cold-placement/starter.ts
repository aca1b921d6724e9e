import type { Copy, Video } from 'headroom/hot-cold-placement';

/** Where to keep copies of which videos, in `budgetGb` gigabytes altogether. */
export function placeReplicas(videos: readonly Video[], regions: readonly string[], budgetGb: number): Copy[] {
  // Your code goes here.
  return [];
}
