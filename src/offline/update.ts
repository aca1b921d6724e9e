/** A newer version of the course that waits: told quietly, and used when the learner says so. Loaded only where there is one, or one comes. */

/** Offers the version that waits, now, or the one on its way as soon as it is there. */
export function offerWaiting(registration: ServiceWorkerRegistration): void {
  const tell = (): void => {
    // Without a worker that is in charge, the first version is about to be.
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  };
  tell();
  const { installing } = registration;
  installing?.addEventListener('statechange', () => installing.state === 'installed' && tell());
}

/** Asks a waiting version to take over. Gives how many other pages it waits for; with none, this page is loaded anew. */
function takeOver(waiting: ServiceWorker): Promise<number> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take over', [port2]);
  });
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

/** A notice at the foot of the window, which takes no focus and covers nothing that is at work. */
function offer(waiting: ServiceWorker): void {
  document.querySelector('.new-version')?.remove();
  const box = document.createElement('div');
  box.className = 'new-version';
  box.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = 'A new version of the course is ready. What you wrote stays as it is.';
  const use = button('Use it now', async () => {
    const others = await takeOver(waiting);
    if (others > 0) {
      text.textContent = `It is used once no page of the course is open in another tab or window: ${others === 1 ? 'one is' : `${others} are`}.`;
    }
  });
  box.append(
    text,
    use,
    button('Later', () => box.remove()),
  );
  document.body.append(box);
}
