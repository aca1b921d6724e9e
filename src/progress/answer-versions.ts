/** Texts of a written answer that another tab or a file took the place of: closed until somebody looks, each to be put back. */
import type { Version } from './rows.ts';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Puts them behind an element, in place of those that stood there. `putBack` gets the text that is wanted. */
export function showVersions(after: HTMLElement, versions: readonly Version[], putBack: (text: string) => void): void {
  const before = after.nextElementSibling;
  if (before?.matches('.answer-versions')) before.remove();
  const box = document.createElement('details');
  box.className = 'answer-versions';
  const title = document.createElement('summary');
  title.textContent = `Earlier versions of your answer (${versions.length})`;
  box.append(title);
  for (const { code, at } of versions) {
    const text = document.createElement('blockquote');
    text.textContent = code;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Put this back';
    button.addEventListener('click', () => putBack(code));
    const date = document.createElement('p');
    date.textContent = at > 0 ? when.format(at) : 'Without a date';
    box.append(date, text, button);
  }
  after.after(box);
}
