/** The palette: a button for each kind of node. With a node chosen, or dragged onto one, the new one is linked from it. */
import { useRef } from 'preact/hooks';
import type { Architecture } from '#architecture';
import type { Offered } from './palette.ts';

export function PaletteBar({
  offers,
  from,
  onAdd,
  onDrop,
}: {
  offers: readonly Offered[];
  from: string | undefined;
  onAdd(offered: Offered): void;
  /** It was dragged onto something on the page. */
  onDrop(offered: Offered, onto: Element): void;
}) {
  const isDragged = useRef(false);
  return (
    <section class="board-palette" aria-labelledby="board-palette-title">
      <h2 id="board-palette-title">Add</h2>
      <p class="soft" id="board-palette-words">
        {from === undefined ? 'Press, or type its letter in the picture.' : `It will be linked from ${from}.`}
      </p>
      <div class="board-kinds">
        {offers.map((offered, place) => (
          <button
            type="button"
            key={`${offered.kind} ${place}`}
            aria-describedby="board-palette-words"
            data-add={offered.kind}
            onKeyDown={() => {
              isDragged.current = false;
            }}
            onPointerDown={(event) => {
              isDragged.current = false;
              if (event.pointerType === 'mouse') event.currentTarget.setPointerCapture(event.pointerId);
            }}
            onPointerMove={(event) => {
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
              const button = event.currentTarget.getBoundingClientRect();
              const { clientX: x, clientY: y } = event;
              isDragged.current = x < button.left || x > button.right || y < button.top || y > button.bottom;
              event.currentTarget.classList.toggle('board-dragged', isDragged.current);
            }}
            onPointerUp={(event) => {
              event.currentTarget.classList.remove('board-dragged');
              const onto = isDragged.current && document.elementFromPoint(event.clientX, event.clientY);
              if (onto) onDrop(offered, onto);
            }}
            onClick={() => {
              // The end of a drag is told as a press as well.
              if (!isDragged.current) onAdd(offered);
              isDragged.current = false;
            }}
          >
            {offered.name}{' '}
            <span class="board-key" aria-hidden="true">
              {offered.letter}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** The node from which a new one would be linked. */
export function linkedFrom(
  { nodes }: Architecture,
  chosen: { node: string } | { link: number } | undefined,
): string | undefined {
  return chosen && 'node' in chosen && nodes.some(({ id }) => id === chosen.node) ? chosen.node : undefined;
}
