/**
 * The learner's alerts on payments of which some come late and some come twice, beside the reference and beside alerts that go by the time of
 * arrival: the same payments, the same network.
 */
import { sketch } from '#architecture';
import { at, atEnd, chart, defineScene, type SceneInput, slider, toggle, type World, world } from '#scene';
import { counted, whole } from '#words';
import { byArrival } from './by-arrival.ts';
import { createFraudAlerts } from './solution.ts';
import type { FraudAlerts, Rules } from './types.ts';
import { CUT_FROM, CUT_TO, type MakeAlerts, startPayments } from './world.ts';

const reference = { createFraudAlerts: createFraudAlerts as (rules: Rules) => FraudAlerts };

const knobs = {
  lateness: slider('A window waits for', { min: 0, max: 12, step: 0.5, value: 10, unit: 's' }),
  twice: slider('Come twice', { min: 0, max: 40, step: 5, value: 10, unit: '%' }),
  isCut: toggle(`Gateway B is cut off from ${CUT_FROM / 1000} s to ${CUT_TO / 1000} s`, true),
};

const architecture = sketch(
  'Payments, late and twice',
  'a: client "Gateway A" > check: service "Fraud alerts"\nb: client "Gateway B" > check',
);

export default defineScene({
  title: 'Alerts on payments that come late and twice',
  seconds: 40,
  pace: 2,
  still: 22,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const isReference = learner === reference;
    return [
      ...(isReference ? [] : [alertsWorld('Yours', (rules) => learner.createFraudAlerts(rules), input)]),
      alertsWorld(isReference ? 'By the time of payment' : 'The reference', (rules) => createFraudAlerts(rules), input),
      alertsWorld('By the time of arrival', (rules, clock) => byArrival(rules)(clock), input),
    ];
  },
});

function alertsWorld(
  title: string,
  make: MakeAlerts,
  { seed, settings: { lateness, twice, isCut } }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const payments = startPayments(make, { lateness: lateness * 1000, twice, isCut }, seed);
  const { simulation, counts, told, right, wrong, missing, held, isOff } = payments;
  return world({
    title,
    simulation,
    architecture,
    nodes: {
      a: () => ({ copies: [], waiting: 0 }),
      b: () => ({ copies: [{ state: isOff() ? 'down' : 'up', busy: 0 }], waiting: held() }),
      check: () => ({ copies: [{ state: 'up', busy: 0 }], waiting: 0 }),
    },
    says: { check: () => `${whole(right())} right, ${whole(wrong())} wrong` },
    charts: [
      chart('Right alerts', 'so far', { right }),
      chart('False alarms', 'so far', { wrong }),
      chart('Not told of', 'windows', { missing }),
      chart('Sent away as late', 'payments so far', { late: () => counts.late }),
    ],
    told,
    tells: [
      isCut && at(CUT_FROM / 1000, 'Gateway B is cut off. It keeps what is paid there.'),
      isCut &&
        at(CUT_TO / 1000, () => `Gateway B is back, and sends ${counted(payments.sentAtOnce(), 'payment')} at once.`),
      atEnd(
        () =>
          `${counted(payments.paid(), 'payment')}: ${counted(right(), 'right alert')}, ${counted(wrong(), 'false alarm')}, ` +
          `${counted(missing(), 'window')} not told of.`,
      ),
    ],
  });
}
