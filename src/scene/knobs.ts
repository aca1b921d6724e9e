/**
 * What a viewer can turn, and the values that come of it. Knobs are plain data, since they travel to the page as JSON; the words
 * `slider`, `choice` and `toggle` make them, and the settings of a scene take their types from them.
 */
import { inSeries } from '#words';

export type Setting = number | string | boolean;
/** The values of knobs, where nobody knows which knobs these are: in an address, in a replay. */
export type Settings = Record<string, Setting>;

export interface Slider {
  kind: 'number';
  label: string;
  /** Printed after the value: 'requests/s', '%'. */
  unit?: string;
  min: number;
  max: number;
  step: number;
  value: number;
}

export interface Choice<Value extends string = string> {
  kind: 'choice';
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
}

export interface Toggle {
  kind: 'switch';
  label: string;
  value: boolean;
}

export type Knob = Slider | Choice | Toggle;
export type Knobs = Readonly<Record<string, Knob>>;

/** The settings that some knobs give: a number for a slider, a boolean for a toggle, and of a choice one of its values. */
export type SettingsOf<Turned extends Knobs> = {
  readonly [Name in keyof Turned]: Turned[Name] extends Slider
    ? number
    : Turned[Name] extends Toggle
      ? boolean
      : Turned[Name] extends Choice<infer Value>
        ? Value
        : Setting;
};

/** A number between two bounds. `step` is 1 when left out. */
export function slider(
  label: string,
  { step = 1, ...range }: { min: number; max: number; value: number; step?: number; unit?: string },
): Slider {
  return { kind: 'number', label, step, ...range };
}

/**
 * One of several: `choice('Cache', { none: 'none', near: 'near the users' }, 'none')`. Values that are whole numbers are refused:
 * an object would list them first, whatever the author's order.
 */
export function choice<Value extends string>(
  label: string,
  options: Readonly<Record<Value, string>>,
  value: NoInfer<Value>,
): Choice<Value> {
  const values = Object.keys(options) as Value[];
  const number = values.find((each) => /^\d+$/.test(each));
  if (number !== undefined) throw new Error(`The choice "${label}" has the value "${number}": give it a word instead.`);
  return { kind: 'choice', label, options: values.map((each) => ({ value: each, label: options[each] })), value };
}

/** Something that is on or off; off at first unless said otherwise. */
export function toggle(label: string, value = false): Toggle {
  return { kind: 'switch', label, value };
}

/** The value as a knob can have it: a number is put onto the knob's steps. Undefined when it cannot be. */
export function settingOf(knob: Knob, value: unknown): Setting | undefined {
  if (knob.kind === 'switch') return typeof value === 'boolean' ? value : undefined;
  if (knob.kind === 'choice') {
    return typeof value === 'object' ? undefined : knob.options.find((option) => option.value === String(value))?.value;
  }
  if (typeof value !== 'number' || !(value >= knob.min && value <= knob.max)) return undefined;
  const steps = Math.round((value - knob.min) / knob.step);
  return Math.min(knob.max, Number((knob.min + steps * knob.step).toPrecision(12)));
}

/** What a knob can be, as a sentence goes on: 'a number from 20 to 200 in steps of 20', '"few" or "many"', 'true or false'. */
export function rangeOf(knob: Knob): string {
  if (knob.kind === 'switch') return 'true or false';
  if (knob.kind === 'number') return `a number from ${knob.min} to ${knob.max} in steps of ${knob.step}`;
  return inSeries(
    knob.options.map(({ value }) => `"${value}"`),
    'or',
  );
}

/** The values of all knobs: those given where they fit, the usual ones elsewhere. */
export function settingsOf<Turned extends Knobs>(knobs: Turned, given: Settings): SettingsOf<Turned> {
  return Object.fromEntries(
    Object.entries(knobs).map(([name, knob]) => [name, settingOf(knob, given[name]) ?? knob.value]),
  ) as SettingsOf<Turned>;
}
