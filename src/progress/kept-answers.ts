/** Keeps what is typed and ticked in the written parts of a lesson, and shows it again. */
import { onStoreLost } from './database.ts';
import { download } from './download.ts';
import { marksChanged } from './marks.ts';
import { StoreBusy } from './patience.ts';
import { versionsOfAnswer } from './rows.ts';
import { Saver } from './saver.ts';
import { type Answer, keepVersion, onChangeElsewhere, readAnswers, readVersions, saveAnswer } from './store.ts';
import { noteRefusal } from './unsaved.ts';

interface Part {
  section: HTMLElement;
  key: string;
  box: HTMLTextAreaElement;
  points: HTMLInputElement[];
  state: HTMLElement | null;
  marks: number;
  /** The text that this tab last read or wrote. */
  known: string;
}

type Read = Omit<Answer, 'at'>;

function findParts(): Part[] {
  return [...document.querySelectorAll<HTMLElement>('[data-part]')].flatMap((section) => {
    const box = section.querySelector('textarea');
    if (!box) return [];
    return [
      {
        section,
        key: section.dataset.part as string,
        box,
        points: [...section.querySelectorAll<HTMLInputElement>('input[type=checkbox]')],
        state: section.querySelector<HTMLElement>('[data-save-state]'),
        marks: Number(section.dataset.marks),
        known: '',
      },
    ];
  });
}

function read({ key, box, points, marks }: Part): Read {
  const ticked = points.flatMap((point, index) => (point.checked ? [index] : []));
  const earned = points.reduce((sum, point) => sum + (point.checked ? Number(point.value) : 0), 0);
  return { part: key, text: box.value, ticked, earned, marks };
}

/** Shows what is stored, but never under the learner's hands, nor over what has been typed or ticked here since: that is newer. */
function show(part: Part, answer: Answer, isTouched: boolean): void {
  const isAtWork = document.activeElement === part.box && part.box.value !== '';
  if (!isAtWork && part.box.value === part.known) part.box.value = part.known = answer.text;
  if (isTouched) return;
  for (const [index, point] of part.points.entries()) point.checked = answer.ticked.includes(index);
}

/** Lists the texts of an answer that something took the place of, each to be put back. Where there are none, nothing is there. */
async function offerVersions(part: Part, save: () => void): Promise<void> {
  const versions = await readVersions(versionsOfAnswer(part.key));
  if (versions.length === 0 || !part.state) return;
  const { showVersions } = await import('./answer-versions.ts');
  showVersions(part.state, versions, async (text) => {
    const present = part.box.value;
    if (present === text) return;
    const kept = { lab: versionsOfAnswer(part.key), code: present, replacedBy: 'an earlier version' } as const;
    if (present.trim() !== '') await keepVersion(kept);
    part.box.value = text;
    save();
    part.box.focus();
  });
}

/** Says that an answer stands on this page only, and why; it can be had as a file. */
function sayRefused({ state, key, box }: Part, error: unknown): void {
  const why = error instanceof StoreBusy ? error.message : 'This browser refuses to store it.';
  const save = document.createElement('button');
  save.type = 'button';
  save.className = 'link-button';
  save.textContent = 'Save your answer as a file';
  save.addEventListener('click', () => download(`${key.replace('/', '-')}.txt`, box.value, 'text/plain'));
  state?.replaceChildren(`Not saved. ${why} `, save, ' before you leave the page.');
}

/** Connects every written part on the page with the store. What was done to those that were touched before is saved at once. */
export async function keepAnswers(touched: ReadonlySet<HTMLElement>): Promise<void> {
  const parts = findParts();
  if (parts.length === 0) return;
  const savers = new Map<Part, () => void>();
  for (const part of parts) {
    const saver = new Saver<Read>(
      async (answer) => {
        await saveAnswer(answer, part.known);
        part.known = answer.text;
      },
      (state, error) => {
        noteRefusal(part, state === 'failed');
        if (state === 'failed') sayRefused(part, error);
        else if (part.state) part.state.textContent = state === 'saved' ? 'Saved in this browser' : '';
        if (state === 'saved') marksChanged();
      },
    );
    const save = (): void => saver.push(read(part));
    savers.set(part, save);
    part.box.addEventListener('input', save);
    for (const point of part.points) point.addEventListener('change', save);
  }
  const early = new Set(touched);
  const load = async (): Promise<void> => {
    const answers = new Map((await readAnswers()).map((answer) => [answer.part, answer]));
    for (const [part, save] of savers) {
      const answer = answers.get(part.key);
      if (answer) show(part, answer, early.has(part.section));
      await offerVersions(part, save);
    }
  };
  // What the browser has thrown away while the page was open is still here.
  onStoreLost(() => {
    for (const [part, save] of savers) if (part.known !== '' || read(part).ticked.length > 0) save();
  });
  onChangeElsewhere(({ kind }) => {
    if (kind === 'answer') load().catch(() => {});
  });
  try {
    await load();
  } finally {
    for (const [{ section }, save] of savers) if (early.has(section)) save();
    early.clear();
  }
}
