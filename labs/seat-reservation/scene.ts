/**
 * A sale of 48 seats, decided by the learner's code, by the reference, and by code that looks first and writes later: the same customers, the same
 * luck. Answers are judged by the model of the hidden tests.
 */
import { type Architecture, sketch } from '#architecture';
import {
  atEnd,
  type CopyView,
  chart,
  defineScene,
  eachCopy,
  type NodeView,
  type SceneInput,
  slider,
  type World,
  world,
} from '#scene';
import { counted } from '#words';
import { ROWS, type Row, type SeatState } from './ledger.ts';
import { lookThenWrite } from './look-then-write.ts';
import { createSeats } from './solution.ts';
import { type OpenOffice, startSale } from './world.ts';

const SECONDS = 40;

const knobs = {
  demand: slider('Customers', { min: 1, max: 20, value: 5, unit: 'per second' }),
  hold: slider('A hold lasts', { min: 2, max: 20, value: 6, unit: 's' }),
  loss: slider('Lost, each way', { min: 0, max: 40, step: 5, value: 10, unit: '%' }),
  clocks: slider('The servers’ clocks differ by', { min: 0, max: 4, step: 0.5, value: 0.5, unit: 's' }),
};

const reference = { createSeats };

const decidedBy =
  ({ createSeats: create }: typeof reference): OpenOffice =>
  (seatIds, holdMs) => ({ seats: create(seatIds, holdMs) });

export default defineScene({
  title: 'A hall on sale',
  seconds: SECONDS,
  still: 20,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    return [
      ...(learner === reference ? [] : [saleWorld('Yours', decidedBy(learner), input)]),
      saleWorld('The reference', decidedBy(reference), input),
      saleWorld('Look, then write', lookThenWrite, input),
    ];
  },
});

const architecture: Architecture = sketch(
  'A sale of 48 seats',
  `customers: client "Customers" > service: service "Ticket service" x3
   service > ${ROWS.map((row) => `${row}: database "Row ${row}"`).join(', ')}`,
);

/** A free seat is an empty cell, a held one is dashed, a sold one filled, and one that was sold twice is crossed. */
const cells: Record<SeatState, CopyView> = {
  free: { state: 'up', busy: 0 },
  held: { state: 'starting', busy: 0 },
  sold: { state: 'up', busy: 1 },
  'sold twice': { state: 'down', busy: 1 },
};

function saleWorld(
  title: string,
  open: OpenOffice,
  { seed, settings }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const { simulation, ledger, service, customers } = startSale(
    open,
    {
      perSecond: settings.demand,
      holdMs: settings.hold * 1000,
      loss: settings.loss / 100,
      clocks: settings.clocks * 1000,
    },
    seed,
  );
  const sold = () => ledger.count('sold') + ledger.count('sold twice');
  const row = (name: Row) => (): NodeView => {
    const states = ledger.states(name);
    const counts = Object.entries({ sold: 'sold', held: 'held', twice: 'sold twice' } as const)
      .map(([word, state]) => [states.filter((each) => each === state).length, word] as const)
      .filter(([count]) => count > 0);
    return {
      copies: states.map((state) => cells[state]),
      waiting: 0,
      text: counts.map((words) => words.join(' ')).join(', '),
    };
  };
  return world({
    title,
    simulation,
    architecture,
    nodes: {
      service: () => ({
        copies: service.copies.map(({ serves }) => ({ state: serves ? 'up' : 'down', busy: 0 })),
        waiting: 0,
      }),
      ...Object.fromEntries(ROWS.map((name) => [name, row(name)])),
    },
    says: { customers: () => counted(customers.tickets, 'ticket') },
    charts: [
      chart('Seats sold', 'seats', { sold }),
      chart('Seats held', 'seats', { held: () => ledger.count('held') }),
      chart('Sold twice', 'seats', { 'sold twice': () => ledger.count('sold twice') }),
      chart('Against the rules', 'answers so far', { wrong: () => ledger.wrong }),
    ],
    breaks: eachCopy(service, (number) => `Ticket service ${number}`),
    told: ledger.told,
    tells: [
      atEnd(
        () =>
          `${counted(sold(), 'seat')} sold, ${ledger.count('sold twice')} of them twice; ${counted(ledger.ranOut, 'hold')} ran out; ` +
          `${counted(customers.moneyBack, 'customer')} paid and got the money back; ` +
          `${counted(ledger.wrong, 'answer')} against the rules.`,
      ),
    ],
  });
}
