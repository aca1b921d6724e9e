/** Places in the learner's file, as QuickJS's stack traces tell them. */
import type { Position } from '#grading';
import type { Stripped } from '../strip.ts';

/** The name under which the learner's file is loaded. */
export const FILE = 'solution.ts';

/** The innermost place of a stack trace that lies in the learner's file. */
export function positionIn(stack: string): Position | undefined {
  const found = /solution\.ts:([1-9]\d{0,5})(?::([1-9]\d{0,5}))?/.exec(stack);
  return found ? { line: Number(found[1]), column: Number(found[2] ?? 1) } : undefined;
}

/**
 * The loop that does not end. QuickJS knows the line of the latest call or property access, which for a loop without any
 * may lie before the loop: it is then the one that comes next.
 */
export function endlessLoopAt(position: Position, loops: Stripped['loops']): Position {
  if (loops.some(({ from, to }) => from.line <= position.line && position.line <= to)) return position;
  return loops.find(({ from }) => from.line >= position.line)?.from ?? position;
}

/** A place for the middle of a sentence, such as ` at line 3, in count`; nothing where it is not known. */
export function wordsFor(position: Position | undefined, stack: string): string {
  if (!position) return '';
  const name = /at ([\w$.]+) \(solution\.ts/.exec(stack)?.[1];
  return ` at line ${position.line}${name && name !== 'anonymous' ? `, in ${name}` : ''}`;
}
