/** The author's page at work: asks the dev server to run labs, and shows what it tells. */
import { CHANGED, type Events, type Graded, RUN, TOLD, type Told } from './messages.ts';

interface Row {
  state: HTMLElement;
  answers: HTMLElement;
  wrong: number;
  right: number;
}

const rows = new Map<string, Row>(
  [...document.querySelectorAll<HTMLElement>('[data-lab-row]')].map((section) => [
    section.dataset.labRow as string,
    {
      state: section.querySelector<HTMLElement>('[data-state]')!,
      answers: section.querySelector<HTMLElement>('[data-answers]')!,
      wrong: 0,
      right: 0,
    },
  ]),
);
const standing = document.querySelector<HTMLElement>('[data-standing]')!;
/** What each lab came to, where it has been run. */
const outcomes = new Map<string, boolean>();

function run(labs: string[]): void {
  for (const lab of labs) {
    const row = rows.get(lab);
    if (row) row.state.textContent = 'waits for its turn';
  }
  import.meta.hot?.send(RUN, { labs } satisfies Events[typeof RUN]);
}

const MEANT = { right: 'must pass', starter: 'must not pass', mistake: 'must be caught' };

function lineOf({ name, as, isAsMeant, said, because }: Graded): HTMLElement {
  const line = document.createElement('li');
  line.dataset.asMeant = String(isAsMeant);
  const title = document.createElement('code');
  title.textContent = name;
  // What is as it should be needs no explaining.
  line.append(isAsMeant ? '✓ ' : '✗ ', title, ` ${MEANT[as]}${isAsMeant ? '' : `, and does not: ${said}`}`);
  if (because) line.title = because;
  return line;
}

function show(row: Row, lab: string, told: Told): void {
  if (told.kind === 'begun') {
    [row.wrong, row.right] = [0, 0];
    row.answers.replaceChildren();
    row.answers.hidden = false;
    row.state.textContent = 'running…';
  } else if (told.kind === 'graded') {
    told.graded.isAsMeant ? row.right++ : row.wrong++;
    row.answers.append(lineOf(told.graded));
  } else if (told.kind === 'fault') {
    row.wrong++;
    const line = document.createElement('li');
    line.dataset.asMeant = 'false';
    line.textContent = `✗ ${told.problem}`;
    row.answers.append(line);
  } else {
    outcomes.set(lab, row.wrong === 0);
    row.state.textContent =
      row.wrong === 0 ? `✓ all ${row.right} answers are as they should be` : `✗ ${row.wrong} not as they should be`;
    const bad = [...outcomes].filter(([, isGood]) => !isGood).map(([id]) => id);
    standing.textContent = `${outcomes.size} of ${rows.size} labs run${bad.length > 0 ? `; look at ${bad.join(', ')}` : ', all as they should be'}.`;
  }
}

document.querySelector('[data-run-all]')!.addEventListener('click', () => run([...rows.keys()]));
for (const [lab, { state }] of rows)
  state.parentElement!.querySelector('[data-run-one]')!.addEventListener('click', () => run([lab]));

import.meta.hot?.on(TOLD, ({ lab, told }: Events[typeof TOLD]) => {
  const row = rows.get(lab);
  if (row) show(row, lab, told);
});
import.meta.hot?.on(CHANGED, ({ lab }: Events[typeof CHANGED]) => run([lab]));
