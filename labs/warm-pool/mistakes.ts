/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const REUSE = 'A request finds the environment that has been idle for the shortest time, as long as it is there';
const LIMIT =
  'There are never more environments than may be; a request that finds no room is throttled and changes nothing';
const AHEAD =
  'Provisioned ones are there from the beginning and stay; those started ahead are of use once they are ready';
const COUNTS = 'It counts what was warm, cold and throttled, and how long environments were idle and for whom';

export default [
  {
    name: 'the-oldest-first',
    caughtBy: REUSE,
    because: 'A queue instead of a stack: all environments are kept alive in turn, and the pool never shrinks.',
    edits: [['idleProvisioned.pop() ?? idle.pop()', 'idleProvisioned.pop() ?? idle.shift()']],
  },
  {
    name: 'every-start-is-cold',
    caughtBy: REUSE,
    because: 'An environment is released once its request is done, as some texts have it.',
    edits: [['else idle.push(environment);', '']],
  },
  {
    name: 'alive-at-its-end',
    caughtBy: REUSE,
    because: 'At exactly its keep-alive an environment is still given out.',
    edits: [['idle[0]!.idleSince + keepAliveMs <= now', 'idle[0]!.idleSince + keepAliveMs < now']],
  },
  {
    name: 'lives-from-its-start',
    caughtBy: REUSE,
    because: 'The keep-alive is counted from when the request began, and not from when it was done.',
    edits: [
      ['environment.idleSince = now;\n', ''],
      ['requests.warm++;\n', 'requests.warm++;\n        const since = warm.idleSince;\n'],
      [
        'if (warm.provisioned) pastProvisioned += now - warm.idleSince;\n        else past += now - warm.idleSince;',
        'if (warm.provisioned) pastProvisioned += now - since;\n        else past += now - since;\n        warm.idleSince = now;',
      ],
    ],
  },
  {
    name: 'never-goes',
    caughtBy: REUSE,
    because: 'Nothing is ever let go of.',
    edits: [['idle[0]!.idleSince + keepAliveMs <= now', 'idle[0]!.idleSince + keepAliveMs <= -now - 1']],
  },
  {
    name: 'one-goes-at-a-time',
    caughtBy: REUSE,
    because: 'Only one environment is let go of at each call, however many are over.',
    edits: [['while (idle.length > 0 && idle[0]!', 'if (idle.length > 0 && idle[0]!']],
  },
  {
    name: 'a-name-for-each-request',
    caughtBy: REUSE,
    because: 'Each request gets a name of its own, and nobody can tell any more which environment it was.',
    edits: [
      [
        'busy.set(environment.name, environment);',
        'environment.name = `e${++made}`;\n    busy.set(environment.name, environment);',
      ],
    ],
  },
  {
    name: 'one-account-for-all-pools',
    caughtBy: REUSE,
    because: 'A counter stands outside createPool: a new pool sets back what another has counted.',
    edits: [
      ['export function createPool(', 'let [pastProvisioned, past] = [0, 0];\n\nexport function createPool('],
      ['let [pastProvisioned, past] = [0, 0];\n\n  function', '[pastProvisioned, past] = [0, 0];\n\n  function'],
    ],
  },
  {
    name: 'one-too-many',
    caughtBy: LIMIT,
    because: 'The limit is compared with <= instead of <.',
    edits: [['if (all() < concurrency) {', 'if (all() <= concurrency) {']],
  },
  {
    name: 'only-the-busy-count',
    caughtBy: AHEAD,
    because: 'Room is what is not busy: those that are idle or starting are forgotten.',
    edits: [['busy.size + idleProvisioned.length + idle.length + starting.length', 'busy.size']],
  },
  {
    name: 'throttles-for-good',
    caughtBy: LIMIT,
    because: 'A request that is throttled takes a place that nobody gives back.',
    edits: [
      [
        'requests.throttled++;\n      return',
        'requests.throttled++;\n      busy.set(`throttled ${now} ${requests.throttled}`, make(false, now));\n      return',
      ],
    ],
  },
  {
    name: 'waits-for-those-that-start',
    caughtBy: AHEAD,
    because: 'A request is given an environment that is not ready yet, as if it were warm.',
    edits: [
      [
        '(starting[0] ?? Number.POSITIVE_INFINITY) <= now',
        '(starting[0] ?? Number.POSITIVE_INFINITY) <= now + startMs',
      ],
    ],
  },
  {
    name: 'ready-a-moment-later',
    caughtBy: AHEAD,
    because: 'An environment that is ready at this moment is not used at this moment.',
    edits: [['(starting[0] ?? Number.POSITIVE_INFINITY) <= now', '(starting[0] ?? Number.POSITIVE_INFINITY) < now']],
  },
  {
    name: 'ready-when-somebody-looks',
    caughtBy: AHEAD,
    because: 'What was started ahead is idle from the call in which that was noticed: it lives too long.',
    edits: [['idle.push(make(false, starting.shift()!))', 'idle.push(make(false, starting.shift()! * 0 + now))']],
  },
  {
    name: 'at-the-end-of-the-list',
    caughtBy: AHEAD,
    because:
      'A request is done, and nobody looks first who became ready meanwhile: the older one stands behind the newer.',
    edits: [['finished(name, now): void {\n      bringUpTo(now);\n', 'finished(name, now): void {\n']],
  },
  {
    name: 'starts-all-that-are-asked-for',
    caughtBy: AHEAD,
    because: 'prewarm looks at no limit.',
    edits: [['Math.min(count, concurrency - all())', 'count']],
  },
  {
    name: 'starts-at-once',
    caughtBy: AHEAD,
    because: 'Starting ahead is taken for free: they are idle in the same moment.',
    edits: [['starting.push(now + startMs)', 'starting.push(now)']],
  },
  {
    name: 'provisioned-ones-go',
    caughtBy: AHEAD,
    because: 'After its first request a provisioned environment is like any other, and goes.',
    edits: [
      [
        'if (environment.provisioned) idleProvisioned.push(environment);\n      else idle.push(environment);',
        'idle.push(environment);',
      ],
    ],
  },
  {
    name: 'provisioned-ones-last',
    caughtBy: AHEAD,
    because: 'Those that are paid for anyway are kept for later, and the others never grow old.',
    edits: [['idleProvisioned.pop() ?? idle.pop()', 'idle.pop() ?? idleProvisioned.pop()']],
  },
  {
    name: 'provisioned-beyond-the-limit',
    caughtBy: AHEAD,
    because: 'Provisioned environments are not counted among those that there may be.',
    edits: [['busy.size + idleProvisioned.length +', 'busy.size - provisioned + idleProvisioned.length +']],
  },
  {
    name: 'provisioned-by-their-names',
    caughtBy: AHEAD,
    because:
      'Names are compared as texts, and e10 comes before e2: an environment that nobody pays for stays for good.',
    edits: [['if (environment.provisioned) idle', 'if (provisioned > 0 && name <= `e${provisioned}`) idle']],
  },
  {
    name: 'ready-at-a-whole-millisecond',
    caughtBy: AHEAD,
    because: 'The moment at which it is ready is rounded: half a millisecond later than it was.',
    edits: [['starting.push(now + startMs)', 'starting.push(Math.round(now + startMs))']],
  },
  {
    name: 'idle-only-when-it-ends',
    caughtBy: COUNTS,
    because: 'Idle time is added when an environment is taken or goes: what still waits is not counted.',
    edits: [['idleMs: past + lasting(idle)', 'idleMs: past']],
  },
  {
    name: 'what-goes-was-not-idle',
    caughtBy: COUNTS,
    because: 'An environment that nobody came for leaves no trace in the account.',
    edits: [['past += keepAliveMs;', 'past += 0;']],
  },
  {
    name: 'idle-until-somebody-looks',
    caughtBy: COUNTS,
    because: 'What goes is charged until the call in which it was noticed.',
    edits: [['idle.shift();\n      past += keepAliveMs;', 'past += now - idle.shift()!.idleSince;']],
  },
  {
    name: 'one-account-for-both',
    caughtBy: COUNTS,
    because: 'What is provisioned is charged to the platform once it has been used.',
    edits: [['if (warm.provisioned) pastProvisioned += now - warm.idleSince;\n        else past', 'past']],
  },
  {
    name: 'counts-are-not-copied',
    caughtBy: COUNTS,
    because: 'Throttled requests are counted as cold starts.',
    edits: [['requests.throttled++;', 'requests.cold++;']],
  },
  {
    name: 'names-begin-again',
    caughtBy:
      'There are never more environments than may be; a request that finds no room is throttled and changes nothing',
    because: 'Names go to a thousand and begin again: two environments are called alike.',
    edits: [['`e${++made}`', '`e${++made % 1000}`']],
  },
] satisfies Mistake[];
