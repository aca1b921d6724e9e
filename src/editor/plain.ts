/**
 * The plain editor: a text area with the manners a programmer expects. It is what phones get, what remains when Monaco
 * cannot load, and what some people with a screen reader prefer.
 */
import type { Editor, EditorOptions, Mark } from './interface.ts';
import { refuseTooLong } from './refuse.ts';

export function openPlain(options: EditorOptions): Editor {
  const { host, text, label, onChange, onRun, onLeave } = options;
  const area = document.createElement('textarea');
  area.className = 'plain-editor';
  area.value = text;
  area.spellcheck = false;
  area.autocapitalize = 'off';
  area.setAttribute('autocomplete', 'off');
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('aria-label', label);
  area.wrap = 'off';
  host.replaceChildren(area);
  refuseTooLong(area, options, () => area.value.length - (area.selectionEnd - area.selectionStart));

  /** Types as a person would, so that the browser's undo knows of it. */
  const type = (inserted: string): void => {
    if (!document.execCommand('insertText', false, inserted)) {
      area.setRangeText(inserted, area.selectionStart, area.selectionEnd, 'end');
      onChange(area.value);
    }
  };
  const indentOfLine = (): string => {
    const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
    return /^[ \t]*/.exec(area.value.slice(start, area.selectionStart))?.[0] ?? '';
  };

  area.addEventListener('input', () => onChange(area.value));
  area.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onRun();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      type('  ');
    } else if (event.key === 'Enter') {
      const before = area.value[area.selectionStart - 1];
      event.preventDefault();
      type(`\n${indentOfLine()}${before === '{' || before === '(' || before === '[' ? '  ' : ''}`);
    }
  });

  const offsetOf = (line: number, column: number): number => {
    const lines = area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    return before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
  };

  return {
    kind: 'plain',
    getText: () => area.value,
    setText(next) {
      area.focus();
      area.select();
      type(next);
      area.setSelectionRange(0, 0);
    },
    reveal(line, column) {
      const offset = offsetOf(line, column);
      area.focus();
      area.setSelectionRange(offset, offset);
      const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
      area.scrollTop = Math.max(0, (line - 4) * lineHeight);
    },
    setMarks(marks: readonly Mark[]) {
      if (marks.length > 0) area.setAttribute('aria-invalid', 'true');
      else area.removeAttribute('aria-invalid');
    },
    focus: () => area.focus(),
    dispose: () => area.remove(),
  };
}
