/**
 * What may be asked of a scene, checked before anything acts on it: the same whether it comes from an address, from a button on a
 * page, or in the report of a sandbox.
 */
import * as v from 'valibot';
import { faults, LONGEST_TARGET } from '#architecture';
import { GREATEST_SEED, type Replay, type Strike } from '../grading/replay.ts';
import type { Setting } from './knobs.ts';
import { MOST_SECONDS } from './scene.ts';

export const MOST_STRIKES = 100;
export const MOST_SETTINGS = 30;

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));

export const seedSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(GREATEST_SEED));

/** A time in a scene, in ms from its beginning. */
export const momentSchema = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MOST_SECONDS * 1000));

export const knobNameSchema = text(40);
export const settingSchema = v.union([
  v.pipe(v.number(), v.finite()),
  text(60),
  v.boolean(),
]) satisfies v.GenericSchema<Setting>;

export const strikeSchema = v.strictObject({
  at: momentSchema,
  does: v.picklist(faults),
  target: v.pipe(text(LONGEST_TARGET), v.minLength(1)),
}) satisfies v.GenericSchema<Strike>;

export const replaySchema = v.strictObject({
  seed: seedSchema,
  settings: v.pipe(
    v.record(knobNameSchema, settingSchema),
    v.check((settings) => Object.keys(settings).length <= MOST_SETTINGS, `more than ${MOST_SETTINGS} settings`),
  ),
  strikes: v.pipe(v.array(strikeSchema), v.maxLength(MOST_STRIKES)),
  from: momentSchema,
}) satisfies v.GenericSchema<Replay>;
