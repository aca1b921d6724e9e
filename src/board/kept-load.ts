/** The load and the prices that were set on this device last. A browser that keeps nothing begins with the usual ones. */
import * as v from 'valibot';
import { type BoardLoad, loadSchema, USUAL_LOAD } from './load.ts';

const KEY = 'headroom:board-load';

/** What was set last, if all of it is right; else the usual load. */
export function keptLoad(): BoardLoad {
  try {
    const kept = v.safeParse(loadSchema, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return kept.success ? kept.output : USUAL_LOAD;
  } catch {
    return USUAL_LOAD;
  }
}

export function keepLoad(load: BoardLoad): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(load));
  } catch {
    // It is as it was on the next visit, and stays as it is on this page.
  }
}
