/**
 * Makes the texts that run in the sandbox: the runtime (machine, grading, fast-check) and one suite per lab. The site's
 * build, the command line and the tests all take them from here, so all of them run the very same script.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Metered, metered } from './metering.ts';
import { trimmedTypescript } from './trimmed-typescript.ts';

/** npm runs every script of this project in its root; a bundled copy of this module has no better way to know it. */
export const ROOT = process.cwd();

const COMMON = {
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'silent',
  absWorkingDir: ROOT,
} satisfies BuildOptions;

const guestBoot: Plugin = {
  name: 'guest-boot',
  setup(outer) {
    outer.onResolve({ filter: /^headroom:guest-boot$/ }, () => ({ path: 'guest-boot', namespace: 'guest-boot' }));
    outer.onLoad({ filter: /.*/, namespace: 'guest-boot' }, async () => ({
      contents: await bundle({ ...COMMON, entryPoints: [join(ROOT, 'src/sandbox/guest/entry.ts')] }),
      loader: 'text',
    }));
  },
};

/** Suites share the runtime's grading module: its list of stated tests must be one list. */
const sharedGrading: Plugin = {
  name: 'shared-grading',
  setup(suite) {
    suite.onResolve({ filter: /^#grading$/ }, () => ({ path: 'grading', namespace: 'shared' }));
    suite.onLoad({ filter: /.*/, namespace: 'shared' }, () => ({
      contents: 'module.exports = headroom.grading;',
      loader: 'js',
    }));
  },
};

/** In a build without solutions a scene has nothing in its reference's place: it runs the learner's code. Suites know no solution. */
const noSolution: Plugin = {
  name: 'no-solution',
  setup(suite) {
    suite.onLoad({ filter: /[\\/]labs[\\/][^\\/]+[\\/]solution\.ts$/ }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build(options);
  const [file] = outputFiles ?? [];
  if (!file) throw new Error('The bundler made no output.');
  return file.text;
}

const RUNTIME: BuildOptions = {
  ...COMMON,
  entryPoints: [join(ROOT, 'src/sandbox/runtime.ts')],
  define: { 'import.meta.url': '"file:///"' },
  plugins: [guestBoot, trimmedTypescript],
};

/** The runtime as one classic script. It leaves a global `headroom`, which a suite's script adds itself to. */
export function bundleRuntime(): Promise<string> {
  return bundle(RUNTIME);
}

/** The paths of all modules that run in the sandbox, and of the engine: what its licences are asked of. */
export async function modulesOfSandbox(): Promise<string[]> {
  const { metafile } = await build({ ...RUNTIME, metafile: true });
  return [...Object.keys(metafile?.inputs ?? {}).map((path) => join(ROOT, path)), enginePath()];
}

async function has(labId: string, file: string): Promise<boolean> {
  return (await readdir(join(ROOT, 'labs', labId))).includes(file);
}

/** Whether a lab has a scene that runs the learner's code. */
export const hasScene = (labId: string): Promise<boolean> => has(labId, 'scene.ts');

/** Whether runs of a lab can be stepped through with the learner's code. */
export const hasStepping = (labId: string): Promise<boolean> => has(labId, 'stepping.ts');

/** A lab's suite, manifest, scene and stepping as one classic script, to be run after the runtime. */
export async function bundleSuite(
  labId: string,
  { withSolution = !process.env.PUBLIC_WITHOUT_SOLUTIONS }: { withSolution?: boolean } = {},
): Promise<string> {
  const scene = (await hasScene(labId))
    ? "import scene from './scene.ts';\nimport { record } from '../../src/scene/record.ts';\nheadroom.lab.recordScene = (replay, learner) => record(scene, replay, learner);\n"
    : '';
  const stepping = (await hasStepping(labId))
    ? "import stepping from './stepping.ts';\nimport { stepThrough } from '#exploration';\nheadroom.lab.stepThrough = (asked, learner) => stepThrough(stepping, asked, learner);\n"
    : '';
  return bundle({
    ...COMMON,
    stdin: {
      contents: `import lab from './lab.ts';\nheadroom.lab = { id: ${JSON.stringify(labId)}, manifest: lab };\n${scene}${stepping}import './suite.ts';\n`,
      resolveDir: join(ROOT, 'labs', labId),
      loader: 'ts',
    },
    plugins: withSolution ? [sharedGrading] : [sharedGrading, noSolution],
  });
}

/** The only script of the opaque frame, and its hash as a Content-Security-Policy writes it. */
export async function bundleFrame(): Promise<{ script: string; hash: `sha256-${string}` }> {
  const script = (await bundle({ ...COMMON, entryPoints: [join(ROOT, 'src/sandbox/frame.ts')] })).trim();
  return { script, hash: `sha256-${createHash('sha256').update(script).digest('base64')}` };
}

/** The frame's whole document. Its policy lets it run that one script, compile WebAssembly and start one kind of worker. */
export async function frameDocument(): Promise<string> {
  const { script, hash } = await bundleFrame();
  const policy = [
    "default-src 'none'",
    `script-src '${hash}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types headroom',
  ].join('; ');
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Sandbox</title><script>${script}</script>`;
}

/** The programs of the Node twin's child process and of the thread that watches over it, each as one text. */
export async function bundleChild(): Promise<{ program: string; watch: string }> {
  const [program, watch] = await Promise.all(
    ['node-child.ts', 'node-watch.ts'].map((file) =>
      bundle({ ...COMMON, format: 'cjs', platform: 'node', entryPoints: [join(ROOT, 'src/sandbox', file)] }),
    ),
  );
  return { program: program!, watch: watch! };
}

const enginePath = (): string => createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');

let engine: Promise<Metered> | undefined;

/** The WebAssembly of QuickJS with the work inside its built-ins charged: the one and only engine, in the browser and in Node. */
export function meteredEngine(): Promise<Metered> {
  engine ??= readFile(enginePath()).then(metered);
  return engine;
}

/** Its bytes. */
export async function readWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return (await meteredEngine()).bytes;
}

/** The ids of all labs, sorted. */
export async function labIds(): Promise<string[]> {
  const entries = await readdir(join(ROOT, 'labs'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
