/**
 * What a scene costs: how long each takes to record, and how smoothly a stage plays with a thousand dots on their way, in
 * the browser that the tests use. The stage is bundled from its sources and fed a made-up recording, so no built site is needed.
 *
 *   node tests/bench/scene.ts               both
 *   node tests/bench/scene.ts recording     only the first
 *   node tests/bench/scene.ts playing       only the other
 */
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { chromium } from 'playwright';
import { buffersOf, type Recording, record, type Scene } from '../../src/scene/index.ts';
import { percentile } from '../../src/simulation/index.ts';
import { dotsAt } from '../../src/stage/dots.ts';
import { stageMarkup } from '../../src/stage/markup.ts';
import { findBrowser } from '../find-browser.ts';

const ROOT = join(import.meta.dirname, '../..');
const RUNS = 5;
const DOTS = 1000;
/** Seconds that the stage plays for before the frames are counted, and while they are. */
const [WARM_UP, COUNTED] = [1, 4];

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
const milliseconds = (time: number): string => `${time.toFixed(1)} ms`.padStart(10);

async function measureRecording(): Promise<void> {
  console.log(
    `Recording a scene as its page first shows it, a lab's with its reference; medians of ${RUNS}, once warm`,
  );
  console.log(
    `${''.padEnd(26)}${'median'.padStart(10)}${'slowest'.padStart(10)}${'worlds'.padStart(8)}${'moves'.padStart(9)}${'size'.padStart(10)}`,
  );
  for (const file of globSync(['content/scenes/*.ts', 'labs/*/scene.ts'], { cwd: ROOT }).sort()) {
    const scene = (await import(join(ROOT, file))).default as Scene;
    let recordings = record(scene);
    const times = Array.from({ length: RUNS }, () => {
      const began = performance.now();
      recordings = record(scene);
      return performance.now() - began;
    });
    const moves = recordings.reduce((sum, each) => sum + each.moves.depart.length, 0);
    const bytes = buffersOf(recordings).reduce((sum, { byteLength }) => sum + byteLength, 0);
    console.log(
      file.replace(/^(content\/scenes|labs)\/|(\/scene)?\.ts$/g, '').padEnd(26) +
        milliseconds(median(times)) +
        milliseconds(Math.max(...times)) +
        String(recordings.length).padStart(8) +
        moves.toLocaleString('en-GB').padStart(9) +
        `${Math.round(bytes / 1024)} kB`.padStart(10),
    );
  }
}

/** A fleet behind a balancer with so many dots on their way at every moment, each for two seconds. */
function crowded(dots: number): Recording {
  const seconds = 40;
  const count = (seconds * dots) / 2;
  const [samples, ticks] = [1201, 121];
  const depart = Float32Array.from({ length: count }, (_, index) => (index * 2000) / dots);
  // There and back on both links, now and then a failure.
  const ways = [
    [0, 1, 0],
    [1, 2, 0],
    [2, 1, 1],
    [1, 0, 1],
    [2, 1, 2],
  ] as const;
  const wayOf = (index: number) => ways[index % 50 === 0 ? 4 : index % 4]!;
  const copies = 12;
  const track = {
    copies,
    states: new Uint8Array(copies * samples).fill(2),
    busy: Uint8Array.from({ length: copies * samples }, (_, index) => (index * 7) % 101),
    waiting: Uint32Array.from({ length: samples }, (_, index) => index % 90),
    oldest: new Float32Array(samples).fill(2000),
    middle: new Float32Array(samples).fill(800),
    text: new Uint16Array(samples),
  };
  const wave = (height: number) => Float32Array.from({ length: ticks }, (_, tick) => height * (1 + Math.sin(tick / 9)));
  return {
    title: 'A crowd',
    architecture: {
      title: 'A crowd',
      nodes: [
        { id: 'users', kind: 'client' },
        { id: 'balancer', kind: 'load-balancer' },
        { id: 'web', kind: 'web', replicas: copies },
      ],
      links: [
        { from: 'users', to: 'balancer' },
        { from: 'balancer', to: 'web' },
      ],
    },
    seconds,
    oneIn: 1,
    moves: {
      depart,
      arrive: depart.map((at) => at + 2000),
      from: Uint8Array.from(depart, (_, index) => wayOf(index)[0]),
      to: Uint8Array.from(depart, (_, index) => wayOf(index)[1]),
      tone: Uint8Array.from(depart, (_, index) => wayOf(index)[2]),
      born: depart.map((at) => Math.max(0, at - 700)),
    },
    losses: { at: depart.filter((_, index) => index % 50 === 0), node: new Uint8Array(Math.ceil(count / 50)).fill(2) },
    every: (seconds * 1000) / (samples - 1),
    tick: (seconds * 1000) / (ticks - 1),
    nodes: [null, null, track],
    cuts: [],
    texts: [''],
    charts: ['Requests', 'Response time', 'Utilisation'].map((title, index) => ({
      title,
      unit: 'made up',
      series: [
        { label: 'one', values: wave(10 ** index) },
        { label: 'other', values: wave(8 ** index) },
      ],
    })),
    targets: [],
    events: [],
  };
}

/** A style sheet as text, as Vite understands `?inline`. */
const inlineStyles: Plugin = {
  name: 'inline-styles',
  setup(bundler) {
    bundler.onResolve({ filter: /\.css\?inline$/ }, ({ path }) => ({
      path: join(ROOT, 'node_modules', path.replace('?inline', '')),
      namespace: 'inline',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'inline' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }));
  },
};

/** The script of a worker as an address that holds it, as Vite understands `?worker&url`. */
const inlineWorkers: Plugin = {
  name: 'inline-workers',
  setup(bundler) {
    bundler.onResolve({ filter: /\?worker&url$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('?worker&url', '')),
      namespace: 'worker',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, write: false, format: 'esm' });
      const address = `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`;
      return { contents: `export default ${JSON.stringify(address)}` };
    });
  },
};

/** The stage with that recording in it, as a script that leaves it at `globalThis.stage`. */
async function bundleStage(recording: Recording): Promise<string> {
  const plain = JSON.stringify(recording, (_key, value) =>
    ArrayBuffer.isView(value) ? { type: value.constructor.name, values: [...(value as Uint8Array)] } : value,
  );
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { Stage } from './src/stage/stage.ts';
        const recording = JSON.parse(${JSON.stringify(plain)}, (_key, value) =>
          value?.type && value.values ? new globalThis[value.type](value.values) : value);
        const host = document.querySelector('.stage');
        globalThis.stage = new Stage(host, { id: 'bench', knobs: {}, seconds: ${recording.seconds}, pace: 1, still: 0,
          record: async () => [recording] });
        globalThis.opened = stage.open();`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    plugins: [inlineStyles, inlineWorkers],
  });
  return outputFiles[0]!.text;
}

async function measurePlaying(): Promise<void> {
  const recording = crowded(DOTS);
  const script = await bundleStage(recording);
  const styles = ['global', 'diagram', 'stage']
    .map((name) => readFileSync(join(ROOT, `src/styles/${name}.css`), 'utf8'))
    .join('\n');
  const content = { id: 'bench', title: 'A crowd', knobs: {}, settings: {}, pace: 1, at: 0, level: 2 } as const;
  const markup = stageMarkup({ ...content, seconds: recording.seconds, recordings: [recording] });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const { length: dots } = dotsAt(recording, 1000 * (2 + WARM_UP), 0);
    console.log(`\nPlaying with ${dots.toLocaleString('en-GB')} dots on their way, for ${COUNTED} s`);
    for (const [name, viewport] of [
      ['desktop, 1280 × 900', { width: 1280, height: 900 }],
      ['phone, 390 × 844', { width: 390, height: 844 }],
    ] as const) {
      const page = await browser.newPage({ viewport });
      await page.setContent(
        `<!doctype html><html lang="en"><style>${styles}</style><body><main><section class="stage">${markup}</section></main></body></html>`,
      );
      await page.addScriptTag({ content: script });
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      const scripting = async (): Promise<number> => {
        const { metrics } = await session.send('Performance.getMetrics');
        return 1000 * (metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN);
      };
      await page.evaluate(async (warmUp) => {
        const { opened, stage } = globalThis as unknown as { opened: Promise<void>; stage: { restart(): void } };
        await opened;
        stage.restart();
        // By now as many dots are on their way as there ever will be.
        await new Promise((resolve) => setTimeout(resolve, 2000 + warmUp * 1000));
      }, WARM_UP);
      const before = await scripting();
      const frames = await page.evaluate(
        (seconds) =>
          new Promise<number[]>((resolve) => {
            const gaps: number[] = [];
            let last = performance.now();
            const end = last + seconds * 1000;
            const frame = (now: number): void => {
              gaps.push(now - last);
              last = now;
              if (now < end) requestAnimationFrame(frame);
              else resolve(gaps.slice(1));
            };
            requestAnimationFrame(frame);
          }),
        COUNTED,
      );
      const scripted = ((await scripting()) - before) / frames.length;
      const perSecond = (1000 * frames.length) / frames.reduce((sum, gap) => sum + gap, 0);
      const slow = percentile(frames, 95);
      const playing = await page.locator('[data-play]').innerText();
      if (playing !== 'Pause') throw new Error('The stage did not play: nothing was measured.');
      console.log(
        `${name.padEnd(22)}${perSecond.toFixed(1).padStart(6)} frames/s, 95 % within ${slow.toFixed(1)} ms, ` +
          `${scripted.toFixed(2)} ms of script a frame`,
      );
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

const load = loadavg()[0] as number;
if (load > availableParallelism()) console.log(`This machine is busy (load ${load.toFixed(1)}): times are too long.`);
if (process.argv[2] !== 'playing') await measureRecording();
if (process.argv[2] !== 'recording') await measurePlaying();
