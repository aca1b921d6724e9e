/** A way from a result to the place in the learner's file that it is about. */
import type { Position } from '#grading';

/** Shows a place in the editor. */
export type Reveal = (line: number, column: number) => void;

export function Place({ position, onReveal }: { position: Position | undefined; onReveal: Reveal }) {
  if (!position) return null;
  return (
    <button type="button" class="link-button" onClick={() => onReveal(position.line, position.column)}>
      Go to line {position.line}
    </button>
  );
}
