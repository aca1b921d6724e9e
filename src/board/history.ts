/**
 * What was done to a board, so that it can be undone, whether it was done in the picture or in the text. Letters of one word are one
 * step, as in an editor; everything else is a step of its own.
 */
import type { Architecture } from '#architecture';
import { type Board, boardOf, written } from './document.ts';
import { editedText } from './edit-text.ts';

export interface History {
  /** The latest last. */
  past: readonly Board[];
  now: Board;
  /** What was undone, the next to be done again first. */
  future: readonly Board[];
  /** Whether the last step was typed, so that the next letter belongs to it. */
  isTyping: boolean;
}

/** Steps that are kept. */
const MOST_STEPS = 300;

export function begun(board: Board): History {
  return { past: [], now: board, future: [], isTyping: false };
}

function stepped({ past, now }: History, board: Board, isTyping: boolean): History {
  return { past: [...past, now].slice(-MOST_STEPS), now: board, future: [], isTyping };
}

/** Something was done in the picture: the text follows, with its comments. One that cannot be read is written anew. */
export function drew(history: History, architecture: Architecture): History {
  const { text, drawn, agrees } = history.now;
  if (!agrees) return opened(history, boardOf(architecture));
  if (architecture === drawn) return history;
  return stepped(history, written(editedText(text, architecture), architecture), false);
}

/** Another board was opened. */
export function opened(history: History, board: Board): History {
  return stepped(history, board, false);
}

/** Something was typed. */
export function typed(history: History, text: string): History {
  const { now, isTyping } = history;
  if (text === now.text) return history;
  const board = written(text, now.drawn);
  if (isTyping && isWithinWord(now.text, text)) return { ...history, now: board, future: [] };
  return stepped(history, board, isWithinWord(now.text, text));
}

export function undone(history: History): History {
  const { past, now, future } = history;
  const before = past.at(-1);
  return before ? { past: past.slice(0, -1), now: before, future: [now, ...future], isTyping: false } : history;
}

export function redone(history: History): History {
  const { past, now, future } = history;
  const [next, ...later] = future;
  return next ? { past: [...past, now], now: next, future: later, isTyping: false } : history;
}

/** Whether one letter came or went that is no space and no end of a line. */
function isWithinWord(before: string, after: string): boolean {
  const [longer, shorter] = before.length > after.length ? [before, after] : [after, before];
  if (longer.length - shorter.length !== 1) return false;
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at++;
  return /\S/.test(longer[at]!) && longer.slice(at + 1) === shorter.slice(at);
}
