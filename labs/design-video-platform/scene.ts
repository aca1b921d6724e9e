/** The platform that the learner designed, under the load of the hidden tests: to be watched, and broken copy by copy. */
import { type Architecture, compile } from '#architecture';
import { defineScene, systemWorld } from '#scene';
import { priceIn } from '../../src/grading/design.ts';
import { catalogue, load, trials } from './world.ts';

export default defineScene<{ design(): Architecture }>({
  title: 'Your design under load',
  seconds: trials.warmUp + trials.seconds,
  pace: 1,
  still: trials.warmUp,
  knobs: {
    load: {
      kind: 'number',
      label: 'Load',
      unit: 'requests/s',
      min: 30,
      max: 900,
      step: 30,
      value: load.rate as number,
    },
  },
  worlds({ seed, settings, tick, learner }) {
    const architecture = learner.design();
    const system = compile(architecture, { seed, load: { ...load, rate: settings.load as number }, window: tick });
    return [
      systemWorld({
        title: architecture.title,
        system,
        tick,
        charts: ['traffic', 'times', 'utilisation', 'cost'],
        price: priceIn(catalogue),
        oneIn: 12,
      }),
    ];
  },
});
