/**
 * Recordings as one file: the usual run of a scene, and that of each experiment, are made when the site is built, so that a page plays
 * them without the simulator, which is larger and, on a slow processor, slower than any line. Times of what moves, falls and waits are
 * kept to 1 in 65,535 of the scene, which is less than an eye sees of it; everything else is kept as it is.
 */
import type { Moves, NodeTrack, Recording } from './recording.ts';

const ARRAYS = { Uint8Array, Uint16Array, Uint32Array, Float32Array } as const;
type Kind = keyof typeof ARRAYS;
type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** Where an array is in the file's body: its kind, its first byte and its number of entries. */
interface Place {
  kind: Kind;
  at: number;
  length: number;
}

/** The unit of a scene's times, in ms. */
const FINEST = 65_535;
const unitOf = ({ seconds }: Recording): number => (seconds * 1000) / FINEST;

/** A recording whose times are whole numbers of units. Those that only grow are written as the way from the one before. */
function coarse(recording: Recording): Recording {
  const unit = unitOf(recording);
  const whole = (time: number) => Math.min(FINEST, Math.max(0, Math.round(time / unit)));
  const steps = (times: Float32Array) => {
    let before = 0;
    return Uint16Array.from(times, (time) => {
      const step = whole(time) - before;
      before += step;
      return step;
    });
  };
  const { moves, losses, nodes } = recording;
  return replaced(recording, {
    moves: {
      ...moves,
      depart: steps(moves.depart),
      arrive: Uint16Array.from(moves.arrive, (time, index) => whole(time - moves.depart[index]!)),
      born: Uint16Array.from(moves.born, (time, index) => whole(moves.depart[index]! - time)),
    },
    losses: { ...losses, at: steps(losses.at) },
    nodes: nodes.map(
      (track) =>
        track && {
          ...track,
          oldest: Uint16Array.from(track.oldest, whole),
          middle: Uint16Array.from(track.middle, whole),
        },
    ),
  });
}

/** The same with times in ms again. */
function fine(recording: Recording): Recording {
  const unit = unitOf(recording);
  const sums = (steps: Numbers) => {
    let sum = 0;
    return Float32Array.from(steps, (step) => {
      sum += step;
      return sum * unit;
    });
  };
  const { moves, losses, nodes } = recording;
  const depart = sums(moves.depart);
  return replaced(recording, {
    moves: {
      ...moves,
      depart,
      arrive: Float32Array.from(moves.arrive, (takes, index) => depart[index]! + takes * unit),
      born: Float32Array.from(moves.born, (age, index) => depart[index]! - age * unit),
    },
    losses: { ...losses, at: sums(losses.at) },
    nodes: nodes.map(
      (track) =>
        track && {
          ...track,
          oldest: Float32Array.from(track.oldest, (time) => time * unit),
          middle: Float32Array.from(track.middle, (time) => time * unit),
        },
    ),
  });
}

/** Parts of a recording in its file have other kinds of numbers than it has itself. */
interface Written {
  moves: { [Name in keyof Moves]: Numbers };
  losses: { at: Numbers; node: Numbers };
  nodes: ({ [Name in keyof NodeTrack]: NodeTrack[Name] | Numbers } | null)[];
}

const replaced = (recording: Recording, parts: Written): Recording => ({ ...recording, ...parts }) as Recording;

/** As bytes: how long the part as JSON is, that part with a place for every array, and the arrays. */
export function packed(recordings: readonly Recording[]): Uint8Array {
  const body: Uint8Array[] = [];
  let at = 0;
  const text = JSON.stringify(recordings.map(coarse), (_name, value) => {
    const kind = kindOf(value);
    if (kind === undefined) return value;
    const { buffer, byteOffset, byteLength, length } = value as Numbers;
    body.push(new Uint8Array(buffer, byteOffset, byteLength));
    const place: Place = { kind, at, length };
    at += byteLength;
    return place;
  });
  const head = new TextEncoder().encode(text);
  const bytes = new Uint8Array(4 + head.length + at);
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, 4);
  let end = 4 + head.length;
  for (const part of body) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

/** What `packed` wrote. */
export function unpacked(file: ArrayBuffer): Recording[] {
  const end = 4 + new DataView(file).getUint32(0);
  const text = new TextDecoder().decode(new Uint8Array(file, 4, end - 4));
  const recordings: Recording[] = JSON.parse(text, (_name, value) => {
    const kind = value?.kind as Kind;
    if (!(kind in ARRAYS) || typeof value.at !== 'number') return value;
    const { at, length } = value as Place;
    const numbers = ARRAYS[kind];
    return new numbers(file.slice(end + at, end + at + length * numbers.BYTES_PER_ELEMENT));
  });
  return recordings.map(fine);
}

function kindOf(value: unknown): Kind | undefined {
  return (Object.keys(ARRAYS) as Kind[]).find((kind) => value instanceof ARRAYS[kind]);
}
