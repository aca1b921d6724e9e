/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const DELIVERED =
  'What was asked for is delivered at once, in the order of offering; what was not is held, up to the capacity';
const FULL =
  'When there is no room the policy decides: the sender is told, the newest is lost, or the oldest makes way';
const COUNTED = 'Every reading is counted somewhere, and every loss by its sensor';
const CLOSED = 'When it is closed it takes nothing more, delivers what it holds, and only then has ended';
const ORDERS =
  'In whatever order offers, requests and the end come, nothing is lost silently, repeated, or out of order';
const COST = 'However much is held, an offer and a delivery take the same time; and what makes no sense is refused';

export default [
  {
    name: 'demand-is-replaced',
    caughtBy: DELIVERED,
    because: 'A new request replaces what was left of the one before: demand does not add up.',
    edits: [['demand += count;', 'demand = count;']],
  },
  {
    name: 'demand-is-forgotten',
    caughtBy: DELIVERED,
    because: 'A request takes what is there. What it asked for beyond that is forgotten.',
    edits: [
      [
        'demand += count;\n      return deliver();',
        'demand = count;\n      const delivered = deliver();\n      demand = 0;\n      return delivered;',
      ],
    ],
  },
  {
    name: 'the-latest-first',
    caughtBy: DELIVERED,
    because: 'The last one in is the first one out: a stack and no line.',
    edits: [['delivered.push(takeOldest());', 'delivered.push(line.pop()!);']],
  },
  {
    name: 'holds-although-asked',
    caughtBy: DELIVERED,
    because: 'An offer is held, and delivered with the next request, although the processor has asked for it already.',
    edits: [
      ["return { outcome: 'accepted', delivered: deliver() };", "return { outcome: 'accepted', delivered: [] };"],
    ],
  },
  {
    name: 'full-although-asked',
    caughtBy: DELIVERED,
    because: 'Demand is not looked at: with no room at all nothing ever gets through.',
    edits: [['const isFull = demand === 0 && held() >= capacity;', 'const isFull = held() >= capacity;']],
  },
  {
    name: 'demand-of-32-bits',
    caughtBy: DELIVERED,
    because:
      'Demand is kept as a whole number of 32 bits: who asks for two thousand million and more asks for less than nothing.',
    edits: [['demand += count;', 'demand = (demand + count) | 0;']],
  },
  {
    name: 'counts-its-way-through-demand',
    caughtBy: DELIVERED,
    because: 'It goes through all that was asked for, one by one, though there is nothing to give.',
    edits: [
      [
        'while (demand > 0 && held() > 0) {',
        'for (let left = demand; left > 0; left--) {\n      if (held() === 0) continue;',
      ],
    ],
  },
  {
    name: 'room-is-taken-in-advance',
    caughtBy: DELIVERED,
    because: 'A list as long as the capacity is made at once, whether anything will ever be held or not.',
    edits: [['let line: Reading[] = [];', 'let line = new Array<Reading>(capacity);\n  line.length = 0;']],
  },
  {
    name: 'held-as-json',
    caughtBy: DELIVERED,
    because: 'What is held is copied by way of JSON, which knows no Infinity, no NaN and no −0.',
    edits: [['line.push(reading);', 'line.push(JSON.parse(JSON.stringify(reading)));']],
  },
  {
    name: 'one-too-many',
    caughtBy: FULL,
    because: 'It holds one more than its capacity.',
    edits: [['held() >= capacity', 'held() > capacity']],
  },
  {
    name: 'nothing-makes-way',
    caughtBy: FULL,
    because: 'With drop-oldest the newest is lost: in a burst the processor is given what was true before it.',
    edits: [["policy === 'drop-newest' || capacity === 0", "policy !== 'refuse'"]],
  },
  {
    name: 'no-room-no-oldest',
    caughtBy: FULL,
    because: 'With no room at all there is no oldest one to take, and it takes one.',
    edits: [
      ["(policy === 'drop-newest' || capacity === 0)", "policy === 'drop-newest'"],
      ['if (isFull) {\n        loses(takeOldest());', 'if (isFull && held() > 0) {\n        loses(takeOldest());'],
    ],
  },
  {
    name: 'everything-makes-way',
    caughtBy: FULL,
    because: 'When it is full it is emptied: a whole buffer is lost for one reading.',
    edits: [
      [
        '        loses(takeOldest());\n        counts.evicted++;',
        '        while (held() > 0) {\n          loses(takeOldest());\n          counts.evicted++;\n        }',
      ],
    ],
  },
  {
    name: 'unbounded',
    caughtBy: FULL,
    because: 'It grows for as long as there is memory. Nothing is lost, and everything is old.',
    edits: [['demand === 0 && held() >= capacity', 'demand < 0 && held() >= capacity']],
  },
  {
    name: 'evicted-without-a-word',
    caughtBy: FULL,
    because: 'What makes way is counted nowhere: the sums do not add up.',
    edits: [['        counts.evicted++;\n', '']],
  },
  {
    name: 'dropped-is-accepted',
    caughtBy: FULL,
    because: 'The sender of a reading that is dropped is told that all is well.',
    edits: [["return { outcome: 'dropped', delivered: [] };", "return { outcome: 'accepted', delivered: [] };"]],
  },
  {
    name: 'refused-is-lost',
    caughtBy: FULL,
    because: 'What was refused is counted as lost, though its sender still has it and will offer it again.',
    edits: [['        counts.refused++;\n', '        counts.refused++;\n        loses(reading);\n']],
  },
  {
    name: 'the-wrong-sensors-loss',
    caughtBy: FULL,
    because: 'The loss is put down to the sensor that made the other go, and not to the one that lost.',
    edits: [['loses(takeOldest());', 'takeOldest();\n        loses(reading);']],
  },
  {
    name: 'the-same-value-the-same-reading',
    caughtBy: FULL,
    because:
      'Readings are compared by their values: where two sensors measure the same, the loss goes to the wrong one.',
    edits: [
      [
        'loses(takeOldest());',
        'const oldest = takeOldest();\n        loses(oldest.value === reading.value ? reading : oldest);',
      ],
    ],
  },
  {
    name: 'lost-together',
    caughtBy: COUNTED,
    because: 'Losses are counted, but not by sensor: nobody can tell whose picture has holes.',
    edits: [['lost: (sensor) => lost.get(sensor) ?? 0', 'lost: () => counts.dropped + counts.evicted']],
  },
  {
    name: 'a-plain-object-of-losses',
    caughtBy: COUNTED,
    because: 'Losses are kept in a plain object, in which some names are there before anything was lost.',
    edits: [
      ['const lost = new Map<string, number>();', 'const lost: Record<string, number> = {};'],
      ['lost.set(sensor, (lost.get(sensor) ?? 0) + 1);', 'lost[sensor] = (lost[sensor] ?? 0) + 1;'],
      ['lost: (sensor) => lost.get(sensor) ?? 0', 'lost: (sensor) => lost[sensor] ?? 0'],
    ],
  },
  {
    name: 'refused-once',
    caughtBy: COUNTED,
    because:
      'A reading that is offered again is taken for the first offer: a sender that tries a hundred times shows as one.',
    edits: [
      ['let isClosed = false;', 'let isClosed = false;\n  const known = new WeakSet<Reading>();'],
      [
        '        counts.refused++;\n',
        '        if (known.has(reading)) counts.offered--;\n        else counts.refused++;\n        known.add(reading);\n',
      ],
    ],
  },
  {
    name: 'counts-after-the-end',
    caughtBy: CLOSED,
    because: 'An offer to a closed buffer throws, but has been counted before it does.',
    edits: [
      [
        "if (isClosed) throw new Error('the buffer is closed');\n      counts.offered++;",
        "counts.offered++;\n      if (isClosed) throw new Error('the buffer is closed');",
      ],
    ],
  },
  {
    name: 'closed-and-open',
    caughtBy: CLOSED,
    because: 'Offers are taken in after the end. Nobody will come for them.',
    edits: [["      if (isClosed) throw new Error('the buffer is closed');\n", '']],
  },
  {
    name: 'closing-empties',
    caughtBy: CLOSED,
    because: 'What is held is thrown away at the end, without a word.',
    edits: [['      isClosed = true;', '      isClosed = true;\n      first = line.length;']],
  },
  {
    name: 'ended-when-closed',
    caughtBy: CLOSED,
    because: 'It says that it has ended while it still holds readings: whoever believes it goes home.',
    edits: [['isClosed && held() === 0', 'isClosed']],
  },
  {
    name: 'ended-when-empty',
    caughtBy: CLOSED,
    because: 'Empty is taken for the end.',
    edits: [['isClosed && held() === 0', 'held() === 0']],
  },
  {
    name: 'delivers-only-one',
    caughtBy: ORDERS,
    because: 'A request delivers one reading, however many it asked for and are there.',
    edits: [['while (demand > 0 && held() > 0) {', 'if (demand > 0 && held() > 0) {']],
  },
  {
    name: 'shift',
    caughtBy: COST,
    because: 'The oldest is taken by shift(), which moves all the others.',
    edits: [['const oldest = line[first++]!;', 'const oldest = line.shift()!;']],
  },
  {
    name: 'any-policy',
    caughtBy: COST,
    because: 'A policy that is misspelt is taken in, and does what the last branch does.',
    edits: [["  if (!POLICIES.includes(policy)) throw new RangeError('policy is unknown');\n", '']],
  },
  {
    name: 'any-policy-without-room',
    caughtBy: COST,
    because: 'The policy is only looked at where there is room to fill.',
    edits: [['if (!POLICIES.includes(policy))', 'if (capacity > 0 && !POLICIES.includes(policy))']],
  },
  {
    name: 'asks-for-nothing',
    caughtBy: COST,
    because: 'A request for nothing is accepted.',
    edits: [['count < 1', 'count < 0']],
  },
  {
    name: 'asks-and-throws',
    caughtBy: COST,
    because: 'A request that makes no sense throws, but has added to the demand before it does.',
    edits: [
      [
        "if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('count must be a whole number above 0');\n      demand += count;",
        "if (count > 0 && count < 2 ** 53) demand += Math.trunc(count);\n      if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('count must be a whole number above 0');",
      ],
    ],
  },
  {
    name: 'moves-all-to-evict',
    caughtBy: COST,
    because: 'Delivery is quick, but for one that makes way all the others are moved.',
    edits: [['loses(takeOldest());', 'line = line.slice(first);\n        first = 0;\n        loses(line.shift()!);']],
  },
  {
    name: 'counts-what-is-held-to-refuse',
    caughtBy: COST,
    because: 'Before it refuses it goes through all that is held.',
    edits: [
      [
        '        counts.refused++;\n',
        '        counts.refused += line.slice(first).length > 0 || capacity === 0 ? 1 : 0;\n',
      ],
    ],
  },
  {
    name: 'counts-in-a-small-number',
    caughtBy: COUNTED,
    because: 'What makes way is counted by three digits: after 999 comes 0.',
    edits: [['counts.evicted++;', 'counts.evicted = (counts.evicted + 1) % 1000;']],
  },
] satisfies Mistake[];
