/**
 * The sandbox without a browser: a child process that runs the very script the worker runs, for the command line and
 * the tests. A process is the one thing in Node that can be stopped whatever it is doing.
 */
import { createHash } from 'node:crypto';
import type { Lab, Report } from '#grading';
import { bundleChild, bundleRuntime, bundleSuite, readWasm } from './bundle.ts';
import { type Answer, type SandboxProcess, startProcess } from './node-process.ts';
import type { ChildStart } from './node-start.ts';
import type { GradeRequest } from './protocol.ts';
import { parseReport } from './report-schema.ts';
import { DEADLINE_MS, stoppedReport, unresponsive } from './stopped.ts';

/** How much longer than its parent a process waits before it ends itself. */
const GRACE_MS = 2_000;

const MOST_MEMORY_MB = 1_000;

export interface NodeTwin {
  /** A hash of all that runs: with the same one, the same source and seed get the same report. */
  readonly fingerprint: string;
  grade(request: GradeRequest): Promise<Report>;
  /** As `grade`, but the report's own text, byte for byte as the runtime wrote it. */
  gradeText(request: GradeRequest): Promise<string>;
  close(): Promise<void>;
}

/** Opens a twin for one lab. Grades run one after the other; a run that had to be killed costs a new process. */
export async function openNodeTwin(labId: string, lab: Lab, options: { deadlineMs?: number } = {}): Promise<NodeTwin> {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const [runtime, suite, { program, watch }, wasm] = await Promise.all([
    bundleRuntime(),
    bundleSuite(labId),
    bundleChild(),
    readWasm(),
  ]);
  const start: ChildStart = {
    script: `${runtime}\n${suite}`,
    wasm: Buffer.from(wasm).toString('base64'),
    watch,
    limits: { questionMs: deadlineMs + GRACE_MS, memory: MOST_MEMORY_MB * 1e6 },
  };
  const fingerprint = createHash('sha256').update(start.script).update(wasm).update(program).digest('hex');
  let process: SandboxProcess | undefined;

  const gradeText = async (request: GradeRequest): Promise<string> => {
    if (!process || process.ended) process = startProcess(program, start);
    const answer = await process.ask(JSON.stringify(request), deadlineMs);
    if (answer.kind === 'line') return answer.line;
    process = undefined;
    return JSON.stringify(stoppedReport(labId, lab, request.seed, whyNothing(answer, deadlineMs)));
  };
  return {
    fingerprint,
    gradeText,
    grade: async (request) =>
      parseReport(await gradeText(request), { lab: labId, seed: request.seed, marks: lab.marks }),
    async close() {
      process?.kill();
    },
  };
}

function whyNothing(answer: Exclude<Answer, { kind: 'line' }>, deadlineMs: number): string {
  if (answer.kind === 'deadline' || answer.why === 'time') return unresponsive(deadlineMs, answer.learnerSeconds);
  return answer.why === 'memory'
    ? `Stopped: this run took more than ${MOST_MEMORY_MB} MB of memory.`
    : 'The sandbox ended while your code ran, and gave no verdict. Run it again.';
}
