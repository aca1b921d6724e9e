/** The platform that the learner designed, on the day of the hidden tests: to be watched in its spikes. */
import { designScene } from '#design';
import { slider } from '#scene';
import lab, { dayRate } from './design.ts';
import * as reference from './solution.ts';

export default designScene(lab, {
  title: 'Your design in the spikes',
  pace: 4,
  charts: ['traffic', 'times', 'copies', 'utilisation', 'cost'],
  oneIn: 12,
  knobs: { audience: slider('Audience', { unit: '% of the expected', min: 25, max: 200, step: 25, value: 100 }) },
  rate: ({ audience }) => dayRate(audience / 100),
  reference,
});
