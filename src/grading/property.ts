/**
 * Properties with fast-check, tied to the run: one seed decides all inputs, and the failure that is reported is that of
 * the smallest counterexample, told through the learner's own calls.
 */
import { currentContext } from './context.ts';
import { ExpectationFailed } from './expect.ts';
import { GuestStopped } from './guest.ts';
import * as fc from './inputs.ts';
import { newCase } from './solution.ts';

export interface PropertyOptions<Inputs> {
  /** How many inputs are tried; 100 unless told. */
  runs?: number;
  /** Inputs that are always tried first. */
  examples?: Inputs[];
}

/**
 * Checks that `body` holds for inputs from the arbitraries; it fails by an expectation, or by what it throws.
 * `property([fc.string(), fc.integer({ min: 1, max: 64 })], (key, count) => { … })`
 */
export function property<Inputs extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Inputs]: fc.Arbitrary<Inputs[Index]> },
  body: (...inputs: Inputs) => void,
  options: PropertyOptions<Inputs> = {},
): void {
  const context = currentContext();
  const seed = (context.seed + 0x9e37 * ++context.properties) | 0;
  let last: unknown;
  let stopped: GuestStopped | undefined;

  const details = fc.check(
    fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), (...inputs: unknown[]) => {
      // After a stop there is nothing left to call: let the shrinker believe that all is well and keep the first find.
      if (stopped) return;
      context.calls.length = 0;
      context.picture = undefined;
      context.replay = undefined;
      try {
        body(...(inputs as Inputs));
      } catch (thrown) {
        if (thrown instanceof GuestStopped) stopped = thrown;
        last = thrown;
        if (thrown instanceof ExpectationFailed || thrown instanceof Error) throw thrown;
        throw new Error(String(thrown));
      }
    }),
    { seed, numRuns: options.runs ?? 100, examples: (options.examples ?? []) as unknown as [unknown][], verbose: 0 },
  );

  if (stopped) throw stopped;
  if (!details.failed) return;
  if (details.counterexample === null) throw new Error('A property of the suite rejected every input it made.');
  if (last instanceof ExpectationFailed) {
    throw new ExpectationFailed(last.message, { ...last.failure, found: { tried: details.numRuns, seed } });
  }
  throw last;
}

/**
 * Checks that `body` holds on so many seeds, drawn from the seed of the run: for worlds that make everything else from one number.
 * A seed is not made smaller when it fails, as a smaller number is no smaller world.
 */
export function onSeeds(runs: number, body: (seed: number) => void): void {
  property([fc.noShrink(fc.integer({ min: 0, max: 0x7fffffff }))], body, { runs });
}

/** A seed that is the same in every test of a run: for a world that several tests look at, so that what they tell agrees. */
export function seedOfRun(): number {
  return currentContext().runSeed;
}

/**
 * Runs `body` with each of the cases, in order: what must be tried in every run, whatever the seed. A failure shows the calls of its
 * own case only. Put the simplest first, since the first that fails is told.
 */
export function forEachOf<Case>(cases: Iterable<Case>, body: (item: Case) => void): void {
  for (const item of cases) {
    newCase();
    body(item);
  }
  newCase();
}

export { fc };
