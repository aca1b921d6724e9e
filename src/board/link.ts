/**
 * A link that carries a whole board: the architecture and its load, in the fragment, which no browser sends to a server. What comes by
 * a link is a stranger's: it is unfolded with a limit, and every field of it is checked before anything is drawn.
 */
import * as v from 'valibot';
import type { Architecture } from '#architecture';
import { fromFragment, toFragment } from '../workbench/share.ts';
import { type Board, boardOf, soundProblems, written } from './document.ts';
import { type BoardLoad, loadSchema, USUAL_LOAD } from './load.ts';
import { EMPTY } from './templates.ts';
import { textOf } from './write-text.ts';

const KEY = '#board=';

/** What a link carries. */
export interface Carried {
  board: Board;
  load: BoardLoad;
}

/** What stands behind the board's address in a link. A text with comments of somebody's goes as it is. Rejects where the browser cannot compress. */
export function toLink({ board: { text, drawn, agrees }, load }: Carried): Promise<string> {
  const written = agrees && text !== textOf(drawn) ? { text } : { architecture: drawn };
  return toFragment(JSON.stringify({ ...written, ...(load === USUAL_LOAD ? {} : { load }) }), KEY);
}

/** The board that an address carries; in a sentence why it cannot be had; undefined where it carries none. */
export async function fromLink(hash: string): Promise<Carried | { refused: string } | undefined> {
  const carried = await fromFragment(hash, KEY);
  if (!carried || 'refused' in carried) return carried;
  let value: unknown;
  try {
    value = JSON.parse(carried.code);
  } catch {
    return { refused: 'This link carries no board: it was not opened. Ask for it again, or for the file.' };
  }
  const { architecture, text, load } = Object(value) as { architecture?: unknown; text?: unknown; load?: unknown };
  const board = typeof text === 'string' ? written(text, EMPTY) : undefined;
  const problem = (board?.problems ?? soundProblems(architecture)).find(({ severity }) => severity === 'error');
  if (problem) return { refused: `The board in this link cannot be drawn, and was not opened. ${problem.message}` };
  const set = v.safeParse(loadSchema, load ?? USUAL_LOAD);
  return { board: board ?? boardOf(architecture as Architecture), load: set.success ? set.output : USUAL_LOAD };
}
