/** Architectures from a line of text: what is drawn, and where a line cannot be read. */
import { describe, expect, test } from 'vitest';
import { sketch, validate } from '#architecture';

test('a line is nodes and links in their order', () => {
  const shop = sketch(
    'A shop',
    'customers: client "Customers" > balancer: load-balancer > web: web "Shop" x3 > cache, database',
    {
      web: { capacity: 50, latency: 40 },
    },
  );
  expect(shop).toEqual({
    title: 'A shop',
    nodes: [
      { id: 'customers', kind: 'client', label: 'Customers' },
      { id: 'balancer', kind: 'load-balancer' },
      { id: 'web', kind: 'web', label: 'Shop', replicas: 3, capacity: 50, latency: 40 },
      { id: 'cache', kind: 'cache' },
      { id: 'database', kind: 'database' },
    ],
    links: [
      { from: 'customers', to: 'balancer' },
      { from: 'balancer', to: 'web' },
      { from: 'web', to: 'cache' },
      { from: 'web', to: 'database' },
    ],
  });
  expect(validate(shop)).toEqual([]);
});

test('arrows are kinds of links, and may have labels', () => {
  const { links } = sketch(
    'Arrows',
    'a: producer ~> "orders" b: queue ~> c: worker; c > "holds" d: database => e: database /> d',
  );
  expect(links).toEqual([
    { from: 'a', to: 'b', kind: 'async', label: 'orders' },
    { from: 'b', to: 'c', kind: 'async' },
    { from: 'c', to: 'd', label: 'holds' },
    { from: 'd', to: 'e', kind: 'replication' },
    { from: 'e', to: 'd', kind: 'cut' },
  ]);
});

test('several before an arrow are each linked to all after it', () => {
  const { links } = sketch('Two by two', 'a: client\n  a > b: web, c: web > d: database, e: database\n');
  expect(links.map(({ from, to }) => `${from}${to}`)).toEqual(['ab', 'ac', 'bd', 'be', 'cd', 'ce']);
});

describe('what cannot be read is refused where it stands', () => {
  test.each([
    ['client > web,', 'column 14: a node begins with its id'],
    ['client >', 'column 9: a node begins with its id'],
    ['client > shop: website', 'column 16: there is no kind "website"; the kinds are client, dns,'],
    ['client > shop', 'column 10: no node "shop" was stated before, and there is no such kind; the kinds are client,'],
    ['client: > web', 'column 9: the kind of "client" is missing'],
    ['client web', 'column 8: "web" does not belong to "client": copies are written x3, links with an arrow'],
    ['client > web x0', 'column 14: "x0" does not belong to "web"'],
    ['client > web "a" "b"', 'column 18: an arrow, a comma or the end of the line is missing'],
    ['client > web\nweb: web > cache', 'line 2, column 4: "web" was stated before: here only its id stands'],
    ['client > web | cache', 'column 14: "|" means nothing here'],
    ['client > web "open', 'column 14: a text begins here that does not end on this line'],
  ])('%o', (text, message) => {
    expect(() => sketch('It', text)).toThrow(`The sketch "It" cannot be read at ${message}`);
  });

  test('details of a node that is not drawn', () => {
    expect(() => sketch('It', 'client > web', { wbe: { capacity: 1 } })).toThrow('gives details of "wbe"');
  });
});
