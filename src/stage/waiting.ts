/**
 * What is seen of waiting and of losing: dots that stack up in a machine, each in the colour of its age, and those that fall away from
 * it. Where they are at a moment, for the still and for the canvas alike.
 */
import { type Recording, tones } from '#scene';
import { firstFrom } from './dots.ts';

/** From young to old: an age has the colour of the last of these that it has reached. */
export const ageNames = ['fresh', 'ageing', 'old'] as const;

/** From the bottom left to the top right, the oldest first: they are served next. */
export interface QueueBox {
  left: number;
  right: number;
  bottom: number;
  /** How many rows there is room for. */
  rows: number;
}

const ANSWER = tones.indexOf('answer');
const PITCH = 5.8;
export const QUEUE_ROWS = 6;
export const QUEUE_DOT = 2.3;
/** How high a stack of so many rows is. */
export const queueHeight = (rows: number): number => Math.ceil(rows * PITCH);
/** The most dots in two rows of the usual width. */
export const FEW_WAITING = 38;
/** The most dots in a stack of the usual width. */
const MOST_WAITING = 110;
/** The quickest of so many of the first answers says how long things take while nobody is in the way. */
const FIRST = 200;
const [SLOW, VERY_SLOW] = [8, 32] as const;
const LEAST_SLOW = 250;
/** How long what is lost is seen to fall, in ms of watching, and how far. */
export const FALLS_FOR = 900;
const FALL = 30;

/** From which ages in ms on something is ageing, and old, in this recording: 8 and 32 times what the quickest of the first answers took, rounded. */
export function ageSteps({ moves }: Recording): readonly [ageing: number, old: number] {
  let [quickest, seen] = [Number.POSITIVE_INFINITY, 0];
  for (let index = 0; index < moves.depart.length && seen < FIRST; index++) {
    if (moves.tone[index] !== ANSWER) continue;
    quickest = Math.min(quickest, moves.arrive[index]! - moves.born[index]!);
    seen++;
  }
  const usual = seen === 0 ? 0 : Math.max(0, quickest);
  return [rounded(Math.max(LEAST_SLOW, SLOW * usual)), rounded(Math.max(4 * LEAST_SLOW, VERY_SLOW * usual))];
}

/** The place of an age in `ageNames`. */
export function ageOf(age: number, [ageing, old]: readonly [number, number]): number {
  return age < ageing ? 0 : age < old ? 1 : 2;
}

/** How many of those that wait one dot stands for, so that the longest queue of the recording fits its stack. */
export function waitingUnit({ nodes }: Recording): number {
  let most = 0;
  for (const track of nodes) if (track) for (const waiting of track.waiting) if (waiting > most) most = waiting;
  return most <= MOST_WAITING ? 1 : roundedUp(most / MOST_WAITING);
}

/** The dots of a queue at a moment. `oldest` and `middle` are the ages in ms of its first and of its middle one; between them ages are spread evenly. */
export function forEachWaiting(
  { waiting, oldest, middle }: { waiting: number; oldest: number; middle: number },
  unit: number,
  { left, right, bottom, rows }: QueueBox,
  each: (x: number, y: number, age: number) => void,
): void {
  const across = Math.max(1, Math.floor((right - left) / PITCH));
  const count = Math.min(Math.ceil(waiting / unit), across * rows);
  const margin = (right - left - across * PITCH) / 2;
  for (let place = 0; place < count; place++) {
    const share = count === 1 ? 0 : place / (count - 1);
    const age = share < 0.5 ? oldest + (middle - oldest) * 2 * share : middle * 2 * (1 - share);
    const row = Math.floor(place / across);
    each(left + margin + (place % across) * PITCH + PITCH / 2, bottom - row * PITCH - PITCH / 2, age);
  }
}

/** What falls away at a moment: the node it falls from, how far it is beside its middle and below its foot in pixels, and how much of the fall is over. */
export function forEachFall(
  { losses: { at, node } }: Recording,
  now: number,
  forMs: number,
  each: (node: number, aside: number, below: number, share: number) => void,
): void {
  for (let index = firstFrom(at, now - forMs); index < at.length && at[index]! <= now; index++) {
    const share = (now - at[index]!) / forMs;
    // By its place in the list: the same loss falls the same way in every frame.
    const spread = ((index * 0.61803) % 1) - 0.5;
    each(node[index]!, spread * (60 + 60 * share), FALL * share * share + 4, share);
  }
}

/** To one, two or five times a power of ten, the nearest above. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (value <= power ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10);
}

/** To one digit. */
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.round(value / power) * power;
}
