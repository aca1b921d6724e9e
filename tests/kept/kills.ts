/**
 * `npm run kills -- 1000`: kills the browser as often, each time at a random moment while somebody types in a lab, runs it, and writes an
 * answer in another tab; then opens it again and looks at what is there. Whatever the page had said was saved must be, or something newer.
 * Needs a built site. It is no part of `npm test`: a thousand times take about an hour.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { LabPage, labFile } from '../browser/lab-page.ts';
import { host } from '../browser/service-worker.ts';
import { findBrowser } from '../find-browser.ts';

const LAB = 'server-calculator';
const PART = 'server-calculator/explain';
const SOLUTION = labFile(LAB, 'solution.ts');
/** Milliseconds of work, at most, before the end comes. */
const LONGEST_LIFE = 2_500;

/** What the page has said was saved: the number that stood first in the text. */
interface Acknowledged {
  draft: number;
  run: number;
  answer: number;
}

const times = Number(process.argv[2] ?? 100);
const profile = mkdtempSync(join(tmpdir(), 'headroom-kills-'));
const site = await host();
// The browser would fetch the whole site each time.
site.replace('sw.js', '');
const executable = await findBrowser();

async function start(): Promise<{ process: ChildProcess; browser: Browser }> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const args = [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--window-size=390,844',
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const child = spawn(executable, [...args, 'about:blank'], { detached: true, stdio: 'ignore' });
  while (!existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n')) {
    if (child.exitCode !== null) throw new Error(`The browser ended by itself (${child.exitCode}).`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  return { process: child, browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`) };
}

/** Ends all its processes at once, as a machine does that loses its memory for them. */
async function kill({ process: child, browser }: Awaited<ReturnType<typeof start>>): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid as number), 'SIGKILL');
  await ended;
  await browser.close().catch(() => {});
}

/** What the store holds, by the numbers that stand first in the texts. */
function held(page: Page): Promise<Acknowledged> {
  return page.evaluate(
    async ([lab, part]) => {
      const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await asked(indexedDB.open('headroom'));
      const stores = db.transaction(['drafts', 'runs', 'answers', 'results']);
      const [draft, answer, runs, result] = await Promise.all([
        asked(stores.objectStore('drafts').get(lab)),
        asked(stores.objectStore('answers').get(part)),
        asked(stores.objectStore('runs').getAll()),
        asked(stores.objectStore('results').get(lab)),
      ]);
      db.close();
      const numberOf = (text = ''): number => Number(/^\D*(\d+)/.exec(text)?.[1] ?? 0);
      // A run and its marks are kept together or not at all.
      if (runs.length > 0 !== (result !== undefined))
        throw new Error('A run without its marks, or marks without a run.');
      return {
        draft: numberOf(draft?.code),
        run: Math.max(0, ...runs.map(({ code }) => numberOf(code))),
        answer: numberOf(answer?.text),
      };
    },
    [LAB, PART] as const,
  );
}

/** Types on its own, in the page, as fast as somebody who holds a key down; says what the page has said was saved. */
function work(page: Page, from: number, kind: 'lab' | 'answer', text: string): Promise<void> {
  return page.evaluate(
    ({ from, kind, text }) => {
      const say = (globalThis as unknown as { said(what: string, number: number): void }).said;
      const box = document.querySelector(kind === 'lab' ? 'textarea.plain-editor' : '[data-part$="/explain"] textarea');
      const state = document.querySelector(
        kind === 'lab' ? '.lab [data-save-state]' : '[data-part$="/explain"] [data-save-state]',
      );
      if (!(box instanceof HTMLTextAreaElement) || !state) throw new Error('There is nothing to type in.');
      const now = (): number => Number(/^\D*(\d+)/.exec(box.value)?.[1] ?? 0);
      new MutationObserver(
        () => state.textContent === 'Saved in this browser' && say(kind === 'lab' ? 'draft' : 'answer', now()),
      ).observe(state, { childList: true, characterData: true, subtree: true });
      let number = from;
      setInterval(() => {
        number += 1;
        box.value = `// ${number}\n${text}`;
        box.dispatchEvent(new Event('input', { bubbles: true }));
      }, 15);
      const run = document.querySelector<HTMLButtonElement>('[data-run]');
      if (kind !== 'lab' || !run) return;
      let running = 0;
      new MutationObserver(() => {
        if (run.disabled) return;
        // The button is free again when the run is kept.
        if (running > 0) say('run', running);
        running = now();
        run.click();
      }).observe(run, { attributes: true });
      running = now();
      run.click();
    },
    { from, kind, text },
  );
}

const said: Acknowledged = { draft: 0, run: 0, answer: 0 };
let lost = 0;
const begun = Date.now();
for (let time = 1; time <= times; time += 1) {
  const life = await start();
  try {
    const context = life.browser.contexts()[0]!;
    await context.exposeFunction('said', (what: keyof Acknowledged, number: number) => {
      said[what] = Math.max(said[what], number);
    });
    const [lab, lesson] = [context.pages()[0] ?? (await context.newPage()), await context.newPage()];
    await lab.setViewportSize({ width: 390, height: 844 });
    await lab.goto(`${site.address}labs/${LAB}/`);
    const found = await held(lab);
    for (const what of ['draft', 'run', 'answer'] as const) {
      if (found[what] >= said[what]) continue;
      lost += 1;
      console.error(`${time}: ${what} ${said[what]} was said to be saved, and ${found[what]} is there.`);
    }
    if (said.draft > 0)
      await lab.locator('.code-host', { hasText: `// ${found.draft}` }).waitFor({ state: 'attached' });
    const desk = new LabPage(lab);
    await desk.edit();
    await desk.plain.waitFor();
    await lesson.goto(`${site.address}lessons/server-calculator/`);
    await work(lesson, found.answer, 'answer', 'because');
    await work(lab, found.draft, 'lab', SOLUTION);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_LIFE));
  } finally {
    await kill(life);
  }
  if (time % 10 === 0 || time === times) {
    const seconds = Math.round((Date.now() - begun) / 1000);
    console.log(
      `${time} kills in ${seconds} s: ${lost} lost; said to be saved: draft ${said.draft}, run ${said.run}, answer ${said.answer}`,
    );
  }
}
site.close();
rmSync(profile, { recursive: true, force: true });
process.exitCode = lost > 0 ? 1 : 0;
