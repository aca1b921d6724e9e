/**
 * What the sandbox is made of whatever the lab: the runtime, the programs of the Node twin's process, the engine. Made once for a process,
 * and kept between processes under the content of all that it is made of: a command that grades one file would spend a third of its
 * time on making what is the same as before.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, openKept } from '../kept/kept.ts';
import { bundleChild, bundleRuntime, ROOT, readWasm } from './bundle.ts';

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

/** All programs of ours, and which packages are installed, by npm’s own list of them. Without that list nobody knows. */
function keyOfAll(root: string): string | undefined {
  const programs = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join('src', name));
  try {
    const files = ['package.json', 'node_modules/.package-lock.json', ...programs];
    return keyOf(process.version, ...files.flatMap((name) => [name, readFileSync(join(root, name))]));
  } catch {
    return undefined;
  }
}
