/**
 * Remembers how mutants fared, so that only those of a lab that changed are tried again. What is remembered holds for one
 * script of the sandbox: the lab's suite, manifest and scene, and all that they run on.
 */
import { type Kept, keyOf } from '../../kept/kept.ts';

export interface Memory {
  /** Whether a source has passed with a seed; undefined when that is not known. */
  recall(source: string, seed: number): boolean | undefined;
  keep(source: string, seed: number, passed: boolean): void;
}

/** Opens the memory of one lab. All that is remembered is kept at once: what is broken off goes on where it was. */
export function openMemory(kept: Kept, lab: string, fingerprint: string): Memory {
  const passed = kept.recall<Map<string, boolean>>(lab, fingerprint) ?? new Map<string, boolean>();
  return {
    recall: (source, seed) => passed.get(nameOf(source, seed)),
    keep(source, seed, hasPassed) {
      passed.set(nameOf(source, seed), hasPassed);
      kept.keep(lab, fingerprint, passed);
    },
  };
}

const nameOf = (source: string, seed: number): string => `${keyOf(source).slice(0, 22)} ${seed}`;
