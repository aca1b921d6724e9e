/** The stream that the learner designed, on the match day of the hidden tests: to be watched as it grows and shrinks. */
import { designScene } from '#design';
import { slider } from '#scene';
import lab, { matchRate } from './design.ts';
import * as reference from './solution.ts';

export default designScene(lab, {
  title: 'Your design on match day',
  pace: 5,
  charts: ['traffic', 'times', 'copies', 'utilisation', 'cost'],
  oneIn: 8,
  knobs: { audience: slider('Audience', { unit: '% of the expected', min: 25, max: 200, step: 25, value: 100 }) },
  rate: ({ audience }) => matchRate(audience / 100),
  reference,
});
