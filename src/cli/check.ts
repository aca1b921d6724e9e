/**
 * Tests a lab as a lab: its solution passes and its starter fails, each mistake is caught by the test it names, every
 * test is one that something fails, and none of that depends on the seed.
 */
import type { Lab, Report } from '#grading';
import { type NodeTwin, openNodeTwin } from '../sandbox/node-twin.ts';
import { loadLab, type Mistake, readLabFile, readMistakes } from './labs.ts';

const MIN_MISTAKES = 5;

export interface LabCheck {
  id: string;
  /** Sentences that say what is wrong and where; empty when the lab is right. */
  problems: string[];
  tests: number;
  mistakes: number;
  runs: number;
  /** The most steps that one test took with the solution, and the whole run: what the limits leave room for. */
  steps: { test: number; run: number };
}

/** Checks one lab on `seeds` seeds. */
export async function checkLab(id: string, seeds: number): Promise<LabCheck> {
  const [lab, solution, starter, mistakes] = await Promise.all([
    loadLab(id),
    readLabFile(id, 'solution.ts'),
    readLabFile(id, 'starter.ts'),
    readMistakes(id),
  ]);
  const twin = await openNodeTwin(id, lab);
  try {
    return await new LabChecker(id, lab, twin, seeds).check(solution, starter, mistakes);
  } finally {
    await twin.close();
  }
}

class LabChecker {
  private readonly problems: string[] = [];
  private runs = 0;
  private readonly steps = { test: 0, run: 0 };
  private readonly id: string;
  private readonly lab: Lab;
  private readonly twin: NodeTwin;
  private readonly seeds: number;

  constructor(id: string, lab: Lab, twin: NodeTwin, seeds: number) {
    this.id = id;
    this.lab = lab;
    this.twin = twin;
    this.seeds = seeds;
  }

  async check(solution: string, starter: string, mistakes: Mistake[]): Promise<LabCheck> {
    const titles = await this.checkSolution(solution);
    const failing = new Set<string>();
    await this.checkStarter(starter, failing);
    if (mistakes.length < MIN_MISTAKES)
      this.problems.push(`has ${mistakes.length} mistakes; it needs at least ${MIN_MISTAKES}`);
    for (const mistake of mistakes) await this.checkMistake(mistake, titles, failing);
    for (const title of titles) if (!failing.has(title)) this.problems.push(`nothing fails the test "${title}"`);
    return {
      id: this.id,
      problems: this.problems,
      tests: titles.length,
      mistakes: mistakes.length,
      runs: this.runs,
      steps: this.steps,
    };
  }

  private async checkSolution(source: string): Promise<string[]> {
    let titles: string[] = [];
    for (let seed = 0; seed < this.seeds; seed++) {
      const report = await this.grade(source, seed);
      titles = report.tests.map((test) => test.name);
      this.steps.test = Math.max(this.steps.test, ...report.tests.map((test) => test.steps));
      this.steps.run = Math.max(
        this.steps.run,
        report.tests.reduce((sum, test) => sum + test.steps, 0),
      );
      const stated = report.tests.reduce((sum, test) => sum + test.marks, 0);
      if (seed === 0 && stated !== this.lab.marks)
        this.problems.push(`its tests carry ${stated} marks, its manifest ${this.lab.marks}`);
      if (report.status !== 'pass') {
        this.problems.push(`solution.ts does not pass with seed ${seed}: ${firstFailure(report)}`);
        break;
      }
    }
    const text = await this.twin.gradeText({ source, seed: 1 });
    if (text !== (await this.twin.gradeText({ source, seed: 1 })))
      this.problems.push('two runs with the same seed differ');
    return titles;
  }

  private async checkStarter(source: string, failing: Set<string>): Promise<void> {
    const report = await this.grade(source, 0);
    if (report.message) this.problems.push(`starter.ts does not run: ${report.message}`);
    for (const test of report.tests) if (test.status !== 'pass') failing.add(test.name);
    for (let seed = 1; seed < Math.min(this.seeds, 10); seed++) {
      if ((await this.grade(source, seed)).status === 'pass') this.problems.push(`starter.ts passes with seed ${seed}`);
    }
    if (report.status === 'pass') this.problems.push('starter.ts passes');
  }

  private async checkMistake(mistake: Mistake, titles: string[], failing: Set<string>): Promise<void> {
    const { file, source, caughtBy } = mistake;
    if (!titles.includes(caughtBy)) {
      this.problems.push(`${file} names a test that does not exist: "${caughtBy}"`);
      return;
    }
    const whole = await this.grade(source, 0);
    if (whole.message) {
      this.problems.push(`${file} does not run: ${whole.message}`);
      return;
    }
    for (const test of whole.tests) if (test.status !== 'pass') failing.add(test.name);
    for (let seed = 0; seed < this.seeds; seed++) {
      const [test] = (await this.grade(source, seed, caughtBy)).tests;
      if (test?.status === 'pass') {
        this.problems.push(`${file} is not caught by "${caughtBy}" with seed ${seed}`);
        return;
      }
    }
  }

  private grade(source: string, seed: number, only?: string): Promise<Report> {
    this.runs++;
    return this.twin.grade({ source, seed, ...(only !== undefined && { only }) });
  }
}

function firstFailure(report: Report): string {
  const test = report.tests.find(({ status }) => status !== 'pass');
  return test ? `"${test.name}": ${test.message}` : (report.message ?? 'no tests ran');
}
