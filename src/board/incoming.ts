/** A text that somebody brings: the notation as JSON or as TypeScript writes it, a file that the board saved, or a Mermaid flowchart. */
import { type Board, boardOf, MOST_CHARACTERS, soundProblems, written } from './document.ts';
import { fromMermaid, isMermaid } from './mermaid.ts';
import { EMPTY } from './templates.ts';

/** The board of a text, with its comments; or in a sentence why it cannot be opened. */
export function incoming(brought: string): { board: Board } | { problem: string } {
  const text = brought.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (text.length > MOST_CHARACTERS)
    return { problem: 'This has more than 100,000 characters, and a board takes at most as many.' };
  if (isMermaid(text)) {
    const read = fromMermaid(text);
    if ('problem' in read) return read;
    const wrong = soundProblems(read.architecture).find(({ severity }) => severity === 'error');
    return wrong
      ? { problem: `The flowchart cannot be drawn as a board. ${wrong.message}` }
      : { board: boardOf(read.architecture) };
  }
  const board = written(text, EMPTY);
  if (board.agrees) return { board };
  const [problem] = board.problems;
  return { problem: `This cannot be opened. Line ${problem!.line}: ${problem!.message}` };
}
