/**
 * The picture of a board, and what can be done in it. It is drawn by what draws all diagrams of the course, laid out in its worker, and
 * stays until the next one is there. Pointer events are all that dragging needs here: nothing has a place that somebody could drag
 * it to, a drag only says "from here to there". A library for dragging (6 kB gzip of d3-drag, 7 of Pragmatic, 30 of interact.js) would
 * bring drop lists and ghosts that nobody sees, and leave the keyboard to us as well.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Architecture, wordOf } from '#architecture';
import { drawnArchitecture } from '../stage/drawing.ts';
import { wayNow } from '../stage/view.ts';
import { markup } from '../trusted/policy.ts';
import type { Chosen } from './edits.ts';

export interface PictureProps {
  architecture: Architecture;
  chosen: Chosen | undefined;
  /** The node from which a link is being drawn by keyboard or by the button. */
  linking: string | undefined;
  /** Whether the picture is what the text says. */
  agrees: boolean;
  onChoose(chosen: Chosen | undefined): void;
  onOpen(chosen: Chosen): void;
  onLink(from: string, to: string): void;
  /** A letter of the palette, or a key that does something to what is chosen. Gives whether it was one. */
  onKey(event: KeyboardEvent): boolean;
}

interface Drag {
  from: string;
  x: number;
  y: number;
  toX: number;
  toY: number;
  moved: boolean;
}

/** A press that moves less than this, in pixels, is a press. */
const STILL = 6;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export function Picture(props: PictureProps) {
  const { architecture, chosen, linking, agrees, onChoose, onOpen, onLink, onKey } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const [trouble, setTrouble] = useState('');
  const [drawings, setDrawings] = useState(0);
  const [way, setWay] = useState(() => wayNow('right'));
  const ids = new Map(architecture.nodes.map(({ id }) => [wordOf(id), id]));
  const isEmpty = architecture.nodes.length === 0;

  // A picture runs another way on a phone than where there is room.
  useEffect(() => {
    const room = matchMedia('(max-width: 40rem)');
    const turn = () => setWay(wayNow('right'));
    room.addEventListener('change', turn);
    return () => room.removeEventListener('change', turn);
  }, []);

  /** What is to be drawn, and whether something is being drawn: whoever types fast waits for one picture, and not for one a letter. */
  const wanted = useRef({ architecture, way });
  const isDrawing = useRef(false);

  async function drawWanted(): Promise<void> {
    if (isDrawing.current) return;
    isDrawing.current = true;
    const mine = wanted.current;
    const host = sheet.current as HTMLDivElement;
    try {
      if (mine.architecture.nodes.length === 0) host.replaceChildren();
      else {
        host.innerHTML = markup(await drawnArchitecture(mine.architecture, 'board', mine.way));
        widenLinks(host);
      }
      setTrouble('');
      setDrawings((count) => count + 1);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : 'The picture could not be drawn.');
    }
    isDrawing.current = false;
    if (wanted.current !== mine) drawWanted();
  }

  useEffect(() => {
    wanted.current = { architecture, way };
    drawWanted();
  }, [architecture, way]);

  // What is chosen is shown in the picture that stands there, and again in the next one.
  useEffect(() => {
    const host = sheet.current as HTMLDivElement;
    const word = chosen && 'node' in chosen ? wordOf(chosen.node) : undefined;
    const from = linking === undefined ? undefined : wordOf(linking);
    for (const node of host.querySelectorAll<SVGElement>('[data-node]')) {
      node.classList.toggle('board-chosen', node.dataset.node === word);
      node.classList.toggle('board-linking', node.dataset.node === from);
    }
    for (const link of host.querySelectorAll<SVGElement>('[data-link]'))
      link.classList.toggle(
        'board-chosen',
        chosen !== undefined && 'link' in chosen && link.dataset.link === String(chosen.link),
      );
  }, [chosen, linking, drawings]);

  const partAt = (target: EventTarget | null): Chosen | undefined => {
    const part = target instanceof Element ? target.closest<SVGElement>('[data-node], [data-over]') : null;
    if (!part) return undefined;
    if (part.dataset.over !== undefined) return { link: Number(part.dataset.over) };
    const id = ids.get(part.dataset.node ?? '');
    return id === undefined ? undefined : { node: id };
  };
  const place = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const box = (frame.current as HTMLDivElement).getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const part = partAt(event.target);
    if (!part || 'link' in part) {
      onChoose(part);
      return;
    }
    const [x, y] = place(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    setDrag({ from: part.node, x, y, toX: x, toY: y, moved: false });
  }

  function move(event: PointerEvent): void {
    if (!drag) return;
    const [toX, toY] = place(event);
    const moved = drag.moved || Math.hypot(toX - drag.x, toY - drag.y) > STILL;
    setDrag({ ...drag, toX, toY, moved });
    const over = partAt(document.elementFromPoint(event.clientX, event.clientY));
    aim(sheet.current, moved && over && 'node' in over && over.node !== drag.from ? over.node : undefined);
  }

  function release(event: PointerEvent): void {
    if (!drag) return;
    setDrag(undefined);
    aim(sheet.current, undefined);
    if (!drag.moved) {
      if (linking !== undefined && linking !== drag.from) onLink(linking, drag.from);
      else onChoose({ node: drag.from });
      return;
    }
    const over = partAt(document.elementFromPoint(event.clientX, event.clientY));
    if (over && 'node' in over && over.node !== drag.from) onLink(drag.from, over.node);
  }

  function step(event: KeyboardEvent): void {
    const way = ARROWS[event.key];
    if (way && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const next = neighbour(sheet.current as HTMLDivElement, chosen, way);
      const id = next === undefined ? undefined : ids.get(next);
      if (id !== undefined) onChoose({ node: id });
      return;
    }
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      if (linking !== undefined && 'node' in chosen) onLink(linking, chosen.node);
      else onOpen(chosen);
      return;
    }
    onKey(event);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with parts is no fieldset
    <div
      class={`board-picture${agrees ? '' : ' stale'}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its parts are reached by arrows
      tabIndex={0}
      aria-label={`Picture: ${architecture.title}`}
      aria-describedby="board-keys"
      data-picture
      onKeyDown={step}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => setDrag(undefined)}
      // What captured the pointer is told of the press: so the place is asked what lies there.
      onDblClick={({ clientX, clientY }) => {
        const part = partAt(document.elementFromPoint(clientX, clientY));
        if (part) onOpen(part);
      }}
    >
      <div class="board-frame" ref={frame}>
        <div class="board-sheet" ref={sheet} data-drawings={drawings} />
        {drag?.moved && (
          <svg class="board-drag" aria-hidden="true">
            <line x1={drag.x} y1={drag.y} x2={drag.toX} y2={drag.toY} />
          </svg>
        )}
      </div>
      {isEmpty && (
        <p class="board-empty">Nothing is drawn yet. Press a kind in the palette, or write a node into the text.</p>
      )}
      {trouble !== '' && (
        <p class="notice" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

/** A link is thin: what answers to a press is a wide line over it that nobody sees. */
function widenLinks(host: HTMLElement): void {
  const first = host.querySelector('[data-node]');
  for (const path of host.querySelectorAll<SVGPathElement>('path[data-link]')) {
    const over = path.cloneNode() as SVGPathElement;
    for (const name of ['data-link', 'data-from', 'data-to', 'marker-end']) over.removeAttribute(name);
    over.setAttribute('class', 'board-over');
    over.dataset.over = path.dataset.link;
    (first?.parentNode ?? path.parentNode)?.insertBefore(over, first);
  }
}

/** Marks the node on which a drag would end. */
function aim(host: HTMLElement | null, id: string | undefined): void {
  const word = id === undefined ? undefined : wordOf(id);
  for (const node of host?.querySelectorAll<SVGElement>('[data-node]') ?? [])
    node.classList.toggle('board-aim', node.dataset.node === word);
}

/** The nearest node that way; the first one where nothing is chosen. What lies off the way counts twice. */
function neighbour(
  host: HTMLElement,
  chosen: Chosen | undefined,
  [right, down]: readonly [number, number],
): string | undefined {
  const nodes = [...host.querySelectorAll<SVGElement>('[data-node]')];
  const here = nodes.find((node) => chosen && 'node' in chosen && node.dataset.node === wordOf(chosen.node));
  if (!here) return nodes[0]?.dataset.node;
  const centre = (node: SVGElement): [number, number] => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x, y] = centre(here);
  const ahead = nodes.flatMap((node) => {
    const [otherX, otherY] = centre(node);
    const along = (otherX - x) * right + (otherY - y) * down;
    const aside = Math.abs((otherX - x) * down) + Math.abs((otherY - y) * right);
    return node !== here && along > 1 ? [{ word: node.dataset.node, far: along + 2 * aside }] : [];
  });
  return ahead.sort((one, other) => one.far - other.far)[0]?.word;
}
