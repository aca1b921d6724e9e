/**
 * The page of a package that an LMS opens. It holds the course in a frame, so that the session with the LMS lasts while the learner goes from page
 * to page, and tells the LMS how far they are whenever a mark or an answer is kept.
 */
import { onChangeElsewhere } from '../progress/channel.ts';
import { readHeld } from '../progress/held.ts';
import { storeOf } from '../progress/whose.ts';
import { begin, findApi, type Lms } from './api.ts';
import type { Contents } from './contents.ts';
import { standingOf } from './standing.ts';

const contents = JSON.parse(document.querySelector('#contents')!.textContent!) as Contents;
const notice = document.querySelector<HTMLElement>('[role=status]')!;

function say(sentence: string | undefined): void {
  notice.hidden = sentence === undefined;
  notice.textContent = sentence ?? '';
}

/** A name for a learner that says nothing of who they are. Not every LMS is served in a way that browsers let hash with their own means. */
function nameOf(learner: string): string {
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (const character of learner) {
    one = Math.imul(one ^ character.codePointAt(0)!, 0x01000193);
    other = Math.imul(other ^ character.codePointAt(0)!, 0x5bd1e995);
  }
  return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}

function open(lms: Lms | undefined): void {
  const frame = document.createElement('iframe');
  frame.title = contents.title;
  // Learners who share a computer, and so an address, have each a store of their own. A frame is named before it is there, or never.
  if (lms) frame.name = storeOf(nameOf(lms.learner));
  frame.src = contents.opens;
  document.body.append(frame);
}

async function report(lms: Lms): Promise<void> {
  const fault = lms.report(standingOf(contents, await readHeld(), lms.kept));
  say(fault && `${fault} Your marks are kept in this browser, and told again when anything changes.`);
}

function start(): void {
  const api = findApi(window, contents.version);
  if (!api && window.parent !== window) {
    // In a stranger's frame it could be made to be clicked unseen.
    say('No LMS that speaks SCORM is around this page, so it is not shown inside another.');
    return;
  }
  if (!api) {
    say('No LMS has opened this page: your marks are kept in this browser, and told to nobody.');
    open(undefined);
    return;
  }
  let lms: Lms;
  try {
    lms = begin(api, contents.version);
  } catch (error) {
    say(
      `${error instanceof Error ? error.message : error} Your marks are kept in this browser, and told to nobody. Close it, and open it again.`,
    );
    open(undefined);
    return;
  }
  addEventListener('pagehide', () => lms.end(), { once: true });
  open(lms);
  let turn = Promise.resolve();
  const next = (): void => {
    turn = turn.then(() => report(lms)).catch((error) => say(`Your marks could not be read: ${error}`));
  };
  onChangeElsewhere(next);
  next();
}

start();
