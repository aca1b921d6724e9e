/** What a right log and a right queue do, beside models that search: every short life, many longer ones, the edges, and the cost. */
import {
  BOUNDARY_STRINGS,
  expect,
  fc,
  forEachOf,
  LOOKALIKES,
  newCase,
  numbered,
  permutations,
  property,
  repeat,
  solution,
  steadyCost,
  test,
} from '#grading';
import { ModelLog, ModelQueue } from './model.ts';
import type { Log, Queue } from './types.ts';

const { createLog, createQueue } = solution<typeof import('./solution.ts')>({
  methods: {
    createLog: ['append', 'read', 'commit', 'lag'],
    createQueue: ['send', 'receive', 'ack', 'reject', 'close'],
  },
});

const RETENTION = 10;

/** More records and messages than anybody would put a limit at, and the places where people stop counting, or counters begin again. */
const MANY = 10_100;
const LOOKS = [256, 1_000, 10_000];

function logLivesLong(): void {
  newCase();
  const log = createLog(RETENTION);
  log.append('first', 0);
  repeat([[log.append, numbered('r'), 0]], MANY);
  const why = `${(MANY + 1).toLocaleString('en-GB')} records were appended, and none is old enough to be forgotten.`;
  expect(log.lag('late', 0), why).toBe(MANY + 1);
  expect(log.read('late', 2, 0), why).toEqual([
    { offset: 0, record: 'first' },
    { offset: 1, record: 'r0' },
  ]);
  expect(log.read('late', 2_000, 0).length, 'So many were asked for, and are there.').toBe(2_000);
  repeat([[log.commit, numbered('g'), 7, 0]], 1_100);
  expect(log.read('g0', 1, 0), 'It stands where it was, however many other groups have committed since.').toEqual([
    { offset: 7, record: 'r6' },
  ]);
}

/** More is gone at once than anybody would keep a place for; what is left, and what comes then, has the offset that it had. */
function forgetsMany(): void {
  newCase();
  const gone = 1_100;
  const log = createLog(RETENTION);
  repeat([[log.append, numbered('r'), 0]], gone);
  for (const record of ['b', 'c']) log.append(record, 5);
  log.append('d', 6);
  const why = '1,100 records are gone, and offsets stay what they are.';
  const [b, c, d] = ['b', 'c', 'd'].map((record, place) => ({ offset: gone + place, record }));
  for (const now of [9, 10]) {
    log.commit('mail', gone + 1, now);
    expect(log.read('mail', 9, now), why).toEqual([c, d]);
  }
  expect(log.read('new', 9, 10), why).toEqual([b, c, d]);
  expect(log.lag('new', 10), why).toBe(3);
  expect(log.read('new', 9, 15), why).toEqual([d]);
  expect(log.append('e', 15), why).toBe(gone + 3);
  expect(log.read('mail', 9, 16), why).toEqual([{ offset: gone + 3, record: 'e' }]);
}

function queueLivesLong(): void {
  newCase();
  const queue = createQueue(0);
  repeat([[queue.send, numbered('m')]], MANY);
  let tag = 0;
  for (const end of LOOKS) {
    repeat([[queue.receive, 'c']], end - 3 - tag);
    for (tag = end - 2; tag <= end + 3; tag++)
      expect(
        queue.receive('c'),
        'Tags count a consumer’s deliveries, and messages wait in the order of sending, however many there are.',
      ).toEqual({ tag, message: `m${tag - 1}`, redelivered: false });
    tag = end + 3;
  }
  queue.ack('c', 1, false);
  queue.reject('c', 2, true);
  expect(queue.receive('d'), 'It was in hand, and is given back.').toEqual({
    tag: 1,
    message: 'm1',
    redelivered: true,
  });
}

/** More consumers than anybody would put a limit at, each with one message in hand. */
function manyConsumers(): void {
  newCase();
  const queue = createQueue(1);
  repeat([[queue.send, numbered('m')]], 1_200);
  repeat([[queue.receive, numbered('c')]], 1_100);
  expect(queue.receive('c0'), 'It has one in hand already, as each of 1,100 consumers has.').toBe(undefined);
  queue.ack('c0', 1, false);
  expect(queue.receive('c0'), 'It has acknowledged what it had in hand.').toEqual({
    tag: 2,
    message: 'm1100',
    redelivered: false,
  });
}

class LogPair {
  readonly #log: ReturnType<typeof createLog>;
  readonly #model: ModelLog;
  now = 0;

  constructor(retention = RETENTION) {
    this.#log = createLog(retention);
    this.#model = new ModelLog(retention);
  }

  append(record = `record ${this.#model.end}`): void {
    expect(this.#log.append(record, this.now), 'Offsets count from 0, and stay what they are.').toBe(
      this.#model.append(record, this.now),
    );
  }
  read(group: string, most: number): void {
    expect(
      this.#log.read(group, most, this.now),
      'A group reads from where it stands, or from the first record that is kept.',
    ).toEqual(this.#model.read(group, most, this.now));
  }
  commit(group: string, offset: number): void {
    if (Number.isInteger(offset) && offset >= 0 && offset <= this.#model.end) {
      this.#log.commit(group, offset, this.now);
      this.#model.commit(group, offset);
    } else
      expect(
        () => this.#log.commit(group, offset, this.now),
        'There is no such place in the log to go on from.',
      ).toThrow('RangeError', 'offset', ['offset', 'group']);
  }
  look(...groups: string[]): void {
    for (const group of groups) {
      expect(this.#log.lag(group, this.now), 'What is there for the group to read.').toBe(
        this.#model.lag(group, this.now),
      );
      this.read(group, 100);
    }
  }
}

test('The log gives each group what it has not committed, again and again, and as often as it goes back', {
  marks: 0.5,
  why: 'That is what a log is for: several readers, each at its own pace, and a second chance for each.',
}, () => {
  forEachOf([0, 1, 3], (count) => {
    const pair = new LogPair(Number.POSITIVE_INFINITY);
    pair.look('mail');
    for (let nth = 0; nth < count; nth++) pair.append();
    for (const most of [0, 1, 2, 5]) pair.read('mail', most);
    for (let offset = 0; offset <= count; offset++) {
      pair.commit('mail', offset);
      pair.look('mail', 'stats');
      pair.append();
      pair.look('mail', 'stats');
    }
    pair.commit('mail', 0);
    pair.look('mail', 'stats');
    for (const wrong of [-1, 0.5, 2 * count + 50, Number.NaN, Number.POSITIVE_INFINITY]) {
      pair.commit('mail', wrong);
      pair.look('mail', 'stats');
    }
  });
  forEachOf([...LOOKALIKES, ['__proto__', 'constructor'], ['', 'toString']] as const, ([one, other]) => {
    const pair = new LogPair();
    for (const text of [one, other]) pair.append(text);
    pair.commit(one, 1);
    pair.commit(other, 2);
    pair.look(one, other, 'another');
  });
  forEachOf(BOUNDARY_STRINGS, (text) => {
    const pair = new LogPair();
    pair.append(text);
    pair.look(text);
  });
  // `most` may be far more than there is: what is there is all that can be looked at.
  forEachOf([2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER], (most) => {
    const pair = new LogPair();
    pair.read('mail', most);
    pair.append();
    pair.append();
    pair.commit('mail', 1);
    pair.read('mail', most);
  });
  logLivesLong();
});

test('The log forgets by the clock, read or not, and never renumbers', {
  marks: 0.25,
  why: 'A consumer that was away for longer than the retention has lost records. What is there must at least be what it was.',
}, () => {
  // Appended at the times of day, and looked at before, at and after the end of each.
  forEachOf([0, 1_700_000_000_000], (start) => {
    const pair = new LogPair();
    pair.now = start;
    for (const at of [0, 0, 3, 9]) {
      pair.now = start + at;
      pair.append();
    }
    pair.commit('mail', 1);
    for (const at of [9, 10, 12, 13, 14, 18, 19, 20]) {
      pair.now = start + at;
      pair.look('mail', 'stats');
    }
    pair.commit('stats', 4);
    pair.append();
    pair.look('mail', 'stats', 'new');
    pair.commit('mail', 2);
    pair.look('mail');
    pair.now += 10;
    pair.commit('mail', 5);
    pair.append();
    pair.look('mail', 'stats', 'new');
  });
  // Neither the retention nor the time is a whole number, or they are far apart: what counts is how long ago it was.
  forEachOf(
    [
      [1.5, 0, [1, 1.25, 1.5, 2]],
      [0.5, 0, [0.25, 0.5]],
      [0.5, 0.75, [1, 1.125, 1.25]],
      [2.25, 1_700_000_000_000.5, [2, 2.25, 3]],
      [0.0001, 1_700_000_000_000, [0, 1]],
      [Number.MAX_SAFE_INTEGER, 1, [1_700_000_000_000]],
    ] as const,
    ([retention, start, later]) => {
      const pair = new LogPair(retention);
      pair.now = start;
      pair.append();
      pair.look('mail');
      for (const after of later) {
        pair.now = start + after;
        pair.look('mail');
      }
      pair.append();
      pair.look('mail');
    },
  );
  forgetsMany();
  property(
    [
      fc.array(fc.tuple(fc.constantFrom('append', 'read', 'commit', 'wait'), fc.nat(12)), {
        maxLength: 40,
        size: 'max',
      }),
    ],
    (steps) => {
      const pair = new LogPair();
      for (const [does, number] of steps) {
        const group = number % 2 === 0 ? 'mail' : 'stats';
        if (does === 'append') pair.append();
        else if (does === 'read') pair.read(group, number);
        else if (does === 'commit') pair.commit(group, number >> 1);
        else pair.now += number >> 1;
      }
      pair.look('mail', 'stats');
    },
    { runs: 25 },
  );
});

/** Something that is done to a queue. Consumers are x and y; a tag is told by its place among those in hand, the last first. */
type Deed = 'send' | 'x' | 'y' | 'x done' | 'x all done' | 'x back' | 'x drops' | 'x closes' | 'y done';

class QueuePair {
  readonly #queue: ReturnType<typeof createQueue>;
  readonly #model: ModelQueue;
  #sent = 0;

  constructor(prefetch = 0) {
    this.#queue = createQueue(prefetch);
    this.#model = new ModelQueue(prefetch);
  }

  send(message = `message ${++this.#sent}`): void {
    this.#queue.send(message);
    this.#model.send(message);
  }
  receive(
    consumer: string,
    why = 'The first message that waits, unless the consumer has as many in hand as it may.',
  ): void {
    expect(this.#queue.receive(consumer), why).toEqual(this.#model.receive(consumer));
  }
  ack(consumer: string, tag: number, multiple = false): void {
    if (!this.#isInHand(consumer, tag, () => this.#queue.ack(consumer, tag, multiple))) return;
    this.#queue.ack(consumer, tag, multiple);
    this.#model.ack(consumer, tag, multiple);
  }
  reject(consumer: string, tag: number, requeue: boolean): void {
    if (!this.#isInHand(consumer, tag, () => this.#queue.reject(consumer, tag, requeue))) return;
    this.#queue.reject(consumer, tag, requeue);
    this.#model.reject(consumer, tag, requeue);
  }
  close(consumer: string): void {
    this.#queue.close(consumer);
    this.#model.close(consumer);
  }
  /** So many that wait, to somebody who is new. */
  rest(count: number, why: string): void {
    for (let nth = 0; nth < count; nth++) this.receive('somebody new', why);
  }
  /** Everything that waits, to somebody who is new, and then all that others have in hand. */
  drain(...consumers: string[]): void {
    const [all] = ['somebody new'];
    for (const consumer of ['', ...consumers]) {
      if (consumer !== '') this.close(consumer);
      for (let nth = 0; nth < 6; nth++) {
        this.receive(all!);
        const [tag] = this.#model.inHand(all!);
        if (tag === undefined) break;
        this.ack(all!, tag);
      }
    }
  }
  do(deed: Deed): void {
    const [consumer, ...what] = deed.split(' ') as [string, ...string[]];
    const tag = this.#model.inHand(consumer).at(-1) ?? 1;
    if (deed === 'send') this.send();
    else if (what.length === 0) this.receive(consumer);
    else if (what[0] === 'closes') this.close(consumer);
    else if (what[0] === 'back' || what[0] === 'drops') this.reject(consumer, tag, what[0] === 'back');
    else this.ack(consumer, tag, what[0] === 'all');
  }
  #isInHand(consumer: string, tag: number, call: () => void): boolean {
    if (this.#model.inHand(consumer).includes(tag)) return true;
    expect(call, 'This consumer has no such message in hand: whose it is must not be a guess.').toThrow(
      'RangeError',
      'tag',
      ['tag', 'consumer', 'prefetch'],
    );
    return false;
  }
}

const PLACE =
  'What goes back takes its old place: what was sent first comes first again, whoever gave it back, and in whatever order.';

/** No delivery has such a tag. */
const NO_TAGS = [0, -1, 1.5, 0.5, 3, 2 ** 32 + 1, Number.NaN, Number.POSITIVE_INFINITY];

/** What comes back is put in its place among what came back before. */
function takesItsPlace(): void {
  forEachOf(permutations([1, 2, 3, 4]), (tags) => {
    const pair = new QueuePair();
    for (const _ of tags) pair.send();
    for (const _ of tags) pair.receive('x');
    for (const tag of tags) pair.reject('x', tag, true);
    pair.rest(4, PLACE);
  });
  forEachOf(permutations(['x', 'y', 'z']), (consumers) => {
    const pair = new QueuePair();
    for (let nth = 0; nth < 7; nth++) pair.send();
    for (let nth = 0; nth < 2; nth++) for (const consumer of ['x', 'y', 'z']) pair.receive(consumer);
    pair.reject('y', 1, true);
    for (const consumer of consumers) pair.close(consumer);
    pair.rest(7, PLACE);
  });
  // One of them goes out and comes back several times, and each time to where it was.
  forEachOf(['reject', 'close'] as const, (way) => {
    const pair = new QueuePair();
    for (let nth = 0; nth < 3; nth++) pair.send();
    for (const consumer of ['y', 'x']) pair.receive(consumer);
    for (let time = 1; time <= 6; time++) {
      if (way === 'reject') pair.reject('y', time, true);
      else pair.close('y');
      pair.receive('y', PLACE);
    }
    pair.reject('x', 1, true);
    pair.close('y');
    pair.rest(3, PLACE);
  });
  // Many at once.
  newCase();
  const queue = createQueue(0);
  const many = 80;
  repeat([[queue.send, numbered('m')]], 3 * many);
  repeat(
    [
      [queue.receive, 'x'],
      [queue.receive, 'y'],
      [queue.receive, 'z'],
    ],
    many,
  );
  for (const consumer of ['y', 'z', 'x']) queue.close(consumer);
  for (let nth = 0; nth < 3 * many; nth++)
    expect(queue.receive('new'), `${PLACE} Here x, y and z had ${many} in hand each.`).toEqual({
      tag: nth + 1,
      message: `m${nth}`,
      redelivered: true,
    });
}

/** A queue in which this many were sent, and a log of which no more than 20 records are ever too old, one each millisecond from 100 on. */
function standing(size: number): { queue: Queue; log: Log } {
  const [queue, log] = [createQueue(20), createLog(100)];
  for (let nth = 0; nth < 20; nth++) log.append('job', nth);
  repeat([[log.append, 'job', 20]], size - 20);
  repeat([[queue.send, 'job']], size);
  repeat([[queue.receive, 'busy']], 20);
  repeat([[queue.receive, 'x']], 10);
  return { queue, log };
}

/** What is done ten times, and how many calls that is each time. */
const WORK: readonly [what: string, calls: number, work: (on: { queue: Queue; log: Log }, nth: number) => void][] = [
  ['ten messages dropped', 1, ({ queue }, nth) => queue.reject('x', nth + 1, false)],
  [
    'ten messages sent, received and acknowledged',
    3,
    ({ queue }) => {
      queue.send('job');
      queue.ack('x', queue.receive('x')!.tag, false);
    },
  ],
  [
    'ten times receive for a consumer that has as many in hand as it may, and close of one that is not there',
    2,
    ({ queue }) => {
      queue.receive('busy');
      queue.close('nobody');
    },
  ],
  ['ten records appended, while ten others become too old', 1, ({ log }, nth) => log.append('job', 100 + nth)],
  [
    'ten times lag, commit and read, in the middle and at the end',
    5,
    ({ log }, nth) => {
      log.lag('mail', 110);
      log.commit('mail', 30 + nth, 110);
      log.read('mail', 1, 110);
      log.commit('mail', log.append('job', 110) + 1, 110);
      log.read('mail', 1, 110);
    },
  ],
];

/** The work for one call does not grow with what waits, is kept or is in hand. */
function costsTheSame(): void {
  const growth = { with: 'what is in the queue or in the log', ample: (few: number) => 3 * few };
  const made = new Map<number, { queue: Queue; log: Log }>();
  for (const [work, calls, does] of WORK)
    steadyCost({ ...growth, counted: 'messages', sizes: [50, 5000], most: 5_000 * calls, work }, (size) => {
      const on = made.get(size) ?? standing(size);
      made.set(size, on);
      return () => {
        for (let nth = 0; nth < 10; nth++) does(on, nth);
      };
    });
  steadyCost(
    { ...growth, counted: 'messages in hand', sizes: [50, 1_100], most: 15_000, work: 'ten of each' },
    (size) => {
      const queue = createQueue(0);
      repeat(
        [
          [queue.send, 'job'],
          [queue.receive, 'x'],
        ],
        size,
      );
      return () => {
        for (let nth = 0; nth < 10; nth++) {
          queue.receive('y');
          queue.ack('x', size - 2 * nth, false);
          queue.reject('x', size - 2 * nth - 1, false);
        }
      };
    },
  );
}

const DEEDS: readonly Deed[] = ['x', 'y', 'x done', 'x back', 'x drops', 'x closes', 'send'];

test('The queue keeps a message until it is acknowledged, and what goes back takes its old place', {
  marks: 0.5,
  why: 'A worker that dies must not take its work with it, and who waited longest must not wait longest again.',
}, () => {
  // Every short life of a queue with two messages.
  for (const one of DEEDS)
    for (const two of DEEDS)
      forEachOf(DEEDS, (three) => {
        const pair = new QueuePair();
        pair.send();
        pair.send();
        pair.do('x');
        for (const deed of [one, two, three]) pair.do(deed);
        pair.drain('x', 'y');
      });
  // Back in its place, whatever is out and whoever gives it back.
  forEachOf(
    [
      [1, 2, 3],
      [3, 1, 2],
      [2, 3, 1],
    ],
    (order) => {
      const pair = new QueuePair();
      for (let nth = 0; nth < 5; nth++) pair.send('the same');
      for (let nth = 0; nth < 3; nth++) pair.receive('x');
      pair.receive('y');
      for (const tag of order) pair.reject('x', tag, true);
      pair.reject('y', 1, true);
      pair.drain('x', 'y');
    },
  );
  takesItsPlace();
  // Texts that are taken for nothing are messages like others.
  forEachOf(['', ' ', '0', 'null', 'undefined', '__proto__', '\ud800'], (text) => {
    const pair = new QueuePair();
    for (const each of [text, 'next', text]) pair.send(each);
    const why = 'Messages are any text, the empty one too: each is kept until it is acknowledged or dropped.';
    for (let nth = 0; nth < 3; nth++) pair.receive('x', why);
    pair.reject('x', 3, true);
    pair.receive('y', why);
    for (const consumer of ['x', 'y']) pair.close(consumer);
    pair.rest(3, why);
  });
  // What a consumer never had, and what it has no more.
  forEachOf(NO_TAGS, (tag) => {
    const pair = new QueuePair();
    for (let nth = 0; nth < 2; nth++) pair.send();
    for (let nth = 0; nth < 2; nth++) pair.receive('x');
    pair.ack('x', tag);
    for (const requeue of [true, false]) pair.reject('x', tag, requeue);
    pair.drain('x');
  });
  forEachOf(['x done', 'x drops', 'x back', 'x closes'] as const, (deed) => {
    const pair = new QueuePair();
    for (let nth = 0; nth < 3; nth++) pair.send();
    for (const consumer of ['y', 'y', 'x']) pair.receive(consumer);
    pair.do(deed);
    pair.ack('x', 1);
    for (const requeue of [true, false]) pair.reject('x', 1, requeue);
    pair.drain('x', 'y');
  });
  forEachOf([...LOOKALIKES, ['__proto__', 'constructor'], ['', 'toString']] as const, ([one, other]) => {
    const pair = new QueuePair();
    for (const text of [one, other]) pair.send(text);
    pair.receive(one);
    pair.receive(other);
    pair.ack(one, 1);
    pair.ack(one, 1);
    pair.close(other);
    pair.receive(one);
    pair.close('nobody');
  });
  property(
    [fc.array(fc.constantFrom<Deed>(...DEEDS, 'send', 'x', 'y', 'y done'), { maxLength: 40, size: 'max' })],
    (deeds) => {
      const pair = new QueuePair();
      for (const deed of deeds) pair.do(deed);
      pair.drain('x', 'y');
    },
    { runs: 20 },
  );
  costsTheSame();
  newCase();
  const [queue, log] = [createQueue(0), createLog(Number.POSITIVE_INFINITY)];
  repeat(
    [
      [queue.send, 'job'],
      [queue.receive, 'x'],
      [log.append, 'job', 0],
    ],
    1_100,
  );
  queue.send('last');
  expect(queue.receive('x'), '1,100 were delivered before it.').toEqual({
    tag: 1_101,
    message: 'last',
    redelivered: false,
  });
  queue.ack('x', 1_101, true);
  queue.close('x');
  queue.send('new');
  expect(queue.receive('x'), 'All were acknowledged, x was closed, and who comes after it begins at 1.').toEqual({
    tag: 1,
    message: 'new',
    redelivered: false,
  });
  expect(log.append('last', 0), 'It is the 1,101st.').toBe(1_100);
  expect(log.read('new', 1, 0), 'Nothing was forgotten.').toEqual([{ offset: 0, record: 'job' }]);
});

test('A consumer has no more in hand than it may, and one acknowledgement may stand for all before it', {
  marks: 0.25,
  why: 'Without a limit the first consumer takes everything, and has everything in hand when it dies.',
}, () => {
  // RabbitMQ: with 5, 6, 7 and 8 in hand and a prefetch of 4 nothing more is delivered; after the ack of 5 one is; of 8 with multiple, four.
  forEachOf([5, 6, 7, 8], (acknowledged) => {
    for (const multiple of [false, true]) {
      const pair = new QueuePair(4);
      for (let nth = 0; nth < 14; nth++) pair.send();
      for (let nth = 0; nth < 4; nth++) pair.receive('x');
      pair.ack('x', 4, true);
      for (let nth = 0; nth < 5; nth++) pair.receive('x');
      pair.ack('x', acknowledged, multiple);
      for (let nth = 0; nth < 5; nth++) pair.receive('x');
      pair.receive('y');
      pair.drain('x', 'y');
    }
  });
  forEachOf([0, 1, 2, 3], (prefetch) => {
    const pair = new QueuePair(prefetch);
    for (let nth = 0; nth < 6; nth++) pair.send();
    for (let nth = 0; nth < 4; nth++) pair.receive('x');
    pair.receive('y');
    // All before it are those of the same consumer.
    pair.ack('x', Math.max(1, prefetch), true);
    pair.receive('x');
    pair.reject('x', prefetch + 1, true);
    pair.receive('x');
    pair.receive('y');
    pair.ack('y', 9, true);
    pair.close('x');
    pair.receive('x');
    pair.ack('x', 1, true);
    pair.drain('x', 'y');
  });
  // Whatever takes a message out of a consumer's hand makes room for another, and what throws makes none.
  for (const prefetch of [1, 2])
    forEachOf(['x done', 'x all done', 'x back', 'x drops', 'x closes'] as const, (deed) => {
      const pair = new QueuePair(prefetch);
      for (let nth = 0; nth < 8; nth++) pair.send();
      for (let nth = 0; nth <= prefetch; nth++) pair.receive('x');
      for (let time = 0; time < 2; time++) {
        pair.do(deed);
        for (let nth = 0; nth < 3; nth++)
          pair.receive('x', `It had ${prefetch} in hand at most, gave some away, and may have so many again.`);
      }
      for (const tag of NO_TAGS) if (tag !== 3) pair.ack('x', tag);
      pair.ack('x', 9, true);
      pair.reject('x', 9, true);
      pair.receive('x', 'What throws changes nothing: the consumer has as many in hand as it may, as before.');
    });
  // `multiple` names a delivery too, and has to name one that is in hand.
  forEachOf([...NO_TAGS, 'x done', 'x drops', 'x back'] as const, (what) => {
    const pair = new QueuePair();
    for (let nth = 0; nth < 3; nth++) pair.send();
    for (let nth = 0; nth < 2; nth++) pair.receive('x');
    if (typeof what === 'string') pair.do(what);
    pair.ack('x', typeof what === 'string' ? 2 : what, true);
    pair.ack('nobody', 1, true);
    pair.drain('x');
  });
  // Before it is what was delivered to this consumer earlier, and not what was sent earlier.
  forEachOf([1, 2, 3], (acknowledged) => {
    const pair = new QueuePair();
    for (let nth = 0; nth < 4; nth++) pair.send();
    for (const consumer of ['y', 'x', 'y']) pair.receive(consumer);
    for (const tag of [2, 1]) pair.reject('y', tag, true);
    for (let nth = 0; nth < 3; nth++) pair.receive('x');
    pair.ack('x', acknowledged, true);
    pair.close('x');
    pair.rest(
      5,
      `x has acknowledged ${acknowledged}, and all deliveries before it: those with a lower tag. It had the others in hand when it was closed.`,
    );
  });
  queueLivesLong();
  manyConsumers();
});
