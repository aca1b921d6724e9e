/** Runs of the learner's buffer to step through: one that a test found, or two sensors, a processor, and room for one reading. */
import { defineStepping } from '#exploration';
import type { Answer, Ask, CreateBuffer } from './actor.ts';
import { problemIn, program, type SteppedRun, toldOf, WORDING, worldOf } from './explored.ts';

export default defineStepping<{ createBuffer: CreateBuffer }, Ask, Answer>({
  first: toldOf({
    program: program({
      s1: [
        ['offer', 's1', 1],
        ['offer', 's1', 2],
      ],
      s2: [['offer', 's2', 7]],
      processor: [
        ['request', 1],
        ['request', 1],
      ],
    }),
    capacity: 1,
    policy: 'drop-oldest',
  }),
  stage(told, { createBuffer }) {
    const run = JSON.parse(told) as SteppedRun;
    return {
      world: worldOf(createBuffer, run.capacity, run.policy),
      program: run.program,
      judge: (execution) => problemIn(execution, run),
      words: WORDING,
    };
  },
});
