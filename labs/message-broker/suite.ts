/**
 * What a right broker does. Histories are played against the ledger (desk.ts), and what is left is looked at when each is over: fixed ones for
 * what the brief allows at its ends, random ones, and every order of a few small programs (explored.ts).
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
  numbered,
  property,
  repeat,
  SEPARATORS,
  solution,
  steadyCost,
  test,
} from '#grading';
import { Desk, play as playWith } from './desk.ts';
import { holdsInEveryOrder, program } from './explored.ts';
import type { Op } from './ledger.ts';
import type { BrokerOptions } from './types.ts';

const { createBroker } = solution<typeof import('./solution.ts')>({
  methods: { createBroker: ['join', 'publish', 'receive', 'ack', 'ackUpTo', 'nack', 'leave', 'dead'] },
});

const USUAL: BrokerOptions = { timeout: 100, deliveries: 3 };
const play = (ops: readonly Op[], options: BrokerOptions = USUAL): void => playWith(createBroker, options, ops);

const T = 'payments';
const join = (consumer: string, prefetch = 0, group = 'fraud', topic = T): Op => [
  'join',
  consumer,
  topic,
  group,
  prefetch,
];
const publish = (...bodies: string[]): Op[] => bodies.map((body): Op => ['publish', T, body]);
const receive = (consumer: string, times = 1): Op[] => Array.from({ length: times }, (): Op => ['receive', consumer]);
const wait = (ms: number): Op => ['wait', ms];

/** Names that a program may take for the same, and names that an object has already. */
const LONG = longString(300);
const ALIKE = [
  ...LOOKALIKES,
  ['__proto__', 'constructor'],
  ['toString', 'hasOwnProperty'],
  [`${LONG}a`, `${LONG}b`],
] as const;

/** Parts of names that give the same text when they are joined. */
const JOINED = SEPARATORS.map((joint) => [`a${joint}b`, 'c', 'a', `b${joint}c`] as const);

test('Every group of a topic is given every message published since it was there, in the order of publishing', {
  marks: 0.5,
  why: 'Two services that must each see every payment are two groups. Consumers that share one group share the work.',
}, () => {
  play([...publish('early'), join('w1'), ...publish('a', 'b', 'c'), ...receive('w1', 4)]);
  play([join('w1'), join('w2'), ...publish('a', 'b', 'c'), ...receive('w2'), ...receive('w1'), ...receive('w2', 2)]);
  play([
    join('w1'),
    ...publish('a'),
    join('v1', 0, 'stats'),
    ...publish('b'),
    ...receive('v1', 2),
    ...receive('w1', 3),
    join('x1', 0, 'fraud', 'refunds'),
    ...receive('x1'),
    ['publish', 'refunds', 'r'],
    ['publish', 'nobody listens', 'n'],
    ...receive('x1', 2),
    ...receive('w1'),
    ['dead', 'nobody listens', 'fraud'],
    ['dead', T, 'nobody'],
  ]);
  // Messages wait for a group whose consumers are all gone.
  play([join('w1'), ...publish('a'), ['leave', 'w1'], ...publish('b'), join('w2'), ...receive('w2', 3)]);
  // A group stays when its consumers are gone, even with nothing in it: before anything was published, and after all was done.
  play([join('w1'), ['leave', 'w1'], ...publish('a'), join('w2'), ...receive('w2', 2)]);
  play([join('w1'), ...publish('a'), ...receive('w1'), ['ack', 'w1', 1], ['leave', 'w1'], ...publish('b', 'c')]);
  // Who comes back works for the group that it joins now, whatever it worked for before.
  for (const [group, topic] of [
    ['stats', T],
    ['fraud', 'refunds'],
  ] as const)
    play([
      join('w1'),
      ['leave', 'w1'],
      join('w1', 0, group, topic),
      join('v1'),
      ...publish('a'),
      ['publish', 'refunds', 'r'],
      ...receive('v1', 2),
      ...receive('w1', 2),
    ]);
  // Only who joins makes a group.
  play([
    join('w1'),
    ['dead', T, 'nobody'],
    ['dead', 'nobody listens', 'fraud'],
    ['dead', '', ''],
    ...publish('a'),
    ['publish', 'nobody listens', 'n'],
    ['publish', '', 'n'],
  ]);
  // The same text twice is two messages.
  play([join('w1'), ...publish('a', 'a'), ...receive('w1', 3), ['ack', 'w1', 1], wait(100), ...receive('w1', 2)]);
  forEachOf(ALIKE, ([one, other]) => {
    play([
      join(one, 0, one, one),
      join(other, 0, other, other),
      ['publish', one, one],
      ['publish', other, other],
      ...receive(one, 2),
      ...receive(other, 2),
      ['ack', other, 1],
      ['ack', one, 1],
      ['leave', one],
    ]);
    // Groups of the same topic, and topics with a group of the same name.
    play([join('w1', 0, one), join('w2', 0, other), ...publish('a'), ...receive('w1', 2), ...receive('w2', 2)]);
    play([
      join('w1', 0, 'g', one),
      join('w2', 0, 'g', other),
      ['publish', one, 'a'],
      ...receive('w2'),
      ...receive('w1'),
    ]);
  });
  forEachOf(JOINED, ([topic, group, otherTopic, otherGroup]) =>
    play([
      join('w1', 0, group, topic),
      join('w2', 0, otherGroup, otherTopic),
      ['publish', topic, 'a'],
      ...receive('w2'),
      ...receive('w1'),
    ]),
  );
  play([join('w1'), ...publish(...BOUNDARY_STRINGS, LONG), ...receive('w1', BOUNDARY_STRINGS.length + 2)]);
  manyGroups();
});

/** More topics, groups and consumers than anybody would put a limit at. */
function manyGroups(): void {
  const many = 1_100;
  newCase();
  const broker = createBroker(USUAL);
  repeat([[broker.join, numbered('t'), numbered('topic '), 'fraud', 0]], many);
  repeat([[broker.join, numbered('g'), T, numbered('group '), 0]], many);
  for (const nth of [0, 1, many - 1]) {
    expect(broker.publish(`topic ${nth}`, `${nth}`, 0), 'One group has joined this topic.').toBe(1);
    expect(broker.receive(`t${nth}`, 0)?.body, 'It was published to the topic of its group.').toBe(`${nth}`);
  }
  expect(broker.publish(T, 'a', 0), '1,100 groups have joined this topic.').toBe(many);
  for (const nth of [0, 1, many - 1])
    expect(broker.receive(`g${nth}`, 0)?.body, 'Each of 1,100 groups is given every message.').toBe('a');
}

test('What is acknowledged is gone, who does not hold a message cannot acknowledge it, and nobody holds more than its prefetch', {
  marks: 1,
  why: 'An acknowledgement that counts for the wrong delivery loses the message that somebody else still works on.',
}, () => {
  // RabbitMQ: four are out, 5 to 8, with a prefetch of 4. Nothing more comes.
  const four: Op[] = [
    join('w1', 4),
    ...publish(...'abcdefghijkl'),
    ...receive('w1', 4),
    ['ackUpTo', 'w1', 4],
    ...receive('w1', 4),
  ];
  play([...four, ...receive('w1')]);
  play([...four, ['ack', 'w1', 5], ...receive('w1', 2)]);
  play([...four, ['ackUpTo', 'w1', 8], ...receive('w1', 5)]);
  play([
    ...four,
    ['ack', 'w1', 8],
    ['ack', 'w1', 8],
    ...receive('w1', 2),
    ['leave', 'w1'],
    join('w2'),
    ...receive('w2', 4),
  ]);
  play([...four, ['leave', 'w1'], join('w2', 0), ...receive('w2', 9)]);
  play([join('w1', 0), ...publish(...'abcdefghijkl'), ...receive('w1', 13)]);
  // Any number: between two tags, and such as are one of these tags in 32 bits.
  const numbers = [4, 5, 6, 9, 0, -1, 1.5, 5.5, 7.999, 8.5, 2 ** 32 + 5, -(2 ** 32) + 6, 1e300];
  for (const tag of [...numbers, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    play([
      ...four,
      ['ack', 'w1', tag],
      ['nack', 'w1', tag],
      ['ackUpTo', 'w1', tag],
      ['ackUpTo', 'w1', tag],
      ...receive('w1', 4),
    ]);

  // Twice; by another; by somebody who never joined; after it was given back; after it went to another; in the group beside.
  const two: Op[] = [
    join('w1'),
    join('w2'),
    join('v1', 0, 'stats'),
    ...publish('a', 'b'),
    ...receive('w1'),
    ...receive('w2'),
    ...receive('v1'),
  ];
  for (const how of ['ack', 'nack', 'ackUpTo'] as const) {
    for (const after of ['ack', 'nack', 'ackUpTo'] as const) {
      play([...two, [how, 'w1', 1], [after, 'w1', 1], [after, 'w2', 1], ...receive('w2')]);
      play([
        ...two,
        [how, 'w2', 1],
        [how, 'v1', 1],
        [how, 'v1', 2],
        [how, 'nobody', 1],
        [how, 'constructor', 1],
        [after, 'w1', 1],
        [after, 'w2', 2],
      ]);
      play([...two, [how, 'w1', 1], ...receive('w2'), [after, 'w1', 1], [after, 'w1', 4], [after, 'w2', 4]]);
      play([
        ...two,
        ['leave', 'w1'],
        [how, 'w1', 1],
        join('w1'),
        [how, 'w1', 1],
        ...receive('w1'),
        [after, 'w1', 1],
        [after, 'w1', 4],
      ]);
    }
  }
  // The prefetch is each consumer's own, and what has come back counts no more.
  play([
    join('w1', 1),
    join('w2', 2),
    ...publish('a', 'b', 'c', 'd', 'e'),
    ...receive('w1', 2),
    ...receive('w2', 3),
    ['nack', 'w2', 2],
    ...receive('w2', 2),
    wait(99),
    ...receive('w1'),
    wait(1),
    ...receive('w1', 2),
    ...receive('w2', 3),
  ]);
  play([join('w1', 1), ...publish('a', 'b'), ...receive('w1'), ['leave', 'w1'], join('w1', 2), ...receive('w1', 3)]);
  // Any whole number, also one that is 0, 1 or less in 32 bits.
  for (const prefetch of [2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1])
    play([join('w1', prefetch), ...publish('a', 'b'), ...receive('w1', 3)]);
});

test('What is not acknowledged comes back after the timeout, when it is given back, or when its consumer is gone: before what was never delivered, the oldest first', {
  marks: 1,
  why: 'Consumers die without a word. A broker that has forgotten what it gave them has lost it.',
}, () => {
  const three: Op[] = [join('w1'), join('w2'), ...publish('a', 'b', 'c', 'd'), ...receive('w1', 3)];
  for (const late of [0, 1, 99, 99.999, 100, 101, 1e6]) {
    play([...three, wait(late), ...receive('w2', 5)]);
    for (const how of ['ack', 'nack', 'ackUpTo'] as const)
      play([
        ...three,
        wait(late),
        [how, 'w1', 2],
        [how, 'w1', 2],
        ...receive('w2', 3),
        [how, 'w1', 3],
        ...receive('w1', 3),
      ]);
    play([...three, wait(late), ...publish('e'), ['leave', 'w1'], ...receive('w2', 6)]);
  }
  // One after the other, each at its own time, whoever asks; given back in another order than delivered.
  play([
    join('w1'),
    ...publish('a', 'b', 'c', 'd'),
    ...receive('w1'),
    wait(40),
    ...receive('w1'),
    wait(59),
    ...receive('w1'),
    wait(1),
    ['ack', 'w1', 1],
    ...receive('w1'),
    wait(40),
    ['ack', 'w1', 2],
    ...receive('w1', 2),
    wait(59),
    ...receive('w1'),
  ]);
  for (const order of [
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
  ]) {
    const back = order.map((tag): Op => ['nack', 'w1', tag]);
    play([...three, ...back, ...receive('w2', 5)]);
    play([...three, back[0]!, back[1]!, ...receive('w2'), back[2]!, ...publish('e'), ...receive('w2', 5)]);
    play([
      ...three,
      back[0]!,
      wait(50),
      ...receive('w2'),
      wait(50),
      ...receive('w2', 2),
      wait(50),
      ...receive('w1', 4),
    ]);
  }
  // A delivery has its own time, and a group its own copy.
  play([
    join('w1'),
    join('v1', 0, 'stats'),
    ...publish('a'),
    ...receive('w1'),
    ...receive('v1'),
    wait(60),
    ['nack', 'w1', 1],
    ...receive('w1'),
    wait(60),
    ...receive('v1'),
    ...receive('w1'),
    ['ack', 'w1', 3],
  ]);
  play([
    join('w1'),
    ...publish('a'),
    ...receive('w1'),
    ['nack', 'w1', 1],
    ...receive('w1'),
    ['nack', 'w1', 2],
    ...receive('w1', 2),
  ]);
  // Others are not touched when one is gone, or gone twice, or never was there.
  play([
    ...three,
    ...receive('w2'),
    ['leave', 'w1'],
    ['leave', 'w1'],
    ['leave', 'nobody'],
    ...receive('w2', 4),
    wait(100),
    ...receive('w2', 5),
  ]);
  // A new holder has its whole time: that of the one before ends with its delivery, however that came back.
  for (const [back, next] of [
    [[['leave', 'w1']], 'w2'],
    [[['leave', 'w1'], join('w1')], 'w1'],
    [[['nack', 'w1', 1]], 'w2'],
  ] satisfies [Op[], string][]) {
    const again: Op[] = [
      join('w1'),
      join('w2'),
      join('w3'),
      ...publish('a'),
      ...receive('w1'),
      wait(50),
      ...back,
      wait(10),
      ...receive(next),
      wait(40),
    ];
    play([...again, ...receive('w3'), ['ack', next, 2], ...receive('w3')]);
    play([...again, wait(59), ['nack', next, 2], ...receive('w3')]);
    play([...again, wait(60), ['ack', next, 2], ...receive('w3')]);
  }
  // Whoever acknowledges one message holds the others no longer for it.
  for (const [how, tag] of [
    ['ack', 1],
    ['ackUpTo', 1],
    ['nack', 1],
    ['ack', 9],
  ] as const)
    play([...three, wait(60), [how, 'w1', tag], wait(40), ...receive('w2', 4)]);
  // Times as clocks tell them.
  forEachOf([0.25, 0.5, 1, 30_000, 2 ** 31, 2 ** 40], (timeout) =>
    play(
      [
        wait(1_795_680_000_000),
        join('w1'),
        ...publish('a', 'b'),
        ...receive('w1'),
        wait(timeout / 2),
        ...receive('w1', 2),
        wait(timeout / 2),
        ...receive('w1'),
        ['ack', 'w1', 1],
        ['ack', 'w1', 2],
      ],
      { timeout, deliveries: 9 },
    ),
  );
  property([anyHistory], (ops) => play(ops), { runs: 40 });
  longDay();
});

/** A day of work in which everything comes back once, in the order in which it was published: seven messages at a time. */
function longDay(): void {
  const [batch, batches] = [7, 160];
  newCase();
  const broker = createBroker({ timeout: 1000, deliveries: 3 });
  broker.join('w1', T, 'fraud', 0);
  let tag = 0;
  for (let nth = 0; nth < batches; nth++) {
    const now = nth * 1000;
    const bodies = Array.from({ length: batch }, (_, at) => `${nth * batch + at}`);
    repeat([
      ...bodies.map((body) => [broker.publish, T, body, now] as const),
      ...bodies.map(() => [broker.receive, 'w1', now] as const),
    ]);
    tag += batch;
    for (const body of bodies)
      expect(
        broker.receive('w1', now + 1000),
        'All seven came back, as their time is over, and are given again in the order of publishing.',
      ).toEqual({ tag: ++tag, body, redelivered: true });
    broker.ackUpTo('w1', tag, now + 1000);
  }
}

const anyConsumer = fc.constantFrom('w1', 'w2', 'v1');
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', '').map((body): Op => ['publish', T, body]) },
  { weight: 6, arbitrary: anyConsumer.map((consumer): Op => ['receive', consumer]) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('ack' as const, 'ack' as const, 'nack' as const, 'ackUpTo' as const),
        anyConsumer,
        fc.integer({ min: 1, max: 9 }),
      )
      .map((op): Op => op),
  },
  { weight: 3, arbitrary: fc.constantFrom(1, 40, 60, 100).map(wait) },
  { weight: 1, arbitrary: fc.constant<Op>(['dead', T, 'fraud']) },
);
const anyHistory = fc
  .tuple(fc.array(anyOp, { minLength: 1, maxLength: 30, size: 'max' }), fc.constantFrom(0, 1, 2))
  .map(([ops, prefetch]): Op[] => [join('w1', prefetch), join('w2', 0), join('v1', prefetch, 'stats'), ...ops]);

test('What was delivered as often as allowed, and comes back, is a dead letter, and those behind it go on', {
  marks: 0.5,
  why: 'A message that kills whoever takes it would otherwise be taken for ever, before all others.',
}, () => {
  for (const deliveries of [1, 2, 3, 7]) {
    const tries = (each: (tag: number) => Op[]): Op[] =>
      Array.from({ length: deliveries }, (_, nth): Op[] => [
        ...receive('w1'),
        ...each(nth + 1),
        ['dead', T, 'fraud'],
      ]).flat();
    const ways: ((tag: number) => Op[])[] = [
      (tag) => [['nack', 'w1', tag]],
      () => [wait(100)],
      () => [['leave', 'w1'], join('w1', 1)],
    ];
    for (const way of ways) {
      play(
        [
          join('w1', 1),
          join('v1', 0, 'stats'),
          ...publish('poison', 'b'),
          ...tries(way),
          ...receive('w1', 2),
          ['dead', T, 'stats'],
          ...receive('v1', 2),
        ],
        { timeout: 100, deliveries },
      );
    }
    // The last delivery counts like any other until it comes back.
    play(
      [
        join('w1', 1),
        ...publish('a', 'b'),
        ...tries((tag) => (tag === deliveries ? [['ack', 'w1', tag]] : [['nack', 'w1', tag]])),
        ...receive('w1'),
      ],
      { timeout: 100, deliveries },
    );
  }
  // In the order in which they died.
  const out: Op[] = [join('w1'), ...publish('a', 'b', 'c'), ...receive('w1', 3)];
  play([...out, ['nack', 'w1', 2], ['nack', 'w1', 1], wait(100), ['dead', T, 'fraud']], {
    timeout: 100,
    deliveries: 1,
  });
  play([...out, ['nack', 'w1', 3], ['leave', 'w1'], ['dead', T, 'fraud'], ['dead', T, 'fraud']], {
    timeout: 100,
    deliveries: 1,
  });
  play([...out, wait(100), ['nack', 'w1', 3], ['dead', T, 'fraud']], { timeout: 100, deliveries: 1 });
  // When one is gone, what others have had for too long has come back before.
  play([join('w1'), join('w2'), ...publish('a', 'b'), ...receive('w1'), ...receive('w2'), wait(100), ['leave', 'w2']], {
    timeout: 100,
    deliveries: 1,
  });
  // So it has when one gives something back, or is gone, whose own time is not over: what is over died first.
  for (const [holder, end] of [
    ['w2', ['nack', 'w2', 2]],
    ['w2', ['leave', 'w2']],
    ['w1', ['nack', 'w1', 2]],
    ['w1', ['leave', 'w1']],
  ] satisfies [string, Op][])
    play(
      [
        join('w1'),
        join('w2'),
        ...publish('a', 'b'),
        ...receive('w1'),
        wait(50),
        ...receive(holder),
        wait(50),
        end,
        ['dead', T, 'fraud'],
      ],
      { timeout: 100, deliveries: 1 },
    );
  // What comes back at one moment dies in the order of its tags: c, a, b, which is not that of publishing, nor that of the holders.
  const mixed: Op[] = [
    ...out,
    join('w2'),
    ['nack', 'w1', 3],
    ...receive('w1'),
    ['nack', 'w1', 1],
    ...receive('w2'),
    ['nack', 'w1', 2],
    ...receive('w1'),
  ];
  for (const ends of [[wait(100)], [['leave', 'w1']], [['leave', 'w2'], wait(99), ['leave', 'w1']]] satisfies Op[][])
    play([...mixed, ...ends, ['dead', T, 'fraud']], { timeout: 100, deliveries: 2 });
  // Bodies are any text, and the same one may die more than once.
  const bodies = ['a', '', ' ', '0', 'a', '', 'null', 'undefined', '__proto__', ',', '\n', '\0', '\ud800', LONG, 'a'];
  play([join('w1'), ...publish(...bodies), ...receive('w1', bodies.length), wait(100), ['dead', T, 'fraud']], {
    timeout: 100,
    deliveries: 1,
  });
  // So are names, and each group of each topic has dead letters of its own.
  forEachOf(
    [
      [T, 'fraud', 'refunds', 'fraud'] as const,
      [T, 'fraud', T, 'stats'] as const,
      ...ALIKE.map(([one, other]) => [one, one, other, other] as const),
      ...JOINED,
    ],
    ([topic, group, otherTopic, otherGroup]) =>
      play(
        [
          join('w1', 0, group, topic),
          join('w2', 0, otherGroup, otherTopic),
          ['publish', topic, 'a'],
          ...receive('w1'),
          ['nack', 'w1', 1],
          ['dead', otherTopic, otherGroup],
          ['dead', otherTopic, group],
          ['dead', topic, otherGroup],
          ['publish', otherTopic, 'b'],
          ...receive('w2'),
          ['nack', 'w2', 2],
        ],
        { timeout: 100, deliveries: 1 },
      ),
  );
  // Any whole number of deliveries, also one that is 0, 1 or less in 32 bits.
  for (const deliveries of [2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1])
    play([join('w1'), ...publish('a'), ...receive('w1'), ['nack', 'w1', 1], ...receive('w1'), ['nack', 'w1', 2]], {
      timeout: 100,
      deliveries,
    });
  // However often that is.
  const often = 1_200;
  newCase();
  const patient = createBroker({ timeout: 1000, deliveries: often });
  patient.join('w1', T, 'fraud', 0);
  patient.publish(T, 'poison', 0);
  for (let tag = 1; tag < often; tag++)
    repeat([
      [patient.receive, 'w1', 0],
      [patient.nack, 'w1', tag, 0],
    ]);
  expect(patient.dead(T, 'fraud', 0), 'It may be delivered once more.').toEqual([]);
  expect(patient.receive('w1', 0), 'It may be delivered once more.').toEqual({
    tag: often,
    body: 'poison',
    redelivered: true,
  });
  patient.nack('w1', often, 0);
  expect(patient.receive('w1', 0), 'It was delivered 1,200 times, as often as allowed.').toBe(null);
  expect(patient.dead(T, 'fraud', 0), 'It was delivered 1,200 times, as often as allowed.').toEqual(['poison']);
  // What is given out is a copy.
  newCase();
  const desk = new Desk(createBroker, { timeout: 100, deliveries: 1 });
  desk.do(...out, ['nack', 'w1', 1], ['dead', T, 'fraud'], ['nack', 'w1', 2], ['dead', T, 'fraud']).look();
});

test('In whatever order requests reach it, with consumers that die, and acknowledgements that come late or twice, no message is lost, and none is held twice', {
  marks: 0.5,
  why: 'Between a consumer and the broker lies a network: an acknowledgement may arrive after the timeout, or after its sender’s death.',
}, () => {
  const programs: Record<string, string>[] = [
    { shop: 'publish a', w1: 'receive, ack', time: 'wait' },
    { shop: 'publish a', w1: 'receive, ack', w2: 'receive, ack', time: 'wait' },
    { shop: 'publish a, publish b', w1: 'receive, receive', network: 'first w1', time: 'wait' },
    { shop: 'publish a', w1: 'receive, ack, ack', w2: 'receive', fate: 'crash w1' },
    { shop: 'publish a', w1: 'receive, nack, receive', w2: 'receive', time: 'wait' },
    { shop: 'publish a', w1: 'receive, ack', v1: 'receive', fate: 'crash w1' },
  ];
  holdsInEveryOrder(createBroker, programs.map(program), 3);
  const poison = { shop: 'publish a, publish b', w1: 'receive, nack', w2: 'receive', time: 'wait' };
  holdsInEveryOrder(createBroker, [program(poison)], 1);
});

test('However many messages wait or have been, publishing, receiving and acknowledging take the same time', {
  marks: 0.5,
  why: 'A backlog is when a broker is needed most. If taking the first message costs as much as the backlog is long, it never goes away.',
}, () => {
  const ample = (few: number): number => 2 * few + 4000;
  steadyCost(
    {
      with: 'the backlog',
      counted: 'messages',
      sizes: [20, 1_000, 8_000],
      ample,
      most: 24_000,
      work: '20 messages published, received and acknowledged, beside a consumer that asks for more than its prefetch',
    },
    (size) => {
      const broker = createBroker({ timeout: 1000, deliveries: 3 });
      broker.join('w1', T, 'fraud', 0);
      broker.join('w2', T, 'fraud', 1);
      repeat([[broker.publish, T, 'a', 0]], size);
      broker.receive('w2', 0);
      return () => {
        for (let tag = 2; tag <= 21; tag++)
          repeat([
            [broker.publish, T, 'a', 1],
            [broker.receive, 'w1', 1],
            [broker.receive, 'w2', 1],
            [broker.ack, 'w1', tag, 1],
          ]);
      };
    },
  );
  steadyCost(
    {
      with: 'what was acknowledged',
      counted: 'messages',
      sizes: [20, 1_000, 8_000],
      ample,
      most: 24_000,
      work: '20 messages published, received and acknowledged twice, with a look for more after each',
    },
    (size) => {
      const broker = createBroker({ timeout: 1000, deliveries: 3 });
      broker.join('w1', T, 'fraud', 1);
      repeat(
        [
          [broker.publish, T, 'a', 0],
          [broker.receive, 'w1', 0],
          [broker.ackUpTo, 'w1', 1e9, 0],
        ],
        size,
      );
      return () => {
        for (let tag = size + 1; tag <= size + 20; tag++)
          repeat([
            [broker.publish, T, 'a', 1],
            [broker.receive, 'w1', 1],
            [broker.ack, 'w1', tag, 1],
            [broker.ack, 'w1', tag, 1],
            [broker.receive, 'w1', 1],
          ]);
      };
    },
  );
  newCase();
  const long = createBroker({ timeout: 1000, deliveries: 3 });
  long.join('w1', T, 'fraud', 0);
  repeat(
    [
      [long.publish, T, 'a', 0],
      [long.receive, 'w1', 0],
      [long.ackUpTo, 'w1', 1e9, 0],
    ],
    1_100,
  );
  long.publish(T, 'b', 0);
  expect(long.receive('w1', 0), '1,100 were delivered before it.').toEqual({
    tag: 1_101,
    body: 'b',
    redelivered: false,
  });
});

const OF_ALL = ['timeout', 'deliveries', 'consumer', 'prefetch'];

test('What makes no sense is refused with an error that names it, and changes nothing', { marks: 0.5 }, () => {
  forEachOf([0, -0, -1, ...NOT_FINITE], (timeout) =>
    expect(() => createBroker({ timeout, deliveries: 3 })).toThrow('RangeError', 'timeout', OF_ALL),
  );
  forEachOf([0, -0, -1, 0.5, 2.5, ...NOT_FINITE], (deliveries) =>
    expect(() => createBroker({ timeout: 100, deliveries })).toThrow('RangeError', 'deliveries', OF_ALL),
  );
  const broker = createBroker(USUAL);
  forEachOf([-1, 0.5, 1.5, ...NOT_FINITE], (prefetch) =>
    expect(() => broker.join('w1', T, 'fraud', prefetch)).toThrow('RangeError', 'prefetch', OF_ALL),
  );
  expect(broker.publish(T, 'a', 0), 'Nobody has joined: what was refused has made no group.').toBe(0);
  // Not joined, joined already, not joined any more.
  const out: Op[] = [join('w1'), ...publish('a', 'b'), ...receive('w1')];
  for (const name of ['nobody', '', 'constructor', '__proto__', 'w1 '])
    play([...out, ['receive', name], ['receive', 'w1']]);
  play([...out, join('w1', 1, 'stats'), ...publish('c'), ...receive('w1', 2), ['ack', 'w1', 1]]);
  play([...out, ['leave', 'w1'], ['receive', 'w1'], join('w1'), ...receive('w1', 3)]);
});
