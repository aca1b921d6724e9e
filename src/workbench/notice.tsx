/** What the workbench asks or tells below the code: a sentence, perhaps a list, and what can be done about it. */
import { render } from 'preact';

interface Action {
  label: string;
  act(): void | Promise<void>;
}

export interface NoticeContent {
  text: string;
  items?: (Action & { text: string })[];
  actions: Action[];
  /** Moves the focus to the first button: for what the learner asked for, never for what happens by itself. */
  focus?: boolean;
}

/** The one place for notices: a new one takes the place of the one before. */
export class NoticeBoard {
  readonly #host: HTMLElement;
  readonly #after: HTMLElement;

  /** `after` gets the focus when a notice goes that had it. */
  constructor(host: HTMLElement, after: HTMLElement) {
    this.#host = host;
    this.#after = after;
  }

  show(content: NoticeContent): void {
    this.#host.hidden = false;
    render(<Notice {...content} />, this.#host);
    if (content.focus) this.#host.querySelector('button')?.focus();
  }

  hide(): void {
    const hadFocus = this.#host.contains(document.activeElement);
    render(null, this.#host);
    this.#host.hidden = true;
    if (hadFocus) this.#after.focus();
  }
}

function Notice({ text, items = [], actions }: NoticeContent) {
  const button = ({ label, act }: Action) => (
    <button type="button" key={label} onClick={() => void act()}>
      {label}
    </button>
  );
  return (
    <>
      <p>{text}</p>
      {items.length > 0 && (
        <ul>
          {items.map((item, index) => (
            <li key={`${index} ${item.text}`}>
              {item.text} {button(item)}
            </li>
          ))}
        </ul>
      )}
      {actions.map(button)}
    </>
  );
}
