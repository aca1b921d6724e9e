/**
 * Watches a page for anything that an attack could do beyond its own run: a request, a navigation, a dialog, a download,
 * a change of what the origin stores or of the page's own globals.
 */
import { expect, type Page } from '@playwright/test';

export class Watch {
  private readonly page: Page;
  private readonly seen: string[] = [];
  private before: unknown;

  constructor(page: Page) {
    this.page = page;
    const note = (what: string) => (detail: { url?(): string; message?: (() => string) | string }) => {
      const { message } = detail;
      this.seen.push(`${what}: ${detail.url?.() ?? (typeof message === 'function' ? detail.message : message)}`);
    };
    // The worker of the sandbox is a blob of its own frame; whatever it is made of was fetched when the page opened. Scripts of the site's
    // own the page may still want: one that shows what a right answer does is fetched after the first.
    const ownScript = /^http:\/\/localhost:\d+\/_astro\/[\w.-]+\.js$/;
    page.on('request', (request) => {
      const url = request.url();
      // Where the frame is slow to start, the page asks its own host whether a policy is in the way.
      const isOwnQuestion = request.method() === 'HEAD' && url === page.url();
      if (!url.startsWith('blob:') && !ownScript.test(url) && !isOwnQuestion) this.seen.push(`request: ${url}`);
    });
    page.on('websocket', note('websocket'));
    page.on('popup', note('popup'));
    page.context().on('page', note('page'));
    page.context().on('serviceworker', note('service worker'));
    page.on('download', note('download'));
    page.on('filechooser', () => this.seen.push('file chooser'));
    page.on('pageerror', note('error on the page'));
    page.on('dialog', async (dialog) => {
      this.seen.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('framenavigated', (frame) => {
      if (frame.parentFrame() === null || frame.url() !== 'about:srcdoc') this.seen.push(`navigation: ${frame.url()}`);
    });
  }

  /** From here on nothing may happen. */
  async begin(): Promise<void> {
    this.before = await state(this.page);
    this.seen.length = 0;
  }

  /**
   * Nothing but the site's own pages and files so far. The browser also tells of requests and navigations that the
   * policy stopped before anything was sent: those to `refused` are left to whoever listens there.
   */
  expectNoEscape(refused = 'chrome-error:'): void {
    const { origin } = new URL(this.page.url());
    const own = (line: string): boolean => line.includes(`: ${origin}/`) && !line.includes('escaped');
    const stopped = (line: string): boolean => line.includes(`: ${refused}`) || line.includes(': chrome-error:');
    expect(this.seen.filter((line) => !/^(request|navigation): /.test(line) || !(own(line) || stopped(line)))).toEqual(
      [],
    );
  }

  async expectNothing(): Promise<void> {
    expect(this.seen).toEqual([]);
    expect(await state(this.page)).toEqual(this.before);
  }
}

/** What the page's origin and window hold. Drafts are left out: the page saves what is typed. */
function state(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const stored = async (store: string): Promise<unknown[]> =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('headroom');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.map(({ lab, earned, part }) => ({ lab, earned, part })));
          };
        };
      });
    const names = (object: object): string[] => Reflect.ownKeys(object).map(String).sort();
    return {
      address: location.href,
      title: document.title,
      history: history.length,
      cookies: document.cookie,
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
      results: await stored('results'),
      answers: await stored('answers'),
      versions: await stored('versions'),
      caches: await caches.keys(),
      serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
      globals: names(window),
      prototypes: [Object, Array, Function, Promise, String, Number, Map, Error, Node, Element].map(({ prototype }) =>
        names(prototype),
      ),
      frames: document.querySelectorAll('iframe').length,
    };
  });
}
