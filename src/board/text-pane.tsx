/** The text of a board: a plain field with the numbers of its lines, and below it what is wrong, each with the way to its line. */
import { useEffect, useRef } from 'preact/hooks';
import type { Board } from './document.ts';

export interface TextPaneProps {
  board: Board;
  /** The lines of what is chosen in the picture, counted from 1. */
  marked: ReadonlySet<number>;
  onType(text: string): void;
}

export function TextPane({ board, marked, onType }: TextPaneProps) {
  const { text, problems, agrees } = board;
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const wrong = new Set(problems.map(({ line }) => line));

  // Whatever else writes here leaves the caret where it was, as far as there is such a place.
  useEffect(() => {
    const field = area.current as HTMLTextAreaElement;
    if (field.value === text) return;
    const { selectionStart, scrollTop } = field;
    field.value = text;
    field.setSelectionRange(selectionStart, selectionStart);
    field.scrollTop = scrollTop;
  }, [text]);

  function goTo(line: number): void {
    const field = area.current as HTMLTextAreaElement;
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    field.scrollTop = (line - 3) * Number.parseFloat(getComputedStyle(field).lineHeight);
  }

  return (
    <section class="board-text" aria-labelledby="board-text-title">
      <h2 id="board-text-title">Text</h2>
      <div class="board-code">
        <div class="board-gutter" aria-hidden="true" ref={gutter}>
          {text.split('\n').map((_, index) => {
            const line = index + 1;
            const kind = wrong.has(line) ? 'wrong' : marked.has(line) ? 'marked' : '';
            return (
              <span key={line} class={kind}>
                {line}
              </span>
            );
          })}
        </div>
        <textarea
          ref={area}
          aria-label="The board as text"
          aria-describedby="board-problems"
          aria-invalid={!agrees}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          wrap="off"
          translate={false}
          defaultValue={text}
          onInput={(event) => onType(event.currentTarget.value)}
          onScroll={(event) => {
            (gutter.current as HTMLDivElement).scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div id="board-problems" class="board-problems" role="status">
        {!agrees && <p class="board-stale">The picture is the last that could be drawn. What you wrote is kept.</p>}
        {problems.length > 0 && (
          <ul>
            {problems.map(({ line, message, severity }, index) => (
              <li key={`${index} ${line} ${message}`} class={severity}>
                <button type="button" class="link-button" onClick={() => goTo(line)}>
                  Line {line}
                </button>
                : {message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
