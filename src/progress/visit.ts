/**
 * The runs of one lab as its page remembers them, beside the store. A run that the browser refuses to keep is still here, to be looked at and to be
 * saved as a file, and goes into the store with the next thing that does. What the browser throws away while the page is open is kept anew.
 */
import { type KeptRun, keepRun, type Outcome, readRuns, toForget } from './runs.ts';
import { noteRefusal } from './unsaved.ts';

export interface RunStore {
  keepRun: typeof keepRun;
  readRuns: typeof readRuns;
}

export class Visit {
  readonly #lab: string;
  readonly #onKept: () => void;
  readonly #store: RunStore;
  #runs: KeptRun[] = [];
  #unkept = new Set<KeptRun>();
  #keeping: Promise<void> = Promise.resolve();

  /** `onKept` hears when the store has taken runs, and so perhaps marks. */
  constructor(lab: string, onKept: () => void, store: RunStore = { keepRun, readRuns }) {
    this.#lab = lab;
    this.#onKept = onKept;
    this.#store = store;
  }

  /** What the page remembers, from the oldest run to the latest. */
  get runs(): readonly KeptRun[] {
    return this.#runs;
  }

  /** All runs of the lab, the latest first. Rejects as the browser does where it refuses, unless the page remembers some. */
  async read(): Promise<KeptRun[]> {
    try {
      const stored = await this.#store.readRuns(this.#lab);
      this.#runs = [...stored.toReversed(), ...this.#unkept];
    } catch (error) {
      if (this.#runs.length === 0) throw error;
    }
    return this.#runs.toReversed();
  }

  /** Keeps a run, and whatever was refused before it. Rejects as the browser does where it refuses. */
  keep(outcome: Outcome): Promise<void> {
    const run = { ...outcome, at: Date.now() };
    const runs = [...this.#runs, run];
    const forgotten = new Set(toForget(runs));
    this.#runs = runs.filter((each) => !forgotten.has(each));
    for (const each of forgotten) this.#unkept.delete(each);
    this.#unkept.add(run);
    return this.#keepUnkept();
  }

  /** Keeps what was refused before. Rejects as the browser does where it still refuses. */
  retry(): Promise<void> {
    return this.#unkept.size > 0 ? this.#keepUnkept() : Promise.resolve();
  }

  /** The store is empty: what the page remembers goes into it again. Rejects as the browser does where it refuses. */
  keepAgain(): Promise<void> {
    this.#unkept = new Set(this.#runs);
    return this.retry();
  }

  /** One after the other, so that the latest stays the latest. */
  #keepUnkept(): Promise<void> {
    const kept = this.#keeping.then(async () => {
      try {
        for (const run of this.#unkept) {
          const { id: _id, at, ...outcome } = run;
          await this.#store.keepRun(outcome, at);
          this.#unkept.delete(run);
          this.#onKept();
        }
      } finally {
        noteRefusal(this, this.#unkept.size > 0);
      }
    });
    this.#keeping = kept.catch(() => {});
    return kept;
  }
}
