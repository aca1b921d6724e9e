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
  /** Milliseconds of processor time in which a test must end or the learner's code be at work; without it, that is not asked. */
  silentMs?: number;
}

/** The line by which the child says that the learner's code has taken so many seconds; an answer is JSON. */
export const secondsLine = (seconds: number): string => `+${seconds}`;

/** The seconds of such a line. */
export function secondsOf(line: string): number | undefined {
  const [, digits] = /^\+(\d{1,4})$/.exec(line) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** What a lab's suite asks: its tests in their order. */
export type SuiteTests = readonly { title: string; marks: number }[];

/** Milliseconds of processor time that loading a suite may take: most take a tenth of a second. */
export const LOADING_MS = 5_000;

/** What the child says first: the tests of the suite that it has loaded, or why it could not load it. */
export type Loaded = { tests: SuiteTests } | { fault: string };

/** The line by which it says so. */
export const loadedLine = (loaded: Loaded): string => `=${JSON.stringify(loaded)}`;

export function loadedOf(line: string): Loaded | undefined {
  return line.startsWith('=') ? (JSON.parse(line.slice(1)) as Loaded) : undefined;
}

/** The line by which it says that the test of this place has come to its end. */
export const doneLine = (done: number): string => `#${done}`;

export function doneOf(line: string): number | undefined {
  const [, digits] = /^#(\d{1,4})$/.exec(line) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** A pipe between parent and child that says one thing only: whether the other one lives. */
export const LIFELINE = 3;

/** What the child says on it before it ends itself. */
export type LastWord = 'time' | 'memory' | 'silence';
