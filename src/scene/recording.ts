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
  /** When what it serves was first sent, in ms: its age is the time since then. */
  born: Float32Array;
}

/** Requests that ended badly where they were, in the order of time; those that only heard of it further out are not among them. */
export interface Losses {
  /** In ms. */
  at: Float32Array;
  /** Indices of nodes in the architecture. */
  node: Uint8Array;
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
  /** For each sample: how old the oldest of those that wait is, and the one in their middle, in ms; 0 where nobody waits or knows. */
  oldest: Float32Array;
  middle: Float32Array;
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
  losses: Losses;
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
export const most = {
  moves: 60_000,
  losses: 60_000,
  samples: 1_500,
  ticks: 400,
  copies: 200,
  texts: 2_000,
  events: 200,
  cuts: 500,
};

/** The index of the sample that holds at a time in ms. */
export function sampleAt({ every, seconds }: Recording, time: number): number {
  const last = Math.round((seconds * 1000) / every);
  return Math.max(0, Math.min(last, Math.floor(time / every + 1e-6)));
}

/** The links that are cut at a time in ms. */
export function cutsAt({ cuts }: Recording, time: number): readonly number[] {
  return cuts.findLast(({ at }) => at <= time + 1e-6)?.links ?? [];
}

/** How a node stands at a sample; its use is the average over so many samples until then. */
export function nodeAt(recording: Recording, node: number, sample: number, over = 1) {
  const track = recording.nodes[node];
  if (!track) return undefined;
  const copies: CopyView[] = [];
  for (let copy = 0; copy < track.copies; copy++) {
    const at = sample * track.copies + copy;
    let [busy, counted] = [0, 0];
    for (let back = 0; back < over && back <= sample; back++, counted++) busy += track.busy[at - back * track.copies]!;
    copies.push({ state: copyStates[track.states[at]!] ?? 'off', busy: busy / counted / 100 });
  }
  return {
    copies,
    waiting: track.waiting[sample]!,
    oldest: track.oldest[sample]!,
    middle: track.middle[sample]!,
    text: recording.texts[track.text[sample]!] ?? '',
  };
}

/** The memory of all arrays of some recordings, so that a message can hand it over instead of copying it. */
export function buffersOf(recordings: readonly Recording[]): ArrayBuffer[] {
  const arrays = recordings.flatMap(({ moves, losses, nodes, charts }) => [
    ...Object.values(moves),
    ...Object.values(losses),
    ...nodes.flatMap((track) =>
      track ? [track.states, track.busy, track.waiting, track.oldest, track.middle, track.text] : [],
    ),
    ...charts.flatMap(({ series }) => series.map(({ values }) => values)),
  ]);
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
