/** What a right report says, what it may cost, and what it does when the databases go on while it asks. */
import {
  anyString,
  atMostSteps,
  BOUNDARY_STRINGS,
  boundaryFractions,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  kept,
  LOOKALIKES,
  MISORDERED,
  NOT_FINITE,
  newCase,
  property,
  solution,
  test,
} from '#grading';
import { counted } from '#words';
import { BATCH, Databases, PAGE } from './databases.ts';
import type { Customer, Order, Row } from './types.ts';

const { report } = solution<typeof import('./solution.ts')>();

const MONTH = '2026-11';

const order = (id: number, customer: string, cents: number): Order => ({ id, customer, cents });
const person = (id: string, name = `${id} by name`): Customer => ({ id, name });

/** What the report has to say of the orders that were given, and of those who were there when they were asked for. */
function rightRows(orders: Iterable<Order>, customers: readonly Customer[], limit: number): Row[] {
  const rows: Row[] = [];
  for (const { customer, cents } of orders) {
    const known = rows.find((row) => row.customer === customer);
    if (known) {
      known.orders++;
      known.cents += cents;
    } else {
      const name = customers.find(({ id }) => id === customer)?.name ?? null;
      rows.push({ customer, name, orders: 1, cents });
    }
  }
  return rows
    .sort((a, b) => (a.cents !== b.cents ? b.cents - a.cents : a.customer < b.customer ? -1 : 1))
    .slice(0, limit);
}

/** The databases in words, as far as they fit into a sentence or two. */
function inWords(orders: readonly Order[], customers: readonly Customer[]): string {
  const few = orders.slice(0, 6).map(({ id, customer, cents }) => `${id} of ${format(customer)} for ${cents}`);
  const gone = [...new Set(orders.map(({ customer }) => customer))].filter(
    (id) => !customers.some((each) => each.id === id),
  );
  const missing =
    gone.length > 0
      ? ` Not among the customers: ${gone
          .slice(0, 4)
          .map((id) => format(id))
          .join(', ')}.`
      : '';
  return `${counted(orders.length, 'order')}${few.length > 0 ? `: ${few.join(', ')}${orders.length > 6 ? ' …' : ''}` : ''}.${missing}`;
}

function ask(databases: Databases, limit: number): Row[] {
  const given: unknown = report({ month: databases.month, limit }, databases.orderDatabase, databases.customerDatabase);
  if (databases.refused.length > 0) fail(databases.refused[0]!);
  return given as Row[];
}

/** Asks for a report, and compares it with what was given on the way. `rule` says what the case is about. */
function check(databases: Databases, limit: number, rule = ''): void {
  const { customers } = databases;
  const there = [...databases.orders];
  const rows = ask(databases, limit);
  const first = rightRows(there, customers, limit);
  expect(rows, `${rule}The month has ${inWords(there, customers)}`).toEqual(first);
}

/** So many orders of so many customers, whose amounts repeat, so that some come to the same. */
function month(orders: number, customers: number, cents = (nth: number) => 100 + ((nth * 37) % 11) * 50): Order[] {
  return Array.from({ length: orders }, (_, nth) => order(3 + 2 * nth, `c${(nth * 7) % customers}`, cents(nth)));
}

const people = (count: number): Customer[] => Array.from({ length: count }, (_, nth) => person(`c${nth}`));

test('Each customer with an order has a row, with the right sums, in the right order', {
  marks: 0.5,
  why: 'Whoever compares the report with the bank finds each cent that is missing, and each that is there twice.',
}, () => {
  check(
    new Databases(
      MONTH,
      [order(1, 'eva', 500), order(2, 'bob', 900), order(4, 'eva', 700)],
      [person('eva', 'Eva'), person('ute')],
    ),
    10,
  );
  // However large it is, a whole number is a limit.
  forEachOf([1, 2, 3, 4, 5, 100, 2 ** 53 - 1, 2 ** 53, 1e21, Number.MAX_VALUE], (limit) => {
    check(
      new Databases(
        MONTH,
        [order(1, 'b', 5), order(2, 'a', 5), order(3, 'c', 9), order(7, 'B', 5), order(9, 'd', -4)],
        [person('a'), person('B'), person('c')],
      ),
      limit,
    );
  });
  // Orders of other months are somebody else’s; no orders are no rows.
  check(new Databases(MONTH, [], people(3)), 5);
  // Sums that come to 0 and below, and amounts beyond 32 bits.
  check(
    new Databases(
      MONTH,
      [
        order(1, 'a', 500),
        order(2, 'a', -500),
        order(3, 'b', -1),
        order(4, 'c', 3_000_000_000),
        order(5, 'c', 3_000_000_000),
        order(6, 'd', 0),
        order(7, 'e', 2 ** 52),
        order(8, 'e', 1),
      ],
      ['a', 'b', 'c', 'd', 'e'].map((id) => person(id)),
    ),
    10,
  );
  // The largest sums that there are: in euros, or in a number of fewer bits, they lose a cent.
  forEachOf(
    [[3_533_452_650_919_820], [2 ** 53 - 1], [-(2 ** 53 - 1)], [2 ** 53 - 3, 1], [29, 28], [1 - 2 ** 53, 1]],
    (amounts) => {
      const orders = amounts.map((cents, nth) => order(nth + 1, 'a', cents));
      check(new Databases(MONTH, orders, [person('a')]), 1, 'No sum loses a cent. ');
    },
  );
  // Equal above 0, at it and below it, and one of each two has left.
  check(
    new Databases(
      MONTH,
      [order(1, 'f', 5), order(2, 'e', 5), order(3, 'd', 0), order(4, 'c', 0), order(5, 'b', -1), order(6, 'a', -1)],
      [person('f'), person('c'), person('b')],
    ),
    10,
    'Equal amounts go by the customer’s id alone. ',
  );
  // However many orders it took to come to the same, or to nearly the same.
  check(
    new Databases(
      MONTH,
      [
        order(1, 'd', 5),
        order(2, 'd', -5),
        order(3, 'c', 0),
        order(4, 'b', 2),
        order(5, 'b', 3),
        order(6, 'a', 5),
        order(7, 'f', -1),
        order(8, 'f', -2),
        order(9, 'e', -3),
      ],
      people(1),
    ),
    10,
    'Equal amounts go by the customer’s id alone. ',
  );
  forEachOf([16_777_216, 2 ** 31 - 1, 2 ** 32, 2 ** 52, 2 ** 53 - 2], (cents) => {
    const orders = [order(1, 'a', cents), order(2, 'b', cents + 1), order(3, 'c', -cents - 1), order(4, 'd', -cents)];
    check(new Databases(MONTH, orders, people(1)), 5, 'A cent more is more. ');
  });
  // Ids are whole numbers, however large.
  forEachOf([2 ** 31 - 61, 2 ** 32 - 61, 2 ** 40 + 1, 2 ** 53 - 401], (first) => {
    const orders = Array.from({ length: 120 }, (_, nth) => order(first + 2 * nth, `c${nth % 7}`, nth));
    check(new Databases(MONTH, orders, people(7)), 9, `The first order is number ${first}. `);
  });
  forEachOf(MISORDERED, ([one, other]) => {
    for (const ids of [
      [one, other],
      [other, one],
    ]) {
      const orders = ids.map((id, nth) => order(nth + 1, id, 5));
      check(new Databases(MONTH, orders, [person(one), person(other)]), 2, 'Ids are compared as < compares strings. ');
    }
  });
  // 100 and 99, 20 and 3: numbers, and not texts.
  check(
    new Databases(
      MONTH,
      [order(1, 'a', 100), order(2, 'b', 99), order(3, 'c', 20), order(4, 'd', 3), order(10, 'e', 9)],
      [],
    ),
    10,
  );
  forEachOf([49, 50, 51, 99, 100, 101, 150, 237], (count) =>
    check(new Databases(MONTH, month(count, 30), people(30)), 12),
  );
  forEachOf([1, 19, 20, 21, 40, 41, 60], (count) => check(new Databases(MONTH, month(120, count), people(count)), 60));
  forEachOf(LOOKALIKES, ([one, other]) => {
    check(
      new Databases(
        MONTH,
        [order(1, other, 5), order(2, one, 5), order(3, one, 1), order(4, other, 1)],
        [person(one, 'one'), person(other, 'other')],
      ),
      5,
    );
  });
  // The month is handed on as it is.
  forEachOf(
    ['', ' m', 'm ', 'm\n', 'M', '2026-1', 'e\u0301', '__proto__', '\ud800', 'a\udc00', '\ufeffm', 'm\0'],
    (name) => {
      check(new Databases(name, [order(1, 'a', 5)], [person('a')]), 5, 'The month is handed on as it is. ');
    },
  );
  // Names that look like nothing are names, and so are those that look like another.
  forEachOf(['', '0', 'null', 'undefined', 'false', '__proto__', ' a ', 'e\u0301', '\ud800'], (name) => {
    check(
      new Databases(MONTH, [order(1, 'a', 5), order(2, 'b', 5)], [person('a', name), person('b')]),
      5,
      'A name is given as it is. ',
    );
  });
  const odd = [...BOUNDARY_STRINGS].slice(0, 110);
  check(
    new Databases(
      MONTH,
      odd.map((id, nth) => order(nth + 1, id, nth % 7)),
      odd.map((id, nth) => person(id, odd.at(-1 - nth))),
    ),
    110,
  );
  property(
    [
      fc.array(fc.record({ customer: anyString({ maxLength: 3 }), cents: fc.integer({ min: -5, max: 9 }) }), {
        maxLength: 30,
      }),
      fc.integer({ min: 1, max: 8 }),
    ],
    (found, limit) => {
      const orders = found.map(({ customer, cents }, nth) => order(nth + 1, customer, cents));
      const known = [...new Set(found.map(({ customer }) => customer))]
        .filter((_, nth) => nth % 3 > 0)
        .map((id) => person(id));
      check(new Databases(MONTH, orders, known), limit);
    },
    { runs: 30 },
  );
});

test('It asks no more queries than the budget allows', {
  marks: 0.5,
  why: 'A query takes a trip over the network and a place in the other database’s queue. One for each order is the slip that such reports die of.',
}, () => {
  const within = (orders: number, customers: number, limit: number): void => {
    const databases = new Databases(MONTH, month(orders, Math.max(1, customers)), people(customers));
    const rows = ask(databases, limit);
    const pages = Math.floor(orders / PAGE) + 1;
    const batches = Math.ceil(Math.min(limit, customers, orders) / BATCH);
    const asked = [
      [databases.count('orders'), pages, `${counted(orders, 'order')} of the month`],
      [databases.count('customers'), batches, `${counted(Math.min(limit, customers, orders), 'row')}`],
    ] as const;
    for (const [place, [made, allowed, what]] of asked.entries()) {
      const whom = place === 0 ? 'orders.page' : 'customers.find';
      if (made > allowed) fail(`${whom} was asked ${counted(made, 'time')} for ${what}: ${allowed} are allowed.`);
    }
    expect(rows, 'Nothing may be left out to save a query.').toEqual(
      rightRows(databases.orders, databases.customers, limit),
    );
  };
  forEachOf([0, 1, 49, 50, 51, 100, 101, 149, 150, 199, 200], (orders) => within(orders, Math.min(orders, 8), 5));
  forEachOf([1, 19, 20, 21, 39, 40, 41, 60], (customers) => within(180, customers, 100));
  forEachOf([1, 2, 19, 20, 21, 40, 45], (limit) => within(180, 60, limit));
  // More pages and more rows than anybody would put a limit at.
  atMostSteps(
    8_000_000,
    { what: 'A report of 6,000 orders of 1,150 customers', however: 'However many rows there are' },
    () => within(6_000, 1_150, 1_100),
  );
  // Nobody is asked for what is not shown.
  forEachOf([3, 25], (limit) => {
    const databases = new Databases(MONTH, month(160, 70), people(70));
    const shown = new Set(ask(databases, limit).map(({ customer }) => customer));
    for (const { to, asked } of databases.queries) {
      const stranger = to === 'customers' ? (asked as readonly string[]).find((id) => !shown.has(id)) : undefined;
      if (stranger !== undefined) fail(`customers.find was asked for ${format(stranger)}, who is not in the report.`);
    }
  });
  // A limit that cannot be costs nobody anything.
  forEachOf(
    [
      0,
      -0,
      -1,
      -20,
      0.5,
      1.5,
      1 - 2 ** -53,
      1 + 2 ** -52,
      3 - 1e-10,
      1_500.5,
      2 ** 31 + 0.5,
      ...boundaryFractions({ min: 2, max: 100 }).slice(0, 6),
      ...NOT_FINITE,
    ],
    (limit) => {
      const databases = new Databases(MONTH, month(10, 3), people(3));
      expect(() => ask(databases, limit), 'A report cannot have so many rows.').toThrow('RangeError', 'limit', [
        'limit',
        'month',
      ]);
      if (databases.queries.length > 0)
        fail(`With a limit of ${limit} it asked a query before it refused.`, {
          why: 'A limit that cannot be is known before anything is asked.',
        });
    },
  );
});

test('Orders without a customer, and what changes while it asks, do it no harm', {
  marks: 0.5,
  why: 'No foreign key holds across two databases, and no snapshot covers both. A report that counts on either is wrong on a busy day.',
}, () => {
  // Customers who are gone: the first, the last, all of them.
  forEachOf([[], ['c0'], ['c3', 'c4'], ['c0', 'c1', 'c2', 'c3', 'c4']], (gone) => {
    check(
      new Databases(
        MONTH,
        month(23, 5),
        people(5).filter(({ id }) => !gone.includes(id)),
      ),
      10,
    );
  });
  const busy = (orders: number, meanwhile: (queries: number, databases: Databases) => void, limit = 60): void => {
    const databases = new Databases(MONTH, month(orders, 12), people(12), meanwhile);
    const rows = ask(databases, limit);
    const there = people(12).filter(({ id }) => databases.customers.some((each) => each.id === id));
    const right = rightRows(databases.given.values(), there, limit);
    const given = inWords([...databases.given.values()], databases.customers);
    const why = `Its pages held ${given} Each counts once, whatever became of it.`;
    expect(rows, why).toEqual(right);
  };
  // Cancelled between two pages: those on the page that was read, the one it ended with, and some to come.
  forEachOf([60, 100, 130, 160], (orders) => {
    busy(orders, (queries, databases) => {
      if (queries === 1) databases.orders = databases.orders.filter(({ id }) => id % 5 !== 0);
    });
    busy(orders, (queries, databases) => {
      if (queries === 1) databases.orders = databases.orders.filter(({ id }) => id !== 3 + 2 * 49);
    });
    busy(orders, (queries, databases) => {
      databases.orders = databases.orders.slice(queries);
    });
  });
  // Placed between two pages: after all others, and with ids that were left free before.
  forEachOf([49, 50, 99, 100, 149], (orders) => {
    busy(orders, (queries, databases) => {
      if (databases.count('customers') === 0 && queries < 6)
        databases.orders.push(order(10_000 + queries, 'c1', 77), order(2 * queries, 'c2', 1_000));
    });
  });
  // A customer leaves before they are asked for.
  busy(70, (queries, databases) => {
    if (queries === 2) databases.customers = databases.customers.filter(({ id }) => id !== 'c2' && id !== 'c9');
  });
  // The same report of the same databases once more: nothing is left of the one before.
  newCase();
  const again = new Databases(MONTH, month(55, 3), people(3));
  kept(again.orderDatabase);
  kept(again.customerDatabase);
  const anew = 'Each report asks anew: what the one before was told does not count. ';
  check(again, 20);
  again.orders = again.orders.slice(0, 20);
  again.customers = people(3).map(({ id }) => person(id, `${id} renamed`));
  check(again, 20, anew);
  again.customers = again.customers.slice(1);
  check(again, 20, anew);
  again.customers = people(3);
  check(again, 20, anew);
});
