/** The pipeline that the learner designed, in the burst of the hidden tests. */
import { designScene } from '#design';
import { slider } from '#scene';
import lab, { BURSTING, paymentRate } from './design.ts';
import * as reference from './solution.ts';

export default designScene(lab, {
  title: 'Your design in the burst',
  charts: ['traffic', 'times', 'waiting', 'utilisation'],
  oneIn: 12,
  knobs: { burst: slider('The burst', { unit: 'events/s', min: 60, max: 600, step: 60, value: BURSTING }) },
  rate: ({ burst }) => paymentRate(burst),
  reference,
});
