/** An edit of the picture changes of the text what it must, and nothing else that somebody wrote. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Architecture } from '#architecture';
import { written } from '../../../src/board/document.ts';
import { editedText } from '../../../src/board/edit-text.ts';
import * as edits from '../../../src/board/edits.ts';
import { palette } from '../../../src/board/palette.ts';
import { architectures } from './random-board.ts';

const empty: Architecture = { title: 'Empty', nodes: [], links: [] };

const noted = `// The shop, as of May.
{
  title: 'A shop', // its name
  nodes: [ // the tiers
    // Everybody.
    { id: 'visitors', kind: 'client' },
    /* the web tier */
    {
      kind: 'web', // stateless
      id: 'shop',
      replicas: 2, // two of them
      capacity: 100,
    },

    { id: 'seats', kind: 'database', capacity: 40 } // only one
  ],
  links: [{ from: 'visitors', to: 'shop' }, { from: 'shop', to: 'seats' /* by SQL */ }],
}
// end`;
const { drawn } = written(noted, empty);
const edited = (architecture: Architecture): string => editedText(noted, architecture);

test('a field is changed, left out and put in where it stands', () => {
  const set = (field: string, value: unknown) => edited(edits.changed(drawn, { node: 'shop' }, field, value));
  expect(set('replicas', 6)).toBe(noted.replace('replicas: 2,', 'replicas: 6,'));
  expect(set('replicas', undefined)).toBe(noted.replace('      replicas: 2, // two of them\n', ''));
  expect(set('latency', 9)).toBe(noted.replace('capacity: 100,\n', 'capacity: 100,\n      latency: 9,\n'));
  expect(edited(edits.renamed(drawn, 'shop', "o'clock"))).toBe(noted.replaceAll("'shop'", `"o'clock"`));
  expect(edited(edits.titled(drawn, 'Two'))).toBe(noted.replace("'A shop'", "'Two'"));
});

test('what is added is laid out as its neighbours are, before the comment that ends the last line', () => {
  expect(edited(edits.added(drawn, 'cache', { from: 'shop' }).architecture)).toBe(
    noted
      .replace('} // only one', "}, // only one\n    { id: 'cache', kind: 'cache' }")
      .replace('/* by SQL */ }', "/* by SQL */ }, { from: 'shop', to: 'cache' }"),
  );
  expect(editedText('{title:"x",nodes:[],links:[]}', edits.added(empty, 'web').architecture)).toBe(
    '{title:"Empty",nodes:[{ id: "web", kind: "web" }],links:[]}',
  );
});

test('what is removed takes the comment in its line along, and leaves the one above', () => {
  const text = edited(edits.removed(drawn, 'seats'));
  expect(text).not.toContain('only one');
  expect(text).toContain("links: [{ from: 'visitors', to: 'shop' }],");
  expect(edited(edits.removed(drawn, 'visitors'))).toContain('// Everybody.\n    /* the web tier */\n    {');
});

test('JSON stays JSON', () => {
  const json = JSON.stringify(drawn, null, 2);
  const more = edits.added(edits.removed(drawn, 'seats'), 'cache', { from: 'shop' }).architecture;
  for (const next of [more, edits.removed(drawn, 'visitors'), edits.changed(drawn, { link: 1 }, 'kind', 'async')])
    expect(JSON.parse(editedText(json, next))).toEqual(next);
});

interface Comment {
  text: string;
  /** 'nodes 3': the part that it stands in, or behind. */
  part: string;
}

/** Any text that says an architecture: quotes and brackets in the writer's own way, and comments wherever there can be some. */
const texts = fc
  .tuple(architectures, fc.infiniteStream(fc.nat(11)), fc.boolean())
  .map(([architecture, dice, isJson]) => {
    const comments: Comment[] = [];
    const throwDice = (): number => dice.next().value!;
    const between = (part: string): string => {
      const name = `c${comments.length}, [it's] {"x"}`;
      const roll = throwDice();
      if (roll > 3) return ['', ' ', '\n', '\n    '][roll % 4]!;
      comments.push({ text: name, part });
      return [`/* ${name} */`, ` // ${name}\n`, `\n  // ${name}\n  `, ` /* ${name}\n*/\n`][roll]!;
    };
    const brackets = (open: string, items: { text: string; part: string }[], close: string, owner: string): string => {
      const [first, ...others] = items;
      let text = open + between(owner) + (first?.text ?? '');
      for (const [place, item] of others.entries())
        text += `${between(items[place]!.part)},${between(items[place]!.part)}${item.text}`;
      const last = items.at(-1)?.part ?? owner;
      if (first && throwDice() % 2) text += `${between(last)},`;
      return text + between(last) + close;
    };
    const said = (value: unknown, owner: string): string => {
      if (Array.isArray(value))
        return brackets(
          '[',
          value.map((each, place) => ({ text: said(each, `${owner} ${place}`), part: `${owner} ${place}` })),
          ']',
          owner,
        );
      if (typeof value !== 'object' || value === null) {
        const text = Object.is(value, -0) ? '-0' : JSON.stringify(value);
        return throwDice() === 0 ? `(${between(owner)}${text}${between(owner)})` : text;
      }
      const fields = Object.entries(value).map(([name, each]) => {
        const owned = owner === 'board' ? name : owner;
        const key = isJson || !/^[a-z]\w*$/i.test(name) ? JSON.stringify(name) : name;
        return { text: `${key}${between(owned)}:${between(owned)}${said(each, owned)}`, part: owned };
      });
      return brackets('{', fields, '}', owner);
    };
    const text = between('board') + said(architecture, 'board') + between('board');
    return {
      architecture,
      text,
      comments: comments.toSorted((one, other) => text.indexOf(one.text) - text.indexOf(other.text)),
    };
  });

const act = fc.record({
  what: fc.constantFrom('add', 'remove', 'link', 'unlink', 'rename', 'set', 'unset', 'scale', 'title'),
  one: fc.nat(20),
  other: fc.nat(20),
  offer: fc.constantFrom(...palette),
});

/** One edit by hand, and the parts that are gone with it or that lose a field. */
function done(
  architecture: Architecture,
  { what, one, other, offer }: typeof act extends fc.Arbitrary<infer Act> ? Act : never,
) {
  const { nodes, links } = architecture;
  const place = one % nodes.length;
  const [from, to] = [nodes[place]!.id, nodes[other % nodes.length]!.id];
  const gone: string[] = [];
  const edit = (): Architecture => {
    if (what === 'add') return edits.added(architecture, offer.kind, { from, fields: offer.fields }).architecture;
    if (what === 'link') return edits.linked(architecture, from, to);
    if (what === 'rename') return edits.renamed(architecture, from, edits.freshId('renamed', nodes));
    if (what === 'set') return edits.changed(architecture, { node: from }, 'label', `Label ${other}`);
    if (what === 'title') return edits.titled(architecture, `Title ${one}`);
    if (what === 'scale') {
      const scaling = { minimum: 1, maximum: 9, target: 0.5 };
      const isOne = nodes[place]!.autoscale !== undefined;
      if (isOne) gone.push(`nodes ${place}`);
      return edits.changed(architecture, { node: from }, 'autoscale', isOne ? scaling : undefined);
    }
    if (what === 'unset') {
      gone.push(`nodes ${place}`);
      return edits.changed(architecture, { node: from }, 'capacity', undefined);
    }
    if (what === 'unlink') {
      if (links.length === 0) return architecture;
      // Of two links between the same ends nobody can say which one went.
      const unlinked = links[one % links.length]!;
      for (const [at, link] of links.entries())
        if (link.from === unlinked.from && link.to === unlinked.to) gone.push(`links ${at}`);
      return edits.unlinked(architecture, one % links.length);
    }
    gone.push(`nodes ${place}`);
    for (const [at, link] of links.entries()) if (link.from === from || link.to === from) gone.push(`links ${at}`);
    return edits.removed(architecture, from);
  };
  return { next: edit(), gone };
}

test('after any edit the text says the picture, and every comment of what stayed stands there still, in its order', () => {
  fc.assert(
    fc.property(texts, act, ({ architecture, text, comments }, edit) => {
      expect(written(text, empty)).toMatchObject({ agrees: true, drawn: architecture });
      const { next, gone } = done(architecture, edit);
      const after = editedText(text, next);
      expect(written(after, empty).drawn).toEqual(next);
      let at = 0;
      for (const comment of comments) {
        if (gone.includes(comment.part)) continue;
        at = after.indexOf(comment.text, at);
        expect(at, `${comment.text} in\n${after}`).toBeGreaterThan(-1);
      }
    }),
    { numRuns: 200 },
  );
});

test('edits one after the other, and another architecture altogether: the text says the picture each time', () => {
  fc.assert(
    fc.property(texts, fc.array(act, { maxLength: 8 }), architectures, ({ architecture, text }, acts, other) => {
      let [now, said] = [architecture, text];
      for (const edit of acts) {
        if (now.nodes.length === 0) break;
        ({ next: now } = done(now, edit));
        said = editedText(said, now);
        expect(written(said, empty).drawn).toEqual(now);
      }
      expect(written(editedText(said, other), empty).drawn).toEqual(other);
    }),
    { numRuns: 60 },
  );
});
