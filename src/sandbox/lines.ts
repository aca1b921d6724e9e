/**
 * Reads lines that end in a newline and in nothing else. Node's readline also breaks at U+2028 and U+2029, which JSON
 * leaves as they are: a learner who prints one would cut the answer in two, and the rest would answer the next question.
 */
import type { Readable } from 'node:stream';

export function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
