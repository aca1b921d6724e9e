/** The editor as the workbench knows it: text in, text out, a mark on a line. Monaco and the plain editor are two answers to it. */

export interface Mark {
  line: number;
  column: number;
  message: string;
}

export interface Editor {
  readonly kind: 'monaco' | 'plain';
  getText(): string;
  /** Replaces the text as one step that the editor's own undo can take back, and goes to its beginning. */
  setText(text: string): void;
  /** Replaces it likewise by one that says the same: the cursor stays on its line. */
  rewrite(text: string): void;
  /** Puts the cursor on a place and shows it. */
  reveal(line: number, column: number): void;
  /** Shows marks of the last run, and removes those of the run before. */
  setMarks(marks: readonly Mark[]): void;
  /** Shows likewise what of the text a lab does not run; it is a problem as those of the types are. */
  setRefused(marks: readonly Mark[]): void;
  /** The size of the letters has changed in the page's style. */
  resized(): void;
  /** Whether Tab moves the focus on instead of indenting. */
  setTabMoves(moves: boolean): void;
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
  /** Hears what is wrong with the text as it stands, as it changes; from the plain editor, which knows no types, only what is refused. */
  onProblems(problems: readonly Mark[]): void;
  /** Ctrl+Enter or ⌘+Enter. */
  onRun(): void;
  /** Escape: leaves the editor for the next control. */
  onLeave(): void;
}
