/**
 * How long the page waits for the browser's store. Another tab, even of another program under this address, can hold the store for as
 * long as it likes: nothing that a learner presses may hang on that.
 */

/** Milliseconds in which a store that nobody holds has long answered. */
export const PATIENCE_MS = 3_000;

/** The store did not answer in time: somebody else holds it. */
export class StoreBusy extends Error {
  constructor() {
    super('Another tab holds what this browser stores for the course: close the other tabs, and try again.');
    this.name = 'StoreBusy';
  }
}

/** What the work gives, if it ends in time. Rejects with StoreBusy otherwise, after `giveUp` was called. */
export function inTime<Value>(work: Promise<Value>, giveUp: () => void = () => {}): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      giveUp();
      reject(new StoreBusy());
    }, PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
