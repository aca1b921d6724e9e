/**
 * Runs a suite against a learner's module and writes the report. Each test meets a fresh guest, so nothing that one
 * test's calls left behind can help or hurt the next; the verdict is only ever what is computed here.
 */
import { number } from '#words';
import { clipped, clippedFailure } from './clip.ts';
import { describeCall, describeCalls, type TestContext, withContext } from './context.ts';
import { ExpectationFailed } from './expect.ts';
import { type Guest, GuestError, GuestStopped, type Machine, type Position } from './guest.ts';
import type { Lab } from './lab.ts';
import type { Picture } from './picture.ts';
import { type Failure, MOST_OUTPUT_SHOWN, type Report, type TestReport } from './report.ts';
import type { TestCase } from './suite.ts';

/** The learner's file cannot be run at all: it does not parse, or uses what types cannot be stripped from. */
export class UnusableSource extends Error {
  readonly position: Position | undefined;

  constructor(message: string, position?: Position) {
    super(message);
    this.name = 'UnusableSource';
    this.position = position;
  }
}

export interface RunRequest {
  labId: string;
  lab: Lab;
  tests: readonly TestCase[];
  /** Any integer: decides every input the suite makes. */
  seed: number;
  /** Runs only the test of this title, with the inputs it has in a whole run. */
  only?: string | undefined;
  /** Ends with the first test that is not passed. */
  untilFailure?: boolean | undefined;
  /** Prepares the learner's file. Throws UnusableSource. */
  prepare(): Machine;
  /** Hears of each test as it ends. */
  onTest?(test: TestReport): void;
}

/** Runs every test and returns the report. It never throws for anything a learner's file can do. */
export async function run(request: RunRequest): Promise<Report> {
  const { lab, tests, seed, only, untilFailure, onTest } = request;
  const report: Report = {
    version: 3,
    status: 'error',
    lab: request.labId,
    seed,
    marks: lab.marks,
    earned: 0,
    tests: [],
  };
  let machine: Machine;
  try {
    machine = request.prepare();
    await machine.renew();
    machine.open().close();
  } catch (thrown) {
    if (!(thrown instanceof UnusableSource || thrown instanceof GuestError || thrown instanceof GuestStopped))
      throw thrown;
    const line = thrown.position ? ` (line ${thrown.position.line})` : '';
    const loading =
      thrown instanceof GuestError ? `Your file could not be loaded: ${thrown.summary}${line}` : thrown.message;
    return { ...report, message: loading, ...(thrown.position && { position: thrown.position }) };
  }

  let stepsLeft = lab.limits.stepsPerRun;
  const watch: Watch = { characters: WATCHED };
  for (const [index, test] of tests.entries()) {
    if (only !== undefined && test.title !== only) continue;
    const outcome =
      stepsLeft > 0
        ? await runTest(machine, test, { seed: seed + index * 7919, runSeed: seed }, watch)
        : notRun(test, lab);
    stepsLeft -= outcome.steps;
    report.tests.push(outcome);
    onTest?.(outcome);
    if (untilFailure && outcome.status !== 'pass') break;
  }
  report.earned = report.tests.reduce((sum, test) => sum + test.earned, 0);
  report.status = report.tests.every((test) => test.status === 'pass') ? 'pass' : 'fail';
  return report;
}

/** How many characters of arguments a test looks at to see whether they stay as they were; none once a test has failed by that. */
interface Watch {
  characters: number;
}
const WATCHED = 100_000;

function notRun(test: TestCase, lab: Lab): TestReport {
  const message = `Not run: the tests before it used up the ${inMillions(lab.limits.stepsPerRun)} steps that one run may take.`;
  return {
    name: test.title,
    status: 'error',
    message,
    marks: test.marks,
    earned: 0,
    steps: 0,
    failure: { calls: [], stopped: 'steps' },
  };
}

/** 30000000 → "30 million". */
export function inMillions(steps: number): string {
  return steps >= 1_000_000 ? `${number(steps / 1_000_000, 1)} million` : String(steps);
}

async function runTest(
  machine: Machine,
  test: TestCase,
  seeds: Pick<TestContext, 'seed' | 'runSeed'>,
  watch: Watch,
): Promise<TestReport> {
  const result: TestReport = { name: test.title, status: 'pass', marks: test.marks, earned: test.marks, steps: 0 };
  let guest: Guest | undefined;
  let context: TestContext | undefined;
  try {
    await machine.renew();
    guest = machine.open();
    guest.watch(watch.characters);
    context = {
      guest,
      open: () => machine.open(),
      stepsElsewhere: 0,
      ...seeds,
      calls: [],
      picture: undefined,
      replay: undefined,
      properties: 0,
    };
    await withContext(context, test.body);
  } catch (thrown) {
    Object.assign(result, { earned: 0, ...clip(explain(thrown, test, context)) });
  }
  if (context?.hasChanged) watch.characters = 0;
  const output = guest?.takeOutput();
  if (output) result.output = cutOutput(output);
  result.steps = (guest?.steps() ?? 0) + (context?.stepsElsewhere ?? 0);
  guest?.close();
  return result;
}

const OUTPUT_CUT = `\n… Output was truncated: a test shows ${MOST_OUTPUT_SHOWN} characters.\n`;

function cutOutput(output: string): string {
  if (output.length <= MOST_OUTPUT_SHOWN) return output;
  // No pair of surrogates is cut in two.
  return output.slice(0, MOST_OUTPUT_SHOWN - OUTPUT_CUT.length).replace(/[\ud800-\udbff]$/, '') + OUTPUT_CUT;
}

type Explanation = Pick<TestReport, 'status' | 'message' | 'failure'>;

function clip({ status, message, failure }: Explanation): Explanation {
  return { status, message: clipped(message), ...(failure && { failure: clippedFailure(failure) }) };
}

/** The picture of what happened, where one can be drawn of it: what a learner's code gave may be anything. */
function drawn({ picture }: TestContext): Picture | undefined {
  try {
    return picture?.();
  } catch {
    return undefined;
  }
}

function explain(thrown: unknown, test: TestCase, context: TestContext | undefined): Explanation {
  if (thrown instanceof ExpectationFailed) {
    return {
      status: 'fail',
      message: thrown.message,
      failure: { ...thrown.failure, why: thrown.failure.why ?? test.why },
    };
  }
  const picture = context && drawn(context);
  const failure: Failure = {
    calls: context ? describeCalls(context) : [],
    ...(picture && { picture }),
    ...(context?.replay && { replay: context.replay }),
  };
  if (thrown instanceof GuestStopped) {
    if (thrown.position) failure.position = thrown.position;
    return { status: 'error', message: thrown.message, failure: { ...failure, stopped: thrown.reason } };
  }
  if (thrown instanceof GuestError) {
    if (thrown.position) failure.position = thrown.position;
    return { status: 'fail', message: thrown.sentence, failure };
  }
  // A fault of the suite, or of what it was given: it must never look like a verdict on the learner's code.
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  const last = context?.lastCall && describeCall(context.lastCall);
  const message = last
    ? `This test could not go on with what your code gave it, which may not be what the brief asks for: ${last.call} ${last.outcome}. (${what})`
    : `This test itself went wrong, which is not your fault: ${what}`;
  return { status: 'error', message, failure };
}
