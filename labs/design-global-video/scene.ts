/** The service that the learner designed, under the load of the hidden tests. */
import { designScene } from '#design';
import { slider } from '#scene';
import lab, { RATE } from './design.ts';
import * as reference from './solution.ts';

export default designScene(lab, {
  title: 'Your design under load',
  charts: ['traffic', 'times', 'utilisation', 'cost'],
  oneIn: 8,
  knobs: { load: slider('Load', { unit: 'requests/s', min: 40, max: 640, step: 40, value: RATE }) },
  rate: ({ load }) => load,
  reference,
});
