/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const WINDOWS = 'A time falls into every window that has begun and is not over, the earliest first';
const RULES = 'An account is told of once for each window and rule, when it passes a limit by the time of its payments';
const ORDER = 'What is told does not depend on the order in which payments come, nor on how often each of them comes';
const LATE =
  'A window is closed when the latest payment is so much later than its end, and what comes after that is late';
const FORGOTTEN =
  'What is closed is forgotten, however long it runs and however many accounts there are; and what makes no sense is refused';

export default [
  {
    name: 'rounds-towards-zero',
    caughtBy: WINDOWS,
    because:
      'Rounded towards zero, or with the remainder that JavaScript gives: before the offset, times fall into the window after theirs.',
    edits: [['Math.floor((at - offset) / slide)', 'Math.trunc((at - offset) / slide)']],
  },
  {
    name: 'offset-forgotten',
    caughtBy: WINDOWS,
    because: 'Windows are taken to begin at 0.',
    edits: [['offset + Math.floor((at - offset) / slide) * slide', 'Math.floor(at / slide) * slide + 0 * offset']],
  },
  {
    name: 'the-end-belongs-to-it',
    caughtBy: WINDOWS,
    because: 'A window is taken to hold its end as well, so that a time at a border is in one window too many.',
    edits: [['start + size > at', 'start + size >= at']],
  },
  {
    name: 'only-the-last-window',
    caughtBy: WINDOWS,
    because: 'Each time is put into one window only. A burst across a border is never seen whole.',
    edits: [['start + size > at; start -= slide', 'start === last; start -= slide']],
  },
  {
    name: 'the-latest-first',
    caughtBy: WINDOWS,
    because: 'The windows are found from the last one back, and given in that order.',
    edits: [['windows.unshift(', 'windows.push(']],
  },
  {
    name: 'at-the-limit',
    caughtBy: RULES,
    because: 'An account that has done just as much as it may is told of.',
    edits: [['before.count <= most && after.count > most', 'before.count < most && after.count >= most']],
  },
  {
    name: 'sum-at-the-limit',
    caughtBy: RULES,
    because: 'An account that has spent exactly the limit is told of.',
    edits: [['before.total <= limit && after.total > limit', 'before.total < limit && after.total >= limit']],
  },
  {
    name: 'rings-for-every-payment',
    caughtBy: RULES,
    because: 'Every payment above the limit rings again. By the tenth alarm for one burst nobody looks.',
    edits: [['before.count <= most && after.count > most', 'after.count > most']],
  },
  {
    name: 'a-count-of-one-byte',
    caughtBy: RULES,
    because: 'The number of payments begins anew after 256, and what was told is told again.',
    edits: [['count: before.count + 1', 'count: (before.count + 1) % 256']],
  },
  {
    name: 'a-sum-of-32-bits',
    caughtBy: RULES,
    because: 'Sums are kept as whole numbers of 32 bits: 40 million and more turn into a debt, and nobody is told.',
    edits: [['total: before.total + amount', 'total: (before.total + amount) | 0']],
  },
  {
    name: 'once-for-an-account',
    caughtBy: RULES,
    because: 'Each account is told of once, for ever. Its card is stolen again next year.',
    edits: [
      ['const known = new Set<string>();', 'const known = new Set<string>();\n  const told = new Set<string>();'],
      [
        'return alerts;\n  }\n\n  return {\n    see',
        'const fresh = alerts.filter(({ rule }) => !told.has(`${rule} ${account}`));\n    for (const { rule } of fresh) told.add(`${rule} ${account}`);\n    return fresh;\n  }\n\n  return {\n    see',
      ],
    ],
  },
  {
    name: 'one-rule-hides-the-other',
    caughtBy: RULES,
    because: 'When both limits are passed by one payment, only the first is told.',
    edits: [['if (before.total <= limit', 'if (alerts.length === 0 && before.total <= limit']],
  },
  {
    name: 'all-accounts-together',
    caughtBy: RULES,
    because: 'The window is counted whole, and not by account.',
    edits: [
      ['sums.get(account) ??', "sums.get('') ??"],
      ['sums.set(account, after)', "sums.set('', after)"],
    ],
  },
  {
    name: 'duplicates-count',
    caughtBy: ORDER,
    because: 'What is delivered twice is counted twice: an innocent customer of a nervous network is told of.',
    edits: [["if (known.has(id)) return { outcome: 'duplicate', alerts: [] };\n", '']],
  },
  {
    name: 'duplicates-in-a-row-only',
    caughtBy: ORDER,
    because: 'Only the payment before is remembered. A second copy that comes after another payment counts.',
    edits: [['known.add(id);', 'known.clear();\n      known.add(id);']],
  },
  {
    name: 'an-id-is-never-empty',
    caughtBy: ORDER,
    because: 'An empty id is taken for none, and its duplicates count.',
    edits: [['if (known.has(id))', 'if (id && known.has(id))']],
  },
  {
    name: 'ids-in-a-plain-object',
    caughtBy: ORDER,
    because: 'Ids are kept in a plain object, which never holds one that is called "__proto__".',
    edits: [
      ['const known = new Set<string>();', 'const known: Record<string, boolean> = {};'],
      ['known.delete(id)', 'delete known[id]'],
      ['known.has(id)', 'known[id] === true'],
      ['known.add(id)', 'known[id] = true'],
    ],
  },
  {
    name: 'duplicates-by-content',
    caughtBy: RULES,
    because: 'Two payments of one amount at one time are taken for the same. Two coffees are two payments.',
    edits: [
      [
        'const { id, amount, at } = transaction;',
        'const { amount, at } = transaction;\n      const id = `${transaction.account} ${at}`;',
      ],
    ],
  },
  {
    name: 'by-arrival',
    caughtBy: ORDER,
    because:
      'A payment that comes late is counted with those that come now, and not with those that were made when it was.',
    edits: [['const windows = windowsOf(at, rules)', 'const windows = windowsOf(latest, rules)']],
  },
  {
    name: 'ids-outlive-nothing',
    caughtBy: LATE,
    because:
      'An id is forgotten with the first of its windows, while others are still open: a duplicate counts in those.',
    edits: [['const last = windows.at(-1);', 'const last = windows.at(0);']],
  },
  {
    name: 'closes-one-moment-late',
    caughtBy: LATE,
    because: 'At exactly end + lateness the window is still open.',
    edits: [['end <= latest - lateness', 'end < latest - lateness']],
  },
  {
    name: 'no-patience',
    caughtBy: ORDER,
    because: 'A window is closed as soon as a payment after its end is seen: what is a moment late is lost.',
    edits: [['end <= latest - lateness', 'end <= latest - 0 * lateness']],
  },
  {
    name: 'late-by-its-time',
    caughtBy: LATE,
    because:
      'The payment itself is compared, and not the end of its windows: one whose window is still open is sent away.',
    edits: [['if (!last) return', 'if (!last || at < latest - lateness) return']],
  },
  {
    name: 'late-is-late-for-all',
    caughtBy: LATE,
    because: 'As soon as one of its windows is closed the payment is dropped, also from those that are open.',
    edits: [['if (!last) return', 'if (!last || windows.length < windowsOf(at, rules).length) return']],
  },
  {
    name: 'late-in-one-last-in-all',
    caughtBy: LATE,
    because: 'Of a payment that is late for one of its windows only the last still counts, and not all that are open.',
    edits: [
      [
        'const last = windows.at(-1);',
        'if (windows.length < windowsOf(at, rules).length) windows.splice(0, windows.length - 1);\n      const last = windows.at(-1);',
      ],
    ],
  },
  {
    name: 'half-late-is-not-known',
    caughtBy: LATE,
    because: 'The id of a payment that is late for one of its windows is not noted: its duplicates count.',
    edits: [['known.add(id);', 'if (windows.length === windowsOf(at, rules).length) known.add(id);']],
  },
  {
    name: 'latest-starts-at-zero',
    caughtBy: LATE,
    because: 'The latest time is 0 before there was any: a first payment below zero is late.',
    edits: [['let latest = Number.NEGATIVE_INFINITY;', 'let latest = 0;']],
  },
  {
    name: 'never-closes',
    caughtBy: LATE,
    because: 'Nothing is ever late, and everything is kept for ever.',
    edits: [['end <= latest - lateness', 'end <= Number.NEGATIVE_INFINITY']],
  },
  {
    name: 'the-clock-goes-back',
    caughtBy: LATE,
    because: 'The last payment is taken for the latest. A late one opens what was closed.',
    edits: [['if (at > latest) {', '{']],
  },
  {
    name: 'kept-though-closed',
    caughtBy: FORGOTTEN,
    because: 'Closed windows are kept, and gone through at each payment that moves the time.',
    edits: [['      open.delete(start);\n', '']],
  },
  {
    name: 'moves-the-time-before-it-is-refused',
    caughtBy: FORGOTTEN,
    because: 'The time of a payment counts although the payment is refused, and closes windows.',
    edits: [
      ["whole('amount', amount, 0);\n", ''],
      [
        'const windows = windowsOf(at, rules)',
        "whole('amount', amount, 0);\n      const windows = windowsOf(at, rules)",
      ],
    ],
  },
  {
    name: 'late-before-it-is-refused',
    caughtBy: FORGOTTEN,
    because: 'A payment that is late is never looked at: what makes no sense passes as late.',
    edits: [
      ["whole('amount', amount, 0);\n", "if (at > latest) whole('amount', amount, 0);\n"],
      ['if (known.has(id))', "whole('amount', amount, 0);\n      if (known.has(id))"],
    ],
  },
  {
    name: 'looks-through-all-when-late',
    caughtBy: FORGOTTEN,
    because: 'Whether a late payment was counted before is looked up among all ids, one after the other.',
    edits: [
      [
        "if (!last) return { outcome: 'late', alerts: [] };",
        "if (!last) return { outcome: [...known].includes(id) ? 'duplicate' : 'late', alerts: [] };",
      ],
    ],
  },
  {
    name: 'gaps-are-fine',
    caughtBy: FORGOTTEN,
    because: 'Windows that leave gaps are accepted, and what falls between them is never looked at.',
    edits: [["if (slide > size) throw new RangeError('slide leaves gaps');\n", '']],
  },
  {
    name: 'a-plain-object-of-accounts',
    caughtBy: RULES,
    because: 'Accounts are kept in a plain object, in which some names are there before anybody has paid.',
    edits: [
      ['sums: Map<string, Sum>;', 'sums: Record<string, Sum>;'],
      ['sums: new Map<string, Sum>()', 'sums: {}'],
      ['sums: Map<string, Sum>):', 'sums: Record<string, Sum>):'],
      ['sums.get(account) ??', 'sums[account] ??'],
      ['sums.set(account, after)', 'sums[account] = after'],
    ],
  },
  {
    name: 'joins-account-and-window',
    caughtBy: RULES,
    because: 'Account and start of a window are one text: "a1" from 50 on and "a" from 150 on share a sum.',
    edits: [
      ['const known = new Set<string>();', 'const known = new Set<string>();\n  const all = new Map<string, Sum>();'],
      ['sums.get(account)', 'all.get(`${account}${start}`)'],
      ['sums.set(account, after);', 'all.set(`${account}${start}`, after);\n    void sums;'],
    ],
  },
] satisfies Mistake[];
