/** What hosts, other sites and other programs meet: policies of a server's own, pictures beside links, icons, and no stranger asked. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { LabPage, labFile } from './lab-page.ts';

/** Serves pages as a host does that sends this policy with everything. */
async function sendPolicy(page: Page, policy: string): Promise<void> {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
}

test('a host’s own policy that is too narrow is named, and the build’s policy.txt is wide enough', async ({ page }) => {
  const lab = new LabPage(page);
  const solution = labFile('server-calculator', 'solution.ts');
  const whole = readFileSync('dist/policy.txt', 'utf8').trim();

  await sendPolicy(page, whole.replace(" 'wasm-unsafe-eval'", '').replace(/'sha256-[^']*'/g, ''));
  await page.setViewportSize({ width: 390, height: 844 });
  await lab.open('server-calculator');
  await lab.type(solution);
  await lab.grade();
  await expect(lab.verdict).toContainText('the server of this site sends a Content-Security-Policy of its own');
  await expect(lab.verdict).toContainText("script-src lacks 'wasm-unsafe-eval', the hashes of this site’s scripts");

  await page.unrouteAll();
  await sendPolicy(page, whole);
  await page.reload();
  await lab.type(solution);
  await lab.grade();
  await expect(lab.verdict).toContainText('All');
  // What the page fetches after a pass may still be on its way.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('nobody but the host is asked for anything, and no cookie is set', async ({ page, context, baseURL }) => {
  const strangers: string[] = [];
  context.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !request.url().startsWith(`${baseURL}/`))
      strangers.push(request.url());
  });
  for (const path of ['/', '/lessons/cap/', '/glossary/']) await page.goto(path, { waitUntil: 'networkidle' });
  await page.goto('/labs/load-balancers/');
  await page.getByRole('button', { name: 'Edit' }).click();
  const lab = new LabPage(page);
  await lab.monaco.waitFor();
  await lab.grade();
  expect(strangers).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

test('a shared link has its picture, an app its icons, and old software its favicon.ico', async ({ page, request }) => {
  await page.goto('/lessons/cap/');
  const content = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
  expect(await content('og:title')).toBe('When the network splits: CAP');
  const card = await (await request.get((await content('og:image'))!)).body();
  expect(card.subarray(1, 4).toString()).toBe('PNG');
  expect([card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual([1200, 630]);

  const manifest = await (await request.get('/manifest.webmanifest')).json();
  for (const { src, sizes } of manifest.icons) {
    const picture = await (await request.get(src)).body();
    if (sizes === 'any') expect(picture.toString()).toContain('<svg');
    else expect(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`).toBe(sizes);
  }
  const icon = await (await request.get('/favicon.ico')).body();
  expect(icon.readUInt16LE(4)).toBe(3);
  const sizes = [0, 1, 2].map((entry) => {
    const picture = icon.subarray(icon.readUInt32LE(6 + 16 * entry + 12));
    return picture.readUInt32BE(16);
  });
  expect(sizes).toEqual([16, 32, 48]);
});
