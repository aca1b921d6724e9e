/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const CALM = 'The leader acknowledges what all in-sync replicas have, and readers get that; followers refuse';
const LOSSES =
  'Who is lost holds nobody up, with too few in sync appends are refused, and who has caught up is in sync again';
const OVER = 'Whenever another replica takes over, it has every record that was acknowledged or read';
const BACK = 'Who comes back gives up what was never agreed, and may take over only with everything that was';

const WHOLE = 'right/the-whole-log.ts';
const PUSHES = 'right/pushes.ts';

export default [
  {
    name: 'acknowledges-at-once',
    caughtBy: OVER,
    because: 'acks=1: the leader has it, and that is taken for enough. Who takes over may not have it.',
    edits: [
      [
        'waiting.push({ request, offset: log.length });\n      log.push({ record, epoch });\n      return lead();',
        'log.push({ record, epoch });\n      return [{ reply: request, ok: true, offset: log.length - 1 }, ...lead()];',
      ],
    ],
  },
  {
    name: 'answers-a-fetch-for-ever',
    caughtBy: OVER,
    because:
      'A fetch that has been answered is kept, and answered again with every append and every message. An old answer that comes late takes away what a newer one brought.',
    edits: [['        fetches.delete(follower);\n        effects.push', '        effects.push']],
  },
  {
    name: 'the-fastest-follower-decides',
    caughtBy: OVER,
    because:
      'One copy besides the leader’s is enough, as with a majority. But any in-sync replica may take over, also the other one.',
    edits: [
      [
        'return Math.min(log.length, ...others.map((replica) => ends.get(replica) ?? 0));',
        'return others.length === 0 ? log.length : Math.min(log.length, Math.max(...others.map((replica) => ends.get(replica) ?? 0)));',
      ],
    ],
  },
  {
    name: 'shows-the-end-of-the-log',
    caughtBy: OVER,
    because:
      'Readers are given whatever the leader has, also what no follower has yet. After a fail-over it never was.',
    edits: [['log.slice(from, highWatermark())', 'log.slice(from)']],
  },
  {
    name: 'mark-is-the-last-offset',
    caughtBy: OVER,
    because: 'The high watermark is read as the last offset that all have, and not as the first that somebody lacks.',
    edits: [
      ['if (offset < mark) effects.push', 'if (offset <= mark) effects.push'],
      ['filter(({ offset }) => offset >= mark)', 'filter(({ offset }) => offset > mark)'],
    ],
  },
  {
    name: 'counts-what-was-sent',
    caughtBy: OVER,
    because: 'A follower is believed to have what was sent to it. It has it when it says so.',
    edits: [
      [
        'fetches.delete(follower);\n        effects.push({ send: follower,',
        'fetches.delete(follower);\n        ends.set(follower, log.length);\n        effects.push({ send: follower,',
      ],
    ],
  },
  {
    name: 'begins-anew-with-each-epoch',
    caughtBy: OVER,
    because:
      'To be safe, a follower empties its log when it is appointed, and fetches everything again. If it is to lead before that has come, what it had is gone.',
    edits: [
      ['const refused = leader !== id', 'if (leader !== id) log.length = 0;\n      const refused = leader !== id'],
    ],
  },
  {
    name: 'takes-records-from-whoever-sends-them',
    caughtBy: OVER,
    because: 'Records that an earlier leader sent arrive after the fail-over, and replace what was acknowledged since.',
    edits: [['if (message.epoch !== epoch) return [];\n      log', 'log']],
  },
  {
    name: 'keeps-its-tail',
    caughtBy: BACK,
    because:
      'Only how long the logs are is compared. Who led before has as many records as the new leader, and one of them is another.',
    edits: [
      [
        'while (from < has.length && has[from] === log[from]?.epoch) from++;',
        'from = Math.min(has.length, log.length);',
      ],
    ],
  },
  {
    name: 'adds-instead-of-replacing',
    caughtBy: BACK,
    because: 'What comes is put behind what is there. Nothing is cut off.',
    edits: [['log.splice(message.from, log.length, ...message.entries);', 'log.push(...message.entries);']],
  },
  {
    name: 'admits-and-does-not-wait-for-it',
    caughtBy: BACK,
    because:
      'Until the controller has agreed, the new replica does not count. But the controller may have agreed already, and make it leader.',
    edits: [
      ['let needed = new Set<string>();', 'let needed = new Set<string>();\n  const named = new Set<string>();'],
      [
        'if (needed.has(follower)) continue;\n        needed.add(follower);',
        'if (needed.has(follower) || named.has(follower)) continue;\n        named.add(follower);',
      ],
      ['ends.clear();', 'ends.clear();\n      named.clear();'],
    ],
  },
  {
    name: 'admits-whoever-asks',
    caughtBy: BACK,
    because: 'A follower that sends a fetch is alive, and is admitted before it has what it lacks.',
    edits: [
      [
        'ends.set(follower, from);',
        'ends.set(follower, from);\n      if (!inSync.includes(follower) && !needed.has(follower)) effects.push({ admit: follower });',
      ],
      ['needed.add(follower);\n        effects.push({ admit: follower });', 'needed.add(follower);'],
    ],
  },
  {
    name: 'never-admits',
    caughtBy: LOSSES,
    because: 'Nobody who was lost is ever in sync again. With the next loss nobody is left.',
    edits: [['needed.add(follower);\n        effects.push({ admit: follower });', 'needed.add(follower);']],
  },
  {
    name: 'does-not-look-at-the-minimum',
    caughtBy: LOSSES,
    because: 'All in-sync replicas have it, and all of them are one: acks=all without min.insync.replicas.',
    edits: [
      ['if (leader !== id || inSync.length < minInSync) return', 'if (leader !== id) return'],
      [
        'const refused = leader !== id || inSync.length < minInSync ? refuseAll() : [];',
        'const refused = leader !== id ? refuseAll() : [];',
      ],
    ],
  },
  {
    name: 'looks-at-the-minimum-only-at-first',
    caughtBy: LOSSES,
    because: 'An append that waits while the in-sync replicas become too few is acknowledged by those that are left.',
    edits: [
      [
        'const refused = leader !== id || inSync.length < minInSync ? refuseAll() : [];',
        'const refused = leader !== id ? refuseAll() : [];',
      ],
    ],
  },
  {
    name: 'one-more-than-the-minimum',
    caughtBy: CALM,
    because: 'The leader is not counted among the in-sync replicas.',
    edits: [
      [
        'if (leader !== id || inSync.length < minInSync) return',
        'if (leader !== id || inSync.length <= minInSync) return',
      ],
    ],
  },
  {
    name: 'waits-for-whoever-was-in-sync-once',
    caughtBy: LOSSES,
    because:
      'Who is in sync is noted with the first appointment, and a replica that is lost is waited for without end.',
    edits: [['needed = new Set(inSync);', 'needed = needed.size > 0 ? needed : new Set(inSync);']],
  },
  {
    name: 'lets-them-wait',
    caughtBy: OVER,
    because: 'Who does not lead any more forgets who waits. Their producers never hear anything.',
    edits: [
      [
        'const refused = waiting.map(({ request }): Effect => ({ reply: request, ok: false }));',
        'const refused: Effect[] = [];',
      ],
    ],
  },
  {
    name: 'takes-in-as-a-follower',
    caughtBy: CALM,
    because: 'Whoever is asked appends. Two logs with two orders.',
    edits: [['if (leader !== id || inSync.length < minInSync) return', 'if (inSync.length < minInSync) return']],
  },
  {
    name: 'is-read-as-a-follower',
    caughtBy: CALM,
    because: 'A follower gives what it has, of which it does not know whether everybody has it.',
    edits: [
      [
        'if (leader !== id) return [{ reply: request, ok: false }];\n      return [{ reply: request, ok: true, records',
        'return [{ reply: request, ok: true, records',
      ],
    ],
  },
  {
    name: 'reads-from-the-beginning',
    caughtBy: CALM,
    because: 'The offset of the read is not looked at.',
    edits: [['log.slice(from, highWatermark())', 'log.slice(0, highWatermark())']],
  },
  {
    name: 'offsets-from-one',
    caughtBy: CALM,
    because: 'The offset is taken after the record has been added: it is that of the next one.',
    edits: [
      [
        'waiting.push({ request, offset: log.length });\n      log.push({ record, epoch });',
        'log.push({ record, epoch });\n      waiting.push({ request, offset: log.length });',
      ],
    ],
  },
  {
    name: 'an-old-fetch-hides-the-new-one',
    caughtBy: LOSSES,
    because:
      'The fetch that comes last is kept. It may be an older one that was overtaken, and then the newer one is never answered.',
    edits: [['message.epoch < epoch || message.epoch < (fetches.get(from)?.epoch ?? 0)', 'message.epoch < epoch']],
  },
  {
    name: 'drops-what-comes-too-early',
    caughtBy: LOSSES,
    because: 'A fetch from an epoch that the leader has not heard of is dropped. Nobody sends it again.',
    edits: [['message.epoch < epoch || message.epoch < (fetches.get(from)?.epoch ?? 0)', 'message.epoch !== epoch']],
  },
  {
    name: 'goes-back-to-an-older-epoch',
    caughtBy: OVER,
    because: 'Appointments overtake each other, and the one that comes last is obeyed.',
    edits: [['if (newEpoch <= epoch) return [];', 'if (newEpoch === epoch) return [];']],
  },
  {
    name: 'an-answer-without-an-epoch',
    of: WHOLE,
    caughtBy: OVER,
    because: 'A whole log is taken over whoever sent it, also that of a leader that was given up.',
    edits: [['if (message.take !== term.epoch) return [];', '']],
  },
  {
    name: 'a-short-push-after-a-long-one',
    of: PUSHES,
    caughtBy: OVER,
    because: 'A push that was overtaken cuts off what the next one has brought.',
    edits: [['if (agreed === 0 || length > agreed) {', 'if (length >= 0) {']],
  },
  {
    name: 'remembers-how-far-they-were',
    of: WHOLE,
    caughtBy: BACK,
    because: 'What a follower confirmed in an earlier epoch still counts. Since then it may have given it up.',
    edits: [['[confirmed, hungry, admitted] = [new Map(), [], []];', '[hungry, admitted] = [[], []];']],
  },
  {
    name: 'nobody-has-no-name',
    caughtBy: CALM,
    because: 'Asks whether there is a leader by `!leader`. The empty text is a name like any other; nobody is null.',
    edits: [['if (leader === null) return [];', 'if (!leader) return [];']],
  },
  {
    name: 'names-in-any-case',
    caughtBy: CALM,
    because: 'B is appointed, and b takes itself for the leader as well.',
    edits: [
      [
        'append(request, record) {\n      if (leader !== id ||',
        'append(request, record) {\n      if (leader?.toLowerCase() !== id.toLowerCase() ||',
      ],
    ],
  },
  {
    name: 'confirmed-in-an-object',
    of: WHOLE,
    caughtBy: CALM,
    because: 'How far each follower is lies in an object, which keeps nothing under __proto__.',
    edits: [
      ['let confirmed = new Map<string, number>();', 'let confirmed: Record<string, number> = {};'],
      ['(confirmed.get(name) ?? 0)', '(confirmed[name] ?? 0)'],
      ['confirmed.get(follower) === log.length', 'confirmed[follower] === log.length'],
      ['confirmed.set(from, has)', 'confirmed[from] = has'],
      ['= [new Map(), [], []]', '= [{}, [], []]'],
    ],
  },
  {
    name: 'two-in-sync-will-do',
    caughtBy: LOSSES,
    because: 'Looks only whether anybody else is in sync. The minimum may be three.',
    edits: [
      [
        'if (leader !== id || inSync.length < minInSync) return',
        'if (leader !== id || inSync.length < Math.min(2, minInSync)) return',
      ],
      [
        'const refused = leader !== id || inSync.length < minInSync ?',
        'const refused = leader !== id || inSync.length < Math.min(2, minInSync) ?',
      ],
    ],
  },
  {
    name: 'refuses-and-appends',
    caughtBy: LOSSES,
    because: 'Looks at the minimum when the record is in the log already: it is refused, and readers get it.',
    edits: [
      [
        'if (leader !== id || inSync.length < minInSync) return [{ reply: request, ok: false }];',
        `if (leader !== id) return [{ reply: request, ok: false }];
      if (inSync.length < minInSync) {
        log.push({ record, epoch });
        return [{ reply: request, ok: false }, ...lead()];
      }`,
      ],
    ],
  },
  {
    name: 'looks-again-only-when-somebody-asks',
    caughtBy: LOSSES,
    because:
      'When a follower is lost, what the others have already is not acknowledged before the next fetch or append.',
    edits: [['...(leader === id ? lead() : fetch())', '...(leader === id ? [] : fetch())']],
  },
  {
    name: 'ten-records-a-read',
    caughtBy: LOSSES,
    because: 'Gives readers ten records at most. They are promised all from there on, up to the high watermark.',
    edits: [['log.slice(from, highWatermark())', 'log.slice(from, highWatermark()).slice(0, 10)']],
  },
  {
    name: 'epochs-compared-as-text',
    caughtBy: OVER,
    because: 'As text, 10 comes before 9: from the tenth epoch on, every decision looks old.',
    edits: [['if (newEpoch <= epoch) return [];', 'if (String(newEpoch) <= String(epoch)) return [];']],
  },
  {
    name: 'offsets-of-32-bits',
    caughtBy: OVER,
    because: 'Cuts the offset to 32 bits, so that 4,294,967,296 is 0 and gives the whole log.',
    edits: [['log.slice(from, highWatermark())', 'log.slice(from | 0, highWatermark())']],
  },
  {
    name: 'records-without-accents',
    caughtBy: OVER,
    because: 'Composes letters and their accents: the record that is kept is not the one that was appended.',
    edits: [['log.push({ record, epoch });', 'log.push({ record: record.normalize(), epoch });']],
  },
  {
    name: 'same-if-it-looks-the-same',
    caughtBy: BACK,
    because:
      'Compares records and not epochs, and in lower case: of two that only look alike, the follower keeps its own.',
    edits: [
      ['has: number[] }', 'has: string[] }'],
      ['has: log.map((entry) => entry.epoch)', 'has: log.map((entry) => entry.record.toLowerCase())'],
      ['has[from] === log[from]?.epoch', 'has[from] === log[from]?.record.toLowerCase()'],
    ],
  },
] satisfies Mistake[];
