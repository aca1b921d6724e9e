// Seats that change in place, operations in a table, and a request compared as text.

type Answer = { ok: true; until?: number } | { ok: false; reason: string };
type Seat = { by: string; until: number; sold: boolean };

const refused = (reason: string): Answer => ({ ok: false, reason });

export function createSeats(seatIds: string[], holdMs: number) {
  if (!(Number.isFinite(holdMs) && holdMs > 0)) throw new RangeError('holdMs must be above 0');
  if (new Set(seatIds).size < seatIds.length) throw new RangeError('seatIds must differ');
  const seats = new Map<string, Seat>(seatIds.map((id) => [id, { by: '', until: -Infinity, sold: false }]));
  const answers = new Map<string, { content: string; answer: Answer }>();
  let clock = -Infinity;

  const isHeld = (seat: Seat) => clock < seat.until;

  const operations: Record<string, (seat: Seat, customer: string) => Answer> = {
    hold(seat, customer) {
      if (seat.sold) return refused('sold');
      if (isHeld(seat) && seat.by !== customer) return refused('held-by-another');
      if (!isHeld(seat)) seat.until = clock + holdMs;
      seat.by = customer;
      return { ok: true, until: seat.until };
    },
    confirm(seat, customer) {
      if (seat.sold) return refused('sold');
      if (!isHeld(seat) || seat.by !== customer) return refused('not-held-by-you');
      seat.sold = true;
      return { ok: true };
    },
    release(seat, customer) {
      if (seat.sold) return refused('sold');
      if (!isHeld(seat) || seat.by !== customer) return refused('not-held-by-you');
      seat.until = -Infinity;
      return { ok: true };
    },
  };

  function perform(operation: string, id: string, customer: string, requestId: string, now: number): Answer {
    const seat = seats.get(id);
    if (!seat) throw new RangeError(`seat ${id} does not exist`);
    if (!Number.isFinite(now)) throw new RangeError('now must be finite');
    const content = JSON.stringify([operation, id, customer]);
    const earlier = answers.get(requestId);
    if (earlier && earlier.content !== content) throw new RangeError('requestId was used before');
    clock = Math.max(clock, now);
    if (earlier) return earlier.answer;
    const answer = operations[operation]!(seat, customer);
    answers.set(requestId, { content, answer });
    return answer;
  }

  return {
    hold: (s: string, c: string, r: string, now: number) => perform('hold', s, c, r, now),
    confirm: (s: string, c: string, r: string, now: number) => perform('confirm', s, c, r, now),
    release: (s: string, c: string, r: string, now: number) => perform('release', s, c, r, now),
  };
}
