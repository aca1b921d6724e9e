/** A design whose nodes have the names of what every object inherits is recorded like any other. */
import { expect, test } from 'vitest';
import scene from '../../../labs/design-ticket-sale/scene.ts';
import { design } from '../../../labs/design-ticket-sale/solution.ts';
import { record } from '../../../src/scene/record.ts';

const ODD = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '$&', '`x`'];

test('names of every object’s own are names of nodes', () => {
  const usual = design();
  const names = new Map(usual.nodes.map(({ id }, place) => [id, ODD[place] ?? id]));
  const renamed = {
    ...usual,
    nodes: usual.nodes.map((node) => ({ ...node, id: names.get(node.id)! })),
    links: usual.links.map((link) => ({ ...link, from: names.get(link.from)!, to: names.get(link.to)! })),
  };
  const [odd] = record(scene as never, undefined, { design: () => renamed } as never);
  const [plain] = record(scene as never, undefined, { design: () => usual } as never);
  expect(odd?.architecture.nodes.map(({ id }) => id)).toEqual(ODD);
  expect(odd?.nodes.map((track) => track?.copies)).toEqual(plain?.nodes.map((track) => track?.copies));
  expect(odd?.moves.depart.length).toBeGreaterThan(1000);
});
