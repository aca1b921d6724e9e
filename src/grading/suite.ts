/**
 * How a hidden suite states its tests. A suite file calls `test` at its top level; the runner collects what it stated.
 */

export interface TestOptions {
  /** Marks that passing earns; halves are allowed. */
  marks: number;
  /** Why the requirement matters, in a sentence; shown when it fails. */
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
  if (!(options.marks >= 0) || !Number.isInteger(options.marks * 2)) {
    throw new Error(`The marks of "${title}" must be halves, and not negative.`);
  }
  cases.push({ title, ...options, body });
}

/** The tests stated so far, in order. */
export function statedTests(): readonly TestCase[] {
  return cases;
}
