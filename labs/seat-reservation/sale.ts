/**
 * What a right sale answers: a model that keeps no seats at all, only what was asked and answered, and reads
 * everything off that. It is plain, and nothing like the code that learners write.
 */
import type { Answer, Seats } from './types.ts';

export type Operation = keyof Seats;

/** One call. */
export interface Asked {
  operation: Operation;
  seat: string;
  customer: string;
  requestId: string;
  now: number;
}

/** What the answer has to be, and why, in a sentence for the learner. */
export type Expected = { because: string } & ({ answer: Answer } | { throws: 'requestId' });

interface Entry extends Asked {
  call: number;
  answer: Answer;
}

export class Sale {
  readonly #holdMs: number;
  /** Every request that was answered; retries are no entries of their own. */
  readonly #byId = new Map<string, Entry>();
  /** The last thing that was granted for a seat, which says what it is now. */
  readonly #lastGranted = new Map<string, Entry>();
  #clock = Number.NEGATIVE_INFINITY;
  #calls = 0;

  constructor(holdMs: number) {
    this.#holdMs = holdMs;
  }

  /** What the next call has to be answered. */
  ask(asked: Asked): Expected {
    const call = ++this.#calls;
    const { operation, seat, customer, requestId, now } = asked;
    const first = this.#byId.get(requestId);
    if (first && !(first.operation === operation && first.seat === seat && first.customer === customer)) {
      return { throws: 'requestId', because: `call ${first.call} was another request with the id ${named(requestId)}` };
    }
    this.#clock = Math.max(this.#clock, now);
    if (first) return { answer: first.answer, because: `it is call ${first.call} once more, and gets the same answer` };
    const expected = this.#decide(asked);
    const entry = { ...asked, call, answer: expected.answer };
    if (expected.answer.ok) this.#lastGranted.set(seat, entry);
    this.#byId.set(requestId, entry);
    return expected;
  }

  /** Who holds the seat at the latest time told. */
  holderOf(seat: string): string | undefined {
    const last = this.#lastGranted.get(seat);
    return last?.operation === 'hold' && last.answer.ok && this.#clock < last.answer.until! ? last.customer : undefined;
  }

  #decide({ operation, seat, customer }: Asked): { answer: Answer; because: string } {
    const last = this.#lastGranted.get(seat);
    if (last?.operation === 'confirm') {
      return {
        answer: { ok: false, reason: 'sold' },
        because: `${named(seat)} was sold to ${named(last.customer)} in call ${last.call}`,
      };
    }
    const until = last?.answer.ok && last.operation === 'hold' ? last.answer.until! : Number.NEGATIVE_INFINITY;
    const holder = this.holderOf(seat);
    const state =
      holder !== undefined
        ? `${named(holder)} holds ${named(seat)} until ${until}`
        : last?.operation === 'hold'
          ? `${named(last.customer)}’s hold of ${named(seat)} was over at ${until}, and the latest time told is ${this.#clock}`
          : `nobody holds ${named(seat)}`;
    if (operation !== 'hold') {
      if (holder === customer) return { answer: { ok: true }, because: state };
      return { answer: { ok: false, reason: 'not-held-by-you' }, because: state };
    }
    if (holder === undefined) return { answer: { ok: true, until: this.#clock + this.#holdMs }, because: state };
    if (holder === customer)
      return { answer: { ok: true, until }, because: `${state}, and asking again prolongs nothing` };
    return { answer: { ok: false, reason: 'held-by-another' }, because: state };
  }
}

/** Characters of a long name that are shown, of either end. */
const MOST_SHOWN = 24;

/** A name as a sentence bears it: quoted where it is no plain word, and without its middle where it is long. */
export function named(name: string): string {
  if (name.length > 4 * MOST_SHOWN) {
    const [start, end] = [name.slice(0, MOST_SHOWN), name.slice(-MOST_SHOWN)];
    return `${JSON.stringify(`${start} … ${end}`)} (${name.length} characters)`;
  }
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
}

/** The three fields decide; a field that is not there is the same as one that is undefined. */
export function isSame(answer: unknown, right: Answer): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const { ok, until, reason } = answer as { ok?: unknown; until?: unknown; reason?: unknown };
  const expected: { ok: boolean; until?: number; reason?: string } = right;
  return ok === expected.ok && until === expected.until && reason === expected.reason;
}

/** Whether an answer, right or wrong, says yes. */
export function isOk(answer: unknown): answer is Answer & { ok: true } {
  return (answer as Partial<Answer> | null | undefined)?.ok === true;
}
