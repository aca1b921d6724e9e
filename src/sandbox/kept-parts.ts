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
  parts ??= keptOrMade('parts', keyOfAll(), async () => {
    const [runtime, child, wasm] = await Promise.all([bundleRuntime(), bundleChild(), readWasm()]);
    return { runtime, child, wasm };
  });
  return parts;
}

/** As `bundleSuite` makes it. Rejects with what the bundler says. */
export async function suiteOf(labId: string): Promise<string> {
  const programs = keyOfAll();
  const solutions = process.env.PUBLIC_WITHOUT_SOLUTIONS ?? '';
  const key = programs && keyOf(programs, solutions, ...contentsOf('labs', labId));
  return keptOrMade(`suite ${labId}`, key, () => bundleSuite(labId));
}

/** What is kept under this key, or what is made and then kept; without a key it is made each time. */
async function keptOrMade<Value>(name: string, key: string | undefined, make: () => Promise<Value>): Promise<Value> {
  if (key === undefined) return make();
  const before = kept.recall<Value>(name, key);
  if (before !== undefined) return before;
  const made = await make();
  kept.keep(name, key, made);
  return made;
}

/** All programs of ours, and which packages are installed, by npm’s own list of them. Without that list nobody knows. */
function keyOfAll(): string | undefined {
  try {
    const installed = ['package.json', 'node_modules/.package-lock.json'].map((name) => readFileSync(join(ROOT, name)));
    return keyOf(process.version, ...installed, ...contentsOf('src'));
  } catch {
    return undefined;
  }
}

/** The names of all programs in a folder, each before its content. */
function contentsOf(...folder: string[]): (string | Uint8Array)[] {
  return readdirSync(join(ROOT, ...folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|json)$/.test(name))
    .sort()
    .flatMap((name) => [name, readFileSync(join(ROOT, ...folder, name))]);
}
