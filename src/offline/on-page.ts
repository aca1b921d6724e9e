/** What the page of a learner's work says of the course on this device: how large it is, whether it is there, and a way to have it. */
import { href } from '../site/href.ts';
import { keepCourse, savesData } from './registration.ts';

interface Size {
  bytes: number;
  compressed: number;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

async function sizeOf(): Promise<string> {
  const answer = await fetch(href('offline.json'));
  const { bytes, compressed } = (await answer.json()) as Size;
  return `It takes ${megabytes(bytes)} here, and about ${megabytes(compressed)} on its way.`;
}

/** Resolves when a worker that has everything is there; rejects when it gave up. */
function settled({ installing, active }: ServiceWorkerRegistration): Promise<void> {
  if (active || !installing) return Promise.resolve();
  return new Promise((resolve, reject) => {
    installing.addEventListener('statechange', () => {
      if (installing.state === 'activated') resolve();
      else if (installing.state === 'redundant') reject(new Error('not everything could be fetched or kept'));
    });
  });
}

export async function openOfflinePart(page: HTMLElement): Promise<void> {
  const text = page.querySelector<HTMLElement>('[data-offline]')!;
  const button = page.querySelector<HTMLButtonElement>('[data-keep-course]')!;
  const size = await sizeOf().catch(() => '');
  const say = (sentence: string): void => {
    text.textContent = `${sentence} ${size}`.trim();
  };
  if (!('serviceWorker' in navigator)) {
    say('This browser, or this address without https, cannot keep the course: it needs a network.');
    return;
  }
  const follow = async (registration: ServiceWorkerRegistration | undefined): Promise<void> => {
    if (!registration) return;
    try {
      if (!registration.active) say('The course is being fetched, so that it works without a network.');
      await settled(registration);
      say('The whole course is on this device, and works without a network, labs included.');
      button.hidden = true;
    } catch {
      say(
        'The course could not be kept on this device: the network broke off, or there is no room. Everything else works as before.',
      );
      button.hidden = false;
    }
  };
  button.addEventListener('click', () => keepCourse().then(follow, () => follow(undefined)));
  const registration = await navigator.serviceWorker.getRegistration(href());
  if (registration) await follow(registration);
  else if (savesData()) {
    say(
      'Your device saves data, so the course is not kept here unless you say so. With it, the whole course works without a network.',
    );
    button.hidden = false;
  } else {
    say(
      'After a first visit the whole course works without a network, labs included: it is fetched when this page has been here for a moment.',
    );
    await follow(await navigator.serviceWorker.ready);
  }
}
