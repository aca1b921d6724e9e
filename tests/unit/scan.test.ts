/** What of a line is text and what is comment, for the keys that an editor completes by itself. */
import { expect, test } from 'vitest';
import { type Inside, scanLine } from '../../src/editor/scan.ts';

/** Each letter of a line as what it is: a dot for code, and the first letter of anything else. */
function drawn(line: string, inside: Inside = 'code'): string {
  const { pieces } = scanLine(line, inside);
  return pieces
    .map(({ startIndex, scopes }, place) => {
      const end = pieces[place + 1]?.startIndex ?? line.length;
      return (scopes === '' ? '.' : scopes[0]!).repeat(end - startIndex);
    })
    .join('');
}

test.each([
  ["a = 'b\\'c' + \"d\"; // e'f", '....ssssss...sss..cccccc'],
  ['a /* b */ + `c`', '..ccccccc...sss'],
  ['a / b / c', '.........'],
  ["it's open", '..sssssss'],
  ['', ''],
])('%s', (line, expected) => {
  expect(drawn(line)).toBe(expected);
});

test('comments and templates go on from line to line', () => {
  expect(scanLine('a /* b', 'code').ends).toBe('comment');
  expect(drawn("it's */ a", 'comment')).toBe('ccccccc..');
  expect(scanLine('a `b', 'code').ends).toBe('template');
  expect(drawn('b\\` c` + 1', 'template')).toBe('ssssss....');
  expect(scanLine("'not closed", 'code').ends).toBe('code');
});

test('every letter belongs to one piece, whatever the line is', () => {
  const letters = ['/', '*', '`', "'", '"', '\\', 'a', ' '];
  for (let number = 0; number < letters.length ** 4; number++) {
    const line = Array.from(
      { length: 4 },
      (_, place) => letters[Math.floor(number / letters.length ** place) % 8],
    ).join('');
    for (const inside of ['code', 'comment', 'template'] as const) {
      const starts = scanLine(line, inside).pieces.map(({ startIndex }) => startIndex);
      expect(starts[0]).toBe(0);
      expect(starts.every((start, place) => place === 0 || start > starts[place - 1]!)).toBe(true);
    }
  }
});
