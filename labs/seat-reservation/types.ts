/** What can be done with the seats of one concert, and what comes back. */

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
