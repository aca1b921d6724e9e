/**
 * The one way out of the command line. Whatever is printed may hold text of a learner's, and a terminal obeys what it is
 * sent: so control characters leave as escapes, and a learner's lines stand behind a bar, where none of ours ever stands.
 */
import { visible, visibleLines } from '#words';

const BAR = '│ ';

/** Prints what was asked for: a report, a program, a diff. */
export function say(text: string): void {
  process.stdout.write(visibleLines(text));
}

/** Prints, on standard error, why there is nothing else. */
export function complain(text: string): void {
  process.stderr.write(visibleLines(text));
}

/** Writes over the line that the last call wrote, where somebody looks on; nothing takes the line away. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${visible(text)}`);
}

/**
 * A text of the learner's, or one that may hold some, as lines behind a bar. A terminal that breaks a line by itself would
 * begin the next without the bar: given its `columns`, no line is longer. A text of several lines has its further lines set in.
 */
export function behindBar(text: string, indent: string, columns = Number.POSITIVE_INFINITY): string[] {
  const margin = indent + BAR;
  const room = Math.max(columns - cellsOf(margin), 8);
  return text
    .split('\n')
    .flatMap((line, index) => folded(visible(index === 0 ? line : `  ${line}`), room))
    .map((line) => margin + line);
}

/** Cells of a terminal that a text takes at most: all but Latin letters may take two. */
function cellsOf(text: string): number {
  return [...text].reduce((cells, character) => cells + (character < '\u0300' ? 1 : 2), 0);
}

function folded(line: string, room: number): string[] {
  const lines = [''];
  let free = room;
  for (const character of line) {
    const cells = cellsOf(character);
    if (cells > free) {
      lines.push('');
      free = room;
    }
    lines[lines.length - 1] += character;
    free -= cells;
  }
  return lines;
}
