/** What was made of something, kept between commands under the content of all that it was made of: what is unchanged is not made again. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

export interface Kept {
  /** What was kept under a name with this very key; undefined where nothing was. */
  recall<Value>(name: string, key: string): Value | undefined;
  /** Keeps whatever can be cloned, in place of what was kept under that name. Where nothing may be written it is made again next time. */
  keep(name: string, key: string, value: unknown): void;
}

/** Opens a folder, which is made when there is something to be kept. */
export function openKept(folder: string): Kept {
  const fileOf = (name: string): string => join(folder, name.replace(/[^\w.-]/g, '-'));
  return {
    recall(name, key) {
      try {
        const before = deserialize(readFileSync(fileOf(name))) as { key: string; value: never };
        return before.key === key ? before.value : undefined;
      } catch {
        return undefined;
      }
    },
    keep(name, key, value) {
      const file = fileOf(name);
      // Whole or not at all: two commands may run beside each other.
      const own = `${file}.${process.pid}`;
      try {
        mkdirSync(dirname(file), { recursive: true });
        try {
          writeFileSync(own, serialize({ key, value }));
          renameSync(own, file);
        } finally {
          rmSync(own, { force: true });
        }
      } catch {
        // It is made again next time.
      }
    },
  };
}

export function keyOf(...texts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('base64url');
}
