/** The learner's detector on a wall of sensors, beside the reference, and beside sums that see what is slow. */
import { sketch } from '#architecture';
import { at, atEnd, chart, defineScene, perSecond, type SceneInput, slider, type World, world } from '#scene';
import { counted, whole } from '#words';
import { cusum } from './cusum.ts';
import { createDetector } from './solution.ts';
import { type CreateDetector, DRIFT_FROM, DRIFTS, JUMP_FROM, JUMPS, SECONDS, startWall } from './world.ts';

const reference = { createDetector: createDetector as CreateDetector };

/** So many sensors are drawn, the two that are not well among them. */
const DRAWN = 60;

const knobs = {
  threshold: slider('An alarm from', { min: 2, max: 6, step: 0.25, value: 3, unit: 'deviations' }),
  sensors: slider('Sensors', { min: 60, max: 2000, step: 20, value: 500 }),
  drift: slider('One drifts by', { min: 0, max: 0.2, step: 0.01, value: 0.03, unit: 'deviations/s' }),
};

const architecture = sketch('A wall of sensors', `wall: client "Sensors" > detector: service "Detector"`);

export default defineScene({
  title: 'A wall of sensors',
  seconds: SECONDS,
  pace: 8,
  still: 73,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const isReference = learner === reference;
    return [
      ...(isReference ? [] : [wallWorld('Yours', learner.createDetector, input)]),
      wallWorld(isReference ? 'Deviations from the mean' : 'The reference', createDetector, input),
      wallWorld('Sums of small differences', cusum, input),
    ];
  },
});

function wallWorld(
  title: string,
  create: CreateDetector,
  { seed, settings, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const wall = startWall(create, settings, seed);
  const { simulation, counts, told, rung, first, isLit } = wall;
  const when = (id: number) => {
    const second = first(id);
    return second === undefined ? 'never' : `first at ${second.toFixed(0)} s`;
  };
  return world({
    title,
    simulation,
    architecture,
    oneIn: 10,
    nodes: {
      wall: () => ({
        copies: Array.from({ length: Math.min(DRAWN, settings.sensors) }, (_, id) => ({
          state: 'up' as const,
          busy: isLit(id) ? 1 : 0,
        })),
        waiting: 0,
      }),
    },
    says: { detector: () => counted(counts.falseAlarms, 'false alarm') },
    charts: [
      chart('False alarms', 'per second', { false: perSecond(() => counts.falseAlarms, tick) }),
      chart('Alarms for the one that jumps', 'so far', { jump: () => rung(JUMPS) }),
      chart('Alarms for the one that drifts', 'so far', { drift: () => rung(DRIFTS) }),
    ],
    told,
    tells: [
      settings.drift > 0 && at(DRIFT_FROM, 'The third sensor begins to drift.'),
      at(JUMP_FROM, 'The second sensor jumps, for five seconds.'),
      atEnd(
        () =>
          `${whole(counts.readings)} readings, ${counted(counts.falseAlarms, 'false alarm')}. ` +
          `Told of the jump: ${when(JUMPS)}. Told of the drift: ${when(DRIFTS)}.`,
      ),
    ],
  });
}
