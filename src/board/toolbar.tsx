/** The bar above a board: its name, undo, other boards to open, and the ways in and out. */
import { useState } from 'preact/hooks';
import type { Architecture } from '#architecture';
import { type Figure, figures } from './course.ts';
import { type Board, boardOf } from './document.ts';
import { titled } from './edits.ts';
import type { History } from './history.ts';
import type { KeptBoards } from './kept.ts';
import type { BoardLoad } from './load.ts';
import { SaveMenu } from './save-menu.tsx';
import { EMPTY, templates } from './templates.ts';
import { sizeText } from './words.ts';

export interface ToolbarProps {
  history: History;
  kept: KeptBoards;
  onUndo(): void;
  onRedo(): void;
  onOpen(board: Board): void;
  onTitle(architecture: Architecture): void;
  tell(words: string): void;
  load: BoardLoad;
}

export function Toolbar({ history, kept, onUndo, onRedo, onOpen, onTitle, tell, load }: ToolbarProps) {
  const { drawn } = history.now;
  const [course, setCourse] = useState<Figure[]>();
  const [earlier, setEarlier] = useState<Board[]>([]);
  /** The lists of the lessons and of earlier boards are there by the time somebody has opened them; what cannot be had is left out. */
  const loadLists = (): void => {
    if (!course) figures().then(setCourse, () => {});
    kept.earlier(EMPTY).then(setEarlier);
  };
  return (
    <section class="board-bar" aria-label="Board">
      <label class="board-name">
        <span class="visually-hidden">Name of the board</span>
        <input
          key={drawn.title}
          type="text"
          defaultValue={drawn.title}
          maxLength={160}
          autocomplete="off"
          onChange={({ currentTarget }) => {
            const title = currentTarget.value.trim();
            if (title === '') currentTarget.value = drawn.title;
            else if (title !== drawn.title) onTitle(titled(drawn, title));
          }}
        />
      </label>
      <span class="board-size soft">{sizeText(drawn)}</span>
      <button type="button" onClick={onUndo} disabled={history.past.length === 0} aria-keyshortcuts="Control+Z">
        Undo
      </button>
      <button type="button" onClick={onRedo} disabled={history.future.length === 0} aria-keyshortcuts="Control+Shift+Z">
        Redo
      </button>
      <label class="board-open">
        Open{' '}
        <select
          value=""
          onFocus={loadLists}
          onPointerDown={loadLists}
          onChange={({ currentTarget }) => {
            const [kind, place] = currentTarget.value.split(' ');
            currentTarget.value = '';
            if (kind === 'template') onOpen(boardOf(templates[Number(place)]!.architecture));
            else if (kind === 'course') onOpen(boardOf(course![Number(place)]!.architecture));
            else if (kind === 'earlier') onOpen(earlier[Number(place)]!);
          }}
        >
          <option value="">another board …</option>
          <optgroup label="To begin with">
            {templates.map(({ name }, place) => (
              <option key={name} value={`template ${place}`}>
                {name}
              </option>
            ))}
          </optgroup>
          {course && course.length > 0 && (
            <optgroup label="From the lessons">
              {course.map(({ key, from, architecture }, place) => (
                <option key={key} value={`course ${place}`}>
                  {/^\d+$/.test(from) ? `${Number(from)}. ${architecture.title}` : from}
                </option>
              ))}
            </optgroup>
          )}
          {earlier.length > 0 && (
            <optgroup label="Earlier boards of yours">
              {earlier.map(({ drawn: { title }, text }, place) => (
                <option key={text} value={`earlier ${place}`}>
                  {title}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <SaveMenu {...{ board: history.now, load, onOpen, tell }} />
    </section>
  );
}
