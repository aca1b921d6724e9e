/** The button that goes through automatic, light and dark colours, and remembers the choice. */
const NAMES = { auto: 'Auto', light: 'Light', dark: 'Dark' } as const;
type Theme = keyof typeof NAMES;
const NEXT: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

export {};

const button = document.querySelector<HTMLButtonElement>('[data-theme-button]');
const nameShown = button?.querySelector('[data-theme-name]');
const root = document.documentElement;

function show(theme: Theme): void {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  if (nameShown) nameShown.textContent = NAMES[theme];
}

let theme: Theme = root.dataset.theme === 'light' || root.dataset.theme === 'dark' ? root.dataset.theme : 'auto';
show(theme);
if (button) button.hidden = false;
button?.addEventListener('click', () => {
  theme = NEXT[theme];
  show(theme);
  try {
    localStorage.setItem('headroom-theme', theme);
  } catch {
    // Storage is refused: the choice holds for this page.
  }
});
