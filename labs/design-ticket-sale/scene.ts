/** The shop that the learner designed, while the sale of the hidden tests opens. */
import { designScene } from '#design';
import { slider } from '#scene';
import lab, { RUSHING, saleRate } from './design.ts';
import * as reference from './solution.ts';

export default designScene(lab, {
  title: 'Your design when the sale opens',
  charts: ['traffic', 'times', 'waiting', 'utilisation'],
  oneIn: 12,
  knobs: { rush: slider('The rush', { unit: 'requests/s', min: 50, max: 800, step: 50, value: RUSHING }) },
  rate: ({ rush }) => saleRate(rush),
  reference,
});
