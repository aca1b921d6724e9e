/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const GOOD =
  'An order is confirmed once goods and money are there, in whatever order that becomes known, and each is asked for once';
const BACK =
  'An order that cannot be is rejected once, and what was taken is given back, also what becomes known later';
const TWICE = 'An event that comes again changes nothing, and a command has the same name each time';
const AGAIN = 'A refund that has failed is tried again, and an order is not done with before all is back';

const LEGS = 'right/one-object-per-order.ts';

export default [
  {
    name: 'confirms-when-it-is-placed',
    caughtBy: GOOD,
    because:
      'The source’s own design: everybody hears OrderCreated, and the customer is told “confirmed” before the payment is known.',
    edits: [["else if (placed && stock === 'reserved' && payment === 'captured') facts", 'else if (placed) facts']],
  },
  {
    name: 'money-is-enough',
    caughtBy: GOOD,
    because: 'Confirmed as soon as the payment is there. The goods will be.',
    edits: [["placed && stock === 'reserved' && payment === 'captured'", "placed && payment === 'captured'"]],
  },
  {
    name: 'goods-before-the-order',
    caughtBy: GOOD,
    because: 'Goods and money are there, so it is confirmed, although nobody has seen the order.',
    edits: [['else if (placed && stock', 'else if (stock']],
  },
  {
    name: 'asks-for-what-is-there',
    caughtBy: GOOD,
    because: 'Stock and payment are asked whatever is known of them.',
    edits: [["if (stock === 'unknown') asked.push('reserve');", "asked.push('reserve');"]],
  },
  {
    name: 'cancels-what-is-confirmed',
    caughtBy: GOOD,
    because: 'A cancellation always counts, also after the customer was told that the order is on its way.',
    edits: [["if (facts.decision !== 'none') return;", "if (facts.decision === 'rejected') return;"]],
  },
  {
    name: 'one-order-at-a-time',
    caughtBy: GOOD,
    because: 'There is one set of facts, as if there were one order.',
    edits: [['const known = orders.get(order);', 'const known = orders.get(order) ?? [...orders.values()][0];']],
  },
  {
    name: 'asking-makes-an-order',
    caughtBy: GOOD,
    because:
      'Asking for the status of an order that is unknown begins one, and the next who asks is told that it is pending.',
    edits: [
      [
        "const facts = orders.get(order);\n      if (!facts) return 'unknown';",
        "const isKnown = orders.has(order);\n      const facts = factsOf(order);\n      if (!isKnown) return 'unknown';",
      ],
    ],
  },
  {
    name: 'finds-what-looks-alike',
    caughtBy: GOOD,
    because: 'Two orders whose names are written alike, and are not the same, are taken for one.',
    edits: [['const facts = orders.get(order);', 'const facts = orders.get(order) ?? orders.get(order.normalize());']],
  },
  {
    name: 'ids-fit-into-an-address',
    caughtBy: GOOD,
    because: 'Not every text can be encoded: half of a surrogate pair throws.',
    edits: [['id: `${each} ${order}`', 'id: `${each}-${encodeURIComponent(order)}`']],
  },
  {
    name: 'ids-are-bytes',
    caughtBy: GOOD,
    because: 'In UTF-8 all halves of surrogate pairs become the same bytes, and two orders share their commands.',
    edits: [['id: `${each} ${order}`', "id: `${each} ${[...new TextEncoder().encode(order)].join('.')}`"]],
  },
  {
    name: 'gives-back-only-what-is-there-already',
    caughtBy: BACK,
    because: 'What was taken by the time of the rejection is given back. A payment that comes later is kept.',
    edits: [
      [
        "const back: Command['do'][] = ['reject'];",
        "const back: Command['do'][] = ['reject'];\n      if (sentBefore) return back;",
      ],
      [
        'function wanted({ placed, stock, payment, decision }: Facts)',
        'function wanted({ placed, stock, payment, decision, sent }: Facts)',
      ],
      [
        "if (decision === 'confirmed') return ['confirm'];",
        "const sentBefore = sent.has('reject');\n    if (decision === 'confirmed') return ['confirm'];",
      ],
    ],
  },
  {
    name: 'gives-back-what-was-never-taken',
    caughtBy: BACK,
    because: 'To be safe both are undone, whatever is known.',
    edits: [["if (payment === 'captured') back.push('refund');", "back.push('refund');"]],
  },
  {
    name: 'keeps-the-goods',
    caughtBy: BACK,
    because: 'Money is given back, and the goods stay reserved for nobody.',
    edits: [["if (stock === 'reserved') back.push('release');", '']],
  },
  {
    name: 'reopened-by-a-payment',
    caughtBy: BACK,
    because: 'A rejected order comes to life when both answers are there after all.',
    edits: [
      ["if (facts.decision !== 'none') return;", "if (facts.decision === 'confirmed') return;"],
      ['else if (placed && stock', 'if (placed && stock'],
    ],
  },
  {
    name: 'a-cancelled-order-is-started',
    caughtBy: BACK,
    because: 'The cancellation came before the order. Then the order is placed, and stock and payment are asked.',
    edits: [
      [
        "if (decision === 'rejected') {\n      const back: Command['do'][] = ['reject'];",
        "if (decision === 'rejected') {\n      const back: Command['do'][] = ['reject'];\n      if (placed) back.push('reserve', 'capture');",
      ],
    ],
  },
  {
    name: 'rejected-is-done',
    caughtBy: BACK,
    because: 'The status is the decision. That money is still to be given back is not seen.',
    edits: [
      [
        "return stockIsOpen || paymentIsOpen ? 'cancelling' : 'rejected';",
        "return stockIsOpen && paymentIsOpen ? 'cancelling' : 'rejected';",
      ],
    ],
  },
  {
    name: 'nothing-is-known-is-nothing-to-do',
    caughtBy: BACK,
    because: 'A command that was not answered yet is forgotten: the order counts as done, and then the money comes.',
    edits: [["(payment === 'unknown' && sent.has('capture'))", 'false']],
  },
  {
    name: 'open-without-having-asked',
    caughtBy: BACK,
    because: 'An order that was never placed waits for the answer to a question that nobody has put.',
    edits: [
      [
        "(payment === 'unknown' && sent.has('capture'))",
        "(payment === 'unknown' && (sent.has('capture') || facts.cancelled))",
      ],
    ],
  },
  {
    name: 'each-cancellation-is-told',
    caughtBy: BACK,
    because: 'The customer cancels, then the clock does, and the customer is told twice.',
    edits: [
      ['facts.cancelled = true;', "if (facts.cancelled) facts.sent.delete('reject');\n        facts.cancelled = true;"],
    ],
  },
  {
    name: 'each-cancellation-gives-back',
    caughtBy: BACK,
    because: 'The second cancellation of an order asks for its money once more.',
    edits: [
      ['facts.cancelled = true;', "if (facts.cancelled) facts.sent.delete('refund');\n        facts.cancelled = true;"],
    ],
  },
  {
    name: 'does-not-know-events-again',
    caughtBy: AGAIN,
    because: 'An event that comes twice is handled twice. One failed refund is tried twice.',
    edits: [['if (handled.has(id)) return [];\n', '']],
  },
  {
    name: 'commands-are-numbered',
    caughtBy: TWICE,
    because: 'Each command has a number of its own, so a retry looks like another refund.',
    edits: [
      ['const handled = new Set<string>();', 'const handled = new Set<string>();\n  let commands = 0;'],
      ['id: `${each} ${order}`', 'id: `c${++commands} ${each} ${order}`'],
    ],
  },
  {
    name: 'named-after-the-order',
    caughtBy: GOOD,
    because: 'The command has the id of its order: reserving and paying look like the same thing.',
    edits: [['id: `${each} ${order}`', 'id: order']],
  },
  {
    name: 'named-after-the-event',
    caughtBy: TWICE,
    because:
      'The command is named after the event that led to it. Another event leads to the same command, and to another name.',
    edits: [['id: `${each} ${order}`', 'id: `${each} ${order} ${id}`']],
  },
  {
    name: 'named-with-nothing-before-it',
    caughtBy: TWICE,
    because: 'One command has the bare name of its order, and an order may be called as another command is.',
    edits: [['id: `${each} ${order}`', "id: each === 'reject' ? order : `${order} ${each}`"]],
  },
  {
    name: 'no-id-is-never-known',
    caughtBy: TWICE,
    because: 'An empty id is taken for none, and its event for a new one each time.',
    edits: [['if (handled.has(id)) return [];', "if (id !== '' && handled.has(id)) return [];"]],
  },
  {
    name: 'events-in-a-plain-object',
    caughtBy: TWICE,
    because: 'An object does not keep what is put under __proto__: that event is new each time.',
    edits: [
      ['const handled = new Set<string>();', 'const handled: Record<string, boolean> = {};'],
      ['if (handled.has(id)) return [];', 'if (handled[id] === true) return [];'],
      ['handled.add(id);', 'handled[id] = true;'],
    ],
  },
  {
    name: 'events-that-look-alike',
    caughtBy: TWICE,
    because: 'Two ids that are written alike, and are not the same, are taken for one: the second event is lost.',
    edits: [
      ['handled.has(id)', 'handled.has(id.normalize())'],
      ['handled.add(id);', 'handled.add(id.normalize());'],
    ],
  },
  {
    name: 'copies-share-what-they-know',
    caughtBy: TWICE,
    because: 'What has been handled is kept beside the function: what one copy was told, another takes for its own.',
    edits: [
      [
        'export function createOrders(): Orders {',
        'const handled = new Set<string>();\n\nexport function createOrders(): Orders {',
      ],
      ['  const handled = new Set<string>();', '  handled.clear();'],
    ],
  },
  {
    name: 'gives-up-after-ten',
    caughtBy: AGAIN,
    because: 'After the tenth failure nobody tries again, and the money stays where it is.',
    edits: [
      ['sent: Set<Command', 'failures: number;\n  sent: Set<Command'],
      ["decision: 'none',", "decision: 'none',\n      failures: 0,"],
      ["facts.sent.delete('refund');", "if (++facts.failures < 10) facts.sent.delete('refund');"],
    ],
  },
  {
    name: 'gives-up-on-a-refund',
    caughtBy: AGAIN,
    because: 'A refund is commanded once. When it fails nobody tries again.',
    edits: [["facts.sent.delete('refund');", '']],
  },
  {
    name: 'a-failed-refund-is-a-refund',
    caughtBy: AGAIN,
    because: 'Any answer to the refund ends it.',
    edits: [["facts.sent.delete('refund');", "facts.payment = 'refunded';"]],
  },
  {
    name: 'tries-again-for-ever',
    of: LEGS,
    caughtBy: AGAIN,
    because: 'The news that a refund has failed comes after the news that it has worked, and it is tried once more.',
    edits: [
      ["if (event.type === 'RefundFailed' && money.state === 'returning')", "if (event.type === 'RefundFailed')"],
    ],
  },
  {
    name: 'done-while-the-refund-is-on-its-way',
    of: LEGS,
    caughtBy: BACK,
    because: 'What is on its way back counts as back.',
    edits: [
      [
        "this.state === 'idle' || this.state === 'refused' || this.state === 'returned'",
        "this.state !== 'taken' && this.state !== 'asked'",
      ],
    ],
  },
  {
    name: 'orders-in-a-plain-object',
    caughtBy: GOOD,
    because: 'An object has properties that nobody put there: what of an order called constructor?',
    edits: [
      ['const orders = new Map<string, Facts>();', 'const orders: Record<string, Facts> = {};'],
      ['const known = orders.get(order);', 'const known = orders[order];'],
      ['orders.set(order, facts);', 'orders[order] = facts;'],
      ['const facts = orders.get(order);', 'const facts = orders[order];'],
    ],
  },
  {
    name: 'remembers-the-last-thousand',
    caughtBy: TWICE,
    because: 'What has been handled is forgotten after a thousand events. One that comes again later is handled again.',
    edits: [['handled.add(id);', 'if (handled.size === 1000) handled.clear();\n      handled.add(id);']],
  },
] satisfies Mistake[];
