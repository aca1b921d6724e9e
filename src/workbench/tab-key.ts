/** Whether Tab moves the focus on instead of indenting: switched by a button under the editor, or by Ctrl+M inside of it, and said. */
export function followTab(editor: HTMLElement, button: HTMLElement, onSwitch: (moves: boolean) => void): void {
  const isMac = /Mac/.test(navigator.platform);
  const toggle = (): void => {
    const moves = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(moves));
    onSwitch(moves);
    said.textContent = moves ? 'Tab moves on now.' : 'Tab indents now.';
  };
  const said = document.createElement('span');
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  button.after(said);
  button.removeAttribute('disabled');
  button.addEventListener('click', toggle);
  editor.addEventListener(
    'keydown',
    (event) => {
      if (event.code !== 'KeyM' || !event.ctrlKey || event.altKey || event.metaKey || event.shiftKey !== isMac) return;
      event.preventDefault();
      event.stopPropagation();
      toggle();
    },
    { capture: true },
  );
}
