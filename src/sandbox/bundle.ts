/**
 * Makes the texts that run in the sandbox: the runtime (machine, grading, fast-check) and one suite per lab. The site's
 * build, the command line and the tests all take them from here, so all of them run the very same script.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { trimmedTypescript } from './trimmed-typescript.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

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
    suite.onLoad({ filter: /.*/, namespace: 'shared' }, () => ({ contents: 'module.exports = headroom.grading;', loader: 'js' }));
  },
};

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build(options);
  const [file] = outputFiles ?? [];
  if (!file) throw new Error('The bundler made no output.');
  return file.text;
}

/** The runtime as one classic script. It leaves a global `headroom`, which a suite's script adds itself to. */
export function bundleRuntime(): Promise<string> {
  return bundle({
    ...COMMON,
    entryPoints: [join(ROOT, 'src/sandbox/runtime.ts')],
    define: { 'import.meta.url': '"file:///"' },
    plugins: [guestBoot, trimmedTypescript],
  });
}

/** A lab's suite and manifest as one classic script, to be run after the runtime. */
export function bundleSuite(labId: string): Promise<string> {
  return bundle({
    ...COMMON,
    stdin: {
      contents: `import lab from './lab.ts';\nheadroom.lab = { id: ${JSON.stringify(labId)}, manifest: lab };\nimport './suite.ts';\n`,
      resolveDir: join(ROOT, 'labs', labId),
      loader: 'ts',
    },
    plugins: [sharedGrading],
  });
}

/** The script that runs in the opaque frame; its hash stands in the page's policy. */
export function bundleFrame(): Promise<string> {
  return bundle({ ...COMMON, entryPoints: [join(ROOT, 'src/sandbox/frame.ts')] });
}

/** The program of the Node twin's child process. */
export function bundleChild(): Promise<string> {
  return bundle({ ...COMMON, format: 'esm', platform: 'node', entryPoints: [join(ROOT, 'src/sandbox/node-child.ts')] });
}

/** The WebAssembly of QuickJS. */
export function wasmPath(): string {
  return createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
}

export function readWasm(): Promise<Buffer> {
  return readFile(wasmPath());
}

/** The ids of all labs, sorted. */
export async function labIds(): Promise<string[]> {
  const entries = await readdir(join(ROOT, 'labs'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
