/**
 * What the page, or the Node twin's parent, may ask of the sandbox, and how it answers: one short file, so that the
 * whole surface between trusted and untrusted can be read at once.
 */

import type { StepsAsked } from '#exploration';
import type { Replay } from '#grading';
import type { Recording } from '#scene';

export interface GradeRequest {
  /** The learner's TypeScript. */
  source: string;
  /** Any integer. */
  seed: number;
  /** Runs only the test of this title; for checking a suite, not for grading a learner. */
  only?: string;
  /** Ends with the first test that is not passed; for checking a suite as well. */
  untilFailure?: boolean;
}

export interface PlayRequest {
  /** The learner's TypeScript. */
  source: string;
  /** What the lab's scene is to show. */
  replay: Replay;
}

/** The recorded worlds of a lab's scene, or why there are none, in a sentence for the learner. */
export type PlayAnswer = { recordings: Recording[] } | { message: string };

/** Where somebody stands who steps through a run of a lab, with the learner's code in it. */
export interface StepRequest extends StepsAsked {
  /** The learner's TypeScript. */
  source: string;
}

/** A look at a text while it is written: nothing is graded. */
export interface LookRequest {
  /** The learner's TypeScript. */
  source: string;
  /** Also calls its `design`, to see what it designs. */
  designs: boolean;
}

/** The API that the worker exposes through Comlink, and that the page wraps. It never gets an object of the page's. */
export interface SandboxApi {
  /** Grades a source text. Resolves with the report as JSON text, which the caller checks before believing it. */
  grade(request: GradeRequest): Promise<string>;
  /** Records the lab's scene with the learner's code in it. The caller checks the answer before believing it. */
  play(request: PlayRequest): Promise<PlayAnswer>;
  /**
   * Makes the choices so far and says what can be seen now, as JSON text: `{ stepped: SteppedTo }`, or `{ message }` with a sentence for
   * the learner. The caller checks the answer before believing it.
   */
  step(request: StepRequest): Promise<string>;
  /**
   * What there is to say of a text as it stands, as JSON text: `{ refused: { message, position? } }` where a lab does not run it, `{ designed }`
   * with whatever its `design` returned, `{ message }` why that returned nothing, or `{}`. The caller checks the answer before believing it.
   */
  look(request: LookRequest): Promise<string>;
}

/**
 * Sent by the page to the frame, once, with three ports: for Comlink and for progress, which the frame passes on to the
 * worker, and one on which the frame itself says that the worker broke down.
 */
export interface FrameStart {
  /** The runtime and the suite, joined: the whole text of the worker. */
  script: string;
  /** The bytes of the guest machine. A compiled module cannot be sent: the frame lives in a process of its own. */
  wasm: ArrayBuffer;
}

/** Sent on the progress port after each test, as text. The page checks it like everything else. */
export interface Progress {
  done: number;
  total: number;
  name: string;
  status: string;
}

/** Sent there too whenever the learner's code has taken another second of a run: who ends it late can say whose time that was. */
export interface Spent {
  learnerSeconds: number;
}
