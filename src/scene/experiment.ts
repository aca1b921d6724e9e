/**
 * An experiment: a scene with its knobs, faults and luck set, and what is to hold of that run. Lessons set it up with one press,
 * take their figures from it, and are not built while what they expect of it does not hold.
 */
import { faultKinds, targetNamed } from '#architecture';
import type { Replay, Strike } from '#grading';
import { Misnamed, number } from '#words';
import { type Knobs, rangeOf, type Settings, type SettingsOf, settingOf } from './knobs.ts';
import { Run } from './readings.ts';
import { record } from './record.ts';
import type { Recording } from './recording.ts';
import { type Scene, USUAL } from './scene.ts';

/** What differs from the scene as it stands there. */
export interface Choices<Turned extends Knobs = Knobs> {
  settings?: Partial<SettingsOf<Turned>>;
  /** What is broken and mended: `[strike(20, 'crash', 'cache')]`. */
  strikes?: readonly Strike[];
  /** The seed; 1 when left out. */
  luck?: number;
  /** Other seeds with which everything that is expected must hold as well. */
  alsoLuck?: readonly number[];
  /** The second from which it is watched; the beginning when left out. */
  from?: number;
}

/** Sentences that hold of the run, each with what shows it: `'nobody is served': (run) => run.max('Requests: served', 20) === 0`. */
export type Expectations = Readonly<Record<string, (run: Run) => boolean>>;

/** Breaks or mends something at a second, named as in the list of what a viewer can break: 'cache', 'web/2', 'link:3'. */
export function strike(second: number, does: Strike['does'], target: string): Strike {
  return { at: second * 1000, does, target };
}

/** Throws an Error when a setting is not one that its knob can have. What is expected is looked at by `problems`. */
export function experiment<Learner, Turned extends Knobs>(
  scene: Scene<Learner, Turned>,
  choices: Choices<Turned> = {},
  expects: Expectations = {},
): Experiment {
  return new Experiment(scene as Scene<unknown>, choices as Choices, expects);
}

export class Experiment extends Run {
  readonly scene: Scene<unknown>;
  readonly replay: Replay;
  readonly expects: Expectations;
  readonly #alsoLuck: readonly number[];

  constructor(scene: Scene<unknown>, choices: Choices, expects: Expectations) {
    const settings = checked(scene, (choices.settings ?? {}) as Settings);
    const replay: Replay = {
      seed: choices.luck ?? USUAL.seed,
      settings,
      strikes: [...(choices.strikes ?? [])],
      from: (choices.from ?? 0) * 1000,
    };
    super(() => recorded(scene, replay));
    this.scene = scene;
    this.replay = replay;
    this.expects = expects;
    this.#alsoLuck = choices.alsoLuck ?? [];
  }

  /** The run itself, and those with other luck. */
  get runs(): readonly Run[] {
    const others = this.#alsoLuck.map((seed) => new Run(() => recorded(this.scene, { ...this.replay, seed })));
    return [this, ...others];
  }

  /** What does not hold, in sentences for the author: of the run itself, and with other luck unless only the run is asked for. */
  problems(runs: readonly Run[] = this.runs): string[] {
    const { settings, seed, strikes } = this.replay;
    const where = `"${this.scene.title}" with ${JSON.stringify(settings)}`;
    const targets = this.recordings.flatMap((recording) => recording.targets);
    const silent =
      Object.keys(this.expects).length > 0
        ? []
        : [`Nothing is expected of ${where}: say in a sentence what the lesson tells of it, and what shows it.`];
    const missing = strikes
      .filter(({ target }) => !targetNamed(targets, target))
      .map(({ target }) => `There is no "${target}" to be broken in ${where}; there are ${listed(targets)}.`);
    const failed = Object.entries(this.expects).flatMap(([sentence, holds]) =>
      runs.flatMap((run, place) =>
        holds(run)
          ? []
          : [`“${sentence}” does not hold in ${where} and luck ${place === 0 ? seed : this.#alsoLuck[place - 1]}.`],
      ),
    );
    return [...silent, ...missing, ...failed];
  }

  /** What it sets, in words: 'Replicas of the service: 14'. */
  get sets(): string[] {
    const { knobs } = this.scene;
    const turned = Object.entries(this.replay.settings).map(([name, value]) => {
      const knob = knobs[name]!;
      if (knob.kind === 'switch') return `${knob.label}: ${value ? 'on' : 'off'}`;
      if (knob.kind === 'choice') return `${knob.label}: ${knob.options.find((each) => each.value === value)!.label}`;
      return `${knob.label}: ${number(value as number, 3)}${knob.unit ? ` ${knob.unit}` : ''}`;
    });
    const targets = this.recordings.flatMap((recording) => recording.targets);
    const struck = this.replay.strikes.map(
      (each) =>
        `${targetNamed(targets, each.target)?.label ?? each.target} ${faultKinds[each.does]} at ${each.at / 1000} s`,
    );
    return [...turned, ...struck, ...(this.replay.seed === USUAL.seed ? [] : [`Luck: ${this.replay.seed}`])];
  }
}

const listed = (targets: readonly { target: string }[]): string =>
  targets.length === 0 ? 'none' : [...new Set(targets.map(({ target }) => target))].join(', ');

function checked(scene: Scene<unknown>, settings: Settings): Settings {
  for (const [name, value] of Object.entries(settings)) {
    const knob = scene.knobs[name];
    if (!knob) {
      const knobs = Object.keys(scene.knobs);
      throw new Misnamed(`"${scene.title}" has no knob "${name}"; the knobs are ${knobs.join(', ')}.`, name, knobs);
    }
    if (settingOf(knob, value) !== value)
      throw new Error(
        `The knob "${name}" of "${scene.title}" is ${rangeOf(knob)}, and cannot be ${JSON.stringify(value)}.`,
      );
  }
  return settings;
}

const known = new WeakMap<Scene<unknown>, Map<string, Recording[]>>();

/** What is the same run has the same key, from whichever moment it is watched. */
export const runKey = ({ seed, settings, strikes }: Replay): string => JSON.stringify([seed, settings, strikes]);

/** A scene's recordings, made once for what is the same run: a lesson reads many figures off one. */
export function recorded<Learner>(scene: Scene<Learner>, replay: Replay = USUAL): Recording[] {
  const runs = known.get(scene as Scene<unknown>) ?? new Map<string, Recording[]>();
  known.set(scene as Scene<unknown>, runs);
  const key = runKey(replay);
  const made = runs.get(key) ?? record(scene, replay);
  runs.set(key, made);
  return made;
}
