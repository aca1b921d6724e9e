/**
 * The plain editor: a text area with line numbers and the manners a programmer expects. It is what phones get, what remains when Monaco
 * cannot load, and what some people with a screen reader prefer.
 */
import type { Editor, EditorOptions, Mark } from './interface.ts';
import { refuseTooLong } from './refuse.ts';

/** More lines at once are put in and taken out past the browser's undo, which takes time by their square: a minute for 4,000 in Chromium. */
const MOST_LINES_TO_UNDO = 200;
/** What a key is called while a word is being composed, where the browser does not say so otherwise. */
const COMPOSING = 229;

export function openPlain(options: EditorOptions): Editor {
  const { host, text, label, onChange, onProblems, onRun, onLeave } = options;
  const frame = document.createElement('div');
  frame.className = 'plain-frame';
  const numbers = document.createElement('pre');
  numbers.className = 'plain-lines';
  numbers.setAttribute('aria-hidden', 'true');
  const area = document.createElement('textarea');
  area.className = 'plain-editor';
  area.value = text;
  area.spellcheck = false;
  area.autocapitalize = 'off';
  area.setAttribute('autocomplete', 'off');
  area.setAttribute('autocorrect', 'off');
  area.setAttribute('aria-label', label);
  area.wrap = 'off';
  frame.append(numbers, area);
  host.replaceChildren(frame);
  refuseTooLong(area, options, () => area.value.length - (area.selectionEnd - area.selectionStart));

  let marked: ReadonlySet<number> = new Set();
  let doesTabMove = false;
  let numbered = '';

  const number = (): void => {
    let lines = 1;
    for (let at = area.value.indexOf('\n'); at >= 0; at = area.value.indexOf('\n', at + 1)) lines++;
    const wanted = Array.from({ length: lines }, (_, line) => `${marked.has(line + 1) ? '✗ ' : ''}${line + 1}`).join(
      '\n',
    );
    if (wanted !== numbered) numbers.textContent = numbered = wanted;
    numbers.scrollTop = area.scrollTop;
  };
  const changed = (): void => {
    number();
    onChange(area.value);
  };

  const put = (inserted: string): void => {
    area.setRangeText(inserted, area.selectionStart, area.selectionEnd, 'end');
    changed();
  };
  const isMuch = (text: string): boolean => text.split('\n', MOST_LINES_TO_UNDO + 1).length > MOST_LINES_TO_UNDO;
  const isMuchAtOnce = (inserted: string): boolean =>
    isMuch(inserted) || isMuch(area.value.slice(area.selectionStart, area.selectionEnd));
  /** Types as a person would, so that the browser's undo knows of it. */
  const type = (inserted: string): void => {
    if (isMuchAtOnce(inserted) || !document.execCommand('insertText', false, inserted)) put(inserted);
  };
  const replace = (next: string): void => {
    area.focus();
    area.select();
    if (next === '') document.execCommand('delete');
    else type(next);
  };
  const indentOfLine = (): string => {
    const start = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
    return /^[ \t]*/.exec(area.value.slice(start, area.selectionStart))?.[0] ?? '';
  };

  area.addEventListener('input', changed);
  area.addEventListener('scroll', number);
  area.addEventListener('beforeinput', (event) => {
    const inserted = event.inputType === 'insertLineBreak' ? '\n' : (event.data ?? '');
    if (!event.cancelable || !/^(insert|delete)/.test(event.inputType) || !isMuchAtOnce(inserted)) return;
    event.preventDefault();
    put(inserted.replaceAll('\r\n', '\n'));
  });
  area.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onRun();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Tab' && !doesTabMove && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      type('  ');
    } else if (event.key === 'Enter' && !event.altKey) {
      const before = area.value[area.selectionStart - 1];
      event.preventDefault();
      type(`\n${indentOfLine()}${before === '{' || before === '(' || before === '[' ? '  ' : ''}`);
    }
  });
  number();

  const offsetOf = (line: number, column: number): number => {
    const lines = area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    return before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
  };
  const reveal = (line: number, column: number): void => {
    const offset = offsetOf(line, column);
    area.focus();
    area.setSelectionRange(offset, offset);
    const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (line - 4) * lineHeight);
  };

  return {
    kind: 'plain',
    getText: () => area.value,
    setText(next) {
      replace(next);
      area.setSelectionRange(0, 0);
    },
    rewrite(next) {
      const line = area.value.slice(0, area.selectionStart).split('\n').length;
      replace(next);
      reveal(line, 1);
    },
    reveal,
    setMarks(marks: readonly Mark[]) {
      marked = new Set(marks.map(({ line }) => line));
      number();
      if (marks.length > 0) area.setAttribute('aria-invalid', 'true');
      else area.removeAttribute('aria-invalid');
    },
    setRefused: onProblems,
    resized: number,
    setTabMoves(moves) {
      doesTabMove = moves;
    },
    focus: () => area.focus(),
    dispose: () => frame.remove(),
  };
}
