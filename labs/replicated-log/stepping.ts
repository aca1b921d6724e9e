/** Runs of the learner's replicas to step through: one that a test found, or an append and a fail-over. */
import { defineStepping } from '#exploration';
import type { Answer, Ask, CreateReplica } from './actor.ts';
import { type Case, programOf, toldOf, WORDING, worldOf, wrongWith } from './explored.ts';

export default defineStepping<{ createReplica: CreateReplica }, Ask, Answer>({
  first: toldOf({
    cluster: { replicas: ['a', 'b', 'c'], minInSync: 2 },
    before: ['append w at a'],
    clients: [
      ['append x at a', 'read 0 at a'],
      ['miss a', 'back a'],
    ],
  }),
  stage(told, { createReplica }) {
    const tried = JSON.parse(told) as Case;
    const { world, beginning } = worldOf(createReplica, tried);
    return {
      world,
      program: programOf(tried),
      judge: (execution) => wrongWith(execution, beginning, tried)?.message,
      words: WORDING,
    };
  },
});
