/** A lab's page as a learner uses it, for the tests: type, run, read what came of it. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { Report } from '../../src/grading/report.ts';

/** A phone's width: the plain editor, into which a test can put any text at once. */
export const PHONE = { width: 390, height: 844 };

export function labFile(lab: string, name: string): string {
  return readFileSync(`labs/${lab}/${name}`, 'utf8');
}

/** How many requirements `server-calculator` has, the lab of most of these tests. */
export const REQUIREMENTS = 11;

/** The addresses of all lessons, and the ids of all labs. */
export const LESSONS = readdirSync('content/lessons')
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => name.replace(/^\d+-|\.mdx$/g, ''));
export const LABS = readdirSync('labs');

export class LabPage {
  readonly page: Page;
  readonly run: Locator;
  readonly stop: Locator;
  readonly verdict: Locator;
  readonly notice: Locator;
  /** What lies over the workshop: runs and versions, a comparison, the help. */
  readonly sheet: Locator;
  readonly plain: Locator;
  readonly monaco: Locator;
  /** What the page says of the text as it stands now, not of one before it. */
  readonly saved: Locator;

  constructor(page: Page) {
    this.page = page;
    this.run = page.getByRole('button', { name: 'Run the tests' });
    this.stop = page.getByRole('button', { name: 'Stop' });
    this.verdict = page.locator('.verdict');
    this.notice = page.locator('[data-notice]');
    this.sheet = page.getByRole('dialog');
    this.plain = page.locator('textarea.plain-editor');
    this.monaco = page.locator('.monaco-editor[role="code"], .monaco-editor').first();
    this.saved = page.locator('.lab [data-save-state]:not([data-save-state=saving])');
  }

  async open(lab: string): Promise<void> {
    await this.page.goto(`/labs/${lab}/`);
  }

  /** Opens the plain editor (on a page of a phone's width) and types. */
  async type(source: string): Promise<void> {
    if (!(await this.plain.isVisible())) await this.edit();
    await this.plain.fill(source);
  }

  /** Opens the editor, with the cursor in it; where there is one pane at a time, that of the code. */
  async edit(): Promise<void> {
    const tab = this.page.getByRole('tab', { name: 'Code' });
    if (await tab.isVisible()) await tab.click();
    await this.page.getByRole('button', { name: 'Edit' }).click();
  }

  /** Runs, and waits until the verdict is there. */
  async grade(): Promise<void> {
    await this.run.click();
    await this.finished();
  }

  async finished(): Promise<void> {
    await this.page.locator('.verdict:not(:has-text("Running"))').waitFor({ timeout: 60_000 });
    await this.page.locator('[data-run]:not([disabled])').waitFor();
  }

  test(title: string | RegExp): Locator {
    return this.page.locator('.test', { hasText: title });
  }

  /** The report as the page saves it. */
  async report(): Promise<{ text: string; report: Report }> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Save this report' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    return { text, report: JSON.parse(text) as Report };
  }
}
