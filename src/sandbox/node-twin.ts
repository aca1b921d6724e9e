/**
 * The sandbox without a browser: a child process that runs the very script the worker runs, for the command line and
 * the tests. A process is the one thing in Node that can be stopped whatever it is doing.
 */
import { createHash } from 'node:crypto';
import type { Lab, Report } from '#grading';
import { sharedParts, suiteOf } from './kept-parts.ts';
import { type Answer, type SandboxProcess, startProcess } from './node-process.ts';
import { type ChildStart, LOADING_MS, type SuiteTests } from './node-start.ts';
import type { GradeRequest } from './protocol.ts';
import { parseReport } from './report-schema.ts';
import { DEADLINE_MS, stoppedReport, unresponsive } from './stopped.ts';

/** How much longer than its parent a process waits before it ends itself. */
const GRACE_MS = 2_000;

const MOST_MEMORY_MB = 1_000;

/** The lab is at fault: its suite cannot be loaded, or asks nothing. Never a verdict on anybody's code. The message is a sentence. */
export class SuiteFault extends Error {}

export interface NodeTwin {
  /** A hash of all that runs: with the same one, the same source and seed get the same report. */
  readonly fingerprint: string;
  /** What the suite asks. Throws SuiteFault where it cannot be loaded. */
  tests(): Promise<SuiteTests>;
  grade(request: GradeRequest): Promise<Report>;
  /** As `grade`, but the report's own text, byte for byte as the runtime wrote it. */
  gradeText(request: GradeRequest): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens a twin for one lab. Grades run one after the other; a run that had to be killed costs a new process. With `silentMs`, a suite that works so
 * long by itself in one test is at fault, and SuiteFault says so.
 */
export async function openNodeTwin(
  labId: string,
  lab: Lab,
  options: { deadlineMs?: number; silentMs?: number } = {},
): Promise<NodeTwin> {
  const { deadlineMs = DEADLINE_MS, silentMs } = options;
  const [{ runtime, child, wasm }, suite] = await Promise.all([sharedParts(), suiteOf(labId)]);
  const { program, watch } = child;
  const start: ChildStart = {
    script: `${runtime}\n${suite}`,
    wasm: Buffer.from(wasm).toString('base64'),
    watch,
    limits: { questionMs: deadlineMs + GRACE_MS, memory: MOST_MEMORY_MB * 1e6, ...(silentMs && { silentMs }) },
  };
  const fingerprint = createHash('sha256').update(start.script).update(wasm).update(program).digest('hex');
  let process: SandboxProcess | undefined;

  const started = (): SandboxProcess => {
    if (!process || process.ended) process = startProcess(program, start);
    return process;
  };

  const tests = async (): Promise<SuiteTests> => {
    const loaded = await started().loaded;
    if ('tests' in loaded) return loaded.tests;
    process?.kill();
    process = undefined;
    if ('fault' in loaded) throw new SuiteFault(`It throws while it is loaded: ${loaded.fault}`);
    throw new SuiteFault(
      loaded.ended === 'time'
        ? `It is not loaded after ${LOADING_MS / 1000} s of work: something at its top level never ends.`
        : 'Its process ended while it was loaded.',
    );
  };

  const gradeText = async (request: GradeRequest): Promise<string> => {
    const asked = await tests();
    const fault = faultOf(asked, lab);
    if (fault !== undefined) throw new SuiteFault(fault);
    const answer = await started().ask(JSON.stringify(request), deadlineMs);
    if (answer.kind === 'line') return answer.line;
    process = undefined;
    const running = request.only ?? asked[answer.testsDone]?.title;
    if (answer.kind === 'ended' && answer.why === 'silence')
      throw new SuiteFault(
        `The test "${running}" never ends: after ${(silentMs ?? 0) / 1000} s of work it is not done, and the code that it tests had none of them.`,
      );
    const where = running === undefined ? '' : ` The test that ran was "${running}".`;
    return JSON.stringify(stoppedReport(labId, lab, request.seed, whyNothing(answer, deadlineMs) + where));
  };
  return {
    fingerprint,
    tests,
    gradeText,
    grade: async (request) =>
      parseReport(await gradeText(request), { lab: labId, seed: request.seed, marks: lab.marks }),
    async close() {
      process?.kill();
    },
  };
}

/** Why a suite could give nobody a verdict, in a sentence; undefined where it can. */
export function faultOf(tests: SuiteTests, { marks }: Pick<Lab, 'marks'>): string | undefined {
  if (tests.length === 0) return 'It has no tests.';
  const carried = tests.reduce((sum, test) => sum + test.marks, 0);
  if (carried === marks) return undefined;
  return `Its tests carry ${tests.map((test) => test.marks).join(' + ')} = ${carried} marks, and lab.ts says ${marks}.`;
}

function whyNothing(answer: Exclude<Answer, { kind: 'line' }>, deadlineMs: number): string {
  if (answer.kind === 'deadline' || answer.why === 'time') return unresponsive(deadlineMs, answer.learnerSeconds);
  return answer.why === 'memory'
    ? `Stopped: this run took more than ${MOST_MEMORY_MB} MB of memory.`
    : 'The sandbox ended while your code ran, and gave no verdict. Run it again.';
}
