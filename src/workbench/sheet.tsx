/** A sheet over the workshop: what is looked at and closed again. Escape closes it, and the focus goes back to where it was. */
import { type ComponentChildren, render } from 'preact';
import { Said } from './said.tsx';

export class Sheet {
  readonly #dialog = document.createElement('dialog');
  #title = '';

  constructor(section: HTMLElement) {
    this.#dialog.className = 'sheet';
    this.#dialog.setAttribute('translate', 'no');
    this.#dialog.addEventListener('close', () => render(null, this.#dialog));
    // A click beside the sheet is on the dialog itself.
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.close();
    });
    section.append(this.#dialog);
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  /** Shows something under a title, in place of whatever was shown. */
  show(title: string, content: ComponentChildren, { wide = false } = {}): void {
    this.#dialog.classList.toggle('wide', wide);
    this.#dialog.setAttribute('aria-label', title);
    render(
      <div class="sheet-body">
        <header class="sheet-head">
          <h2>
            <Said text={title} />
          </h2>
          <button type="button" class="quiet" onClick={() => this.close()}>
            Close
          </button>
        </header>
        {content}
      </div>,
      this.#dialog,
    );
    if (!this.#dialog.open) this.#dialog.showModal();
    // What was pressed has gone with what was shown before.
    else if (title !== this.#title && !this.#dialog.contains(document.activeElement))
      this.#dialog.querySelector('button')?.focus();
    this.#title = title;
  }

  close(): void {
    this.#dialog.close();
  }
}
