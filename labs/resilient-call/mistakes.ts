/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const TIME =
  'An attempt ends at its timeout or at the deadline, whichever is first, and nothing is begun for which no time is left';
const PAUSES =
  'Before each retry comes a pause of chance length, whose longest doubles up to a cap; and there are only so many attempts';
const HARM = 'What may have been done is done again only if that does no harm; what cannot succeed is not tried again';
const LATE = 'Answers that come late, twice, or for another attempt change nothing, whatever happened before';
const BREAKER =
  'A breaker opens when too many of the last calls have failed, lets a few through when it has waited, and goes by what becomes of those';

export default [
  {
    name: 'attempt-outlives-the-deadline',
    caughtBy: TIME,
    because: 'Each attempt gets its full timeout, however little time is left.',
    edits: [['until = Math.min(now + timeout, deadline);', 'until = now + timeout;']],
  },
  {
    name: 'every-attempt-anew',
    caughtBy: TIME,
    because: 'The deadline is taken for a time from now, and begins anew with each attempt.',
    edits: [['until = Math.min(now + timeout, deadline);', 'until = now + Math.min(timeout, deadline);']],
  },
  {
    name: 'one-moment-late',
    caughtBy: TIME,
    because: 'At exactly its time the attempt is still waited for.',
    edits: [["state === 'over' || now < until", "state === 'over' || now <= until"]],
  },
  {
    name: 'pauses-into-the-deadline',
    caughtBy: TIME,
    because: 'It pauses although the pause ends at the deadline: the caller waits longer for the same failure.',
    edits: [['if (until >= deadline) return fail(reason);', 'if (until > deadline) return fail(reason);']],
  },
  {
    name: 'pauses-without-a-look-at-the-deadline',
    caughtBy: TIME,
    because: 'It pauses as long as the pause is, and finds at its end that nobody waits any more.',
    edits: [['    if (until >= deadline) return fail(reason);\n', '']],
  },
  {
    name: 'begins-at-the-deadline',
    caughtBy: TIME,
    because: 'A call that begins at its deadline is sent.',
    edits: [
      [
        "return now >= deadline ? fail('deadline') : send(now);\n    },\n\n    answered",
        "return now > deadline ? fail('deadline') : send(now);\n    },\n\n    answered",
      ],
    ],
  },
  {
    name: 'oversleeps',
    caughtBy: TIME,
    because: 'After a pause that somebody slept through, the next attempt is sent for a caller who is gone.',
    edits: [
      [
        "return now >= deadline ? fail('deadline') : send(now);\n    },\n  };\n}\n\nexport function createBreaker",
        'return send(now);\n    },\n  };\n}\n\nexport function createBreaker',
      ],
    ],
  },
  {
    name: 'no-chance',
    caughtBy: PAUSES,
    because: 'The pause doubles and has no chance in it: all who failed together come back together.',
    edits: [['random * longest', '0 * random + longest']],
  },
  {
    name: 'equal-jitter',
    caughtBy: PAUSES,
    because: 'Half of the pause is fixed. A known variant, and not the one that was asked for.',
    edits: [['random * longest', 'longest / 2 + (random * longest) / 2']],
  },
  {
    name: 'doubles-too-soon',
    caughtBy: PAUSES,
    because: 'The first retry counts as the second: its pause is twice as long.',
    edits: [['2 ** (attempt - 1)', '2 ** attempt']],
  },
  {
    name: 'grows-by-steps',
    caughtBy: PAUSES,
    because: 'The pause grows by its base each time, and does not double.',
    edits: [['2 ** (attempt - 1)', 'attempt']],
  },
  {
    name: 'shifted',
    caughtBy: PAUSES,
    because: 'Doubled by a shift of bits: after thirty retries the pause is negative, and then it begins anew.',
    edits: [['2 ** (attempt - 1)', '(1 << (attempt - 1))']],
  },
  {
    name: 'no-cap',
    caughtBy: PAUSES,
    because: 'Nothing bounds the pause. After ten retries it lasts minutes.',
    edits: [['Math.min(cap, base * 2 ** (attempt - 1))', 'Math.max(cap * 0, base * 2 ** (attempt - 1))']],
  },
  {
    name: 'cap-after-chance',
    caughtBy: PAUSES,
    because: 'Chance comes first and the cap afterwards: late retries all pause for just the cap, together.',
    edits: [
      ['Math.min(cap, base * 2 ** (attempt - 1))', 'base * 2 ** (attempt - 1)'],
      ['Math.max(random * longest, retryAfter)', 'Math.max(Math.min(cap, random * longest), retryAfter)'],
    ],
  },
  {
    name: 'attempts-are-retries',
    caughtBy: PAUSES,
    because: 'The first attempt is not counted: there is one more than was allowed.',
    edits: [['if (attempt >= attempts ||', 'if (attempt > attempts ||']],
  },
  {
    name: 'adds-what-the-service-asks-for',
    caughtBy: PAUSES,
    because: 'The pause is added to the time that the service asked for.',
    edits: [['Math.max(random * longest, retryAfter)', 'random * longest + retryAfter']],
  },
  {
    name: 'does-not-listen',
    caughtBy: PAUSES,
    because: 'A service that says how long to stay away is asked sooner.',
    edits: [["answer.status === 'busy' ? answer.retryAfter : 0", '0']],
  },
  {
    name: 'once-asked-never-forgotten',
    caughtBy: PAUSES,
    because: 'What the service asked for once is the least of all further pauses, also when it asks for nothing more.',
    edits: [
      ['let until = 0;', 'let until = 0;\n  let least = 0;'],
      [
        'until = now + Math.max(random * longest, retryAfter);',
        'least = Math.max(least, retryAfter);\n    until = now + Math.max(random * longest, least);',
      ],
    ],
  },
  {
    name: 'asking-begins-the-doubling-anew',
    caughtBy: PAUSES,
    because:
      'With `retryAfter` the pause is the first one again, and does not double: all who were asked come together.',
    edits: [['random * longest, retryAfter', 'random * (retryAfter > 0 ? Math.min(cap, base) : longest), retryAfter']],
  },
  {
    name: 'retries-whatever-fails',
    caughtBy: HARM,
    because: 'Whether it may be done twice is not asked: payments that time out are made twice.',
    edits: [
      [
        "return idempotent && (reason === 'timeout' || reason === 'error');",
        "return idempotent || reason === 'timeout' || reason === 'error';",
      ],
    ],
  },
  {
    name: 'retries-rejected',
    caughtBy: HARM,
    because: 'A request that makes no sense is sent again, as if it would make some then.',
    edits: [["return idempotent && (reason === 'timeout' || reason === 'error');", 'return idempotent;']],
  },
  {
    name: 'never-retries-what-is-not-idempotent',
    caughtBy: HARM,
    because: 'Even a request that never got there is not sent again.',
    edits: [
      [
        "if (reason === 'unreachable' || reason === 'busy') return true;",
        "if (idempotent && (reason === 'unreachable' || reason === 'busy')) return true;",
      ],
    ],
  },
  {
    name: 'a-timeout-is-harmless',
    hasTypeError: true,
    caughtBy: HARM,
    because: 'No answer is taken for “nothing was done”.',
    edits: [
      [
        "reason === 'unreachable' || reason === 'busy'",
        "reason === 'unreachable' || reason === 'timeout' || reason === 'busy'",
      ],
    ],
  },
  {
    name: 'errors-did-nothing',
    hasTypeError: true,
    caughtBy: HARM,
    because: 'An error of the service is taken for “nothing was done”.',
    edits: [
      [
        "reason === 'unreachable' || reason === 'busy'",
        "reason === 'unreachable' || reason === 'error' || reason === 'busy'",
      ],
    ],
  },
  {
    name: 'any-answer-will-do',
    caughtBy: LATE,
    because: 'The answer to an attempt that was given up is taken for that of the present one.',
    edits: [["state !== 'sent' || of !== attempt", "state !== 'sent' || of > attempt"]],
  },
  {
    name: 'answers-while-pausing',
    caughtBy: LATE,
    because: 'A late failure of the attempt before is heard during the pause, and begins another pause.',
    edits: [["if (state !== 'sent' || of !== attempt)", "if (state === 'over' || of !== attempt)"]],
  },
  {
    name: 'goes-on-after-the-end',
    caughtBy: LATE,
    because: 'The call does not notice that it is over, and tries again when time passes.',
    edits: [["state = 'over';\n        return { do: 'done'", "return { do: 'done'"]],
  },
  {
    name: 'one-counter-for-all-calls',
    caughtBy: LATE,
    because:
      'Attempts are counted outside of the call: the second call of the day begins with the attempts of the first.',
    edits: [
      ['  let attempt = 0;\n', ''],
      ["const NOTHING: Move = { do: 'nothing' };", "const NOTHING: Move = { do: 'nothing' };\nlet attempt = 0;"],
      [
        "return now >= deadline ? fail('deadline') : send(now);\n    },\n\n    answered",
        "if (state === 'over' && until === 0 && now === 0) until = now;\n      return now >= deadline ? fail('deadline') : send(now);\n    },\n\n    answered",
      ],
    ],
  },
  {
    name: 'opens-too-early',
    caughtBy: BREAKER,
    because: 'The first failure is a rate of 100 %: it opens before there are enough outcomes to speak of a rate.',
    edits: [
      [
        "if (outcomes.length < (state === 'closed' ? calls : probes)) return;",
        "if (state === 'half-open' && outcomes.length < probes) return;",
      ],
    ],
  },
  {
    name: 'opens-on-failures-only',
    caughtBy: BREAKER,
    because:
      'Only a failure is looked at. The success that makes the outcomes enough may show that too many of them failed.',
    edits: [['if (isTooBad()) {', "if (outcome === 'failed' && isTooBad()) {"]],
  },
  {
    name: 'rate-above',
    caughtBy: BREAKER,
    because: 'It opens above the rate, and not at it.',
    edits: [['>= rate * outcomes.length', '> rate * outcomes.length']],
  },
  {
    name: 'rate-in-fractions',
    caughtBy: BREAKER,
    because: '29 / 100 × 100 is 28.999…: with just as many failures as the rate asks for it stays closed.',
    edits: [
      [
        'return 100 * outcomes.filter((isFailure) => isFailure).length >= rate * outcomes.length;',
        'return (outcomes.filter((isFailure) => isFailure).length / outcomes.length) * 100 >= rate;',
      ],
    ],
  },
  {
    name: 'outcomes-in-one-number',
    caughtBy: BREAKER,
    because: 'The outcomes are the bits of a number, which has room for 32: of a hundred calls most are forgotten.',
    edits: [
      [
        'return 100 * outcomes.filter((isFailure) => isFailure).length >= rate * outcomes.length;',
        `const bits = outcomes.reduce((all, isFailure) => (all << 1) | Number(isFailure), 0) >>> 0;
    const failures = bits.toString(2).split('1').length - 1;
    return 100 * failures >= rate * outcomes.length;`,
      ],
    ],
  },
  {
    name: 'remembers-everything',
    caughtBy: BREAKER,
    because: 'All outcomes ever are looked at. After a good year it takes months of failure to open.',
    edits: [["if (state === 'closed' && outcomes.length > calls) outcomes.shift();\n", '']],
  },
  {
    name: 'open-for-ever',
    caughtBy: BREAKER,
    because: 'Every call that is turned away, and every outcome that comes late, begins the waiting anew.',
    edits: [
      ["if (state === 'open') return;", "if (state === 'open') opened = now;\n      if (state === 'open') return;"],
    ],
  },
  {
    name: 'opened-at-0-is-not-opened',
    caughtBy: BREAKER,
    because: '`if (opened)` for “it has a time”: 0 is a time like any other.',
    edits: [['now >= opened + openFor', '(!opened || now >= opened + openFor)']],
  },
  {
    name: 'late-failures-hold-it-open',
    caughtBy: BREAKER,
    because: 'A failure that comes when its time is over, before anybody has asked, begins the waiting anew.',
    edits: [
      [
        "if (state === 'open') return;",
        "if (state === 'open' && outcome === 'failed' && now >= opened + openFor) opened = now;\n      if (state === 'open') return;",
      ],
    ],
  },
  {
    name: 'one-moment-longer-open',
    caughtBy: BREAKER,
    because: 'At exactly the end of its time it is still open.',
    edits: [['now >= opened + openFor', 'now > opened + openFor']],
  },
  {
    name: 'lets-everybody-through',
    caughtBy: BREAKER,
    because: 'Half-open lets everything through: the service that has just got up is run over again.',
    edits: [['if (allowed === probes) return false;\n', '']],
  },
  {
    name: 'first-success-closes',
    caughtBy: BREAKER,
    because: 'One probe that went well is enough, although the three after it fail.',
    edits: [
      ["} else if (state === 'half-open') become('closed');", '}'],
      [
        'outcomes.push(outcome',
        "if (state === 'half-open' && outcome === 'ok') {\n        become('closed');\n        return;\n      }\n      outcomes.push(outcome",
      ],
    ],
  },
  {
    name: 'ignored-keeps-its-place',
    caughtBy: BREAKER,
    because:
      'A probe that says nothing about the service takes the place of one that would, so it stays half-open for ever.',
    edits: [["if (state === 'half-open') allowed--;", 'void allowed;']],
  },
  {
    name: 'ignored-is-a-failure',
    caughtBy: BREAKER,
    because: 'What says nothing about the service, such as a request that makes no sense, counts against it.',
    edits: [
      ["outcomes.push(outcome === 'failed');", "outcomes.push(outcome !== 'ok');"],
      ["if (outcome === 'ignored') {", "if (outcome === 'ignored' && state === 'half-open') {"],
    ],
  },
  {
    name: 'keeps-the-old-outcomes',
    caughtBy: BREAKER,
    because: 'It closes with the outcomes from before: the next failure opens it again.',
    edits: [['    outcomes = [];\n    allowed = 0;', "    if (next !== 'closed') outcomes = [];\n    allowed = 0;"]],
  },
] satisfies Mistake[];
