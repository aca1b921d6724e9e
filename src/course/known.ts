/** What was found when something was last run, kept by the content of all that ran: what is unchanged is not run again. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Known {
  /** What was kept under a name with this very content; undefined where nothing was. */
  recall<Value>(name: string, key: string): Value | undefined;
  keep(name: string, key: string, value: unknown): void;
}

export const NOTHING_KNOWN: Known = { recall: () => undefined, keep: () => {} };

export function openKnown(root: string): Known {
  const fileOf = (name: string): string => join(root, '.cache', 'check', `${name.replace(/[^\w.-]/g, '-')}.json`);
  return {
    recall(name, key) {
      try {
        const kept = JSON.parse(readFileSync(fileOf(name), 'utf8')) as { key: string; value: never };
        return kept.key === key ? kept.value : undefined;
      } catch {
        return undefined;
      }
    },
    keep(name, key, value) {
      const file = fileOf(name);
      mkdirSync(dirname(file), { recursive: true });
      // Whole or not at all: two checks may run beside each other.
      writeFileSync(`${file}.${process.pid}`, JSON.stringify({ key, value }));
      renameSync(`${file}.${process.pid}`, file);
    },
  };
}

export function keyOf(...texts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('base64url');
}
