/** The editor as the workbench knows it: text in, text out, a mark on a line. Monaco and the plain editor are two answers to it. */

export interface Mark {
  line: number;
  column: number;
  message: string;
}

export interface Editor {
  readonly kind: 'monaco' | 'plain';
  getText(): string;
  /** Replaces the text as one step that the editor's own undo can take back. */
  setText(text: string): void;
  /** Puts the cursor on a place and shows it. */
  reveal(line: number, column: number): void;
  /** Shows marks of the last run, and removes those of the run before. */
  setMarks(marks: readonly Mark[]): void;
  focus(): void;
  dispose(): void;
}

export interface EditorOptions {
  host: HTMLElement;
  text: string;
  /** What the editor is called for those who cannot see it. */
  label: string;
  /** How long the text may become by what is put in at once, by pasting or dropping: what would make it longer is not put in. */
  mostCharacters: number;
  /** Something was not put in. */
  onRefused(): void;
  onChange(text: string): void;
  /** Ctrl+Enter or ⌘+Enter. */
  onRun(): void;
  /** Escape: leaves the editor for the next control. */
  onLeave(): void;
}
