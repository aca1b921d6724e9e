/** What the workbench asks or tells above the code: a sentence, perhaps a list, and what can be done about it. Escape closes it. */
import { render } from 'preact';
import { Said } from './said.tsx';

interface Action {
  label: string;
  act(): void | Promise<void>;
}

export interface NoticeContent {
  text: string;
  /** What can be done about it, before closing it. */
  actions?: Action[];
  /** What closing it is called: 'Close'. */
  close?: string;
  /** What it is about, for whoever takes it back when it is no longer true. */
  about?: string;
  /** Moves the focus to the first button: for what the learner asked for, never for what happens by itself. */
  focus?: boolean;
}

/** The one place for notices: a new one takes the place of the one before. */
export class NoticeBoard {
  readonly #host: HTMLElement;
  readonly #after: HTMLElement;
  #about: string | undefined;

  /** `after` gets the focus when a notice goes that had it. */
  constructor(host: HTMLElement, after: HTMLElement) {
    this.#host = host;
    this.#after = after;
  }

  get isShown(): boolean {
    return !this.#host.hidden;
  }

  show(content: NoticeContent): void {
    this.#host.hidden = false;
    this.#about = content.about;
    render(<Notice {...content} onClose={() => this.hide()} />, this.#host);
    if (content.focus) this.#host.querySelector('button')?.focus();
  }

  /** Tells a sentence. */
  tell(text: string): void {
    this.show({ text });
  }

  /** Takes back what was said about something, if it is what is shown. */
  takeBack(about: string): void {
    if (this.isShown && this.#about === about) this.hide();
  }

  hide(): void {
    const hadFocus = this.#host.contains(document.activeElement);
    render(null, this.#host);
    this.#host.hidden = true;
    if (hadFocus) this.#after.focus();
  }
}

function Notice({ text, actions = [], close = 'Close', onClose }: NoticeContent & { onClose(): void }) {
  return (
    <>
      <p>
        <Said text={text} />
      </p>
      <div class="notice-actions" key={text}>
        {actions.map(({ label, act }) => (
          <button type="button" key={label} onClick={() => void act()}>
            {label}
          </button>
        ))}
        <button type="button" onClick={onClose}>
          {close}
        </button>
      </div>
    </>
  );
}
