/** Grades the submissions of one lab with all cores: each process keeps the compiled engine and the suite, and takes the next when it is free. */
import { type Lab, type Report, seedOfText } from '#grading';
import { type NodeTwin, openNodeTwin, SuiteFault } from '../../sandbox/node-twin.ts';
import { InvalidReport } from '../../sandbox/report-schema.ts';
import { isUnresponsive, stoppedReport } from '../../sandbox/stopped.ts';
import { TOO_LONG } from '../../sandbox/too-long.ts';
import { loadLab, readLabFile } from '../labs.ts';
import { Endless, NotUtf8, textOf, Unreadable } from '../source.ts';
import type { Row } from './row.ts';
import { programOf } from './same-program.ts';
import type { Submission } from './submissions.ts';

/** Counted limits end nearly every run long before; a busy computer must not end one that is right. */
const PATIENT_MS = 60_000;

/** One submission and one of its seeds. */
export interface Task {
  number: string;
  submission: Submission;
  /** Undefined for that of the text. */
  seed: number | undefined;
}

export interface Hears {
  /** The row of a task that is done from before. The suite's version and the text tell whether it still is. */
  done(task: Task, suite: string, text: string): Row | undefined;
  row(task: Task, row: Row, text: string): void;
}

/** Throws SuiteFault where the lab's own solution does not pass: then nobody's verdict would be worth anything. */
export async function gradeLab(id: string, tasks: Task[], processes: number, hears: Hears): Promise<void> {
  const [lab, solution] = await Promise.all([loadLab(id), readLabFile(id, 'solution.ts')]);
  const twins = await Promise.all(
    Array.from({ length: Math.max(1, Math.min(processes, tasks.length)) }, () =>
      openNodeTwin(id, lab, { deadlineMs: PATIENT_MS }),
    ),
  );
  try {
    const judge = new Judge(id, lab, solution, twins[0]!.fingerprint.slice(0, 12));
    await judge.requireSound(twins[0]!, tasks.find(({ seed }) => seed !== undefined)?.seed ?? 1);
    const queue = tasks.values();
    await Promise.all(
      twins.map(async (twin) => {
        for (const task of queue) await judge.take(twin, task, hears);
      }),
    );
  } finally {
    await Promise.all(twins.map((twin) => twin.close()));
  }
}

/** Throws SuiteFault where the lab's own solution fares no better with the seed of a report: then the report is no verdict. */
export async function requireSound(id: string, lab: Lab, twin: NodeTwin, { seed }: Report): Promise<void> {
  await new Judge(id, lab, await readLabFile(id, 'solution.ts'), '').requireSound(twin, seed);
}

class Judge {
  private readonly id: string;
  private readonly lab: Lab;
  private readonly solution: string;
  private readonly suite: string;

  constructor(id: string, lab: Lab, solution: string, suite: string) {
    this.id = id;
    this.lab = lab;
    this.solution = solution;
    this.suite = suite;
  }

  async requireSound(twin: NodeTwin, seed: number): Promise<void> {
    const why = await this.whySolutionFails(twin, seed);
    if (why !== undefined) throw new SuiteFault(why);
  }

  async take(twin: NodeTwin, task: Task, hears: Hears): Promise<void> {
    const text = await this.read(task.submission);
    const known = hears.done(task, this.suite, text.key);
    if (known) return;
    const row = await this.rowOf(twin, task, text);
    hears.row(task, row, text.key);
  }

  private async read({
    refused,
    read,
  }: Submission): Promise<{ key: string; source?: string; refused?: string; stopped?: string }> {
    if (refused !== undefined) return { key: refused, refused };
    try {
      const source = textOf(await read());
      return { key: source, source };
    } catch (error) {
      if (error instanceof Endless) return { key: 'endless', stopped: TOO_LONG };
      if (error instanceof NotUtf8) return { key: error.message, stopped: error.message };
      if (error instanceof Unreadable) return { key: error.message, refused: `It cannot be read: ${error.message}.` };
      throw error;
    }
  }

  private async rowOf(
    twin: NodeTwin,
    { number, submission, seed: asked }: Task,
    text: Awaited<ReturnType<Judge['read']>>,
  ): Promise<Row> {
    const began = performance.now();
    const seed = asked ?? (text.source === undefined ? 0 : seedOfText(text.source));
    let [report, note] = [stoppedReport(this.id, this.lab, seed, text.refused ?? text.stopped ?? ''), text.refused];
    if (text.source !== undefined) {
      try {
        report = await twin.grade({ source: text.source, seed });
        note = await this.faultBehind(twin, report);
      } catch (error) {
        if (!(error instanceof InvalidReport)) throw error;
        note = error.message;
      }
    }
    const isGraded = note === undefined;
    const { claimed } = submission;
    return {
      number,
      who: submission.who,
      lab: this.id,
      status: isGraded ? report.status : 'not graded',
      earned: isGraded ? report.earned : undefined,
      marks: this.lab.marks,
      passed: report.tests.filter(({ status }) => status === 'pass').length,
      tests: report.tests.length,
      suite: this.suite,
      seed,
      ms: Math.round(performance.now() - began),
      claimed,
      differs: isGraded && claimed !== undefined && claimed !== report.earned,
      same: '',
      program: text.source === undefined ? '' : programOf(text.source),
      file: submission.file,
      note: note ?? report.message ?? '',
      details: isGraded
        ? report.tests.map((test) => ({
            name: test.name,
            status: test.status,
            marks: test.marks,
            earned: test.earned,
            ...(test.message !== undefined && { message: test.message }),
          }))
        : [],
    };
  }

  /**
   * Where a test went wrong by itself, or nothing came in time though the learner's code had little of it, the solution is asked with the
   * same seed: if it fares no better, that is nobody's zero.
   */
  async faultBehind(twin: NodeTwin, { tests, message, seed }: Report): Promise<string | undefined> {
    const isLate = isUnresponsive(message, PATIENT_MS) && message?.includes('It was not your code') === true;
    const isOdd = tests.some(({ status, failure }) => status === 'error' && failure?.stopped === undefined);
    // A test that threw by itself says so in its message, whoever's fault that is.
    if (!isLate && !isOdd && !tests.some(({ message: said }) => said?.startsWith('This test itself went wrong')))
      return undefined;
    const why = await this.whySolutionFails(twin, seed);
    if (why !== undefined) return why;
    return isLate ? 'This computer was too busy to grade it: grade it again.' : undefined;
  }

  private async whySolutionFails(twin: NodeTwin, seed: number): Promise<string | undefined> {
    const report = await twin.grade({ source: this.solution, seed }).catch((error: Error) => error);
    if (report instanceof Error) {
      if (report instanceof SuiteFault || report instanceof InvalidReport) return at(report.message);
      throw report;
    }
    if (report.status === 'pass') return undefined;
    const failed = report.tests.find(({ status }) => status !== 'pass');
    return at(
      `The lab's own solution does not pass with seed ${seed}: ${failed ? `"${failed.name}": ${failed.message}` : report.message}`,
    );
  }
}

const at = (why: string): string => (why.startsWith('The suite is at fault') ? why : `The suite is at fault. ${why}`);
