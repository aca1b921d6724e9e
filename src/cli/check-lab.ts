/**
 * Tests a lab as a lab: its solution and its other right answers pass and its starter fails, each mistake is caught by the test
 * it names, all of them are well typed, every test is one that a mistake fails, and none of that depends on the seed.
 */
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Lab, Report } from '#grading';
import { counted } from '#words';
import { type Finding, misnamed } from '../course/finding.ts';
import type { WrongAnswer } from '../grading/mistakes.ts';
import { faultOf, type NodeTwin } from '../sandbox/node-twin.ts';
import { InvalidReport } from '../sandbox/report-schema.ts';
import { type Answers, atMistake } from './labs.ts';
import { type Mistyped, typeErrors } from './type-check.ts';

const MIN_MISTAKES = 5;
const MIN_RIGHT = 2;

export interface LabCheck {
  id: string;
  /** What is wrong and where; empty when the lab is right. */
  findings: Finding[];
  tests: number;
  /** Right answers beside the solution. */
  right: number;
  mistakes: number;
  runs: number;
  /** The most steps that one test took with the solution, and the whole run: what the limits leave room for. */
  steps: { test: number; run: number };
}

/** Grades a source: the Node twin, or a stand-in for it. */
export type Grader = Pick<NodeTwin, 'grade' | 'tests'>;

/** Checks a lab's answers with a grader, on `seeds` seeds. Throws SuiteFault where its suite cannot be loaded. */
export function checkAnswers(id: string, lab: Lab, answers: Answers, grader: Grader, seeds: number): Promise<LabCheck> {
  return new LabChecker(id, lab, grader, seeds).check(answers);
}

/** Only whether the solution passes and the starter does not, with one seed: what the site must not be built without. */
export function checkQuickly(
  id: string,
  lab: Lab,
  answers: Pick<Answers, 'solution' | 'starter'>,
  grader: Grader,
): Promise<LabCheck> {
  return new LabChecker(id, lab, grader, 1).checkQuickly(answers);
}

class LabChecker {
  private readonly findings: Finding[] = [];
  private runs = 0;
  private readonly steps = { test: 0, run: 0 };
  private readonly id: string;
  private readonly lab: Lab;
  private readonly grader: Grader;
  private readonly seeds: number;
  private mistakesText = '';

  constructor(id: string, lab: Lab, grader: Grader, seeds: number) {
    this.id = id;
    this.lab = lab;
    this.grader = grader;
    this.seeds = seeds;
  }

  async check({ solution, starter, right, wrong, problems, mistakesText = '' }: Answers): Promise<LabCheck> {
    this.mistakesText = mistakesText;
    this.findings.push(...problems);
    const tests = await this.grader.tests();
    const fault = faultOf(tests, this.lab);
    if (fault !== undefined) this.tell('suite.ts', `The suite is at fault. ${fault}`);
    if (right.size < MIN_RIGHT)
      this.tell(
        'right',
        `It holds ${counted(right.size, 'right answer')} beside the solution; a lab has at least ${MIN_RIGHT}.`,
      );
    if (wrong.length < MIN_MISTAKES)
      this.tell('mistakes.ts', `It holds ${counted(wrong.length, 'mistake')}; a lab has at least ${MIN_MISTAKES}.`);
    const isProgram = this.checkTypes(new Map([['solution.ts', solution], ['starter.ts', starter], ...right]), wrong);
    // Where the solution has not passed, whatever else is graded would only say so again.
    if (fault === undefined && isProgram && (await this.checkSolution(solution))) {
      const titles = tests.map(({ title }) => title);
      await this.checkOthers(starter, right, wrong, titles);
    }
    return {
      id: this.id,
      findings: this.findings,
      tests: tests.length,
      right: right.size,
      mistakes: wrong.length,
      runs: this.runs,
      steps: this.steps,
    };
  }

  async checkQuickly({ solution, starter }: Pick<Answers, 'solution' | 'starter'>): Promise<LabCheck> {
    const tests = await this.grader.tests();
    const fault = faultOf(tests, this.lab);
    if (fault !== undefined) this.tell('suite.ts', `The suite is at fault. ${fault}`);
    else if (await this.passes('solution.ts', solution)) await this.checkStarter(starter);
    const { id, findings, runs, steps } = this;
    return { id, findings, tests: tests.length, right: 0, mistakes: 0, runs, steps };
  }

  private tell(file: string, problem: string, about: Partial<Finding> = {}): void {
    this.findings.push({ file: `labs/${this.id}/${file}`, ...about, problem });
  }

  private tellOfMistake(name: string, problem: string): void {
    this.findings.push({ ...atMistake(this.id, name, this.mistakesText), problem });
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
    for (const title of unproven) this.tell('mistakes.ts', `No mistake fails the test "${title}".`);
  }

  /** Whether it passes on every seed, and twice the same. */
  private async checkSolution(source: string): Promise<boolean> {
    let first: Report | undefined;
    const passed = await this.passes('solution.ts', source, (report) => {
      first ??= report;
      this.steps.test = Math.max(this.steps.test, ...report.tests.map((test) => test.steps));
      this.steps.run = Math.max(
        this.steps.run,
        report.tests.reduce((sum, test) => sum + test.steps, 0),
      );
    });
    if (passed && !isDeepStrictEqual(first, await this.grade(source, 0)))
      this.tell('suite.ts', 'Two runs of the solution with the same seed differ.');
    return passed;
  }

  private async checkRight(file: string, source: string): Promise<void> {
    if (!/^\/[/*]/.test(source))
      this.tell(file, 'It does not open with a line on what is different about it.', { line: 1 });
    await this.passes(file, source);
  }

  /** Whether an answer passes on every seed; when it does not, that is a finding. Hears each report until then. */
  private async passes(file: string, source: string, hear?: (report: Report) => void): Promise<boolean> {
    for (let seed = 0; seed < this.seeds; seed++) {
      const report = await this.grade(source, seed);
      hear?.(report);
      if (report.status !== 'pass') {
        const failed = report.tests.find(({ status }) => status !== 'pass');
        const line = failed?.failure?.position?.line ?? report.position?.line;
        const said = failed ? `"${failed.name}": ${failed.message}` : (report.message ?? 'No tests ran.');
        this.tell(file, `It does not pass with seed ${seed}: ${said}`, line === undefined ? {} : { line });
        return false;
      }
    }
    return true;
  }

  private async checkStarter(source: string): Promise<void> {
    for (let seed = 0; seed < Math.min(this.seeds, 10); seed++) {
      const { status, message, position } = await this.grade(source, seed);
      if (message) this.tell('starter.ts', `It does not run: ${message}`, position ? { line: position.line } : {});
      if (status === 'pass') this.tell('starter.ts', `It passes with seed ${seed}: there is nothing left to write.`);
      if (message || status === 'pass') return;
    }
  }

  /** Returns whether the solution is a program at all. */
  private checkTypes(others: ReadonlyMap<string, string>, wrong: readonly WrongAnswer[]): boolean {
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
      if (error) this.findings.push(asFinding(here(file), error));
    }
    for (const answer of wrong) {
      const { name, hasTypeError } = answer.mistake;
      const error = errors.get(pathOf(answer));
      // A mistake cannot do better than the answer that it edits, of which it has been said already.
      if (errors.has(here(answer.base)) && 'edits' in answer.mistake) continue;
      if (error && !hasTypeError)
        this.tellOfMistake(name, `Written out it has ${kindOf(error)} in line ${error.line}: ${error.message}`);
      if (!error && hasTypeError) this.tellOfMistake(name, 'It says hasTypeError, and has none.');
    }
    return errors.get(here('solution.ts'))?.isSyntax !== true;
  }

  private async checkWrong({ mistake, source }: WrongAnswer, titles: string[], unproven: Set<string>): Promise<void> {
    const { name, caughtBy } = mistake;
    if (!titles.includes(caughtBy)) {
      const at = atMistake(this.id, name, this.mistakesText);
      this.findings.push(misnamed({ ...at, problem: `There is no test "${caughtBy}" in suite.ts.` }, caughtBy, titles));
      return;
    }
    for (let seed = 0; seed < this.seeds; seed++) {
      const { message, tests } = await this.grade(source, seed, caughtBy);
      if (message) return this.tellOfMistake(name, `It does not run: ${message}`);
      if (tests[0]?.status === 'pass')
        return this.tellOfMistake(name, `It is not caught by "${caughtBy}" with seed ${seed}.`);
    }
    unproven.delete(caughtBy);
  }

  private async grade(source: string, seed: number, only?: string): Promise<Report> {
    this.runs++;
    try {
      return await this.grader.grade({ source, seed, ...(only !== undefined && { only }) });
    } catch (error) {
      if (!(error instanceof InvalidReport)) throw error;
      const nothing = {
        version: 3,
        status: 'error',
        lab: this.id,
        seed,
        marks: this.lab.marks,
        earned: 0,
        tests: [],
      } as const;
      return { ...nothing, tests: [], message: error.message };
    }
  }
}

const kindOf = ({ isSyntax }: Mistyped): string => (isSyntax ? 'an error of syntax' : 'a type error');

export function asFinding(file: string, error: Mistyped): Finding {
  return { file, line: error.line, problem: `It has ${kindOf(error)}: ${error.message}` };
}
