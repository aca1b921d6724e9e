/** The ways in and out of a board: a link, files, and what somebody pastes. */
import { useRef, useState } from 'preact/hooks';
import { type Architecture, wordOf } from '#architecture';
import { download } from '../progress/download.ts';
import type { Board } from './document.ts';
import { type Box, toDrawio } from './drawio.ts';
import { pngOf, svgText } from './image.ts';
import { incoming } from './incoming.ts';
import { toLink } from './link.ts';
import type { BoardLoad } from './load.ts';
import { toMermaid } from './mermaid.ts';

export interface SaveMenuProps {
  board: Board;
  load: BoardLoad;
  onOpen(board: Board): void;
  tell(words: string): void;
}

/** 'a-ticket-sale', as the name of a file. */
function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return name || 'board';
}

function pictureNow(): SVGSVGElement | undefined {
  return document.querySelector<SVGSVGElement>('.board-sheet svg.diagram') ?? undefined;
}

/** Where the nodes are in the picture that stands there. */
function boxesOf({ nodes }: Architecture): Map<string, Box> {
  return new Map(
    nodes.flatMap(({ id }) => {
      const part = pictureNow()?.querySelector<SVGGElement>(`[data-node="${wordOf(id)}"]`);
      return part ? [[id, part.getBBox()] as const] : [];
    }),
  );
}

export function SaveMenu({ board, load, onOpen, tell }: SaveMenuProps) {
  const architecture = board.drawn;
  const [problem, setProblem] = useState('');
  const menu = useRef<HTMLDetailsElement>(null);
  const pasted = useRef<HTMLTextAreaElement>(null);
  const name = fileName(architecture.title);

  async function copyLink(): Promise<void> {
    let link: string;
    try {
      link = `${location.origin}${location.pathname}${await toLink({ board, load })}`;
    } catch {
      tell('This browser cannot make links to boards: save the board as a file instead.');
      return;
    }
    try {
      await navigator.clipboard.writeText(link);
      tell('Copied: the link carries the whole board and its load. Nothing was sent anywhere.');
    } catch {
      tell(`This browser does not let pages copy. The link is: ${link}`);
    }
  }

  /** Saves what needs the picture. */
  async function savePicture(kind: 'svg' | 'png'): Promise<void> {
    const picture = pictureNow();
    if (!picture) {
      tell('There is no picture to save yet.');
      return;
    }
    if (kind === 'svg') download(`${name}.svg`, svgText(picture), 'image/svg+xml');
    else {
      try {
        download(`${name}.png`, await pngOf(picture), 'image/png');
      } catch {
        tell('This browser could not make a PNG of the picture: save it as SVG instead.');
      }
    }
  }

  function openText(text: string): void {
    const read = incoming(text);
    if ('problem' in read) {
      setProblem(read.problem);
      return;
    }
    setProblem('');
    if (menu.current) menu.current.open = false;
    onOpen(read.board);
  }

  return (
    <>
      <details class="board-menu" ref={menu}>
        <summary>Save and import</summary>
        <div class="board-menu-body">
          <h2>Save as</h2>
          <p class="board-saves">
            <button type="button" onClick={() => savePicture('svg')}>
              SVG
            </button>
            <button type="button" onClick={() => savePicture('png')}>
              PNG
            </button>
            <button
              type="button"
              onClick={() => download(`${name}.json`, `${JSON.stringify(architecture, null, 2)}\n`)}
            >
              JSON
            </button>
            <button type="button" onClick={() => download(`${name}.mmd`, toMermaid(architecture), 'text/plain')}>
              Mermaid
            </button>
            <button
              type="button"
              onClick={() =>
                download(`${name}.drawio`, toDrawio(architecture, boxesOf(architecture)), 'application/xml')
              }
            >
              draw.io
            </button>
          </p>
          <h2>Import</h2>
          <label class="board-file">
            A file: JSON, or a Mermaid flowchart{' '}
            <input
              type="file"
              accept=".json,.mmd,.mermaid,.md,.txt,.ts"
              onChange={async ({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                if (!file) return;
                const text = file.size > 1_000_000 ? undefined : await file.text();
                currentTarget.value = '';
                if (text === undefined) setProblem('This file is larger than any board.');
                else openText(text);
              }}
            />
          </label>
          <label class="board-paste">
            Or paste its text
            <textarea ref={pasted} rows={4} spellcheck={false} placeholder="flowchart LR …" />
          </label>
          <button type="button" onClick={() => openText(pasted.current?.value ?? '')}>
            Open what is pasted
          </button>
          {problem !== '' && (
            <p class="board-why" role="alert">
              {problem}
            </p>
          )}
        </div>
      </details>
      <button type="button" onClick={copyLink}>
        Copy link
      </button>
    </>
  );
}
