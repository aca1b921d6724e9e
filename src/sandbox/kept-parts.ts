/**
 * What the Node twin runs, kept between processes under the content of all that it is made of: a command that grades one file would spend
 * a third of its time on making what is the same as before. The runtime, the programs of the twin's process and the engine are the same
 * whatever the lab; a suite is a lab's own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, openKept } from '../kept/kept.ts';
import { bundleChild, bundleRuntime, bundleSuite, ROOT, readWasm } from './bundle.ts';

export interface SharedParts {
  runtime: string;
  child: { program: string; watch: string };
  wasm: Uint8Array;
}

const kept = openKept(join(ROOT, '.cache', 'sandbox'));
let parts: Promise<SharedParts> | undefined;

/** Its files are those that this very process was started from: what changes meanwhile is for the next. */
export function sharedParts(): Promise<SharedParts> {
  parts ??= (async () => {
    const key = keyOfAll(ROOT);
    const before = key && kept.recall<SharedParts>('parts', key);
    if (before) return before;
    const [runtime, child, wasm] = await Promise.all([bundleRuntime(), bundleChild(), readWasm()]);
    const made = { runtime, child, wasm };
    if (key) kept.keep('parts', key, made);
    return made;
  })();
  return parts;
}

/** As `bundleSuite` makes it. Rejects with what the bundler says. */
export async function suiteOf(labId: string): Promise<string> {
  const programs = keyOfAll(ROOT);
  const key =
    programs && keyOf(programs, process.env.PUBLIC_WITHOUT_SOLUTIONS ?? '', ...contentsOf(ROOT, 'labs', labId));
  const before = key && kept.recall<string>(`suite ${labId}`, key);
  if (before) return before;
  const made = await bundleSuite(labId);
  if (key) kept.keep(`suite ${labId}`, key, made);
  return made;
}

/** All programs of ours, and which packages are installed, by npm’s own list of them. Without that list nobody knows. */
function keyOfAll(root: string): string | undefined {
  try {
    const installed = ['package.json', 'node_modules/.package-lock.json'].map((name) => readFileSync(join(root, name)));
    return keyOf(process.version, ...installed, ...contentsOf(root, 'src'));
  } catch {
    return undefined;
  }
}

/** The names of all programs in a folder, each before its content. */
function contentsOf(root: string, ...folder: string[]): (string | Uint8Array)[] {
  return readdirSync(join(root, ...folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|json)$/.test(name))
    .sort()
    .flatMap((name) => [name, readFileSync(join(root, ...folder, name))]);
}
