/**
 * The fleet that the learner's `plan` orders, under the load that it was ordered for, while machines are lost; beside it the
 * reference's, and one large machine. All of them get the same viewers.
 */
import { compile, sketch } from '#architecture';
import { at, atEnd, choice, defineScene, type SceneInput, slider, soFar, systemWorld, type World } from '#scene';
import { capitalise, counted, money, number } from '#words';
import { CATALOGUES, type Fleet, LARGE, orderBy, type PlanFleet } from './orders.ts';
import { plan } from './solution.ts';

const SECONDS = 38;
/** The load rises until then and stays, in s. */
const RISES_FOR = 14;
/** When machines are lost, and when they come back if they do, in s. */
const [LOST_AT, BACK_AT] = [6, 10];
/** The work for one request is the same on any machine, in ms. */
const LATENCY = 50;
/** Enough for any load of this scene: what is ordered beyond that is paid for, and not run. */
const MOST_MACHINES = 60;

const reference = { plan: plan as PlanFleet };

const knobs = {
  peak: slider('Load at the peak', { min: 200, max: 2000, step: 50, value: 1100, unit: 'requests/s' }),
  survive: slider('Machines that may be lost', { min: 0, max: 3, value: 1 }),
  offers: choice(
    'On offer',
    { all: 'small, medium and large machines', small: 'small ones only', scarce: 'ten small, any medium, no large' },
    'all',
  ),
  loss: choice(
    'At 6 s so many are lost',
    { while: 'for 4 s', 'for-good': 'for good', none: 'no, all stay well' },
    'for-good',
  ),
};

type Input = Pick<SceneInput<typeof knobs>, 'seed' | 'settings' | 'tick'>;

export default defineScene({
  title: 'One machine, or a fleet',
  seconds: SECONDS,
  pace: 1.5,
  still: 7.5,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const { peak, survive, offers } = input.settings;
    const orderedBy = (title: string, by: PlanFleet) =>
      fleetWorld(title, orderBy(by, peak, CATALOGUES[offers], survive), input);
    return [
      ...(learner === reference ? [] : [orderedBy('Yours', learner.plan)]),
      orderedBy('The cheapest fleet', reference.plan),
      fleetWorld('One large machine', { machine: LARGE, count: 1 }, input),
    ];
  },
});

function fleetWorld(title: string, order: Fleet | { refused: string }, { seed, settings, tick }: Input): World {
  const { peak, survive, loss } = settings;
  const nothing = 'refused' in order;
  const { machine, count } = nothing ? { machine: LARGE, count: 1 } : order;
  const replicas = Math.min(count, MOST_MACHINES);
  const label = nothing ? 'Nothing' : `${capitalise(machine.name)} ${count === 1 ? 'machine' : 'machines'}`;
  const balancer = replicas > 1 ? 'balancer: load-balancer > ' : '';
  const site = sketch(title, `viewers: client "Viewers" > ${balancer}web: web "${label}"`, {
    web: {
      replicas,
      capacity: machine.capacityRps,
      latency: LATENCY,
      note: nothing ? 'no order' : `${number(count)} for ${money(count * machine.pricePerHour)} an hour`,
    },
  });
  const rate = Array.from({ length: RISES_FOR }, (_, second) => ({
    from: second * 1000,
    perSecond: (peak * (second + 1)) / RISES_FOR,
  }));
  const system = compile(site, { seed, load: { rate }, window: tick });
  const lost = loss === 'none' ? 0 : Math.min(survive, replicas);
  for (let copy = 0; copy < lost; copy++) {
    system.plan([{ does: 'crash', node: 'web', copy, at: LOST_AT * 1000 }]);
    if (loss === 'while') system.plan([{ does: 'recover', node: 'web', copy, at: BACK_AT * 1000 }]);
  }
  if (nothing) system.strike({ does: 'crash', node: 'web' });
  const failed = () => number(soFar(system).failed);
  const capacity = count * machine.capacityRps;
  const full = rate.find(({ perSecond }) => perSecond > capacity);
  const machines = counted(lost, 'machine');
  return systemWorld({
    title,
    system,
    tick,
    charts: ['failures', 'tail', 'utilisation'],
    breaks: nothing ? [] : ['web'],
    oneIn: 32,
    says: { viewers: () => `${failed()} failed` },
    tells: [
      nothing && at(0, `${order.refused} Nothing is delivered, and every request fails.`),
      replicas < count &&
        at(0, `${number(count)} machines are paid for. The first ${replicas} are run: more than enough.`),
      !nothing && lost > 0 && at(LOST_AT, `${machines} ${lost === 1 ? 'is' : 'are'} lost.`),
      !nothing &&
        lost > 0 &&
        loss === 'while' &&
        at(BACK_AT, () => `What was lost is back. Until now ${failed()} requests failed.`),
      !nothing && full && at(full.from / 1000, `The load passes ${number(capacity)} requests/s, all that there is.`),
      atEnd(() => `${number(soFar(system).answered)} answered, ${failed()} failed.`),
    ],
  });
}
