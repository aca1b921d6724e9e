/** Where the learner's text is seen: as still code at first, and in an editor once somebody reaches for it. */
import { openEditor, prefersPlainEditor } from '../editor/editor.ts';
import type { Editor, EditorOptions, Mark } from '../editor/interface.ts';

export type CodeOptions = Omit<EditorOptions, 'text'> & {
  /** The newest text. */
  text(): string;
};

export class Code {
  readonly #options: CodeOptions;
  #editor: Editor | undefined;
  #opening: Promise<Editor> | undefined;

  constructor(options: CodeOptions) {
    this.#options = options;
  }

  /** Opens the editor if it is not open yet. */
  open(): Promise<Editor> {
    const { text } = this.#options;
    this.#opening ??= openEditor({ ...this.#options, text: text() }, prefersPlainEditor()).then((editor) => {
      this.#editor = editor;
      // Something may have been typed or restored while the editor loaded.
      if (editor.getText() !== text()) editor.setText(text());
      return editor;
    });
    return this.#opening;
  }

  /** Puts the cursor into the editor, at a place of the text if one is given. */
  edit(line?: number, column = 1): void {
    this.open().then(
      (editor) => (line === undefined ? editor.focus() : editor.reveal(line, column)),
      () => {},
    );
  }

  /** Shows another text in place of the one that is seen. */
  show(text: string): void {
    if (this.#editor) this.#editor.setText(text);
    else {
      const still = this.#options.host.querySelector('code');
      if (still) still.textContent = text;
    }
  }

  /** Shows where the last run has something to say, if an editor is open. */
  mark(marks: readonly Mark[]): void {
    this.#editor?.setMarks(marks);
  }
}
