/** A board is one thing, seen twice: picture and text go over into each other, and what is wrong is told where it stands. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Architecture, nodeKinds } from '#architecture';
import { boardOf, written } from '../../../src/board/document.ts';
import * as edits from '../../../src/board/edits.ts';
import { begun, drew, redone, typed, undone } from '../../../src/board/history.ts';
import { palette } from '../../../src/board/palette.ts';
import { textOf } from '../../../src/board/write-text.ts';
import { architectures } from './random-board.ts';

const empty: Architecture = { title: 'Empty', nodes: [], links: [] };
const shop: Architecture = {
  title: 'A shop',
  nodes: [
    { id: 'visitors', kind: 'client' },
    { id: 'shop', kind: 'web', replicas: 2, capacity: 100, latency: 20 },
    { id: 'seats', kind: 'database', capacity: 40 },
  ],
  links: [
    { from: 'visitors', to: 'shop' },
    { from: 'shop', to: 'seats' },
  ],
};

test('picture to text to picture gives the same architecture, and the same text again', () => {
  fc.assert(
    fc.property(architectures, (architecture) => {
      const text = textOf(architecture);
      const board = written(text, empty);
      expect(board.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(board.drawn).toEqual(architecture);
      expect(textOf(board.drawn)).toBe(text);
      expect(written(JSON.stringify(architecture, null, 2), empty).drawn).toEqual(architecture);
    }),
    { numRuns: 200 },
  );
});

test('a board is written as a literal of TypeScript, a line for each part', () => {
  expect(textOf(shop)).toBe(`{
  title: 'A shop',
  nodes: [
    { id: 'visitors', kind: 'client' },
    { id: 'shop', kind: 'web', replicas: 2, capacity: 100, latency: 20 },
    { id: 'seats', kind: 'database', capacity: 40 },
  ],
  links: [
    { from: 'visitors', to: 'shop' },
    { from: 'shop', to: 'seats' },
  ],
}
`);
});

describe('what is wrong is told with its line, and the last picture stays', () => {
  const text = textOf(shop);
  const problemOf = (wrong: string) => {
    const board = written(wrong, shop);
    expect(board).toMatchObject({ text: wrong, drawn: shop, agrees: false });
    return board.problems[0]!;
  };

  test.each([
    ['a field that holds what it must not', text.replace('replicas: 2', 'replicas: 0'), 5, 'from 1 to 1,000'],
    ['a word that is no kind', text.replace("kind: 'database'", "kind: 'databse'"), 6, 'Did you mean "database"?'],
    ['a link that leads nowhere', text.replace("to: 'seats'", "to: 'seat'"), 10, 'Did you mean "seats"?'],
    ['a comma that is missing', text.replace("kind: 'client' },", "kind: 'client' }"), 5, 'a comma'],
    ['a name without quotes', text.replace("'visitors'", 'visitors'), 4, 'put a text into quotes'],
    ['what is worked out', text.replace('capacity: 40', 'capacity: 4 * 10'), 6, 'plain values'],
    ['what is called', text.replace('capacity: 40', 'capacity: alert(1)'), 6, 'plain values'],
    ['what is spread', text.replace("id: 'seats',", '...sold.database,'), 6, 'write out'],
    ['a field twice', text.replace("id: 'seats',", "id: 'seats', id: 'seats',"), 6, 'twice'],
    ['a brace that is not closed', text.slice(0, text.lastIndexOf('}')), 12, 'ends too early'],
    ['more than one', `${text},\n${text}`, 1, 'plain values'],
    ['a function', 'function design() {}', 1, 'plain values'],
    ['nothing', ' ', 1, 'begin with'],
    ['brackets without end', '['.repeat(90_000), 1, ''],
    ['too much', `// ${'x'.repeat(100_000)}`, 1, '100,000'],
    ['another thing than an architecture', '42', 1, 'An architecture is an object'],
    ['a list in its place', '[]', 1, 'An architecture is an object'],
    ['a prototype', "{ __proto__: { nodes: [] }, title: 'x', links: [] }", 1, '__proto__'],
  ])('%s', (_, wrong, line, words) => {
    const problem = problemOf(wrong);
    expect(problem.message).toContain(words);
    expect(problem.line).toBe(line);
  });

  test('warnings stand at their lines, and are drawn all the same', () => {
    const board = boardOf(edits.unlinked(shop, 1));
    expect(board.agrees).toBe(true);
    expect(board.problems).toMatchObject([{ line: 6, severity: 'warning' }]);
  });
});

describe('edits', () => {
  test('each leaves a sound architecture, whatever is done in whatever order', () => {
    const act = fc.record({
      what: fc.constantFrom('add', 'remove', 'link', 'unlink', 'rename', 'set'),
      one: fc.nat(20),
      other: fc.nat(20),
      offer: fc.constantFrom(...palette),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let [architecture, history] = [empty, begun(boardOf(empty))];
        for (const { what, one, other, offer } of acts) {
          const { nodes, links } = architecture;
          const [from, to] = [nodes[one % (nodes.length || 1)]?.id ?? '', nodes[other % (nodes.length || 1)]?.id ?? ''];
          if (what === 'add')
            ({ architecture } = edits.added(architecture, offer.kind, {
              fields: offer.fields,
              ...(from === '' ? {} : { from }),
            }));
          else if (what === 'remove') architecture = edits.removed(architecture, from);
          else if (what === 'link' && from !== '') architecture = edits.linked(architecture, from, to);
          else if (what === 'unlink' && links.length > 0)
            architecture = edits.unlinked(architecture, one % links.length);
          else if (what === 'rename' && from !== '')
            architecture = edits.renamed(architecture, from, edits.freshId('renamed', nodes));
          else if (what === 'set' && from !== '')
            architecture = edits.changed(architecture, { node: from }, 'label', `Label ${other}`);
          history = drew(history, architecture);
          expect(history.now.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(history.now.drawn).toEqual(architecture);
        }
        while (history.past.length > 0) history = undone(history);
        expect(history.now.drawn).toEqual(empty);
        while (history.future.length > 0) history = redone(history);
        expect(history.now.drawn).toEqual(architecture);
      }),
      { numRuns: 100 },
    );
  });

  test('a new name goes along the links, and a removed node takes its links with it', () => {
    expect(edits.renamed(shop, 'shop', 'front').links).toEqual([
      { from: 'visitors', to: 'front' },
      { from: 'front', to: 'seats' },
    ]);
    expect(edits.removed(shop, 'shop').links).toEqual([]);
    expect(edits.changed(shop, { node: 'shop' }, 'replicas', undefined).nodes[1]).not.toHaveProperty('replicas');
    expect(edits.changed(shop, { link: 1 }, 'kind', 'async').links[1]).toEqual({
      from: 'shop',
      to: 'seats',
      kind: 'async',
    });
  });

  test('a line of waiting is emptied by messages', () => {
    const queued = edits.added(shop, 'queue', { from: 'shop' });
    const worked = edits.added(queued.architecture, 'worker', { from: queued.id });
    expect(worked.architecture.links.at(-1)).toEqual({ from: 'queue', to: 'worker', kind: 'async' });
  });

  test('every kind is offered, under a letter of its own', () => {
    expect(palette.map(({ kind }) => kind)).toEqual(Object.keys(nodeKinds));
    expect(new Set(palette.map(({ letter }) => letter)).size).toBe(palette.length);
  });
});

test('one undo takes back a word that was typed, an edit of the picture, or what was opened over an unfinished text', () => {
  const first = begun(boardOf(shop));
  const { text } = first.now;
  const letters = ['x', 'xy', 'xyz'].map((word) => text.replace('A shop', `A shop${word}`));
  const typing = letters.reduce(typed, first);
  expect(undone(typing).now.text).toBe(text);
  expect(redone(undone(typing)).now.drawn.title).toBe('A shopxyz');
  const unfinished = typed(typing, `${typing.now.text} {{`);
  expect(unfinished.now.agrees).toBe(false);
  const drawn = drew(unfinished, edits.added(unfinished.now.drawn, 'cache').architecture);
  expect(drawn.now.agrees).toBe(true);
  expect(undone(drawn).now.text).toBe(unfinished.now.text);
});
