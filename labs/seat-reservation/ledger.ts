/** Everything that has been told about the seats, whether or not it should have been, and what the rules say of it. */
import { shown } from '#scene';
import type { Simulation } from '#simulation';
import { capitalise } from '#words';
import { type Asked, isOk, isSame, Sale } from './sale.ts';
import type { Answer } from './types.ts';

export const ROWS = ['A', 'B', 'C', 'D'] as const;
export type Row = (typeof ROWS)[number];
const SEATS_IN_A_ROW = 12;
export const SEATS = ROWS.flatMap((row) => Array.from({ length: SEATS_IN_A_ROW }, (_, place) => `${row}${place + 1}`));

/** The place of a seat's row among all rows. */
export function rowOf(seat: string): number {
  return ROWS.findIndex((row) => seat.startsWith(row));
}

/** How many answers against the rules are told of one by one. */
const MOST_TOLD = 3;

interface Told {
  hold: { customer: string; until: number } | undefined;
  /** Who was told that they have bought it. */
  buyers: Set<string>;
}

export type SeatState = 'free' | 'held' | 'sold' | 'sold twice';

function stateOf({ hold, buyers }: Told): SeatState {
  if (buyers.size > 1) return 'sold twice';
  if (buyers.size === 1) return 'sold';
  return hold ? 'held' : 'free';
}

export class Ledger {
  /** Holds that ran out, and answers that the rules do not allow. */
  ranOut = 0;
  wrong = 0;
  readonly told: { at: number; text: string }[] = [];
  readonly #simulation: Simulation;
  readonly #rules: Sale;
  readonly #seats: readonly Told[] = SEATS.map(() => ({ hold: undefined, buyers: new Set() }));

  constructor(simulation: Simulation, holdMs: number) {
    this.#simulation = simulation;
    this.#rules = new Sale(holdMs);
  }

  /** How the seats stand, in the order of `SEATS`; those of one row, or of all. */
  states(row?: Row): SeatState[] {
    const [from, to] = row === undefined ? [0] : [ROWS.indexOf(row), ROWS.indexOf(row) + 1];
    return this.#seats.slice(from * SEATS_IN_A_ROW, to && to * SEATS_IN_A_ROW).map(stateOf);
  }

  count(state: SeatState): number {
    return this.#seats.reduce((sum, told) => sum + (stateOf(told) === state ? 1 : 0), 0);
  }

  /** An answer was given. `asked.now` is the time of the server that asked. */
  answered(asked: Asked, answer: unknown): void {
    this.#judge(asked, shown(answer), (right) => isSame(answer, right));
    const { operation, seat, customer } = asked;
    const told = this.#seats[SEATS.indexOf(seat)]!;
    if (!isOk(answer)) return;
    if (operation === 'hold') {
      const hold = { customer, until: answer.until ?? Number.NaN };
      told.hold = hold;
      // A hold without an end that is a time has no end.
      if (!Number.isFinite(hold.until)) return;
      this.#simulation.after(Math.max(0, hold.until - this.#simulation.now), this.#over, { told, hold });
      return;
    }
    if (told.hold?.customer === customer) told.hold = undefined;
    if (operation === 'release' || told.buyers.has(customer)) return;
    told.buyers.add(customer);
    if (told.buyers.size > 1) this.#tell(`${seat} is sold ${told.buyers.size} times, now to ${customer}.`);
  }

  /** There was no answer: the code threw, this in words. */
  threw(asked: Asked, thrown: string): void {
    this.#judge(asked, thrown, () => false);
  }

  #judge(asked: Asked, given: string, isRight: (right: Answer) => boolean): void {
    const expected = this.#rules.ask(asked);
    if ('answer' in expected && isRight(expected.answer)) return;
    this.wrong++;
    if (this.wrong > MOST_TOLD) return;
    const right = 'answer' in expected ? shown(expected.answer) : 'a RangeError';
    const { operation, seat, customer } = asked;
    this.#tell(`${capitalise(operation)} of ${seat} by ${customer}: ${given}, not ${right}: ${expected.because}.`);
  }

  #tell(text: string): void {
    this.told.push({ at: this.#simulation.now, text: text.slice(0, 300) });
  }

  readonly #over = ({ told, hold }: { told: Told; hold: Told['hold'] }): void => {
    if (told.hold !== hold) return;
    told.hold = undefined;
    this.ranOut++;
  };
}
