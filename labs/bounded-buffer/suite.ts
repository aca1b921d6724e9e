/** What a right buffer does, held to a ledger of every reading (ledger.ts): fixed histories, random ones, and every order of small programs. */
import {
  BOUNDARY_STRINGS,
  boundaryFractions,
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
import { holdsInEveryOrder, program } from './explored.ts';
import { callOf, Ledger, type Op } from './ledger.ts';
import type { Policy } from './types.ts';

const { createBuffer } = solution<typeof import('./solution.ts')>({
  methods: { createBuffer: ['offer', 'request', 'close', 'ended', 'counts', 'lost'] },
});

const POLICIES: readonly Policy[] = ['refuse', 'drop-newest', 'drop-oldest'];
const LOOK: Op = ['look'];

/** Plays a history on a new buffer, looks at all that can be seen after each step, and takes what is left. */
function play(capacity: number, policy: Policy, ops: readonly Op[]): void {
  newCase();
  const buffer = createBuffer(capacity, policy);
  const ledger = new Ledger(capacity, policy);
  const does = (op: Op): void => {
    const expected = ledger.ask(op);
    const why = `${expected.because[0]!.toUpperCase()}${expected.because.slice(1)}.`;
    const call = () => callOf(buffer, op, ledger.sensors);
    if ('throws' in expected) expect(call, why).toThrow(...expected.throws);
    else {
      const answer = call();
      if (op[0] !== 'close') expect(answer, why).toEqual(expected.answer);
    }
  };
  for (const op of ops) {
    does(op);
    does(LOOK);
  }
  does(['request', 1000]);
  does(LOOK);
}

/** Numbers that do not survive being written as text, added to, or taken for true or false. */
const ODD_VALUES: readonly number[] = [-0, 0, ...NOT_FINITE, 5e-324, -0.1, 2 ** 53, 1e308];

const offers = (count: number, sensor = 's1', from = 1): Op[] =>
  Array.from({ length: count }, (_, nth): Op => ['offer', sensor, from + nth]);
const request = (count: number): Op => ['request', count];

test('What was asked for is delivered at once, in the order of offering; what was not is held, up to the capacity', {
  marks: 0.5,
  why: 'The processor says how much it can take. Whoever sends more overruns it, and whoever holds back starves it.',
}, () => {
  for (const policy of POLICIES) {
    play(3, policy, [...offers(2), request(1), request(1), request(2), ...offers(4, 's2')]);
    play(3, policy, [request(2), request(3), ...offers(9)]);
    play(0, policy, [request(2), ...offers(2), ...offers(1, 's2'), request(1), ...offers(2)]);
    play(1, policy, [...offers(1), request(5), ...offers(4), ...offers(3)]);
    play(5, policy, [...offers(5), request(2), ...offers(2), request(5), ...offers(3)]);
    // Any number is a reading, and comes out as it went in: at once, and after it was held.
    const values = ODD_VALUES.map((value): Op => ['offer', 's1', value]);
    play(values.length, policy, [...values, request(2 * values.length), ...values]);
    newCase();
    const buffer = createBuffer(1, policy);
    buffer.offer({ sensor: 's1', value: -0 });
    expect(
      buffer.request(2)?.[0]?.value ?? null,
      'A reading of −0 was offered, and held. It is delivered as it was offered.',
    ).toBe(-0);
    expect(
      buffer.offer({ sensor: 's1', value: -0 })?.delivered?.[0]?.value ?? null,
      'A reading of −0 was offered, and one was asked for. It is delivered as it was offered.',
    ).toBe(-0);
  }
  // Room without end, as far as this buffer will ever know; and a processor that can take all there will ever be.
  for (const capacity of [2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53 - 1])
    play(capacity, 'drop-oldest', [...offers(3), request(1), ...offers(1)]);
  for (const count of [2 ** 31, 2 ** 32, 2 ** 50])
    play(2, 'refuse', [...offers(1), request(count), ...offers(2), request(count)]);
});

test('When there is no room the policy decides: the sender is told, the newest is lost, or the oldest makes way', {
  marks: 1,
  why: 'A buffer without a policy has one: it is whatever happens when the memory is full.',
}, () => {
  for (const policy of POLICIES) {
    for (const capacity of [0, 1, 2, 5]) {
      play(capacity, policy, offers(8));
      play(capacity, policy, [
        ...offers(4),
        request(1),
        ...offers(4, 's2'),
        request(2),
        ...offers(4, 's1', 50),
        request(20),
        ...offers(4, 's2', 70),
      ]);
      play(capacity, policy, [request(1), ...offers(7), request(1), ...offers(7, 's2')]);
    }
    // Two sensors measure the same: they are two sensors all the same.
    for (const capacity of [0, 1, 2])
      play(
        capacity,
        policy,
        ['s1', 's2', 's2', 's1', 's2', 's1'].map((sensor): Op => ['offer', sensor, 20]),
      );
    // Evicted for as long as it goes on, and several times round.
    play(3, policy, [...offers(40), request(2), ...offers(40, 's2'), request(50)]);
  }
  property(
    [
      fc.nat(4),
      fc.constantFrom(...POLICIES),
      fc.array(
        fc.oneof(
          fc.constantFrom('s1', 's2', 's1').map((sensor): Op => ['offer', sensor, 1]),
          fc.constantFrom(1, 1, 2, 3).map(request),
        ),
        { minLength: 1, maxLength: 30, size: 'max' },
      ),
    ],
    (capacity, policy, ops) =>
      play(
        capacity,
        policy,
        ops.map((op, nth): Op => (op[0] === 'offer' ? ['offer', op[1], nth] : op)),
      ),
    { runs: 40 },
  );
});

test('Every reading is counted somewhere, and every loss by its sensor', {
  marks: 0.5,
  why: 'What is lost without a word is missed by nobody until it is needed.',
}, () => {
  for (const policy of POLICIES) {
    forEachOf([...LOOKALIKES, ['__proto__', 'constructor'], ['toString', 'valueOf']] as const, ([one, other]) =>
      play(1, policy, [
        ['offer', one, 1],
        ['offer', other, 2],
        ['offer', other, 3],
        ['offer', one, 4],
        ['offer', other, 5],
      ]),
    );
    forEachOf(BOUNDARY_STRINGS, (sensor) =>
      play(0, policy, [
        ['offer', sensor, 1],
        ['offer', 's', 2],
      ]),
    );
    newCase();
    const buffer = createBuffer(1, policy);
    for (const sensor of ['s1', '', '__proto__', 'constructor', 'toString'])
      expect(buffer.lost(sensor), 'Nothing was offered yet.').toBe(0);
    const before = buffer.counts();
    buffer.offer({ sensor: 's1', value: 1 });
    expect(before, 'Counts that were given out are those of that moment.').toMatchObject({ offered: 0, held: 0 });
    offeredAgain(policy);
    longLife(policy);
  }
  manySensors();
});

/** A sender that was refused offers the very same reading again, and again: each time counts. */
function offeredAgain(policy: Policy): void {
  newCase();
  const buffer = createBuffer(1, policy);
  const reading = kept({ sensor: 's1', value: 20 });
  const outcome = ({ refuse: 'refused', 'drop-newest': 'dropped', 'drop-oldest': 'accepted' } as const)[policy];
  buffer.offer(reading);
  for (let time = 0; time < 3; time++)
    expect(buffer.offer(reading), 'One reading is held, and there is no room for a second.').toEqual({
      outcome,
      delivered: [],
    });
  const none = { refused: 0, dropped: 0, evicted: 0 };
  const lost = { refuse: { refused: 3 }, 'drop-newest': { dropped: 3 }, 'drop-oldest': { evicted: 3 } }[policy];
  expect(
    buffer.counts(),
    'The same reading was offered four times, three of them without room. Every offer counts, also of a reading that was offered before.',
  ).toEqual({
    ...{ offered: 4, accepted: policy === 'drop-oldest' ? 4 : 1, ...none, ...lost },
    ...{ delivered: 0, held: 1, demand: 0 },
  });
  expect(buffer.lost('s1'), 'What was refused is not lost; what was dropped or has made way is.').toBe(
    policy === 'refuse' ? 0 : 3,
  );
}

/** Each of many sensors loses one reading. */
function manySensors(): void {
  newCase();
  const { offer, lost } = createBuffer(0, 'drop-newest');
  repeat([[offer, { sensor: numbered('s'), value: 1 }]], 1_500);
  for (const nth of [0, 1, 1_499]) expect(lost(`s${nth}`), 'Each of 1,500 sensors has lost one reading.').toBe(1);
  // Names that are the same for long, and losses beyond four digits.
  newCase();
  const long = createBuffer(0, 'drop-newest');
  repeat([[long.offer, { sensor: 's1', value: 1 }]], 10_100);
  expect(long.lost('s1'), 'It has lost 10,100 readings.').toBe(10_100);
  for (const end of ['1', '2', '2']) long.offer({ sensor: `${longString(300)}${end}`, value: 1 });
  for (const end of [1, 2])
    expect(long.lost(`${longString(300)}${end}`), 'Sensors whose names begin alike are two.').toBe(end);
}

/** More than a thousand readings for one request, and the largest request that there is. */
function manyAtOnce(): void {
  newCase();
  const buffer = createBuffer(2_000, 'refuse');
  repeat([[buffer.offer, { sensor: 's1', value: -0 }]], 1_200);
  expect(buffer.request(1_199), '1,199 of the 1,200 readings that are held were asked for.').toHaveLength(1_199);
  expect(buffer.request(Number.MAX_SAFE_INTEGER), 'One reading was left.').toEqual([{ sensor: 's1', value: -0 }]);
  expect(buffer.counts(), 'All but one of 2⁵³ − 1 readings are still to come.').toMatchObject({
    delivered: 1_200,
    demand: Number.MAX_SAFE_INTEGER - 1,
  });
}

/** Thousands of readings for which there is no room, then thousands that are taken at once: nothing that is counted begins anew. */
function longLife(policy: Policy): void {
  newCase();
  const buffer = createBuffer(2, policy);
  const reading = { sensor: 's1', value: 1 };
  const [overflow, taken] = [1_200, 1_500];
  repeat([[buffer.offer, reading]], overflow + 2);
  repeat(
    [
      [buffer.request, 1],
      [buffer.offer, reading],
    ],
    taken,
  );
  repeat([[buffer.request, 2_000]], 2);
  const counts = { offered: overflow + 2 + taken, accepted: 2 + taken, refused: 0, dropped: 0, evicted: 0 };
  if (policy === 'drop-oldest') {
    counts.accepted += overflow;
    counts.evicted = overflow;
  } else counts[policy === 'refuse' ? 'refused' : 'dropped'] = overflow;
  expect(
    buffer.counts(),
    `There was no room for ${overflow} readings, then ${taken} were asked for one by one, and in the end 4,000 more.`,
  ).toEqual({ ...counts, delivered: 2 + taken, held: 0, demand: 3_998 });
  expect(buffer.lost('s1'), 'All of them were of this sensor.').toBe(policy === 'refuse' ? 0 : overflow);
}

test('When it is closed it takes nothing more, delivers what it holds, and only then has ended', {
  marks: 0.5,
  why: 'The end of a stream is when readings are lost most easily: they are in the buffer, and everybody goes home.',
}, () => {
  for (const policy of POLICIES) {
    play(3, policy, [
      ...offers(3),
      ['close'],
      ...offers(1),
      request(2),
      ...offers(1, 's2'),
      request(5),
      ...offers(2),
      ['close'],
    ]);
    play(3, policy, [['close'], ...offers(1), request(1), ...offers(1)]);
    // To close again, with readings held, does nothing.
    play(3, policy, [...offers(3), ['close'], ['close'], request(1), ['close'], request(2)]);
    play(1, policy, [['offer', 's1', 1], ['offer', 's1', -0], ['offer', 's1', -0], request(3)]);
    play(0, policy, [request(3), ...offers(1), ['close'], ...offers(2), ['close']]);
  }
});

test('In whatever order offers, requests and the end come, nothing is lost silently, repeated, or out of order', {
  marks: 0.5,
  why: 'Sensors and processor know nothing of each other: data comes before demand as often as demand before data.',
}, () => {
  const two = program({
    s1: [
      ['offer', 's1', 1],
      ['offer', 's1', 2],
    ],
    s2: [['offer', 's2', 7]],
    processor: [
      ['request', 1],
      ['request', 2],
    ],
  });
  const ends = program({
    s1: [
      ['offer', 's1', 1],
      ['offer', 's1', 2],
    ],
    processor: [['request', 1]],
    end: [['close']],
  });
  holdsInEveryOrder(createBuffer, [
    ...POLICIES.flatMap((policy) => [
      { program: two, capacity: 1, policy },
      { program: ends, capacity: 0, policy },
      { program: ends, capacity: 1, policy },
    ]),
    { program: two, capacity: 2, policy: 'drop-oldest' },
  ]);
});

const NAMES = ['capacity', 'policy', 'count'];

test('However much is held, an offer and a delivery take the same time; and what makes no sense is refused', {
  marks: 0.5,
  why: 'A buffer is full when there is most to do.',
}, () => {
  for (const policy of POLICIES)
    steadyCost(
      {
        with: 'what is held',
        counted: 'readings',
        sizes: [20, 1_000, 5_000],
        ample: (few) => 2 * few + 3000,
        most: 25_000,
        work: `10 offers without room under '${policy}', 30 with room, and 30 readings delivered, by one and by two`,
      },
      (size) => {
        const { offer, request: ask } = createBuffer(size, policy);
        repeat([[offer, { sensor: 's1', value: 1 }]], size);
        const reading = { sensor: 's1', value: 1 };
        return () =>
          repeat(
            [
              [offer, reading],
              [ask, 1],
              [ask, 2],
              [offer, reading],
              [offer, reading],
              [offer, reading],
            ],
            10,
          );
      },
    );
  const wrong = [-1, 1.5, 1000.5, ...NOT_FINITE, ...boundaryFractions({ min: -10, max: 1000 }).slice(0, 5)];
  for (const policy of POLICIES)
    forEachOf(wrong, (capacity) =>
      expect(() => createBuffer(capacity, policy), 'So much room there cannot be.').toThrow(
        'RangeError',
        'capacity',
        NAMES,
      ),
    );
  const unknown = [
    '',
    'drop',
    'Refuse',
    ' refuse',
    'refuse ',
    'drop-newest\n',
    'drop_newest',
    'Drop-Oldest',
    'dropOldest',
  ];
  for (const capacity of [0, 1])
    forEachOf([...unknown, '__proto__', 'constructor'], (policy) =>
      expect(
        () => createBuffer(capacity, policy as Policy),
        'There is no such policy, and what is lost must not be a guess, with room or without.',
      ).toThrow('RangeError', 'policy', NAMES),
    );
  manyAtOnce();
  newCase();
  const none = createBuffer(-0, 'drop-newest');
  repeat([[none.offer, { sensor: 's1', value: 1 }]], 1_100);
  expect(none.lost('s1'), 'A buffer without room has lost all of 1,100 readings.').toBe(1_100);
  newCase();
  const buffer = createBuffer(1, 'refuse');
  for (const count of [0, -0, ...wrong])
    expect(() => buffer.request(count), 'Nobody can take so many readings.').toThrow('RangeError', 'count', NAMES);
  expect(buffer.counts(), 'What was refused has asked for nothing.').toMatchObject({ demand: 0, held: 0 });
  expect(buffer.offer({ sensor: 's1', value: 1 }), 'Nothing was asked for by requests that were refused.').toEqual({
    outcome: 'accepted',
    delivered: [],
  });
  for (const count of [0, -1, 0.5, 1.5, 2.5, 1000.5])
    expect(() => buffer.request(count), 'Nobody can take so many readings.').toThrow('RangeError', 'count', NAMES);
  expect(
    buffer.counts(),
    'What throws changes nothing: nothing was asked for, and nothing was delivered.',
  ).toMatchObject({
    delivered: 0,
    held: 1,
    demand: 0,
  });
});
