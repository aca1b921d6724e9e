/**
 * Where to look: the seed, the settings and the faults with which a lab's scene shows what a failing test was about. Plain
 * data, so that it fits into a report and into an address.
 */
import type { FaultKind } from '#architecture';

/** Seeds of scenes are whole numbers from 0 up to this: a viewer can type them, and an address can hold them. */
export const GREATEST_SEED = 0x7fffffff;

/** A fault, as scenes name it. */
export interface Strike {
  /** When it happens in the scene, in ms from its beginning. */
  at: number;
  does: FaultKind;
  /** What it happens to: `web/2`, `link:3`, `region:west`; what these mean stands in `src/architecture/target.ts`. */
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
