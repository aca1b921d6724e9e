/**
 * What a right call and a right breaker do. Calls are played against the log (log.ts): every short course that one can take, and longer ones; the
 * breaker against what resilience4j's own tests state.
 */
import { expect, fc, forEachOf, newCase, property, repeat, solution, test } from '#grading';
import { BreakerLog, CallLog, type Happening, type Outcome } from './log.ts';
import type { Answer, BreakerOptions, BreakerState, CallRequest, Policy } from './types.ts';

const { createCall, createBreaker } = solution<typeof import('./solution.ts')>({
  methods: { createCall: ['start', 'answered', 'tick'], createBreaker: ['allows', 'record', 'state'] },
});

const POLICY: Policy = { timeout: 100, attempts: 4, base: 40, cap: 100 };
const SAFE: CallRequest = { idempotent: true, deadline: 10_000 };
const ONCE: CallRequest = { idempotent: false, deadline: 10_000 };

const OK: Answer = { status: 'ok', value: 'tea' };
const start = (now = 0): Happening => ({ kind: 'start', now });
const tick = (now: number, random = 0.5): Happening => ({ kind: 'tick', now, random });
const answered = (
  attempt: number,
  answer: Answer | Exclude<Answer['status'], 'ok'>,
  now: number,
  random = 0.5,
): Happening => ({
  kind: 'answered',
  attempt,
  answer: typeof answer === 'string' ? { status: answer } : answer,
  now,
  random,
});

/** Plays what happens to a call; each move has to be that of the log. */
function play(happenings: readonly Happening[], request: CallRequest = SAFE, policy: Partial<Policy> = {}): void {
  newCase();
  const all = { ...POLICY, ...policy };
  const call = createCall(all, request);
  const log = new CallLog(all, request);
  for (const happening of happenings) {
    const { move, because } = log.see(happening);
    const made =
      happening.kind === 'start'
        ? call.start(happening.now)
        : happening.kind === 'tick'
          ? call.tick(happening.now, happening.random)
          : call.answered(happening.attempt, happening.answer, happening.now, happening.random);
    expect(made, `${because[0]!.toUpperCase()}${because.slice(1)}.`).toEqual(move);
  }
}

test('An attempt ends at its timeout or at the deadline, whichever is first, and nothing is begun for which no time is left', {
  marks: 0.5,
  why: 'Work that nobody waits for any more keeps others waiting.',
}, () => {
  play([start(), answered(1, OK, 30)]);
  play([start(), tick(99), tick(99.5), answered(1, OK, 99.9), tick(100), tick(5000)]);
  play([start(), tick(100), tick(119), tick(120), answered(2, OK, 130)]);
  play([start(1_795_680_000_000), tick(1_795_680_000_099), tick(1_795_680_000_100)], {
    idempotent: true,
    deadline: 1_795_680_000_150,
  });
  forEachOf([-5, 0, 1, 50, 99, 100, 101, 119, 120, 121, 150, 219, 220, 221, 222], (deadline) => {
    play([start(), tick(50), tick(99), tick(100), tick(120), tick(121), tick(220), tick(221), tick(240), tick(300)], {
      idempotent: true,
      deadline,
    });
    play([start(), answered(1, 'busy', 20), tick(40), tick(100), answered(2, OK, 110)], {
      idempotent: false,
      deadline,
    });
  });
  // A pause that somebody slept through.
  forEachOf([150, 400, 500, 501], (woken) =>
    play([start(), tick(100), tick(woken), tick(woken + 100)], { idempotent: true, deadline: 500 }),
  );
  // An answer that comes after its time, before anybody has noticed, is still an answer.
  play([start(), answered(1, OK, 100)]);
  play([start(), answered(1, OK, 20_000), tick(20_000)]);
  for (const timeout of [1, 0.5, 250, 30_000, 2 ** 31, 2 ** 40])
    play(
      [start(10), tick(10 + timeout / 2), tick(10 + timeout), tick(10 + timeout + 20)],
      { idempotent: true, deadline: 2 ** 45 },
      { timeout },
    );
});

test('Before each retry comes a pause of chance length, whose longest doubles up to a cap; and there are only so many attempts', {
  marks: 0.5,
  why: 'Clients that fail together retry together. Without chance they come back as one crowd, each time.',
}, () => {
  /** Fails at once, again and again, and waits each time. */
  const fails = (times: number, random: number, step: number): Happening[] => [
    start(),
    ...Array.from({ length: times }, (_, nth): Happening[] => [
      answered(nth + 1, 'unreachable', (2 * nth + 1) * step, random),
      tick((2 * nth + 2) * step, random),
    ]).flat(),
  ];
  const long: CallRequest = { idempotent: true, deadline: Number.MAX_SAFE_INTEGER };
  for (const random of [0, 0.5, 0.25, 1 - 2 ** -53, 0.001]) {
    play(fails(6, random, 1000), long, { attempts: 6 });
    play(fails(3, random, 1000), long, { attempts: 2, cap: 10 });
    play(fails(2, random, 1000), long, { attempts: 1 });
    play(fails(5, random, 1000), long, { attempts: 9, base: 100 });
    play(fails(5, random, 1000), long, { attempts: 9, base: 1, cap: 7.5 });
  }
  // As often as 2 can be doubled, and once more.
  play(fails(40, 0.5, 1e7), long, { attempts: 45, base: 1, cap: 1e6 });
  // More doublings than a number can hold, and chance that is 0 at the end.
  const endless = fails(1100, 0.5, 1e4).map((each, nth) => (nth > 2150 ? { ...each, random: 0 } : each));
  play(endless, { idempotent: true, deadline: 1e12 }, { attempts: 1200, base: 1, cap: 5 });
  // The service may ask for longer; asking for less changes nothing.
  for (const retryAfter of [0, 1, 19, 20, 21, 500, 99_999]) {
    play([
      start(),
      answered(1, { status: 'busy', retryAfter }, 10),
      tick(30),
      tick(31),
      tick(10 + retryAfter),
      tick(200),
    ]);
    play([start(), answered(1, { status: 'busy', retryAfter }, 10), tick(600)], { idempotent: true, deadline: 510 });
    play([start(), answered(1, { status: 'busy', retryAfter }, 10), answered(1, OK, 11)], {
      idempotent: true,
      deadline: 511,
    });
  }
  // It asks for one pause: the next is as long as if it had said nothing. And the longest doubles whether it asks or not.
  const busy = (attempt: number, retryAfter: number, now: number, random: number): Happening =>
    answered(attempt, { status: 'busy', retryAfter }, now, random);
  for (const random of [0, 0.75])
    for (const retryAfter of [10, 45, 500]) {
      for (const next of ['busy', 'unreachable', 'error'] as const)
        play([start(), busy(1, retryAfter, 0, random), tick(500), answered(2, next, 500, random), tick(1000)]);
      play([start(), busy(1, retryAfter, 0, random), tick(500), tick(600, random), tick(1000)]);
      play([start(), answered(1, 'busy', 0, random), tick(50), busy(2, retryAfter, 50, random), tick(550)]);
      play([start(), busy(1, 500, 0, random), tick(500), busy(2, retryAfter, 500, random), tick(1000)]);
      // The cap bounds what chance is multiplied with, and not what the service asks for.
      for (const cap of [5, 20]) play([start(), busy(1, retryAfter, 0, random), tick(500)], SAFE, { cap });
    }
});

const STATUSES = ['unreachable', 'busy', 'error', 'rejected'] as const;

test('What may have been done is done again only if that does no harm; what cannot succeed is not tried again', {
  marks: 0.5,
  why: 'A payment that timed out may have been made. Whoever sends it again pays twice.',
}, () => {
  for (const request of [SAFE, ONCE]) {
    for (const status of STATUSES) {
      play([start(), answered(1, status, 30), tick(50), tick(150), answered(2, OK, 160)], request);
      play(
        [start(), answered(1, 'unreachable', 30), tick(100), answered(2, status, 110), tick(200), answered(3, OK, 210)],
        request,
      );
      play([start(), answered(1, status, 30), answered(1, OK, 31), tick(2000)], request, { attempts: 1 });
    }
    play([start(), tick(100), tick(200), answered(1, OK, 210), answered(2, OK, 220)], request);
    play([start(), answered(1, 'busy', 30), tick(60), tick(160), tick(300)], request);
    // It fails with the reason of its last failure, whatever that is and whatever came before.
    for (const first of ['busy', 'error'] as const) {
      for (const last of STATUSES)
        play([start(), answered(1, first, 30), tick(60), answered(2, last, 70), tick(200)], request, { attempts: 2 });
      play([start(), answered(1, first, 30), tick(60), tick(160), tick(300)], request, { attempts: 2 });
    }
  }
});

/** Every course of a call that is so many happenings long, each 40 ms after the one before. */
function* courses(length: number): Generator<Happening[]> {
  if (length === 0) yield [start()];
  else
    for (const before of courses(length - 1)) {
      const now = before.length * 40;
      yield [...before, tick(now)];
      yield [...before, tick(now + 30)];
      for (const attempt of [1, 2]) {
        yield [...before, answered(attempt, OK, now)];
        for (const status of ['busy', 'error'] as const) yield [...before, answered(attempt, status, now)];
      }
    }
}

test('Answers that come late, twice, or for another attempt change nothing, whatever happened before', {
  marks: 0.5,
  why: 'The answer to an attempt that was given up is on its way all the same, and arrives when it likes.',
}, () => {
  for (const request of [SAFE, ONCE]) {
    for (const course of courses(3)) play(course, request, { timeout: 70, attempts: 3, base: 30 });
    play([start(), answered(1, OK, 30), answered(1, OK, 31), answered(1, 'error', 32), tick(100), tick(5000)], request);
    play([start(), answered(1, 'rejected', 30), answered(1, OK, 31), tick(100), answered(2, OK, 200)], request);
    for (const attempt of [0, 2, 3, -1, 1.5, Number.NaN])
      play([start(), answered(attempt, OK, 30), answered(attempt, 'rejected', 31), tick(100)], request);
  }
  // Values of all kinds; calls beside each other.
  for (const value of ['', '0', 'undefined', '__proto__'])
    play([start(), answered(1, { status: 'ok', value }, 5), tick(100)]);
  newCase();
  const calls = [SAFE, ONCE].map((request) => createCall(POLICY, request));
  for (const call of calls)
    expect(call.start(0), 'Each call has attempts of its own.').toEqual({ do: 'send', attempt: 1, until: 100 });
  expect(calls[1]!.tick(100, 0), 'It must not be done twice.').toEqual({ do: 'fail', because: 'timeout' });
  expect(calls[0]!.tick(100, 0), 'It may be done twice, whatever has become of the other call.').toEqual({
    do: 'pause',
    until: 100,
  });
  property(
    [
      fc.boolean(),
      fc.array(
        fc.tuple(
          fc.constantFrom('tick' as const, 'ok' as const, ...STATUSES),
          fc.nat(3),
          fc.nat(80),
          fc.constantFrom(0, 0.25, 0.5, 0.999),
        ),
        { minLength: 1, maxLength: 14 },
      ),
    ],
    (idempotent, drawn) => {
      let now = 0;
      const happenings = drawn.map(([what, attempt, wait, random]): Happening => {
        now += wait;
        return what === 'tick' ? tick(now, random) : answered(attempt, what === 'ok' ? OK : what, now, random);
      });
      play([start(), ...happenings], { idempotent, deadline: 600 });
    },
    { runs: 40 },
  );
});

/** Just as many of so many outcomes are failures, the last ones, as the rate asks for. */
function opensAt(rate: number, calls: number): void {
  newCase();
  const failures = (rate * calls) / 100;
  const breaker = createBreaker({ ...BREAKER, calls, rate });
  repeat([[breaker.record, 'ok', 0]], calls - failures);
  repeat([[breaker.record, 'failed', 0]], failures);
  expect(
    breaker.state(),
    `${failures} of the last ${calls} outcomes are failures, and at ${rate} of 100 it opens.`,
  ).toBe('open');
}

const BREAKER: BreakerOptions = { calls: 5, rate: 50, openFor: 5000, probes: 4 };

/** Plays a breaker: `F`, `S` and `I` are calls that end so, `a` asks, `f`, `s` and `i` are outcomes alone, a number is time that passes. */
function breaks(
  course: string,
  options: Partial<BreakerOptions> = {},
  { known, from = 1000 }: { known?: readonly BreakerState[]; from?: number } = {},
): void {
  newCase();
  const all = { ...BREAKER, ...options };
  const breaker = createBreaker(all);
  const log = new BreakerLog(all);
  let now = from;
  for (const [nth, step] of course.split(' ').entries()) {
    const ms = Number(step);
    if (Number.isFinite(ms)) {
      now += ms;
      continue;
    }
    const outcome = ({ f: 'failed', s: 'ok', i: 'ignored' } as Record<string, Outcome>)[step.toLowerCase()];
    if (!outcome || step !== step.toLowerCase()) {
      const isLet = log.allows(now);
      expect(breaker.allows(now), `At ${now} the breaker is ${log.state}.`).toBe(isLet);
      if (outcome && !isLet) continue;
    }
    if (outcome) {
      // While half-open, only what was let through as a probe has an outcome.
      if (log.state === 'half-open' && log.outside <= 0) continue;
      log.record(outcome, now);
      breaker.record(outcome, now);
    }
    if (known?.[nth]) expect(breaker.state(), 'resilience4j is in this state then.').toBe(known[nth]);
    expect(breaker.state(), `After step ${nth + 1} of ${course}.`).toBe(log.state);
  }
}

test('A breaker opens when too many of the last calls have failed, lets a few through when it has waited, and goes by what becomes of those', {
  marks: 0.5,
  why: 'A service that is overwhelmed is helped by silence, and its callers by an answer at once.',
}, () => {
  // CircuitBreakerStateMachineTest of resilience4j.
  breaks('F F F S S', {}, { known: ['closed', 'closed', 'closed', 'closed', 'open'] });
  breaks(
    'F F F S S 3000 a 3000 a',
    {},
    { known: ['closed', 'closed', 'closed', 'closed', 'open', 'open', 'open', 'open', 'half-open'] },
  );
  breaks('F F F S S 6000 a a a a a f f s f a', {});
  breaks('F F F S S 6000 a a a a a f s s s a', {});
  breaks('F F F S S 6000 a a a a i a f s s s', {});
  forEachOf(
    ['F F F F F', 'S S S S S', 'F S F S S F F', 'S S S S S F F F', 'F F S S S S S F F', 'F I I I I F I S I S I I F'],
    (course) => breaks(course),
  );
  // Outcomes are the last so many, also after a long time; and the border of the rate belongs to it.
  breaks('S S S S S S S S S S S F F F S S S F S F F');
  for (const rate of [1, 20, 40, 60, 61, 80, 100])
    forEachOf(['F F F S S', 'S S F F F', 'F S S S S', 'F F F F S', 'F F F F F'], (course) =>
      breaks(`${course} a 5000 a`, { rate }),
    );
  for (const [calls, rate] of [
    [3, 33],
    [3, 34],
    [3, 66],
    [3, 67],
    [7, 28],
    [7, 29],
    [1, 100],
  ] as const)
    forEachOf(['F S S', 'F F S', 'F F S S S S S', 'F'], (course) => breaks(course, { calls, rate }));
  // However many outcomes are looked at; and at rates whose hundredth part no number in binary is: 29 of 100 are 29 of 100.
  for (const calls of [33, 65, 129, 300]) opensAt(100, calls);
  for (const rate of [7, 29, 55, 58]) opensAt(rate, 100);
  // When it has waited: at exactly that time; again after it opened again; and what ends while it is open tells nothing.
  for (const wait of [0, 1, 4999, 5000, 5001, 1e9]) {
    breaks(`F F F F F ${wait} a a a a a`);
    breaks(`F F F F F 5000 F F F F ${wait} a S S S S a`);
    breaks(`F F F F F f s f s ${wait} a s a s a s a s a F F F F a F a`);
  }
  breaks('F F F F F 5000 a a f a a f i a a s s a a');
  // From 0 on, too, and as clocks tell the time.
  for (const from of [0, 1_795_680_000_000])
    forEachOf(['F F F F F a 4999 a 1 a', 'F F F F F 5000 a s a s a s a f S F F F F F 10 a'], (course) =>
      breaks(course, {}, { from }),
    );
  // What ends while it is open tells nothing, and does not begin the waiting anew, however much of it there is: also when the time is
  // over, and nobody has asked yet.
  for (const late of ['f', 's', 'i', 'f f f f f f', 's s s s s s'])
    forEachOf([`F F F F F 5000 ${late} a`, `F F F F F 6000 ${late} a S S S S a`], (course) => breaks(course));
  for (const late of ['f f f f', 's s s s', 'f s f s f s f s'])
    forEachOf(
      [`F F F F F 1000 ${late} a 3999 a 1 a`, `F F F F F 5000 F F F F 1000 ${late} a 3999 a 1 a S S S S`],
      (course) => breaks(course),
    );
  // More probes than outcomes are looked at, and fewer.
  for (const calls of [1, 2, 3])
    forEachOf(['F F F 5000 S S S S a', 'F F F 5000 F F F S a', 'F F F 5000 S F S F a'], (course) =>
      breaks(course, { calls }),
    );
  for (const probes of [1, 2, 9])
    forEachOf(['F F F F F 5000 S S S S S S S S S S', 'F F F F F 5000 F S F S F S F S F'], (course) =>
      breaks(course, { probes }),
    );
  breaks('F F F F F 5000 I I I I I S S S S F F F F F', { probes: 1 });
  breaks('F 10 a S F 10 F 10 S S F', { calls: 1, openFor: 10, probes: 1, rate: 100 });
  property(
    [
      fc.array(fc.constantFrom('F', 'S', 'F', 'S', 'I', 'a', 'f', 's', 'i', '1000', '5000'), {
        minLength: 1,
        maxLength: 40,
        size: 'max',
      }),
    ],
    (steps) => breaks(steps.join(' ')),
    { runs: 40 },
  );
});
