/**
 * The classic mistake, to be watched: whether a seat is free is read when a request comes in, and the hold is written later, into a
 * table of its own. In all else it follows the rules.
 */
import type { Asked } from './sale.ts';
import type { Answer } from './types.ts';
import type { Office } from './world.ts';

type Refusal = Answer & { ok: false };
const refused = (reason: Refusal['reason']): Refusal => ({ ok: false, reason });

export function lookThenWrite(_seatIds: string[], holdMs: number): Office {
  const sold = new Set<string>();
  /** By seat, then by customer: when the hold is over. */
  const holds = new Map<string, Map<string, number>>();
  /** By request: why the seat was not to be had, when it was looked at. */
  const seen = new Map<string, Refusal | undefined>();
  const answers = new Map<string, Answer>();
  let clock = Number.NEGATIVE_INFINITY;

  /** Without those that are over at that time. */
  const holdsOf = (seat: string, time: number): Map<string, number> => {
    const all = holds.get(seat) ?? new Map<string, number>();
    holds.set(seat, all);
    for (const [customer, until] of all) if (until <= time) all.delete(customer);
    return all;
  };
  const write =
    (decide: (seat: string, customer: string, requestId: string) => Answer) =>
    (seat: string, customer: string, requestId: string, now: number): Answer => {
      clock = Math.max(clock, now);
      const answer = answers.get(requestId) ?? decide(seat, customer, requestId);
      answers.set(requestId, answer);
      return answer;
    };
  /** Takes away the customer's own hold, if there is one. */
  const taken = (seat: string, customer: string): Answer =>
    holdsOf(seat, clock).delete(customer) ? { ok: true } : refused(sold.has(seat) ? 'sold' : 'not-held-by-you');

  return {
    look({ operation, seat, customer, requestId, now }: Asked) {
      if (operation !== 'hold') return;
      const isHeld = [...holdsOf(seat, Math.max(clock, now)).keys()].some((holder) => holder !== customer);
      seen.set(requestId, sold.has(seat) ? refused('sold') : isHeld ? refused('held-by-another') : undefined);
    },
    seats: {
      hold: write((seat, customer, requestId) => {
        const refusal = seen.get(requestId);
        if (refusal) return refusal;
        const held = holdsOf(seat, clock);
        const until = held.get(customer) ?? clock + holdMs;
        held.set(customer, until);
        return { ok: true, until };
      }),
      confirm: write((seat, customer) => {
        const answer = taken(seat, customer);
        if (answer.ok) sold.add(seat);
        return answer;
      }),
      release: write(taken),
    },
  };
}
