/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'a-retry-for-each-operation',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Keeps the ids of each operation apart, so the id of a hold passes as new for a confirmation.',
    edits: [
      ['const earlier = answers.get(requestId);', 'const earlier = answers.get(`${operation} ${requestId}`);'],
      [
        'answers.set(requestId, { content, answer });',
        'answers.set(`${operation} ${requestId}`, { content, answer });',
      ],
    ],
  },
  {
    name: 'accepts-any-time',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Lets NaN in as a time: from then on every comparison with the clock is false, and no seat is held any more.',
    edits: [
      [
        `if (!seat) throw new RangeError(\`seat \${id} does not exist\`);
    if (!Number.isFinite(now)) throw new RangeError('now must be finite');`,
        'if (!seat) throw new RangeError(`seat ${id} does not exist`);',
      ],
    ],
  },
  {
    name: 'any-content-for-an-id',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Looks at the id alone: whoever reuses one is told that somebody else’s request went well.',
    edits: [
      [
        `const earlier = answers.get(requestId);
    if (earlier && earlier.content !== content) throw new RangeError('requestId was used before');`,
        'const earlier = answers.get(requestId);',
      ],
    ],
  },
  {
    name: 'anybody-can-confirm',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Asks whether the seat is held, not by whom: the payment of one customer buys the seat of another.',
    edits: [
      [
        `if (!isHeld(seat) || seat.by !== customer) return refused('not-held-by-you');
      seat.sold = true;`,
        `if (!isHeld(seat)) return refused('not-held-by-you');
      seat.sold = true;`,
      ],
    ],
  },
  {
    name: 'anybody-can-release',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Releases whatever is held: one customer can throw another out of the seat.',
    edits: [
      [
        `if (!isHeld(seat) || seat.by !== customer) return refused('not-held-by-you');
      seat.until = -Infinity;`,
        `if (!isHeld(seat)) return refused('not-held-by-you');
      seat.until = -Infinity;`,
      ],
    ],
  },
  {
    name: 'confirms-a-hold-that-is-over',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Checks who held the seat, and not whether the hold still lasts: slow payers keep it, until somebody else comes.',
    edits: [
      [
        `if (!isHeld(seat) || seat.by !== customer) return refused('not-held-by-you');
      seat.sold = true;`,
        `if (seat.by !== customer) return refused('not-held-by-you');
      seat.sold = true;`,
      ],
      [
        'seat.until = -Infinity;',
        `seat.until = -Infinity;
      seat.by = '';`,
      ],
    ],
  },
  {
    name: 'forgets-with-the-hold',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Throws a request away when its hold is over, to save memory: a late retry then holds the seat anew.',
    edits: [
      [
        'const earlier = answers.get(requestId);',
        `const known = answers.get(requestId);
    const isOver = known?.answer.ok && known.answer.until !== undefined && known.answer.until <= Math.max(clock, now);
    const earlier = isOver ? undefined : known;`,
      ],
    ],
  },
  {
    name: 'holding-again-prolongs',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Counts from the latest hold: a program that asks every minute keeps the best seats for ever.',
    edits: [['if (!isHeld(seat)) seat.until = clock + holdMs;', 'seat.until = clock + holdMs;']],
  },
  {
    name: 'holds-one-instant-too-long',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Writes “until” with ≤: at that instant the page of the next customer says free, and the sale says held.',
    edits: [
      ['const isHeld = (seat: Seat) => clock < seat.until;', 'const isHeld = (seat: Seat) => clock <= seat.until;'],
    ],
  },
  {
    name: 'ignores-request-ids',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Handles each call as new: a retried confirmation is told “sold”, and the customer’s money is sent back.',
    edits: [
      [
        `clock = Math.max(clock, now);
    if (earlier) return earlier.answer;`,
        'clock = Math.max(clock, now);',
      ],
    ],
  },
  {
    name: 'late-but-still-free',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Lets a late payer have the seat when nobody else took it: kind, and a promise that the next customer has just seen broken.',
    edits: [
      [
        `if (!isHeld(seat) || seat.by !== customer) return refused('not-held-by-you');
      seat.sold = true;`,
        `if (isHeld(seat) && seat.by !== customer) return refused('not-held-by-you');
      if (!isHeld(seat) && seat.by !== customer) return refused('not-held-by-you');
      seat.sold = true;`,
      ],
    ],
  },
  {
    name: 'moves-the-clock-before-checking',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Moves the clock, then finds that the input is bad: a call that was refused has ended other customers’ holds.',
    edits: [
      [
        "if (!Number.isFinite(now)) throw new RangeError('now must be finite');",
        `if (!Number.isFinite(now)) throw new RangeError('now must be finite');
    clock = Math.max(clock, now);`,
      ],
      [
        `clock = Math.max(clock, now);
    if (earlier) return earlier.answer;`,
        'if (earlier) return earlier.answer;',
      ],
    ],
  },
  {
    name: 'names-every-argument',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'One message for all: it has the right name in it, and whoever reads it looks through three.',
    edits: [
      ['`seat ${id} does not exist`', "'seat, requestId or now is wrong'"],
      ["'now must be finite'", "'seat, requestId or now is wrong'"],
    ],
  },
  {
    name: 'paid-twice-is-fine',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Answers a second payment with “ok”, so nobody learns that money has to go back.',
    edits: [
      [
        `confirm(seat, customer) {
      if (seat.sold) return refused('sold');`,
        `confirm(seat, customer) {
      if (seat.sold) return seat.by === customer ? { ok: true } : refused('sold');`,
      ],
    ],
  },
  {
    name: 'plain-object-for-ids',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Uses {} as a table: it already has a “constructor” and a “toString”, which look like requests from before.',
    edits: [
      [
        'const answers = new Map<string, { content: string; answer: Answer }>();',
        'const answers: Record<string, { content: string; answer: Answer }> = {};',
      ],
      ['const earlier = answers.get(requestId);', 'const earlier = answers[requestId];'],
      ['answers.set(requestId, { content, answer });', 'answers[requestId] = { content, answer };'],
    ],
  },
  {
    name: 'remembers-only-success',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Stores what was granted and forgets refusals: a retry of the same request can get another answer than the first.',
    edits: [
      ['answers.set(requestId, { content, answer });', 'if (answer.ok) answers.set(requestId, { content, answer });'],
    ],
  },
  {
    name: 'retries-stop-the-clock',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Answers a retry before it looks at the time, so a later call on a slower clock sees a hold that was over.',
    edits: [
      [
        `clock = Math.max(clock, now);
    if (earlier) return earlier.answer;`,
        `if (earlier) return earlier.answer;
    clock = Math.max(clock, now);`,
      ],
    ],
  },
  {
    name: 'searches-a-list-of-requests',
    of: 'right/mutable-seats.ts',
    caughtBy: 'The cost of a call grows neither with the seats nor with the requests so far',
    because:
      'Keeps requests in a list and searches it: the ten-thousandth customer waits for ten thousand comparisons.',
    edits: [
      [
        'const answers = new Map<string, { content: string; answer: Answer }>();',
        'const answers: { requestId: string; content: string; answer: Answer }[] = [];',
      ],
      [
        'const earlier = answers.get(requestId);',
        'const earlier = answers.find((request) => request.requestId === requestId);',
      ],
      ['answers.set(requestId, { content, answer });', 'answers.push({ requestId, content, answer });'],
    ],
  },
  {
    name: 'sold-seats-come-back',
    of: 'right/mutable-seats.ts',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Keeps “sold” as a hold that was confirmed, and lets it run out like any other: the seat is sold a second time.',
    edits: [
      [
        `hold(seat, customer) {
      if (seat.sold) return refused('sold');`,
        `hold(seat, customer) {
      if (seat.sold && isHeld(seat)) return refused('sold');
      seat.sold = false;`,
      ],
    ],
  },
  {
    name: 'lists-the-seats-to-find-one',
    caughtBy: 'The cost of a call grows neither with the seats nor with the requests so far',
    because: 'Two built-ins and no loop, but each goes through all seats: one to list them, one to search the list.',
    edits: [
      [
        'const before = seats.get(seat);',
        'const before = [...seats.keys()].includes(seat) ? seats.get(seat) : undefined;',
      ],
    ],
  },
  {
    name: 'sweeps-all-seats',
    of: 'right/mutable-seats.ts',
    caughtBy: 'The cost of a call grows neither with the seats nor with the requests so far',
    because:
      'Looks through all seats for holds that are over, in every call: thorough, and slowest when the hall is large.',
    edits: [
      [
        'clock = Math.max(clock, now);',
        `clock = Math.max(clock, now);
    for (const other of seats.values()) if (!isHeld(other) && !other.sold) other.by = '';`,
      ],
    ],
  },
  {
    name: 'trusts-each-clock',
    of: 'right/mutable-seats.ts',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Takes the time of the call as it comes: on a clock that is behind, a hold that was over is alive again.',
    edits: [['clock = Math.max(clock, now);', 'clock = now;']],
  },
  {
    name: 'a-late-retry-releases-again',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Does the release once more and then gives the stored answer: by now the seat is another customer’s, and it is taken from them.',
    edits: [
      [
        'if (earlier) return earlier.answer;',
        `if (earlier?.answer.ok && operation === 'release') seats.set(seat, FREE);
    if (earlier) return earlier.answer;`,
      ],
    ],
  },
  {
    name: 'a-retried-hold-holds-again',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'A retry of a hold that was given back puts the hold back in its place, as its answer is “yes” again.',
    edits: [
      [
        'if (earlier) return earlier.answer;',
        `if (earlier?.answer.ok && operation === 'hold' && before.state === 'free') {
      seats.set(seat, { state: 'held', by: customer, until: earlier.answer.until ?? 0 });
    }
    if (earlier) return earlier.answer;`,
      ],
    ],
  },
  {
    name: 'a-reused-id-is-forgotten',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Throws the request away whose id somebody used for another: its real retry is then taken for a new request.',
    edits: [
      [
        'throw new RangeError(`requestId ${requestId} was used for another request`);',
        `requests.delete(requestId);
      throw new RangeError(\`requestId \${requestId} was used for another request\`);`,
      ],
    ],
  },
  {
    name: 'a-refused-payment-ends-the-hold',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Answers rightly that the seat is not theirs, and frees it on the way: whoever holds it loses it to a stranger’s payment.',
    edits: [
      [
        `return isHolder ? [{ state: 'sold' }, { ok: true }] : [seat, NOT_HELD];`,
        `return isHolder ? [{ state: 'sold' }, { ok: true }] : [FREE, NOT_HELD];`,
      ],
    ],
  },
  {
    name: 'a-retry-may-have-any-time',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Looks at the time of new requests only: a retry at NaN gets an answer.',
    edits: [
      [
        `if (!Number.isFinite(now)) throw new RangeError('now must be a finite number');`,
        `if (!earlier && !Number.isFinite(now)) throw new RangeError('now must be a finite number');`,
      ],
      ['clock = Math.max(clock, now);', 'if (Number.isFinite(now)) clock = Math.max(clock, now);'],
    ],
  },
  {
    name: 'clock-in-whole-milliseconds',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Rounds the time up, as clocks give whole milliseconds “anyway”: a hold ends before its time.',
    edits: [['clock = Math.max(clock, now);', 'clock = Math.max(clock, Math.ceil(now));']],
  },
  {
    name: 'clock-starts-at-zero',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Takes 0 for the beginning of time: a caller whose clock counts from another day is answered in the wrong year.',
    edits: [['let clock = Number.NEGATIVE_INFINITY;', 'let clock = 0;']],
  },
  {
    name: 'customers-without-case',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Compares customers as mail addresses are compared. The brief says any string, and Ann is not ann.',
    edits: [
      [
        'const isHolder = hold?.by === customer;',
        'const isHolder = hold?.by.toLowerCase() === customer.toLowerCase();',
      ],
    ],
  },
  {
    name: 'customers-without-blanks',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Tidies names before it compares them, and so makes one customer of two.',
    edits: [['const isHolder = hold?.by === customer;', 'const isHolder = hold?.by.trim() === customer.trim();']],
  },
  {
    name: 'holds-of-a-millisecond-at-least',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Refuses what it thinks too short. Half a millisecond is a number above 0.',
    edits: [['Number.isFinite(holdMs) && holdMs > 0', 'Number.isFinite(holdMs) && holdMs >= 1']],
  },
  {
    name: 'joins-what-was-asked',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Compares seat and customer as one text with a mark between: another seat and another customer can make the same text.',
    edits: [
      [
        'earlier.seat !== seat || earlier.customer !== customer',
        '`${earlier.seat}/${earlier.customer}` !== `${seat}/${customer}`',
      ],
    ],
  },
  {
    name: 'no-retries-of-the-empty-id',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Takes the empty id for “no id”: its retries are new requests.',
    edits: [
      ['const earlier = requests.get(requestId);', 'const earlier = requestId ? requests.get(requestId) : undefined;'],
    ],
  },
  {
    name: 'one-clock-for-all-sales',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Keeps the clock in the module: what time it is in one hall ends the holds in another.',
    edits: [
      [
        'export function createSeats',
        `let clock = Number.NEGATIVE_INFINITY;

export function createSeats`,
      ],
      [
        `
  let clock = Number.NEGATIVE_INFINITY;`,
        '',
      ],
    ],
  },
  {
    name: 'remembers-ten-thousand-requests',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Forgets the oldest request when there are many. The brief knows no end after which a retry is no retry.',
    edits: [
      [
        'requests.set(requestId, {',
        `if (requests.size >= 10_000) requests.delete(requests.keys().next().value ?? '');
    requests.set(requestId, {`,
      ],
    ],
  },
  {
    name: 'until-in-32-bits',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Cuts the end of a hold to 32 bits, where no time of this century fits.',
    edits: [['const until = clock + holdMs;', 'const until = (clock + holdMs) | 0;']],
  },
  {
    name: 'a-refused-payment-is-tried-anew',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Takes a retry of what was refused for another chance, and still answers no: the seat is sold, and nobody knows.',
    edits: [
      [
        'if (earlier) return earlier.answer;',
        `if (earlier && !earlier.answer.ok) seats.set(seat, step(before, operation, customer, clock, holdMs)[0]);
    if (earlier) return earlier.answer;`,
      ],
    ],
  },
  {
    name: 'a-retry-tells-of-the-hold-of-today',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because:
      'Answers the retry of an old hold with the end of the new one: a caller that compares the answers has two holds.',
    edits: [
      [
        'if (earlier) return earlier.answer;',
        `if (earlier?.answer.ok && operation === 'hold') {
      const [, today] = step(before, operation, customer, clock, holdMs);
      if (before.state === 'held' && today.ok) return today;
    }
    if (earlier) return earlier.answer;`,
      ],
    ],
  },
  {
    name: 'a-basket-is-paid-whole',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Lets go of whatever else the customer holds when they pay for one seat. The brief says that they may hold any number.',
    edits: [
      [
        'seats.set(seat, after);',
        `seats.set(seat, after);
    if (operation === 'confirm' && answer.ok) {
      for (const [id, other] of seats) if (other.state === 'held' && other.by === customer) seats.set(id, FREE);
    }`,
      ],
    ],
  },
  {
    name: 'forgets-requests-of-yesterday',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Keeps answers for a day, as nobody will retry after that. A queue that was stuck does.',
    edits: [
      ['answer: Answer;\n}', 'answer: Answer;\n  at: number;\n}'],
      [
        'requests.set(requestId, { operation, seat, customer, answer });',
        'requests.set(requestId, { operation, seat, customer, answer, at: clock });',
      ],
      ['if (earlier) return earlier.answer;', 'if (earlier && clock - earlier.at < 86_400_000) return earlier.answer;'],
    ],
  },
  {
    name: 'forgets-after-a-few-retries',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Lets a request go after its tenth retry, as callers give up by then: the eleventh is a new request.',
    edits: [
      ['answer: Answer;\n}', 'answer: Answer;\n  retries: number;\n}'],
      [
        'requests.set(requestId, { operation, seat, customer, answer });',
        'requests.set(requestId, { operation, seat, customer, answer, retries: 0 });',
      ],
      ['if (earlier) return earlier.answer;', 'if (earlier && ++earlier.retries <= 10) return earlier.answer;'],
    ],
  },
  {
    name: 'tickets-for-so-long',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Frees a sold seat long after its sale, when it tidies up. What is sold stays sold.',
    edits: [
      [
        'clock = Math.max(clock, now);',
        `clock = Math.max(clock, now);
    const sale = [...requests.values()].find((one) => one.seat === seat && one.operation === 'confirm' && one.answer.ok);
    const start = [...requests.values()].findLast((one) => one.seat === seat && one.operation === 'hold' && one.answer.ok);
    if (sale && start?.answer.ok && clock > start.answer.until! + 1000 * holdMs) seats.set(seat, FREE);`,
      ],
    ],
  },
  {
    name: 'only-times-that-can-be-counted',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Refuses times beyond 2⁵³, where not every whole number can be told from the next. The brief says any finite number.',
    edits: [['if (!Number.isFinite(now))', 'if (!(Math.abs(now) <= Number.MAX_SAFE_INTEGER))']],
  },
  {
    name: 'retries-in-whole-milliseconds',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Rounds the time of a retry, and of nothing else: what it moves the clock by is a part of a millisecond short.',
    edits: [['clock = Math.max(clock, now);', 'clock = Math.max(clock, earlier ? Math.floor(now) : now);']],
  },
  {
    name: 'how-long-ago',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Compares how long ago the hold began with holdMs: with fractions that is another end than the one it has told.',
    edits: [['clock < seat.until ? seat', 'clock - (seat.until - holdMs) < holdMs ? seat']],
  },
  {
    name: 'a-hall-has-a-seat',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Refuses a list without seats, which the brief does not.',
    edits: [['if (seats.size !== seatIds.length)', 'if (seats.size !== seatIds.length || seatIds.length === 0)']],
  },
  {
    name: 'uses-the-list-up',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Takes the seats out of the caller’s list one by one: the next hall that is made of it has none.',
    edits: [
      [
        'new Map<string, Seat>(seatIds.map((id) => [id, FREE]));',
        `new Map<string, Seat>();
  const count = seatIds.length;
  for (let id = seatIds.pop(); id !== undefined; id = seatIds.pop()) seats.set(id, FREE);`,
      ],
      ['if (seats.size !== seatIds.length)', 'if (seats.size !== count)'],
    ],
  },
  {
    name: 'only-the-last-seat-is-compared',
    caughtBy: 'Retries, reused request ids, clocks that run back and bad input change nothing',
    because: 'Finds a seat that is named twice only when the second time is at the end of the list.',
    edits: [['if (seats.size !== seatIds.length)', 'if (seatIds.indexOf(seatIds.at(-1) ?? "") < seatIds.length - 1)']],
  },
  {
    name: 'names-as-bytes',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because:
      'Writes customers as UTF-8 before it compares them, where each half of a surrogate pair becomes the same character.',
    edits: [
      [
        'const isHolder = hold?.by === customer;',
        'const isHolder = hold?.by.toWellFormed() === customer.toWellFormed();',
      ],
    ],
  },
  {
    name: 'ids-of-a-column',
    caughtBy: 'In every order of calls and waits, nobody is sold a seat that another holds or has bought',
    because: 'Cuts request ids to the 255 characters of a column in a database: two that begin alike are one.',
    edits: [
      [
        'const earlier = requests.get(requestId);',
        'requestId = requestId.slice(0, 255);\n    const earlier = requests.get(requestId);',
      ],
    ],
  },
  {
    name: 'looks-for-another-seat',
    of: 'right/mutable-seats.ts',
    caughtBy: 'The cost of a call grows neither with the seats nor with the requests so far',
    because:
      'Whoever comes second is refused only after a look through the hall for what is free: the more seats are taken, the more often.',
    edits: [
      [
        "if (isHeld(seat) && seat.by !== customer) return refused('held-by-another');",
        `if (isHeld(seat) && seat.by !== customer) {
        const free = [...seats.values()].filter((other) => !other.sold && !isHeld(other));
        return refused(free.length >= 0 ? 'held-by-another' : 'sold');
      }`,
      ],
    ],
  },
  {
    name: 'tells-which-seats-there-are',
    caughtBy: 'The cost of a call grows neither with the seats nor with the requests so far',
    because:
      'The message about an unknown seat lists those of the hall: a mistyped name costs as much as the hall is large.',
    edits: [
      [
        `\`seat must be one of this concert, and \${seat} is not\``,
        `\`seat must be one of \${[...seats.keys()].join(', ')}\``,
      ],
    ],
  },
  {
    name: 'counts-requests-for-the-message',
    of: 'right/three-maps.ts',
    caughtBy: 'The cost of a call grows neither with the seats nor with the requests so far',
    because:
      'An id that is taken is refused with its place among all requests, which have to be gone through for that.',
    edits: [
      [
        "throw new RangeError('requestId is taken');",
        `throw new RangeError(\`requestId is taken, by request \${[...this.answered.keys()].indexOf(requestId) + 1}\`);`,
      ],
    ],
  },
] satisfies Mistake[];
