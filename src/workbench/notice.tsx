/** What the workbench asks or tells below the code: a sentence, perhaps a list, and what can be done about it. */

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

export function Notice({ text, items = [], actions }: NoticeContent) {
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
