/** Brings the drawing board to life: what this browser kept is on it, or a small system that works. */
import { render } from 'preact';
import { keepVersion, readDraft, readVersions, saveDraft } from '../progress/store.ts';
import { fromFragment } from '../workbench/share.ts';
import { App, type AppProps } from './app.tsx';
import { designTask, figureCalled, loadOfTask } from './course.ts';
import { designIn } from './design-code.ts';
import { boardOf } from './document.ts';
import { KeptBoards } from './kept.ts';
import { type Carried, fromLink } from './link.ts';
import { USUAL_LOAD } from './load.ts';
import { EMPTY, FIRST } from './templates.ts';

interface Asked {
  opened?: Carried;
  notice: string;
  task?: AppProps['task'];
}

const KEPT = 'Your own board is kept: Undo brings it back, and so does Open.';

const NO_LAB = { notice: 'There is no such design lab, so nothing was opened.' };

/** What the address asks for, in front of the own board; or why it was not opened. */
async function asked(): Promise<Asked> {
  const carried = await fromLink(location.hash);
  if (carried && 'refused' in carried) return { notice: carried.refused };
  if (carried) return { opened: carried, notice: `This board came by a link. ${KEPT}` };
  const [, figure] = /^#figure=([\w-]{1,80})$/.exec(location.hash) ?? [];
  const [, lab, shared] = /^#lab=([\w-]{1,80})(?:&(shared=.*))?$/.exec(location.hash) ?? [];
  try {
    if (figure) return await askedFigure(figure);
    if (lab) return shared ? await askedSharedLab(lab, `#${shared}`) : await askedLab(lab);
  } catch {
    return { notice: 'What the link asks for could not be loaded. Check your connection and open the link again.' };
  }
  return { notice: '' };
}

async function askedFigure(key: string): Promise<Asked> {
  const found = await figureCalled(key);
  if (!found) return { notice: 'The course has no such figure any more, so nothing was opened.' };
  return {
    opened: { board: boardOf(found.architecture), load: USUAL_LOAD },
    notice: `This is a figure of the course. ${KEPT}`,
  };
}

/** A lab with the learner's own design on the board, where it is a plain literal; else with the starter's, and the code beside it. */
async function askedLab(id: string): Promise<Asked> {
  const lab = await designTask(id);
  if (!lab) return NO_LAB;
  const draft = await readDraft(id).catch(() => undefined);
  const code = draft?.code ?? lab.starter;
  const own = designIn(code, lab.sold);
  const starter = designIn(lab.starter, lab.sold);
  const architecture =
    'architecture' in own ? own.architecture : 'architecture' in starter ? starter.architecture : EMPTY;
  return {
    opened: { board: boardOf(architecture), load: loadOfTask(lab) },
    notice: 'problem' in own ? 'Your code is shown as it is; on the board is the design that the lab begins with.' : '',
    task: { lab, ...('problem' in own ? { foreign: { code, why: own.problem } } : {}) },
  };
}

/** A lab with somebody else's design on the board, as a link to the lab carries it. */
async function askedSharedLab(id: string, fragment: string): Promise<Asked> {
  const [lab, carried] = await Promise.all([designTask(id), fromFragment(fragment)]);
  if (!lab) return NO_LAB;
  if (!carried || 'refused' in carried) return { notice: carried?.refused ?? '' };
  const theirs = designIn(carried.code, lab.sold);
  if ('problem' in theirs)
    return {
      notice: `This is somebody else’s code, from a link, and it cannot be drawn: it is no plain literal, or no sound design. Your own board stands here.`,
    };
  return {
    opened: { board: boardOf(theirs.architecture), load: loadOfTask(lab) },
    notice: `This is somebody else’s design, from a link. Your own design() stays as it is until you put this one there. ${KEPT}`,
    task: { lab },
  };
}

const host = document.querySelector<HTMLElement>('[data-board]');
if (host) {
  const kept = new KeptBoards({ readDraft, saveDraft, keepVersion, readVersions });
  const show = async (): Promise<void> => {
    const [last, { opened, notice, task }] = await Promise.all([kept.last(EMPTY), asked()]);
    const own = last ?? boardOf(FIRST);
    // The address is that of this page: whoever loads it again has their own board, with what they changed.
    if (location.hash !== '' && !task) history.replaceState(null, '', location.pathname);
    host.replaceChildren();
    render(<App own={own} opened={opened} notice={notice} kept={kept} task={task} />, host);
  };
  show();
  // Whoever follows another link to a board while they are here.
  addEventListener('hashchange', () => {
    if (/^#(?:board|figure|lab)=/.test(location.hash)) location.reload();
  });
}
