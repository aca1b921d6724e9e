/** Two texts side by side: which lines of one stand beside which of the other. */
import { diffLines } from 'diff';

export interface Row {
  /** The line on either side with its number; undefined where the other side has one more. */
  left?: { number: number; text: string };
  right?: { number: number; text: string };
  /** Whether both sides say the same. */
  same: boolean;
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

/** Rows in the order of both texts: lines that changed stand beside each other as far as there are as many. */
export function differenceOf(left: string, right: string): Row[] {
  const rows: Row[] = [];
  let [leftLine, rightLine] = [1, 1];
  const tidy = (text: string): string => `${text.replaceAll('\r\n', '\n').trimEnd()}\n`;
  let gone: string[] = [];
  const turn = (come: readonly string[]): void => {
    for (let index = 0; index < Math.max(gone.length, come.length); index++) {
      const [one, other] = [gone[index], come[index]];
      rows.push({
        ...(one !== undefined && { left: { number: leftLine++, text: one } }),
        ...(other !== undefined && { right: { number: rightLine++, text: other } }),
        same: false,
      });
    }
    gone = [];
  };
  for (const { value, added, removed } of diffLines(tidy(left), tidy(right))) {
    const lines = linesOf(value);
    if (removed) gone = lines;
    else if (added) turn(lines);
    else {
      turn([]);
      for (const text of lines)
        rows.push({ left: { number: leftLine++, text }, right: { number: rightLine++, text }, same: true });
    }
  }
  turn([]);
  return rows;
}
