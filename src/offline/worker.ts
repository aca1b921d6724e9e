/**
 * The service worker: it keeps one version of the whole site, every file of it or none, and answers from there. A newer version is
 * fetched beside it and waits. It takes over when no page of the course is open any more, or when the learner asks for it in the only
 * page that is: so no page ever gets scripts of another version, and nothing changes under a lab at work.
 */
import { precacheAndRoute } from 'workbox-precaching';
import type { PrecacheEntry } from './precache.ts';

/** Written in when the site is built. */
declare const PRECACHED: PrecacheEntry[];

/** What of a service worker's world is used here: TypeScript knows either a page's globals or a worker's, and everything else is pages. */
interface Waits extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Waits {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly { readonly url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'activate', listener: (event: Waits) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
}
const worker = globalThis as unknown as Scope;

// Files do not depend on what follows a question mark: it names a version, or a moment of a scene.
precacheAndRoute(PRECACHED, { ignoreURLParametersMatching: [/./], cleanURLs: false });

// Pages of the first visit came from the network a moment ago, in this very version: they work without one from now on.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

/** How many pages of the course are open. */
async function openPages(): Promise<number> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(worker.registration.scope)).length;
}

worker.addEventListener('message', (event) => {
  if (event.data !== 'take over') return;
  const answer = async (): Promise<void> => {
    const others = (await openPages()) - 1;
    event.ports[0]?.postMessage(others);
    if (others === 0) await worker.skipWaiting();
  };
  event.waitUntil(answer());
});

const AWAY = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>No network</title>
<h1>This page is not on your device</h1><p>There is no network, and this address is not a page of the course. <a href="${worker.registration.scope}">The course itself works without one</a>.</p></html>`;

/** What is answered where there is no network; an address that only lacks its slash is sent on, as a host would. */
function away(url: URL): Response {
  if (/\/[^/.]+$/.test(url.pathname)) return Response.redirect(`${url.pathname}/${url.search}`);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
  return new Response(AWAY, { status: 503, headers });
}

worker.addEventListener('fetch', (event) => {
  // Whatever the precache knows has been answered already.
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(() => away(new URL(event.request.url))));
});
