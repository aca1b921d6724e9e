/**
 * Where to look: the seed, the settings and the faults with which a lab's scene shows what a failing test was about. Plain
 * data, so that it fits into a report and into an address.
 */

/** Seeds of scenes are whole numbers from 0 up to this: a viewer can type them, and an address can hold them. */
export const GREATEST_SEED = 0x7fffffff;

/** A fault, as scenes name it. */
export interface Strike {
  /** When it happens in the scene, in ms from its beginning. */
  at: number;
  does: 'crash' | 'slow' | 'cut' | 'recover';
  /**
   * What it happens to: `web` (all copies of that node), `web/2` (its second copy), `link:3` (the link at that place of the
   * notation, counted from 0), `region:west`.
   */
  target: string;
}

export interface Replay {
  seed: number;
  /** Values of the scene's knobs that differ from the usual ones. */
  settings: Record<string, number | string | boolean>;
  strikes: Strike[];
  /** From when on it is worth watching, in ms. */
  from: number;
}
