/** Which requests, answers and failures are on their way at a moment, and how far they have come. */
import { type Recording, type Tone, tones } from '#scene';

export interface Dot {
  /** Indices of nodes. */
  from: number;
  to: number;
  tone: Tone;
  /** How much of the way is behind it, in [0, 1]. */
  share: number;
  /** The time since what it serves was first sent, in ms. */
  age: number;
}

/**
 * The dots at a moment in ms. Real networks are faster than eyes: each is seen for at least `atLeast` ms, and arrives late on
 * screen. Calls `each` so that a frame with thousands of them makes no garbage.
 */
export function forEachDot(
  { moves }: Recording,
  at: number,
  atLeast: number,
  longest: number,
  each: (from: number, to: number, tone: number, share: number, age: number) => void,
): void {
  const { depart, arrive, from, to, tone, born } = moves;
  const seen = Math.max(longest, atLeast);
  for (let index = firstFrom(depart, at - seen); index < depart.length; index++) {
    const began = depart[index]!;
    if (began > at) return;
    const share = (at - began) / Math.max(atLeast, arrive[index]! - began);
    if (share <= 1) each(from[index]!, to[index]!, tone[index]!, share, at - born[index]!);
  }
}

/** The same as a list. */
export function dotsAt(recording: Recording, at: number, atLeast: number): Dot[] {
  const dots: Dot[] = [];
  forEachDot(recording, at, atLeast, longestMove(recording), (from, to, tone, share, age) =>
    dots.push({ from, to, tone: tones[tone] ?? 'request', share, age }),
  );
  return dots;
}

/** The longest time that anything travels, in ms: how far back a frame has to look. */
export function longestMove({ moves: { depart, arrive } }: Recording): number {
  let longest = 0;
  for (let index = 0; index < depart.length; index++) longest = Math.max(longest, arrive[index]! - depart[index]!);
  return longest;
}

/** The first index whose time is not before `time`. */
export function firstFrom(times: Float32Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
