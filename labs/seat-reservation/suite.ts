/**
 * What a right seat reservation does. Histories are played against the model in sale.ts, and each is looked at when it is over (hall.ts): every
 * short one of two customers and one seat, every order of a few small programs (programs.ts), and what the brief allows at its ends.
 */
import {
  BOUNDARY_STRINGS,
  expect,
  fc,
  forEachOf,
  LOOKALIKES,
  longString,
  NOT_FINITE,
  newCase,
  property,
  repeat,
  solution,
  steadyCost,
  test,
} from '#grading';
import { Hall } from './hall.ts';
import { histories, historyOf, type Letter, type Move, program } from './programs.ts';
import type { Asked, Operation } from './sale.ts';

const { createSeats } = solution<typeof import('./solution.ts')>({
  methods: { createSeats: ['hold', 'confirm', 'release'] },
});

const HOLD_MS = 100;
const OPERATIONS: readonly Operation[] = ['hold', 'confirm', 'release'];

const open = (seatIds: readonly string[] = ['A1'], holdMs = HOLD_MS): Hall => new Hall(createSeats, seatIds, holdMs);

/** Plays a history on new seats, and looks at what it has left. */
function play(history: readonly Asked[], seatIds?: readonly string[], holdMs?: number): void {
  newCase();
  const hall = open(seatIds, holdMs);
  for (const asked of history) hall.ask(asked);
  hall.look();
}

const ask = (operation: Operation, seat: string, customer: string, requestId: string, now = 0): Asked => ({
  operation,
  seat,
  customer,
  requestId,
  now,
});

// ——— all short histories ———

type Choice = Pick<Letter, 'operation' | 'customer'> | number;

const choices = (customer: string): Choice[] => OPERATIONS.map((operation) => ({ operation, customer }));
const BOTH = [...choices('ann'), ...choices('bob')];
const ANN_HOLDS: Choice = { operation: 'hold', customer: 'ann' };

/** Plays every history that begins with one of `first` and goes on with up to `more` choices, the shortest first. */
function playAll(first: readonly Choice[], further: readonly Choice[], more: number): void {
  let found = first.map((choice) => [choice]);
  for (let length = 0; ; length++) {
    for (const choice of found) {
      const moves = choice.map(
        (one, index): Move => (typeof one === 'number' ? one : { ...one, seat: 'A1', requestId: `r${index + 1}` }),
      );
      play(historyOf(moves));
    }
    if (length === more) return;
    found = found.flatMap((history) => further.map((choice) => [...history, choice]));
  }
}

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
  .map((drawn) => historyOf(drawn.flatMap(([call, wait], index) => [wait, { ...call, requestId: `r${index + 1}` }])));

/** Names that a plain object already answers to, and the one that is false. */
const REQUEST_IDS = ['constructor', '', '__proto__', 'toString'];

/** A new request; or one from before (by its place) again, as it was or with other content. */
const anyRequest: fc.Arbitrary<{ again?: number; call?: Omit<Letter, 'requestId'> }> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ call: anyCall }) },
  { weight: 3, arbitrary: fc.record({ again: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ again: fc.nat(9), call: anyCall }) },
);

const retriesAndJumps = fc
  .array(fc.tuple(anyRequest, fc.oneof(anyWait, fc.constantFrom(-60, -250))), { minLength: 1, maxLength: 24 })
  .map((drawn) => {
    const moves: Move[] = [];
    const requests: Letter[] = [];
    for (const [{ again, call }, wait] of drawn) {
      const earlier = again === undefined ? undefined : requests[again % Math.max(1, requests.length)];
      const requestId = earlier?.requestId ?? REQUEST_IDS[requests.length] ?? `r${requests.length + 1}`;
      const request = { ...(call ?? earlier ?? { operation: 'hold', seat: 'A1', customer: 'ann' }), requestId };
      if (!earlier) requests.push(request);
      moves.push(wait, request);
    }
    return historyOf(moves);
  });

// ——— what a seat, a customer and a time may be ———

/** Times on clocks of all kinds: of a day of ours, with fractions, before zero, and where whole numbers outgrow 32 bits. */
const TIMES = [
  ...[0, -0, -1, -1000.5, 0.25, 7.75, 2 ** 24 + 1, 2 ** 31 - 50, 2 ** 31, 2 ** 32 - 50, 2 ** 32],
  ...[1_795_680_000_000, 1_795_680_000_000.25, -1_795_680_000_000, 2 ** 50],
];
const HOLD_TIMES = [0.25, 0.5, 1, 1.5, 600_000, 2 ** 31 + 0.5, 2 ** 32, 10 ** 12];

/** One customer holds from `start` on, another waits for the end, and comes a little early first. */
function holdsAndEnds(start: number, holdMs: number): Asked[] {
  const end = start + holdMs;
  return [
    ask('hold', 'A1', 'ann', 'r1', start),
    ask('hold', 'A1', 'ann', 'r2', start + holdMs / 2),
    ask('hold', 'A1', 'bob', 'r3', end - 0.125),
    ask('confirm', 'A2', 'bob', 'r4', start),
    ask('hold', 'A1', 'bob', 'r5', end),
    ask('confirm', 'A1', 'ann', 'r6', start),
    ask('confirm', 'A1', 'bob', 'r7', end + holdMs - 0.125),
  ];
}

/** Names that a program may take for the same, long ones that differ at their ends among them. */
const LONG = longString(300);
const ALIKE = [...LOOKALIKES, [`${LONG}a`, `${LONG}b`], [`a${LONG}`, `b${LONG}`]] as const;

/** Two names that look alike are two seats, and two customers. */
function keepsApart([one, other]: readonly [string, string]): void {
  play(
    [
      ask('hold', one, one, 'r1'),
      ask('hold', other, other, 'r2'),
      ask('confirm', one, other, 'r3'),
      ask('release', other, one, 'r4'),
      ask('hold', one, other, 'r5'),
      ask('release', other, other, 'r6'),
      ask('confirm', one, one, 'r7'),
    ],
    [one, other],
  );
}

test('In every order of calls and waits, nobody is sold a seat that another holds or has bought', {
  marks: 0.5,
  why: 'A seat that is sold twice is found out at the door, by two people with the same ticket.',
}, () => {
  playAll(choices('ann').slice(1), BOTH, 2);
  playAll([ANN_HOLDS], [...BOTH, HOLD_MS - 1], 2);
  playAll([ANN_HOLDS], [...BOTH, HOLD_MS], 3);
  property([newRequests], (history) => play(history, SEATS), { runs: 20 });

  for (const time of TIMES) play(holdsAndEnds(time, HOLD_MS), ['A1', 'A2']);
  for (const holdMs of HOLD_TIMES) play(holdsAndEnds(1000, holdMs), ['A1', 'A2'], holdMs);
  forEachOf(ALIKE, keepsApart);
  play(
    BOUNDARY_STRINGS.flatMap((name, index) => [
      ask('hold', name, name, `h${index}`),
      ask(OPERATIONS[index % 3]!, name, name, `o${index}`),
    ]),
    BOUNDARY_STRINGS,
  );

  // Two sales at once, with the same seats and the same ids, and other times.
  newCase();
  const halls = [open(['A1'], HOLD_MS), open(['A1', 'A2'], 3 * HOLD_MS)];
  for (const operation of ['hold', 'confirm', 'hold'] as const) {
    for (const [index, hall] of halls.entries())
      hall.ask(ask(operation, 'A1', index === 0 ? 'ann' : 'bob', operation, index * HOLD_MS));
  }
  for (const hall of halls) hall.look();
});

// ——— retries, and what is refused ———

/** Explored with two departures from the plain order, and with one. */
const SMALLEST = program({ ann: 'hold A1, release A1', bob: 'hold A1' });
const LARGER = [
  { ann: 'hold A1, confirm A1', bob: 'hold A1' },
  { ann: 'hold A1, release A1', bob: 'hold A1, confirm A1' },
  { ann: 'hold A1, confirm A1', bob: 'hold A1, confirm A1' },
  { ann: 'hold A1, release A1, hold A1', bob: 'hold A1' },
  { ann: 'hold A1, confirm A1, confirm A1', bob: 'hold A1' },
].map(program);
const TWO_SEATS = program({ ann: 'hold A1, hold A2', bob: 'hold A2, confirm A2' });

/** What people put between the parts of a name that they join. */
const JOINTS = ['', ...' :;,|/-_.#@&+=~>\n\t\0', '"', '","', '::', '||', '->', '=>', '\u001f', ', '];

test('Retries, reused request ids, clocks that run back and bad input change nothing', {
  marks: 0.25,
  why: 'When an answer is lost the customer’s browser asks again, and cannot know whether the first time counted.',
}, () => {
  for (const history of histories([SMALLEST], 2, HOLD_MS)) play(history);
  for (const history of histories(LARGER, 1, HOLD_MS)) play(history);
  for (const history of histories([TWO_SEATS], 1, HOLD_MS)) play(history, ['A1', 'A2']);
  property([retriesAndJumps], (history) => play(history, SEATS), { runs: 20 });

  for (const operation of OPERATIONS) reuses(operation);
  for (const [id, alike] of ALIKE)
    play([ask('hold', 'A1', 'ann', id), ask('release', 'A1', 'ann', alike), ask('hold', 'A1', 'ann', id)]);
  // Parts that are joined may be the same text where the parts are not the same.
  for (const joint of JOINTS) {
    const seat = `a${joint}b`;
    play([ask('hold', seat, 'c', 'r1'), ask('hold', 'a', `b${joint}c`, 'r1')], ['a', seat]);
  }
  refusesBadInput();
  livesLong();
});

/** An id that is used for something else, before and after what it was used for was refused, granted, or over. */
function reuses(operation: Operation): void {
  const first = [
    ask('hold', 'A1', 'ann', 'r1'),
    ask(operation, 'A1', 'ann', 'r2', 10),
    ask('hold', 'A1', 'bob', 'r3', 20),
  ];
  for (const { requestId, ...was } of first) {
    const others = [
      ...OPERATIONS.filter((other) => other !== was.operation).map((other) => ({ ...was, operation: other })),
      { ...was, customer: was.customer === 'ann' ? 'bob' : 'ann' },
      { ...was, seat: 'A2' },
    ];
    for (const other of others) play([...first, { ...other, requestId, now: 1000 }], ['A1', 'A2']);
  }
}

/** What can be wrong in `createSeats`, and in a call of a seat. */
const OF_ALL = ['seatIds', 'holdMs'];
const OF_A_CALL = ['seat', 'requestId', 'now', 'holdMs'];

function refusesBadInput(): void {
  forEachOf([0, -0, -1, -0.5, -HOLD_MS, ...NOT_FINITE], (holdMs) => {
    expect(() => createSeats(['A1'], holdMs)).toThrow('RangeError', 'holdMs', OF_ALL);
  });
  forEachOf(
    [
      ['A1', 'A2', 'A1'],
      ['', ''],
      ['b', '__proto__', '__proto__'],
      ['1', '2', '2', '1'],
    ],
    (seatIds) => {
      expect(() => createSeats(seatIds, HOLD_MS)).toThrow('RangeError', 'seatIds', OF_ALL);
    },
  );

  newCase();
  const hall = open(['A1', 'B1']);
  hall.ask(ask('hold', 'A1', 'ann', 'r1'));
  hall.ask(ask('confirm', 'A1', 'bob', 'r2', 1));
  const refused = (asked: Asked, mention: string): void =>
    expect(() => hall.seats[asked.operation](asked.seat, asked.customer, asked.requestId, asked.now)).toThrow(
      'RangeError',
      mention,
      // Not seatIds: that an unknown seat is none of them may be said.
      OF_A_CALL,
    );
  for (const operation of OPERATIONS) {
    for (const seat of ['A2', '', 'a1', ' A1', 'A1 ', 'constructor', '__proto__', '0'])
      refused(ask(operation, seat, 'ann', 'r3', 1000), 'seat');
    for (const now of NOT_FINITE) refused(ask(operation, 'A1', 'ann', 'r3', now), 'now');
  }
  for (const now of NOT_FINITE) {
    refused(ask('hold', 'A1', 'ann', 'r1', now), 'now');
    refused(ask('confirm', 'A1', 'bob', 'r2', now), 'now');
  }
  // Calls that threw have used up no id and moved no clock.
  hall.ask(ask('confirm', 'A1', 'ann', 'r3', 50));
  hall.ask(ask('hold', 'A1', 'ann', 'r1', 50));
  hall.look();
}

/** More requests than anybody would put a limit at, and holds of one customer; then the first requests once more. */
const MANY = 10_100;
const MANY_SEATS = 1100;

function livesLong(): void {
  newCase();
  const seatIds = Array.from({ length: MANY_SEATS }, (_, index) => `S${index}`);
  const hall = open(['A1', ...seatIds]);
  const early = [
    ask('hold', 'A1', 'ann', 'early 1'),
    ask('confirm', 'A1', 'bob', 'early 2'),
    ask('release', 'A1', 'ann', 'early 3'),
    ask('hold', 'A1', 'bob', 'early 4'),
    ask('confirm', 'A1', 'bob', 'early 5'),
  ];
  for (const asked of early) hall.ask(asked);
  const { hold, release } = hall.seats;
  repeat(seatIds.map((seat) => [hold, seat, 'ann', `of ${seat}`, 10]));
  repeat(Array.from({ length: MANY - MANY_SEATS }, (_, index) => [release, 'A1', `c${index}`, `late ${index}`, 10]));
  const between: Asked[] = [seatIds[0]!, seatIds.at(-1)!].map((seat) => ask('hold', seat, 'ann', `of ${seat}`, 10));
  hall.assume(between);
  for (const asked of early)
    hall.ask({ ...asked, now: 20 }, `, a retry ${MANY.toLocaleString('en-GB')} requests later,`);
  const [first, last] = between as [Asked, Asked];
  hall.ask({ ...last, operation: 'confirm', requestId: 'paid', now: 30 });
  const tried = { ...first, customer: 'bob', requestId: 'tried' };
  hall.ask({ ...tried, now: 30 });
  hall.ask({ ...tried, now: 10 + HOLD_MS }, ', a retry when the hold is over,');
}

test('The cost of a call grows neither with the seats nor with the requests so far', {
  marks: 0.25,
  why: 'Whoever looks through all seats or all requests is slowest when the sale is busiest.',
}, () => {
  // A tree, or a heap of the holds by their ends, is fine.
  const ample = (few: number): number => few + 1500;
  const grows = {
    with: 'the sale',
    counted: 'seats and requests',
    sizes: [20, 500, 3_000],
    ample,
    most: 7_000,
    work: '15 calls',
  } as const;
  for (const { which, later } of [
    { which: 0, later: 0 },
    { which: -1, later: 0 },
    { which: -1, later: 2 * HOLD_MS },
  ]) {
    steadyCost({ ...grows, sizes: [...grows.sizes] }, (size) => {
      const seatIds = Array.from({ length: size }, (_, index) => `S${index}`);
      const mine = seatIds.at(which)!;
      const { hold, confirm, release } = createSeats(seatIds, HOLD_MS);
      const others = seatIds.filter((seat) => seat !== mine);
      repeat(others.map((seat, index) => [hold, seat, 'ann', `h${index}`, 0]));
      repeat(others.slice(0, size / 4).map((seat, index) => [confirm, seat, 'ann', `c${index}`, 0]));
      // Holds that are over may be cleared away by the next call, whatever that takes.
      confirm(mine, 'bob', 'first', later);
      const until = later + HOLD_MS;
      return () => {
        for (let round = 0; round < 5; round++) {
          expect(hold(mine, 'bob', `a${round}`, later)).toEqual({ ok: true, until });
          expect(release(mine, 'bob', `b${round}`, later)).toEqual({ ok: true });
          expect(hold(mine, 'bob', `a${round}`, later)).toEqual({ ok: true, until });
        }
      };
    });
  }
});
