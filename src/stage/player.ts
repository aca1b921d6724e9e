/**
 * The clock of a stage: which moment is shown, whether it moves, and how fast. It knows no page: `now` is the time in ms of whatever
 * clock its owner reads, so a test can be that clock.
 */

/** How long a dot is seen at least, in ms of watching. */
const SEEN_FOR = 420;
/** The most that passes between two looks at the clock, in ms: a tab that was in the background goes on where it stood. */
const LONGEST_TICK = 1000;
/** Under reduced motion the picture moves on once in so many ms. */
const CALM_TICK = 1000;

export class Player {
  /** The last moment there is, in ms. */
  readonly end: number;
  /** How many times as fast as the scene's own pace it is watched. */
  speed = 1;
  /** Simulated seconds that pass in a second of watching, at normal speed. */
  readonly #pace: number;
  #at: number;
  #isPlaying = false;
  /** Whether somebody has asked for the moment that is shown. */
  #isChosen = false;
  #tickedAt = 0;

  /** `at` is the moment in ms that is shown first, until somebody plays. */
  constructor({ seconds, pace, at }: { seconds: number; pace: number; at: number }) {
    this.end = seconds * 1000;
    this.#pace = pace;
    this.#at = at;
  }

  /** The moment that is shown, in ms. */
  get at(): number {
    return this.#at;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** For how long anything that travels is under way at least, in ms of the scene, so that eyes can follow it. */
  get seenFor(): number {
    return SEEN_FOR * this.#pace * Math.min(1, this.speed);
  }

  /** Goes on from the moment that is shown; from the beginning when that is the end, or a moment that nobody has asked for. */
  play(now: number): void {
    if (this.#at >= this.end || !this.#isChosen) this.#at = 0;
    this.#isChosen = true;
    this.#isPlaying = true;
    this.#tickedAt = now;
  }

  pause(): void {
    this.#isPlaying = false;
  }

  seek(at: number): void {
    this.#at = Math.min(this.end, Math.max(0, at));
    this.#isChosen = true;
  }

  /** Shows a moment to look at: what is played after it begins at the beginning. */
  rest(at: number): void {
    this.seek(at);
    this.#isChosen = false;
  }

  /** Goes on counting from now: what has passed until then was not watched. */
  resume(now: number): void {
    this.#tickedAt = now;
  }

  /** To the next whole number of steps of so many ms. */
  step(by: number): void {
    this.seek((Math.floor(this.#at / by + 1e-6) + 1) * by);
  }

  /** Moves on by what has passed, and pauses at the end. Gives whether there is anything new to see. */
  tick(now: number, calm: boolean): boolean {
    const passed = now - this.#tickedAt;
    if (!this.#isPlaying || (calm && passed < CALM_TICK)) return false;
    this.#tickedAt = now;
    this.seek(this.#at + Math.min(passed, LONGEST_TICK) * this.#pace * this.speed);
    if (this.#at >= this.end) this.pause();
    return true;
  }
}
