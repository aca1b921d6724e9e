/** The way to a part of the workbench that loads when the learner first wants it. */

export interface OnDemand<Opened, Wish> {
  /** Loads it and opens it. */
  load(): Promise<Opened>;
  /** Shows what is wished for; nothing is wished for where the learner comes without. */
  show(opened: Opened, wish?: Wish): Promise<void>;
  /** What it is, for a sentence: `The scene`. */
  what: string;
  /** Hears why it could not be shown, in a sentence for the learner. */
  onFailure(why: string): void;
}

/** Gives what shows it. What did not load is loaded anew the next time. */
export function onDemand<Opened, Wish>({ load, show, what, onFailure }: OnDemand<Opened, Wish>): (wish?: Wish) => void {
  let opened: Promise<Opened> | undefined;
  return async (wish) => {
    try {
      opened ??= load();
      await opened;
    } catch (error) {
      opened = undefined;
      console.error(error);
      onFailure(`${what} could not be loaded. Check your connection and try again; your code is kept.`);
      return;
    }
    try {
      await show(await opened, wish);
    } catch (error) {
      console.error(error);
      onFailure(`${what} could not be shown: something went wrong on this page. Your code is kept.`);
    }
  };
}
