/** Hints come one at a time: the next is offered once the one before it has been opened. */
export function openHints(host: HTMLElement): void {
  const hints = [...host.querySelectorAll<HTMLDetailsElement>('.hint')];
  for (const [index, hint] of hints.entries()) {
    hint.addEventListener('toggle', () => {
      const next = hints[index + 1];
      if (hint.open && next) next.hidden = false;
    });
  }
}

/** Opens the next hint that is closed, for whoever asks for it from elsewhere; undefined where all are open. */
export function nextHint(host: HTMLElement): (() => void) | undefined {
  const hint = [...host.querySelectorAll<HTMLDetailsElement>('.hint')].find(({ open }) => !open);
  if (!hint) return undefined;
  return () => {
    hint.hidden = false;
    hint.open = true;
    hint.querySelector('summary')?.focus({ preventScroll: true });
    hint.scrollIntoView({ block: 'nearest' });
  };
}
