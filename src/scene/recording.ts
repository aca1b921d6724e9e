/**
 * A recording: everything that a scene shows, as plain data and flat arrays. Watching is then only reading: it can be paused,
 * scrubbed, sped up and gone back in, and what a stranger's code recorded can be checked before anything is drawn from it.
 */
import type { Architecture } from '#architecture';
import type { CopyView, Target } from './scene.ts';

/** What a dot is: a call or a message on its way, an answer, or the news that something failed. */
export const tones = ['request', 'answer', 'failure'] as const;
export type Tone = (typeof tones)[number];

export const copyStates = ['off', 'starting', 'up', 'down'] as const satisfies readonly CopyView['state'][];

/** Everything that moved from node to node, in the order of departure. All arrays have the same length. */
export interface Moves {
  /** In ms. */
  depart: Float32Array;
  arrive: Float32Array;
  /** Indices of nodes in the architecture. */
  from: Uint8Array;
  to: Uint8Array;
  /** Indices of `tones`. */
  tone: Uint8Array;
}

/** One node over time, sample by sample. */
export interface NodeTrack {
  /** The most copies it ever had. */
  copies: number;
  /** For each sample and copy: the index of its state in `copyStates`, and its use in per cent. */
  states: Uint8Array;
  busy: Uint8Array;
  /** For each sample. */
  waiting: Uint32Array;
  /** For each sample: an index of `texts`. */
  text: Uint16Array;
}

export interface RecordedChart {
  title: string;
  unit: string;
  series: { label: string; values: Float32Array }[];
}

export interface Recording {
  title: string;
  architecture: Architecture;
  /** In simulated seconds. */
  seconds: number;
  /** How many requests one dot stands for. */
  oneIn: number;
  moves: Moves;
  /** The time between two samples of the nodes, and between two values of the charts, in ms. The first is at 0. */
  every: number;
  tick: number;
  /** In the order of the architecture; null for a node that is only drawn. */
  nodes: (NodeTrack | null)[];
  /** Which links are cut, by their places in the notation: each entry holds from its time in ms until the next. */
  cuts: { at: number; links: number[] }[];
  /** The first is the empty one. */
  texts: string[];
  charts: RecordedChart[];
  targets: Target[];
  events: { at: number; text: string }[];
}

/** The most that a recording may hold. */
export const most = { moves: 60_000, samples: 1_500, ticks: 400, copies: 200, texts: 2_000, events: 200, cuts: 500 };

/** The index of the sample that holds at a time in ms. */
export function sampleAt({ every, seconds }: Recording, time: number): number {
  const last = Math.round((seconds * 1000) / every);
  return Math.max(0, Math.min(last, Math.floor(time / every + 1e-6)));
}

/** The links that are cut at a time in ms. */
export function cutsAt({ cuts }: Recording, time: number): readonly number[] {
  return cuts.findLast(({ at }) => at <= time + 1e-6)?.links ?? [];
}

/** How a node stands at a sample. */
export function nodeAt(recording: Recording, node: number, sample: number) {
  const track = recording.nodes[node];
  if (!track) return undefined;
  const copies: CopyView[] = [];
  for (let copy = 0; copy < track.copies; copy++) {
    const at = sample * track.copies + copy;
    copies.push({ state: copyStates[track.states[at]!] ?? 'off', busy: track.busy[at]! / 100 });
  }
  return { copies, waiting: track.waiting[sample]!, text: recording.texts[track.text[sample]!] ?? '' };
}

/** The memory of all arrays of some recordings, so that a message can hand it over instead of copying it. */
export function buffersOf(recordings: readonly Recording[]): ArrayBuffer[] {
  const arrays = recordings.flatMap(({ moves, nodes, charts }) => [
    ...Object.values(moves),
    ...nodes.flatMap((track) => (track ? [track.states, track.busy, track.waiting, track.text] : [])),
    ...charts.flatMap(({ series }) => series.map(({ values }) => values)),
  ]);
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
