/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Where nothing is measured there is no direction, and what follows leaves the number of pods as it is.',
    mutants: [['(measured.length === 0)', '(false)']],
  },
  {
    because: 'Sums have no order.',
    mutants: [
      ['counted.push(direction', 'counted.unshift(direction'],
      ['counted.push(0)', 'counted.unshift(0)'],
    ],
  },
  {
    because: 'At the target the number stays, whatever the other pods count as: they can only turn the direction.',
    mutants: [
      ['direction < 0', 'direction <= 0'],
      ['direction < 0', 'direction < 1'],
      ['direction > 0', 'direction >= 0'],
    ],
  },
  {
    because: 'Where both are equal, either is the answer.',
    mutants: [
      ['current < lowest', 'current <= lowest'],
      ['current > highest', 'current >= highest'],
    ],
  },
  {
    because: 'What is demanded of a policy leaves room for slightly other figures.',
    mutants: [
      ['CAPACITY = 100', 'CAPACITY = 101'],
      ['CAPACITY = 100', 'CAPACITY = 99'],
      ['TARGET = 60', 'TARGET = 61'],
      ['TARGET = 60', 'TARGET = 59'],
      ['HALF = 4', 'HALF = 5'],
      ['HALF = 4', 'HALF = 3'],
      ['AHEAD = 6', 'AHEAD = 7'],
      ['AHEAD = 6', 'AHEAD = 5'],
      ['DOWN_WINDOW = 300', 'DOWN_WINDOW = 301'],
      ['DOWN_WINDOW = 300', 'DOWN_WINDOW = 299'],
      ['slice(-2 * HALF)', 'slice(-3 * HALF)'],
      ['Math.ceil((expectedRate', 'Math.floor((expectedRate'],
      ['* 100) /', '* 101) /'],
      ['* 100) /', '* 99) /'],
      ['mean(rates.slice(0, HALF))', 'mean(rates)'],
      ['slice(0, HALF)', 'slice(1, HALF)'],
      ['Math.max(1, ', 'Math.max(0, '],
    ],
  },
  {
    because:
      'A wobble that is followed is followed upwards only: the window holds what goes down, and the demands bear the rest.',
    mutants: [
      ['Math.abs(desired - fleet) * 10 <= fleet', 'false'],
      ['Math.abs(desired - fleet)', 'Math.abs(desired + fleet)'],
      ['fleet) * 10', 'fleet) * 11'],
      ['fleet) * 10', 'fleet) * 9'],
      ['* 10 <= fleet ? fleet', '* 10 < fleet ? fleet'],
    ],
  },
  {
    because: 'In the first two minutes no day asks for a change, so it does not matter what is expected then.',
    mutants: [
      ['rates: [], recommendations: []', "rates: ['mutant'], recommendations: []"],
      ['slice(-HALF)', 'slice(HALF)'],
      ['(rates.length < 2 * HALF)', '(false)'],
      ['< 2 * HALF', '< 1 * HALF'],
      ['< 2 * HALF', '< 2 / HALF'],
    ],
  },
  {
    because: 'What was not wanted at any time is in no window, and goes with the first decision.',
    mutants: [['rates: [], recommendations: []', "rates: [], recommendations: ['mutant']"]],
  },
  {
    because:
      'What is remembered too long is still not within the window, and a wish that is no more than the newest changes no maximum.',
    mutants: [
      ['now - past.at < DOWN_WINDOW', 'now - past.at <= DOWN_WINDOW'],
      ['now - past.at < DOWN_WINDOW', 'true'],
      ['past.servers > desired', 'past.servers >= desired'],
      ['past.servers > desired', 'true'],
    ],
  },
  {
    because: 'The latest wish before this one is 30 s old.',
    mutants: [['upWindowSeconds: 0,', 'upWindowSeconds: 1,']],
  },
  {
    because:
      'A service of which nobody asked anything for minutes, and then somebody does, is on none of the days that the brief describes; here it only must not end in a fleet without end.',
    mutants: [
      ['(older === 0)', '(false)'],
      ['(older === 0)', '(older === 1)'],
    ],
  },
] satisfies Survivor[];
