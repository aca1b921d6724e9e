/** What the Node twin's parent and its child process know of each other, beside the questions and answers. */

/** The first line that the child is sent. With it, it needs no file at all, and is let near none. */
export interface ChildStart {
  /** The runtime and one lab's suite, joined: what a worker of the page runs. */
  script: string;
  /** The bytes of the guest machine, in base64. */
  wasm: string;
  /** The program of the thread that watches the others. */
  watch: string;
  limits: ChildLimits;
}

/** When the child ends itself, whatever becomes of its parent. */
export interface ChildLimits {
  /** Milliseconds that one question may take, by the clock and of processor time: longer than the parent waits. */
  questionMs: number;
  /** Bytes of memory that the process may take. */
  memory: number;
}

/** The line by which the child says that the learner's code has taken so many seconds; an answer is JSON. */
export const secondsLine = (seconds: number): string => `+${seconds}`;

/** The seconds of such a line. */
export function secondsOf(line: string): number | undefined {
  const [, digits] = /^\+(\d{1,4})$/.exec(line) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** A pipe between parent and child that says one thing only: whether the other one lives. */
export const LIFELINE = 3;

/** What the child says on it before it ends itself. */
export type LastWord = 'time' | 'memory';
