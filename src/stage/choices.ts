/**
 * What a viewer has chosen: luck, knobs and faults, as the replay that is recorded. Every act gives a new one and keeps the rest, so
 * whatever is turned or broken gives the same past, and can be taken back.
 */
import { faultKinds, struckBy, targetNamed } from '#architecture';
import type { Replay, Strike } from '#grading';
import { cutsAt, type Knob, type Recording, settingOf, type Target, USUAL } from '#scene';
import { GREATEST_SEED } from '../grading/replay.ts';

/** Another value of a knob; undefined when it cannot have that one. */
export function turned(replay: Replay, name: string, knob: Knob, value: unknown): Replay | undefined {
  const setting = settingOf(knob, value);
  return setting === undefined ? undefined : { ...replay, settings: { ...replay.settings, [name]: setting } };
}

/** Another luck, as somebody typed it: the nearest seed there is, and the usual one for what is no number. */
export function withLuck(replay: Replay, typed: string): Replay {
  const seed = typed.trim() === '' ? Number.NaN : Math.round(Number(typed));
  return { ...replay, seed: Number.isNaN(seed) ? USUAL.seed : Math.min(GREATEST_SEED, Math.max(0, seed)) };
}

/** Breaks what works at a moment in ms, and mends what is broken; undefined when there is nothing of that name to break. */
export function struck(replay: Replay, recordings: readonly Recording[], name: string, at: number): Replay | undefined {
  const found = targetNamed(allTargets(recordings), name);
  if (!found) return undefined;
  const does = isBroken(replay, recordings, found.target, at) ? 'recover' : found.does;
  return { ...replay, strikes: [...replay.strikes, { at: Math.round(at), does, target: found.target }] };
}

/** Whether a target can be slowed: a machine can, a link and a region cannot. */
export function canBeSlowed(target: string): boolean {
  const part = struckBy(target);
  return part !== undefined && 'node' in part;
}

/** Slows a part from a moment in ms on; undefined when there is no such part, or it is slow already. */
export function slowed(replay: Replay, recordings: readonly Recording[], name: string, at: number): Replay | undefined {
  const found = targetNamed(allTargets(recordings), name);
  if (!found || !canBeSlowed(found.target) || lastStrike(replay, found.target, at)?.does === 'slow') return undefined;
  return { ...replay, strikes: [...replay.strikes, { at: Math.round(at), does: 'slow', target: found.target }] };
}

/** Without the fault at a place of the replay's list. */
export function takenBack(replay: Replay, place: number): Replay {
  return { ...replay, strikes: replay.strikes.filter((_, other) => other !== place) };
}

/** Whether a target, named as the recordings name it, is broken at a moment in ms. */
export function isBroken(replay: Replay, recordings: readonly Recording[], target: string, at: number): boolean {
  const part = struckBy(target);
  // A cut that the scene itself planned can be mended too.
  if (part && 'link' in part) return recordings.some((recording) => cutsAt(recording, at).includes(part.link));
  const last = lastStrike(replay, target, at);
  return last !== undefined && last.does !== 'recover';
}

/** What was last done to a target by a moment in ms. */
function lastStrike({ strikes }: Replay, target: string, at: number): Strike | undefined {
  return inOrder(strikes).findLast(([, strike]) => strike.at <= at && targetNamed([{ target }], strike.target))?.[1];
}

/** Whether the run is the one that the page was built with; faults change nothing that is drawn before it plays. */
export function isAsBuilt({ seed, settings }: Replay): boolean {
  return seed === USUAL.seed && Object.keys(settings).length === 0;
}

/** The faults in sentences, in the order of time, each with its place in the replay's list. */
export function faultsOf({ strikes }: Replay, targets: readonly Target[]): { place: number; text: string }[] {
  return inOrder(strikes).map(([place, { at, does, target }]) => ({
    place,
    text: `${(at / 1000).toFixed(1)} s: ${targetNamed(targets, target)?.label ?? target} ${faultKinds[does]}`,
  }));
}

/** What can be broken in any of the worlds, each once. */
export function allTargets(recordings: readonly Recording[]): Target[] {
  const all = new Map(recordings.flatMap(({ targets }) => targets.map((each) => [each.target, each] as const)));
  return [...all.values()];
}

function inOrder(strikes: readonly Strike[]): [place: number, strike: Strike][] {
  return [...strikes.entries()].sort(([, one], [, other]) => one.at - other.at);
}
