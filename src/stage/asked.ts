/**
 * What a page asks a scene to show: the part of an address that `toAddress` wrote, or what a button's `data-show` holds. An address is
 * a stranger's, so each part of it is checked here, and again where it meets the scene's knobs and targets.
 */
import * as v from 'valibot';
import type { Replay } from '#grading';
import { type Setting, USUAL } from '#scene';
import {
  knobNameSchema,
  MOST_SETTINGS,
  MOST_STRIKES,
  momentSchema,
  replaySchema,
  seedSchema,
  settingSchema,
  strikeSchema,
} from '../scene/replay-schema.ts';

/** The scene and what it is to show; undefined when the address holds none. Whatever is out of shape is left out. */
export function fromAddress(fragment: string): { scene: string; replay: Replay } | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const scene = parts.get('scene');
  if (!scene) return undefined;
  const settings: Replay['settings'] = {};
  for (const [part, text] of parts) {
    if (Object.keys(settings).length >= MOST_SETTINGS) break;
    const [name, value] = [part.slice('knob.'.length), settingFrom(text)];
    if (part.startsWith('knob.') && v.is(knobNameSchema, name) && v.is(settingSchema, value)) settings[name] = value;
  }
  const strikes = parts.getAll('strike').slice(0, MOST_STRIKES).map(strikeFrom);
  const seed = settingFrom(parts.get('seed') ?? '');
  const from = settingFrom(parts.get('from') ?? '');
  return {
    scene,
    replay: {
      seed: v.is(seedSchema, seed) ? seed : USUAL.seed,
      settings,
      strikes: strikes.filter((strike) => v.is(strikeSchema, strike)),
      from: v.is(momentSchema, from) ? from : USUAL.from,
    },
  };
}

/** A number or a switch where it reads as one, and the text itself elsewhere. */
function settingFrom(text: string): Setting {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function strikeFrom(text: string) {
  const [at = '', does, ...target] = text.split(',');
  return { at: settingFrom(at), does, target: target.join(',') };
}

/** What `data-show` holds: a Replay as JSON; what is left out is as usual. Throws an Error that tells its author what is not right. */
export function fromButton(text: string): Replay {
  const parsed = v.safeParse(replaySchema, { ...USUAL, ...JSON.parse(text) });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`A scene cannot show ${text}: ${v.getDotPath(issue) ?? 'it'} is not right. ${issue.message}.`);
}
