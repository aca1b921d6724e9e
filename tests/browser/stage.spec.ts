/** Scenes as a learner plays with them: in lessons, and in labs with their own code in the picture. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { readMistake } from '../../src/cli/labs.ts';
import type { Replay, Strike } from '../../src/grading/replay.ts';
import { LabPage, LESSONS, labFile, PHONE } from './lab-page.ts';
import { violationsOf } from './violations.ts';

class StagePage {
  readonly page: Page;
  readonly host: Locator;
  readonly play: Locator;
  readonly scrub: Locator;
  readonly time: Locator;
  readonly words: Locator;

  constructor(page: Page, scene: string) {
    this.page = page;
    this.host = page.locator(`[data-scene="${scene}"]`);
    this.play = this.host.locator('[data-play]');
    this.scrub = this.host.getByRole('slider', { name: 'Time' });
    this.time = this.host.locator('[data-time]');
    this.words = this.host.locator('[data-words]');
  }

  /** Loads the player and leaves it paused at a moment in ms. */
  async at(milliseconds: number): Promise<void> {
    await this.scrub.fill(String(milliseconds));
    await this.host.locator('canvas').first().waitFor();
    await this.scrub.fill(String(milliseconds));
    await expect(this.scrub).toHaveValue(String(milliseconds));
  }

  async openWords(): Promise<void> {
    await this.host.locator('.stage-words').evaluate((details) => details.setAttribute('open', ''));
  }

  /** The words, read once the recording that was asked for last is shown. */
  async said(): Promise<string> {
    return this.words.innerText();
  }
}

const STRIKE: Strike = { at: 9_000, does: 'crash', target: 'web/2' };
const FLEET = '/lessons/video-platform/';
/** Its first scene, that of a lab. */
const SCENE = 'lab:scale-up-or-out';

test.describe('a scene of a lesson', () => {
  test('shows a telling moment before any script has run', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(FLEET);
    const { host, play } = new StagePage(page, SCENE);
    await expect(host.locator('svg.diagram')).toHaveCount(2);
    expect(await host.locator('.stage-still path[class^="stage-dot"]').count()).toBeGreaterThan(0);
    expect(await host.locator('.stage-cell').count()).toBeGreaterThan(2);
    expect(await host.locator('.stage-chart-still path').count()).toBeGreaterThan(1);
    await expect(play).toBeDisabled();
    await context.close();
  });

  test('loads nothing until it is reached for, and moves nothing when it is', async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (/(?:stage\.|recorder|lesson-stage).*\.js/.test(request.url())) scripts.push(request.url());
    });
    await page.goto(FLEET, { waitUntil: 'networkidle' });
    expect(scripts).toEqual([]);
    const stage = new StagePage(page, SCENE);
    await stage.play.scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      const shifts = { total: 0 };
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.total += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift' });
    });
    // By keyboard: a shift within half a second of a click would not be counted as one.
    await stage.play.focus();
    await page.keyboard.press('Enter');
    await expect(stage.play).toHaveText('Pause');
    await stage.host.locator('.uplot').first().waitFor();
    expect(scripts.length).toBeGreaterThan(0);
    await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(10_000)).toPass();
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: { total: number } }).shifts.total)).toBe(0);
  });

  for (const [lesson, scene] of [
    ['/lessons/partitioning/', 'lab:consistent-hashing'],
    ['/lessons/mapreduce/', 'lab:word-count'],
  ] as const)
    test(`on a phone the picture of ${scene} is as large before it is played as after, whole or in letters that can be read`, async ({
      page,
    }) => {
      await page.setViewportSize(PHONE);
      await page.goto(lesson);
      const stage = new StagePage(page, scene);
      const sizes = () =>
        stage.host.locator('[data-sheet]').evaluateAll((sheets) =>
          sheets.map((sheet) => {
            const picture = [...sheet.querySelectorAll('img, svg')].find((each) => each.clientWidth > 0) as Element;
            const { width, height } = picture.getBoundingClientRect();
            const isWhole = width <= (sheet.parentElement as Element).clientWidth;
            return { width, height, isWhole, scale: width / Number(picture.getAttribute('width')) };
          }),
        );
      const before = await sizes();
      for (const { scale, isWhole } of before) expect(scale).toBeGreaterThan(isWhole ? 0.5 : 0.65);
      await stage.play.click();
      await expect(stage.play).toHaveText('Pause');
      await expect(stage.host.locator('img.stage-down')).toHaveCount(0);
      const after = await sizes();
      expect(after).toHaveLength(before.length);
      for (const [place, { width, height }] of before.entries()) {
        expect(after[place]!.width).toBeCloseTo(width, 0);
        expect(after[place]!.height).toBeCloseTo(height, 0);
      }
    });

  test('the first Play begins at the beginning, and says at once that it is starting', async ({ page }) => {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route(/lesson-stage.*\.js/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(0);
    await stage.play.click();
    await expect(stage.play).toHaveText('Starting …');
    // Whether it is seen from its beginning is asked of every value that the slider ever shows.
    await stage.scrub.evaluate((scrub) => {
      const seen: number[] = [];
      Object.assign(globalThis, { seen });
      new MutationObserver(() => seen.push(Number((scrub as HTMLInputElement).value))).observe(scrub, {
        attributes: true,
      });
    });
    letGo();
    await expect(stage.play).toHaveText('Pause');
    await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(500)).toPass();
    const least = await page.evaluate(() => Math.min(...(globalThis as unknown as { seen: number[] }).seen));
    expect(least).toBeLessThan(500);
  });

  test('what nobody can see does not move on, and goes on when it is seen again', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.at(2_000);
    await stage.play.click();
    const now = async () => Number(await stage.scrub.inputValue());
    await expect(async () => expect(await now()).toBeGreaterThan(2_300)).toPass();
    await page.evaluate(() => {
      scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
    });
    await expect(stage.host).not.toBeInViewport();
    // Two frames after it has left, nothing is under way any more.
    const frames = () =>
      page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await frames();
    const left = await now();
    await frames();
    await frames();
    expect(await now()).toBe(left);
    await stage.host.scrollIntoViewIfNeeded();
    await expect(async () => expect(await now()).toBeGreaterThan(left)).toPass();
    // An unseen minute would have led to the end.
    expect(await now()).toBeLessThan(left + 20_000);
  });

  test('what is changed is said, and stands in its own colour beside what it was', async ({ page }) => {
    await page.goto('/lessons/tickets-on-sale/');
    const stage = new StagePage(page, 'ticket-sale');
    await stage.at(20_000);
    await stage.host.getByRole('slider', { name: 'Replicas of the service' }).fill('14');
    await expect(stage.host.locator('[data-status]')).toContainText('Replicas of the service 14, was 6.');
    await expect(stage.host.locator('.stage-changed .stage-was')).toHaveText('was 6');
    await expect(stage.host.locator('.stage-legend .stage-differs').first()).toBeVisible();
    await stage.host.getByRole('button', { name: 'Reset' }).click();
    await expect(stage.host.locator('.stage-was')).toHaveCount(0);
  });

  test('what happens while it plays is said', async ({ page }) => {
    await page.goto('/lessons/tickets-on-sale/');
    const stage = new StagePage(page, 'ticket-sale');
    await stage.at(4_500);
    await stage.play.click();
    await expect(stage.host.locator('[data-status]')).toContainText('The sale opens');
  });

  test('the focus stays on something when what it stood on is taken back', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.at(9_000);
    const strike = stage.host.locator('[data-strike]');
    await strike.focus();
    await page.keyboard.press('Enter');
    const faults = stage.host.locator('[data-faults] li');
    await expect(faults).toHaveCount(1);
    await faults.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(faults).toHaveCount(0);
    await expect(strike).toBeFocused();
  });

  test('plays, pauses, steps, scrubs and starts again, by keyboard', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.at(10_000);
    await stage.host.getByRole('button', { name: 'Step' }).focus();
    await page.keyboard.press('Enter');
    await expect(stage.time).toHaveText(/^10\.\d s of/);
    const stepped = Number(await stage.scrub.inputValue());
    expect(stepped).toBeGreaterThan(10_000);
    await expect(stage.host.locator('[data-status]')).toContainText('Response time');
    await stage.scrub.focus();
    await page.keyboard.press('ArrowRight');
    expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(stepped);
    await stage.play.focus();
    await page.keyboard.press('Space');
    await expect(stage.play).toHaveText('Pause');
    const playing = Number(await stage.scrub.inputValue());
    await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(playing + 500)).toPass();
    await page.keyboard.press('Space');
    await expect(stage.play).toHaveText('Play');
    await stage.host.getByRole('button', { name: 'Restart' }).click();
    await expect(stage.play).toHaveText('Pause');
    await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeLessThan(9_000)).toPass();
  });

  test('a knob changes the run, and Reset gives back the usual one', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.openWords();
    await stage.at(20_000);
    const usual = await stage.said();
    const knob = stage.host.getByRole('slider', { name: 'Machines that may be lost' });
    await knob.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(stage.words).not.toHaveText(usual);
    await expect(stage.host.locator('.stage-key-ghost').first()).toBeVisible();
    await stage.host.getByRole('button', { name: 'Reset' }).click();
    await stage.at(20_000);
    await expect(async () => expect(await stage.said()).toBe(usual)).toPass();
  });

  test('the same luck gives the same run, another luck another', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.openWords();
    await stage.at(20_000);
    const first = await stage.said();
    const luck = stage.host.getByLabel('Luck');
    await luck.fill('2');
    await luck.press('Enter');
    await expect(async () => expect(await stage.said()).not.toBe(first)).toPass();
    await luck.fill('1');
    await luck.press('Enter');
    await expect(async () => expect(await stage.said()).toBe(first)).toPass();
  });

  test('a machine breaks, is mended, and the fault can be taken back', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.openWords();
    await stage.host.getByRole('button', { name: 'Reset' }).click();
    await stage.at(9_000);
    const whole = await stage.said();
    await stage.host.getByLabel('What to break').selectOption({ index: 3 });
    await stage.host.getByRole('button', { name: 'Break it' }).click();
    await expect(async () => expect(await stage.said()).not.toBe(whole)).toPass();
    const faults = stage.host.locator('[data-faults] li');
    await expect(faults).toHaveCount(1);
    await stage.host.getByRole('button', { name: 'Mend it' }).click();
    await expect(faults).toHaveCount(2);
    await faults.last().getByRole('button').click();
    await faults.first().getByRole('button').click();
    await expect(faults).toHaveCount(0);
    await stage.at(9_000);
    await expect(async () => expect(await stage.said()).toBe(whole)).toPass();
  });

  test('a click on a machine in the picture breaks it', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.at(5_000);
    const gauge = stage.host.locator('[data-gauge="web"]').last();
    await gauge.scrollIntoViewIfNeeded();
    const box = await gauge.boundingBox();
    await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height * 0.6);
    await expect(stage.host.locator('[data-faults] li')).toHaveCount(1);
  });

  test('a link leads to the same moment with the same knobs and faults', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.openWords();
    await stage.at(20_000);
    await stage.host.getByRole('slider', { name: 'Machines that may be lost' }).focus();
    await page.keyboard.press('ArrowLeft');
    await stage.host.getByLabel('What to break').selectOption({ index: 2 });
    await stage.host.getByRole('button', { name: 'Break it' }).click();
    await expect(stage.host.locator('[data-faults] li')).toHaveCount(1);
    await stage.host.getByRole('button', { name: 'Copy a link' }).click();
    await expect(stage.host.locator('[data-copied]')).toContainText('Copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const said = await stage.said();
    const other = new StagePage(await context.newPage(), SCENE);
    await other.page.goto(link);
    await other.host.locator('canvas').first().waitFor();
    await other.openWords();
    expect(await other.said()).toBe(said);
    await expect(other.host.locator('[data-faults] li')).toHaveCount(1);
  });

  test('a button beside the scene shows a run: knobs, faults, luck and moment with one press', async ({ page }) => {
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    const add = (name: string, replay: Partial<Replay>, paused: boolean) =>
      stage.host.locator('.stage-try').evaluate(
        (place, [label, show, still]) => {
          const button = document.createElement('button');
          button.textContent = label;
          button.dataset.show = show;
          if (still) button.dataset.paused = '';
          place.append(button);
        },
        [name, JSON.stringify(replay), paused] as const,
      );
    const survive = stage.host.getByRole('slider', { name: 'Machines that may be lost' });
    const faults = stage.host.locator('[data-faults] li');
    const usual = await survive.inputValue();

    // The first press loads the player.
    await add('Lose one of fourteen', { seed: 3, settings: { survive: 3 }, strikes: [STRIKE], from: 12_000 }, true);
    await stage.host.getByRole('button', { name: 'Lose one of fourteen' }).click();
    await expect(faults).toHaveCount(1);
    await expect(stage.scrub).toHaveValue('12000');
    await expect(stage.time).toHaveText(/^12\.0 s of/);
    await expect(stage.host.getByLabel('Luck')).toHaveValue('3');
    await expect(survive).toHaveValue('3');
    await expect(stage.play).toHaveText('Play');

    // What is left out is as usual, and it plays.
    await add('As usual', { from: 15_000 }, false);
    await stage.host.getByRole('button', { name: 'As usual' }).click();
    await expect(stage.play).toHaveText('Pause');
    await expect(faults).toHaveCount(0);
    await expect(stage.host.getByLabel('Luck')).toHaveValue('1');
    await expect(survive).toHaveValue(usual);
    await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(15_500)).toPass();

    // An author's slip is told to the author, and what is shown stays.
    const told = page.waitForEvent('console', (message) => message.type() === 'error');
    await add('Nonsense', { seed: -1 }, false);
    await stage.host.getByRole('button', { name: 'Nonsense' }).click();
    expect((await told).text()).toContain('seed is not right');
    await expect(stage.play).toHaveText('Pause');
  });

  test('an input of an author’s beside the scene is their own', async ({ page }) => {
    await page.route(`**${FLEET}`, async (route) => {
      const response = await route.fetch();
      const input = '$&<label><input type="checkbox"> I expect a second</label>';
      await route.fulfill({
        response,
        body: (await response.text()).replaceAll(/<div class="stage-try[^>]*>/g, input),
      });
    });
    await page.goto(FLEET);
    const { host } = new StagePage(page, SCENE);
    await host.getByLabel('I expect').check();
    await expect(host.getByLabel('I expect')).toBeChecked();
    await expect(host.locator('canvas')).toHaveCount(0);
  });

  test('a hostile address breaks nothing', async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(
      `${FLEET}#scene=${SCENE}&seed=-1e9&from=NaN&knob.__proto__=1&knob.survive=1e9&knob.peak=%3Cimg%20src%3Dx%3E&strike=0,crash,%3Cb%3Ex&strike=-1,explode,web&strike=5000,crash,constructor`,
    );
    const stage = new StagePage(page, SCENE);
    await stage.host.locator('canvas').first().waitFor();
    await stage.play.click();
    await expect(stage.play).toHaveText('Pause');
    await expect(stage.host.locator('img, b')).toHaveCount(0);
    expect(errors).toEqual([]);
  });

  test('with less motion asked for, it moves on in steps and without dots', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(FLEET);
    const stage = new StagePage(page, SCENE);
    await stage.play.click();
    await expect(stage.host.locator('[data-note]')).toContainText('less motion');
    await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(9_000)).toPass();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`while it plays in ${colorScheme}, there is no accessibility violation`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('/lessons/cap/');
      const stage = new StagePage(page, 'lab:cap-choices');
      await stage.openWords();
      await stage.at(9_000);
      await stage.host.getByRole('button', { name: 'Break it' }).click();
      await expect(stage.host.locator('[data-faults] li')).toHaveCount(1);
      expect(await violationsOf(page, { within: '[data-scene]' })).toEqual([]);
    });
  }

  test('a cut link is shown as cut, and said to be', async ({ page }) => {
    await page.goto('/lessons/cap/');
    const stage = new StagePage(page, 'lab:cap-choices');
    await stage.openWords();
    await stage.at(9_000);
    expect(await stage.host.locator('path.stage-cut').count()).toBeGreaterThan(0);
    expect(await stage.said()).toContain('is cut');
    await stage.at(1_000);
    await expect(stage.host.locator('path.stage-cut')).toHaveCount(0);
  });

  for (const [lesson, scene, worlds] of [
    ['tickets-on-sale', 'ticket-sale', 1],
    ['cap', 'lab:cap-choices', 2],
    ['partitioning', 'lab:consistent-hashing', 2],
  ] as const) {
    test(`on a screen of 1,440 × 900 the experiment, the picture, what can be turned and broken, the time and the charts of ${scene} are seen together`, async ({
      page,
    }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`/lessons/${lesson}/`);
      const stage = new StagePage(page, scene);
      await stage.at(9_000);
      await expect(stage.host.locator('.stage-world')).toHaveCount(worlds);
      await stage.host.evaluate((host) => host.scrollIntoView({ block: 'start' }));
      for (const part of ['.try[open]', '.stage-worlds', '.stage-side', '.stage-toolbar', '.stage-charts'])
        await expect(stage.host.locator(part)).toBeInViewport({ ratio: 1 });
    });
  }

  test('the first scene of every lesson stands on such a screen, from its experiment to its charts, whose lines keep their names', async ({
    page,
  }) => {
    let named = 0;
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const lesson of LESSONS) {
      await page.goto(`/lessons/${lesson}/`);
      const height = await page
        .locator('[data-scene]')
        .first()
        .evaluate((host) => {
          const charts = host.querySelector('.stage-charts') as HTMLElement;
          return charts.getBoundingClientRect().bottom - host.getBoundingClientRect().top;
        });
      expect(height, lesson).toBeLessThanOrEqual(900);
      // Behind the name of its world, which makes way.
      const names = page.locator('.stage-legend span + span');
      named += await names.count();
      const cut = await names.evaluateAll((all) =>
        all.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
      );
      expect(cut, lesson).toEqual([]);
    }
    expect(named).toBeGreaterThan(20);
  });

  test('what is written at the axes of a chart stands inside it, to the last second', async ({ page }) => {
    await page.addInitScript(() => {
      const { fillText } = CanvasRenderingContext2D.prototype;
      const written = Object.assign(globalThis, { written: [] as string[], cut: [] as string[] });
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        if (this.canvas.closest('.stage-plot')) {
          const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = this.measureText(text);
          written.written.push(text);
          if (x - left < 0 || x + right > this.canvas.width) written.cut.push(text);
        }
        return fillText.call(this, text, x, y);
      };
    });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/lessons/caching/');
      await page.locator('[data-scene]').first().getByRole('button', { name: 'Play' }).first().click();
      const labels = () =>
        page.evaluate(() => {
          const { written, cut } = globalThis as unknown as { written: string[]; cut: string[] };
          return { written, cut };
        });
      await expect.poll(async () => (await labels()).written).toEqual(expect.arrayContaining(['0 s', '40 s']));
      expect((await labels()).cut, `${width} px`).toEqual([]);
    }
  });

  test('on a phone the time stays under the thumb while the scene is seen, and what is turned and broken opens from there', async ({
    page,
  }) => {
    await page.setViewportSize(PHONE);
    await page.goto('/lessons/tickets-on-sale/');
    const { host, play, scrub } = new StagePage(page, 'ticket-sale');
    const knobs = host.getByRole('group', { name: 'Turn' });
    await expect(knobs).toBeHidden();
    await host.getByRole('button', { name: 'Turn' }).click();
    await knobs.getByRole('slider', { name: 'Replicas of the service' }).fill('14');
    await expect(knobs.locator('.stage-was')).toHaveText('was 6');
    await host.getByRole('button', { name: 'Break', exact: true }).click();
    await expect(knobs).toBeHidden();
    await host.getByRole('button', { name: 'Break it' }).click();
    await expect(host.getByRole('button', { name: /^Take back: / })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(host.getByRole('button', { name: 'Break', exact: true })).toBeFocused();
    await expect(scrub).toBeEnabled();
    for (const part of ['.stage-try', '.stage-picture']) {
      await host.locator(part).evaluate((each) => each.scrollIntoView({ block: 'start' }));
      await expect(play).toBeInViewport({ ratio: 1 });
    }
  });

  for (const width of [360, 320]) {
    test(`it fits on a phone of ${width} px, and no button lies on another`, async ({ page }) => {
      await page.setViewportSize({ width, height: 780 });
      await page.goto('/lessons/server-calculator/');
      const stage = new StagePage(page, 'lab:server-calculator');
      await stage.at(20_000);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const boxes = await stage.host.locator('.stage-time button:visible').evaluateAll((buttons) =>
        buttons.map((button) => {
          const { left, right } = button.getBoundingClientRect();
          return { left, right };
        }),
      );
      expect(boxes.length).toBeGreaterThan(2);
      for (const [place, { right }] of boxes.slice(0, -1).entries())
        expect(boxes[place + 1]!.left).toBeGreaterThan(right);
    });
  }
});

test('a lesson can show the scene of a lab, with the reference in the learner’s place', async ({ page }) => {
  await page.goto(FLEET);
  const stage = new StagePage(page, SCENE);
  await stage.openWords();
  await stage.at(9_000);
  await expect(stage.host.locator('.stage-world figcaption')).toHaveText(['The cheapest fleet', 'One large machine']);
  expect(await stage.said()).toContain('11 of 12 copies serve');
});

test('home has a scene that one press breaks, and that leads to its lesson', async ({ page }) => {
  await page.goto('/');
  const stage = new StagePage(page, 'crowd');
  expect(await stage.host.locator('svg.diagram .stage-waiting').count()).toBeGreaterThan(0);
  await stage.host.getByRole('button', { name: 'Break a server' }).click();
  await expect(stage.play).toHaveText('Pause');
  await expect(async () => expect(Number(await stage.scrub.inputValue())).toBeGreaterThan(4_500)).toPass();
  await stage.play.click();
  await expect(stage.words).toContainText('5 of 6 copies serve');
  await expect(stage.host.getByRole('link', { name: /Lesson \d/ })).toHaveAttribute('href', /lessons\//);
});

test.describe('the scene of a lab', () => {
  test.use({ viewport: PHONE });

  test('runs the learner’s own policy beside the reference and a naive one', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('load-balancers');
    await lab.type(labFile('load-balancers', 'solution.ts'));
    await page.getByRole('button', { name: 'Watch it run' }).click();
    const scene = page.locator('[data-scene-body]');
    await expect(scene.locator('[data-play]')).toHaveText('Pause');
    await expect(scene.locator('.stage-world figcaption')).toHaveText(['Yours', 'The reference', 'Any, at random']);
    await scene.locator('[data-play]').click();
    await scene.locator('.stage-words').evaluate((details) => details.setAttribute('open', ''));
    await scene.getByRole('slider', { name: 'Time' }).fill('9000');
    const [yours, reference, random] = await scene.locator('[data-words] ul').allInnerTexts();
    expect(yours).toBe(reference);
    expect(yours).not.toBe(random);
    // Another policy of the learner's: the picture is of their code, not of ours.
    await lab.type(labFile('load-balancers', 'solution.ts').replace('Math.min(...', 'Math.max(...'));
    await page.getByRole('button', { name: 'Watch it run' }).click();
    await expect(scene.locator('[data-play]')).toHaveText('Pause');
    await scene.locator('[data-play]').click();
    await scene.getByRole('slider', { name: 'Time' }).fill('9000');
    await expect(async () => {
      const [mine, right] = await scene.locator('[data-words] ul').allInnerTexts();
      expect(mine).not.toBe(right);
    }).toPass();
  });

  test('a failing design shows the fault that broke it, to be watched', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('design-video-platform');
    const { wrong } = await readMistake('design-video-platform', 'one-balancer');
    await lab.type(wrong.source);
    await lab.grade();
    await page.getByRole('button', { name: 'Watch this happen' }).first().click();
    const scene = page.locator('[data-scene-body]');
    await expect(scene.locator('[data-play]')).toHaveText('Pause');
    await expect(scene.locator('[data-faults] li').first()).toContainText('crashes');
    await scene.locator('[data-play]').click();
    await scene.locator('.stage-words').evaluate((details) => details.setAttribute('open', ''));
    const slider = scene.getByRole('slider', { name: 'Time' });
    await slider.fill(String(Number(await slider.getAttribute('max')) - 2000));
    await expect(scene.locator('[data-words]')).toContainText('Load balancer: down');
  });

  test('says what went wrong when the code cannot be played', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open('load-balancers');
    const note = page.locator('[data-scene-note]');
    const watch = page.getByRole('button', { name: 'Watch it run' });
    const others = '\nexport const roundRobin = leastConnections;\nexport const healthBased = leastConnections;';
    await lab.type(`export function leastConnections() { throw new TypeError("no idea"); }${others}`);
    await watch.click();
    await expect(note).toContainText('TypeError: no idea (line 1)');
    await lab.type(`export function leastConnections() { return { pick() { for (;;) {} } }; }${others}`);
    await watch.click();
    await expect(note).toContainText('never ends');
    await lab.type('this does not parse');
    await watch.click();
    await expect(note).not.toContainText('never ends');
    await expect(note).toBeVisible();
    // And after all that it still works.
    await lab.type(labFile('load-balancers', 'solution.ts'));
    await watch.click();
    await expect(page.locator('[data-scene-body] [data-play]')).toHaveText('Pause');
  });
});
