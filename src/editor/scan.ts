/**
 * What of a line is text and what is comment, found in one pass whatever the line holds. The editor asks for it at every key, for what
 * it completes by itself: no quote is doubled inside a comment. The colours of everything else come later, from a worker.
 */

/** What goes on from one line to the next. */
export type Inside = 'code' | 'comment' | 'template';

export interface Piece {
  startIndex: number;
  scopes: '' | 'comment' | 'string';
}

/** The pieces of a line that begins inside of something, and what the next line begins inside of. */
export function scanLine(line: string, begins: Inside): { pieces: Piece[]; ends: Inside } {
  const pieces: Piece[] = [];
  let inside = begins;
  let at = 0;
  while (at < line.length || pieces.length === 0) {
    const startIndex = at;
    if (inside !== 'code') {
      const isComment = inside === 'comment';
      const end = isComment ? line.indexOf('*/', at) : endOfText(line, at, '`');
      pieces.push({ startIndex, scopes: isComment ? 'comment' : 'string' });
      if (end < 0) return { pieces, ends: inside };
      at = end + (isComment ? 2 : 1);
      inside = 'code';
      continue;
    }
    const next = nextOpening(line, at);
    if (next !== at || next === line.length) pieces.push({ startIndex, scopes: '' });
    at = next;
    const opening = line[at];
    if (opening === undefined) break;
    if (opening === '`') {
      pieces.push({ startIndex: at, scopes: 'string' });
      inside = 'template';
      at += 1;
    } else if (opening !== '/') {
      pieces.push({ startIndex: at, scopes: 'string' });
      const end = endOfText(line, at + 1, opening);
      at = end < 0 ? line.length : end + 1;
    } else {
      pieces.push({ startIndex: at, scopes: 'comment' });
      if (line[at + 1] === '/') break;
      inside = 'comment';
      at += 2;
    }
    if (at >= line.length) break;
  }
  return { pieces, ends: inside };
}

/** Where the next text or comment begins; the end of the line when none does. */
function nextOpening(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === '"' || letter === "'" || letter === '`') return at;
    if (letter === '/' && (line[at + 1] === '/' || line[at + 1] === '*')) return at;
  }
  return line.length;
}

/** Where a text ends that is closed by `quote`; -1 when it does not on this line. */
function endOfText(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === quote) return at;
  }
  return -1;
}
