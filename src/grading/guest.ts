/**
 * What the grading side may ask of the machine that runs a learner's code. The sandbox implements this; suites and the
 * runner only ever see this interface, so grading knows nothing of QuickJS, workers or processes.
 */

/** Which limit ended a call. `steps` and `memory` are counted, `time` is the clock behind them. */
export type StopReason = 'steps' | 'time' | 'memory' | 'stack' | 'size' | 'machine';

/** A place in the learner's own file; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/**
 * The learner's code threw. `type` is the standard error class it belongs to, decided inside the guest by prototype; it
 * is empty for a thrown value that is not an error, and `message` is then that value as text.
 */
export class GuestError extends Error {
  readonly type: string;
  readonly position: Position | undefined;

  constructor(type: string, message: string, position?: Position) {
    super(message);
    this.name = 'GuestError';
    this.type = type;
    this.position = position;
  }

  /** For the learner: `Your code threw RangeError: … (line 3)`. */
  get sentence(): string {
    return `Your code threw ${this.summary}${this.position ? ` (line ${this.position.line})` : ''}`;
  }

  /** For example `RangeError: …`, or `null, which is not an Error`. */
  get summary(): string {
    return this.type ? `${this.type}: ${this.message}` : `${this.message}, which is not an Error`;
  }
}

/** The learner's code was stopped: it ran into a limit. The message is a whole sentence for the learner. */
export class GuestStopped extends Error {
  readonly reason: StopReason;
  readonly position: Position | undefined;

  constructor(reason: StopReason, message: string, position?: Position) {
    super(message);
    this.name = 'GuestStopped';
    this.reason = reason;
    this.position = position;
  }
}

/** What is called belongs to a guest that is no more: its place was given to another. */
export class GuestClosed extends Error {
  constructor() {
    super('What is called here has ended: the manifest says how many guests and machines there are at once.');
    this.name = 'GuestClosed';
  }
}

/** The learner's code has changed a list or an object that it was given, and that is its caller's. */
export class ArgumentsChanged extends Error {
  /** What the arguments are now. */
  readonly args: readonly unknown[];

  constructor(args: readonly unknown[]) {
    super('What the function was given is no more what it was.');
    this.name = 'ArgumentsChanged';
    this.args = args;
  }
}

/** A text that ends with the number of the round in which it is handed over, from 0 on: where calls are repeated. */
export class Numbered {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A function or a method that came out of a guest, or an export by its name, and its arguments. */
export type RepeatedCall = readonly [callee: string | ((...args: never[]) => unknown), ...args: unknown[]];

/** One fresh world with the learner's module loaded in it. Nothing survives from one guest to the next. */
export interface Guest {
  /** Calls an exported function with copies of the arguments. Throws GuestError or GuestStopped. */
  call(name: string, args: readonly unknown[]): unknown;
  /**
   * Makes these calls one after the other, all of them so many times over, in one crossing; what comes back is dropped. Throws
   * what the first that throws throws, or GuestStopped.
   */
  repeat(calls: readonly RepeatedCall[], times: number): void;
  /** From here on this value crosses as one and the same object, whatever the learner's code has made of it, and not as a copy. */
  keep(value: object): void;
  /**
   * From here on calls throw ArgumentsChanged where a list or an object that they were given has changed, until so many characters
   * of arguments were looked at. It returns what was left of the number before: at first nothing is watched.
   */
  watch(characters: number): number;
  /** Within `body`, all that would run on machines of its own (a manifest's `machines`) runs on one, which is started for it. */
  onOneMachine<Result>(body: () => Result): Result;
  /** Steps of the machine used in this guest so far: an exact count, the same on every computer. */
  steps(): number;
  /** What the learner's code printed since the last call of this function. */
  takeOutput(): string;
  close(): void;
}

/** Makes guests for one source text. */
export interface Machine {
  /** Opens a guest. Throws GuestError when the module itself throws, GuestStopped when it never finishes. */
  open(): Guest;
  /** Called before each guest: makes good whatever the last one broke, so that every test begins alike. */
  renew(): Promise<void>;
}

/** Limits of one run; a lab's manifest may set them. */
export interface Limits {
  /** Steps of the guest machine that one test may use. */
  stepsPerTest: number;
  /** Steps that a whole run may use. */
  stepsPerRun: number;
  /** Milliseconds of the host's clock for one call, behind the step count: only a very slow computer meets it. */
  clockMs: number;
}

export const DEFAULT_LIMITS: Limits = { stepsPerTest: 10_000_000, stepsPerRun: 30_000_000, clockMs: 5_000 };
