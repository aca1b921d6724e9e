/**
 * The written parts of a lesson until somebody writes: what keeps them is loaded with the first touch, or at once where something is kept
 * already.
 */
import { onChangeElsewhere } from './channel.ts';
import { readHeld } from './held.ts';

const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')];

/** The parts that were written in, or ticked, before what keeps them was there: it saves them first. */
const touched = new Set<HTMLElement>();
let loading: Promise<void> | undefined;

function keep(): void {
  loading ??= import('./kept-answers.ts').then(
    ({ keepAnswers }) => keepAnswers(touched),
    () => {
      loading = undefined;
      for (const part of touched)
        part.querySelector('[data-save-state]')!.textContent =
          'Not saved: what saves it could not be loaded. Check your connection, and go on writing to try again.';
    },
  );
  loading.catch(() => {});
}

async function keepIfHeld(): Promise<void> {
  const { answers } = await readHeld();
  if (answers.some(({ part }) => parts.some(({ dataset }) => dataset.part === part))) keep();
}

const look = (): void => void keepIfHeld().catch(() => {});

for (const part of parts) {
  part.addEventListener('focusin', keep);
  for (const kind of ['input', 'change'])
    part.addEventListener(kind, () => {
      touched.add(part);
      keep();
    });
}
if (parts.length > 0) {
  look();
  onChangeElsewhere(look);
}
