/** What is put in at once is refused where it would make a text too long: laying it out, and looking through it, would take the page with it. */
import type { EditorOptions } from './interface.ts';

/** Watches over what is pasted or dropped somewhere inside `host`, ahead of the editor there, of whose text `length` characters stay. */
export function refuseTooLong(
  host: HTMLElement,
  { mostCharacters, onRefused }: Pick<EditorOptions, 'mostCharacters' | 'onRefused'>,
  length: () => number,
): void {
  const check = (event: Event, data: DataTransfer | null): void => {
    const added = data?.getData('text/plain').length ?? 0;
    if (added === 0 || length() + added <= mostCharacters) return;
    event.preventDefault();
    event.stopPropagation();
    onRefused();
  };
  host.addEventListener('paste', (event) => check(event, event.clipboardData), { capture: true });
  host.addEventListener('drop', (event) => check(event, event.dataTransfer), { capture: true });
}
