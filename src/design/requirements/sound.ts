/** That a design can be built at all. Every design lab asks for it first, in the same words. */
import { expectSound } from '../reading.ts';
import type { Trials } from '../trials.ts';
import type { Asked, Requirement } from './requirement.ts';

export function soundRequirement({ catalogue }: Trials, { marks }: Pick<Asked, 'marks'>): Requirement {
  return {
    marks,
    why: 'A picture that leaves out a link, or counts on a machine that nobody sells, runs only on paper.',
    title: 'The design is a sound architecture, built from the catalogue',
    asked: 'A sound design, built from the catalogue, and the same one at every call.',
    check: (read) => expectSound(read, catalogue),
  };
}
