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
        'if (oldest === undefined || now < oldest[1] + retention) return;',
        'if (oldest === undefined || now < oldest[1] + retention) return;\n      if ([...positions.values()].some((known) => known <= start)) return;',
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
