/**
 * Reads lines that end in a newline and in nothing else. Node's readline also breaks at U+2028 and U+2029, which JSON
 * leaves as they are: a learner who prints one would cut the answer in two, and the rest would answer the next question.
 */
import type { Readable } from 'node:stream';

export function readLines(stream: Readable, onLine: (line: string) => void): void {
  // The pieces of a line that has not ended: a long one comes in many, and is put together once.
  let pieces: string[] = [];
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const [first = '', ...others] = text.split('\n');
    pieces.push(first);
    for (const other of others) {
      onLine(pieces.join(''));
      pieces = [other];
    }
  });
}
