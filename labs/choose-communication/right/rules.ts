// The rules stand in a table, of which the first that holds decides; the chain is cut into what lies before and behind each service.
import type { ChainCost, Choice, Interaction, Service } from 'headroom/choose-communication';

const rules: [holds: (asked: Interaction) => boolean, choice: Choice][] = [
  [
    ({ outcome, slowest, patience }) => outcome === 'now' && slowest > patience,
    { style: 'accept', because: 'too-slow' },
  ],
  [({ outcome, peak, capacity }) => outcome === 'now' && capacity < peak, { style: 'accept', because: 'too-many' }],
  [({ outcome }) => outcome === 'now', { style: 'call', because: 'answer-needed' }],
  [({ receivers }) => receivers >= 2, { style: 'publish', because: 'many-receivers' }],
  [({ outcome }) => outcome === 'later', { style: 'queue', because: 'answer-later' }],
  [() => true, { style: 'queue', because: 'handed-over' }],
];

export const choose = (asked: Interaction): Choice => ({ ...rules.find(([holds]) => holds(asked))![1] });

export const chainCost = (rate: number, services: Service[]): ChainCost => ({
  availability: services.reduce((product, service) => product * service.availability, 1),
  threads: services.map((_, from) => services.slice(from).reduce((sum, { mean }) => sum + mean, 0) * (rate / 1000)),
});
