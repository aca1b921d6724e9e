/** The platform that the learner designed, under the load of the hidden tests. */
import { designScene } from '#design';
import lab, { RATE } from './design.ts';

export default designScene(lab, {
  title: 'Your design under load',
  charts: ['traffic', 'times', 'utilisation', 'cost'],
  oneIn: 12,
  knobs: {
    load: { kind: 'number', label: 'Load', unit: 'requests/s', min: 30, max: 900, step: 30, value: RATE },
  },
  rate: ({ load }) => load as number,
});
