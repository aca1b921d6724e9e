/**
 * What a scene is: a small world, or several beside each other under the same luck, that is simulated, recorded, and then
 * watched. Everything that a scene shows follows from its seed, the values of its knobs and the faults that were struck.
 */
import type { Architecture, Harm } from '#architecture';
import type { Replay, Strike } from '#grading';
import type { Simulation } from '#simulation';
import { type Knobs, rangeOf, type SettingsOf, settingOf } from './knobs.ts';

/** How one copy of a node is drawn. */
export interface CopyView {
  state: 'off' | 'starting' | 'up' | 'down';
  /** The share of it that is in use, in [0, 1]. */
  busy: number;
}

/** How a node is drawn at a moment. */
export interface NodeView {
  /** None for a node that is only drawn, such as a client. */
  copies: readonly CopyView[];
  /** Requests or messages that wait in it. */
  waiting: number;
  /** How old some of those that wait are, in ms since they were first sent; the oldest is among them. Left out where nobody knows. */
  ages?: readonly number[];
  /** A few words in it, such as the value that a replica holds. Without them the waiting ones are named. */
  text?: string;
}

export interface Series {
  label: string;
  /** Its value now; called at each tick, in order. NaN where there is none. */
  read(now: number): number;
}

export interface ChartSpec {
  /** Charts of the same title in several worlds are drawn in one. */
  title: string;
  unit: string;
  series: readonly Series[];
}

/** Something that a viewer can break. */
export interface Target {
  /** As a strike names it. */
  target: string;
  label: string;
  does: Harm;
}

/** A running system, and how it is drawn. */
export interface World {
  /** What tells it from the other worlds of its scene; the title of the scene if there is only one. */
  title: string;
  simulation: Simulation;
  /** What is drawn. */
  architecture: Architecture;
  /** How each node is drawn now, by its id. A node that is not here is only drawn. */
  nodes: Readonly<Record<string, () => NodeView>>;
  /** The id of the node that a station is drawn in, or undefined for one that is not drawn. Asked once a station. */
  nodeOf(station: string): string | undefined;
  charts: readonly ChartSpec[];
  targets: readonly Target[];
  /** Does now what a viewer asked for. Throws RangeError when the target does not exist. */
  strike(strike: Strike): void;
  /** Only one request in so many is drawn; 1 when left out. */
  oneIn?: number;
  /** How many requests of the system one simulated request stands for, where only a sample is simulated; 1 when left out. */
  sample?: number;
  /** The places in the notation of the links that are cut now, beside those that are drawn so. */
  cut?(): readonly number[];
  /** Sentences about what happened, in the order of time; called once, at the end. */
  events?(): { at: number; text: string }[];
}

/** What a scene makes its worlds from. */
export interface SceneInput<Turned extends Knobs = Knobs, Learner = unknown> {
  seed: number;
  settings: SettingsOf<Turned>;
  /** The time between two values of a chart in ms: the width for measures that need a window. */
  tick: number;
  /** In the scene of a lab what its learner exports, or the reference in the learner's place. */
  learner: Learner;
}

export interface Scene<Learner = unknown, Turned extends Knobs = Knobs> {
  title: string;
  /** How long the recording is, in simulated seconds. */
  seconds: number;
  /** Simulated seconds that pass in one second of watching, at normal speed; 1 when left out. */
  pace?: number;
  /** When the still picture is taken that stands there before anybody presses play, in simulated seconds. */
  still: number;
  knobs: Turned;
  /** In the scene of a lab: the reference, which says what a learner exports, and is shown where there is no learner. */
  reference?: Learner;
  /** Makes the worlds at their beginning. They must be made alike for the same input. */
  worlds(input: SceneInput<Turned, Learner>): readonly World[];
}

/** A day. */
export const MOST_SECONDS = 86_400;

/**
 * Checks what an author wrote and gives it back. The types of `settings` come from the knobs, that of `learner` from the
 * reference. Throws an Error that says what to mend.
 */
export function defineScene<Learner = undefined, Turned extends Knobs = Knobs>(
  scene: Scene<Learner, Turned>,
): Scene<Learner, Turned> {
  const problems: string[] = [];
  if (!(scene.seconds > 0 && scene.seconds <= MOST_SECONDS))
    problems.push(`seconds must be above 0 and at most ${MOST_SECONDS}`);
  if (!(scene.still >= 0 && scene.still <= scene.seconds)) problems.push('still must lie between 0 and seconds');
  if (scene.pace !== undefined && !(scene.pace > 0)) problems.push('pace must be above 0');
  for (const [name, knob] of Object.entries(scene.knobs)) {
    if (knob.kind === 'number' && !(knob.step > 0 && knob.max > knob.min))
      problems.push(`the knob "${name}" cannot be turned`);
    else if (settingOf(knob, knob.value) === undefined)
      problems.push(`the knob "${name}" is ${rangeOf(knob)}, and cannot begin at ${JSON.stringify(knob.value)}`);
  }
  if (problems.length > 0) throw new Error(`The scene "${scene.title}" is not right: ${problems.join('; ')}.`);
  return scene;
}

/** What a scene shows when nobody has touched anything. */
export const USUAL: Replay = { seed: 1, settings: {}, strikes: [], from: 0 };
