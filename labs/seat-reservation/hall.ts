/**
 * A learner's seats and the model of a right sale, asked side by side. It fails at the first answer that is not the model's; and when all has been
 * asked it looks at what is left: an answer can be right and the seats wrong, above all after a refusal or a retry.
 */
import { expect, fail, format, type Picture, showOnFailure } from '#grading';
import { type Asked, isOk, isSame, named, Sale } from './sale.ts';
import type { Answer, Seats } from './types.ts';

export type CreateSeats = (seatIds: string[], holdMs: number) => Seats;

/** Somebody who asks for nothing before the end: what they are told shows whether a seat is free, and what time it is. */
const ONLOOKER = 'zoe';
/** So many of the last calls are drawn. */
const MOST_DRAWN = 14;

export class Hall {
  readonly seats: Seats;
  readonly #seatIds: readonly string[];
  readonly #sale: Sale;
  readonly #calls: { asked: Asked; answer?: unknown }[] = [];

  constructor(create: CreateSeats, seatIds: readonly string[], holdMs: number) {
    this.seats = create([...seatIds], holdMs);
    this.#seatIds = seatIds;
    this.#sale = new Sale(holdMs);
  }

  /** Asks, and fails when the answer is not right. `purpose` says why it is asked, where that is not plain. */
  ask(asked: Asked, purpose = ''): void {
    const { operation, seat, customer, requestId, now } = asked;
    const call = { asked, answer: undefined as unknown };
    this.#calls.push(call);
    const expected = this.#sale.ask(asked);
    const why = `${expected.because[0]!.toUpperCase()}${expected.because.slice(1)}.`;
    showOnFailure(this.#picture);
    const make = () => this.seats[operation](seat, customer, requestId, now);
    if ('throws' in expected) {
      expect(make, why).toThrow('RangeError', expected.throws);
      return;
    }
    call.answer = make();
    if (isSame(call.answer, expected.answer)) return;
    const wrong =
      operation === 'confirm' && isOk(call.answer) && isSold(expected.answer)
        ? ', sells it a second time'
        : ', got another answer than it should';
    fail(
      `Call ${this.#calls.length}, ${operation} of ${named(seat)} by ${named(customer)} at ${now} ms${purpose}${wrong}. ${why}`,
      { expected: format(expected.answer), actual: format(call.answer) },
    );
  }

  /** What seats were sold before a model was asked: calls that no test looks at one by one. */
  assume(history: readonly Asked[]): void {
    for (const asked of history) this.#sale.ask(asked);
  }

  /**
   * Looks at every seat, by a clock that still has the time of the first call: the onlooker asks for it, and then whoever holds it asks again.
   * What was asked more than once is asked once more, as its answer may have been written over.
   */
  look(): void {
    const now = this.#calls[0]?.asked.now ?? 0;
    const repeated = new Map<string, Asked>();
    const known = new Set<string>();
    for (const { asked } of this.#calls) {
      if (known.has(asked.requestId) && !repeated.has(asked.requestId))
        repeated.set(asked.requestId, this.#first(asked));
      known.add(asked.requestId);
    }
    const purpose = ', which shows what the calls before have left,';
    for (const [place, seat] of this.#seatIds.entries()) {
      const asked = { operation: 'hold', seat, now } as const;
      this.ask({ ...asked, customer: ONLOOKER, requestId: `look ${place}` }, purpose);
      const holder = this.#sale.holderOf(seat);
      if (holder !== undefined && holder !== ONLOOKER)
        this.ask({ ...asked, customer: holder, requestId: `look again ${place}` }, purpose);
    }
    for (const asked of repeated.values()) this.ask({ ...asked, now }, ', once more,');
  }

  #first({ requestId }: Asked): Asked {
    return this.#calls.find(({ asked }) => asked.requestId === requestId)!.asked;
  }

  /** The calls in their order, a lane for each customer. */
  readonly #picture = (): Picture => {
    const from = Math.max(0, this.#calls.length - MOST_DRAWN);
    const drawn = this.#calls.slice(from);
    const ids = this.#calls.map(({ asked }) => asked.requestId);
    return {
      kind: 'space-time',
      title: 'The calls in their order',
      unit: 'call',
      lanes: [...new Set(drawn.map(({ asked }) => named(asked.customer)))],
      spans: drawn.map(({ asked, answer }, index) => {
        const { operation, seat, customer, requestId, now } = asked;
        const place = from + index;
        const again = ids.indexOf(requestId) < place ? ' again' : '';
        return {
          lane: named(customer),
          from: place + 1,
          to: place + 1,
          label: `${operation} ${named(seat)}${again} at ${now} ms${answer === undefined ? '' : ` → ${inShort(answer)}`}`,
          tone: index === drawn.length - 1 ? 'wrong' : isOk(answer) ? 'plain' : 'muted',
        };
      }),
      arrows: [],
      bands: [],
    };
  };
}

const isSold = (answer: Answer): boolean => !answer.ok && answer.reason === 'sold';

/** An answer as a picture bears it. */
function inShort(answer: unknown): string {
  const { ok, until, reason } = (answer ?? {}) as { ok?: unknown; until?: unknown; reason?: unknown };
  if (ok === true) return until === undefined ? 'ok' : `until ${format(until)}`;
  return typeof reason === 'string' ? reason : format(answer);
}
