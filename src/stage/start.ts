/**
 * The little that a scene does before anybody reaches for it: wait. Player, charts and the worker that records load with the first
 * touch of a control, which is then done; or at once when the page's address asks for a moment of the scene.
 */
import type { Stage } from './stage.ts';

for (const host of document.querySelectorAll<HTMLElement>('[data-scene]')) prepare(host);

function prepare(host: HTMLElement): void {
  let stage: Promise<Stage> | undefined;
  const open = (fragment?: string): Promise<Stage> => {
    stage ??= import('./lesson-stage.ts').then(
      ({ openStage }) => openStage(host, fragment),
      (error: unknown) => {
        stage = undefined;
        const note = host.querySelector('[data-note]') as HTMLElement;
        note.hidden = false;
        note.textContent = 'The simulation could not be loaded. Check your connection and try again.';
        throw error;
      },
    );
    return stage;
  };
  for (const control of host.querySelectorAll<HTMLElement>('button, input, select')) {
    (control as HTMLButtonElement).disabled = false;
    const first = (event: Event): void => {
      if (stage) return;
      // The stage listens from now on: it hears the same event once more.
      event.preventDefault();
      event.stopImmediatePropagation();
      const { type } = event;
      open().then(
        () =>
          control.dispatchEvent(
            type === 'click' ? new MouseEvent('click', { bubbles: true }) : new Event(type, { bubbles: true }),
          ),
        console.error,
      );
    };
    control.addEventListener(control instanceof HTMLButtonElement ? 'click' : 'input', first);
    if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
      control.addEventListener('change', first);
  }
  host.addEventListener('pointerenter', () => import('./lesson-stage.ts').catch(() => {}), { once: true });
  const follow = () => {
    if (new URLSearchParams(location.hash.slice(1)).get('scene') !== host.dataset.scene) return;
    host.scrollIntoView({ block: 'start' });
    open(location.hash).catch(console.error);
  };
  addEventListener('hashchange', follow);
  follow();
}
