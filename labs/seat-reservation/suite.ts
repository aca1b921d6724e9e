/**
 * What a right seat reservation does. Histories are played against the model in sale.ts, and each is looked at when it is over (hall.ts): every
 * short one of two customers and one seat, every order of a few small programs (programs.ts), and what the brief allows at its ends.
 */
import {
  BOUNDARY_STRINGS,
  expect,
  fc,
  forEachOf,
  kept,
  LOOKALIKES,
  longString,
  NOT_FINITE,
  newCase,
  numbered,
  property,
  repeat,
  solution,
  steadyCost,
  test,
} from '#grading';
import { Hall } from './hall.ts';
import { histories, historyOf, type Letter, type Move, program } from './programs.ts';
import type { Asked, Operation } from './sale.ts';
import type { Seats } from './types.ts';

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

/**
 * Times on clocks of all kinds, the plain ones first: before zero, with fractions, where whole numbers outgrow 32 bits, of a day of ours,
 * where they outgrow a double, and to the end of what there is.
 */
const TIMES = [
  ...[
    0,
    -0,
    -1,
    0.25,
    -0.75,
    7.75,
    -1000.5,
    0.1 + 0.2,
    1e-7,
    999_999,
    2 ** 24 + 1,
    2 ** 31 - 50,
    -(2 ** 31) - 1,
    2 ** 31,
    2 ** 32 - 50,
  ],
  ...[2 ** 32, 1_795_680_000_000, 1_795_680_000_000.25, -1_795_680_000_000, 1_795_680_000_000_001, 2 ** 50],
];
const FAR_TIMES = [
  2 ** 53 - 1,
  -(2 ** 53) + 1,
  2 ** 53 + 2,
  -(2 ** 53) - 2,
  1e16,
  -1e16,
  1e21,
  -1e21,
  2 ** 1022,
  -(2 ** 1023),
];
const HOLD_TIMES = [
  ...[
    Number.MIN_VALUE,
    1e-7,
    0.25,
    0.5,
    1,
    1.5,
    999,
    65_536,
    600_000,
    86_400_001,
    2 ** 31 + 0.5,
    2 ** 32,
    10 ** 12,
    2 ** 53 + 2,
    1e21,
  ],
  2 ** 1022,
];
/** Holds whose end is no round number, on clocks that have been running for long. */
const UNEVEN = [
  [0.1, 0.2],
  [1_795_680_000_000.25, 0.2],
  [1_795_680_000_000.25, 600_000.1],
  [-1_795_680_000_000.25, 0.7],
] as const;

/** The greatest number that is less. */
function justBelow(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  if (value === 0) return -Number.MIN_VALUE;
  view.setBigInt64(0, view.getBigInt64(0) - (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** One customer holds from `start` on, another waits for the end, and comes just too early first. Who moves the clock last is a retry. */
function holdsAndEnds(start: number, holdMs: number): Asked[] {
  const end = start + holdMs;
  return [
    ask('hold', 'A1', 'ann', 'r1', start),
    ask('hold', 'A1', 'ann', 'r2', start + holdMs / 2),
    ask('hold', 'A1', 'bob', 'r3', justBelow(end)),
    ask('confirm', 'A2', 'bob', 'r4', start),
    ask('hold', 'A1', 'bob', 'r5', end),
    ask('confirm', 'A1', 'ann', 'r6', start),
    ask('hold', 'A1', 'ann', 'r1', end + holdMs / 3),
    ask('hold', 'A1', 'bob', 'r7', start),
    ask('confirm', 'A1', 'bob', 'r8', justBelow(end + holdMs)),
    ask('hold', 'A1', 'ann', 'r1', end + 1.3 * holdMs),
  ];
}

/** What was granted and refused, and a retry of each, the longer afterwards the better: neither a sale nor an answer grows old. */
function muchLater(wait: number): Asked[] {
  const then = [
    ask('hold', 'A1', 'ann', 'r1'),
    ask('confirm', 'A1', 'ann', 'r2', 1),
    ask('hold', 'A2', 'ann', 'r3', 2),
    ask('confirm', 'A2', 'bob', 'r4', 3),
    ask('release', 'A3', 'bob', 'r5', 4),
  ];
  return [...then, ask('hold', 'A1', 'bob', 'r6', wait), ...then.map((asked) => ({ ...asked, now: wait }))];
}

/** Names that a program may take for the same, long ones that differ at their ends among them. */
const LONG = longString(300);
const VERY_LONG = longString(70_000);
const ALIKE = [...LOOKALIKES, [`${LONG}a`, `${LONG}b`], [`a${LONG}`, `b${LONG}`]] as const;
const VERY_LONG_ONES = [`${VERY_LONG}a`, `${VERY_LONG}b`] as const;

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
  marks: 1,
  why: 'A seat that is sold twice is found out at the door, by two people with the same ticket.',
}, () => {
  playAll(choices('ann').slice(1), BOTH, 2);
  playAll([ANN_HOLDS], [...BOTH, HOLD_MS - 1], 2);
  playAll([ANN_HOLDS], [...BOTH, HOLD_MS], 3);
  property([newRequests], (history) => play(history, SEATS), { runs: 20 });

  for (const history of histories(SEVERAL_SEATS, 0, HOLD_MS)) play(history, ['A1', 'A2', 'A3']);
  const twoSeats = ['A1', 'A2'];
  // A hold that a number cannot tell from nothing beside its time is over when it begins: those are asked for as well.
  for (const time of TIMES) play(holdsAndEnds(time, HOLD_MS), twoSeats);
  for (const time of FAR_TIMES)
    for (const holdMs of [HOLD_MS, Math.abs(time) / 4]) play(holdsAndEnds(time, holdMs), twoSeats, holdMs);
  for (const holdMs of HOLD_TIMES) play(holdsAndEnds(holdMs < 1 ? 0 : 1000, holdMs), twoSeats, holdMs);
  for (const [time, holdMs] of UNEVEN) play(holdsAndEnds(time, holdMs), twoSeats, holdMs);
  for (const wait of [1e4, 1e8, 1e12, 1e15]) play(muchLater(wait), ['A1', 'A2', 'A3']);
  forEachOf(ALIKE, keepsApart);
  play(
    VERY_LONG_ONES.map((name) => ask('hold', name, name, name)),
    VERY_LONG_ONES,
  );
  play(
    BOUNDARY_STRINGS.flatMap((name, index) => [
      ask('hold', name, name, `h${index}`),
      ask(OPERATIONS[index % 3]!, name, name, `o${index}`),
    ]),
    BOUNDARY_STRINGS,
  );

  // A hall without seats; and one list for two halls.
  play([], []);
  newCase();
  const seatIds = kept(['B', 'C', 'A']);
  const first = createSeats(seatIds, HOLD_MS);
  const second = createSeats(seatIds, HOLD_MS);
  for (const seats of [first, second])
    for (const seat of ['A', 'B', 'C'])
      expect(
        seats.hold(seat, 'ann', seat, 0),
        'Two halls were made of one list of seats. It is the caller’s, and stays as it is.',
      ).toEqual({ ok: true, until: HOLD_MS });

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
/** One customer who asks for what they cannot have, or again for what they had: explored with two departures. */
const ALONE = [
  { ann: 'hold A1, hold A1' },
  { ann: 'confirm A1, hold A1' },
  { ann: 'release A1, hold A1' },
  { ann: 'hold A1, release A1, release A1' },
].map(program);
const AFTER_A_REFUSAL = [
  { ann: 'hold A1, confirm A1', bob: 'confirm A1, hold A1' },
  { ann: 'hold A1, release A1', bob: 'hold A1, hold A1' },
  { ann: 'hold A1', bob: 'release A1, hold A1' },
].map(program);
/** Whoever has several seats keeps the others, whatever becomes of one. */
const SEVERAL_SEATS = [
  { ann: 'hold A1, hold A2, confirm A1', bob: 'hold A2' },
  { ann: 'hold A1, hold A2, release A1', bob: 'hold A2' },
  { ann: 'hold A1, confirm A1, hold A2, hold A3, release A2', bob: 'hold A3' },
].map(program);
const TWO_SEATS = program({ ann: 'hold A1, hold A2', bob: 'hold A2, confirm A2' });

/** What people put between the parts of a name that they join. */
const JOINTS = ['', ...' :;,|/-_.#@&+=~>\n\t\0', '"', '","', '::', '||', '->', '=>', '\u001f', ', '];

test('Retries, reused request ids, clocks that run back and bad input change nothing', {
  marks: 0.5,
  why: 'When an answer is lost the customer’s browser asks again, and cannot know whether the first time counted.',
}, () => {
  for (const history of histories([SMALLEST], 2, HOLD_MS)) play(history);
  for (const history of histories(ALONE, 2, HOLD_MS)) play(history);
  for (const history of histories([...LARGER, ...AFTER_A_REFUSAL], 1, HOLD_MS)) play(history);
  for (const history of histories([TWO_SEATS], 1, HOLD_MS)) play(history, ['A1', 'A2']);
  property([retriesAndJumps], (history) => play(history, SEATS), { runs: 20 });

  for (const operation of OPERATIONS) reuses(operation);
  for (const [id, alike] of ALIKE)
    play([ask('hold', 'A1', 'ann', id), ask('release', 'A1', 'ann', alike), ask('hold', 'A1', 'ann', id)]);
  for (const [one, other] of ALIKE) {
    play([ask('hold', 'A1', one, 'r1'), ask('hold', 'A1', other, 'r1')]);
    play([ask('hold', one, 'ann', 'r1'), ask('hold', other, 'ann', 'r1')], [one, other]);
  }
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
    expect(() => createSeats(['A1'], holdMs), 'A hold has to last for some time, and to end.').toThrow(
      'RangeError',
      'holdMs',
      OF_ALL,
    );
  });
  forEachOf(
    [
      ['A1', 'A2', 'A1'],
      ['', ''],
      ['b', '__proto__', '__proto__'],
      ['1', '2', '2', '1'],
      ['A1', 'A1', 'A2'],
      ['A1', 'A2', 'A3', 'A2', 'A4'],
    ],
    (seatIds) => {
      expect(() => createSeats(seatIds, HOLD_MS), 'A seat that is there twice would be sold twice.').toThrow(
        'RangeError',
        'seatIds',
        OF_ALL,
      );
    },
  );

  newCase();
  const hall = open(['A1', 'B1']);
  hall.ask(ask('hold', 'A1', 'ann', 'r1'));
  hall.ask(ask('confirm', 'A1', 'bob', 'r2', 1));
  const refused = (asked: Asked, mention: string): void =>
    expect(
      () => hall.seats[asked.operation](asked.seat, asked.customer, asked.requestId, asked.now),
      mention === 'seat'
        ? 'There is no such seat in this hall.'
        : 'This is no time: nothing could be compared with it.',
    ).toThrow(
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

/** More requests than somebody remembers who keeps the latest ten thousand, and seats of one customer; then the first requests once more. */
const MANY = 10_100;
const MANY_SEATS = 1100;
const COUNTER_ENDS = [10, 100, 127, 255, 511, 999, 1000, 1023];
/** So often a request is asked again by a caller that hears no answer. */
const MANY_RETRIES = 300;

function livesLong(): void {
  newCase();
  const seatIds = Array.from({ length: MANY_SEATS }, (_, index) => `S${index}`);
  const hall = open(['A1', 'A2', ...seatIds]);
  const early = [
    ask('hold', 'A1', 'ann', 'early 1'),
    ask('confirm', 'A1', 'bob', 'early 2'),
    ask('release', 'A1', 'ann', 'early 3'),
    ask('hold', 'A1', 'bob', 'early 4'),
    ask('confirm', 'A1', 'bob', 'early 5'),
  ];
  for (const asked of early) hall.ask(asked);
  // From here on all clocks are behind but one.
  hall.ask(ask('release', 'A2', 'ann', 'on time', 10));
  const { hold, confirm, release } = hall.seats;
  const holds = seatIds.map((seat) => ask('hold', seat, 'ann', `of ${seat}`));
  const payments = holds.map((asked): Asked => ({ ...asked, operation: 'confirm', requestId: `for ${asked.seat}` }));
  // The last two are held, and not paid for.
  payments.splice(-2);
  repeat(holds.map(({ seat, customer, requestId, now }) => [hold, seat, customer, requestId, now]));
  repeat(payments.map(({ seat, customer, requestId, now }) => [confirm, seat, customer, requestId, now]));
  repeat([[release, 'A2', numbered('c'), numbered('late '), 0]], MANY - 2 * MANY_SEATS);
  repeat([[hold, 'A1', 'ann', 'early 1', 0]], MANY_RETRIES);
  hall.assume([...holds, ...payments]);
  for (const asked of early) hall.ask({ ...asked, now: 0 }, `, a retry ${MANY.toLocaleString('en-GB')} requests later`);
  hall.ask(ask('hold', 'A2', 'bob', 'what time is it', 0), ' when all clocks have been behind for long');
  const [first, last] = holds.slice(-2) as [Asked, Asked];
  hall.ask({ ...last, operation: 'confirm', requestId: 'paid', now: 30 });
  const tried = { ...first, customer: 'bob', requestId: 'tried' };
  hall.ask({ ...tried, now: 30 });
  hall.ask({ ...tried, now: 10 + HOLD_MS }, ', a retry when the hold is over');
  // Each that was sold, among as many, is: above all where counters end.
  for (const [index, { seat }] of payments.entries())
    if (index % 16 === 15 || COUNTER_ENDS.some((end) => Math.abs(end - index) < 2))
      hall.ask(
        ask('hold', seat, 'bob', `is ${index}`),
        `, seat ${index + 1} of ${payments.length} that ann has paid for,`,
      );
}

/** A sale whose calls are measured: a free seat, and the others, the first of which are sold and the last held by ann. */
interface CostlySale {
  seats: Seats;
  mine: string;
  others: readonly string[];
  now: number;
  /** When a hold of now is over. */
  until: number;
}

test('The cost of a call grows neither with the seats nor with the requests so far', {
  marks: 0.5,
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
  const refused = (reason: string) => ({ ok: false, reason });
  // Five calls a round: what is granted and asked again, what is refused, and what throws.
  const works: readonly { which: number; later: number; round(sale: CostlySale, nth: number): void }[] = [
    {
      which: 0,
      later: 0,
      round({ seats: { hold, confirm, release }, mine, others, until }, nth) {
        expect(hold(mine, 'bob', `a${nth}`, 0)).toEqual({ ok: true, until });
        expect(release(mine, 'bob', `b${nth}`, 0)).toEqual({ ok: true });
        expect(hold(mine, 'bob', `a${nth}`, 0)).toEqual({ ok: true, until });
        for (let time = 0; time < 2; time++)
          expect(confirm(others.at(-1 - nth)!, 'ann', `d${nth}`, 0)).toEqual({ ok: true });
      },
    },
    {
      which: -1,
      later: 0,
      round({ seats: { hold, confirm, release }, mine, others }, nth) {
        expect(hold(others.at(-1)!, 'bob', `a${nth}`, 0)).toEqual(refused('held-by-another'));
        expect(confirm(others.at(-1)!, 'bob', `b${nth}`, 0)).toEqual(refused('not-held-by-you'));
        expect(release(mine, 'bob', `d${nth}`, 0)).toEqual(refused('not-held-by-you'));
        expect(hold(others[0]!, 'bob', `e${nth}`, 0)).toEqual(refused('sold'));
        expect(confirm(others.at(-1)!, 'bob', `b${nth}`, 0)).toEqual(refused('not-held-by-you'));
      },
    },
    {
      which: -1,
      later: 2 * HOLD_MS,
      round({ seats: { hold, confirm, release }, mine, now, until }, nth) {
        expect(hold(mine, 'bob', `a${nth}`, now)).toEqual({ ok: true, until });
        expect(release(mine, 'bob', `b${nth}`, now)).toEqual({ ok: true });
        expect(hold(mine, 'bob', `a${nth}`, now)).toEqual({ ok: true, until });
        expect(() => hold('nowhere', 'bob', `d${nth}`, now)).toThrow('RangeError', 'seat');
        if (nth === 0) expect(() => hold(mine, 'bob', 'e', Number.NaN)).toThrow('RangeError', 'now');
        else expect(() => confirm(mine, 'bob', `a${nth}`, now)).toThrow('RangeError', 'requestId');
      },
    },
  ];
  for (const { which, later, round } of works) {
    steadyCost({ ...grows, sizes: [...grows.sizes] }, (size) => {
      const seatIds = Array.from({ length: size }, (_, index) => `S${index}`);
      const mine = seatIds.at(which)!;
      const seats = createSeats(seatIds, HOLD_MS);
      const { hold, confirm } = seats;
      const others = seatIds.filter((seat) => seat !== mine);
      repeat(others.map((seat, index) => [hold, seat, 'ann', `h${index}`, 0]));
      repeat(others.slice(0, size / 4).map((seat, index) => [confirm, seat, 'ann', `c${index}`, 0]));
      // Holds that are over may be cleared away by the next call, whatever that takes.
      confirm(mine, 'bob', 'first', later);
      const sale = { seats, mine, others, now: later, until: later + HOLD_MS };
      return () => {
        for (let nth = 0; nth < 3; nth++) round(sale, nth);
      };
    });
  }
});
