/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const RECENCY = 'It keeps up to its capacity, and the entry used longest ago makes way';
const TIME = 'An entry is kept for less than its time to live, and what is over takes nobody’s place';
const COST = 'A call costs no more when there are more entries';
const REFUSED = 'A cache that cannot be is refused by a RangeError that names the option';

export default [
  {
    name: 'first-in-first-out',
    caughtBy: RECENCY,
    because: 'Reading does not move the entry: what was set first makes way, however often it is asked for.',
    edits: [['used.delete(key);\n      used.set(key, value);', '']],
  },
  {
    name: 'most-recently-used-makes-way',
    caughtBy: RECENCY,
    because: 'The wrong end of the order: the newest entry makes way, and the cache fills with what nobody asks for.',
    edits: [['const [longestAgo] = used.keys();', 'const longestAgo = [...used.keys()].at(-1);']],
  },
  {
    name: 'has-counts-as-use',
    caughtBy: RECENCY,
    because: '`has` is written as a `get` that drops its value, and moves the entry.',
    edits: [
      [
        'return used.has(key);\n    },\n    set',
        `if (!used.has(key)) return false;
      const value = used.get(key);
      used.delete(key);
      used.set(key, value);
      return true;
    },
    set`,
      ],
    ],
  },
  {
    name: 'overwriting-is-no-use',
    caughtBy: RECENCY,
    because: '`map.set` of a key that is there changes its value and leaves it in its place.',
    edits: [
      ['letGo(now);\n      forget(key);', 'letGo(now);\n      since.delete(key);'],
      ['if (used.size === capacity)', 'if (!used.has(key) && used.size === capacity)'],
    ],
  },
  {
    name: 'overwriting-makes-somebody-go',
    caughtBy: RECENCY,
    because: 'Room is made before it is asked whether the key is there already.',
    edits: [
      ['letGo(now);\n      forget(key);\n', 'letGo(now);\n'],
      ['used.set(key, value);\n      since.set', 'forget(key);\n      used.set(key, value);\n      since.set'],
    ],
  },
  {
    name: 'the-same-value-is-no-use',
    caughtBy: RECENCY,
    because:
      'When the value is the one that is kept, `set` does nothing but begin its time anew, and counts as no use.',
    edits: [
      [
        'letGo(now);\n      forget(key);',
        `letGo(now);
      if (used.has(key) && used.get(key) === value) {
        since.delete(key);
        since.set(key, now);
        return;
      }
      forget(key);`,
      ],
    ],
  },
  {
    name: 'undefined-is-nothing',
    caughtBy: RECENCY,
    because: 'A kept `undefined` is taken for a key that is not there: `has` asks the value instead of the Map.',
    edits: [['return used.has(key);\n    },\n    set', 'return used.get(key) !== undefined;\n    },\n    set']],
  },
  {
    name: 'deletes-nothing-but-values',
    caughtBy: RECENCY,
    because: '`delete` asks the value whether there is one: a kept `undefined` is forgotten, and it says false.',
    edits: [
      [
        'letGo(now);\n      return forget(key);',
        'letGo(now);\n      const value = used.get(key);\n      forget(key);\n      return value !== undefined;',
      ],
    ],
  },
  {
    name: 'falsy-values-are-misses',
    caughtBy: RECENCY,
    because: '`if (!value)` for "not found": 0, the empty text and null are found and are not given.',
    edits: [
      [
        'if (!used.has(key)) return undefined;\n      const value = used.get(key);',
        'const value = used.get(key);\n      if (!value) return undefined;',
      ],
    ],
  },
  {
    name: 'one-more-than-fits',
    caughtBy: RECENCY,
    because: 'Room is made when there is already one too many.',
    edits: [['if (used.size === capacity)', 'if (used.size > capacity)']],
  },
  {
    name: 'capacity-may-be-a-fraction',
    caughtBy: REFUSED,
    because: 'Only the sign is looked at: a capacity of 1.5 is never equal to a size, and the cache grows without end.',
    edits: [['!Number.isInteger(capacity) || capacity < 1', '!(capacity >= 1)']],
  },
  {
    name: 'alive-at-its-end',
    caughtBy: TIME,
    because: '"Less than" read as "at most": at exactly its time to live an entry is still given out.',
    edits: [['if (now - setAt < timeToLive) return;', 'if (now - setAt <= timeToLive) return;']],
  },
  {
    name: 'reading-renews',
    caughtBy: TIME,
    because:
      'A read begins the time to live anew, so what is asked for all the time is never fetched again, however old.',
    edits: [
      [
        'used.set(key, value);\n      return value;',
        'used.set(key, value);\n      since.delete(key);\n      since.set(key, now);\n      return value;',
      ],
    ],
  },
  {
    name: 'overwriting-keeps-the-old-end',
    caughtBy: TIME,
    because: 'A new value dies when the old one would have: the end is only written for a new key.',
    edits: [
      ['letGo(now);\n      forget(key);\n', 'letGo(now);\n      used.delete(key);\n'],
      ['since.set(key, now);', 'if (!since.has(key)) since.set(key, now);'],
    ],
  },
  {
    name: 'the-same-value-keeps-the-old-end',
    caughtBy: TIME,
    because: 'When the value is the one that is kept, `set` only counts as use: it dies although it was set just now.',
    edits: [
      [
        'letGo(now);\n      forget(key);',
        `letGo(now);
      if (used.has(key) && Object.is(used.get(key), value)) {
        used.delete(key);
        used.set(key, value);
        return;
      }
      forget(key);`,
      ],
    ],
  },
  {
    name: 'the-end-as-a-sum',
    caughtBy: TIME,
    because: 'The end is kept as a sum with the time of day, in which a small fraction of a millisecond is lost.',
    edits: [
      ['if (now - setAt < timeToLive) return;', 'if (now < setAt) return;'],
      ['since.set(key, now);', 'since.set(key, now + timeToLive);'],
    ],
  },
  {
    name: 'only-looks-when-asked',
    caughtBy: TIME,
    because:
      'An entry that is over leaves only when somebody asks for it: until then it counts, and living ones make way for it.',
    edits: [
      [
        `for (const [key, setAt] of since) {
      if (now - setAt < timeToLive) return;
      forget(key);
    }`,
        'if (asked !== undefined && now - (since.get(asked) ?? now) >= timeToLive) forget(asked);',
      ],
      ['function letGo(now: number): void {', 'function letGo(now: number, asked?: string): void {'],
      ['get(key, now) {\n      letGo(now);', 'get(key, now) {\n      letGo(now, key);'],
      ['has(key, now) {\n      letGo(now);', 'has(key, now) {\n      letGo(now, key);'],
      ['delete(key, now) {\n      letGo(now);', 'delete(key, now) {\n      letGo(now, key);'],
    ],
  },
  {
    name: 'counts-the-dead',
    caughtBy: TIME,
    because: '`size` answers from the Map without letting go of what is over.',
    edits: [['size(now) {\n      letGo(now);', 'size(now) {']],
  },
  {
    name: 'tidies-a-hundred-at-a-time',
    caughtBy: TIME,
    because: 'A call lets go of a hundred at most, so that none takes long; what is over beyond those is given out.',
    edits: [
      ['for (const [key, setAt] of since) {', 'let most = 100;\n    for (const [key, setAt] of since) {'],
      ['if (now - setAt < timeToLive) return;', 'if (now - setAt < timeToLive || most-- === 0) return;'],
    ],
  },
  {
    name: 'deletes-the-dead',
    caughtBy: TIME,
    because: '`delete` says true for an entry whose time was over already.',
    edits: [['delete(key, now) {\n      letGo(now);', 'delete(key, now) {']],
  },
  {
    name: 'moves-the-end-in-place',
    caughtBy: TIME,
    because:
      'The end of an overwritten key is changed where it stands: the row is no longer in the order of time, and those behind it outlive their time.',
    edits: [
      ['since.delete(key);\n    return used.delete(key);', 'return used.delete(key);'],
      [
        'if (now - setAt < timeToLive) return;\n      forget(key);',
        'if (now - setAt < timeToLive) return;\n      forget(key);\n      since.delete(key);',
      ],
    ],
  },
  {
    name: 'time-in-thirty-two-bits',
    caughtBy: TIME,
    because: '`| 0` to have whole numbers: the time of day in milliseconds does not fit into 32 bits.',
    edits: [['since.set(key, now);', 'since.set(key, now | 0);']],
  },
  {
    name: 'searches-for-the-oldest',
    caughtBy: COST,
    because:
      'Every entry carries the time of its last use, and the oldest is searched for: right, and slow when it is full.',
    edits: [['const [longestAgo] = used.keys();', 'const [longestAgo] = [...used.keys()];']],
  },
  {
    name: 'clears-when-full',
    caughtBy: RECENCY,
    because: 'When there is no room everything is thrown out: cheap to write, and every entry misses at once.',
    edits: [['forget(longestAgo!);', 'for (const key of [...used.keys()]) forget(key);\n        void longestAgo;']],
  },
  {
    name: 'looks-at-every-end',
    caughtBy: COST,
    because: 'All entries are looked through for those that are over, at every call.',
    edits: [
      ['if (now - setAt < timeToLive) return;\n      forget(key);', 'if (now - setAt >= timeToLive) forget(key);'],
    ],
  },
  {
    name: 'a-list-of-uses',
    caughtBy: COST,
    because: 'The order of use is an array: `indexOf` and `splice` go through it at every hit.',
    edits: [
      [
        'const used = new Map<string, Value>();',
        'const used = new Map<string, Value>();\n  const order: string[] = [];',
      ],
      [
        'since.delete(key);\n    return used.delete(key);',
        'since.delete(key);\n    if (used.has(key)) order.splice(order.indexOf(key), 1);\n    return used.delete(key);',
      ],
      [
        'used.delete(key);\n      used.set(key, value);\n      return value;',
        'order.splice(order.indexOf(key), 1);\n      order.push(key);\n      return value;',
      ],
      ['const [longestAgo] = used.keys();', 'const [longestAgo] = order;'],
      ['used.set(key, value);\n      since.set', 'order.push(key);\n      used.set(key, value);\n      since.set'],
    ],
  },
  {
    name: 'a-plain-object',
    caughtBy: RECENCY,
    because:
      'A plain object as the store: `__proto__` is no key of it, and `constructor` is there before anybody set it.',
    edits: [
      [
        'const used = new Map<string, Value>();',
        'const used = new Map<string, Value>();\n  const values: Record<string, Value> = {};',
      ],
      ['const value = used.get(key);', 'const value = values[key];'],
      ['used.set(key, value);\n      since.set', 'values[key] = value;\n      used.set(key, value);\n      since.set'],
    ],
  },
  {
    name: 'never-ends-is-refused',
    caughtBy: REFUSED,
    because: 'Every number has to be finite: a time to live without end is refused.',
    edits: [['if (!(timeToLive > 0))', 'if (!(timeToLive > 0 && Number.isFinite(timeToLive)))']],
  },
  {
    name: 'a-moment-is-refused',
    caughtBy: REFUSED,
    because: 'The time to live is rounded to whole milliseconds first: a quarter of one is 0, and is refused.',
    edits: [['if (!(timeToLive > 0))', 'if (!(Math.round(timeToLive) > 0))']],
  },
  {
    name: 'no-time-is-accepted',
    caughtBy: REFUSED,
    because: '"Below zero" is refused, and zero and NaN are below nothing.',
    edits: [['if (!(timeToLive > 0))', 'if (timeToLive < 0)']],
  },
] satisfies Mistake[];
