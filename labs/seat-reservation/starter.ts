import type { Seats } from 'headroom/seat-reservation';

/**
 * The seats of one concert, all of them free.
 *
 * @param seatIds any strings, no two alike
 * @param holdMs how long a hold lasts, in milliseconds: a finite number above 0
 * @throws RangeError that names seatIds or holdMs, whichever is wrong
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
