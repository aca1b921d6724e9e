// A class that keeps no seats, only what is true of some of them: who holds, what is sold, and what was answered.

type Answer = { ok: true; until?: number } | { ok: false; reason: string };
type Operation = 'hold' | 'confirm' | 'release';

class BoxOffice {
  private readonly known: Set<string>;
  private readonly holdMs: number;
  private readonly holders = new Map<string, { customer: string; until: number }>();
  private readonly sold = new Set<string>();
  private readonly answered = new Map<string, [operation: Operation, seat: string, customer: string, answer: Answer]>();
  private latest = Number.NEGATIVE_INFINITY;

  constructor(seatIds: string[], holdMs: number) {
    if (!Number.isFinite(holdMs) || holdMs <= 0) throw new RangeError('holdMs must be a finite number above 0');
    this.known = new Set(seatIds);
    if (this.known.size < seatIds.length) throw new RangeError('seatIds must not name a seat twice');
    this.holdMs = holdMs;
  }

  ask(operation: Operation, seat: string, customer: string, requestId: string, now: number): Answer {
    if (!this.known.has(seat)) throw new RangeError('seat must be one of seatIds');
    if (!Number.isFinite(now)) throw new RangeError('now must be a finite number');
    const before = this.answered.get(requestId);
    if (before) {
      const [was, where, who, answer] = before;
      if (was !== operation || where !== seat || who !== customer) throw new RangeError('requestId is taken');
      this.tick(now);
      return answer;
    }
    this.tick(now);
    const answer = this.sold.has(seat) ? refuse('sold') : this[operation](seat, customer);
    this.answered.set(requestId, [operation, seat, customer, answer]);
    return answer;
  }

  private tick(now: number): void {
    if (now > this.latest) this.latest = now;
  }

  /** Who holds the seat now; a hold that is over is taken away here, by whoever asks next. */
  private holder(seat: string) {
    const hold = this.holders.get(seat);
    if (!hold || this.latest < hold.until) return hold;
    this.holders.delete(seat);
    return undefined;
  }

  private hold(seat: string, customer: string): Answer {
    const hold = this.holder(seat) ?? { customer, until: this.latest + this.holdMs };
    if (hold.customer !== customer) return refuse('held-by-another');
    this.holders.set(seat, hold);
    return { ok: true, until: hold.until };
  }

  private confirm(seat: string, customer: string): Answer {
    const answer = this.release(seat, customer);
    if (answer.ok) this.sold.add(seat);
    return answer;
  }

  private release(seat: string, customer: string): Answer {
    if (this.holder(seat)?.customer !== customer) return refuse('not-held-by-you');
    this.holders.delete(seat);
    return { ok: true };
  }
}

function refuse(reason: string): Answer {
  return { ok: false, reason };
}

export function createSeats(seatIds: string[], holdMs: number) {
  const office = new BoxOffice(seatIds, holdMs);
  const asking =
    (operation: Operation) =>
    (seat: string, customer: string, requestId: string, now: number): Answer =>
      office.ask(operation, seat, customer, requestId, now);
  return { hold: asking('hold'), confirm: asking('confirm'), release: asking('release') };
}
