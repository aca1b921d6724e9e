/** Runs of the learner's replicas to step through: one that a test found, or three replicas that are asked by two clients. */
import { defineStepping, type Planned } from '#exploration';
import { type Answer, type Ask, type CreateReplica, describeRequest } from './actor.ts';
import { notAtOnce, notLinearizable, type SteppedRun, toldOf, worldOf } from './explored.ts';

interface Learner {
  createReplica: CreateReplica;
}

const asks = (actor: string, ask: Ask): Planned<Ask> => ({ actor, ask });

const FIRST: SteppedRun = {
  mode: 'CP',
  size: 3,
  program: {
    clients: [
      { name: 'Ada', asks: [asks('a', { key: 'x', write: 'tea' }), asks('b', { key: 'x' })] },
      { name: 'Ben', asks: [asks('c', { key: 'x' }), asks('a', { key: 'x' })] },
    ],
  },
};

export default defineStepping<Learner, Ask, Answer>({
  first: toldOf(FIRST),
  stage(told, { createReplica }) {
    const { mode, size, program } = JSON.parse(told) as SteppedRun;
    const world = worldOf(createReplica, mode, size);
    const alone = world.actors.map((id) => [[id], world.actors.filter((other) => other !== id)]);
    return {
      world,
      program,
      may: { lose: true, repeat: true, cuts: alone },
      judge: mode === 'CP' ? notLinearizable : notAtOnce,
      words: {
        ask: (ask, replica) => describeRequest({ ...ask, replica }),
        answer: ({ write }, { ok, value }) =>
          ok ? (write === undefined ? ` → ${JSON.stringify(value)}` : ', done') : ', refused',
      },
    };
  },
});
