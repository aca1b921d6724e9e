/** Where the learner's text is seen: as still code at first, and in an editor once somebody reaches for it. */
import { openEditor, prefersPlainEditor } from '../editor/editor.ts';
import type { Editor, EditorOptions, Mark } from '../editor/interface.ts';
import { showStill } from './still.ts';

export type CodeOptions = Omit<EditorOptions, 'text'> & {
  /** The newest text. */
  text(): string;
  /** What has the line first. The large editor is five times its size, and is fetched when it is there. */
  first: Promise<unknown>;
};

export class Code {
  readonly #options: CodeOptions;
  #editor: Editor | undefined;
  #opening: Promise<Editor> | undefined;
  #marks: readonly Mark[] = [];
  #refused: readonly Mark[] = [];
  #doesTabMove = false;

  constructor(options: CodeOptions) {
    this.#options = options;
  }

  /** Opens the editor if it is not open yet. */
  open(): Promise<Editor> {
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<Editor> {
    const { text, first } = this.#options;
    const plain = prefersPlainEditor();
    if (!plain) await first;
    const editor = await openEditor({ ...this.#options, text: text() }, plain);
    this.#editor = editor;
    // Something may have been typed or restored while the editor loaded.
    if (editor.getText() !== text()) editor.setText(text());
    editor.setMarks(this.#marks);
    editor.setRefused(this.#refused);
    editor.setTabMoves(this.#doesTabMove);
    return editor;
  }

  /** Puts the cursor into the editor, at a place of the text if one is given. */
  edit(line?: number, column = 1): void {
    const isFirst = this.#editor === undefined;
    this.open().then(
      (editor) => {
        const begins = line ?? (isFirst ? lineToWrite(editor.getText()) : undefined);
        if (begins === undefined) editor.focus();
        else editor.reveal(begins, column);
      },
      () => {},
    );
  }

  /** Shows another text in place of the one that is seen. */
  show(text: string): void {
    if (this.#editor) this.#editor.setText(text);
    else {
      const still = this.#options.host.querySelector<HTMLElement>('code');
      if (still) showStill(still, text);
    }
  }

  /** Shows the same text as it is set now. */
  rewrite(text: string): void {
    if (this.#editor) this.#editor.rewrite(text);
    else this.show(text);
  }

  /** Shows where the last run has something to say, as soon as an editor is open. */
  mark(marks: readonly Mark[]): void {
    this.#marks = marks;
    this.#editor?.setMarks(marks);
  }

  /** Shows what of the text a lab does not run, as soon as an editor is open. */
  refuse(marks: readonly Mark[]): void {
    this.#refused = marks;
    this.#editor?.setRefused(marks);
  }

  resized(): void {
    this.#editor?.resized();
  }

  setTabMoves(moves: boolean): void {
    this.#doesTabMove = moves;
    this.#editor?.setTabMoves(moves);
  }
}

/** The line in which the first function that a learner is to write has room for it; undefined where there is none. */
export function lineToWrite(text: string): number | undefined {
  const lines = text.split('\n');
  const marked = lines.findIndex((line) => /^\s*\/\/ Your code goes here/.test(line));
  const at = marked >= 0 ? marked : lines.findIndex((line) => /^export (async )?function/.test(line));
  return at < 0 ? undefined : at + 1;
}
