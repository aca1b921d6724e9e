/** The shop that the learner designed, while the sale of the hidden tests opens: to be watched, and broken copy by copy. */
import { type Architecture, compile } from '#architecture';
import { defineScene, systemWorld } from '#scene';
import type { RateStep } from '#simulation';
import { priceIn } from '../../src/grading/design.ts';
import { catalogue, load, trials } from './world.ts';

const steps = load.rate as readonly RateStep[];
const highest = Math.max(...steps.map(({ perSecond }) => perSecond));

export default defineScene<{ design(): Architecture }>({
  title: 'Your design when the sale opens',
  seconds: trials.warmUp + trials.seconds,
  pace: 1,
  still: trials.warmUp,
  knobs: {
    rush: { kind: 'number', label: 'The rush', unit: 'requests/s', min: 50, max: 800, step: 50, value: highest },
  },
  worlds({ seed, settings, tick, learner }) {
    const architecture = learner.design();
    const rush = settings.rush as number;
    const rate = steps.map(({ from, perSecond }) => ({ from, perSecond: perSecond === highest ? rush : perSecond }));
    const system = compile(architecture, { seed, load: { ...load, rate }, window: tick });
    return [
      systemWorld({
        title: architecture.title,
        system,
        tick,
        charts: ['traffic', 'times', 'waiting', 'utilisation'],
        price: priceIn(catalogue),
        oneIn: 12,
      }),
    ];
  },
});
