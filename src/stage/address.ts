/**
 * A scene in an address: which one, with what luck, knobs and faults, at what moment. So that a teacher can send "look at this". What
 * comes out of an address is a stranger's: it is checked here, and again where it meets the scene's knobs and targets.
 */
import type { Replay, Strike } from '#grading';

const MOST_STRIKES = 100;
const MOST_KNOBS = 30;
const DOES: readonly string[] = ['crash', 'slow', 'cut', 'recover'];

/** For example `scene=cap&seed=3&from=12000&knob.rate=40&strike=9000,cut,link:3`. */
export function toAddress(scene: string, { seed, settings, strikes, from }: Replay): string {
  const parts = new URLSearchParams({ scene, seed: String(seed), from: String(Math.round(from)) });
  for (const [name, value] of Object.entries(settings)) parts.set(`knob.${name}`, String(value));
  for (const { at, does, target } of strikes) parts.append('strike', `${Math.round(at)},${does},${target}`);
  return parts.toString();
}

/** The scene and what it is to show; undefined when the address holds none. Whatever is out of shape is left out. */
export function fromAddress(fragment: string): { scene: string; replay: Replay } | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const scene = parts.get('scene');
  if (!scene) return undefined;
  const settings: Replay['settings'] = {};
  for (const [name, value] of parts) {
    if (Object.keys(settings).length >= MOST_KNOBS) break;
    if (name.startsWith('knob.') && name.length <= 45 && value.length <= 60)
      settings[name.slice(5)] = settingFrom(value);
  }
  const strikes = parts.getAll('strike').slice(0, MOST_STRIKES).flatMap(strikeFrom);
  const seed = Number(parts.get('seed') ?? 1);
  const from = Number(parts.get('from') ?? 0);
  return {
    scene,
    replay: {
      seed: Number.isSafeInteger(seed) && seed >= 1 && seed <= 0x7fffffff ? seed : 1,
      settings,
      strikes,
      from: Number.isFinite(from) && from >= 0 ? from : 0,
    },
  };
}

function settingFrom(value: string): number | string | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

function strikeFrom(text: string): Strike[] {
  const [at = '', does = '', ...rest] = text.split(',');
  const target = rest.join(',');
  const time = Number(at);
  if (!(time >= 0 && time < 1e9) || !DOES.includes(does) || target === '' || target.length > 80) return [];
  return [{ at: time, does: does as Strike['does'], target }];
}
