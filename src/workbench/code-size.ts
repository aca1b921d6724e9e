/** How large the code's letters are: the learner's choice, kept in this browser (public/panes.js sets it before the first paint). */
const STORED = 'headroom-code-size';
const USUAL = 14;
const [LEAST, MOST] = [11, 26];

/** A size in pixels that can be used, of whatever was stored. */
export function sizeFrom(stored: string | null): number {
  const size = Number(stored);
  return Number.isInteger(size) && size >= LEAST && size <= MOST ? size : USUAL;
}

/** Makes the code's letters so many pixels larger, or smaller. */
export function resizeCode(by: number): void {
  const root = document.documentElement;
  const size = Math.min(
    Math.max(sizeFrom(String(Number.parseInt(root.style.getPropertyValue('--code-size'), 10))) + by, LEAST),
    MOST,
  );
  root.style.setProperty('--code-size', `${size}px`);
  try {
    localStorage.setItem(STORED, String(size));
  } catch {
    // Storage is refused or full: the size holds for this visit.
  }
}
