/**
 * What a running test can reach: the guest it talks to, the calls made so far, and the seed. Suites are written as if
 * these were ambient (as in every test framework), so there is exactly one current context at a time.
 */

import { format, formatCall } from './format.ts';
import { type Guest, GuestError } from './guest.ts';
import type { Picture } from './picture.ts';
import type { Replay } from './replay.ts';
import type { CallRecord } from './report.ts';

/** How many of the latest calls a failure can show. */
const REMEMBERED_CALLS = 12;

interface RecordedCall {
  name: string;
  args: readonly unknown[];
  outcome: { returned: unknown } | { threw: unknown };
}

export interface TestContext {
  guest: Guest;
  /** Opens another guest with the same code in it. */
  open(): Guest;
  /** Steps that such guests took. */
  stepsElsewhere: number;
  /** Decides the inputs that this test makes. */
  seed: number;
  /** That of the whole run: the same in all of its tests. */
  runSeed: number;
  /** The latest calls, kept as values: formatting each would cost more than the calls. */
  calls: RecordedCall[];
  /** The very last of them, which stays when a new case begins: without one, no fault of the test's can come from what it was given. */
  lastCall?: RecordedCall;
  /** Draws what a failure will show: only then, as most never fail. */
  picture: (() => Picture) | undefined;
  replay: Replay | undefined;
  /** Whether a call in it has changed what it was given. */
  hasChanged?: boolean;
  /** Counts the properties of a test, so that each gets a seed of its own. */
  properties: number;
}

let current: TestContext | undefined;

/** Runs `body` with `context` as the current one. */
export async function withContext(context: TestContext, body: () => void | Promise<void>): Promise<void> {
  current = context;
  try {
    await body();
  } finally {
    current = undefined;
  }
}

/** The running test's context. Throws when a suite calls the learner's code outside a test. */
export function currentContext(): TestContext {
  if (!current) throw new Error('The solution can be called inside a test only.');
  return current;
}

export function rememberCall(context: TestContext, call: RecordedCall): void {
  context.lastCall = call;
  context.calls.push(call);
  if (context.calls.length > REMEMBERED_CALLS) context.calls.shift();
}

/** The remembered calls as text, the latest last. */
export function describeCalls(context: TestContext): CallRecord[] {
  return context.calls.map(describeCall);
}

export function describeCall({ name, args, outcome }: RecordedCall): CallRecord {
  return {
    call: formatCall(name, args),
    outcome: 'returned' in outcome ? `returned ${format(outcome.returned)}` : describeThrown(outcome.threw),
  };
}

function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `threw ${format(thrown)}`;
  if (thrown.name === 'GuestStopped') return `was stopped: ${thrown.message}`;
  return `threw ${thrown instanceof GuestError ? thrown.summary : thrown.message}`;
}
