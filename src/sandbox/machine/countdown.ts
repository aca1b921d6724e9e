/**
 * Where the engine counts its steps: a word of its own memory, which goes down by one with each step and begins anew at each period. The
 * engine tells nobody; read there, steps are exact, and asking costs nothing.
 */
import type { Engine } from './engine.ts';

/** Words of the context among which it is looked for. */
const WORDS = 128;
/** Calls by which it shows itself. */
const CALLS = 3;

export interface Countdown {
  /** Steps that are left of the present period. */
  left(): number;
  set(steps: number): void;
}

/**
 * Finds the one word after `address` that goes down by one whenever `step` has the engine take one step. Throws for an engine in which
 * there is none, or more than one: then it is another than this was written for.
 */
export function findCountdown({ memory }: Engine, address: number, step: () => void): Countdown {
  const words = (): Int32Array => new Int32Array(memory.buffer, address, WORDS);
  let candidates = [...words().keys()];
  for (let call = 0; call < CALLS; call++) {
    const before = words().slice();
    step();
    const after = words();
    candidates = candidates.filter((index) => after[index] === before[index]! - 1);
  }
  const [index, another] = candidates;
  if (index === undefined || another !== undefined)
    throw new Error('The engine does not count its steps where it is known to.');
  const at = address + index * Int32Array.BYTES_PER_ELEMENT;
  const word = (): Int32Array => new Int32Array(memory.buffer, at, 1);
  return {
    left: () => word()[0]!,
    set(steps) {
      word()[0] = steps;
    },
  };
}
