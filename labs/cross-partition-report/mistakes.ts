/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const ROWS = 'Each customer with an order has a row, with the right sums, in the right order';
const BUDGET = 'It asks no more queries than the budget allows';
const MEANWHILE = 'Orders without a customer, and what changes while it asks, do it no harm';

export default [
  {
    name: 'sorted-as-texts',
    caughtBy: ROWS,
    because: 'Amounts are compared as texts: 99 comes before 100.',
    edits: [['b.cents - a.cents ||', '(`${b.cents}` < `${a.cents}` ? -1 : `${b.cents}` > `${a.cents}` ? 1 : 0) ||']],
  },
  {
    name: 'the-least-first',
    caughtBy: ROWS,
    because: 'Sorted upwards, and then the first are taken: those who paid least.',
    edits: [['b.cents - a.cents', 'a.cents - b.cents']],
  },
  {
    name: 'equals-as-they-came',
    caughtBy: ROWS,
    because:
      'Of customers who paid the same the one whose order came first is first. The report changes with the order of the orders.',
    edits: [['b.cents - a.cents || (a.customer < b.customer ? -1 : 1)', 'b.cents - a.cents']],
  },
  {
    name: 'equals-without-case',
    caughtBy: ROWS,
    because: 'Ids are compared as people would sort names, without regard to case.',
    edits: [['a.customer < b.customer', 'a.customer.toLowerCase() < b.customer.toLowerCase()']],
  },
  {
    name: 'equals-by-number',
    caughtBy: ROWS,
    because: 'Ids that are made of digits are compared as numbers: 9 before 10, where `<` on strings has 10 first.',
    edits: [
      [
        '(a.customer < b.customer ? -1 : 1)',
        '(/^\\d+$/.test(a.customer + b.customer) ? Number(a.customer) - Number(b.customer) : a.customer < b.customer ? -1 : 1)',
      ],
    ],
  },
  {
    name: 'equals-with-a-name-first',
    caughtBy: ROWS,
    because: 'At the end everybody without a name is put behind those who paid the same: their money is as real.',
    edits: [
      [
        'return shown;',
        'return shown.sort((a, b) => b.cents - a.cents || Number(a.name === null) - Number(b.name === null));',
      ],
    ],
  },
  {
    name: 'the-last-order-only',
    caughtBy: ROWS,
    because: 'The row of a customer is written anew with each order.',
    edits: [['row.cents + cents', 'cents']],
  },
  {
    name: 'counts-from-nothing',
    caughtBy: ROWS,
    because: 'The first order makes the row and is not counted itself.',
    edits: [['orders: 0, cents: 0 }', 'orders: -1, cents: 0 }']],
  },
  {
    name: 'refunds-are-left-out',
    caughtBy: ROWS,
    because: 'Orders below 0 are passed over: what was given back is still in the sum.',
    edits: [['of ordersOf(month, orders)) {', 'of ordersOf(month, orders)) {\n    if (cents < 0) continue;']],
  },
  {
    name: 'nothing-owed-nothing-shown',
    caughtBy: ROWS,
    because: 'Customers whose orders come to 0 are left out.',
    edits: [
      ['const shown = [...rows.values()]', 'const shown = [...rows.values()]\n    .filter(({ cents }) => cents !== 0)'],
    ],
  },
  {
    name: 'sums-in-thirty-two-bits',
    caughtBy: ROWS,
    because: '`| 0` for whole cents: beyond 21 million a sum begins again below 0.',
    edits: [['row.cents + cents', '(row.cents + cents) | 0']],
  },
  {
    name: 'sums-in-euros',
    caughtBy: ROWS,
    because: 'Sums are kept in euros and made into cents at the end: large ones are a cent too high or too low.',
    edits: [['row.cents + cents', 'Math.round((row.cents / 100 + cents / 100) * 100)']],
  },
  {
    name: 'a-plain-object',
    caughtBy: ROWS,
    because:
      'A plain object collects the rows: a customer called `__proto__` has none, and `constructor` had one before anybody bought anything.',
    edits: [
      ['const rows = new Map<string, Row>();', 'const rows: Record<string, Row> = {};'],
      ['rows.get(customer) ??', 'rows[customer] ??'],
      ['rows.set(customer, {', 'rows[customer] = {'],
      ['cents: row.cents + cents });', 'cents: row.cents + cents };'],
      ['[...rows.values()]', '[...Object.values(rows)]'],
    ],
  },
  {
    name: 'empty-names-are-none',
    caughtBy: ROWS,
    because: '`||` for `??`: a customer whose name is empty is taken for one who has gone.',
    edits: [['names.get(row.customer) ?? null', 'names.get(row.customer) || null']],
  },
  {
    name: 'names-in-a-normal-form',
    caughtBy: ROWS,
    because: 'Names are normalised on the way: what is shown is not what the database holds.',
    edits: [['names.get(row.customer) ?? null', 'names.get(row.customer)?.normalize() ?? null']],
  },
  {
    name: 'names-in-the-order-asked',
    caughtBy: ROWS,
    because: 'The answers are taken to come in the order of the question: everybody gets somebody’s name.',
    edits: [
      [
        'for (const row of batch) row.name = names.get(row.customer) ?? null;',
        'batch.forEach((row, place) => {\n      row.name = names.has(row.customer) ? found[place]!.name : null;\n    });',
      ],
    ],
  },
  {
    name: 'one-page',
    caughtBy: ROWS,
    because:
      'One query is taken to give everything: with more than 50 orders the report is too small, and looks right.',
    edits: [['if (page.length < PAGE) return;', 'if (page.length <= PAGE) return;']],
  },
  {
    name: 'a-page-and-one-in-common',
    of: 'right/a-class.ts',
    caughtBy: ROWS,
    because: 'The next page begins with the last order of the one before, which is counted twice.',
    edits: [
      ['page = orders.page(month, last);', 'page = orders.page(month, Math.max(0, last - 1));'],
      ['while (page.length >= 50)', 'while (page.length > 49)'],
    ],
  },
  {
    name: 'after-so-many',
    caughtBy: ROWS,
    because: '`after` is taken for a number of rows: ids have gaps, and orders come twice.',
    edits: [
      ['for (let after = 0; ; ) {', 'for (let after = 0, asked = 0; asked < 30; asked++) {'],
      ['after = page.at(-1)!.id;', 'after += PAGE;'],
    ],
  },
  {
    name: 'a-limit-to-the-limit',
    caughtBy: ROWS,
    because:
      '`isSafeInteger` for `isInteger`: 2⁵³ is a whole number as well, and a limit for somebody who wants all rows.',
    edits: [['!Number.isInteger(limit)', '!Number.isSafeInteger(limit)']],
  },
  {
    name: 'one-for-each-row',
    caughtBy: BUDGET,
    because: 'N + 1: a query for each customer. Right, and as slow as there are rows.',
    edits: [['const BATCH = 20;', 'const BATCH = 1;']],
  },
  {
    name: 'names-for-everybody',
    caughtBy: BUDGET,
    because: 'Names are fetched before the list is cut: most of them for nobody.',
    edits: [
      ['\n    .slice(0, limit);', ';'],
      ['return shown;', 'return shown.slice(0, limit);'],
    ],
  },
  {
    name: 'until-there-is-nothing',
    caughtBy: BUDGET,
    because: 'Pages are asked for until an empty one comes: one query more, nearly always.',
    edits: [['if (page.length < PAGE) return;', 'if (page.length === 0) return;']],
  },
  {
    name: 'asks-when-nobody-is-there',
    of: 'right/a-class.ts',
    caughtBy: BUDGET,
    because: 'A batch is asked for before anybody looks whether there is one: a report without rows asks for nobody.',
    edits: [
      [
        'for (let batch = 0; batch * 20 < best.length; batch++)',
        'for (let batch = 0; batch === 0 || batch * 20 < best.length; batch++)',
      ],
    ],
  },
  {
    name: 'one-more-than-it-takes',
    caughtBy: BUDGET,
    because: 'Batches of 21: the database refuses.',
    edits: [['const BATCH = 20;', 'const BATCH = 21;']],
  },
  {
    name: 'an-id-for-each-order',
    of: 'right/pages-first.ts',
    caughtBy: BUDGET,
    because: 'The customer of each order is asked for, and not each customer: most of them many times.',
    edits: [
      [
        'for (const each of readFrom(orders, request.month, 0)) {',
        'const left: string[] = [];\n  for (const each of readFrom(orders, request.month, 0)) {\n    left.push(each.customer);',
      ],
      ['const left = [...ids];', ''],
    ],
  },
  {
    name: 'half-a-row',
    caughtBy: BUDGET,
    because: 'Only the sign of the limit is looked at: 1.5 rows are one, and NaN is all of them.',
    edits: [['!Number.isInteger(limit) || limit < 1', 'limit <= 0']],
  },
  {
    name: 'refuses-too-late',
    caughtBy: BUDGET,
    because: 'The orders are read first, and then somebody looks at the limit.',
    edits: [
      [
        "if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a whole number, 1 or more');\n",
        '',
      ],
      [
        '// Nobody is asked',
        "if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a whole number, 1 or more');\n  // Nobody is asked",
      ],
    ],
  },
  {
    name: 'an-inner-join',
    caughtBy: MEANWHILE,
    because: 'Rows without a customer are dropped, as a join does it: their money is missing from the report.',
    edits: [['return shown;', 'return shown.filter(({ name }) => name !== null);']],
  },
  {
    name: 'stops-at-a-stranger',
    caughtBy: MEANWHILE,
    because: 'Every order is taken to have a customer, and the report ends in an error when one has gone.',
    edits: [
      ['row.name = names.get(row.customer) ?? null;', 'row.name = found.find(({ id }) => id === row.customer)!.name;'],
    ],
  },
  {
    name: 'remembers-names',
    caughtBy: MEANWHILE,
    because: 'Names are kept in a variable of the file: next month’s report has this month’s.',
    edits: [
      ['export function report', 'const remembered = new Map<string, string>();\n\nexport function report'],
      [
        'row.name = names.get(row.customer) ?? null;',
        '{\n      const name = remembered.get(row.customer) ?? names.get(row.customer);\n      if (name !== undefined) remembered.set(row.customer, name);\n      row.name = name ?? null;\n    }',
      ],
    ],
  },
  {
    name: 'remembers-names-of-a-database',
    caughtBy: MEANWHILE,
    because:
      'Names are kept for each database, to be renewed by what it answers: who has left is not in the answer, and keeps their name.',
    edits: [
      [
        'export function report',
        'const remembered = new WeakMap<CustomerDatabase, Map<string, string>>();\n\nexport function report',
      ],
      [
        'const names = new Map(found.map(({ id, name }) => [id, name]));',
        'const names = remembered.get(customers) ?? new Map<string, string>();\n    remembered.set(customers, names);\n    for (const { id, name } of found) names.set(id, name);',
      ],
    ],
  },
  {
    name: 'asks-twice-to-be-sure',
    caughtBy: MEANWHILE,
    because:
      'The pages are read once more, and what is no longer there is dropped: two readings are still no snapshot.',
    edits: [
      [
        'yield* page;\n    if (page.length < PAGE) return;',
        'yield* orders.page(month, after).filter(({ id }) => page.some((each) => each.id === id));\n    if (page.length < PAGE) return;',
      ],
    ],
  },
  {
    name: 'a-hundred-pages',
    caughtBy: 'It asks no more queries than the budget allows',
    because: 'A guard against loops without end, that a good month runs into.',
    edits: [['for (let after = 0; ; ) {', 'for (let after = 0, pages = 0; pages < 100; pages++) {']],
  },
] satisfies Mistake[];
