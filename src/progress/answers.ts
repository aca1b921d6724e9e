/** The written parts of a lesson: keeps what is typed and ticked, and shows it again. */
import { marksChanged } from './marks.ts';
import { Saver } from './saver.ts';
import { type Answer, onChangeElsewhere, readAnswers, saveAnswer } from './store.ts';

interface Part {
  key: string;
  box: HTMLTextAreaElement;
  points: HTMLInputElement[];
  state: HTMLElement | null;
  marks: number;
}

function findParts(): Part[] {
  return [...document.querySelectorAll<HTMLElement>('[data-part]')].flatMap((section) => {
    const box = section.querySelector('textarea');
    if (!box) return [];
    return [
      {
        key: section.dataset.part as string,
        box,
        points: [...section.querySelectorAll<HTMLInputElement>('input[type=checkbox]')],
        state: section.querySelector<HTMLElement>('[data-save-state]'),
        marks: Number(section.dataset.marks),
      },
    ];
  });
}

function read({ key, box, points, marks }: Part): Answer {
  const ticked = points.flatMap((point, index) => (point.checked ? [index] : []));
  const earned = points.reduce((sum, point) => sum + (point.checked ? Number(point.value) : 0), 0);
  return { part: key, text: box.value, ticked, earned, marks };
}

function show(part: Part, answer: Answer): void {
  // Never under the learner's hands: what is being typed here is newer than anything stored.
  if (document.activeElement !== part.box) part.box.value = answer.text;
  for (const [index, point] of part.points.entries()) point.checked = answer.ticked.includes(index);
}

/** Connects every written part on the page with the store. */
export async function keepAnswers(): Promise<void> {
  const parts = findParts();
  if (parts.length === 0) return;
  for (const part of parts) {
    const saver = new Saver(saveAnswer, (state) => {
      if (part.state)
        part.state.textContent = { saving: '', saved: 'Saved in this browser', failed: 'Not saved: copy your answer' }[
          state
        ];
      if (state === 'saved') marksChanged();
    });
    const save = (): void => saver.push(read(part));
    part.box.addEventListener('input', save);
    for (const point of part.points) point.addEventListener('change', save);
  }
  const load = async (): Promise<void> => {
    const answers = new Map((await readAnswers()).map((answer) => [answer.part, answer]));
    for (const part of parts) {
      const answer = answers.get(part.key);
      if (answer) show(part, answer);
    }
  };
  onChangeElsewhere(({ kind }) => {
    if (kind === 'answer') load().catch(() => {});
  });
  await load();
}
