/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const GROUPS = 'Every group of a topic is given every message published since it was there, in the order of publishing';
const ACKS =
  'What is acknowledged is gone, who does not hold a message cannot acknowledge it, and nobody holds more than its prefetch';
const BACK =
  'What is not acknowledged comes back after the timeout, when it is given back, or when its consumer is gone: before what was never delivered, the oldest first';
const DEAD = 'What was delivered as often as allowed, and comes back, is a dead letter, and those behind it go on';
const ORDERS =
  'In whatever order requests reach it, with consumers that die, and acknowledgements that come late or twice, no message is lost, and none is held twice';
const COST = 'However many messages wait or have been, publishing, receiving and acknowledging take the same time';
const REFUSED = 'What makes no sense is refused with an error that names it, and changes nothing';

export default [
  {
    name: 'taken-is-gone',
    caughtBy: ACKS,
    because:
      'The broker of the source: what was given to a consumer is forgotten at once. A consumer that dies takes its message with it.',
    edits: [
      ['out.set(tag, { message, consumer, until: now + timeout });', 'void now;'],
      [
        'const held = out.get(tag)!;',
        'const held: Held = { message: { place: 0, body: "", deliveries: 0 }, consumer: [...consumers.values()].find((each) => each.holds.has(tag))!, until: 0 };',
      ],
      [
        'const { message, consumer } = take(tag);',
        'const { message, consumer } = take(tag);\n    if (message.place === 0) return;',
      ],
    ],
  },
  {
    name: 'one-queue-for-all-groups',
    caughtBy: GROUPS,
    because:
      'The groups of a topic share one queue, so two services compete for messages that each of them should see.',
    edits: [['const group = groups.get(name) ??', 'const group = [...groups.values()][0] ??']],
  },
  {
    name: 'topics-are-mixed',
    caughtBy: GROUPS,
    because: 'The topic is ignored, as in the source: a worker for payments is given refunds.',
    edits: [
      [
        'const groups = topics.get(topic) ?? new Map<string, Group>();\n    topics.set(topic, groups);',
        "const groups = topics.get('') ?? new Map<string, Group>();\n    topics.set('', groups);",
      ],
      ['const groups = topics.get(topic);\n', "const groups = topics.get('');\n"],
      ['topics.get(topic)?.get(group)?.dead', "topics.get('')?.get(group)?.dead"],
    ],
  },
  {
    name: 'once-in-a-group-always-in-it',
    caughtBy: GROUPS,
    because: 'A consumer that left and joins another group still works for its first one.',
    edits: [
      [
        'const consumers = new Map<string, Consumer>();',
        'const consumers = new Map<string, Consumer>();\n  const former = new Map<string, Group>();',
      ],
      [
        'consumers.set(name, { group: groupOf(topic, group), prefetch, holds: new Set() });',
        `const first = former.get(name) ?? groupOf(topic, group);
      former.set(name, first);
      consumers.set(name, { group: first, prefetch, holds: new Set() });`,
      ],
    ],
  },
  {
    name: 'an-idle-group-is-gone',
    caughtBy: GROUPS,
    because:
      'With its last consumer a group that has nothing in it goes too: what is published until the next is lost.',
    edits: [
      [
        'consumers.delete(name);',
        `consumers.delete(name);
      for (const groups of topics.values())
        for (const [each, group] of groups) {
          const isInUse = [...consumers.values()].some((consumer) => consumer.group === group);
          if (!isInUse && group.waiting.length + group.back.length + group.dead.length === 0) groups.delete(each);
        }`,
      ],
    ],
  },
  {
    name: 'asking-makes-a-group',
    caughtBy: GROUPS,
    because:
      'Whoever asks for the dead letters of an unknown group has made it: messages are kept that nobody can have.',
    edits: [['[...(topics.get(topic)?.get(group)?.dead ?? [])]', '[...groupOf(topic, group).dead]']],
  },
  {
    name: 'acknowledged-by-anybody',
    caughtBy: ACKS,
    because: 'Only the tag is looked at, and not whose it is: one consumer can end another’s work.',
    edits: [
      [
        'if (!consumers.get(name)?.holds.has(tag)) return false;\n      take(tag);',
        'if (!out.has(tag)) return false;\n      take(tag);',
      ],
    ],
  },
  {
    name: 'up-to-is-only-that-one',
    caughtBy: ACKS,
    because:
      'Acknowledging up to a tag ends only the delivery with that tag; those before it come back although their work is done.',
    edits: [['.filter((each) => each <= tag)', '.filter((each) => each === tag)']],
  },
  {
    name: 'up-to-takes-everybodys',
    caughtBy: ACKS,
    because: 'Everything with a smaller tag is acknowledged, whoever holds it.',
    edits: [['[...(consumers.get(name)?.holds ?? [])].filter', '[...out.keys()].filter']],
  },
  {
    name: 'up-to-leaves-the-last',
    caughtBy: ACKS,
    because: '"Up to" read as "before": the delivery with that very tag stays out.',
    edits: [['each <= tag', 'each < tag']],
  },
  {
    name: 'zero-prefetch-is-none',
    caughtBy: ACKS,
    because: 'A prefetch of 0 is taken for "nothing" and not for "no limit".',
    edits: [['consumer.prefetch > 0 && consumer', 'consumer']],
  },
  {
    name: 'prefetch-one-too-many',
    caughtBy: ACKS,
    because: 'Compared with > where ≥ was meant: one more is out than the consumer can bear.',
    edits: [['consumer.holds.size >= consumer.prefetch', 'consumer.holds.size > consumer.prefetch']],
  },
  {
    name: 'prefetch-of-the-group',
    caughtBy: ACKS,
    because: 'All that is out is counted, and not what this consumer holds: one slow consumer stops the others.',
    edits: [['consumer.holds.size >= consumer.prefetch', 'out.size >= consumer.prefetch']],
  },
  {
    name: 'tags-begin-anew',
    caughtBy: ACKS,
    because:
      'Tags are counted by each consumer, and begin anew when it comes back: an acknowledgement from its former life ends the wrong delivery.',
    edits: [
      ['  holds: Set<number>;', '  holds: Set<number>;\n  count: number;'],
      ['prefetch, holds: new Set() }', 'prefetch, holds: new Set(), count: 0 }'],
      ['const tag = ++tags;', 'const tag = Math.max(++consumer.count, out.has(consumer.count) ? ++tags : 0);'],
    ],
  },
  {
    name: 'free-one-moment-late',
    caughtBy: BACK,
    because: 'At exactly the timeout the message is still held.',
    edits: [['if (now < until) return;', 'if (now <= until) return;']],
  },
  {
    name: 'late-acknowledgements-count',
    caughtBy: BACK,
    because: 'Nobody looks at the time before an acknowledgement: it ends a delivery whose time is over.',
    edits: [['    ack(name, tag, now) {\n      notice(now);', '    ack(name, tag) {']],
  },
  {
    name: 'notices-only-when-receiving',
    caughtBy: DEAD,
    because: 'What has run out is noticed when somebody receives; until then the dead letters lack it.',
    edits: [['dead(topic, group, now) {\n      notice(now);', 'dead(topic, group) {']],
  },
  {
    name: 'comes-back-at-the-end',
    caughtBy: BACK,
    because: 'What comes back is put behind all that waits. Under a backlog it is not seen again for hours.',
    edits: [['back.splice(older + 1, 0, message);', 'void older;\n      consumer.group.waiting.push(message);']],
  },
  {
    name: 'last-back-first-out',
    caughtBy: BACK,
    because: 'What comes back is put before everything, so of several the one that came back last is given first.',
    edits: [['back.splice(older + 1, 0, message);', 'void older;\n      back.unshift(message);']],
  },
  {
    name: 'in-the-order-of-coming-back',
    caughtBy: BACK,
    because: 'Of several that came back, the one that came back first is given first, whenever it was published.',
    edits: [['back.splice(older + 1, 0, message);', 'void older;\n      back.push(message);']],
  },
  {
    name: 'the-dead-take-their-messages-along',
    caughtBy: BACK,
    because: 'A consumer that is gone is struck off the list, and what it held stays out until its time is over.',
    edits: [['for (const tag of consumers.get(name)?.holds ?? []) comesBack(tag);\n', '']],
  },
  {
    name: 'redelivered-is-never-said',
    caughtBy: BACK,
    because: 'A consumer that is not told that somebody may have done the work already cannot look whether it was.',
    edits: [['redelivered: message.deliveries > 1', 'redelivered: false']],
  },
  {
    name: 'time-goes-on-from-the-first-delivery',
    caughtBy: BACK,
    because: 'The time begins with the first delivery, so that the second consumer has next to none.',
    edits: [
      ['  deliveries: number;\n}\n\ninterface Group', '  deliveries: number;\n  until?: number;\n}\n\ninterface Group'],
      [
        'out.set(tag, { message, consumer, until: now + timeout });',
        'message.until = Math.max(message.until ?? 0, now + (message.until === undefined ? timeout : timeout / 2));\n      out.set(tag, { message, consumer, until: message.until });',
      ],
    ],
  },
  {
    name: 'the-time-of-the-one-before',
    caughtBy: BACK,
    because:
      'Who leaves gives its messages back, and their times run on: when they end, the next holder loses them in the middle of its work.',
    edits: [
      ['const out = new Map<number, Held>();', 'const out = new Map<number, Held>();\n  const running: Held[] = [];'],
      [
        'for (const [tag, { until }] of out) {',
        `while (running.length > 0 && running[0]!.until <= now) {
      const { message } = running.shift()!;
      for (const [tag, held] of out) if (held.message === message) comesBack(tag);
    }
    for (const [tag, { until }] of out) {`,
      ],
      [
        'for (const tag of consumers.get(name)?.holds ?? []) comesBack(tag);',
        `for (const tag of consumers.get(name)?.holds ?? []) {
        running.push(out.get(tag)!);
        comesBack(tag);
      }`,
      ],
    ],
  },
  {
    name: 'one-delivery-too-many',
    caughtBy: DEAD,
    because: 'The first delivery is not counted as one: "three deliveries" become three more.',
    edits: [['message.deliveries >= deliveries', 'message.deliveries > deliveries']],
  },
  {
    name: 'no-dead-letters',
    caughtBy: DEAD,
    because: 'What failed too often is dropped. Nobody ever learns that it was there.',
    edits: [['dead.push(message.body);', 'void dead;']],
  },
  {
    name: 'poison-for-ever',
    caughtBy: DEAD,
    because: 'What is given back does not count as a try, so a message that nobody can do comes first for ever.',
    edits: [
      [
        'comesBack(tag);\n      return true;',
        'const held = out.get(tag);\n      if (held && held.message.deliveries > 1) held.message.deliveries--;\n      comesBack(tag);\n      return true;',
      ],
    ],
  },
  {
    name: 'looks-only-at-its-own-time',
    caughtBy: DEAD,
    because: 'What is given back comes back before what was over already is noticed: the dead are in the wrong order.',
    edits: [
      [
        'nack(name, tag, now) {\n      notice(now);\n      if (!consumers.get(name)?.holds.has(tag)) return false;',
        `nack(name, tag, now) {
      if (!consumers.get(name)?.holds.has(tag) || out.get(tag)!.until <= now) {
        notice(now);
        return false;
      }`,
      ],
    ],
  },
  {
    name: 'dies-in-the-order-of-publishing',
    caughtBy: DEAD,
    because: 'What is over at one moment is sorted by its place in the line, and not by its tags.',
    edits: [
      [
        `for (const [tag, { until }] of out) {
      if (now < until) return;
      comesBack(tag);
    }`,
        `const over = [...out].filter(([, { until }]) => until <= now);
    over.sort(([, a], [, b]) => a.until - b.until || a.message.place - b.message.place);
    for (const [tag] of over) comesBack(tag);`,
      ],
    ],
  },
  {
    name: 'dead-letters-by-group-alone',
    caughtBy: DEAD,
    because: 'Dead letters are kept by the name of the group, without its topic.',
    edits: [
      [
        'const consumers = new Map<string, Consumer>();',
        'const consumers = new Map<string, Consumer>();\n  const letters = new Map<string, string[]>();',
      ],
      [
        'const group = groups.get(name) ?? { waiting: [], next: 0, back: [], dead: [] };',
        `const dead = letters.get(name) ?? [];
    letters.set(name, dead);
    const group = groups.get(name) ?? { waiting: [], next: 0, back: [], dead };`,
      ],
    ],
  },
  {
    name: 'no-letter-twice',
    caughtBy: DEAD,
    because: 'Dead letters are kept as a set of bodies: of two messages with the same text, one is not there.',
    edits: [['[...(topics.get(topic)?.get(group)?.dead ?? [])]', '[...new Set(topics.get(topic)?.get(group)?.dead)]']],
  },
  {
    name: 'shared-dead-letters',
    caughtBy: DEAD,
    because: 'The list itself is handed out: whoever keeps it sees it change, or changes it.',
    of: 'solution.ts',
    edits: [
      [
        'return [...(topics.get(topic)?.get(group)?.dead ?? [])];',
        'return topics.get(topic)?.get(group)?.dead.splice(0) ?? [];',
      ],
    ],
  },
  {
    name: 'acknowledged-twice-frees-twice',
    caughtBy: ORDERS,
    because: 'An acknowledgement of what one no longer holds is taken for one of what one holds now.',
    edits: [
      [
        'ack(name, tag, now) {\n      notice(now);\n      if (!consumers.get(name)?.holds.has(tag)) return false;\n      take(tag);',
        'ack(name, tag, now) {\n      notice(now);\n      const [first] = consumers.get(name)?.holds ?? [];\n      if (first === undefined || first < tag) return false;\n      take(first);',
      ],
    ],
  },
  {
    name: 'shift',
    caughtBy: COST,
    because: 'The first of an array is taken by shift(), which moves all the others: a backlog of n costs n² in all.',
    edits: [['const message = group.waiting[group.next++];', 'const message = group.waiting.shift();']],
  },
  {
    name: 'keeps-everything',
    caughtBy: COST,
    because: 'What is done is marked and kept, and the next message is searched from the beginning.',
    edits: [
      [
        'const message = group.waiting[group.next++];',
        'const message = group.waiting.find(({ deliveries: count }) => count === 0);\n    group.next++;',
      ],
      [
        'if (group.next * 2 >= group.waiting.length) {\n      group.waiting = group.waiting.slice(group.next);\n      group.next = 0;\n    }\n',
        '',
      ],
    ],
  },
  {
    name: 'groups-by-name-alone',
    caughtBy: GROUPS,
    because: 'Groups are kept by "topic:group". Names may contain what they were joined with.',
    of: 'right/heap.ts',
    edits: [
      [
        'const found = groups.get(group) ?? new Group();',
        'const name = `${topic}:${group}`;\n    const found = this.#all.get(name) ?? new Group();\n    this.#all.set(name, found);',
      ],
      ['#published = 0;', '#published = 0;\n  readonly #all = new Map<string, Group>();'],
    ],
  },
  {
    name: 'a-plain-object-of-topics',
    caughtBy: GROUPS,
    because: 'Topics are kept in a plain object, in which some names are there before anybody has put them in.',
    of: 'right/log.ts',
    edits: [
      ['const topics = new Map<string, Topic>();', 'const topics: Record<string, Topic> = {};'],
      [
        'const topic = topics.get(name) ?? { log: [], readers: new Map() };\n    return topics.set(name, topic).get(name)!;',
        'topics[name] ??= { log: [], readers: new Map() };\n    return topics[name];',
      ],
      ['[...topics.values()]', 'Object.values(topics)'],
      ['topics.get(topic)?.readers.get(group)', 'topics[topic]?.readers?.get(group)'],
    ],
  },
  {
    name: 'anybody-may-receive',
    caughtBy: REFUSED,
    because: 'A consumer that never joined is given nothing, without a word: its mistake stays unseen.',
    edits: [["if (!consumer) throw new RangeError('consumer has not joined');", 'if (!consumer) return null;']],
  },
  {
    name: 'joins-twice',
    caughtBy: REFUSED,
    because: 'Who joins a second time begins anew, and what it holds is forgotten with its former life.',
    edits: [["if (consumers.has(name)) throw new RangeError('consumer has joined already');\n", '']],
  },
  {
    name: 'refused-and-yet-a-group',
    caughtBy: REFUSED,
    because: 'The group is made before the prefetch is looked at: what was refused has left something behind.',
    edits: [
      ['join(name, topic, group, prefetch) {', 'join(name, topic, group, prefetch) {\n      groupOf(topic, group);'],
    ],
  },
  {
    name: 'a-sign-of-life-holds-the-rest',
    caughtBy: BACK,
    because:
      'Who acknowledges one message is alive, so the time of all that it holds begins anew. One that is stuck stays stuck.',
    edits: [
      [
        'for (const each of held) take(each);',
        `for (const each of held) take(each);
      for (const each of consumers.get(name)?.holds ?? []) out.get(each)!.until = now + timeout;`,
      ],
    ],
  },
  {
    name: 'tags-begin-again',
    caughtBy: COST,
    because: 'A tag of three digits: the thousandth delivery is called like the first.',
    edits: [['const tag = ++tags;', 'tags = (tags % 999) + 1;\n      const tag = tags;']],
  },
  {
    name: 'places-begin-again',
    caughtBy: BACK,
    because: 'The place in the line has three digits: what was published as the thousandth comes back before the rest.',
    edits: [['const place = ++published;', 'published = (published + 1) % 1000;\n      const place = published;']],
  },
  {
    name: 'deliveries-in-a-small-number',
    caughtBy: DEAD,
    because: 'Deliveries are counted in eight bits: a message that may come back 1,200 times does so for ever.',
    edits: [['message.deliveries++;', 'message.deliveries = (message.deliveries + 1) % 256;']],
  },
] satisfies Mistake[];
