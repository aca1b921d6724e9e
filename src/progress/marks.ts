/** Fills in the marks that a learner holds, wherever a page has a place for them. */
import { onChangeElsewhere, readAnswers, readResults } from './store.ts';

const QUARTERS = ['', '¼', '½', '¾'];

/** `4.5` → "4½". */
export function formatMarks(marks: number): string {
  const whole = Math.floor(marks);
  const part = QUARTERS[Math.round((marks - whole) * 4)] ?? '';
  return part === '' ? String(whole) : `${whole || ''}${part}`;
}

/**
 * Elements with `data-marks-of` list what they sum: `lab:<id>` for graded, `part:<lesson>/<part>` for self-given marks,
 * separated by spaces. Their text becomes the sum; a `<meter>` gets it as its value.
 */
export async function showMarks(root: ParentNode = document): Promise<void> {
  const [results, answers] = await Promise.all([readResults(), readAnswers()]);
  const held = new Map<string, number>();
  for (const { lab, earned } of results) held.set(`lab:${lab}`, earned);
  for (const { part, earned } of answers) held.set(`part:${part}`, earned);
  for (const element of root.querySelectorAll<HTMLElement>('[data-marks-of]')) {
    const keys = (element.dataset.marksOf ?? '').split(' ').filter(Boolean);
    const sum = keys.reduce((total, key) => total + (held.get(key) ?? 0), 0);
    if (element instanceof HTMLMeterElement) element.value = sum;
    else element.textContent = formatMarks(sum);
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
