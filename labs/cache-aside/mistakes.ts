/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const KEPT = 'A value is kept for less than its time to live, and all who miss together ask the database once';
const FAILURES = 'A load that fails refuses all who wait and leaves nothing; that there is nothing is kept';
const NOTHING_OLD =
  'Once a write is answered, nobody who asks later is given an older value, in whatever order the database answers';

export default [
  {
    name: 'keeps-what-comes-late',
    caughtBy: NOTHING_OLD,
    because:
      'Whatever a load brings is kept. One that left before a write and arrives after it puts the old value back.',
    edits: [
      [
        'if (joinable.get(key) !== query) return;\n    joinable.delete(key);',
        'if (joinable.get(key) === query) joinable.delete(key);',
      ],
    ],
  },
  {
    name: 'joins-a-load-from-before-the-write',
    caughtBy: NOTHING_OLD,
    because: 'Any load on its way will do. One that left before the write was done brings what the write replaced.',
    edits: [['kept.delete(asked.key);\n        joinable.delete(asked.key);', 'kept.delete(asked.key);']],
  },
  {
    name: 'deletes-before-the-write',
    caughtBy: NOTHING_OLD,
    because: 'The key is forgotten first, then stored. Between the two somebody reads the old value, and keeps it.',
    edits: [
      [
        'write(request, key, value): Effect[] {',
        'write(request, key, value): Effect[] {\n      kept.delete(key);\n      joinable.delete(key);',
      ],
      ['kept.delete(asked.key);\n        joinable.delete(asked.key);\n', ''],
    ],
  },
  {
    name: 'updates-instead-of-deleting',
    caughtBy: NOTHING_OLD,
    because:
      'The written value is kept when its answer comes. Of two writes, the one that is answered last need not be the one that was done last.',
    edits: [
      [
        "type Open = { does: 'load'; key: string; waiting: string[] } | { does: 'store'; key: string; request: string };",
        "type Open =\n  | { does: 'load'; key: string; waiting: string[] }\n  | { does: 'store'; key: string; request: string; value: string };",
      ],
      ["begin({ does: 'store', key, request })", "begin({ does: 'store', key, request, value })"],
      [
        'answered(query, result, now): Effect[] {',
        'answered(query, result, now): Effect[] {\n      const until = now + timeToLive;',
      ],
      [
        'kept.delete(asked.key);\n        joinable',
        'kept.delete(asked.key);\n        if (result.ok) kept.set(asked.key, { value: asked.value, until });\n        joinable',
      ],
    ],
  },
  {
    name: 'keeps-what-is-only-asked-for',
    caughtBy: NOTHING_OLD,
    because:
      'The value is kept as soon as the write is asked for. If the store fails, readers have been given what never was.',
    edits: [
      [
        'write(request, key, value): Effect[] {',
        'write(request, key, value, now): Effect[] {\n      kept.set(key, { value, until: now + timeToLive });',
      ],
    ],
  },
  {
    name: 'answers-before-the-database',
    caughtBy: FAILURES,
    because: 'The write is answered at once and stored later: nobody is told when the store fails.',
    edits: [
      [
        'return [{ store: key, value, query: begin',
        'return [{ reply: request, ok: true }, { store: key, value, query: begin',
      ],
      ['return [{ reply: asked.request, ok: result.ok }];', 'return [];'],
    ],
  },
  {
    name: 'a-failed-store-did-nothing',
    caughtBy: FAILURES,
    because: 'The key is forgotten only when the store was ok. A store that failed may have been done.',
    edits: [
      [
        'kept.delete(asked.key);\n        joinable.delete(asked.key);',
        'if (result.ok) kept.delete(asked.key);\n        if (result.ok) joinable.delete(asked.key);',
      ],
    ],
  },
  {
    name: 'keeps-failures',
    caughtBy: FAILURES,
    because: 'A failure is kept as if nothing were there: one second of trouble lasts for a whole time to live.',
    edits: [
      [
        'if (result.ok) kept.set(key, { value: result.value ?? null,',
        'kept.set(key, { value: result.ok ? (result.value ?? null) : null,',
      ],
    ],
  },
  {
    name: 'refuses-the-first-only',
    caughtBy: FAILURES,
    because: 'The one whose read sent the load is refused. Those who joined it wait for an answer that never comes.',
    edits: [
      [
        'return asked.waiting.map((request) =>',
        'return (result.ok ? asked.waiting : asked.waiting.slice(0, 1)).map((request) =>',
      ],
    ],
  },
  {
    name: 'nothing-is-not-kept',
    caughtBy: FAILURES,
    because: '"Not found" is not kept, so whoever asks for what does not exist reaches the database every time.',
    edits: [['if (result.ok) kept.set', 'if (result.ok && result.value !== null) kept.set']],
  },
  {
    name: 'falsy-is-not-kept',
    caughtBy: FAILURES,
    because: 'The value is asked instead of the entry: the empty text is there, and looks like nothing.',
    edits: [['if (found && now < found.until)', 'if (found?.value && now < found.until)']],
  },
  {
    name: 'clears-everything',
    caughtBy: FAILURES,
    because: 'A write empties the whole cache. It is never old, and everybody else misses.',
    edits: [['kept.delete(asked.key);\n        joinable', 'kept.clear();\n        joinable']],
  },
  {
    name: 'a-late-load-hides-the-new-one',
    caughtBy: FAILURES,
    because:
      'When the answer to an overtaken load comes, the mark that a load is on its way is cleared, although it is that of the next one.',
    edits: [
      [
        'if (joinable.get(key) !== query) return;\n    joinable.delete(key);',
        'const isLatest = joinable.get(key) === query;\n    joinable.delete(key);\n    if (!isLatest) return;',
      ],
    ],
  },
  {
    name: 'everybody-loads',
    caughtBy: KEPT,
    because: 'Each miss asks for itself. A thousand readers who miss together are a thousand queries.',
    edits: [["if (load?.does === 'load') {", "if (load?.does === 'load' && load.waiting.length === 0) {"]],
  },
  {
    name: 'time-begins-with-the-question',
    caughtBy: KEPT,
    because: 'The time to live begins when the load is sent, and not when its value comes.',
    edits: [
      [
        "type Open = { does: 'load'; key: string; waiting: string[] }",
        "type Open = { does: 'load'; key: string; waiting: string[]; sent: number }",
      ],
      [
        "begin({ does: 'load', key, waiting: [request] })",
        "begin({ does: 'load', key, waiting: [request], sent: now })",
      ],
      ['loaded(query, asked.key, result, now);', 'loaded(query, asked.key, result, Math.min(now, asked.sent));'],
    ],
  },
  {
    name: 'kept-at-its-end',
    caughtBy: KEPT,
    because: '"Less than" read as "at most": at exactly its time to live a value is still given.',
    edits: [['now < found.until', 'now <= found.until']],
  },
  {
    name: 'reading-renews',
    caughtBy: KEPT,
    because: 'Each read begins the time to live anew: what is popular is never loaded again.',
    edits: [
      [
        'if (found && now < found.until) return',
        'if (found && now < found.until) found.until = now + timeToLive;\n      if (found && now < found.until) return',
      ],
    ],
  },
  {
    name: 'names-begin-again',
    caughtBy: KEPT,
    because: 'After a thousand queries the names begin again, while one of the first is still on its way.',
    edits: [['`q${++queries}`', '`q${++queries % 1000}`']],
  },
  {
    name: 'one-name-for-each-key',
    caughtBy: KEPT,
    because: 'The query is called after its key, so its second load has the name of the first.',
    edits: [['const name = `q${++queries}`;', 'const name = `${query.does} ${query.key}${queries}`;']],
  },
  {
    name: 'answers-in-the-order-of-asking',
    caughtBy: KEPT,
    because:
      'Answers are taken to come in the order in which the queries were sent, so a value goes to who asked first.',
    edits: [
      [
        'const asked = open.get(query)!;\n      open.delete(query);',
        'const [[first, asked]] = open as unknown as [[string, Open]];\n      open.delete(first);',
      ],
    ],
  },
  {
    name: 'names-of-key-and-number',
    caughtBy: KEPT,
    because:
      'Each key counts its own queries, and the name is the key with the number: the eleventh of “x” and the first of “x1” are both “x11”.',
    edits: [
      ['let queries = 0;', 'const queries = new Map<string, number>();'],
      [
        'const name = `q${++queries}`;',
        `queries.set(query.key, (queries.get(query.key) ?? 0) + 1);
    const name = \`\${query.key}\${queries.get(query.key)}\`;`,
      ],
    ],
  },
  {
    name: 'whole-milliseconds',
    caughtBy: KEPT,
    because: 'Keeps its times in whole milliseconds: a value that came late in one is over before its time.',
    edits: [['until: now + timeToLive', 'until: Math.floor(now) + timeToLive']],
  },
  {
    name: 'a-table-that-keeps-one-key-for-ever',
    caughtBy: KEPT,
    because:
      'What is kept lies in a plain object: an entry called __proto__ can be put there and read, and no delete takes it away.',
    edits: [
      [
        'const kept = new Map<string, { value: Value; until: number }>();',
        `const table: Record<string, { value: Value; until: number }> = {};
  const kept = {
    get: (key: string) => table[key],
    set: (key: string, entry: { value: Value; until: number }) => (table[key] = entry),
    delete: (key: string) => delete table[key],
  };`,
      ],
    ],
  },
  {
    name: 'waits-for-the-last-of-the-writes',
    caughtBy: NOTHING_OLD,
    because:
      'While another write of the key is on its way it changes nothing, as that one will clear the key: meanwhile what the first has replaced is given out.',
    edits: [
      [
        'kept.delete(asked.key);\n        joinable.delete(asked.key);',
        `const others = [...open.values()].some(({ does, key }) => does === 'store' && key === asked.key);
        if (others) return [{ reply: asked.request, ok: result.ok }];
        kept.delete(asked.key);
        joinable.delete(asked.key);`,
      ],
    ],
  },
  {
    name: 'what-is-kept-need-not-be-written',
    caughtBy: NOTHING_OLD,
    because:
      'A write of the value that is kept is answered at once, without a store: another write on its way may have replaced it meanwhile.',
    edits: [
      [
        'write(request, key, value): Effect[] {',
        `write(request, key, value, now): Effect[] {
      const found = kept.get(key);
      if (found && now < found.until && found.value === value) return [{ reply: request, ok: true }];`,
      ],
    ],
  },
] satisfies Mistake[];
