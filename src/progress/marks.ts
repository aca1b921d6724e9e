/** Fills in the marks that a learner holds, wherever a page has a place for them. */
import { onChangeElsewhere } from './channel.ts';
import { readHeld } from './held.ts';

const QUARTERS = ['', '¼', '½', '¾'];

/** `4.5` → "4½". */
export function formatMarks(marks: number): string {
  const whole = Math.floor(marks);
  const part = QUARTERS[Math.round((marks - whole) * 4)] ?? '';
  return part === '' ? String(whole) : `${whole || ''}${part}`;
}

/** 'mark' or 'marks', for so many: half a mark is one. */
export const markWord = (marks: number): string => (marks > 0 && marks <= 1 ? 'mark' : 'marks');

/** What a list of keys sums to: `lab:<id>` for graded, `part:<lesson>/<part>` for self-given marks, `part:<lesson>/*` for all of a lesson's. */
export function sumOf(keys: string, held: ReadonlyMap<string, number>): number {
  const of = (key: string): number => {
    if (!key.endsWith('*')) return held.get(key) ?? 0;
    const those = [...held].filter(([each]) => each.startsWith(key.slice(0, -1)));
    return those.reduce((total, [, earned]) => total + earned, 0);
  };
  return keys
    .split(' ')
    .filter(Boolean)
    .reduce((total, key) => total + of(key), 0);
}

/** Elements with `data-marks-of` get the sum of its keys as their text, gauges with `data-level-of` as their share of `data-full`. */
export async function showMarks(root: ParentNode = document): Promise<void> {
  const { results, answers } = await readHeld();
  const held = new Map<string, number>();
  for (const { lab, earned } of results) held.set(`lab:${lab}`, earned);
  for (const { part, earned } of answers) held.set(`part:${part}`, earned);
  for (const element of root.querySelectorAll<HTMLElement>('[data-marks-of]')) {
    element.textContent = formatMarks(sumOf(element.dataset.marksOf ?? '', held));
  }
  for (const gauge of root.querySelectorAll<HTMLElement>('[data-level-of]')) {
    const level = sumOf(gauge.dataset.levelOf ?? '', held) / Number(gauge.dataset.full);
    gauge.style.setProperty('--level', String(Math.min(1, level || 0)));
  }
}

/** Shows marks now, and again whenever something changes in this tab or another. */
export function keepMarksShown(): void {
  const show = (): void => {
    showMarks().catch(() => {});
  };
  show();
  onChangeElsewhere(show);
  document.addEventListener('headroom:marks', show);
}

/** Tells the page that marks changed in this tab. */
export function marksChanged(): void {
  document.dispatchEvent(new Event('headroom:marks'));
}
