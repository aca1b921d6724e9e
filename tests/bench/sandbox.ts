/**
 * How fast a verdict is: `npm run bench`. Times of a click until the verdict stands, taken inside the
 * page, in the browser that the tests use; and what the guest costs against plain V8, as ratios in one run.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { bundleRuntime, readWasm } from '../../src/sandbox/bundle.ts';
import { findBrowser } from '../find-browser.ts';

const LAB = 'server-calculator';
const PORT = 4619;
const RUNS = 15;
/** After a pass the page records and plays the learner's scene, in the same sandbox. Whoever runs again meanwhile ends that, and waits for a new worker. */
const REST_MS = 3_000;
const SOLUTION = readFileSync(`labs/${LAB}/solution.ts`, 'utf8');
/** Nobody gives up sooner than this. */
const BEFORE_STOP_MS = 2_000;
/** Fills its memory in each test, which takes a while. */
const LONG = "export function calculateRequiredServers() { return 'a'.repeat(2 ** 24).split(''); }";

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const show = (what: string, values: number[], unit = 'ms'): void => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  console.log(
    `${what.padEnd(58)} ${median(values).toFixed(1).padStart(8)} ${unit}   (${low.toFixed(1)} to ${high.toFixed(1)}, ${values.length} runs)`,
  );
};

/** Milliseconds in the page from pressing a button until the verdict is there. */
function timeVerdict(page: Page, button: 'run' | 'stop'): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const done = (): boolean => {
          const verdict = document.querySelector('.verdict');
          const running = document.querySelector<HTMLButtonElement>('[data-run]')?.disabled;
          if (!verdict || running || verdict.textContent?.startsWith('Running')) return false;
          resolve(performance.now() - start);
          return true;
        };
        document.querySelector<HTMLButtonElement>(`[data-${name}]`)?.click();
        const observer = new MutationObserver(() => done() && observer.disconnect());
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    button,
  );
}

async function openLab(context: BrowserContext, source: string): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`http://localhost:${PORT}/labs/${LAB}/`, { waitUntil: 'networkidle' });
  await type(page, source);
  return page;
}

async function type(page: Page, source: string): Promise<void> {
  if (!(await page.locator('.plain-editor').isVisible())) {
    const tab = page.getByRole('tab', { name: 'Code' });
    if (await tab.isVisible()) await tab.click();
    await page.getByRole('button', { name: 'Edit' }).click();
  }
  await page.locator('.plain-editor').fill(source);
}

async function measurePage(): Promise<void> {
  const server = spawn('npm', ['exec', '--', 'astro', 'preview', '--force', '--port', String(PORT)], {
    stdio: 'pipe',
    detached: true,
  });
  await new Promise<void>((resolve) =>
    server.stdout.on('data', (data: Buffer) => data.toString().includes(String(PORT)) && resolve()),
  );
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const cold: number[] = [];
    const reload: number[] = [];
    for (let run = 0; run < 5; run++) {
      const context = await browser.newContext();
      // Everything loads on the click: nothing was reached for before.
      const page = await context.newPage();
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`http://localhost:${PORT}/labs/${LAB}/`, { waitUntil: 'networkidle' });
      cold.push(await timeVerdict(page, 'run'));
      await page.reload({ waitUntil: 'networkidle' });
      reload.push(await timeVerdict(page, 'run'));
      await context.close();
    }
    show('first Run on an untouched page, nothing cached', cold);
    show('the same after a reload, files cached', reload);

    const context = await browser.newContext();
    const page = await openLab(context, SOLUTION);
    await timeVerdict(page, 'run');
    const warm: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      warm.push(await timeVerdict(page, 'run'));
      await page.waitForTimeout(REST_MS);
    }
    show('Run to verdict, warm', warm);

    const recover: number[] = [];
    for (let run = 0; run < 5; run++) {
      await type(page, LONG);
      await page.getByRole('button', { name: 'Run the tests' }).click();
      await page.locator('.verdict', { hasText: 'Running' }).waitFor();
      await page.waitForTimeout(BEFORE_STOP_MS);
      const stopped = await timeVerdict(page, 'stop');
      await type(page, SOLUTION);
      recover.push(stopped + (await timeVerdict(page, 'run')));
    }
    show('Stop of a long run, plus the next run', recover);
    show(
      '  of which the sandbox took, beyond a warm run',
      recover.map((time) => time - median(warm)),
    );
  } finally {
    await browser.close();
    if (server.pid) process.kill(-server.pid);
  }
}

/** The guest against V8, in this process: the same source in both. */
async function measureGuest(): Promise<void> {
  new Script(await bundleRuntime()).runInThisContext();
  const { headroom } = globalThis as unknown as {
    headroom: {
      grading: typeof import('../../src/grading/index.ts');
      lab?: unknown;
      createGrader(
        wasm: WebAssembly.Module,
      ): Promise<{ grade(request: { source: string; seed: number }): Promise<string> }>;
    };
  };
  const { grading } = headroom;
  const times: Record<string, number[]> = {};
  const measure = (name: string, count: number, body: () => void): void => {
    const start = performance.now();
    body();
    times[name] ??= [];
    times[name].push((performance.now() - start) / count);
  };
  const source = `
    export function nothing() {}
    export function loop(n: number) { let h = 0; for (let i = 0; i < n; i++) h = (Math.imul(h, 31) + i) | 0; return h; }
    export function words(n: number) { const counts = new Map<string, number>(); for (let i = 0; i < n; i++) { const word = 'word' + (i % 1000); counts.set(word, (counts.get(word) ?? 0) + 1); } return counts.size; }
  `;
  const guest = grading.solution<{ nothing(): void; loop(n: number): number; words(n: number): number }>();
  grading.test('measures', { marks: 1 }, () => {
    for (let run = 0; run < 7; run++) {
      measure('call', 5000, () => {
        for (let call = 0; call < 5000; call++) guest.nothing();
      });
      measure('loop', 1, () => guest.loop(200_000));
      measure('words', 1, () => guest.words(50_000));
    }
  });
  headroom.lab = {
    id: 'bench',
    manifest: grading.defineLab({
      title: 'Bench',
      lesson: 1,
      marks: 1,
      asks: '',
      exports: ['nothing'],
      hints: ['-'],
      limits: { stepsPerTest: 1e9, stepsPerRun: 1e9, clockMs: 60_000 },
    }),
  };
  const grader = await headroom.createGrader(new WebAssembly.Module(new Uint8Array(await readWasm())));
  await grader.grade({ source, seed: 1 });

  const plain = new Script(
    `(() => { ${source.replaceAll('export ', '').replace(/: number|<string, number>/g, '')} return { loop, words }; })()`,
  ).runInThisContext() as { loop(n: number): number; words(n: number): number };
  for (let run = 0; run < 30; run++) {
    measure('plain loop', 1, () => plain.loop(200_000));
    measure('plain words', 1, () => plain.words(50_000));
  }
  show(
    'one call into the guest',
    (times.call ?? []).map((time) => time * 1000),
    'µs',
  );
  show(
    'integer loop in the guest, against V8',
    (times.loop ?? []).map((time) => time / median(times['plain loop'] ?? [1])),
    'x ',
  );
  show(
    'word count in the guest, against V8',
    (times.words ?? []).map((time) => time / median(times['plain words'] ?? [1])),
    'x ',
  );
}

await measureGuest();
await measurePage();
