/** Offsets of a text and the places that an editor shows for them: lines and columns from 1, columns in UTF-16 code units. */
import type { Position } from '#grading';

/** Makes a function from offsets to places. It finds the lines once: a file may have thousands of places to tell. */
export function placesIn(source: string): (offset: number) => Position {
  const starts = [0];
  for (const { 0: end, index } of source.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return (offset) => {
    let line = 0;
    let after = starts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] as number) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] as number) + 1 };
  };
}

/** Makes a function from places as QuickJS counts them (lines end at `\n` alone, columns in code points) to offsets. */
export function offsetsIn(source: string): (line: number, column: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (line, column) => {
    let offset = starts[line - 1] ?? source.length;
    for (let left = column - 1; left > 0 && offset < source.length; left--)
      offset += (source.codePointAt(offset) as number) > 0xffff ? 2 : 1;
    return offset;
  };
}
