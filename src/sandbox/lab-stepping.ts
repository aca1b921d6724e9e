/**
 * What a lab's script adds to the runtime when its runs can be stepped through: where to begin, the choices so far, and the learner's
 * exports give what can be seen now.
 */
import type { SteppedTo, StepsAsked } from '#exploration';

export type StepThrough = (asked: StepsAsked, learner: unknown) => SteppedTo;
