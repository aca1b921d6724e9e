/**
 * Saves on every change without ever queueing more than one save: while one is under way the newest value waits, and
 * replaces whatever waited before. A crash can lose what is in flight, never more. A save that somebody else holds up counts as failed until it is
 * done: nobody is left to think that it was.
 */
import { PATIENCE_MS, StoreBusy } from './patience.ts';

export class Saver<Value> {
  private readonly save: (value: Value) => Promise<void>;
  private readonly onState: (state: 'saving' | 'saved' | 'failed', error?: unknown) => void;
  private waiting: { value: Value } | undefined;
  private running: Promise<void> | undefined;

  constructor(
    save: (value: Value) => Promise<void>,
    onState: (state: 'saving' | 'saved' | 'failed', error?: unknown) => void = () => {},
  ) {
    this.save = save;
    this.onState = onState;
  }

  push(value: Value): void {
    this.waiting = { value };
    this.running ??= this.drain();
  }

  /** Resolves when everything pushed so far was saved, or could not be. */
  async settled(): Promise<void> {
    await this.running;
  }

  private async drain(): Promise<void> {
    this.onState('saving');
    let failure: { error: unknown } | undefined;
    while (this.waiting) {
      const { value } = this.waiting;
      this.waiting = undefined;
      const late = setTimeout(() => this.onState('failed', new StoreBusy()), PATIENCE_MS);
      try {
        await this.save(value);
        failure = undefined;
      } catch (error) {
        failure = { error };
      } finally {
        clearTimeout(late);
      }
    }
    this.running = undefined;
    if (failure) this.onState('failed', failure.error);
    else this.onState('saved');
  }
}
