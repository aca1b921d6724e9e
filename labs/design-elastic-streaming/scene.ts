/** The stream that the learner designed, on the match day of the hidden tests: to be watched as it grows, and broken copy by copy. */
import { type Architecture, compile } from '#architecture';
import { defineScene, systemWorld } from '#scene';
import type { RateStep } from '#simulation';
import { priceIn } from '../../src/grading/design.ts';
import { catalogue, load, trials } from './world.ts';

const steps = load.rate as readonly RateStep[];

export default defineScene<{ design(): Architecture }>({
  title: 'Your design on match day',
  seconds: trials.warmUp + trials.seconds,
  pace: 5,
  still: trials.warmUp,
  knobs: {
    audience: { kind: 'number', label: 'Audience', unit: '% of the expected', min: 25, max: 200, step: 25, value: 100 },
  },
  worlds({ seed, settings, tick, learner }) {
    const architecture = learner.design();
    const share = (settings.audience as number) / 100;
    const rate = steps.map(({ from, perSecond }) => ({ from, perSecond: perSecond * share }));
    const system = compile(architecture, { seed, load: { ...load, rate }, window: tick });
    return [
      systemWorld({
        title: architecture.title,
        system,
        tick,
        charts: ['traffic', 'times', 'copies', 'utilisation', 'cost'],
        price: priceIn(catalogue),
        oneIn: 8,
      }),
    ];
  },
});
