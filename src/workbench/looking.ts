/**
 * A look at the learner's text while it is typed, in the sandbox: what a lab does not run is underlined before anybody runs it, and a design
 * is drawn. Only the latest text is looked at, once the learner pauses.
 */
import type { Mark } from '../editor/interface.ts';
import type { Looked } from '../sandbox/look-schema.ts';

/** Milliseconds without a key after which a text is looked at. */
const PAUSE_MS = 400;

export interface LookingOptions {
  look(source: string): Promise<Looked | undefined>;
  /** Hears what a lab does not run of the text. */
  onRefused(marks: readonly Mark[]): void;
  /** Hears of all else there is to say. */
  onLooked(looked: Looked): void;
}

export class Looking {
  readonly #options: LookingOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLooking = false;
  #latest: string | undefined;

  constructor(options: LookingOptions) {
    this.#options = options;
  }

  /** The text is this one now. */
  at(source: string, pause = PAUSE_MS): void {
    this.#latest = source;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), pause);
  }

  async #look(): Promise<void> {
    const source = this.#latest;
    if (source === undefined || this.#isLooking) return;
    this.#isLooking = true;
    this.#latest = undefined;
    const looked = await this.#options.look(source).catch(() => undefined);
    this.#isLooking = false;
    // What was typed meanwhile is newer, and its own pause may have gone by.
    if (this.#latest !== undefined) this.at(this.#latest, 0);
    else if (looked) {
      const { message, position } = looked.refused ?? {};
      this.#options.onRefused(message !== undefined && position ? [{ ...position, message }] : []);
      this.#options.onLooked(looked);
    }
  }
}
