/** The drawing board: by mouse, by touch and by keyboard, in the picture and in the text. */
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { PHONE } from './lab-page.ts';
import { violationsOf } from './violations.ts';

const text = (page: Page) => page.getByLabel('The board as text');
const node = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);
const part = (page: Page, id: string) => page.locator(`[data-part="${id}"]`);
const said = (page: Page) => page.locator('[data-said]');

async function open(page: Page): Promise<void> {
  await page.goto('/board/');
  await expect(node(page, 'shop')).toBeVisible();
}

/** Drags from one place of the page to another, as a hand does. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const [one, other] = [(await node(page, from).boundingBox())!, (await node(page, to).boundingBox())!];
  await page.mouse.move(one.x + one.width / 2, one.y + one.height / 2);
  await page.mouse.down();
  await page.mouse.move(other.x + other.width / 2, other.y + other.height / 2, { steps: 6 });
  await page.mouse.up();
}

test('by mouse: a part is added, linked by a drag, changed and removed, and one undo goes through picture and text', async ({
  page,
}) => {
  await open(page);
  await page.locator('[data-add="queue"]').click();
  await expect(node(page, 'queue')).toBeVisible();
  await drag(page, 'shop', 'queue');
  await expect(text(page)).toHaveValue(/\{ from: 'shop', to: 'queue' \}/);
  // The picture is drawn after the text is written, and moves its nodes.
  await expect(page.locator('[data-picture] [data-link="4"]').first()).toBeAttached();
  const [kind, onto] = [
    await page.locator('[data-add="worker"]').boundingBox(),
    await node(page, 'queue').boundingBox(),
  ];
  await page.mouse.move(kind!.x + 9, kind!.y + 9);
  await page.mouse.down();
  await page.mouse.move(onto!.x + onto!.width / 2, onto!.y + onto!.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect(text(page)).toHaveValue(/\{ from: 'queue', to: 'worker', kind: 'async' \}/);
  await expect(node(page, 'worker')).toHaveCount(1);
  await node(page, 'shop').dblclick();
  await page.getByLabel('Copies', { exact: true }).fill('6');
  await page.getByLabel('Copies', { exact: true }).press('Enter');
  await expect(text(page)).toHaveValue(/id: 'shop', kind: 'web', replicas: 6/);
  await expect(node(page, 'shop')).toContainText('6');
  await page.getByLabel('Capacity, requests/s').fill('-1');
  await page.getByLabel('Capacity, requests/s').press('Enter');
  await expect(page.getByRole('alert')).toContainText('a number of requests per second above 0');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(text(page)).toHaveValue(/id: 'shop', kind: 'web', replicas: 2/);
  await node(page, 'queue').click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(node(page, 'queue')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(node(page, 'queue')).toBeVisible();
});

test('by keyboard alone, in the picture: choose, add, link, change, remove', async ({ page }) => {
  await open(page);
  const picture = page.locator('[data-picture]');
  await picture.focus();
  await page.keyboard.press('ArrowRight');
  await expect(said(page)).toContainText('visitors, client. It leads to balancer.');
  await page.keyboard.press('ArrowRight');
  await expect(said(page)).toContainText('balancer');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('q');
  await expect(said(page)).toHaveText('Queue queue added, linked from shop.');
  await expect(node(page, 'queue')).toBeVisible();
  await page.keyboard.press('k');
  await expect(said(page)).toHaveText('Worker worker added, linked from queue.');
  await expect(node(page, 'worker')).toBeVisible();
  await part(page, 'worker').focus();
  await page.keyboard.press('l');
  await part(page, 'database').press('Enter');
  await expect(said(page)).toContainText('database');
  await expect(text(page)).toHaveValue(/\{ from: 'worker', to: 'database' \}/);
  await part(page, 'worker').press('Enter');
  await page.getByLabel('Name (id)').fill('clerks');
  await page.getByLabel('Name (id)').press('Enter');
  await expect(text(page)).toHaveValue(/\{ from: 'queue', to: 'clerks', kind: 'async' \}/);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-inspector]')).toHaveCount(0);
  await part(page, 'clerks').focus();
  await page.keyboard.press('Delete');
  await expect(said(page)).toContainText('clerks is removed');
  await page.keyboard.press('Control+z');
  await expect(node(page, 'clerks')).toBeVisible();
});

test('in the text: the picture follows, what is wrong is told at its line, the last picture stays, nothing is lost by a reload', async ({
  page,
}) => {
  await open(page);
  const before = await text(page).inputValue();
  await text(page).fill(before.replace("kind: 'database'", "kind: 'databse'"));
  await expect(page.getByText('Did you mean "database"?')).toBeVisible();
  await expect(node(page, 'database')).toBeVisible();
  await page.getByRole('button', { name: 'Line 8' }).click();
  await expect(text(page)).toBeFocused();
  await page.locator('[data-add="cdn"]').click();
  await expect(text(page)).toHaveValue(/databse/);
  await expect(page.getByText('The picture waits for the text')).toBeVisible();
  await page.reload();
  await expect(text(page)).toHaveValue(/databse/);
  await expect(node(page, 'database')).toBeVisible();
  await text(page).fill(before.replace("'database', capacity", "'database', label: 'Seats & <b>rows</b>', capacity"));
  await expect(node(page, 'database')).toContainText('<b>rows</b>');
  await text(page).focus();
  await page.keyboard.press('Control+z');
  await expect(text(page)).toHaveValue(/databse/);
  // What somebody noted beside a part stays when the picture is changed.
  const noted = before.replace("{ id: 'shop'", "// sold out by noon\n    { id: 'shop'");
  await text(page).fill(noted);
  await page.locator('[data-add="cdn"]').click();
  await expect(text(page)).toHaveValue(
    noted.replace('  ],\n  links', "    { id: 'cdn', kind: 'cdn', latency: 5, items: 1000 },\n  ],\n  links"),
  );
});

test.describe('by touch', () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

  test('a part is chosen by a tap, linked by two, and opened', async ({ page }) => {
    await open(page);
    await page.locator('[data-add="queue"]').tap();
    await expect(node(page, 'queue')).toBeVisible();
    await node(page, 'shop').tap();
    await page.getByRole('button', { name: 'Link', exact: true }).tap();
    await node(page, 'queue').tap();
    await expect(text(page)).toHaveValue(/\{ from: 'shop', to: 'queue' \}/);
    await node(page, 'cache').tap();
    await page.getByRole('button', { name: 'Edit' }).tap();
    await expect(page.locator('[data-inspector]')).toBeVisible();
    await page.locator('#board-items').fill('20');
    await page.locator('#board-items').blur();
    await expect(text(page)).toHaveValue(/items: 20/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
});

test('a board on which messages go round for ever says so, and runs once they do not', async ({ page }) => {
  await open(page);
  const ringBy = (last: string): string => `{
  title: 'A ring',
  nodes: [
    { id: 'orders', kind: 'producer' },
    { id: 'queue', kind: 'queue' },
    { id: 'clerk', kind: 'worker' },
  ],
  links: [
    { from: 'orders', to: 'queue' },
    { from: 'queue', to: '${last}' },
  ],
}`;
  await text(page).fill(ringBy('orders'));
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('alert')).toHaveText(
    /time hardly moves on: .* above all at “orders\/1” and .*let them end somewhere/,
  );
  await text(page).fill(ringBy('clerk'));
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.locator('[data-board-stage] [data-node="queue"]')).toBeVisible();
});

test('a board runs on the stage, its weak spot is found and watched, and how far it goes', async ({ page }) => {
  await open(page);
  await page.getByText('Load: steady').click();
  await page.locator('input[name="seconds"]').fill('20');
  await page.locator('input[name="seconds"]').press('Enter');
  await page.getByRole('button', { name: 'Run it' }).click();
  const stage = page.locator('[data-board-stage]');
  await expect(stage.locator('[data-play]')).toHaveText('Pause');
  await expect(stage.locator('[data-node="shop"]')).toBeVisible();
  await stage.locator('[data-play]').click();
  await page.getByRole('button', { name: 'Find the weak spot' }).click();
  const weak = page.locator('[data-weak]');
  await expect(weak.getByRole('row', { name: /balancer dies/ })).toContainText('100 % fail, and it goes on');
  await weak
    .getByRole('row', { name: /balancer dies/ })
    .getByRole('button')
    .click();
  await expect(stage.locator('[data-faults]')).toContainText('Load balancer crashes');
  // What the search slows, a hand can slow too; a link can only be cut.
  await stage.locator('[data-play]').click();
  await stage.locator('[data-target]').selectOption({ label: 'Database' });
  await stage.getByRole('button', { name: 'Slow it' }).press('Enter');
  await expect(stage.locator('[data-faults]')).toContainText('Database becomes slow');
  await expect(stage.locator('[data-status]')).toContainText('Database becomes slow.');
  await stage.locator('[data-target]').selectOption({ label: 'Link shop → database' });
  await expect(stage.getByRole('button', { name: 'Slow it' })).toBeDisabled();
  await page.getByRole('button', { name: 'How far does it go?' }).click();
  await expect(page.locator('[data-reach]')).toContainText('Full first: shop');
  await page.locator('[data-add="cdn"]').click();
  await expect(page.getByText('The run below is of the board as it was.')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});

test('what copies cost is set by hand or taken from the labs, summed, drawn as a chart, and still there tomorrow', async ({
  page,
}) => {
  await open(page);
  await page.getByText('Load: steady').click();
  const price = (kind: string) => page.locator(`input[name="price-${kind}"]`);
  await price('database').fill('1.5');
  await price('database').press('Enter');
  await expect(page.locator('.board-set summary')).toContainText('$1.50 an hour, without balancer, shop and cache');
  await page.getByRole('button', { name: 'As in the course’s labs' }).click();
  await expect(price('web')).toHaveValue('0.15');
  await expect(price('database')).toHaveValue('1.5');
  const bill = page.getByRole('table', { name: 'with the copies that are drawn' });
  await expect(bill.getByRole('row', { name: /"shop"/ })).toContainText('$0.30');
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.locator('[data-board-stage] figcaption', { hasText: 'Cost' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.reload();
  await expect(page.locator('.board-set summary')).toContainText('an hour');
});

test('two boards run beside each other under the same load and luck', async ({ page }) => {
  await open(page);
  await page.getByText('Load: steady').click();
  await page.getByRole('button', { name: 'Keep this board to compare the next with' }).click();
  await node(page, 'shop').dblclick();
  await page.getByLabel('Copies', { exact: true }).fill('4');
  await page.getByLabel('Copies', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Run it' }).click();
  const worlds = page.locator('[data-board-stage] figcaption');
  await expect(worlds.filter({ hasText: 'A small shop' })).toHaveText(['A small shop (kept)', 'A small shop']);
  await page.getByRole('button', { name: 'Run this one alone' }).click();
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.locator('[data-board-stage] .stage-world')).toHaveCount(1);
});

test('what cannot run says why, and what takes long can be stopped', async ({ page }) => {
  await open(page);
  await text(page).fill("{ title: 'Alone', nodes: [{ id: 'web', kind: 'web' }], links: [] }");
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('alert')).toContainText('add a client or a producer');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Load: steady').click();
  await page.locator('input[name="rate"]').fill('6000');
  await page.locator('input[name="rate"]').press('Enter');
  await page.getByRole('button', { name: 'Find the weak spot' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Find the weak spot' })).toBeEnabled();
  await expect(page.locator('[data-weak]')).toHaveCount(0);
});

test('what a search tells of its progress after its answer locks nothing', async ({ page }) => {
  // Answers come from the worker itself, progress through ports of its own: these are held back here, as a busy page may.
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    const listen = MessagePort.prototype.addEventListener;
    MessagePort.prototype.addEventListener = function (this: MessagePort, type: string, listener: unknown) {
      listen.call(this, type, (event) => held.push(() => (listener as EventListener).call(this, event)));
    };
    Object.assign(globalThis, {
      letGo(): number {
        for (const tell of held) tell();
        return held.length;
      },
    });
  });
  await open(page);
  await page.getByRole('button', { name: 'How far does it go?' }).click();
  await expect(page.locator('[data-reach]')).toBeVisible();
  const told = await page.evaluate(async () => {
    const count = (globalThis as unknown as { letGo(): number }).letGo();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return count;
  });
  expect(told).toBeGreaterThan(3);
  await expect(page.locator('.board-progress')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run it' })).toBeEnabled();
});

test.describe('links', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('one carries the whole board to somebody else, whose own board is kept', async ({ page, context }) => {
    await open(page);
    await page.getByLabel('Name of the board').fill('Sent <b>far</b>');
    await page.getByLabel('Name of the board').press('Enter');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Copied: the link carries the whole board')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await context.newPage();
    await other.goto('/board/');
    await other.locator('.board-open select').selectOption('Orders wait in a queue');
    await expect(node(other, 'clerks')).toBeVisible();
    await other.goto('about:blank');
    await other.goto(link);
    await expect(text(other)).toHaveValue(/Sent <b>far<\/b>/);
    await other.getByRole('button', { name: 'Undo' }).click();
    await expect(node(other, 'clerks')).toBeVisible();
  });

  const hostile = {
    'cut short': '#board=1.abc',
    'of a later version': '#board=7.abc',
    'a bomb': `#board=1.${deflateRawSync(new Uint8Array(50_000_000)).toString('base64url')}`,
    'no board': `#board=1.${deflateRawSync('{"architecture":{"title":"x","nodes":[{"id":"a","kind":"toString"}],"links":[]}}').toString('base64url')}`,
    'an unknown figure': '#figure=nothing',
    'an unknown lab': '#lab=__proto__',
  };
  for (const [what, hash] of Object.entries(hostile)) {
    test(`one that is ${what} is refused kindly, and the own board stands there`, async ({ page }) => {
      await page.goto(`/board/${hash}`);
      await expect(page.locator('.board-notice')).toContainText(/not opened|nothing was opened|damaged|later version/);
      await expect(node(page, 'shop')).toBeVisible();
    });
  }
});

test('what is saved can be opened again: JSON, Mermaid, SVG, PNG, draw.io', async ({ page }) => {
  await open(page);
  await page.getByText('Save and import').click();
  const saved = async (name: string): Promise<Buffer> => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFileSync(await file.path());
  };
  const svg = (await saved('SVG')).toString();
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).not.toMatch(/var\(|class=|data-over/);
  expect((await saved('PNG')).subarray(1, 4).toString()).toBe('PNG');
  expect((await saved('draw.io')).toString()).toContain('vertex="1"');
  const json = (await saved('JSON')).toString();
  const mermaid = (await saved('Mermaid')).toString();
  for (const brought of [json, mermaid]) {
    await page.locator('.board-open select').selectOption('An empty board');
    await expect(node(page, 'shop')).toHaveCount(0);
    await page.locator('.board-menu').evaluate((menu) => menu.setAttribute('open', ''));
    await page.getByLabel('Or paste its text').fill(brought);
    await page.getByRole('button', { name: 'Open what is pasted' }).click();
    await expect(node(page, 'shop')).toBeVisible();
  }
});

test('figures and scenes of a lesson open on the board', async ({ page }) => {
  for (const [place, part] of [
    ['figcaption', 'service1'],
    ['[data-scene]', 'service'],
  ] as const) {
    await page.goto('/lessons/tickets-on-sale/');
    await page.locator(place).getByRole('link', { name: 'Try it on the board' }).first().click();
    await expect(page.getByText('This is a figure of the course.')).toBeVisible();
    await expect(node(page, part)).toBeVisible();
  }
});

test('a design lab is drawn on the board and becomes design(); code that works something out is left alone', async ({
  page,
}) => {
  await page.goto('/labs/design-ticket-sale/');
  await page.getByRole('link', { name: 'Draw it on the board' }).click();
  await expect(node(page, 'shop')).toBeVisible();
  await node(page, 'shop').click();
  await page.locator('[data-add="database"]').click();
  await expect(page.locator('[data-task]')).toContainText('$0.95 an hour');
  await page.getByRole('button', { name: 'Put it into my design()' }).click();
  await expect(page.getByText('This board is your design() now.').first()).toBeVisible();
  await page.goto('/labs/design-ticket-sale/');
  await expect(page.locator('.code-host, .code-frame').first()).toContainText('...sold.database');
  await page.goto('about:blank');
  await page.goto('/board/#lab=design-ticket-sale');
  await expect(node(page, 'database')).toBeVisible();
  // Somebody else's design comes by a link to the lab, and goes on to the board.
  const theirs = readFileSync('labs/design-ticket-sale/starter.ts', 'utf8').replace(
    "{ id: 'shop', ...sold.web }",
    "{ id: 'till', ...sold.web }",
  );
  await page.goto('about:blank');
  await page.goto(
    `/labs/design-ticket-sale/#shared=1.${deflateRawSync(theirs.replace("to: 'shop'", "to: 'till'")).toString('base64url')}`,
  );
  await expect(page.locator('.shared-banner')).toBeVisible();
  await page.getByRole('link', { name: 'Draw it on the board' }).click();
  await expect(node(page, 'till')).toBeVisible();
  await expect(page.getByText('This is somebody else’s design, from a link.')).toBeVisible();
  await page.goto('about:blank');
  await page.goto('/board/#lab=design-ticket-sale');
  await expect(node(page, 'database')).toBeVisible();
  // Somebody writes a loop.
  await page.evaluate(async () => {
    const request = indexedDB.open('headroom');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction('drafts', 'readwrite').objectStore('drafts');
    const code = 'export function design() {\n  const nodes = [];\n  return { title: "x", nodes, links: [] };\n}';
    const put = store.put({ lab: 'design-ticket-sale', code, savedAt: 1, tab: 'x' });
    await new Promise((resolve) => {
      put.onsuccess = resolve;
    });
    database.close();
  });
  await page.reload();
  await expect(page.locator('[data-task] pre')).toContainText('const nodes = [];');
  await page.getByRole('button', { name: 'Put it into my design()' }).click();
  await expect(page.locator('[data-task]')).toContainText('does not begin with return');
  await page.reload();
  await expect(page.locator('[data-task] pre')).toContainText('const nodes = [];');
});
