/** The learner's buffer between sensors and a processor, beside the reference; in the lesson the reference with each policy, and without an end. */
import { sketch } from '#architecture';
import { at, atEnd, chart, choice, defineScene, perSecond, type SceneInput, slider, type World, world } from '#scene';
import { whole } from '#words';
import type { CreateBuffer } from './actor.ts';
import { createBuffer } from './solution.ts';
import type { Policy } from './types.ts';
import { BURST_FROM, BURST_TO, CAPACITY, startStream } from './world.ts';

const reference = { createBuffer: createBuffer as CreateBuffer };

const knobs = {
  policy: choice(
    'Without room',
    { oldest: 'the oldest makes way', newest: 'the newest is dropped', refuse: 'it is refused' },
    'oldest',
  ),
  room: slider('Room for', { min: 0, max: 1000, step: 50, value: 400, unit: 'readings' }),
  base: slider('Readings', { min: 10, max: 140, step: 10, value: 60, unit: '/s' }),
  burst: slider(`From ${BURST_FROM} s to ${BURST_TO} s`, { min: 50, max: 600, step: 50, value: 400, unit: '/s' }),
};
const POLICIES: Record<'oldest' | 'newest' | 'refuse', Policy> = {
  oldest: 'drop-oldest',
  newest: 'drop-newest',
  refuse: 'refuse',
};

const architecture = sketch(
  'Sensors, a buffer, a processor',
  'sensors: client "Sensors" > buffer: queue "Buffer" > processor: service "Processor"',
);

export default defineScene({
  title: 'A buffer between sensors and a processor',
  seconds: 40,
  pace: 2,
  still: 13,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const policy = POLICIES[input.settings.policy];
    if (learner !== reference)
      return [
        streamWorld('Yours', learner.createBuffer, policy, input),
        streamWorld('The reference', createBuffer, policy, input),
      ];
    return [
      streamWorld('The oldest makes way', createBuffer, 'drop-oldest', input),
      streamWorld('The newest is dropped', createBuffer, 'drop-newest', input),
      streamWorld('No end', (_capacity, each) => createBuffer(Number.MAX_SAFE_INTEGER, each), 'drop-newest', input),
    ];
  },
});

function streamWorld(
  title: string,
  create: CreateBuffer,
  policy: Policy,
  { seed, settings: { room, base, burst }, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const stream = startStream(create, { base, burst, room, policy }, seed);
  const { counts, processed, told, simulation } = stream;
  const gone = () => {
    const { dropped, evicted, refused } = counts();
    return dropped + evicted + refused;
  };
  return world({
    title,
    simulation,
    architecture,
    nodes: {
      buffer: () => ({ copies: [], waiting: counts().held }),
      processor: () => ({ copies: [{ state: 'up', busy: Math.min(1, stream.busy()) }], waiting: 0 }),
    },
    says: { sensors: () => `${whole(gone())} readings lost` },
    charts: [
      chart('Readings held', 'readings', { held: () => counts().held }),
      chart('Age of what is processed', 's', { mean: stream.age }),
      chart('Lost', 'readings per second', { lost: perSecond(gone, tick) }),
      chart('Processed', 'per second', { processed: perSecond(processed, tick) }),
    ],
    told,
    tells: [
      at(BURST_FROM, `The burst begins. The processor can do ${CAPACITY} a second.`),
      at(BURST_TO, 'The burst is over.'),
      atEnd(
        () =>
          `${whole(counts().offered)} readings: ${whole(processed())} processed, ${whole(gone())} lost, ${whole(counts().held)} held.`,
      ),
    ],
    oneIn: 12,
  });
}
