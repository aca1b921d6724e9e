/**
 * Begins to keep the course on this device when the page has long been there and has nothing to do: it is in no hurry, and not where the
 * learner saves data, unless they ask for it.
 */
import { href } from '../site/href.ts';
import { keepCourse, savesData } from './registration.ts';

async function start(): Promise<void> {
  const present = await navigator.serviceWorker?.getRegistration(href());
  if (!present && savesData()) return;
  const registration = await keepCourse();
  const update = (): void => void import('./update.ts').then(({ offerWaiting }) => offerWaiting(registration!));
  if (registration?.waiting) update();
  registration?.addEventListener('updatefound', update);
}

/** A page that is never idle keeps the course all the same, after this time in ms: some draw without end, and not every browser says that it is idle. */
const LATEST = { timeout: 5_000 };
const whenIdle: (act: () => void, latest: typeof LATEST) => unknown =
  globalThis.requestIdleCallback ?? ((act, { timeout }) => setTimeout(act, timeout));

// While authors write, nothing is kept: they want to see what they have just written. And a package for an LMS is the LMS’s to show.
if (import.meta.env.PROD && !import.meta.env.PUBLIC_PACKAGE)
  addEventListener('load', () =>
    whenIdle(() => start().catch((error) => console.info('The course is not kept on this device:', error)), LATEST),
  );
