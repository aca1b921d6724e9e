/**
 * An id as one word. Ids are any text; where names are made of them (`web/2` for a copy, `web→db` for a network, `region:west`), an id
 * must not hold what joins the parts. Letters of any script, digits, hyphens, underscores and dots stand for themselves; any other
 * character is written as its number in hexadecimal between tildes, `my~20~server`; the empty id is a tilde alone. So no two ids
 * share a word, and the ids that most people write are their own.
 */

const ALPHABET = /[\p{L}\p{N}_.-]/u;
const WRITTEN = /~([0-9a-f]+)~/g;

/** Characters that an id may have. */
export const LONGEST_ID = 1_000;

/** Characters that a name may have which is made of one: `web/1000`, `region:west`. */
export const LONGEST_TARGET = LONGEST_ID * '~ffff~'.length + 'region:'.length;

/** The word for an id. */
export function wordOf(id: string): string {
  if (id === '') return '~';
  // By code points, so that a lone half of a pair is a character as well.
  return Array.from(id, (each) => (ALPHABET.test(each) ? each : `~${each.codePointAt(0)!.toString(16)}~`)).join('');
}

/** The id that a word stands for; undefined for what `wordOf` never writes. */
export function idOfWord(word: string): string | undefined {
  const id = word === '~' ? '' : word.replace(WRITTEN, (all, code: string) => characterOf(code) ?? all);
  return wordOf(id) === word ? id : undefined;
}

function characterOf(code: string): string | undefined {
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
