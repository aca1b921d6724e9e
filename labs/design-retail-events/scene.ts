/** The shop that the learner designed, in the rush of the hidden tests. */
import { designScene } from '#design';
import { slider } from '#scene';
import lab, { orderRate, RUSHING } from './design.ts';
import * as reference from './solution.ts';

export default designScene(lab, {
  title: 'Your shop in the rush',
  charts: ['traffic', 'times', 'waiting', 'utilisation'],
  oneIn: 4,
  knobs: { rush: slider('The rush', { unit: 'orders/s', min: 10, max: 120, step: 10, value: RUSHING }) },
  rate: ({ rush }) => orderRate(rush),
  reference,
});
