/**
 * Tests a lab as a lab: its solution and its other right answers pass and its starter fails, each mistake is caught by the test
 * it names, all of them are well typed, every test is one that a mistake fails, and none of that depends on the seed.
 */
import { dirname } from 'node:path';
import type { Lab, Report } from '#grading';
import type { WrongAnswer } from '../grading/mistakes.ts';
import { type NodeTwin, openNodeTwin } from '../sandbox/node-twin.ts';
import { type Answers, loadLab, readAnswers, requireFiles } from './labs.ts';
import { typeErrors } from './type-check.ts';

const MIN_MISTAKES = 5;
const MIN_RIGHT = 2;

export interface LabCheck {
  id: string;
  /** Sentences that say what is wrong and where; empty when the lab is right. */
  problems: string[];
  tests: number;
  /** Right answers beside the solution. */
  right: number;
  mistakes: number;
  runs: number;
  /** The most steps that one test took with the solution, and the whole run: what the limits leave room for. */
  steps: { test: number; run: number };
}

/** Grades a source: the Node twin, or a stand-in for it. */
export type Grader = Pick<NodeTwin, 'grade' | 'gradeText'>;

/** Counted limits end an author's own programs, however busy the computer is: the clock must not be quicker. */
const PATIENT_MS = 60_000;

/** Checks one lab of this repository on `seeds` seeds. Throws an Error when a file is missing, or cannot be loaded. */
export async function checkLab(id: string, seeds: number): Promise<LabCheck> {
  await requireFiles(id);
  const [lab, answers] = await Promise.all([loadLab(id), readAnswers(id)]);
  const twin = await openNodeTwin(id, lab, { deadlineMs: PATIENT_MS });
  try {
    return await checkAnswers(id, lab, answers, twin, seeds);
  } finally {
    await twin.close();
  }
}

/** Checks a lab's answers with a grader. */
export function checkAnswers(id: string, lab: Lab, answers: Answers, grader: Grader, seeds: number): Promise<LabCheck> {
  return new LabChecker(id, lab, grader, seeds).check(answers);
}

class LabChecker {
  private readonly problems: string[] = [];
  private runs = 0;
  private readonly steps = { test: 0, run: 0 };
  private readonly id: string;
  private readonly lab: Lab;
  private readonly grader: Grader;
  private readonly seeds: number;

  constructor(id: string, lab: Lab, grader: Grader, seeds: number) {
    this.id = id;
    this.lab = lab;
    this.grader = grader;
    this.seeds = seeds;
  }

  async check({ solution, starter, right, wrong, problems }: Answers): Promise<LabCheck> {
    this.problems.push(...problems);
    const titles = await this.checkSolution(solution);
    if (right.size < MIN_RIGHT)
      this.problems.push(`has ${right.size} right answers beside its solution; it needs at least ${MIN_RIGHT}`);
    if (wrong.length < MIN_MISTAKES)
      this.problems.push(`has ${wrong.length} mistakes; it needs at least ${MIN_MISTAKES}`);
    this.checkTypes(new Map([['solution.ts', solution], ['starter.ts', starter], ...right]), wrong);
    // Where no test has run, whatever else is graded would only say so again.
    if (titles.length > 0) await this.checkOthers(starter, right, wrong, titles);
    return {
      id: this.id,
      problems: this.problems,
      tests: titles.length,
      right: right.size,
      mistakes: wrong.length,
      runs: this.runs,
      steps: this.steps,
    };
  }

  /** All answers but the solution, against its tests. */
  private async checkOthers(
    starter: string,
    right: Answers['right'],
    wrong: readonly WrongAnswer[],
    titles: string[],
  ): Promise<void> {
    await this.checkStarter(starter);
    for (const [file, source] of right) await this.checkRight(file, source);
    const unproven = new Set(titles);
    for (const answer of wrong) await this.checkWrong(answer, titles, unproven);
    await this.checkUnproven(wrong, unproven);
  }

  /**
   * Whether the tests that no mistake names are failed by one all the same. The starter's failures prove nothing: it fails whatever
   * is asked.
   */
  private async checkUnproven(wrong: readonly WrongAnswer[], unproven: Set<string>): Promise<void> {
    for (const { source } of wrong) {
      if (unproven.size === 0) return;
      const { tests } = await this.grade(source, 0);
      for (const { name, status } of tests) if (status !== 'pass') unproven.delete(name);
    }
    for (const title of unproven) this.problems.push(`no mistake fails the test "${title}"`);
  }

  /** Returns the titles of the tests; none when no test has run, or when the marks make any report unbelievable. */
  private async checkSolution(source: string): Promise<string[]> {
    const text = await this.grader.gradeText({ source, seed: 1 });
    const stated = (JSON.parse(text) as Report).tests.reduce((sum, { marks }) => sum + marks, 0);
    if (stated > 0 && stated !== this.lab.marks) {
      this.problems.push(`its tests carry ${stated} marks, its manifest ${this.lab.marks}`);
      return [];
    }
    let titles: string[] = [];
    const passed = await this.passes('solution.ts', source, (report) => {
      titles = report.tests.map((test) => test.name);
      this.steps.test = Math.max(this.steps.test, ...report.tests.map((test) => test.steps));
      this.steps.run = Math.max(
        this.steps.run,
        report.tests.reduce((sum, test) => sum + test.steps, 0),
      );
    });
    if (passed && text !== (await this.grader.gradeText({ source, seed: 1 })))
      this.problems.push('two runs with the same seed differ');
    return titles;
  }

  private async checkRight(file: string, source: string): Promise<void> {
    if (!/^\/[/*]/.test(source)) this.problems.push(`${file} does not open with a line on what is different about it`);
    await this.passes(file, source);
  }

  /** Whether an answer passes on every seed; when it does not, that is a problem. Hears each report until then. */
  private async passes(file: string, source: string, hear?: (report: Report) => void): Promise<boolean> {
    for (let seed = 0; seed < this.seeds; seed++) {
      const report = await this.grade(source, seed);
      hear?.(report);
      if (report.status !== 'pass') {
        this.problems.push(`${file} does not pass with seed ${seed}: ${firstFailure(report)}`);
        return false;
      }
    }
    return true;
  }

  private async checkStarter(source: string): Promise<void> {
    const report = await this.grade(source, 0);
    if (report.message) this.problems.push(`starter.ts does not run: ${report.message}`);
    for (let seed = 1; seed < Math.min(this.seeds, 10); seed++) {
      if ((await this.grade(source, seed)).status === 'pass') this.problems.push(`starter.ts passes with seed ${seed}`);
    }
    if (report.status === 'pass') this.problems.push('starter.ts passes');
  }

  private checkTypes(others: ReadonlyMap<string, string>, wrong: readonly WrongAnswer[]): void {
    // Beside the answer that is edited, so that what it imports is found.
    const pathOf = ({ base, mistake }: WrongAnswer): string =>
      `labs/${this.id}/${dirname(base)}/${mistake.name}.mistake.ts`;
    const here = (file: string): string => `labs/${this.id}/${file}`;
    const errors = typeErrors(
      new Map([
        ...[...others].map(([file, source]) => [here(file), source] as const),
        ...wrong.map((answer) => [pathOf(answer), answer.source] as const),
      ]),
    );
    for (const file of others.keys()) {
      const error = errors.get(here(file));
      if (error !== undefined) this.problems.push(`${file} has a type error, ${error}`);
    }
    for (const answer of wrong) {
      const { name, hasTypeError } = answer.mistake;
      const error = errors.get(pathOf(answer));
      // A mistake cannot do better than the answer that it edits, of which it has been said already.
      if (errors.has(here(answer.base)) && 'edits' in answer.mistake) continue;
      if (error !== undefined && !hasTypeError) this.problems.push(`mistake "${name}" has a type error, ${error}`);
      if (error === undefined && hasTypeError)
        this.problems.push(`mistake "${name}" says that it has a type error, and has none`);
    }
  }

  private async checkWrong({ mistake, source }: WrongAnswer, titles: string[], unproven: Set<string>): Promise<void> {
    const { name, caughtBy } = mistake;
    if (!titles.includes(caughtBy)) {
      this.problems.push(`mistake "${name}" names a test that does not exist: "${caughtBy}"`);
      return;
    }
    for (let seed = 0; seed < this.seeds; seed++) {
      const { message, tests } = await this.grade(source, seed, caughtBy);
      if (message) {
        this.problems.push(`mistake "${name}" does not run: ${message}`);
        return;
      }
      if (tests[0]?.status === 'pass') {
        this.problems.push(`mistake "${name}" is not caught by "${caughtBy}" with seed ${seed}`);
        return;
      }
    }
    unproven.delete(caughtBy);
  }

  private grade(source: string, seed: number, only?: string): Promise<Report> {
    this.runs++;
    return this.grader.grade({ source, seed, ...(only !== undefined && { only }) });
  }
}

function firstFailure(report: Report): string {
  const test = report.tests.find(({ status }) => status !== 'pass');
  return test ? `"${test.name}": ${test.message}` : (report.message ?? 'no tests ran');
}
