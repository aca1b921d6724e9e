/**
 * The schedules that the suite runs: each kind aims at one thing that goes wrong in practice, and a seed varies the
 * rest (who plays which part, when, and how long messages take). What small programs can show is explored instead, in programs.ts.
 */
import { FEW_STRINGS, longString } from '#grading';
import type { PlannedRequest, Schedule } from './run.ts';
import { type Cut, type DelayRule, LONGEST_DELAY, type Network } from './world.ts';

export const REPLICAS = ['a', 'b', 'c', 'd', 'e'];
/** The delay of a slow link, in milliseconds. */
const SLOW = LONGEST_DELAY;
const A_MINUTE = 60_000;

/** Chance for one schedule, from its seed. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  // Mulberry32: small, well mixed, and the same everywhere.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    pick: (items) => items[whole(0, items.length - 1)]!,
    shuffle(items) {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = whole(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}

export type Kind = (chance: Chance) => Schedule;

type Parts = Omit<Partial<Schedule>, 'network'> & { network?: Partial<Network> };

function schedule(chance: Chance, mode: Schedule['mode'], size: number, parts: Parts): Schedule {
  const replicas = parts.replicas ?? REPLICAS.slice(0, size);
  const network = { seed: chance.whole(0, 999_999), fastest: 2, slowest: 8, rules: [], repeated: 0, latestRepeat: 450 };
  return {
    mode,
    replicas,
    requests: [],
    cuts: [],
    clocks: Object.fromEntries(replicas.map((id) => [id, chance.whole(0, 60) * A_MINUTE])),
    ...parts,
    network: { ...network, ...parts.network },
  };
}

export function read(client: string, replica: string, at = 0, key = 'x'): PlannedRequest {
  return { client, replica, at, key };
}

export function write(client: string, replica: string, value: string, at = 0, key = 'x'): PlannedRequest {
  return { client, replica, at, key, write: value };
}

/** A rule for each link between different replicas of the two lists. */
function links(from: readonly string[], to: readonly string[], delay: number, since = 0, until = 1e9): DelayRule[] {
  return from.flatMap((one) =>
    to.filter((other) => other !== one).map((other) => ({ from: one, to: other, since, until, delay })),
  );
}

// ——— replicas of any name ———

/** Names of three replicas, some of which only look alike, or begin or end alike. */
export const STRANGE_NAMES: [string, string, string][] = [
  [' b', 'b', 'B'],
  ['e\u0301', '\u00e9', ''],
  ['1', '1.0', '__proto__'],
];

interface Meeting {
  key: string;
  at: number;
  writers: [string, string];
}

/** Of three replicas, the second writes a key at the same moment as the first and, when that has come to rest, another as the third. */
const meetings = ([one, two, three]: [string, string, string]): Meeting[] => [
  { key: 'x', at: 0, writers: [one, two] },
  { key: 'y', at: 600, writers: [two, three] },
];

// ——— CP, the network whole ———

/** Two replicas of such names write a key at the same moment, and who reads at the one, the other and the one again sees one winner. */
export function namesakes(replicas: [string, string, string]): Kind {
  return (chance) =>
    schedule(chance, 'CP', 3, {
      replicas,
      requests: meetings(replicas).flatMap(({ key, at, writers: [one, other] }) => [
        write(`Ada ${key}`, one, 'hers', at, key),
        write(`Ben ${key}`, other, 'his', at, key),
        ...[one, other, one].map((replica) => read(`Cal ${key}`, replica, at + 300, key)),
      ]),
      network: { fastest: SLOW, slowest: SLOW },
    });
}

/**
 * The name of one replica is that of another with a digit behind it. What one says in its tenth and eleventh operation is not what the
 * other has said in one of its first. While that other is cut off, a third has to keep it.
 */
export const digitsBehind: Kind = (chance) => {
  const [one, other, third] = ['a', 'a1', '__proto__'] as const;
  const [from, healed] = [200, 1_700];
  return schedule(chance, 'CP', 3, {
    replicas: [one, other, third],
    requests: [
      ...['his', 'his too'].map((value) => write('Ben', other, value, 0, 'y')),
      ...Array.from({ length: 11 }, (_, nth) => write('Ada', one, `hers ${nth}`, nth === 0 ? from + 1 : 0)),
      read('Cal', third, healed + 1),
    ],
    cuts: [
      { from, to: healed - 10, groups: [[one, third], [other]] },
      { from: healed, to: healed + 1_500, groups: [[one], [other, third]] },
    ],
    network: { fastest: 2, slowest: 2 },
  });
};

/** Writes at one replica, then at another, then reads elsewhere: one replica hears everything late, one clock is ahead. */
export const handOver: Kind = (chance) => {
  const size = chance.pick([3, 3, 4, 5]);
  const replicas = REPLICAS.slice(0, size);
  const [first, second, late] = chance.shuffle(replicas) as [string, string, string];
  return schedule(chance, 'CP', size, {
    requests: [
      write('Ada', first, '1'),
      write('Ada', first, '2'),
      write('Ada', second, '3'),
      read('Ada', late),
      read('Ada', first),
    ],
    network: { rules: links(replicas, [late], SLOW) },
    clocks: { [first]: chance.whole(1, 60) * A_MINUTE, [second]: 0 },
  });
};

/** A write has reached nobody but its own replica when two reads meet it, or not: the lesson's “new, then old”. */
export const overtaken: Kind = (chance) => {
  const [writer, near, far] = chance.shuffle(REPLICAS.slice(0, 3));
  const quick = chance.whole(3, 6);
  // The first round of the write is quick; what its replica sends to all after that is slow, until the reads begin.
  const readsBegin = quick * 2 + chance.whole(2, 8);
  return schedule(chance, 'CP', 3, {
    requests: [write('Ada', writer!, 'new'), read('Ben', near!, readsBegin), read('Ben', far!)],
    network: {
      fastest: quick,
      slowest: quick,
      rules: [
        ...links([writer!], [near!, far!], SLOW, 1, readsBegin - 1),
        ...links([near!], [far!], SLOW, readsBegin, readsBegin),
        ...links([far!], [writer!], SLOW, readsBegin, 1e9),
      ],
    },
  });
};

/** A writer, who reads, and the other one; and how long a quick message takes. */
type NewsRules = (writer: string, reader: string, other: string, quick: number, readsBegin: number) => DelayRule[];

/** A new value is at its writer alone when a read begins, `gap` ms after that has heard from the others; then it is read at the other one. */
function news(gap: number, rules: NewsRules): Kind {
  return (chance) => {
    const [writer, reader, other] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string, string];
    const quick = chance.whole(2, 5);
    const readsBegin = quick * 2 + gap;
    return schedule(chance, 'CP', 3, {
      requests: [write('Ada', writer, 'new'), read('Ben', reader, readsBegin), read('Ben', other)],
      network: {
        fastest: quick,
        slowest: quick,
        rules: [
          ...links([writer], [reader, other], SLOW, 1, readsBegin - 1),
          ...rules(writer, reader, other, quick, readsBegin),
          ...links([writer], [other], SLOW, readsBegin),
        ],
      },
    });
  };
}

/** A read hears of a new value from its writer alone, and is over when those two have it. Who is asked next hears first from the reader. */
export const passedOn = news(2, (_writer, reader, other, quick, readsBegin) =>
  links([reader], [other], SLOW, readsBegin, readsBegin + quick * 2),
);

/** As a read stores what it has been told by one, the other one tells it of a new value, which nobody else holds, or is sent in this read. */
export const newsInTheSecondRound = news(1, (writer, reader, _other, quick, readsBegin) =>
  links([writer], [reader], quick * 2, readsBegin, readsBegin + quick),
);

/**
 * A write that three of five hold. Whoever reads then hears first from the one other replica that has not heard of it; twice, if
 * messages are repeated.
 */
export const oldAnswerFirst =
  (repeated: 0 | 1): Kind =>
  (chance) => {
    const [writer, near, middle, reader, late] = chance.shuffle(REPLICAS) as [string, string, string, string, string];
    const quick = chance.whole(2, 5);
    return schedule(chance, 'CP', 5, {
      requests: [write('Ada', writer, 'new'), read('Ada', reader)],
      network: {
        fastest: quick,
        slowest: quick,
        rules: [...links([writer], [reader, late], SLOW), ...links([reader], [writer, near, middle], quick * 2)],
        repeated,
        latestRepeat: 1,
      },
    });
  };

/**
 * Two of five hold a new value, and who asks one of the two hears of it from the other; what that one passes on is slow. Then the three
 * that have not heard of it are asked. The first had been asked once before, and had the answer of everybody.
 */
export const heldByTwo =
  (repeated: 0 | 1): Kind =>
  (chance) => {
    const [writer, near, old, other, third] = chance.shuffle(REPLICAS) as [string, string, string, string, string];
    const quick = chance.whole(2, 5);
    const written = chance.whole(30, 60);
    // The second round of the write leaves its replica after two messages, and is at the near one after three.
    const storing = written + quick * 2;
    const readsBegin = written + quick * 3 + 1;
    const others = [old, other, third];
    return schedule(chance, 'CP', 5, {
      requests: [
        read('Ben', near),
        write('Ada', writer, 'new', written),
        read('Ben', near, readsBegin),
        read('Ben', other),
      ],
      network: {
        fastest: quick,
        slowest: quick,
        rules: [
          ...links([writer], others, SLOW, storing, readsBegin - 1),
          // The old answer is the last of the three that make a majority, and comes after a repeat of the new one.
          ...links([old], [near], quick + 4, readsBegin),
          ...links([other, third], [near], SLOW, readsBegin),
          ...links([writer, near], [other], SLOW, readsBegin),
          ...links([near], others, SLOW, readsBegin + 1),
        ],
        repeated,
        latestRepeat: 2,
      },
    });
  };

/** Every link has one speed: two of five hold the new value for a while, and reads go to and fro between two others. */
export const slowLinks: Kind = (chance) => {
  const [writer, partner, one, two, three] = chance.shuffle(REPLICAS) as [string, string, string, string, string];
  const quick = chance.whole(1, 4);
  const quickLinks = [
    ...links([writer], [partner], quick),
    ...links([partner], [writer, one], quick),
    ...links([one, two], [one, two, partner], quick),
    ...links([two], [three], quick),
    ...links([three], [two], quick),
  ];
  return schedule(chance, 'CP', 5, {
    requests: [
      write('Ada', writer, 'new'),
      ...[one, two, one, two].map((replica, nth) => read('Ben', replica, nth === 0 ? chance.whole(98, 104) : 0)),
    ],
    network: { rules: quickLinks, fastest: SLOW, slowest: SLOW },
  });
};

/** Two clients write at one replica at the same moment, and the first one's second round is overtaken on one link. */
export const twoWritesAtOnce: Kind = (chance) => {
  const [writer, one, other] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string, string];
  const quick = chance.whole(3, 6);
  return schedule(chance, 'CP', 3, {
    requests: [
      write('Ada', writer, 'one'),
      write('Ben', writer, 'two', 2),
      ...[one, other, writer].map((replica, nth) => read('Cal', replica, nth === 0 ? 130 : 0)),
    ],
    network: {
      fastest: quick,
      slowest: quick,
      rules: links([writer], [one], SLOW, quick * 2, quick * 2 + 1),
    },
  });
};

/** Two clients write at one replica at the same moment, its messages overtake each other anyhow, and all are asked. */
export const burst: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const replicas = chance.shuffle(REPLICAS.slice(0, size));
  return schedule(chance, 'CP', size, {
    requests: [
      write('Ada', replicas[0]!, 'one'),
      write('Ben', replicas[0]!, 'two', chance.whole(0, 3)),
      ...replicas.map((replica) => read('Cal', replica, chance.whole(0, 60))),
    ],
    network: { fastest: 1, slowest: SLOW },
  });
};

/** More than a hundred clients at one replica at the same moment, each with a key of its own; some of them ask on. */
export const rush: Kind = (chance) => {
  const [asked] = chance.shuffle(REPLICAS.slice(0, 3)) as [string];
  const clients = Array.from({ length: 104 }, (_, nth) => `client ${nth + 1}`);
  return schedule(chance, 'CP', 3, {
    requests: clients.flatMap((client, nth) => {
      const first = write(client, asked, `${client}, first`, 0, `of ${client}`);
      // The first of all, in the middle and the last.
      if (nth % 8 !== 0 && nth < clients.length - 2) return [first];
      return [
        first,
        write(client, asked, `${client}, then`, 0, `of ${client}`),
        read(client, asked, 0, `of ${client}`),
      ];
    }),
  });
};

/** Texts as keys and as values: each is written under another at one replica, and then read at the next. */
export const anyText: Kind = (chance) => {
  const [writer, reader] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string];
  return schedule(chance, 'CP', 3, {
    requests: [
      ...FEW_STRINGS.map((key, nth) => write('Ada', writer, FEW_STRINGS.at(nth - 1)!, 0, key)),
      ...FEW_STRINGS.map((key) => read('Ada', reader, 0, key)),
    ],
  });
};

/** Writers and readers hop between the replicas; every link has a speed of its own, or every message. */
export const crowd: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const replicas = REPLICAS.slice(0, size);
  return schedule(chance, 'CP', size, {
    requests: hoppingClients(chance, replicas, 40),
    network: { fastest: 1, slowest: SLOW, rules: chance.pick([[], linkSpeeds(chance, replicas)]) },
  });
};

/** Two writes and four reads by two to four clients, each of whom asks another replica every time. */
function hoppingClients(chance: Chance, replicas: string[], within: number): PlannedRequest[] {
  const key = chance.pick([() => 'x', () => 'x', () => chance.pick(['x', 'y'])]);
  const writers = chance.pick([
    ['Ada', 'Ada'],
    ['Ada', 'Ben'],
  ]);
  const readers = chance.pick([
    ['Cal', 'Cal', 'Cal', 'Cal'],
    ['Cal', 'Cal', 'Dee', 'Dee'],
  ]);
  return [
    ...writers.map((client, nth) => write(client, chance.pick(replicas), `${nth + 1}`, chance.whole(0, within), key())),
    ...readers.map((client) => read(client, chance.pick(replicas), chance.whole(0, 3 * within), key())),
  ];
}

function linkSpeeds(chance: Chance, replicas: string[]): DelayRule[] {
  return links(replicas, replicas, 0).map((rule) => ({
    ...rule,
    delay: chance.whole(0, 1) === 0 ? chance.whole(1, 5) : chance.whole(40, SLOW),
  }));
}

/** A read and a write at the same moment, at two replicas that hold an older value; and later another read. The reader's id is greater. */
export const readMeetsWrite: Kind = (chance) => {
  const quick = chance.whole(2, 8);
  const at = chance.whole(250, 300);
  return schedule(chance, 'CP', 3, {
    requests: [
      write('Ada', 'a', 'one'),
      write('Ada', 'a', 'two', at),
      read('Ben', 'c', at),
      ...REPLICAS.slice(0, 3).map((replica) => read('Cal', replica, at + 250)),
    ],
    network: { fastest: quick, slowest: quick },
  });
};

/** A write that three of five hold. The next is made where nobody has heard of it, and hears first from another such; its id is smaller. */
export const lateWriter: Kind = (chance) => {
  const [later, ...rest] = REPLICAS as [string, ...string[]];
  const [writer, near, middle, late] = chance.shuffle(rest) as [string, string, string, string];
  const quick = chance.whole(2, 5);
  return schedule(chance, 'CP', 5, {
    requests: [write('Ada', writer, 'one'), write('Ada', later, 'two'), read('Ada', near)],
    network: {
      fastest: quick,
      slowest: quick,
      rules: [...links([writer], [later, late], SLOW), ...links([later], [writer, near, middle], quick * 2)],
    },
  });
};

// ——— CP, cuts and repeats ———

/** A read has heard of a value that two of five hold, when a cut leaves it with those two. The others are asked as it has been refused. */
export const cutInMidRead: Kind = (chance) => {
  const [writer, reader, near, ...far] = chance.shuffle(REPLICAS) as [string, string, string, string, string];
  const quick = chance.whole(2, 5);
  const readBegins = quick * 3 + 1;
  // The first round of the read is over; nothing of the second has arrived.
  const from = readBegins + quick * 2 + 1;
  const others = [near, ...far];
  return schedule(chance, 'CP', 5, {
    requests: [
      write('Ada', writer, 'new'),
      read('Ben', reader, readBegins),
      read('Ben', near, from + 1_100),
      read('Ben', far[0]!),
    ],
    cuts: [{ from, to: from + 2_500, groups: [[writer, reader].sort(), others.toSorted()] }],
    network: {
      fastest: quick,
      slowest: quick,
      rules: [
        ...links([writer], others, SLOW, quick * 2),
        ...links([reader], others, SLOW, readBegins + 1),
        ...links(far, [reader], SLOW),
      ],
    },
  });
};

/** What a write could store at nobody else is read elsewhere before it is refused. Then who has read it is cut off, and the writer is asked. */
export const refusedButRead: Kind = (chance) => {
  const [writer, reader, other] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string, string];
  const quick = chance.whole(2, 5);
  return schedule(chance, 'CP', 3, {
    requests: [write('Ada', writer, 'new'), read('Ben', reader, 100), read('Cal', writer, 1_250)],
    cuts: [
      { from: quick * 2 + 1, to: 80, groups: [[writer], [reader, other].sort()] },
      { from: 95, to: 1_150, groups: [[writer, reader].sort(), [other]] },
      { from: 1_200, to: 2_500, groups: [[reader], [writer, other].sort()] },
    ],
    network: { fastest: quick, slowest: quick },
  });
};

/** A cut falls in the middle of a write, the others read on, and after the healing everybody is served again. */
export const cutInMidWrite: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const [writer, ...others] = chance.shuffle(REPLICAS.slice(0, size)) as [string, ...string[]];
  const quick = chance.whole(3, 8);
  // The second round reaches some replicas before the cut and others not.
  const from = quick * 2 + chance.whole(1, quick * 2);
  const to = from + chance.whole(1300, 1600);
  // At most one more than the writer is left behind, so that the rest is a majority.
  const behind = size === 5 && chance.whole(0, 1) === 1 ? [writer, others.pop()!] : [writer];
  return schedule(chance, 'CP', size, {
    requests: [
      write('Ada', writer, 'new'),
      ...others.map((replica, nth) => read('Ben', replica, nth === 0 ? from + 100 : 0)),
      ...[others[0]!, writer].map((replica) => read('Cal', replica, to + 10)),
    ],
    cuts: [{ from, to, groups: [behind.sort(), others.toSorted()] }],
    network: { fastest: 1, slowest: quick * 2, repeated: chance.pick([0, 0.3]) },
  });
};

/** Who answers first is cut off before it can store anything. With the other one, who is asked still has a majority. */
export const firstIsLost: Kind = (chance) => {
  const [asked, first, other] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string, string];
  const quick = chance.whole(2, 5);
  const from = quick * 2 + 1;
  return schedule(chance, 'CP', 3, {
    requests: [write('Ada', asked, 'new', 0), read('Ben', asked, 0, 'y')],
    cuts: [{ from, to: from + 1_500, groups: [[first], [asked, other].sort()] }],
    network: { fastest: quick, slowest: quick, rules: links([other], [asked], SLOW) },
  });
};

/** All messages take as long as they may, and as the second round of a read and a write begins, everybody is alone. */
export const cutBetweenRounds: Kind = (chance) => {
  const [writer, reader, other] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string, string];
  const from = 2 * SLOW + 1;
  return schedule(chance, 'CP', 3, {
    requests: [write('Ada', writer, 'new'), read('Ben', reader)],
    cuts: [{ from, to: from + 2_000, groups: [[writer], [reader], [other]] }],
    network: { fastest: SLOW, slowest: SLOW },
  });
};

/** Everything comes twice, and only one replica is near the writer: an acknowledgement that counts twice is a majority. */
export const everythingTwice: Kind = (chance) => {
  const size = chance.whole(4, 5);
  const [writer, partner, ...far] = chance.shuffle(REPLICAS.slice(0, size)) as [string, string, ...string[]];
  const quick = chance.whole(1, 3);
  return schedule(chance, 'CP', size, {
    requests: [write('Ada', writer, 'new'), read('Ada', far[0]!), read('Ada', far[1]!)],
    network: {
      fastest: SLOW,
      slowest: SLOW,
      rules: [...links([writer], [partner], quick), ...links([partner], [writer], quick), ...links(far, far, quick)],
      repeated: 1,
      latestRepeat: 6,
    },
  });
};

/** Acknowledgements of one write arrive while the next is being stored, before anybody has received that one. */
export const lateAnswers: Kind = (chance) => {
  const [writer, near, middle, ...far] = chance.shuffle(REPLICAS) as [string, string, string, string, string];
  const quick = chance.whole(1, 3);
  return schedule(chance, 'CP', 5, {
    requests: [write('Ada', writer, 'one'), write('Ada', writer, 'two'), read('Ada', far[0]!)],
    network: {
      fastest: quick,
      slowest: quick,
      // The first write is over after four messages; the second one's first round goes out quickly, its second does not.
      rules: [...links(far, [writer], SLOW), ...links([writer], [near, middle, ...far], SLOW, quick * 5)],
    },
  });
};

/**
 * A dozen clients write one key at one replica more than a thousand times in a third of a second, while another is cut off. That one
 * writes as it is back, and who asks the first one next has to hear of it from others, who are slow. Meanwhile what those said at the
 * very beginning comes again. So whatever counts operations or versions, and begins again before it has to, takes the old for the new.
 */
export const inAHurry: Kind = (chance) => {
  const [busy, near, away] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, string, string];
  // A write takes four messages of 1 ms.
  const [clients, rounds, healed] = [12, 86, 355];
  return schedule(chance, 'CP', 3, {
    requests: [
      ...Array.from({ length: clients * rounds }, (_, nth) =>
        write(`writer ${(nth % clients) + 1}`, busy, `value ${nth + 1}`),
      ),
      write('Ada', away, LAST_WORD, healed + 1),
      ...Array.from({ length: 30 }, (_, nth) => read(`reader ${nth + 1}`, busy, healed + 10)),
    ],
    cuts: [{ from: 0, to: healed, groups: [[busy, near].sort(), [away]] }],
    network: {
      fastest: 1,
      slowest: 1,
      rules: links([near, away], [busy], SLOW, healed),
      planned: Array.from({ length: 180 }, (_, nth) => ({
        from: near,
        to: busy,
        nth: nth + 1,
        delay: 1,
        again: healed + 15,
      })),
    },
  });
};

/** What is written last where that is what everybody has to read. */
export const LAST_WORD = 'the last word';

/** Clients on all sides, through two cuts and after. */
export const crowdThroughCuts: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const replicas = REPLICAS.slice(0, size);
  const cuts = twoCuts(chance, replicas);
  const healed = cuts.at(-1)!.to;
  return schedule(chance, 'CP', size, {
    requests: [
      ...hoppingClients(chance, replicas, cuts[0]!.from + 100),
      ...chance
        .shuffle(replicas)
        .slice(0, 2)
        .map((replica) => read('Eve', replica, healed + chance.whole(0, 40))),
    ],
    cuts,
    network: { fastest: 1, slowest: SLOW, repeated: 0.3 },
  });
};

function twoCuts(chance: Chance, replicas: string[]): Cut[] {
  const first = chance.whole(5, 60);
  const second = first + chance.whole(300, 1200);
  return [
    { from: first, to: second - chance.whole(60, 200), groups: twoGroups(chance, replicas) },
    { from: second, to: second + chance.whole(1100, 1600), groups: twoGroups(chance, replicas) },
  ];
}

/** Parts all replicas into two groups. */
function twoGroups(chance: Chance, replicas: string[]): string[][] {
  const smaller = chance.whole(1, Math.floor(replicas.length / 2));
  return groupsOf(chance, [smaller, replicas.length - smaller]);
}

/** Parts the first replicas into groups of these sizes. */
function groupsOf(chance: Chance, sizes: number[]): string[][] {
  const size = sizes.reduce((sum, each) => sum + each);
  const shuffled = chance.shuffle(REPLICAS.slice(0, size));
  return sizes.map((each) => shuffled.splice(0, each).sort());
}

// ——— CP, who is served ———

/** All hold a value; during the cut every replica is asked to read and to write, and after the healing to read. */
export function everySideAsks(...sizes: number[]): Kind {
  return (chance) => {
    const groups = groupsOf(chance, sizes);
    const replicas = groups.flat().sort();
    // A write takes four messages, one after another.
    const from = 4 * SLOW + chance.whole(100, 200);
    const to = from + 1500;
    const during = replicas.flatMap((replica) => {
      const at = from + chance.whole(1, 300);
      return [
        read(`reader ${replica}`, replica, at),
        write(`writer ${replica}`, replica, `from ${replica}`, at + chance.whole(0, 60)),
        read(`reader ${replica}`, replica, to + chance.whole(0, 60)),
      ];
    });
    return schedule(chance, 'CP', replicas.length, {
      requests: [write('Ada', chance.pick(replicas), 'before'), ...during],
      cuts: [{ from, to, groups }],
      network: { fastest: 1, slowest: SLOW },
    });
  };
}

// ——— AP ———

/** Before, during and after a cut, each replica is asked to write a key of its own and to read it again. */
export function ownWrites(...sizes: number[]): Kind {
  return (chance) => {
    const groups = groupsOf(chance, sizes);
    const replicas = groups.flat().sort();
    const from = chance.whole(50, 100);
    const to = from + 400;
    return schedule(chance, 'AP', replicas.length, {
      requests: replicas.flatMap((replica) => {
        const client = `client ${replica}`;
        const key = `own ${replica}`;
        return [
          read(client, replica, 0, key),
          write(client, replica, `${replica}1`, 0, key),
          read(client, replica, 0, key),
          write(client, replica, `${replica}2`, from + chance.whole(1, 100), key),
          read(client, replica, 0, key),
          read(client, replica, to - 1, key),
          write(client, replica, `${replica}3`, to + chance.whole(0, 60), key),
          read(client, replica, 0, key),
          read(client, replica, to + 300, key),
        ];
      }),
      cuts: [{ from, to, groups }],
      network: { fastest: 1, slowest: SLOW, repeated: 0.2 },
    });
  };
}

/** Milliseconds after the last write and the last healing by which all AP replicas must hold the same. */
export const CONVERGED_AFTER = 2000;
/** The client whose reads say what each replica holds in the end. */
export const AUDITOR = 'auditor';

/** Adds its reads, of every key at every replica, that come when all must be the same. */
function audited(plan: Schedule): Schedule {
  const at =
    CONVERGED_AFTER + Math.max(...plan.requests.map((request) => request.at), ...plan.cuts.map(({ to }) => to));
  const keys = [...new Set(plan.requests.map(({ key }) => key))];
  const reads = keys.flatMap((key) => plan.replicas.map((replica) => read(AUDITOR, replica, at, key)));
  return { ...plan, requests: [...plan.requests, ...reads] };
}

/** Two replicas write the same key at the same moment; the others hear of the two in different orders. */
export const bothAtOnce: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const [one, two] = chance.shuffle(REPLICAS.slice(0, size));
  return audited(
    schedule(chance, 'AP', size, {
      requests: [write('Ada', one!, 'hers'), write('Ben', two!, 'his', chance.whole(0, 3))],
      network: { fastest: 1, slowest: SLOW, repeated: chance.pick([0, 1]) },
    }),
  );
};

/** Two writes in a row. What answers the first arrives after the second was sent, which a cut then swallows. */
export const secondIsLost: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const replicas = chance.shuffle(REPLICAS.slice(0, size));
  const [writer, ...others] = replicas as [string, ...string[]];
  const quick = chance.whole(3, 10);
  const from = quick * 2 + 1;
  return audited(
    schedule(chance, 'AP', size, {
      requests: [write('Ada', writer, 'Draft'), write('Ada', writer, 'Final', quick + 1)],
      cuts: [{ from, to: from + 600, groups: [[writer], others] }],
      network: { fastest: quick, slowest: quick, rules: links([writer], others, SLOW, quick + 1, from) },
    }),
  );
};

/** Both sides of a cut write. It lasts `lasts` ms, and nothing is written afterwards that could carry the news. */
export function bothSidesWrite(lasts: number, mostReplicas = 5): Kind {
  return (chance) => {
    const size = chance.whole(3, mostReplicas);
    const groups = twoGroups(chance, REPLICAS.slice(0, size));
    const [one, other] = groups as [string[], string[]];
    const from = chance.whole(5, 60);
    return audited(
      schedule(chance, 'AP', size, {
        requests: [
          write('Ada', chance.pick(one), 'Draft', from + chance.whole(1, 100)),
          write('Ben', chance.pick(other), 'Final', from + chance.whole(1, 100)),
        ],
        cuts: [{ from, to: from + lasts, groups }],
        network: { fastest: 1, slowest: SLOW },
      }),
    );
  };
}

/**
 * A replica that is cut off takes writes of many keys, and of one back to what it was. All of it has to reach everybody
 * afterwards.
 */
export const manyKeys: Kind = (chance) => {
  const [writer, ...others] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, ...string[]];
  const long = ['a', 'b'].map((end) => longString(200) + end);
  const keys = [...FEW_STRINGS, ...long, ...Array.from({ length: 28 }, (_, nth) => `key ${nth}`)];
  // Whatever has been written before the cut has arrived, and is confirmed.
  const from = 4 * SLOW + 60;
  return audited(
    schedule(chance, 'AP', 3, {
      requests: [
        ...['on', 'off'].map((value) => write('Ada', writer, value, 0, 'switch')),
        write('Ada', writer, 'on', from + 1, 'switch'),
        ...keys.map((key, nth) => write('Ada', writer, keys.at(nth - 1)!, from + 1, key)),
        write('Ben', others[0]!, 'his', from + 5, keys.at(-1)!),
      ],
      cuts: [{ from, to: from + 150, groups: [[writer], others.toSorted()] }],
      network: { fastest: 1, slowest: SLOW },
    }),
  );
};

/** One key is written more often than two digits can count: nearly so often while its replica is cut off, and when everybody has that, on. */
export const writtenOften: Kind = (chance) => {
  const [writer, ...others] = chance.shuffle(REPLICAS.slice(0, 3)) as [string, ...string[]];
  const healed = 60;
  return audited(
    schedule(chance, 'AP', 3, {
      requests: Array.from({ length: 104 }, (_, nth) =>
        write('Ada', writer, `value ${nth}`, nth < 97 ? 0 : healed + CONVERGED_AFTER),
      ),
      cuts: [{ from: 0, to: healed, groups: [[writer], others.toSorted()] }],
    }),
  );
};

/** Two replicas of such names write a key at the same moment. */
export function namesakesAgree(replicas: [string, string, string]): Kind {
  return (chance) =>
    audited(
      schedule(chance, 'AP', 3, {
        replicas,
        requests: meetings(replicas).flatMap(({ key, at, writers: [one, other] }) => [
          write(`Ada ${key}`, one, 'hers', at, key),
          write(`Ben ${key}`, other, 'his', at, key),
        ]),
      }),
    );
}

/** Two keys and two replicas: written one behind the other, with this between them, they are the same text. All updates are lost at first. */
export function joined(between: string): Kind {
  return (chance) => {
    const [writer, ...others] = ['c', 'a', `a${between}b`] as const;
    return audited(
      schedule(chance, 'AP', 3, {
        replicas: [writer, ...others],
        requests: ['x', `b${between}x`].map((key) => write('Ada', writer, `of ${key}`, 1, key)),
        cuts: [{ from: 0, to: 100, groups: [[writer], others] }],
      }),
    );
  };
}

/** One replica writes while it is cut off, `lasts` ms long. Messages are as slow as they may be. */
export function writesAlone(lasts: number): Kind {
  return (chance) => {
    const [writer, ...others] = REPLICAS.slice(0, 3) as [string, ...string[]];
    return audited(
      schedule(chance, 'AP', 3, {
        requests: [write('Ada', writer, 'Final')],
        cuts: [{ from: 0, to: lasts, groups: [[writer], others] }],
        network: { fastest: SLOW, slowest: SLOW },
      }),
    );
  };
}

/** One client writes a few times; another reads the last of it elsewhere and writes over it. Clocks disagree. */
export const readThenWrite: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const [first, second] = chance.shuffle(REPLICAS.slice(0, size)) as [string, string];
  const times = chance.whole(2, 3);
  return audited(
    schedule(chance, 'AP', size, {
      requests: [
        ...Array.from({ length: times }, (_, nth) => write('Ada', first, `${nth + 1}`, nth * 5)),
        read('Ben', second, 300),
        write('Ben', second, 'the last word'),
      ],
      network: { fastest: 1, slowest: SLOW },
      clocks: { [first]: chance.whole(1, 60) * A_MINUTE, [second]: 0 },
    }),
  );
};

/** Clients on all sides of two cuts read and write two keys. */
export const editorsThroughCuts: Kind = (chance) => {
  const size = chance.whole(3, 5);
  const replicas = REPLICAS.slice(0, size);
  const cuts = twoCuts(chance, replicas);
  return audited(
    schedule(chance, 'AP', size, {
      requests: editors(chance, replicas, cuts[1]!.to + 50),
      cuts,
      network: { fastest: 1, slowest: SLOW, repeated: 0.3 },
    }),
  );
};

/** Three clients, each with three reads or writes of two keys. */
function editors(chance: Chance, replicas: string[], within: number): PlannedRequest[] {
  return ['Ada', 'Ben', 'Cal'].flatMap((client) =>
    [1, 2, 3].map((nth) => {
      const replica = chance.pick(replicas);
      const key = chance.pick(['x', 'x', 'y']);
      const at = chance.whole(0, within);
      return chance.whole(0, 2) === 0
        ? read(client, replica, at, key)
        : write(client, replica, `${client} ${nth}`, at, key);
    }),
  );
}
