/**
 * What a right seat reservation does. Histories are played against the model in sale.ts: every one of a few calls with
 * two customers and one seat, shortest first, and many longer ones with more of both.
 */
import { expect, fail, fc, format, newCase, property, solution, steadyCost, test } from '#grading';
import { type Asked, isOk, isSame, type Operation, Sale } from './sale.ts';
import type { Answer, Seats } from './types.ts';

const { createSeats } = solution<typeof import('./solution.ts')>();

const HOLD_MS = 100;
const OPERATIONS: readonly Operation[] = ['hold', 'confirm', 'release'];

const call = (seats: Seats, { operation, seat, customer, requestId, now }: Asked): Answer =>
  seats[operation](seat, customer, requestId, now);

/** Plays a history on new seats, and fails at the first answer that is not the model's. */
function play(history: readonly Asked[], seatIds: readonly string[]): void {
  newCase();
  const seats = createSeats([...seatIds], HOLD_MS);
  const sale = new Sale(HOLD_MS);
  for (const [index, asked] of history.entries()) {
    const expected = sale.ask(asked);
    const { operation, seat, customer } = asked;
    const what = `Call ${index + 1}, ${operation} of ${seat} by ${customer} at ${asked.now} ms`;
    const why = `${expected.because[0]!.toUpperCase()}${expected.because.slice(1)}.`;
    if ('throws' in expected) {
      expect(() => call(seats, asked), why).toThrow('RangeError', expected.throws);
      continue;
    }
    const answer: unknown = call(seats, asked);
    if (isSame(answer, expected.answer)) continue;
    const soldTwice = operation === 'confirm' && isOk(answer) && isSold(expected.answer);
    fail(`${what}${soldTwice ? ', sells it a second time' : ', got another answer than it should'}. ${why}`, {
      expected: format(expected.answer),
      actual: format(answer),
    });
  }
}

const isSold = (answer: Answer): boolean => !answer.ok && answer.reason === 'sold';

// ——— all histories of a few calls ———

/** What may come next: a call, or the clocks of all callers move on (or back) by so many milliseconds. */
type Letter = Omit<Asked, 'now' | 'requestId'> & { requestId?: string };
type Move = Letter | number;

const by = (customer: string, operation: Operation, requestId?: string): Letter => ({
  operation,
  seat: 'A1',
  customer,
  ...(requestId !== undefined && { requestId }),
});

/** The calls that the moves amount to. A request without an id of its own gets a new one. */
function historyOf(moves: readonly Move[]): Asked[] {
  const history: Asked[] = [];
  let now = 0;
  for (const move of moves) {
    if (typeof move === 'number') now += move;
    else history.push({ requestId: `r${history.length + 1}`, ...move, now });
  }
  return history;
}

/** Plays every history that begins with one of `first` and goes on with up to `more` moves, the shortest first. */
function playAll(first: readonly Move[], moves: readonly Move[], more: number): void {
  let histories = first.map((move) => [move]);
  for (let length = 0; ; length++) {
    // One that ends with a wait shows nothing that it did not show before.
    for (const history of histories) if (typeof history.at(-1) !== 'number') play(historyOf(history), ['A1']);
    if (length === more) return;
    histories = histories.flatMap((history) => moves.map((move) => [...history, move]));
  }
}

const ANN = OPERATIONS.map((operation) => by('ann', operation));
const BOTH = [...ANN, ...OPERATIONS.map((operation) => by('bob', operation))];

// ——— longer histories ———

const SEATS = ['A1', 'A11', 'A'];
const CUSTOMERS = ['ann', 'bob', '1', 'constructor'];

const anyCall = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  seat: fc.constantFrom(...SEATS),
  customer: fc.constantFrom(...CUSTOMERS),
});
const anyWait = fc.constantFrom(0, 0, 0, 1, 30, 99, 100);

const newRequests = fc
  .array(fc.tuple(anyCall, anyWait), { minLength: 1, maxLength: 30 })
  .map((drawn) => historyOf(drawn.flatMap(([asked, wait]) => [wait, asked])));

/** Names that a plain object already answers to. */
const REQUEST_IDS = ['constructor', '__proto__', 'toString'];

/** A new request; or one from before (by its place) again, as it was or with other content. */
const anyRequest = fc.oneof(
  { weight: 4, arbitrary: fc.record({ asked: anyCall }) },
  { weight: 3, arbitrary: fc.record({ again: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ again: fc.nat(9), asked: anyCall }) },
);

const retriesAndJumps = fc
  .array(
    fc.tuple(
      anyRequest as fc.Arbitrary<{ again?: number; asked?: Letter }>,
      fc.oneof(anyWait, fc.constantFrom(-60, -250)),
    ),
    {
      minLength: 1,
      maxLength: 24,
    },
  )
  .map((drawn) => {
    const moves: Move[] = [];
    const requests: Letter[] = [];
    for (const [{ again, asked }, wait] of drawn) {
      const earlier = again === undefined ? undefined : requests[again % Math.max(1, requests.length)];
      const requestId = earlier?.requestId ?? REQUEST_IDS[requests.length] ?? `r${requests.length + 1}`;
      const request = { ...(asked ?? earlier ?? by('ann', 'hold')), requestId };
      if (!earlier) requests.push(request);
      moves.push(wait, request);
    }
    return historyOf(moves);
  });

test('In every order of calls and waits, nobody is sold a seat that another holds or has bought', {
  marks: 0.5,
  why: 'A seat that is sold twice is found out at the door, by two people with the same ticket.',
}, () => {
  const annHolds = ANN.slice(0, 1);
  playAll(ANN, [...BOTH, HOLD_MS], 2);
  playAll(annHolds, [...BOTH, HOLD_MS - 1], 2);
  playAll(annHolds, [...BOTH, HOLD_MS], 3);
  playAll(annHolds, [by('ann', 'confirm'), by('bob', 'hold'), by('bob', 'confirm'), HOLD_MS], 4);
  property([newRequests], (history) => play(history, SEATS), { runs: 40 });
});

test('Retries, reused request ids, clocks that run back and bad input change nothing', {
  marks: 0.25,
  why: 'When an answer is lost the customer’s browser asks again, and cannot know whether the first time counted.',
}, () => {
  const withIds = [
    by('ann', 'hold', 'r1'),
    by('ann', 'confirm', 'r2'),
    by('ann', 'release', 'r3'),
    by('bob', 'hold', 'r4'),
    by('bob', 'confirm', 'r5'),
  ];
  const [annHolds, , , bobHolds] = withIds as [Letter, Letter, Letter, Letter];
  playAll([annHolds], [...withIds, HOLD_MS, -60], 3);
  playAll([annHolds], [annHolds, bobHolds, HOLD_MS, -60], 4);
  property([retriesAndJumps], (history) => play(history, SEATS), { runs: 40 });

  newCase();
  for (const holdMs of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => createSeats(['A1'], holdMs)).toThrow('RangeError', 'holdMs');
  }
  expect(() => createSeats(['A1', 'A2', 'A1'], HOLD_MS)).toThrow('RangeError', 'seatIds');
  newCase();
  const seats = createSeats(['A1'], HOLD_MS);
  const granted = { ok: true, until: HOLD_MS };
  expect(seats.hold('A1', 'ann', 'r1', 0)).toEqual(granted);
  for (const operation of OPERATIONS) {
    for (const seat of ['A2', '', 'constructor']) {
      expect(() => seats[operation](seat, 'ann', 'r2', 1000)).toThrow('RangeError', 'seat');
    }
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => seats[operation]('A1', 'ann', 'r2', now)).toThrow('RangeError', 'now');
    }
    expect(() => seats[operation]('A1', 'bob', 'r1', 1000)).toThrow('RangeError', 'requestId');
  }
  expect(seats.confirm('A1', 'ann', 'r2', 50), 'Calls that threw have used up no id and moved no clock.').toEqual({
    ok: true,
  });
});

test('The cost of a call grows neither with the seats nor with the requests so far', {
  marks: 0.25,
  why: 'Whoever looks through all seats or all requests is slowest when the sale is busiest.',
}, () => {
  // A tree, or a heap of the holds by their ends, is fine.
  const ample = (few: number): number => 2 * few + 2000;
  const counted = 'seats and requests';
  steadyCost({ with: 'the sale', counted, sizes: [20, 1500], ample, work: '15 calls' }, (size) => {
    const seatIds = Array.from({ length: size }, (_, index) => `S${index}`);
    const seats = createSeats(seatIds, HOLD_MS);
    for (const [index, seat] of seatIds.entries()) if (index > 0) seats.hold(seat, 'ann', `h${index}`, 0);
    return () => {
      for (let round = 0; round < 5; round++) {
        expect(seats.hold('S0', 'bob', `a${round}`, 0)).toEqual({ ok: true, until: HOLD_MS });
        expect(seats.release('S0', 'bob', `b${round}`, 0)).toEqual({ ok: true });
        expect(seats.hold('S0', 'bob', `a${round}`, 0)).toEqual({ ok: true, until: HOLD_MS });
      }
    };
  });
});
