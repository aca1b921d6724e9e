/** Keys of a lab: those that are pressed in it, and those that are pressed nowhere, for its page is the lab's. */
export function onKey(section: HTMLElement, act: (event: KeyboardEvent) => void): void {
  document.addEventListener('keydown', (event) => {
    const { target, defaultPrevented, isComposing } = event;
    if (defaultPrevented || isComposing || !(target instanceof Node)) return;
    if (target === document.body || section.contains(target)) act(event);
  });
}
