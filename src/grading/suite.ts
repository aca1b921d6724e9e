/**
 * How a hidden suite states its tests. A suite file calls `test` at its top level; the runner collects what it stated.
 */

export interface TestOptions {
  /** Marks that passing earns, above 0; quarters are allowed. */
  marks: number;
  /** Why the requirement matters, in a sentence; shown with an answer that breaks it, unless the case has a reason of its own. */
  why?: string;
}

export interface TestCase extends TestOptions {
  title: string;
  body: () => void | Promise<void>;
}

const cases: TestCase[] = [];

/** States one requirement. The title is the requirement in the learner's language, and all they see of the test. */
export function test(title: string, options: TestOptions, body: () => void | Promise<void>): void {
  if (cases.some((other) => other.title === title)) throw new Error(`Two tests are called "${title}".`);
  if (!(options.marks > 0) || !Number.isInteger(options.marks * 4)) {
    throw new Error(`The marks of "${title}" must be quarters, and above 0: what is asked is worth something.`);
  }
  cases.push({ title, ...options, body });
}

/** The tests stated so far, in order. */
export function statedTests(): readonly TestCase[] {
  return cases;
}
