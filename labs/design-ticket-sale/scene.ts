/** The shop that the learner designed, while the sale of the hidden tests opens. */
import { designScene } from '#design';
import lab, { RUSHING, saleRate } from './design.ts';

export default designScene(lab, {
  title: 'Your design when the sale opens',
  charts: ['traffic', 'times', 'waiting', 'utilisation'],
  oneIn: 12,
  knobs: {
    rush: { kind: 'number', label: 'The rush', unit: 'requests/s', min: 50, max: 800, step: 50, value: RUSHING },
  },
  rate: ({ rush }) => saleRate(rush as number),
});
