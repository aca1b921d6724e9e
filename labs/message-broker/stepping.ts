/** Runs of the learner's broker to step through: one that a test found, or one payment, two consumers of whom one dies, and time that runs out. */
import { defineStepping } from '#exploration';
import type { Answer, Ask } from './actor.ts';
import type { CreateBroker } from './desk.ts';
import { problemIn, program, type SteppedRun, toldOf, WORDING, worldOf } from './explored.ts';

export default defineStepping<{ createBroker: CreateBroker }, Ask, Answer>({
  first: toldOf({
    program: program({ shop: 'publish a', w1: 'receive, ack', w2: 'receive, ack', time: 'wait', fate: 'crash w1' }),
    deliveries: 3,
  }),
  stage(told, { createBroker }) {
    const { program: asked, deliveries } = JSON.parse(told) as SteppedRun;
    return {
      world: worldOf(createBroker, deliveries),
      program: asked,
      judge: (execution) => problemIn(execution, deliveries),
      words: WORDING,
    };
  },
});
