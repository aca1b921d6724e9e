/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const ONCE = 'Every partition has exactly one reader, and no member has two more than another';
const STAY = 'As many partitions as can stay with the member that had them';
const NEWER = 'Of two claims the newer counts, and nobody is held to what is gone';
const COST = 'A group of hundreds is assigned without searching through it for each partition';

const SORTED = 'right/sorted-by-what-they-hold.ts';
const SEATS = 'right/one-seat-at-a-time.ts';

export default [
  {
    name: 'dealt-afresh',
    caughtBy: STAY,
    because:
      'Round robin over the sorted members, as Kafka’s RoundRobinAssignor does it: even, and nearly everything moves.',
    edits: [['const owner = owners.get(partition);', 'const owner = ownersOf([]).get(partition);']],
  },
  {
    name: 'modulo-of-the-place',
    caughtBy: STAY,
    because: 'Partition i goes to member i mod M. One member more, and all places mean somebody else.',
    edits: [
      [
        'const owner = owners.get(partition);\n    const share = owner && shares.get(owner.member);',
        'const member = members[partitions.indexOf(partition) % members.length];\n    const share = owners && shares.get(member ?? "");',
      ],
    ],
  },
  {
    name: 'keeps-everything',
    caughtBy: STAY,
    because: 'Nothing that has an owner ever moves, so who joins later has nothing to do.',
    edits: [
      ['if (share.length <= even) continue;', 'if (share.length >= 0) continue;'],
      [
        'for (const share of shares.values()) if (share.length === even && free.length > 0) share.push(free.pop()!);',
        'for (const share of shares.values()) if (share.length <= even + 1 && free.length > 0) share.push(free.pop()!);',
      ],
      ['while (share.length < even) share.push', 'while (share.length < even && free.length > 0) share.push'],
    ],
  },
  {
    name: 'gives-up-down-to-the-floor',
    caughtBy: STAY,
    because:
      'Everybody gives up what is beyond the even share, and those that could have kept one more get another one back.',
    edits: [['const keeps = oneMore-- > 0 ? even + 1 : even;', 'const keeps = even;']],
  },
  {
    name: 'all-may-keep-one-more',
    caughtBy: STAY,
    because:
      'Everybody may keep one more than even, however many do. If too many hold that much already, others end two below.',
    edits: [
      [
        'const keeps = oneMore-- > 0 ? even + 1 : even;',
        'const keeps = partitions.length % members.length > 0 ? even + 1 : even;',
      ],
      ['while (share.length < even) share.push', 'while (share.length < even && free.length > 0) share.push'],
    ],
  },
  {
    name: 'ceiling-for-the-first',
    of: SORTED,
    caughtBy: STAY,
    because: 'The larger shares go to the first members of the list, and not to those who hold more already.',
    edits: [
      [
        'const ranked = [...held].sort(([, one], [, other]) => other.length - one.length);',
        'const ranked = [...held];',
      ],
    ],
  },
  {
    name: 'sorted-the-wrong-way',
    of: SORTED,
    caughtBy: STAY,
    because:
      'The larger shares go to those who hold the least, so that everybody has something to give up and something to get.',
    edits: [['other.length - one.length', 'one.length - other.length']],
  },
  {
    name: 'fills-the-first-to-the-brim',
    caughtBy: ONCE,
    because: 'Members are filled up to one more than even, one after the other. Nothing is left for the last.',
    edits: [
      [
        'while (share.length < even) share.push(free.pop()!);',
        'while (share.length < even + 1 && free.length > 0) share.push(free.pop()!);',
      ],
    ],
  },
  {
    name: 'range-of-each',
    caughtBy: ONCE,
    because:
      'Every member gets so many in a row, rounded up, as long as there are any: 7 for 4 is 2, 2, 2 and 1, but 5 for 4 is 2, 2, 1 and none.',
    program: 'mistakes/rows-rounded-up.ts',
  },
  {
    name: 'rounded-down-and-the-rest-forgotten',
    caughtBy: ONCE,
    because: 'Everybody gets the whole quotient. The remainder has no reader.',
    edits: [
      [
        'for (const share of shares.values()) if (share.length === even && free.length > 0) share.push(free.pop()!);\n',
        '',
      ],
    ],
  },
  {
    name: 'the-rest-to-the-last',
    caughtBy: ONCE,
    because: 'Whatever is left after the division goes to one member.',
    edits: [
      [
        'if (share.length === even && free.length > 0) share.push(free.pop()!);',
        'while (share.length >= even && free.length > 0) share.push(free.pop()!);',
      ],
    ],
  },
  {
    name: 'only-those-who-read-something',
    caughtBy: ONCE,
    because: 'Only members that got something are in the answer. Who is idle does not hear that it is.',
    edits: [
      [
        'return members.map((member) => ({ member, partitions: shares.get(member)! }));',
        'return members.map((member) => ({ member, partitions: shares.get(member)! })).filter((share) => share.partitions.length > 0);',
      ],
    ],
  },
  {
    name: 'in-an-order-of-its-own',
    caughtBy: ONCE,
    because: 'Members are sorted by name first, so that all find the same, and the answer comes in that order.',
    edits: [['return members.map(', 'return [...members].sort().map(']],
  },
  {
    name: 'shares-in-a-plain-object',
    caughtBy: ONCE,
    because:
      'An object has its own order, numbers first, and properties that nobody put there: what of a member that is called 10, or __proto__?',
    program: 'mistakes/shares-in-an-object.ts',
  },
  {
    name: 'nobody-is-the-empty-name',
    of: SORTED,
    caughtBy: STAY,
    because: 'Not having an owner is written as the empty name; a member may have that name.',
    edits: [
      [
        'if (list && lastHad.has(partition)) list.push(partition);',
        'if (list?.length === 0 || list) list.push(partition);',
      ],
    ],
  },
  {
    name: 'remembers-between-calls',
    caughtBy: ONCE,
    because: 'Who had what is kept in the file, beside what is given. Another member knows nothing of that.',
    edits: [
      [
        'function ownersOf(previous: Claim[]): Map<string, Claim> {\n  const owners = new Map<string, Claim>();',
        'const owners = new Map<string, Claim>();\n\nfunction ownersOf(previous: Claim[]): Map<string, Claim> {',
      ],
    ],
  },
  {
    name: 'starts-somewhere-else-each-time',
    caughtBy: ONCE,
    because: 'A counter of its own spreads the larger shares fairly over time, and two members find two answers.',
    edits: [
      ['export function assign(', 'let turn = 0;\n\nexport function assign('],
      [
        'const shares = new Map(members.map((member): [string, string[]] => [member, []]));',
        'const first = turn++ % Math.max(1, members.length);\n  const shares = new Map([...members.slice(first), ...members.slice(0, first)].map((member): [string, string[]] => [member, []]));',
      ],
    ],
  },
  {
    name: 'believes-the-last-claim',
    caughtBy: NEWER,
    because: 'Whoever comes last in the list has it. The order of the claims says nothing; their generation does.',
    edits: [['if (!other || other.generation < claim.generation) owners', 'owners']],
  },
  {
    name: 'believes-the-first-claim',
    caughtBy: NEWER,
    because: 'Whoever comes first in the list has it.',
    edits: [['if (!other || other.generation < claim.generation)', 'if (!other)']],
  },
  {
    name: 'believes-the-oldest-claim',
    caughtBy: NEWER,
    because: 'The comparison is the wrong way round, and who was asleep is believed.',
    edits: [['other.generation < claim.generation', 'other.generation > claim.generation']],
  },
  {
    name: 'generations-as-text',
    caughtBy: NEWER,
    because: 'As text, 10 comes before 9.',
    edits: [['other.generation < claim.generation', '`${other.generation}` < `${claim.generation}`']],
  },
  {
    name: 'generation-zero-is-none',
    of: SEATS,
    caughtBy: NEWER,
    because: 'Generation 0 is taken for no generation at all.',
    edits: [['?? -1)', '?? 0)']],
  },
  {
    name: 'believes-everybody',
    caughtBy: NEWER,
    because:
      'Each member keeps all that it claims. Two claim the same, and both read it: the fault that Kafka’s sticky assignor had before Kafka 2.3 (KAFKA-7026).',
    program: 'mistakes/believes-everybody.ts',
  },
  {
    name: 'skips-those-who-left',
    caughtBy: NEWER,
    because:
      'Claims of members that have left are dropped first. What they had last then goes back to who had it before, as if it had stayed.',
    edits: [
      [
        'const owners = ownersOf(previous);',
        'const owners = ownersOf(previous.filter(({ member }) => members.includes(member)));',
      ],
    ],
  },
  {
    name: 'keeps-what-is-gone',
    caughtBy: NEWER,
    because: 'Whatever was claimed is given again, also partitions that there are no more.',
    edits: [
      [
        'for (const partition of partitions) {\n    const owner',
        'for (const partition of new Set([...partitions, ...owners.keys()])) {\n    const owner',
      ],
    ],
  },
  {
    name: 'searches-for-each',
    caughtBy: COST,
    because: 'For each partition the member with the fewest is searched, through all of them.',
    edits: [
      [
        'for (const share of shares.values()) while (share.length < even) share.push(free.pop()!);',
        'const all = [...shares.values()];\n  while (all.length > 0 && Math.min(...all.map((share) => share.length)) < even)\n    all.reduce((fewest, share) => (share.length < fewest.length ? share : fewest)).push(free.pop()!);',
      ],
    ],
  },
  {
    name: 'searches-the-claims',
    caughtBy: COST,
    because: 'For each partition all claims are gone through, and in each all that it names.',
    edits: [
      [
        'const owner = owners.get(partition);',
        'const owner = previous.filter((claim) => claim.partitions.includes(partition)).sort((one, other) => other.generation - one.generation)[0] ?? owners.get(partition);',
      ],
    ],
  },
  {
    name: 'sorts-what-it-is-given',
    caughtBy: ONCE,
    because: 'The list of partitions is sorted in place, and with it that of the leader, who goes on by its own order.',
    edits: [['const owners = ownersOf(previous);', 'partitions.sort();\n  const owners = ownersOf(previous);']],
  },
  {
    name: 'nameless-owners-are-none',
    caughtBy: STAY,
    because: 'Whether somebody owns it is asked of the name, and of a member called "" it says no.',
    edits: [['owner && shares.get(owner.member)', 'owner?.member ? shares.get(owner.member) : undefined']],
  },
  {
    name: 'generations-in-thirty-two-bits',
    caughtBy: NEWER,
    because: '`| 0` makes a whole number of a number, and of 2,147,483,648 one below 0.',
    edits: [['other.generation < claim.generation', '(other.generation | 0) < (claim.generation | 0)']],
  },
  {
    name: 'one-more-by-claims',
    caughtBy: NEWER,
    because: 'Who claims the most keeps one more, partitions that are gone or have long been another’s among them.',
    edits: [
      [
        'for (const share of shares.values()) {\n    if (share.length <= even) continue;',
        `const claimed = (member: string) => previous.find((claim) => claim.member === member)?.partitions.length ?? 0;
  const greedy = [...shares].sort(([one], [other]) => claimed(other) - claimed(one));
  oneMore -= greedy.slice(0, oneMore).filter(([, share]) => share.length <= even).length;
  for (const [, share] of greedy) {
    if (share.length <= even) continue;`,
      ],
    ],
  },
  {
    name: 'deals-on-from-the-last-time',
    caughtBy: ONCE,
    because: 'What has no owner is dealt from where the last assignment ended: the next leader begins elsewhere.',
    edits: [
      ['export function assign(', 'let dealt = 0;\n\nexport function assign('],
      [
        '  // First everybody gets as many as the others, then some get one more.',
        '  if (free.length > 0) free.push(...free.splice(0, dealt++ % free.length));\n  // First everybody gets as many as the others, then some get one more.',
      ],
    ],
  },
] satisfies Mistake[];
