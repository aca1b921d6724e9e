/** The way to the search from anywhere: its button, `/` where nothing is being typed, and Ctrl+K or ⌘+K everywhere. */
const button = document.querySelector<HTMLButtonElement>('[data-search]');

async function toggle(): Promise<void> {
  try {
    const { toggleSearch } = await import('./dialog.tsx');
    await toggleSearch();
  } catch (error) {
    console.error(error);
    if (button) button.title = 'The search could not be loaded. Check your connection and try again.';
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], .monaco-editor') !== null
  );
}

if (button) button.hidden = false;
button?.addEventListener('click', toggle);
// Before any editor hears of it: there, too, the keys lead to the search.
addEventListener(
  'keydown',
  (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target, isComposing } = event;
    if (isComposing || altKey) return;
    const isK = ctrlKey !== metaKey && !shiftKey && key.toLowerCase() === 'k';
    const isSlash = key === '/' && !ctrlKey && !metaKey && !isTyping(target);
    if (!isK && !isSlash) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    toggle();
  },
  { capture: true },
);

export {};
