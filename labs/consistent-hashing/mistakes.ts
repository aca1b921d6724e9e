/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const FIRST = 'A key belongs to the first point at or after it, round the ring';
const SAME =
  'Who is on the ring decides, and not who came first: a new node takes keys, and one that leaves gives back what it took';
const NEXT = 'The next owners are other nodes, in the order in which they are met';
const COST = 'Asking for an owner costs hardly more when there are more points';
const REFUSED = 'A wrong call is refused by a RangeError that names what is at fault, and changes nothing';

export default [
  {
    name: 'a-point-is-passed',
    caughtBy: FIRST,
    because: '"After" for "at or after": a key that stands exactly on a point goes on to the next.',
    edits: [['ring[middle]!.at < position', 'ring[middle]!.at <= position']],
  },
  {
    name: 'the-point-before',
    caughtBy: FIRST,
    because: 'The key belongs to the last point before it: a ring as well, and another one than everybody else has.',
    edits: [['place = firstFrom(hash(key))', 'place = firstFrom(hash(key)) + ring.length - 1']],
  },
  {
    name: 'ends-at-the-last',
    caughtBy: FIRST,
    because: 'Behind the last point there is nobody: it is treated as a line, and the last node gets the rest.',
    edits: [['place = firstFrom(hash(key))', 'place = Math.min(firstFrom(hash(key)), ring.length - 1)']],
  },
  {
    name: 'sorted-as-texts',
    caughtBy: FIRST,
    because: 'Sorted as `sort` does without a comparison: 1000 comes before 9.',
    edits: [
      [
        'return a.at - b.at || (a.node',
        'return (`${a.at}` < `${b.at}` ? -1 : `${a.at}` > `${b.at}` ? 1 : 0) || (a.node',
      ],
    ],
  },
  {
    name: 'thirty-one-bits',
    caughtBy: FIRST,
    because:
      'The highest bit is cut off, to be sure that nothing is negative: half of the ring is folded onto the other half.',
    edits: [
      ['at: hash(`${node}#${number}`)', 'at: hash(`${node}#${number}`) & 0x7fffffff'],
      ['firstFrom(hash(key))', 'firstFrom(hash(key) & 0x7fffffff)'],
    ],
  },
  {
    name: 'labels-from-one',
    caughtBy: FIRST,
    because: 'Points are numbered from 1: as good a ring, on which nobody else finds anything.',
    edits: [['hash(`${node}#${number}`)', 'hash(`${node}#${number + 1}`)']],
  },
  {
    name: 'labels-without-a-sign',
    caughtBy: FIRST,
    because:
      'The number is put behind the name without anything between: node 1 with point 11 is node 11 with point 1.',
    edits: [['hash(`${node}#${number}`)', 'hash(`${node}${number}`)']],
  },
  {
    name: 'one-point-only',
    caughtBy: FIRST,
    because: 'A node has one point, whatever was asked for: the shares are as uneven as chance makes them.',
    edits: [['Array.from({ length: points }', 'Array.from({ length: 1 }']],
  },
  {
    name: 'modulo',
    caughtBy: FIRST,
    because: 'The remainder by the number of nodes: even, and nearly every key moves when a node joins.',
    edits: [['place = firstFrom(hash(key))', 'place = hash(key) % members.size']],
  },
  {
    name: 'remembers-in-an-object',
    caughtBy: FIRST,
    because:
      'Positions of keys are remembered in a plain object, which has something under `__proto__` and `constructor` before anybody asks.',
    edits: [
      [
        'let ring = nodes.flatMap(pointsOf).sort(inOrder);',
        'const known: Record<string, number> = {};\n  let ring = nodes.flatMap(pointsOf).sort(inOrder);',
      ],
      ['firstFrom(hash(key))', 'firstFrom((known[key] ??= hash(key)))'],
    ],
  },
  {
    name: 'twins-as-they-came',
    caughtBy: SAME,
    because:
      'Points in one place stay in the order in which they came: two routers that heard of the nodes in another order disagree.',
    edits: [['a.at - b.at || (a.node < b.node ? -1 : 1)', 'a.at - b.at']],
  },
  {
    name: 'twins-the-other-way',
    caughtBy: SAME,
    because: 'Of two points in one place the larger name comes first.',
    edits: [['a.node < b.node ? -1 : 1', 'a.node < b.node ? 1 : -1']],
  },
  {
    name: 'twins-without-case',
    caughtBy: SAME,
    because: 'Names are compared without regard to case: a and B are in another order then.',
    edits: [['a.node < b.node', 'a.node.toLowerCase() < b.node.toLowerCase()']],
  },
  {
    name: 'twins-by-number',
    caughtBy: SAME,
    because: 'Names are compared as numbers where they end in one: a9 before a10.',
    edits: [
      [
        'a.node < b.node ? -1 : 1',
        "(Number(a.node.replace(/\\D/g, '')) - Number(b.node.replace(/\\D/g, '')) || (a.node < b.node ? -1 : 1)) < 0 ? -1 : 1",
      ],
    ],
  },
  {
    name: 'twins-by-code-point',
    caughtBy: SAME,
    because:
      'Names are compared by code point, and `<` compares UTF-16 code units: 😀 comes before the characters from U+E000 to U+FFFF.',
    edits: [
      [
        '/** Round the ring;',
        `/** The code points of a text, all of one length. */
const codes = (text: string): string => Array.from(text, (each) => each.codePointAt(0)!.toString(16).padStart(6, '0')).join('');

/** Round the ring;`,
      ],
      ['a.node < b.node', 'codes(a.node) < codes(b.node)'],
    ],
  },
  {
    name: 'a-table-of-positions',
    caughtBy: SAME,
    because:
      'A table from position to node holds one of two points in the same place. When its node leaves, the other one does not come back.',
    edits: [
      [
        'let ring = nodes.flatMap(pointsOf).sort(inOrder);',
        `const only = (all: Point[]): Point[] => all.sort(inOrder).filter((each, place) => all[place - 1]?.at !== each.at);
  let ring = only(nodes.flatMap(pointsOf));`,
      ],
      ['ring = [...ring, ...pointsOf(node)].sort(inOrder);', 'ring = only([...ring, ...pointsOf(node)]);'],
    ],
  },
  {
    name: 'appended-unsorted',
    caughtBy: SAME,
    because: 'New points are put at the end, and a search by halves needs them in order.',
    edits: [['ring = [...ring, ...pointsOf(node)].sort(inOrder);', 'ring = [...ring, ...pointsOf(node)];']],
  },
  {
    name: 'leaves-its-points',
    caughtBy: SAME,
    because: 'Who leaves is taken from the list of nodes, and its points stay: keys belong to nobody who is there.',
    edits: [['ring = ring.filter((point) => point.node !== node);', '']],
  },
  {
    name: 'takes-one-point-away',
    caughtBy: SAME,
    because: 'Only the first point of the node is found and taken out.',
    edits: [
      [
        'ring = ring.filter((point) => point.node !== node);',
        'ring = ring.toSpliced(\n        ring.findIndex((point) => point.node === node),\n        1,\n      );',
      ],
    ],
  },
  {
    name: 'takes-others-along',
    caughtBy: SAME,
    because: 'Points are looked for by the beginning of their names: a leaves, and takes a1 and a10 along.',
    edits: [['point.node !== node', '!point.node.startsWith(node)']],
  },
  {
    name: 'takes-labels-along',
    caughtBy: SAME,
    because: 'The points of `a` are looked for by what their texts begin with, `a#`: those of a node `a#1` go along.',
    edits: [['point.node !== node', '!`${point.node}#`.startsWith(`${node}#`)']],
  },
  {
    name: 'one-ring-for-all',
    caughtBy: SAME,
    because: 'The list of points is a variable of the file: a second ring has the points of the first.',
    edits: [
      ['export function createRing', 'let ring: Point[] = [];\n\nexport function createRing'],
      ['let ring = nodes.flatMap(pointsOf).sort(inOrder);', 'ring = nodes.flatMap(pointsOf).sort(inOrder);'],
    ],
  },
  {
    name: 'the-next-points',
    caughtBy: NEXT,
    because: 'The next points are taken, whoever they belong to: one machine can hold all three copies.',
    edits: [
      ['const found = new Set<string>();', 'const found: string[] = [];'],
      ['found.size < count; place++) found.add(', 'found.length < count; place++) found.push('],
      ['return [...found];', 'return found;'],
    ],
  },
  {
    name: 'not-twice-in-a-row',
    caughtBy: NEXT,
    because: 'Only a node that was met last is passed over: a, b, a are three copies on two machines.',
    edits: [
      ['const found = new Set<string>();', 'const found: string[] = [];'],
      [
        'found.size < count; place++) found.add(ring[place % ring.length]!.node);',
        'found.length < count; place++) {\n        const next = ring[place % ring.length]!.node;\n        if (next !== found.at(-1)) found.push(next);\n      }',
      ],
      ['return [...found];', 'return found;'],
    ],
  },
  {
    name: 'copies-by-name',
    caughtBy: NEXT,
    because:
      'The further copies go to the other nodes in the order of their names, so that the same ones get them every time.',
    edits: [
      [
        'for (let place = firstFrom(hash(key)); found.size < count; place++) found.add(ring[place % ring.length]!.node);',
        'found.add(ring[firstFrom(hash(key)) % ring.length]!.node);\n      for (const node of [...members].sort()) if (found.size < count) found.add(node);',
      ],
    ],
  },
  {
    name: 'met-in-a-text',
    caughtBy: NEXT,
    because: 'Nodes that were met are kept in one text with commas between them: `x,b` looks as if `b` had been met.',
    edits: [
      ['const found = new Set<string>();', "const found: string[] = [];\n      let met = ',';"],
      [
        'found.size < count; place++) found.add(ring[place % ring.length]!.node);',
        'found.length < count && place < 2 * ring.length; place++) {\n        const { node } = ring[place % ring.length]!;\n        if (met.includes(`,${node},`)) continue;\n        found.push(node);\n        met += `${node},`;\n      }',
      ],
      ['return [...found];', 'return found;'],
    ],
  },
  {
    name: 'remembers-under-one-text',
    caughtBy: NEXT,
    because:
      'Answers are remembered under the key with the count behind it: one owner of `k1` is what comes back for eleven of `k`.',
    edits: [
      [
        'let ring = nodes.flatMap(pointsOf).sort(inOrder);',
        'const known = new Map<string, string[]>();\n  let ring = nodes.flatMap(pointsOf).sort(inOrder);',
      ],
      [
        'const found = new Set<string>();',
        'const before = known.get(`${key}${count}`);\n      if (before) return [...before];\n      const found = new Set<string>();',
      ],
      ['return [...found];', 'known.set(`${key}${count}`, [...found]);\n      return [...found];'],
      ['members.add(node);', 'known.clear();\n      members.add(node);'],
      ['ring = ring.filter(', 'known.clear();\n      ring = ring.filter('],
    ],
  },
  {
    name: 'looks-from-the-beginning',
    caughtBy: COST,
    because: '`findIndex` looks at one point after the other: right, and slower with every point that is added.',
    edits: [
      [
        'place = firstFrom(hash(key));',
        'position = hash(key), place = Math.max(0, ring.findIndex(({ at }) => at >= position));',
      ],
    ],
  },
  {
    name: 'sorts-at-every-call',
    caughtBy: COST,
    because: 'The ring is sorted when somebody asks, and so at every request.',
    edits: [['const found = new Set<string>();', 'ring.sort(inOrder);\n      const found = new Set<string>();']],
  },
  {
    name: 'never-sorted-again',
    caughtBy: COST,
    because:
      'Once a node has joined, the ring counts as out of order, and nobody takes that back: it is sorted at every request from then on.',
    edits: [
      [
        'let ring = nodes.flatMap(pointsOf).sort(inOrder);',
        'let isSorted = true;\n  let ring = nodes.flatMap(pointsOf).sort(inOrder);',
      ],
      [
        'const found = new Set<string>();',
        'if (!isSorted) ring.sort(inOrder);\n      const found = new Set<string>();',
      ],
      [
        'ring = [...ring, ...pointsOf(node)].sort(inOrder);',
        'ring = [...ring, ...pointsOf(node)];\n      isSorted = false;',
      ],
    ],
  },
  {
    name: 'as-many-as-there-are',
    caughtBy: REFUSED,
    because: 'Who asks for more nodes than there are gets all of them: three copies were promised, and two are made.',
    edits: [
      ['|| count > members.size', ''],
      ['found.size < count;', 'found.size < Math.min(count, members.size);'],
    ],
  },
  {
    name: 'half-a-node',
    caughtBy: REFUSED,
    because: 'A count of 1.5 is above 0 and below 2, and the walk ends when it has two.',
    edits: [['!Number.isInteger(count) || count < 1', '!(count > 0)']],
  },
  {
    name: 'points-may-be-a-fraction',
    caughtBy: REFUSED,
    because: 'Only the sign is looked at: 2.5 points are two, and infinitely many are none.',
    edits: [['!Number.isInteger(points) || points < 1', 'points <= 0']],
  },
  {
    name: 'points-unseen-without-nodes',
    caughtBy: REFUSED,
    because:
      '`points` is looked at where points are made: a ring that is empty at the beginning is given 1.5 of them, and nobody hears of it.',
    edits: [
      [
        'if (!Number.isInteger(points) || points < 1)',
        'if (nodes.length > 0 && (!Number.isInteger(points) || points < 1))',
      ],
    ],
  },
  {
    name: 'twice-is-once',
    caughtBy: REFUSED,
    because: 'A set makes one of two equal names, and nobody hears that the list was wrong.',
    edits: [
      ["if (members.size < nodes.length) throw new RangeError('nodes must be different from each other');", ''],
      ['nodes.flatMap(pointsOf)', '[...members].flatMap(pointsOf)'],
    ],
  },
  {
    name: 'joins-before-it-is-refused',
    caughtBy: REFUSED,
    because: 'The points are put on the ring first, and then it is found out that they were there.',
    edits: [
      [
        `if (members.has(node)) throw new RangeError('node is on the ring already');
      members.add(node);
      ring = [...ring, ...pointsOf(node)].sort(inOrder);`,
        `ring = [...ring, ...pointsOf(node)].sort(inOrder);
      if (members.has(node)) throw new RangeError('node is on the ring already');
      members.add(node);`,
      ],
      [
        'ring = ring.filter((point) => point.node !== node);',
        'for (const { at } of pointsOf(node)) ring.splice(ring.findIndex((point) => point.node === node && point.at === at), 1);',
      ],
    ],
  },
  {
    name: 'a-stranger-leaves-in-silence',
    caughtBy: REFUSED,
    because: 'Taking out what is not there does nothing, and nobody hears of the slip.',
    edits: [["if (!members.delete(node)) throw new RangeError('node is not on the ring');", 'members.delete(node);']],
  },
  {
    name: 'a-stranger-takes-points-along',
    caughtBy: REFUSED,
    because:
      'What stands where the points of the stranger would stand is taken out first, and then it is found out that it was never there.',
    edits: [
      [
        "if (!members.delete(node)) throw new RangeError('node is not on the ring');\n      ring = ring.filter((point) => point.node !== node);",
        "const gone = new Set(pointsOf(node).map(({ at }) => at));\n      ring = ring.filter(\n        (point) => !gone.has(point.at) || (point.node !== node && members.has(node)),\n      );\n      if (!members.delete(node)) throw new RangeError('node is not on the ring');",
      ],
    ],
  },
  {
    name: 'asks-a-plain-object',
    caughtBy: REFUSED,
    because: 'A plain object as the list of nodes: `constructor` and `toString` are in every object.',
    edits: [
      [
        'const members = new Set(nodes);',
        'const members = new Set(nodes);\n  const there: Record<string, boolean> = {};\n  for (const node of nodes) there[node] = true;',
      ],
      ['if (members.has(node)) throw', 'if (there[node]) throw'],
      [
        "if (!members.delete(node)) throw new RangeError('node is not on the ring');",
        "if (!there[node]) throw new RangeError('node is not on the ring');\n      members.delete(node);\n      there[node] = false;",
      ],
      ['members.add(node);', 'members.add(node);\n      there[node] = true;'],
    ],
  },
  {
    name: 'keeps-the-list-of-the-caller',
    caughtBy: FIRST,
    because: 'Nodes that have a place are taken off the list of the caller.',
    edits: [
      [
        'let ring = nodes.flatMap(pointsOf).sort(inOrder);',
        'let ring = (nodes as string[]).splice(0).flatMap(pointsOf).sort(inOrder);',
      ],
    ],
  },
] satisfies Mistake[];
