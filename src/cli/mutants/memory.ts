/**
 * Remembers how mutants fared, so that only those of a lab that changed are tried again. What is remembered holds for one
 * script of the sandbox: the lab's suite, manifest and scene, and all that they run on.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Memory {
  /** Whether a source has passed with a seed; undefined when that is not known. */
  recall(source: string, seed: number): boolean | undefined;
  keep(source: string, seed: number, passed: boolean): void;
}

interface Kept {
  fingerprint: string;
  passed: Record<string, boolean>;
}

/** Opens the memory of one lab in a file, which is written at once: what is broken off goes on where it was. */
export function openMemory(file: string, fingerprint: string): Memory {
  const old = read(file);
  const passed = old?.fingerprint === fingerprint ? old.passed : {};
  const known = new Map(Object.entries(passed));
  mkdirSync(dirname(file), { recursive: true });
  return {
    recall: (source, seed) => known.get(keyOf(source, seed)),
    keep(source, seed, hasPassed) {
      known.set(keyOf(source, seed), hasPassed);
      writeFileSync(file, JSON.stringify({ fingerprint, passed: Object.fromEntries(known) } satisfies Kept));
    },
  };
}

function keyOf(source: string, seed: number): string {
  return `${createHash('sha256').update(source).digest('base64url').slice(0, 22)} ${seed}`;
}

/** What was kept; nothing where there is no such file, or only half of one. */
function read(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}
