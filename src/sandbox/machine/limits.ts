/** The limits that hold in every lab alike; those of steps, and of the clock for one call, are in a lab's manifest. */

/** What the learner's code may use of memory. */
export const MEMORY_MIB = 64;

/** The same, where it runs on several machines: what each of them has. */
export const MEMORY_OF_EACH_MIB = 16;

/**
 * Deep enough for about 500 calls, and the same depth everywhere. The stack of a Chromium worker must never overflow
 * first: at 112 KiB it does in generators, at 128 KiB in constructors, once the WebAssembly is hot and optimised.
 */
export const STACK_BYTES = 96 * 1024;

/** A little more, for asking where the engine is when it has stopped at the very end of that. */
export const STACK_BYTES_TO_ASK = STACK_BYTES + 8 * 1024;

/** QuickJS asks whether to go on once in this many steps (calls and backward jumps). */
export const STEPS_PER_PERIOD = 10_000;

/** Turns of a loop inside the engine that are one step: each takes about an eighth of the time of a step of the interpreter. */
export const UNITS_PER_STEP = 8;

/** All calls of a run together; on a slow computer this ends a run with a report, before its host ends it without. */
export const RUN_CLOCK_MS = 13_000;
