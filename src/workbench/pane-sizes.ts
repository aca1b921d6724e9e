/**
 * How wide the panes of a lab are, for each of the two ways it is worked at: with the results beside the code, and with the scene or a run
 * step by step, which want more room. In hundredths of the whole, and pure; what was stored is believed only as far as it is in shape.
 */

/** What stands beside the code. */
export type View = 'results' | 'scene' | 'steps';
export type Side = 'brief' | 'side';

export interface Sizes {
  brief: number;
  side: number;
  folded: Side[];
}

export type Layout = Record<'results' | 'scene', Sizes>;

/** The least that a pane is wide; dragged to less than half of it, it folds. */
const LEAST: Sizes = { brief: 14, side: 16, folded: [] };
/** The least that is left of the code. */
const LEAST_CODE = 20;
/** What a folded pane takes. */
const STRIP = 3;

export const USUAL: Layout = {
  results: { brief: 28, side: 32, folded: [] },
  scene: { brief: 24, side: 58, folded: ['brief'] },
};

/** The most that a pane may be wide beside the other. */
export function mostOf(which: Side, sizes: Sizes): number {
  const other = which === 'brief' ? 'side' : 'brief';
  return 100 - LEAST_CODE - (sizes.folded.includes(other) ? STRIP : sizes[other]);
}

/** Drawn to so many hundredths. */
export function drawnTo(which: Side, wanted: number, sizes: Sizes): Sizes {
  const folded = sizes.folded.filter((side) => side !== which);
  if (wanted < LEAST[which] / 2) return { ...sizes, folded: [...folded, which] };
  const width = Math.min(Math.max(wanted, LEAST[which]), Math.max(mostOf(which, sizes), LEAST[which]));
  return { ...sizes, [which]: width, folded };
}

/** Folded away, or back. */
export function toggled(which: Side, sizes: Sizes): Sizes {
  return sizes.folded.includes(which)
    ? drawnTo(which, sizes[which], sizes)
    : { ...sizes, folded: [...sizes.folded, which] };
}

function sizesFrom(stored: unknown, usual: Sizes): Sizes {
  if (typeof stored !== 'object' || stored === null) return usual;
  const { brief, side, folded } = stored as Record<string, unknown>;
  const isWidth = (value: unknown): value is number => typeof value === 'number' && value >= 10 && value <= 70;
  if (!isWidth(brief) || !isWidth(side) || brief + side > 100 - LEAST_CODE / 2 || !Array.isArray(folded)) return usual;
  return { brief, side, folded: (['brief', 'side'] as const).filter((which) => folded.includes(which)) };
}

/** What was stored, as far as it makes sense. */
export function layoutFrom(stored: string | null): Layout {
  try {
    const all = JSON.parse(stored ?? '{}') as Record<string, unknown> | null;
    return { results: sizesFrom(all?.results, USUAL.results), scene: sizesFrom(all?.scene, USUAL.scene) };
  } catch {
    return USUAL;
  }
}
