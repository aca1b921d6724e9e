/**
 * A walk through a run: the choices that lead on from its beginning, and how far along them somebody stands. Who goes back can go on as
 * before, or choose otherwise, which is then the way. Pure; the choices themselves mean nothing here.
 */

export interface Walk<Choice> {
  /** The way, walked and still to go. */
  readonly way: readonly Choice[];
  /** How many of its choices are made. */
  readonly at: number;
}

export function beginningOf<Choice>(way: readonly Choice[]): Walk<Choice> {
  return { way, at: 0 };
}

export function made<Choice>({ way, at }: Walk<Choice>): Choice[] {
  return way.slice(0, at);
}

/** What comes next on the way, if it goes on. */
export function nextOn<Choice>({ way, at }: Walk<Choice>): Choice | undefined {
  return way[at];
}

/** One step further, by this choice: along the way if it is the one that comes next, and else on a new one. */
export function chosen<Choice>({ way, at }: Walk<Choice>, choice: Choice): Walk<Choice> {
  const goesOn = at < way.length && isSame(way[at], choice);
  return { way: goesOn ? way : [...way.slice(0, at), choice], at: at + 1 };
}

/** To another moment of the way: 0 is its beginning. */
export function movedTo<Choice>({ way }: Walk<Choice>, moment: number): Walk<Choice> {
  return { way, at: Math.min(Math.max(Math.trunc(moment) || 0, 0), way.length) };
}

/** Without what could not be done after so many choices. */
export function cutShort<Choice>({ way, at }: Walk<Choice>, length: number): Walk<Choice> {
  return { way: way.slice(0, length), at: Math.min(at, length) };
}

/** How many choices two ways have in common from the beginning. */
export function inCommon<Choice>(one: readonly Choice[], other: readonly Choice[]): number {
  const parting = one.findIndex((choice, index) => index >= other.length || !isSame(choice, other[index]));
  return parting < 0 ? one.length : parting;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
