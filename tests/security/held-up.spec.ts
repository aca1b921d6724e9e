/**
 * What the page does when somebody else tries to hold it up: another tab that keeps the browser's store, a stranger who posts to the
 * sandbox's frame first or puts the page into a frame, rows that no version of the course ever wrote, a picture that takes for ever.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { LabPage, labFile, PHONE, REQUIREMENTS } from '../browser/lab-page.ts';
import { serveRuntime } from './hostile-runtime.ts';

const LAB = 'server-calculator';
const HONEST = labFile(LAB, 'solution.ts');

test.use({ viewport: PHONE });

/**
 * Keeps all stores of the course to itself, from a page of the same origin, until `release` is called: a transaction is open, and the
 * dialog keeps its page from hearing of the one answer that it waits for.
 */
async function hold(page: Page): Promise<{ release(): Promise<void> }> {
  await page.goto('/labs/');
  const dialog = page.waitForEvent('dialog');
  const held = page.evaluate(async () => {
    const opening = indexedDB.open('headroom');
    await new Promise((done) => opening.addEventListener('success', done));
    const database = opening.result;
    database
      .transaction([...database.objectStoreNames], 'readwrite')
      .objectStore('results')
      .count();
    alert('held');
    database.close();
  });
  const opened = await dialog;
  return {
    async release() {
      await opened.accept();
      await held;
    },
  };
}

test('another tab that holds the store holds no run: it ends, says what is not kept, and keeps it later', async ({
  page,
  context,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// nothing yet\n');
  await lab.grade();
  const other = await hold(await context.newPage());
  await lab.type(HONEST);
  await expect(lab.notice).toContainText('Until then your code is not saved');
  await expect(lab.saved).toHaveText('Not saved');
  await lab.grade();
  await expect(lab.verdict).toContainText('6 of 6 marks');
  await expect(lab.notice).toContainText('Another tab holds what this browser stores');
  await page.getByRole('button', { name: 'Earlier versions' }).click();
  await expect(lab.notice).toContainText('Another tab holds what this browser stores');
  await other.release();
  await expect(page.locator('.task-header [data-marks-of]').first()).toHaveText('6');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await expect(lab.notice).toBeHidden();
});

test('a lab that opens while another tab holds the store says that it could not read the learner’s text, and reads it later', async ({
  page,
  context,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type(HONEST);
  await expect(lab.saved).toHaveText('Saved in this browser');
  const other = await hold(await context.newPage());
  await page.reload();
  await lab.run.click();
  await expect(lab.notice).toContainText('Your saved code could not be read yet');
  await lab.finished();
  await expect(lab.verdict).toContainText(`0 of ${REQUIREMENTS} requirements met`);
  await other.release();
  await expect(lab.plain).toHaveValue(HONEST);
});

test('rows that are out of shape hide no others, and break nothing', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('// mine\n');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.getByRole('button', { name: 'Reset' }).first().click();
  await lab.notice.getByRole('button', { name: 'Reset to the starter' }).click();
  await expect(lab.notice).toContainText('The starter is back');
  await page.evaluate(async (name) => {
    const opening = indexedDB.open('headroom');
    await new Promise((done) => opening.addEventListener('success', done));
    const database = opening.result;
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const versions = transaction.objectStore('versions');
    const version = { lab: name, code: 'x', at: 0, replacedBy: 'reset' };
    for (const odd of [
      { at: Number.NaN },
      { at: 1e300 },
      { at: 'now' },
      { code: 1 },
      { code: undefined },
      { replacedBy: {} },
    ])
      versions.put({ ...version, ...odd });
    versions.put({ lab: name });
    transaction.objectStore('drafts').put({ lab: name, code: { toString: 1 }, tab: 1 });
    transaction.objectStore('results').put({ lab: name, earned: 'all', marks: Number.NaN });
    transaction.objectStore('answers').put({ part: 'x', ticked: 1 });
    await new Promise((done) => transaction.addEventListener('complete', done));
    database.close();
  }, LAB);
  await page.reload();
  await page.getByRole('button', { name: 'Earlier versions' }).click();
  await expect(lab.sheet.getByRole('button', { name: /^Restore/ })).toHaveCount(1);
  await lab.sheet.getByRole('button', { name: /^Restore/ }).click();
  await expect(lab.plain).toHaveValue('// mine\n');
  await lab.type(HONEST);
  await lab.grade();
  await expect(page.locator('.task-header [data-marks-of]').first()).toHaveText('6');
});

test('whoever posts to the frame before the page does is not heard, and Run works', async ({ page, context }) => {
  await page.goto('/labs/');
  await page.evaluate(() => {
    // Called by the page that is opened: a function of this window posts as this window.
    const postFirst = (frame: Window): void => {
      const ports = [0, 1, 2].map(() => new MessageChannel().port1);
      frame.postMessage('first', '*');
      frame.postMessage({ script: 'close()', wasm: new ArrayBuffer(8) }, '*', ports);
    };
    Object.assign(globalThis, { postFirst, posted: 0 });
  });
  const opening = context.waitForEvent('page');
  await page.evaluate((path) => {
    open(path);
  }, `/labs/${LAB}/`);
  const lab = new LabPage(await opening);
  await lab.page.setViewportSize(PHONE);
  await lab.page.waitForLoadState();
  await lab.page.evaluate(() => {
    const caller = opener as Window & { postFirst(frame: Window): void; posted: number };
    // On the way down to the frame: before the page hears that it is there.
    document.addEventListener(
      'load',
      ({ target }) => {
        if (!(target instanceof HTMLIFrameElement) || !target.contentWindow) return;
        caller.postFirst(target.contentWindow);
        target.contentWindow.postMessage('of the page’s own, but no start', '*');
        caller.posted++;
      },
      true,
    );
  });
  await lab.type(HONEST);
  await lab.grade();
  await expect(lab.verdict).toContainText('6 of 6 marks');
  expect(await page.evaluate(() => (globalThis as unknown as { posted: number }).posted)).toBeGreaterThan(0);
});

test('inside a stranger’s frame nothing of the page is shown or run, whatever headers the host sends', async ({
  page,
  baseURL,
}) => {
  const stranger = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end(`<iframe src="${baseURL}/labs/${LAB}/" width="800" height="600"></iframe>`);
  });
  await new Promise<void>((ready) => stranger.listen(0, '127.0.0.1', ready));
  try {
    const { port } = stranger.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const framed = page.frameLocator('iframe');
    await expect(framed.locator('body')).toHaveText(/^Headroom is not shown inside another site’s page/);
    await expect(framed.locator('button, textarea, main')).toHaveCount(0);
    await expect(framed.getByRole('link')).toHaveAttribute('href', `${baseURL}/labs/${LAB}/`);
  } finally {
    stranger.close();
  }
});

// ——— scenes ———

const WATCH = { name: 'Watch it run' };

test('whoever runs the tests waits for no recording, and only the latest recording is made', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('load-balancers');
  await lab.type(
    `const stuck = () => { for (;;) [].indexOf.call({ length: 2 ** 53 - 1 }, 1 as never); };
export const roundRobin = stuck;
export const leastConnections = stuck;
export const healthBased = stuck;\n`,
  );
  const watch = page.getByRole('button', WATCH);
  for (let press = 0; press < 5; press++) await watch.click();
  await lab.type(labFile('load-balancers', 'solution.ts'));
  await lab.grade();
  await expect(lab.verdict).toContainText('requirements met');
  // On a quick computer the limit of steps may have ended it before.
  await expect(page.locator('[data-scene-note]')).toContainText(/the tests were run|Stopped/);
  await watch.click();
  await expect(page.locator('[data-scene-body] canvas').first()).toBeVisible();
});

test('a design that the tests refuse is refused by the scene in the same words', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('design-ticket-sale');
  const circle = `export function design() {
    return { title: 'x', nodes: [{ id: 'c', kind: 'client' }, { id: 'a', kind: 'service' }, { id: 'b', kind: 'service' }],
      links: [{ from: 'c', to: 'a' }, { from: 'a', to: 'b' }, { from: 'b', to: 'a' }] };
  }\n`;
  await lab.type(circle);
  await lab.grade();
  await page.getByRole('button', WATCH).click();
  const note = page.locator('[data-scene-note]');
  await expect(note).toContainText(/The design has \d+ problems/);
  await expect(page.locator('.results')).toContainText(String(await note.textContent()));
});

/** A worker that answers every request for a recording with a system that nobody can draw in time. */
const endless = `
const kinds = ['service', 'worker', 'web', 'application', 'function'];
const words = (place) => ('Wwwwwwww' + place + ' ').repeat(20).slice(0, 80);
const nodes = Array.from({ length: 60 }, (_, place) => ({ id: 'n' + place, kind: place ? kinds[place % 5] : 'client', label: words(place), ...(place && { region: 'r' + (place % 30) }) }));
const regions = Array.from({ length: 30 }, (_, place) => ({ id: 'r' + place, label: words(place) }));
let state = 7;
const next = () => 1 + ((state = (state * 1103515245 + 12345) % 2147483648) % 59);
const links = [{ from: 'n0', to: 'n1' }];
while (links.length < 150) {
  const [from, to] = [next(), next()];
  if (from !== to) links.push({ from: 'n' + from, to: 'n' + to, kind: 'cut', label: words(links.length) });
}
const small = { title: 'small --wide: 99999', nodes: [{ id: 'c', kind: 'client' }, { id: 'b', kind: 'web', label: '$& \`x\`' }], links: [{ from: 'c', to: 'b' }] };
const recording = (architecture) => ({
  title: architecture.title, architecture, seconds: 1, oneIn: 1, every: 1000, tick: 1000, nodes: architecture.nodes.map(() => null), cuts: [], texts: [''], charts: [], targets: [], events: [],
  moves: { depart: new Float32Array(0), arrive: new Float32Array(0), from: new Uint8Array(0), to: new Uint8Array(0), tone: new Uint8Array(0), born: new Float32Array(0) },
  losses: { at: new Float32Array(0), node: new Uint8Array(0) },
});
addEventListener('message', ({ data: { api, progress } }) => {
  api.onmessage = ({ data: { id, argumentList } }) => {
    const { source } = argumentList[0].value;
    api.postMessage({ id, type: 'RAW', value: { recordings: [recording(source === 'small' ? small : { title: 'large', nodes, links, regions })] } });
  };
  progress.postMessage('"ready"');
}, { once: true });
`;

test('a picture that takes for ever holds up nothing, and the page says why there is none', async ({ page }) => {
  await page.clock.install();
  await serveRuntime(page, endless);
  const lab = new LabPage(page);
  await lab.open('design-ticket-sale');
  await lab.type('large');
  const note = page.locator('[data-scene-note]');
  await page.getByRole('button', WATCH).click();
  await expect(note).toContainText('Working it out');
  // The page answers all the while.
  await lab.type('small');
  await expect(lab.saved).toHaveText('Saved in this browser');
  await page.clock.fastForward(30_000);
  await expect(note).toContainText('takes too long to draw: it has 60 nodes and 150 links');
  await page.getByRole('button', WATCH).click();
  const worlds = page.locator('[data-scene-body] [data-worlds]');
  await expect(worlds.locator('canvas')).toHaveCount(1);
  await expect(note).toBeHidden();
  // Words in a picture set nothing of the page.
  await expect(worlds).toContainText('small --wide: 99999');
  await expect(worlds).toContainText('$& `x`');
  const wide = await worlds
    .locator('[data-sheet]')
    .evaluate((element) => Number.parseFloat((element as HTMLElement).style.getPropertyValue('--wide')));
  expect(wide).toBeLessThan(2000);
});

/** Pastes or drops a text, as a hand would. Gives whether the page let the editor have it. */
const putIn = (page: Page, selector: string, kind: 'paste' | 'drop', characters: number): Promise<boolean> =>
  page.locator(selector).evaluate(
    (element, { kind, characters }) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'x'.repeat(characters));
      const how = { bubbles: true, cancelable: true };
      return element.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent(kind, { ...how, clipboardData: data })
          : new DragEvent(kind, { ...how, dataTransfer: data }),
      );
    },
    { kind, characters },
  );

test('a text that is too long: what would make it so is not put in, and a run of it says the same', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(LAB);
  await lab.type('x'.repeat(99_990));
  expect(await putIn(page, 'textarea.plain-editor', 'paste', 10)).toBe(true);
  for (const kind of ['paste', 'drop'] as const) {
    expect(await putIn(page, 'textarea.plain-editor', kind, 11)).toBe(false);
    await expect(lab.notice).toContainText('longer than 100,000 characters, and no lab takes more. It was not put in.');
    await page.getByRole('button', { name: 'Close' }).click();
  }
  await lab.type('x'.repeat(100_001));
  await expect(lab.notice).toContainText('Your file is longer than 100,000 characters');
  await lab.grade();
  await expect(lab.verdict).toContainText('Your file is longer than 100,000 characters');
  // Lines by the thousand, for each of which a browser would keep a step of its undo, and take minutes.
  await lab.type('x\n'.repeat(5_000));
  await lab.type(HONEST);
  await lab.grade();
  await expect(lab.verdict).toContainText('6 of 6 marks');
});

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('the large editor takes no more either', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(LAB);
    await lab.edit();
    await expect(lab.monaco).toBeVisible();
    const before = await page.locator('.monaco-editor .view-lines').textContent();
    expect(await putIn(page, '.monaco-editor textarea.inputarea', 'paste', 200_000)).toBe(false);
    await expect(lab.notice).toContainText('It was not put in.');
    expect(await page.locator('.monaco-editor .view-lines').textContent()).toBe(before);
  });
});
