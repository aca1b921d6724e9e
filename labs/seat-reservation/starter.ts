export type Answer =
  /** `until` comes with the answer to a hold only: the first instant at which the hold is over. */
  { ok: true; until?: number } | { ok: false; reason: 'held-by-another' | 'not-held-by-you' | 'sold' };

export interface Seats {
  /** Keeps a free seat for a customer, for `holdMs`. */
  hold(seat: string, customer: string, requestId: string, now: number): Answer;
  /** The customer has paid: sells them the seat that they hold. */
  confirm(seat: string, customer: string, requestId: string, now: number): Answer;
  /** The customer gives back the seat that they hold. */
  release(seat: string, customer: string, requestId: string, now: number): Answer;
}

/**
 * The seats of one concert, all of them free.
 *
 * @param seatIds any strings, no two alike
 * @param holdMs how long a hold lasts, in milliseconds: a finite number above 0
 * @throws RangeError that names seatIds or holdMs
 */
export function createSeats(seatIds: string[], holdMs: number): Seats {
  // Your code goes here.
  return {
    hold(seat, customer, requestId, now) {
      return { ok: false, reason: 'sold' };
    },
    confirm(seat, customer, requestId, now) {
      return { ok: false, reason: 'sold' };
    },
    release(seat, customer, requestId, now) {
      return { ok: false, reason: 'sold' };
    },
  };
}
