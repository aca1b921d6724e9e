/**
 * The learner's broker between shops and workers, beside the reference and beside the broker that forgets what it has given out: the same
 * payments, the same luck, the same deaths.
 */
import { sketch } from '#architecture';
import {
  atEnd,
  chart,
  choice,
  defineScene,
  eachCopy,
  perSecond,
  type SceneInput,
  slider,
  toggle,
  type World,
  world,
} from '#scene';
import { counted, whole } from '#words';
import type { CreateBroker } from './desk.ts';
import { takeAndForget } from './forgetful.ts';
import { createBroker } from './solution.ts';
import { BURST_FROM, BURST_TO, startPayments, WORKERS } from './world.ts';

const reference = { createBroker: createBroker as CreateBroker };

const DELIVERIES = { one: '1', three: '3', ten: '10', none: 'no limit' };
const MOST_DELIVERIES = { one: 1, three: 3, ten: 10, none: 1_000_000 };

const knobs = {
  base: slider('Payments outside the burst', { min: 4, max: 38, step: 2, value: 28, unit: '/s' }),
  burst: slider(`Payments from ${BURST_FROM} s to ${BURST_TO} s`, {
    min: 10,
    max: 100,
    step: 10,
    value: 80,
    unit: '/s',
  }),
  timeout: slider('A worker may hold one for', { min: 0.1, max: 8, step: 0.1, value: 4, unit: 's' }),
  deliveries: choice('Deliveries at most', DELIVERIES, 'none'),
  poison: toggle('A payment that nobody can do'),
};

const architecture = sketch(
  'Payments as events',
  `shops: client "Shops" > broker: queue "Broker" > workers: service "Fraud check" x${WORKERS}`,
);

export default defineScene({
  title: 'A broker between shops and workers',
  seconds: 50,
  pace: 2,
  still: 15,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const isReference = learner === reference;
    return [
      ...(isReference ? [] : [paymentsWorld('Yours', learner.createBroker, input)]),
      paymentsWorld(isReference ? 'Done when acknowledged' : 'The reference', createBroker, input),
      paymentsWorld('Taken and forgotten', takeAndForget, input),
    ];
  },
});

function paymentsWorld(
  title: string,
  create: CreateBroker,
  { seed, settings, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const { base, burst, timeout, deliveries, poison } = settings;
  const payments = startPayments(
    create,
    {
      base,
      burst,
      timeout: Math.round(timeout * 1000),
      deliveries: MOST_DELIVERIES[deliveries],
      poison,
    },
    seed,
  );
  const { simulation, tier, told, counts, stranded, waiting, dead, done } = payments;
  return world({
    title,
    simulation,
    architecture,
    nodes: {
      broker: () => ({
        copies: [{ state: 'up', busy: 0 }],
        waiting: waiting(),
        ...(dead() > 0 && { text: counted(dead(), 'dead letter') }),
      }),
      workers: () => ({
        copies: tier.copies.map(({ serves, inside }) => ({ state: serves ? 'up' : 'down', busy: Math.min(1, inside) })),
        waiting: 0,
      }),
    },
    says: {
      shops: () => `${whole(counts.published)} paid`,
    },
    charts: [
      chart('Payments that wait', 'payments', { waiting }),
      chart('From payment to check', 's', { mean: payments.age }),
      chart('Checked', 'per second', { checked: perSecond(done, tick) }),
      chart('Taken by a worker that died', 'payments now', { stranded }),
      chart('Checked once more', 'payments so far', { twice: () => counts.twice }),
    ],
    breaks: eachCopy(tier, (number) => `Worker ${number}`),
    told,
    tells: [
      atEnd(
        () =>
          `${whole(done())} of ${counted(counts.published, 'payment')} are checked, ${whole(counts.twice)} of them twice; ` +
          `${whole(stranded())} went with a worker that died.`,
      ),
    ],
    oneIn: 4,
  });
}
