/**
 * The small programs that are explored, and how far: each aims at one thing that goes wrong, and exploring finds the schedule in which
 * it does. What wants many replicas, long times or luck is left to the schedules of chance.
 */
import type { Bounds, CutShape, Planned, PlannedProgram, Program } from '#exploration';
import type { Ask } from './actor.ts';
import { AUDITOR, CONVERGED_AFTER, REPLICAS } from './schedules.ts';

/** Programs for a cluster of one size. */
export interface Trial {
  size: number;
  programs: PlannedProgram<Ask>[];
}

type Asks = Planned<Ask>[];

const CLIENTS = ['Ada', 'Ben', 'Cal'];

function read(actor: string, when?: Planned<Ask>['when'], key = 'x'): Planned<Ask> {
  return { actor, ask: { key }, ...(when !== undefined && { when }) };
}

function write(actor: string, value: string, when?: Planned<Ask>['when'], key = 'x'): Planned<Ask> {
  return { actor, ask: { key, write: value }, ...(when !== undefined && { when }) };
}

/** What each client asks for, one thing after another. */
function program(...asks: Asks[]): Program<Ask> {
  return { clients: asks.map((each, index) => ({ name: CLIENTS[index]!, asks: each })) };
}

/** One replica, each of these in its turn, is cut off from all others. */
function cutOff(alone: readonly string[], size: number, ...heals: CutShape['heals'][]): CutShape[] {
  const replicas = REPLICAS.slice(0, size);
  return alone.flatMap((id) =>
    heals.map((when) => ({ groups: [[id], replicas.filter((other) => other !== id)], heals: when })),
  );
}

const within = (bounds: Bounds, ...programs: Program<Ask>[]): PlannedProgram<Ask>[] =>
  programs.map((each) => ({ program: each, bounds }));

/** Nothing is late, lost or repeated. */
const AS_SENT: Bounds = { departures: 0 };

// ——— values and keys that are like any other ———

/** Names that objects have of themselves, and a key and a value of no letters. */
const KEYS = ['', '__proto__', 'constructor', 'x'];
const VALUES = ['', '0', 'null', '__proto__'];

/** Each value under each key is written at one replica and read at another; before that, nothing is there. */
function anyKeyAndValue(writer: string, reader: string): Program<Ask> {
  return program(
    KEYS.flatMap((key, index) => [
      read(reader, undefined, key),
      write(writer, VALUES[index]!, undefined, key),
      read(reader, 'quiet', key),
    ]),
    [write(reader, '', 'quiet', 'y'), read(writer, 'quiet', 'y')],
  );
}

/** More writes of one key than there are digits, and each is the newest. */
function manyWrites(writers: readonly string[], reader: string): Program<Ask> {
  const writes = Array.from({ length: 12 }, (_, index) => write(writers[index % writers.length]!, `${index + 1}`));
  return program([...writes.slice(0, 10), read(writers[0]!), ...writes.slice(10), read(reader), read(writers[0]!)]);
}

// ——— CP ———

/** Who is asked, in a ring: the one that writes, the next, and the last. Ids of which the greater writes, and the smaller. */
const PARTS = [
  ['a', 'b', 'c'],
  ['c', 'a', 'b'],
] as const;

export const CP_WHOLE: Trial[] = [
  {
    size: 3,
    programs: [
      ...within(AS_SENT, anyKeyAndValue('a', 'c'), manyWrites(['a'], 'b'), manyWrites(['b', 'a'], 'c')),
      // Of two writes at once all replicas must choose the same.
      ...within(
        AS_SENT,
        program([write('a', 'one')], [write('b', 'two')], [read('a', 'quiet'), read('b'), read('c'), read('a')]),
      ),
      // What a replica holds may be old, and the value to be written the same.
      ...within(
        { departures: 1, late: true },
        program([write('a', 'one'), write('a', 'two'), write('b', 'one'), read('c')]),
      ),
      ...PARTS.flatMap(([one, two, three]) =>
        within(
          { departures: 1, late: true },
          // What has reached one replica is read there, and then at another.
          program([write(one, 'one')], [read(one, 'quiet'), read(two)]),
          // The empty text is as new as any other, also to who hears of it only by asking.
          program([write(one, 'one'), write(two, '')], [read(three, 'quiet')]),
          program([write(one, 'one')], [write(two, 'two'), read(three)]),
        ),
      ),
      ...within(
        { departures: 1, late: true },
        // A read and a write, and two writes, that go on at one replica at once.
        program([write('a', 'one')], [read('a'), read('b')]),
        program([write('a', 'one')], [write('a', 'two')], [read('b', 'quiet'), read('c')]),
      ),
    ],
  },
  {
    size: 4,
    programs: within(AS_SENT, program([write('a', 'one'), read('b')], [write('c', 'two', 'quiet'), read('d')])),
  },
  {
    size: 5,
    programs: within(AS_SENT, program([write('a', 'one'), read('b')], [write('c', 'two', 'quiet'), read('d')])),
  },
];

export const CP_CUT: Trial[] = [
  {
    size: 3,
    programs: [
      ...within(
        { departures: 1, cuts: cutOff(['a'], 3, 'at once', 1_600) },
        program([write('a', 'one')], [read('a', 'quiet'), write('b', 'two'), read('c', 1_700)]),
        program([write('b', 'one'), write('a', 'two'), read('b', 1_700), read('c')]),
      ),
      // One is cut off as a value is stored, another as it is to be replaced, and the first is asked.
      ...within(
        { departures: 2, cuts: [...cutOff(['c'], 3, 'at once'), ...cutOff(['a'], 3, 1_600)] },
        program([write('a', 'one'), write('a', 'two'), read('c', 1_700)]),
      ),
      ...within({ departures: 1, twice: true }, program([write('a', 'one'), write('a', 'two'), read('b')])),
    ],
  },
];

// ——— AP ———

/** Adds reads of every key at every replica, by when all must be the same. */
function audited(size: number, from: number, ...asks: Asks[]): Program<Ask> {
  const keys = [...new Set(asks.flat().map(({ ask }) => ask.key))];
  const audits = keys.flatMap((key) =>
    REPLICAS.slice(0, size).map((replica) => read(replica, from + CONVERGED_AFTER + 500, key)),
  );
  const { clients } = program(...asks);
  return { clients: [...clients, { name: AUDITOR, asks: audits }] };
}

export const AP_ALONE: Trial[] = [
  { size: 3, programs: within(AS_SENT, anyKeyAndValue('a', 'a'), manyWrites(['a'], 'a')) },
];

export const AP_AGREE: Trial[] = [
  {
    size: 3,
    programs: [
      ...within(
        { departures: 1, late: true, twice: true, cuts: cutOff(['a', 'b'], 3, 'at once', 'quiet') },
        audited(3, 0, [write('a', 'one')], [write('b', 'two')]),
        audited(3, 0, [write('a', 'one'), write('a', 'two', undefined, 'y')]),
        audited(3, 0, [write('a', 'one')], [read('b', 'quiet'), write('b', 'two')]),
      ),
      ...within(
        { departures: 1, cuts: cutOff(['a'], 3, 5_000) },
        audited(3, 5_000, [write('a', 'one'), write('a', 'two', undefined, 'y')], [write('c', 'three')]),
      ),
      ...within(AS_SENT, audited(3, 0, manyWrites(['a'], 'b').clients[0]!.asks as Asks)),
    ],
  },
];
