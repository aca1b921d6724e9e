/** That a design can be built at all. Every design lab asks for it first, in the same words. */
import type { DesignLab } from '../design-lab.ts';
import { expectTheSameAgain, soundDesign } from '../reading.ts';
import type { Requirement } from './requirement.ts';

export function soundRequirement({ catalogue, asked }: DesignLab): Requirement {
  return {
    marks: asked.sound.marks,
    why: 'A picture that leaves out a link, or counts on a machine that nobody sells, runs only on paper.',
    title: 'The design is a sound architecture, built from the catalogue',
    asked: 'A sound design, built from the catalogue, and the same one at every call.',
    check: (read) => expectTheSameAgain(read, soundDesign(read, catalogue)),
  };
}
