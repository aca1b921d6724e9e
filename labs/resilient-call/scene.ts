/**
 * A service stands still for a few seconds. Beside the learner's calls: those of the reference, and calls that are repeated at once. All have the
 * same customers, the same luck, and the same number of attempts.
 */
import { sketch } from '#architecture';
import { at, atEnd, chart, defineScene, perSecond, type SceneInput, slider, toggle, type World, world } from '#scene';
import { counted, whole } from '#words';
import { createBreaker, createCall } from './solution.ts';
import { CAPACITY, type Deciders, STOPS_AT, startCalls } from './world.ts';

const reference: Deciders = { createCall, createBreaker };

const knobs = {
  load: slider('Calls', { min: 10, max: 95, step: 5, value: 80, unit: '/s' }),
  still: slider(`From ${STOPS_AT / 1000} s the service stands still for`, {
    min: 0,
    max: 10,
    step: 0.5,
    value: 5,
    unit: 's',
  }),
  attempts: slider('Attempts', { min: 1, max: 4, value: 4 }),
  base: slider('Longest pause before the first retry', { min: 0.1, max: 4, step: 0.1, value: 0.5, unit: 's' }),
  deadline: slider('Callers wait for', { min: 1, max: 20, value: 10, unit: 's' }),
  breaker: toggle('A breaker before the callers'),
};

const architecture = sketch('Calls of one service', 'callers: client "Callers" > service: service "Service"');

export default defineScene({
  title: 'A storm of retries',
  seconds: 50,
  pace: 2,
  still: 20,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const isReference = learner === reference;
    return [
      ...(isReference ? [] : [callsWorld('Yours', learner, false, input)]),
      callsWorld(isReference ? 'After a pause of chance length' : 'The reference', reference, false, input),
      callsWorld('Again at once', reference, true, input),
    ];
  },
});

function callsWorld(
  title: string,
  deciders: Deciders,
  atOnce: boolean,
  { seed, settings, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const { load, still, attempts, base, deadline, breaker } = settings;
  const { simulation, desk, counts, told, breakerState } = startCalls(
    deciders,
    {
      perSecond: load,
      stillFor: still * 1000,
      policy: { timeout: 1000, attempts, base: base * 1000, cap: 10_000 },
      deadline: deadline * 1000,
      hasBreaker: breaker,
      atOnce,
    },
    seed,
  );
  return world({
    title,
    simulation,
    architecture,
    nodes: {
      service: () => ({
        copies: [{ state: desk.isStill ? 'down' : 'up', busy: desk.busy ? 1 : 0 }],
        waiting: desk.waiting.length,
      }),
    },
    says: { callers: () => (breaker ? `breaker ${breakerState()}` : `${whole(counts.failed)} failed`) },
    charts: [
      chart('Calls that get their answer', 'per second', { done: perSecond(() => counts.done, tick) }),
      chart('Attempts sent', 'per second', { sent: perSecond(() => counts.sent, tick) }),
      chart('Attempts that wait in the service', 'attempts', { waiting: () => desk.waiting.length }),
      chart('Calls that fail or are turned away', 'per second', {
        failed: perSecond(() => counts.failed + counts.turnedAway, tick),
      }),
    ],
    told,
    tells: [
      still > 0 && at(STOPS_AT / 1000, `The service, which can do ${CAPACITY} a second, stands still.`),
      still > 0 && at(STOPS_AT / 1000 + still, 'The service works as before.'),
      atEnd(
        () =>
          `${counted(counts.asked, 'call')}: ${whole(counts.done)} got their answer, ${whole(counts.failed)} failed, ` +
          `${whole(counts.turnedAway)} were turned away by a breaker; ${counted(counts.sent, 'attempt')} were sent.`,
      ),
    ],
    oneIn: 8,
  });
}
