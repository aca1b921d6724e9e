/** The way to stepping through runs, which loads when the learner first wants it. */
import type { SteppedTo, StepsAsked } from '#exploration';
import type { Stepper } from './stepper.tsx';

export interface SteppingOptions {
  host: HTMLElement;
  step(asked: StepsAsked): Promise<SteppedTo>;
  /** Hears why it could not be shown, in a sentence for the learner. */
  onFailure(why: string): void;
}

/** Gives what opens a run to step through: one that failed, or the lab's own. */
export function steppingOf({ host, step, onFailure }: SteppingOptions): (run?: StepsAsked) => void {
  let stepper: Promise<Stepper> | undefined;
  return (run) => {
    host.hidden = false;
    stepper ??= import('./stepper.tsx').then(({ Stepper }) => new Stepper({ host, step }));
    stepper
      .then((opened) => opened.open(run))
      .catch((error: unknown) => {
        stepper = undefined;
        console.error(error);
        onFailure('The run could not be shown. Check your connection and try again; your code is kept.');
      });
  };
}
