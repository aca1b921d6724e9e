/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const READ = 'The log gives each group what it has not committed, again and again, and as often as it goes back';
const CLOCK = 'The log forgets by the clock, read or not, and never renumbers';
const KEEPS = 'The queue keeps a message until it is acknowledged, and what goes back takes its old place';
const LIMIT = 'A consumer has no more in hand than it may, and one acknowledgement may stand for all before it';

const NUMBERS = 'right/by-numbers.ts';

export default [
  {
    name: 'reading-moves-on',
    caughtBy: READ,
    because: 'What was read counts as done, before anybody has done it: at most once.',
    edits: [
      [
        'return records.slice(from, from + most)',
        'committed.set(group, Math.min(records.length, from + most));\n      return records.slice(from, from + most)',
      ],
    ],
  },
  {
    name: 'reading-removes',
    caughtBy: READ,
    because: 'The source’s broker, which pops what it gives: the second group finds nothing.',
    edits: [
      [
        'return records.slice(from, from + most)',
        'first = Math.min(records.length, from + most);\n      return records.slice(from, from + most)',
      ],
    ],
  },
  {
    name: 'one-offset-for-all',
    caughtBy: READ,
    because: 'There is one place to read on from, and groups move it for each other.',
    edits: [
      ['committed.get(group)', "committed.get('')"],
      ['committed.set(group, offset)', "committed.set('', offset)"],
    ],
  },
  {
    name: 'committed-is-the-last-read',
    caughtBy: READ,
    because: 'The committed offset is taken for the last that was read, and not for the next to read.',
    edits: [['Math.max(first, committed.get(group) ?? 0)', 'Math.max(first, (committed.get(group) ?? -1) + 1)']],
  },
  {
    name: 'never-back',
    caughtBy: READ,
    because: 'Offsets only grow. Nobody can read again.',
    edits: [['committed.set(group, offset)', 'committed.set(group, Math.max(offset, committed.get(group) ?? 0))']],
  },
  {
    name: 'offsets-from-one',
    caughtBy: READ,
    because: 'Counting begins at 1.',
    edits: [['return records.length - 1;', 'return records.length;']],
  },
  {
    name: 'the-end-is-too-far',
    caughtBy: READ,
    because: 'Who has read everything stands at the end, and is told that there is nothing there.',
    edits: [['offset > records.length)', 'offset >= records.length)']],
  },
  {
    name: 'commits-anything',
    caughtBy: READ,
    because: 'An offset is not looked at: half a record, or one that nobody has written yet.',
    edits: [['if (!Number.isInteger(offset) || offset < 0 || offset > records.length)', 'if (offset < 0)']],
  },
  {
    name: 'a-new-group-begins-at-the-end',
    caughtBy: READ,
    because: 'As Kafka does by default: whoever is new gets what comes from now on.',
    edits: [['committed.get(group) ?? 0', 'committed.get(group) ?? records.length']],
  },
  {
    name: 'groups-in-an-object',
    caughtBy: READ,
    because: 'An object has properties that nobody put there: what of a group called constructor?',
    edits: [
      ['const committed = new Map<string, number>();', 'const committed: Record<string, number> = {};'],
      ['committed.get(group)', 'committed[group]'],
      ['committed.set(group, offset)', 'committed[group] = offset'],
    ],
  },
  {
    name: 'kept-at-its-end',
    caughtBy: CLOCK,
    because: '“Less than” read as “at most”: at exactly the retention a record is still there.',
    edits: [['>= retention', '> retention']],
  },
  {
    name: 'forgets-nothing',
    caughtBy: CLOCK,
    because: 'A log that keeps everything is a disk that is full one day.',
    edits: [['while (first < records.length && now - records[first]!.at >= retention) first++;', '']],
  },
  {
    name: 'keeps-what-was-not-read',
    of: NUMBERS,
    caughtBy: CLOCK,
    because:
      'What a group has not read yet is kept for it. One group that is gone for ever, and nothing is ever forgotten.',
    edits: [
      [
        'if (oldest === undefined || now - oldest[1] < retention) return;',
        'if (oldest === undefined || now - oldest[1] < retention) return;\n      if ([...positions.values()].some((known) => known <= start)) return;',
      ],
    ],
  },
  {
    name: 'renumbers',
    caughtBy: CLOCK,
    because: 'What is forgotten is taken out of the list, and everything behind it gets another number.',
    edits: [
      [
        'while (first < records.length && now - records[first]!.at >= retention) first++;',
        'while (first < records.length && now - records[first]!.at >= retention) records.shift();',
      ],
    ],
  },
  {
    name: 'forgets-only-when-it-is-read',
    caughtBy: CLOCK,
    because: 'Lag counts what is gone.',
    edits: [['forget(now);\n      return records.length - next(group);', 'return records.length - next(group);']],
  },
  {
    name: 'whole-milliseconds',
    caughtBy: CLOCK,
    because: 'The retention is made a whole number, and half a millisecond too long.',
    edits: [['>= retention', '>= Math.ceil(retention)']],
  },
  {
    name: 'until-when-it-is-kept',
    caughtBy: CLOCK,
    because:
      'When a record is gone is worked out by a sum. Beside the time of day little is lost in rounding, and the record is gone at once.',
    edits: [['now - records[first]!.at >= retention', 'records[first]!.at + retention <= now']],
  },
  {
    name: 'tidies-away-one-too-many',
    caughtBy: CLOCK,
    because:
      'When much is gone the list is cut, and the first record that is kept goes with it: all offsets are one out.',
    edits: [
      ['let first = 0;', 'let first = 0;\n  let base = 0;'],
      [
        'while (first < records.length && now - records[first]!.at >= retention) first++;',
        'while (first < base + records.length && now - records[first - base]!.at >= retention) first++;\n    if (first - base >= 1024) {\n      records.splice(0, first - base + 1);\n      base = first;\n    }',
      ],
      ['return records.length - 1;', 'return base + records.length - 1;'],
      ['records.slice(from, from + most)', 'records.slice(from - base, from - base + most)'],
      ['offset > records.length)', 'offset > base + records.length)'],
      ['return records.length - next(group);', 'return base + records.length - next(group);'],
    ],
  },
  {
    name: 'gone-when-it-is-received',
    caughtBy: KEEPS,
    because: 'The source’s queue: a message is removed as it is handed out, and the worker’s death is the message’s.',
    edits: [['giveBack(consumers.get(consumer)?.inHand.values() ?? []);\n      consumers', 'consumers']],
  },
  {
    name: 'back-at-the-end',
    caughtBy: KEEPS,
    because: 'What comes back is queued anew, behind all that came later.',
    edits: [
      [
        'for (const message of messages) back.push({ ...message, redelivered: true });',
        'for (const message of messages) sent.push({ ...message, number: sent.length, redelivered: true });',
      ],
    ],
  },
  {
    name: 'back-in-the-order-of-coming-back',
    caughtBy: KEEPS,
    because: 'What came back last is handed out first.',
    edits: [['back.sort((one, other) => other.number - one.number);', '']],
  },
  {
    name: 'looks-new',
    caughtBy: KEEPS,
    because: 'Nobody is told that it was delivered before. Who has done it already cannot look.',
    edits: [['{ ...message, redelivered: true }', '{ ...message }']],
  },
  {
    name: 'rejected-is-back',
    caughtBy: KEEPS,
    because: 'A message that is to be dropped comes again, and again.',
    edits: [['if (requeue) giveBack([message]);', 'giveBack([message]);']],
  },
  {
    name: 'anybody-may-acknowledge',
    caughtBy: KEEPS,
    because: 'An unknown tag is ignored, and a consumer that has mixed its tags up hears nothing of it.',
    edits: [
      [
        'ack(consumer, tag, multiple) {\n      take(consumer, tag);',
        'ack(consumer, tag, multiple) {\n      if (!consumers.get(consumer)?.inHand.delete(tag)) return;',
      ],
    ],
  },
  {
    name: 'tags-go-on',
    caughtBy: KEEPS,
    because: 'A consumer that comes back goes on counting where it was.',
    edits: [['consumers.delete(consumer);', 'consumers.get(consumer)?.inHand.clear();']],
  },
  {
    name: 'loses-what-comes-after-an-empty-queue',
    caughtBy: KEEPS,
    because: 'Asking an empty queue moves its beginning on, past the next message.',
    edits: [['next = sent.length;\n        return undefined;', 'return undefined;']],
  },
  {
    name: 'shifts',
    caughtBy: KEEPS,
    because: 'The whole queue is copied for each message: a backlog of n costs n² in all.',
    edits: [
      ['const message = back.pop() ?? sent[next++];', 'const message = back.pop() ?? [...sent].slice(next++)[0];'],
    ],
  },
  {
    name: 'in-front-of-what-is-older',
    caughtBy: KEEPS,
    because: 'What a closed consumer had is put in front of everything, also of what is older and came back before.',
    edits: [
      [
        'giveBack(consumers.get(consumer)?.inHand.values() ?? []);',
        'const held = [...(consumers.get(consumer)?.inHand.values() ?? [])].sort((one, other) => other.number - one.number);\n      for (const message of held) back.push({ ...message, redelivered: true });',
      ],
    ],
  },
  {
    name: 'an-empty-message-is-none',
    caughtBy: KEEPS,
    because: 'Whether there is a message is asked of its text, and an empty one does not come back.',
    edits: [['for (const message of messages) back', 'for (const message of messages) if (message.message) back']],
  },
  {
    name: 'tags-are-rounded',
    caughtBy: KEEPS,
    because: 'A tag that nobody was given finds the delivery beside it.',
    edits: [['inHand?.get(tag)', 'inHand?.get(Math.trunc(tag))']],
  },
  {
    name: 'counts-the-lag',
    caughtBy: KEEPS,
    because: 'The lag is counted, record by record, where a difference is enough.',
    edits: [
      [
        'return records.length - next(group);',
        'const from = next(group);\n      return records.filter((_, offset) => offset >= from).length;',
      ],
    ],
  },
  {
    name: 'looks-through-what-is-in-hand',
    caughtBy: KEEPS,
    because: 'A Map is read as a list: who has much in hand acknowledges slowly.',
    edits: [
      [
        'const message = inHand?.get(tag);',
        'const message = [...(inHand ?? [])].find(([known]) => known === tag)?.[1];',
      ],
    ],
  },
  {
    name: 'one-more-than-it-may',
    caughtBy: LIMIT,
    because: 'The limit is looked at too late.',
    edits: [['known.inHand.size >= prefetch', 'known.inHand.size > prefetch']],
  },
  {
    name: 'no-limit-is-nothing',
    caughtBy: KEEPS,
    because: 'A prefetch of 0 means no limit, and not that nothing is given.',
    edits: [['if (prefetch > 0 && known', 'if (known']],
  },
  {
    name: 'one-limit-for-all',
    caughtBy: LIMIT,
    because: 'The limit is that of the whole queue: one slow consumer, and nobody gets anything.',
    edits: [
      [
        'known.inHand.size >= prefetch',
        '[...consumers.values()].reduce((sum, { inHand }) => sum + inHand.size, 0) >= prefetch',
      ],
    ],
  },
  {
    name: 'multiple-is-all',
    caughtBy: LIMIT,
    because: 'All that the consumer has in hand is acknowledged, also what came later.',
    edits: [['if (other > tag) return;\n', '']],
  },
  {
    name: 'multiple-is-what-was-sent-before',
    caughtBy: LIMIT,
    because:
      'Before it is taken for what was sent before it. A message that came back was delivered later all the same.',
    edits: [
      ['multiple) {\n      take(consumer, tag);', 'multiple) {\n      const { number } = take(consumer, tag);'],
      ['for (const other of inHand.keys()) {', 'for (const [other, message] of inHand) {'],
      ['if (other > tag) return;', 'if (message.number > number) continue;'],
    ],
  },
  {
    name: 'multiple-needs-nothing-in-hand',
    caughtBy: LIMIT,
    because: 'With multiple, any tag that was given out once will do, also one that is done.',
    edits: [
      [
        'take(consumer, tag);\n      if (!multiple) return;',
        'if (!multiple || !(tag >= 1 && tag <= (consumers.get(consumer)?.tags ?? 0))) take(consumer, tag);\n      if (!multiple) return;',
      ],
    ],
  },
  {
    name: 'tag-nought-is-all',
    caughtBy: LIMIT,
    because: 'As in RabbitMQ, where 0 with multiple stands for all that was delivered. Here no delivery has that tag.',
    edits: [
      [
        'multiple) {\n      take(consumer, tag);',
        'multiple) {\n      if (multiple && tag === 0) {\n        consumers.get(consumer)?.inHand.clear();\n        return;\n      }\n      take(consumer, tag);',
      ],
    ],
  },
  {
    name: 'dropped-counts-as-in-hand',
    caughtBy: LIMIT,
    because: 'What is in hand is counted, and a dropped message is not taken off: soon the consumer gets nothing more.',
    edits: [
      ['tags: number }', 'tags: number; dropped: number }'],
      ['tags: 0 }', 'tags: 0, dropped: 0 }'],
      ['known.inHand.size >= prefetch', 'known.inHand.size + known.dropped >= prefetch'],
      [
        'if (requeue) giveBack([message]);',
        'if (requeue) giveBack([message]);\n      else consumers.get(consumer)!.dropped++;',
      ],
    ],
  },
  {
    name: 'multiple-is-one',
    caughtBy: LIMIT,
    because: 'The flag is not looked at.',
    edits: [['if (!multiple) return;', 'if (multiple || !multiple) return;']],
  },
  {
    name: 'holds-a-thousand-records',
    caughtBy: 'The log gives each group what it has not committed, again and again, and as often as it goes back',
    because: 'A log of a thousand records forgets by their number, and not by the clock.',
    edits: [
      [
        'records.push({ record, at: now });',
        'records.push({ record, at: now });\n      if (records.length - first > 1000) first++;',
      ],
    ],
  },
] satisfies Mistake[];
