import type { Answer, Seats } from 'headroom/seat-reservation';

type Operation = keyof Seats;

type Seat = { state: 'free' } | { state: 'held'; by: string; until: number } | { state: 'sold' };

/** What was asked under a request id, and what was answered: a retry gets the same. */
interface Request {
  operation: Operation;
  seat: string;
  customer: string;
  answer: Answer;
}

const FREE: Seat = { state: 'free' };
const NOT_HELD: Answer = { ok: false, reason: 'not-held-by-you' };
const SOLD: Answer = { ok: false, reason: 'sold' };

/** One thing asked of one seat: the seat afterwards, and the answer. `clock` is never earlier than in a call before. */
function step(seat: Seat, operation: Operation, customer: string, clock: number, holdMs: number): [Seat, Answer] {
  if (seat.state === 'sold') return [seat, SOLD];
  // A hold ends by the clock alone: nobody has to come by and clear it away.
  const hold = seat.state === 'held' && clock < seat.until ? seat : undefined;
  const isHolder = hold?.by === customer;

  switch (operation) {
    case 'hold': {
      // Holding twice does not prolong it, or a patient program could hold the best seats for ever.
      if (hold && isHolder) return [hold, { ok: true, until: hold.until }];
      if (hold) return [hold, { ok: false, reason: 'held-by-another' }];
      const until = clock + holdMs;
      return [
        { state: 'held', by: customer, until },
        { ok: true, until },
      ];
    }
    case 'confirm':
      return isHolder ? [{ state: 'sold' }, { ok: true }] : [seat, NOT_HELD];
    case 'release':
      return isHolder ? [FREE, { ok: true }] : [seat, NOT_HELD];
  }
}

export function createSeats(seatIds: string[], holdMs: number): Seats {
  if (!(Number.isFinite(holdMs) && holdMs > 0)) throw new RangeError('holdMs must be finite and above 0');
  const seats = new Map<string, Seat>(seatIds.map((id) => [id, FREE]));
  if (seats.size !== seatIds.length) throw new RangeError('seatIds must not name a seat twice');
  const requests = new Map<string, Request>();
  /** The latest time that any call has told: a hold that is over stays over, whatever the next caller's clock says. */
  let clock = Number.NEGATIVE_INFINITY;

  function perform(operation: Operation, seat: string, customer: string, requestId: string, now: number): Answer {
    const before = seats.get(seat);
    const earlier = requests.get(requestId);
    if (!before) throw new RangeError(`seat must be one of this concert, and ${seat} is not`);
    if (!Number.isFinite(now)) throw new RangeError('now must be a finite number');
    if (earlier && (earlier.operation !== operation || earlier.seat !== seat || earlier.customer !== customer)) {
      throw new RangeError(`requestId ${requestId} was used for another request`);
    }

    clock = Math.max(clock, now);
    if (earlier) return earlier.answer;
    const [after, answer] = step(before, operation, customer, clock, holdMs);
    seats.set(seat, after);
    requests.set(requestId, { operation, seat, customer, answer });
    return answer;
  }

  return {
    hold: (seat, customer, requestId, now) => perform('hold', seat, customer, requestId, now),
    confirm: (seat, customer, requestId, now) => perform('confirm', seat, customer, requestId, now),
    release: (seat, customer, requestId, now) => perform('release', seat, customer, requestId, now),
  };
}
