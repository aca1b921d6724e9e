/**
 * What the sandbox is made of whatever the lab: the runtime, the programs of the Node twin's process, the engine. Made once for a process,
 * and kept between processes under the content of all that it is made of: a command that grades one file would spend a third of its
 * time on making what is the same as before.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { bundleChild, bundleRuntime, ROOT, readWasm } from './bundle.ts';

export interface SharedParts {
  runtime: string;
  child: { program: string; watch: string };
  wasm: Uint8Array;
}

let parts: Promise<SharedParts> | undefined;

/** Its files are those that this very process was started from: what changes meanwhile is for the next. */
export function sharedParts(): Promise<SharedParts> {
  parts ??= kept(join(ROOT, '.cache', 'sandbox', 'parts'), keyOfAll(ROOT), async () => {
    const [runtime, child, wasm] = await Promise.all([bundleRuntime(), bundleChild(), readWasm()]);
    return { runtime, child, wasm };
  });
  return parts;
}

/** What a file holds under this key, or what is made and then held; without a key, and where nothing may be written, it is made each time. */
export async function kept<Value>(file: string, key: string | undefined, make: () => Promise<Value>): Promise<Value> {
  if (key === undefined) return make();
  const before = read<Value>(file);
  if (before?.key === key) return before.value;
  const value = await make();
  write(file, { key, value });
  return value;
}

/** Whole or not at all: others read it meanwhile. */
function write(file: string, what: unknown): void {
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(own, serialize(what));
      renameSync(own, file);
    } finally {
      rmSync(own, { force: true });
    }
  } catch {
    // It is made again next time.
  }
}

function read<Value>(file: string): { key: string; value: Value } | undefined {
  try {
    return deserialize(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** All programs of ours, and which packages are installed, by npm’s own list of them. Without that list nobody knows. */
function keyOfAll(root: string): string | undefined {
  const programs = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join('src', name));
  const hash = createHash('sha256').update(process.version);
  try {
    for (const name of ['package.json', 'node_modules/.package-lock.json', ...programs])
      hash
        .update(`${name}\0`)
        .update(readFileSync(join(root, name)))
        .update('\0');
    return hash.digest('base64url');
  } catch {
    return undefined;
  }
}
