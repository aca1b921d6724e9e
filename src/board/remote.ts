/** The page's side of the board's workers: each piece of work can be stopped, and one that gets nowhere is. */
import { type Remote, wrap } from 'comlink';
import { scriptAddress } from '../trusted/policy.ts';
import type { BoardWorker } from './worker.ts';
import script from './worker.ts?worker&url';

/** Milliseconds that one run may take, and one step of a search. A run of the largest board takes a tenth of it. */
const DEADLINE_MS = 40_000;

/** It was stopped by whoever started it. */
export class Stopped extends Error {}

export class BoardRunner {
  #worker: Worker | undefined;
  #remote: Remote<BoardWorker> | undefined;
  #giveUp: ((why: Error) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does one piece of work. `alive` is to be called when it gets on. What was under way before is stopped. Rejects with an Error for the viewer. */
  async run<Result>(work: (remote: Remote<BoardWorker>, alive: () => void) => Promise<Result>): Promise<Result> {
    this.stop();
    if (!this.#worker) {
      this.#worker = new Worker(scriptAddress(script), { type: 'module' });
      this.#remote = wrap<BoardWorker>(this.#worker);
    }
    const worker = this.#worker;
    const remote = this.#remote as Remote<BoardWorker>;
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#giveUp = reject;
        const alive = (): void => {
          clearTimeout(this.#timer);
          this.#timer = setTimeout(
            () => this.#end(new Error('This takes too long to work out: lower the load, or draw fewer copies.')),
            DEADLINE_MS,
          );
        };
        worker.onerror = () =>
          this.#end(
            new Error('What runs boards could not be loaded. Check your connection and try again; your board is kept.'),
          );
        alive();
        work(remote, alive).then(resolve, reject);
      });
    } finally {
      // Another piece of work may have begun in its place.
      if (this.#worker === worker) {
        clearTimeout(this.#timer);
        this.#giveUp = undefined;
      }
    }
  }

  /** Stops what is under way. */
  stop(): void {
    if (this.#giveUp) this.#end(new Stopped('Stopped.'));
  }

  #end(why: Error): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    const giveUp = this.#giveUp;
    this.#giveUp = undefined;
    giveUp?.(why);
  }
}
