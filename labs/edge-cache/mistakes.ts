/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const READS = 'It reads how long an answer is fresh, how long it may be stale after that, and how old it is already';
const ODD = 'What is written oddly is read as HTTP has it: any case, quotes, repetitions, and numbers that are none';
const WINDOWS =
  'A copy answers while it is fresh, answers and is refreshed while it is stale, and is nothing after that';
const ONE = 'All who miss together are one fetch; what may not be shared goes to the one who asked for it';
const ROOM =
  'What is over takes no room, and then what was used longest ago makes way, as much as it takes and no more';
const NEAREST = 'A viewer is sent to the nearest edge that is well and has room, and to the origin when there is none';

export default [
  {
    name: 'max-age-before-s-maxage',
    caughtBy: READS,
    because: 'A browser’s rule on a shared cache: `s-maxage` is only looked at where there is no `max-age`.',
    edits: [["secondsOf(shared ?? said.get('max-age'))", "secondsOf(said.get('max-age') ?? shared)"]],
  },
  {
    name: 'keeps-private',
    caughtBy: READS,
    because: '`private` is forgotten: one person’s page is given to everybody.',
    edits: [[" || said.has('private')", '']],
  },
  {
    name: 'no-cache-may-be-given-out',
    caughtBy: READS,
    because: '`no-cache` means “ask first”, and is read as if nothing were said.',
    edits: [[" || said.has('no-cache')", '']],
  },
  {
    name: 's-maxage-may-be-stale',
    caughtBy: READS,
    because: 'That `s-maxage` forbids a shared cache to give out what is stale stands far from where it is defined.',
    edits: [["shared !== undefined || said.has('must-revalidate')", "said.has('must-revalidate')"]],
  },
  {
    name: 'must-revalidate-may-be-stale',
    caughtBy: READS,
    because: '`must-revalidate` and `stale-while-revalidate` contradict each other, and the looser one wins.',
    edits: [["shared !== undefined || said.has('must-revalidate') || ", 'shared !== undefined || ']],
  },
  {
    name: 'forgets-the-age',
    caughtBy: READS,
    because: 'The Age of the cache before is not read: each cache on the way begins to count at 0.',
    edits: [["secondsOf(headers.age?.split(',')[0]?.trim())", '0']],
  },
  {
    name: 'a-value-hides-a-no-store',
    caughtBy: READS,
    because: '`no-store` is looked for as a directive without a value: with one, the answer is kept.',
    edits: [["said.has('no-store')", "said.get('no-store') === ''"]],
  },
  {
    name: 'names-in-lower-case-only',
    caughtBy: ODD,
    because: 'Names are compared as they are written.',
    edits: [['name!.toLowerCase()', 'name!']],
  },
  {
    name: 'every-comma-divides',
    caughtBy: ODD,
    because: '`split(",")` also cuts a value between quotes in two.',
    edits: [['line.match(/(?:"[^"]*"|[^,"])+/g) ?? []', "line.split(',')"]],
  },
  {
    name: 'semicolons-divide',
    caughtBy: ODD,
    because: 'Many headers have parameters after semicolons. In this one only commas divide.',
    edits: [['[^,"])+/g', '[^,;"])+/g']],
  },
  {
    name: 'trims-the-value',
    caughtBy: ODD,
    because: 'The value is trimmed as the directive is, so `max-age= 60` and `max-age=" 60"` are read as 60.',
    edits: [['value.replace(/^"(.*)"$/s, \'$1\')', 'value.trim().replace(/^"(.*)"$/s, \'$1\').trim()']],
  },
  {
    name: 'the-last-of-two-counts',
    caughtBy: ODD,
    because: 'A Map that is set again holds what came last.',
    edits: [['if (!said.has(known)) said.set', 'said.set']],
  },
  {
    name: 'parses-what-begins-with-digits',
    caughtBy: ODD,
    because: '`Number.parseInt` reads 3600 from “3600.0” and from “3600a”.',
    edits: [
      [
        'return /^\\d+$/.test(text) ? Math.min(Number(text), MOST_SECONDS) : 0;',
        'return Math.min(Math.max(Number.parseInt(text, 10) || 0, 0), MOST_SECONDS);',
      ],
    ],
  },
  {
    name: 'takes-what-number-takes',
    caughtBy: ODD,
    because: '`Number` reads 7e3, 0x10 and 1.5 too.',
    edits: [
      [
        'return /^\\d+$/.test(text) ? Math.min(Number(text), MOST_SECONDS) : 0;',
        'return Math.min(Math.max(Number(text) || 0, 0), MOST_SECONDS);',
      ],
    ],
  },
  {
    name: 'thirty-two-bits',
    caughtBy: ODD,
    because: 'A number of seconds is put into 32 bits: a great one becomes 0 or negative.',
    edits: [['Math.min(Number(text), MOST_SECONDS)', 'Math.max(Number(text) | 0, 0)']],
  },
  {
    name: 'directives-in-an-object',
    caughtBy: ODD,
    because: 'The value stays between its quotes, so a quoted number is none.',
    edits: [['value.replace(/^"(.*)"$/s, \'$1\')', 'value']],
  },
  {
    name: 'fresh-at-its-lifetime',
    caughtBy: WINDOWS,
    because: '“Fresh for 10 s” read as “until and with 10 s”.',
    edits: [['return now < copy.freshUntil ||', 'return now <= copy.freshUntil ||']],
  },
  {
    name: 'stale-at-its-end',
    caughtBy: WINDOWS,
    because: 'At exactly max-age plus stale-while-revalidate the copy is still given out.',
    edits: [['if (copy && now < copy.staleUntil) {', 'if (copy && now <= copy.staleUntil) {']],
  },
  {
    name: 'stale-from-the-beginning',
    caughtBy: WINDOWS,
    because: 'stale-while-revalidate is counted from when the answer came, and not from when it became stale.',
    edits: [
      ['staleUntil: freshUntil + staleFor * 1000,', 'staleUntil: Math.max(freshUntil, madeAt + staleFor * 1000),'],
    ],
  },
  {
    name: 'the-age-counts-from-zero',
    caughtBy: WINDOWS,
    because: 'The age that an answer has when it comes is in its headers, and is not counted.',
    edits: [['const madeAt = now - age * 1000;', 'const madeAt = now - age * 0;']],
  },
  {
    name: 'refreshes-each-time',
    caughtBy: WINDOWS,
    because: 'Every stale reply sends a fetch of its own.',
    edits: [['now < copy.freshUntil || flight !== undefined ? [given]', 'now < copy.freshUntil ? [given]']],
  },
  {
    name: 'a-stale-copy-waits',
    caughtBy: WINDOWS,
    because: 'What is stale is fetched first and given out after that: stale-while-revalidate is not used.',
    edits: [['if (copy && now < copy.staleUntil) {', 'if (copy && now < copy.freshUntil) {']],
  },
  {
    name: 'a-failed-refresh-ends-the-copy',
    caughtBy: WINDOWS,
    because: 'When the origin fails, the copy that could still have answered is thrown away.',
    edits: [['if (!answer.ok) return', 'if (!answer.ok) copies.delete(path);\n      if (!answer.ok) return']],
  },
  {
    name: 'a-failed-refresh-gives-more-time',
    caughtBy: WINDOWS,
    because:
      'When the origin fails, the copy is renewed, as if it had answered: with the origin down it lives for ever.',
    edits: [
      [
        'if (!answer.ok) return',
        'const before = copies.get(path);\n      if (!answer.ok && before) before.staleUntil = now + 30_000;\n      if (!answer.ok) return',
      ],
    ],
  },
  {
    name: 'the-old-copy-outlives-a-no-store',
    caughtBy: WINDOWS,
    because: 'The refresh brings what may not be kept, and the copy from before goes on answering.',
    edits: [
      [
        'copies.delete(path);\n      if (now < copy.staleUntil) {',
        'if (now < copy.staleUntil) {\n        copies.delete(path);',
      ],
    ],
  },
  {
    name: 'rounds-the-age',
    caughtBy: WINDOWS,
    because: 'The age in a reply is rounded to the nearest second.',
    edits: [['Math.floor((now - madeAt) / 1000)', 'Math.round((now - madeAt) / 1000)']],
  },
  {
    name: 'the-waiting-are-told-age-zero',
    caughtBy: WINDOWS,
    because: 'What a refresh brings is taken for new, though it may come from another cache and have an age.',
    edits: [
      [
        'return waiting.map((request) => reply(request, copy, now));',
        'const told = owner === undefined ? { ...copy, madeAt: now } : copy;\n        return waiting.map((request) => reply(request, told, now));',
      ],
    ],
  },
  {
    name: 'stale-at-its-end-as-it-comes',
    caughtBy: WINDOWS,
    because: 'What comes at exactly max-age plus stale-while-revalidate is shared, and is over already.',
    edits: [
      [
        'copies.delete(path);\n      if (now < copy.staleUntil) {',
        'copies.delete(path);\n      if (staleFor > 0 ? now <= copy.staleUntil : now < copy.staleUntil) {',
      ],
    ],
  },
  {
    name: 'an-empty-body-is-no-copy',
    caughtBy: WINDOWS,
    because: 'Whether there is a copy is asked of its text, and an empty text is falsy.',
    edits: [['if (copy && now < copy.staleUntil) {', 'if (copy?.body && now < copy.staleUntil) {']],
  },
  {
    name: 'everybody-fetches',
    caughtBy: ONE,
    because: 'Each miss asks the origin for itself: the herd that a cache is there to stop.',
    edits: [
      [
        'if (flight === undefined) return [sendForAll(path, request)];',
        'if (flight === undefined || !copy) return [sendForAll(path, request)];',
      ],
    ],
  },
  {
    name: 'private-answers-are-shared',
    caughtBy: ONE,
    because: 'Everybody who waits is given the answer, also one that is for the first of them alone.',
    edits: [
      [
        'return waiting.map((request) => (request === owner ? reply(request, copy, now) : send(path, request)));',
        'return waiting.map((request) => reply(request, copy, now));',
      ],
    ],
  },
  {
    name: 'the-others-wait-again-for-one',
    caughtBy: ONE,
    because:
      'After a private answer those who waited are put behind one new fetch: they are served one after the other.',
    edits: [
      [
        'return waiting.map((request) => (request === owner ? reply(request, copy, now) : send(path, request)));',
        `const [first, ...rest] = waiting;
      if (first === undefined) return [];
      const given = first === owner ? [reply(first, copy, now)] : [];
      const others = first === owner ? rest : waiting;
      if (others.length === 0) return given;
      const again = sendForAll(path, others[0]);
      fetches.get(joinable.get(path)!)!.waiting = others;
      return [...given, again];`,
      ],
    ],
  },
  {
    name: 'a-refresh-belongs-to-who-waits-first',
    caughtBy: ONE,
    because:
      'The first who waits is taken for the one whose request sent the fetch. A refresh was sent by somebody else.',
    edits: [
      [
        'return waiting.map((request) => (request === owner ?',
        'return waiting.map((request) => (request === owner || request === waiting[0] ?',
      ],
    ],
  },
  {
    name: 'own-fetches-are-joined',
    caughtBy: ONE,
    because: 'A fetch that somebody sends alone is put where others look for one to join.',
    edits: [
      [
        '(request === owner ? reply(request, copy, now) : send(path, request)));',
        '(request === owner ? reply(request, copy, now) : sendForAll(path, request)));',
      ],
    ],
  },
  {
    name: 'own-fetches-hold-the-refresh-back',
    caughtBy: ONE,
    because: 'A fetch that somebody sent alone is taken for the refresh, though it may bring nothing for others.',
    edits: [
      [
        'now < copy.freshUntil || flight !== undefined ? [given]',
        'now < copy.freshUntil || [...fetches.values()].some((each) => each.path === path) ? [given]',
      ],
    ],
  },
  {
    name: 'own-fetches-leave-the-copy',
    caughtBy: ONE,
    because: 'A private answer is thought to have nothing to do with the copy while a refresh of that is on its way.',
    edits: [
      [
        'copies.delete(path);\n      if (now < copy.staleUntil) {',
        'if (now < copy.staleUntil || !joinable.has(path)) copies.delete(path);\n      if (now < copy.staleUntil) {',
      ],
    ],
  },
  {
    name: 'an-answer-is-for-the-whole-path',
    caughtBy: ONE,
    because: 'Who waits for another fetch of the path is given the answer too.',
    edits: [
      [
        'keep(path, copy, now);\n        return',
        "keep(path, copy, now);\n        waiting.push(...(fetches.get(joinable.get(path) ?? '')?.waiting.splice(0) ?? []));\n        return",
      ],
    ],
  },
  {
    name: 'a-failure-is-for-the-whole-path',
    caughtBy: ONE,
    because: 'Who waits for another fetch of the path is refused too, although that one may succeed.',
    edits: [
      [
        'if (!answer.ok) return',
        "if (!answer.ok) waiting.push(...(fetches.get(joinable.get(path) ?? '')?.waiting.splice(0) ?? []));\n      if (!answer.ok) return",
      ],
    ],
  },
  {
    name: 'fails-the-first-only',
    caughtBy: ONE,
    because: 'When the fetch fails, the one who sent it is refused, and those who joined wait for ever.',
    edits: [['if (!answer.ok) return waiting.map(', 'if (!answer.ok) return waiting.slice(0, 1).map(']],
  },
  {
    name: 'joins-for-ever-after-a-failure',
    caughtBy: ONE,
    because: 'The mark that a fetch is on its way is only taken away when it succeeds.',
    edits: [
      [
        'if (joinable.get(path) === query) joinable.delete(path);',
        'if (answer.ok && joinable.get(path) === query) joinable.delete(path);',
      ],
      ['fetches.get(flight)!.waiting.push(request);', 'fetches.get(flight)?.waiting.push(request);'],
    ],
  },
  {
    name: 'a-fetch-alone-ends-the-joined-one',
    caughtBy: ONE,
    because: 'Any answer for a path takes the mark away that a fetch is on its way, also that of another fetch.',
    edits: [['if (joinable.get(path) === query) joinable.delete(path);', 'joinable.delete(path);']],
  },
  {
    name: 'names-of-path-and-number',
    caughtBy: ONE,
    because: 'A path and a number are put together with nothing between them: /a and 13 is the same as /a1 and 3.',
    edits: [['`f${++queries}`', '`${path}${++queries}`']],
  },
  {
    name: 'counts-copies',
    caughtBy: ROOM,
    because: 'Room is counted in copies, and not in bytes.',
    edits: [
      ['.reduce((sum, { bytes }) => sum + bytes, 0)', '.length'],
      ['if (used + copy.bytes <= capacity) break;', 'if (used + 1 <= capacity) break;'],
      ['used -= bytes;', 'used -= bytes / bytes;'],
    ],
  },
  {
    name: 'first-in-first-out',
    caughtBy: ROOM,
    because: 'An answer given out is no use: what came first makes way, however popular it is.',
    edits: [['copies.delete(path);\n        copies.set(path, copy);\n', '']],
  },
  {
    name: 'a-stale-reply-is-no-use',
    caughtBy: ROOM,
    because: 'A use is noted where a copy is fresh or a refresh goes out, and not while a refresh is on its way.',
    edits: [
      [
        'copies.delete(path);\n        copies.set(path, copy);\n',
        'if (now < copy.freshUntil || flight === undefined) {\n          copies.delete(path);\n          copies.set(path, copy);\n        }\n',
      ],
    ],
  },
  {
    name: 'a-failure-is-a-use',
    caughtBy: ROOM,
    because: 'A refresh that fails puts the copy back as if it had come anew: another one makes way for it.',
    edits: [
      [
        'if (!answer.ok) return',
        'const before = copies.get(path);\n      if (!answer.ok && copies.delete(path)) copies.set(path, before!);\n      if (!answer.ok) return',
      ],
    ],
  },
  {
    name: 'what-is-over-takes-room',
    caughtBy: ROOM,
    because: 'Copies that are over stay until their turn comes: living ones make way for dead ones.',
    edits: [['for (const [other, { staleUntil }] of copies) if (now >= staleUntil) copies.delete(other);', '']],
  },
  {
    name: 'what-is-stale-is-over',
    caughtBy: ROOM,
    because: 'To make room, everything that is no longer fresh is thrown away.',
    edits: [
      [
        'for (const [other, { staleUntil }] of copies) if (now >= staleUntil) copies.delete(other);',
        'for (const [other, { freshUntil }] of copies) if (now >= freshUntil) copies.delete(other);',
      ],
    ],
  },
  {
    name: 'empties-itself-for-what-cannot-fit',
    caughtBy: ROOM,
    because: 'An answer larger than the whole edge makes everything go, and does not fit then either.',
    edits: [
      ['if (copy.bytes > capacity) return;\n', ''],
      ['copies.set(path, copy);\n  }', 'if (used + copy.bytes <= capacity) copies.set(path, copy);\n  }'],
    ],
  },
  {
    name: 'one-makes-way',
    caughtBy: ROOM,
    because: 'One copy makes way for each that comes, whether that is enough or not.',
    edits: [['used -= bytes;\n', 'used = 0;\n']],
  },
  {
    name: 'never-quite-full',
    caughtBy: ROOM,
    because: 'What would fill the edge exactly is taken for too much.',
    edits: [['if (used + copy.bytes <= capacity) break;', 'if (used + copy.bytes < capacity) break;']],
  },
  {
    name: 'nothing-measured-is-near',
    caughtBy: NEAREST,
    because: '`null < 5` is true: an edge that nobody has measured is taken for the nearest.',
    edits: [
      [
        'const [near, far] = [one.latency ?? Number.POSITIVE_INFINITY, other.latency ?? Number.POSITIVE_INFINITY];',
        'const [near, far] = [one.latency ?? 0, other.latency ?? 0];',
      ],
    ],
  },
  {
    name: 'zero-is-not-measured',
    caughtBy: NEAREST,
    because: '`||` instead of `??`: 0 ms is taken for a missing measurement.',
    edits: [
      [
        'one.latency ?? Number.POSITIVE_INFINITY, other.latency ?? Number.POSITIVE_INFINITY',
        'one.latency || Number.POSITIVE_INFINITY, other.latency || Number.POSITIVE_INFINITY',
      ],
    ],
  },
  {
    name: 'whole-milliseconds',
    caughtBy: NEAREST,
    because: 'Latencies are rounded before they are compared: 10.4 ms and 10.2 ms are taken for equals.',
    edits: [
      [
        'one.latency ?? Number.POSITIVE_INFINITY, other.latency ?? Number.POSITIVE_INFINITY',
        'Math.round(one.latency ?? Number.POSITIVE_INFINITY), Math.round(other.latency ?? Number.POSITIVE_INFINITY)',
      ],
    ],
  },
  {
    name: 'full-is-not-full',
    caughtBy: NEAREST,
    because: 'An edge that serves exactly what it can is given one more.',
    edits: [['edge.load >= edge.capacity', 'edge.load > edge.capacity']],
  },
  {
    name: 'the-nearest-though-it-is-down',
    caughtBy: NEAREST,
    because: 'Distance decides alone, and health is looked at by nobody.',
    edits: [['if (!edge.healthy || edge.load', 'if (edge.load']],
  },
  {
    name: 'equals-by-load',
    caughtBy: NEAREST,
    because: 'Of equally near edges the one with less to do: sensible, and not what is asked.',
    edits: [['near === far ? one.id < other.id', 'near === far ? one.load < other.load']],
  },
  {
    name: 'the-first-listed-of-equals',
    caughtBy: NEAREST,
    because: 'Of equally near edges the one that stands first in the list.',
    edits: [['near === far ? one.id < other.id : near < far', 'near < far']],
  },
  {
    name: 'sorts-what-it-is-given',
    caughtBy: NEAREST,
    because: 'The edges are sorted in place, in the list of whoever asks.',
    edits: [
      [
        'for (const edge of edges) {',
        'for (const edge of (edges as EdgeState[]).sort((one, other) => (isBefore(one, other) ? -1 : 1))) {',
      ],
    ],
  },
  {
    name: 'names-begin-again',
    caughtBy: ONE,
    because: 'After a thousand fetches the names begin again, while one of the first is still on its way.',
    edits: [['`f${++queries}`', '`f${++queries % 1000}`']],
  },
] satisfies Mistake[];
