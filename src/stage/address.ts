/** A scene in an address: which one, with what luck, knobs and faults, at what moment. So that a teacher can send "look at this". */
import type { Replay } from '#grading';

/** For example `scene=cap&seed=3&from=12000&knob.rate=40&strike=9000,cut,link:3`. */
export function toAddress(scene: string, { seed, settings, strikes, from }: Replay): string {
  const parts = new URLSearchParams({ scene, seed: String(seed), from: String(Math.round(from)) });
  for (const [name, value] of Object.entries(settings)) parts.set(`knob.${name}`, String(value));
  for (const { at, does, target } of strikes) parts.append('strike', `${Math.round(at)},${does},${target}`);
  return parts.toString();
}
