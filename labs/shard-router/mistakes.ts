/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const KEYS = 'A key, or a few of them, asks just the shards that have them; what says nothing of the key asks all';
const BORDERS = 'A range asks the shards that it touches, to the border';
const TOGETHER = 'And, or: just the shards that may have a row for which everything fits';
const HASHED = 'With a hash one value asks one shard, and whatever leaves more than that asks all';

export default [
  {
    name: 'asks-everybody',
    caughtBy: KEYS,
    because: 'Everybody is asked, to be safe: no row is ever missing, and twice the shards do twice the work.',
    edits: [['canFit(where, column, piece, pieces),\n  );', 'canFit(where, column, piece, pieces) || true,\n  );']],
  },
  {
    name: 'the-first-of-a-few',
    caughtBy: KEYS,
    because: 'A query for several customers goes to the shard of the first.',
    edits: [
      ['condition.values.some((value) => pieces.of(value) === piece)', 'pieces.of(condition.values[0]!) === piece'],
    ],
  },
  {
    name: 'a-shard-for-each-value',
    caughtBy: KEYS,
    because: 'A shard is named once for every value that it has, and is asked as often.',
    edits: [['[...new Set(topology.by', '[...(topology.by']],
  },
  {
    name: 'in-the-order-of-the-chunks',
    caughtBy: KEYS,
    because: 'Shards are named as they are met. Two routers then give two answers that say the same.',
    edits: [['ofSlots(topology))].sort();', 'ofSlots(topology))];']],
  },
  {
    name: 'sorted-for-people',
    caughtBy: KEYS,
    because: 'Names are sorted without regard to case, as a telephone book does.',
    edits: [
      [
        'ofSlots(topology))].sort();',
        'ofSlots(topology))].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0));',
      ],
    ],
  },
  {
    name: 'nothing-asked-nobody-asked',
    caughtBy: KEYS,
    because: 'Without a condition there is nothing to look at, and nobody is asked.',
    edits: [["where = { is: 'and', of: [] }", "where = { is: 'or', of: [] }"]],
  },
  {
    name: 'other-columns-never-fit',
    caughtBy: KEYS,
    because: 'A condition on another column is taken for one that no row meets.',
    edits: [['if (condition.column !== column) return true;', 'if (condition.column !== column) return false;']],
  },
  {
    name: 'any-column-is-the-key',
    caughtBy: KEYS,
    because: 'Nobody looks at the column: a city with number 5 is looked for where customer 5 is.',
    edits: [
      ['if (condition.column !== column) return [];', ''],
      ['if (condition.column !== column) return true;', ''],
    ],
  },
  {
    name: 'columns-without-case',
    caughtBy: KEYS,
    because: 'Columns are compared without regard to case. Here they are any strings, and exact.',
    edits: [
      [
        'if (condition.column !== column) return [];',
        'if (condition.column.toLowerCase() !== column.toLowerCase()) return [];',
      ],
      [
        'if (condition.column !== column) return true;',
        'if (condition.column.toLowerCase() !== column.toLowerCase()) return true;',
      ],
    ],
  },
  {
    name: 'names-in-a-plain-object',
    caughtBy: KEYS,
    because: 'A plain object collects the names: `__proto__` is no key of it, and that shard is never asked.',
    edits: [
      [
        "return [...new Set(topology.by === 'range' ? ofChunks(topology.chunks) : ofSlots(topology))].sort();",
        "const asked: Record<string, boolean> = {};\n  for (const shard of topology.by === 'range' ? ofChunks(topology.chunks) : ofSlots(topology)) asked[shard] = true;\n  return Object.keys(asked).sort();",
      ],
    ],
  },
  {
    name: 'the-border-belongs-below',
    caughtBy: BORDERS,
    because: 'A chunk is taken to have its own `below`: the value 10 is looked for among what is below 10.',
    edits: [['from < below)', 'from <= below)']],
  },
  {
    name: 'at-most-is-below',
    caughtBy: BORDERS,
    because: '`<=` is treated as `<`: the row exactly on the border is not found.',
    edits: [['return piece <= value;', 'return piece < value;']],
  },
  {
    name: 'from-is-above',
    caughtBy: BORDERS,
    because: '`>=` is treated as `>`: the last value of a chunk that is asked for by itself is lost.',
    edits: [['return piece >= value;', 'return piece > value;']],
  },
  {
    name: 'below-asks-the-next',
    caughtBy: BORDERS,
    because: '`<` is treated as `<=`: below 10 asks the shard that begins at 10, for nothing.',
    edits: [['return piece < value;', 'return piece <= value;']],
  },
  {
    name: 'whole-numbers-only',
    of: 'right/by-trial.ts',
    caughtBy: BORDERS,
    because: '"Above 9" is taken for "from 10 on": there may be a 9.5.',
    edits: [["'>': (key) => isAbove(key, value),", "'>': (key) => !isBelow(key, value + 1),"]],
  },
  {
    name: 'not-this-shard',
    caughtBy: BORDERS,
    because: '"Not 15" leaves out the shard that has 15, and with it all others that are there.',
    edits: [['return piece !== value;', 'return Math.abs(piece - value) > 1;']],
  },
  {
    name: 'only-the-ends',
    of: 'right/sets-of-spans.ts',
    caughtBy: BORDERS,
    because: 'The shards of the two ends are asked, and those between them are forgotten.',
    edits: [
      [
        'if (common([chunk], spans).length > 0) asked.add(shard);',
        'const ends = spans.flatMap((span) => [exactly(span.from), exactly(span.to)].map((end) => overlap(end, span)));\n      if (common([chunk], [...ends.filter((end) => !isEmpty(end)), ...spans.filter((span) => span.from === -Infinity || span.to === Infinity)]).length > 0) asked.add(shard);',
      ],
    ],
  },
  {
    name: 'intersects-shards',
    caughtBy: TOGETHER,
    because:
      'Each condition is turned into shards, and these are intersected and united: 5 and not 5 are on the same shard.',
    program: 'mistakes/intersects-shards.ts',
  },
  {
    name: 'and-is-or',
    caughtBy: TOGETHER,
    because: 'All shards that any of the conditions needs are asked.',
    edits: [['condition.of.every((each) => canFit', 'condition.of.some((each) => canFit']],
  },
  {
    name: 'or-is-and',
    caughtBy: TOGETHER,
    because: 'What holds of one branch only is dropped.',
    edits: [['condition.of.some((each) => canFit', 'condition.of.every((each) => canFit']],
  },
  {
    name: 'or-forgets-the-others',
    caughtBy: TOGETHER,
    because: 'In an “or” only the branches that speak of the key are looked at: rows of the other branch are missing.',
    edits: [
      [
        "if (condition.is === 'or') return condition.of.some((each) => canFit(each, column, piece, pieces));",
        "if (condition.is === 'or') {\n    const speaking = condition.of.filter((each) => 'of' in each || each.column === column);\n    return (speaking.length > 0 ? speaking : condition.of).some((each) => canFit(each, column, piece, pieces));\n  }",
      ],
    ],
  },
  {
    name: 'nobody-is-everybody',
    caughtBy: TOGETHER,
    because: 'When no shard is left, all are asked, to be sure: a contradiction is the most expensive query of all.',
    edits: [
      [
        "topology.by === 'range' ? ofChunks(topology.chunks) : ofSlots(topology))].sort();",
        "fitting.length === 0 ? (topology.by === 'range' ? topology.chunks.map(({ shard }) => shard) : topology.slots) : topology.by === 'range' ? ofChunks(topology.chunks) : ofSlots(topology))].sort();",
      ],
    ],
  },
  {
    name: 'two-levels-deep',
    caughtBy: TOGETHER,
    because: 'What is nested deeper than two levels is not looked at.',
    edits: [
      [
        'function canFit(condition: Condition, column: string, piece: number, pieces: Pieces): boolean {',
        'function canFit(condition: Condition, column: string, piece: number, pieces: Pieces, level = 0): boolean {\n  if (level > 2) return true;',
      ],
      [
        'condition.of.every((each) => canFit(each, column, piece, pieces))',
        'condition.of.every((each) => canFit(each, column, piece, pieces, level + 1))',
      ],
      [
        'condition.of.some((each) => canFit(each, column, piece, pieces))',
        'condition.of.some((each) => canFit(each, column, piece, pieces, level + 1))',
      ],
    ],
  },
  {
    name: 'empty-and-is-never',
    caughtBy: TOGETHER,
    because: 'An “and” of nothing is taken for one that cannot hold.',
    edits: [
      [
        'return condition.of.every((each) => canFit',
        'return condition.of.length > 0 && condition.of.every((each) => canFit',
      ],
      ["where = { is: 'and', of: [] }", "where = { is: '!=', column: '', value: 0 }"],
    ],
  },
  {
    name: 'the-ends-of-a-hash',
    caughtBy: HASHED,
    because: 'A range is taken to lie on the shards of the values that were mentioned.',
    edits: [
      ['if (values.includes(undefined)) return slots;', ''],
      [
        'return values.map((value) => slots[hash(value!) % slots.length]!);',
        'return values.flatMap((value) => (value === undefined ? [] : slots[hash(value) % slots.length]!));',
      ],
    ],
  },
  {
    name: 'a-hash-knows-no-range',
    of: 'right/sets-of-spans.ts',
    caughtBy: HASHED,
    because: 'Only a query with “=” or “in” is seen to be about single values: from 7 to 7 asks all.',
    edits: [
      [
        'const isOneValue = ({ from, to }: Span) => from === to;',
        'const isOneValue = (span: Span & { single?: true }) => span.single === true;',
      ],
      [
        '({ from: value, fromOpen: false, to: value, toOpen: false });',
        '({ from: value, fromOpen: false, to: value, toOpen: false, single: true }) as Span;',
      ],
      [
        'return { from: later.from, fromOpen: later.fromOpen, to: sooner.to, toOpen: sooner.toOpen };',
        "const single = 'single' in a || 'single' in b ? { single: true } : {};\n  return { from: later.from, fromOpen: later.fromOpen, to: sooner.to, toOpen: sooner.toOpen, ...single };",
      ],
    ],
  },
  {
    name: 'modulo-the-shards',
    caughtBy: HASHED,
    because: 'The remainder by the number of different shards, and not of slots: right as long as each shard has one.',
    edits: [['slots[hash(value!) % slots.length]!', '[...new Set(slots)].sort()[hash(value!) % new Set(slots).size]!']],
  },
  {
    name: 'not-hashed-at-all',
    caughtBy: HASHED,
    because: 'The key itself is divided by the number of slots: rows are somewhere else.',
    edits: [['slots[hash(value!) % slots.length]!', 'slots[Math.abs(Math.trunc(value!)) % slots.length]!']],
  },
  {
    name: 'not-that-slot',
    of: 'right/sets-of-spans.ts',
    caughtBy: HASHED,
    because: '“Not 7” leaves out the shard that 7 is on. Others are there as well.',
    edits: [
      [
        'else for (const shard of slots) asked.add(shard);',
        'else for (const shard of slots) if (span.from === -Infinity || shard !== slots[hash(span.from) % slots.length]) asked.add(shard);',
      ],
    ],
  },
  {
    name: 'hashes-in-thirty-two-bits',
    caughtBy: HASHED,
    because: '`>>> 0` is put before `%`, as hashes are said to have 32 bits. This one has more.',
    edits: [['slots[hash(value!) % slots.length]!', 'slots[(hash(value!) >>> 0) % slots.length]!']],
  },
  {
    name: 'answers-kept-as-text',
    caughtBy: KEYS,
    because: 'Answers are kept under the text of what was asked, and JSON leaves out what a function does.',
    edits: [
      ['export function route(', 'const known = new Map<string, ShardId[]>();\n\nfunction routed('],
      [
        'class Pieces {',
        `export function route(query: Query, topology: Topology): ShardId[] {
  const asked = JSON.stringify([query, topology]);
  const answer = known.get(asked) ?? routed(query, topology);
  known.set(asked, answer);
  return answer;
}

class Pieces {`,
      ],
    ],
  },
] satisfies Mistake[];
