/** The page of a learner's work: counts what is here, saves it as a file, and merges a file after showing what that would do. */
import { render } from 'preact';
import { formatMarks, marksChanged } from './marks.ts';
import { StoreBusy } from './patience.ts';
import { BOARD } from './rows.ts';
import { saveWork } from './save-work.ts';
import { askToKeep, bytesUsed, keeping } from './storage.ts';
import { type Effect, merge, type Work } from './work.ts';
import { MOST_BYTES, readWorkFile, WorkFileRefused, type WorkRead } from './work-file.ts';
import { mergeIntoStore, readWork } from './work-store.ts';

type Names = Readonly<Record<string, string>>;

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

function heldText({ drafts, runs, answers }: Work): string {
  const written = answers.filter(({ text }) => text.trim() !== '').length;
  if (drafts.length + runs.length + written === 0)
    return 'There is nothing here yet: write in a lab or a lesson, and it is kept.';
  const labs = drafts.filter(({ lab }) => lab !== BOARD).length;
  const board = labs < drafts.length ? ' Your drawing board is here too.' : '';
  return `Here are your code for ${counted(labs, 'lab')}, ${counted(runs.length, 'run')} and ${counted(written, 'written answer')}.${board}`;
}

function effectText({ kind, text, runs, marks }: Effect): string {
  const what = { lab: 'code', answer: 'answer', board: 'board' }[kind];
  const kept = kind === 'board' ? '“Earlier boards of yours”' : '“Earlier versions”';
  const pieces = [
    text === 'added' && `the ${what} in the file is new here`,
    text === 'theirs' && `the ${what} in the file is newer and takes the place of yours, which stays under ${kept}`,
    text === 'ours' && `your ${what} is newer and stays; that in the file goes under ${kept}`,
    runs > 0 && `${counted(runs, 'run')} more`,
    marks && `marks go from ${formatMarks(marks.before) || '0'} to ${formatMarks(marks.after)}`,
  ];
  return pieces.filter(Boolean).join('; ');
}

function doneText(effects: readonly Effect[]): string {
  const others = effects.filter(({ kind }) => kind !== 'board').length;
  const hasBoard = others < effects.length;
  const changed = [
    ...(others > 0 ? [counted(others, 'lab or answer', 'labs and answers')] : []),
    ...(hasBoard ? ['the drawing board'] : []),
  ];
  const where = hasBoard
    ? '“Earlier versions”, and of the board under “Earlier boards of yours”'
    : '“Earlier versions”';
  return `Done: ${changed.join(' and ')} changed. Whatever gave way is under ${where}.`;
}

const sentenceOf = (error: unknown): string => {
  if (error instanceof WorkFileRefused || error instanceof StoreBusy) return error.message;
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return isFull
    ? 'This browser has no room left for it. Nothing was changed.'
    : 'This browser refuses to store anything, as some do in private windows. Nothing was changed.';
};

interface PreviewProps {
  read: WorkRead;
  effects: Effect[];
  names: Names;
  accept(): void;
  cancel(): void;
}

function Preview({ read: { savedAt, leftOut }, effects, names, accept, cancel }: PreviewProps) {
  return (
    <div class="import">
      <p>
        {savedAt ? `Saved on ${when.format(savedAt)}. ` : ''}
        {effects.length > 0 ? 'This is what it changes:' : 'Everything in it is here already.'}
      </p>
      {leftOut > 0 && (
        <p>
          {counted(leftOut, 'entry', 'entries')} in it could not be read and {leftOut === 1 ? 'is' : 'are'} left out.
        </p>
      )}
      <ul>
        {effects.map((effect) => (
          <li key={`${effect.kind} ${effect.of}`}>
            <strong>{Object.hasOwn(names, effect.of) ? names[effect.of] : effect.of}</strong>: {effectText(effect)}
          </li>
        ))}
      </ul>
      {effects.length > 0 && (
        <button type="button" class="button" onClick={accept}>
          Bring it in
        </button>
      )}
      <button type="button" onClick={cancel}>
        {effects.length > 0 ? 'Leave everything as it is' : 'Close'}
      </button>
    </div>
  );
}

/** Connects the page's parts. Without a store they say so. */
export async function openWorkPage(page: HTMLElement): Promise<void> {
  const part = <Kind extends HTMLElement>(name: string): Kind => page.querySelector<Kind>(`[data-${name}]`) as Kind;
  const names = JSON.parse(page.dataset.names as string) as Names;
  const [held, preview] = [part('held'), part('preview')];
  const [save, file] = [part<HTMLButtonElement>('export'), part<HTMLInputElement>('import')];

  async function count(): Promise<void> {
    held.textContent = heldText(await readWork());
  }
  const say = (sentence: string): void => render(<p>{sentence}</p>, preview);

  save.addEventListener('click', async () => {
    try {
      saveWork(await readWork());
    } catch (error) {
      held.textContent = sentenceOf(error);
    }
  });

  async function bringIn(read: WorkRead): Promise<void> {
    try {
      const effects = await mergeIntoStore(read.work);
      say(doneText(effects));
      marksChanged();
      await count();
    } catch (error) {
      say(sentenceOf(error));
    }
  }

  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    // The same file can be chosen again.
    const text = chosen && chosen.size <= MOST_BYTES ? await chosen.text().catch(() => undefined) : undefined;
    file.value = '';
    if (!chosen) return;
    if (text === undefined) {
      say(
        chosen.size > MOST_BYTES
          ? `This file is larger than ${MOST_BYTES / 1e6} MB, and no one’s work is.`
          : 'This file could not be read.',
      );
      return;
    }
    try {
      const read = readWorkFile(text);
      const { effects } = merge(await readWork(), read.work, Date.now());
      const cancel = (): void => {
        render(null, preview);
        file.focus();
      };
      render(<Preview {...{ read, effects, names, cancel }} accept={() => bringIn(read)} />, preview);
      preview.querySelector('button')?.focus();
    } catch (error) {
      say(sentenceOf(error));
    }
  });

  const keep = part<HTMLButtonElement>('keep');
  async function showKeeping(state: Awaited<ReturnType<typeof keeping>>): Promise<void> {
    const used = await bytesUsed();
    const room =
      used === undefined ? '' : ` The course and your work take ${(used / 1e6).toFixed(1)} MB on this device.`;
    const says = {
      kept: 'Your browser keeps it until you clear this site’s data yourself.',
      'may be cleared':
        'Your browser may clear it when room is short on this device, and some do when you have not been here for a week.',
      unknown: 'Your browser does not say how long it keeps it.',
    }[state];
    part('keeping').textContent = `${says}${room} A private window forgets everything when it is closed.`;
    keep.hidden = state !== 'may be cleared';
  }
  keep.addEventListener('click', async () => {
    const state = await askToKeep();
    await showKeeping(state);
    if (state !== 'kept')
      part('keeping').append(' It has not agreed to: browsers do when you come here often. Save a file meanwhile.');
  });

  await showKeeping(await keeping());
  try {
    await count();
    save.disabled = file.disabled = false;
  } catch (error) {
    held.textContent =
      error instanceof StoreBusy
        ? error.message
        : 'This browser refuses to store anything here, as some do in private windows: there is nothing to save.';
  }
}
