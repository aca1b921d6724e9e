/** What goes out of a board comes back as it was, and what a stranger brings is checked before it is drawn. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Architecture, validate } from '#architecture';
import { boardOf, written } from '../../../src/board/document.ts';
import { toDrawio } from '../../../src/board/drawio.ts';
import { incoming } from '../../../src/board/incoming.ts';
import { type BoardStore, KeptBoards } from '../../../src/board/kept.ts';
import { fromLink, toLink } from '../../../src/board/link.ts';
import { USUAL_LOAD } from '../../../src/board/load.ts';
import { fromMermaid, toMermaid } from '../../../src/board/mermaid.ts';
import { EMPTY, FIRST, templates } from '../../../src/board/templates.ts';
import type { Draft, Version } from '../../../src/progress/rows.ts';
import { architectures } from './random-board.ts';

describe('links', () => {
  test('a board comes back as it was, with its load', async () => {
    await fc.assert(
      fc.asyncProperty(architectures, async (architecture) => {
        const load = { ...USUAL_LOAD, shape: 'rush' as const, prices: { web: 0.15, cache: 0 } };
        const board = boardOf(architecture);
        expect(await fromLink(await toLink({ board, load }))).toEqual({ board, load });
        const noted = written(`// ${load.shape}\n${board.text}`, EMPTY);
        expect(await fromLink(await toLink({ board: noted, load }))).toEqual({ board: noted, load });
      }),
      { numRuns: 50 },
    );
    expect(await fromLink('#results')).toBeUndefined();
  });

  const link = (content: string | Uint8Array) => `#board=1.${deflateRawSync(content).toString('base64url')}`;
  test.each([
    ['cut short', '#board=1.abc', 'damaged'],
    ['of a later form', '#board=9.abc', 'later version'],
    ['a bomb', link(new Uint8Array(30_000_000)), 'more than 100,000'],
    ['no JSON', link('<script>'), 'carries no board'],
    ['null', link('null'), 'An architecture is an object'],
    ['a list', link('[]'), 'An architecture is an object'],
    [
      'a hostile kind',
      link('{"architecture":{"title":"x","nodes":[{"id":"a","kind":"constructor"}],"links":[]}}'),
      'constructor',
    ],
    ['a prototype', link('{"architecture":{"title":"x","__proto__":{"a":1},"nodes":[],"links":[]}}'), '__proto__'],
    [
      'too many nodes',
      link(
        JSON.stringify({
          architecture: {
            title: 'x',
            links: [],
            nodes: Array.from({ length: 500 }, (_, id) => ({ id: `${id}`, kind: 'web' })),
          },
        }),
      ),
      'at most 60',
    ],
  ])('one that is %s is refused in a sentence', async (_, hash, why) => {
    const read = await fromLink(hash);
    expect(read && 'refused' in read ? read.refused : read).toContain(why);
  });

  test('a load that is not right gives way to the usual one', async () => {
    const read = await fromLink(link(JSON.stringify({ architecture: FIRST, load: { rate: 1e99 } })));
    expect(read).toEqual({ board: boardOf(FIRST), load: USUAL_LOAD });
    const priced = '{"shape":"steady","prices":{"constructor":1}}';
    const other = await fromLink(link(`{"architecture":${JSON.stringify(FIRST)},"load":${priced}}`));
    expect(other).toEqual({ board: boardOf(FIRST), load: USUAL_LOAD });
  });
});

describe('Mermaid', () => {
  test('kinds, names, links and regions come back from a flowchart', () => {
    const site: Architecture = {
      title: 'Two "zones"',
      regions: [{ id: 'west', label: 'West | east' }],
      nodes: [
        { id: 'people', kind: 'client', label: 'People & <b>bots</b>' },
        { id: 'web', kind: 'web', replicas: 3, region: 'west' },
        { id: 'end', kind: 'database', label: 'The "rows"' },
        { id: 'copy', kind: 'database' },
      ],
      links: [
        { from: 'people', to: 'web', label: 'pages #1' },
        { from: 'web', to: 'end', kind: 'async' },
        { from: 'end', to: 'copy', kind: 'replication' },
        { from: 'web', to: 'copy', kind: 'cut' },
      ],
    };
    const read = fromMermaid(toMermaid(site));
    if ('problem' in read) throw new Error(read.problem);
    const { title, nodes, links, regions } = read.architecture;
    expect(title).toBe(site.title);
    expect(nodes.map(({ kind, label, replicas }) => ({ kind, label, replicas }))).toEqual([
      { kind: 'client', label: 'People & <b>bots</b>', replicas: undefined },
      { kind: 'database', label: 'The "rows"', replicas: undefined },
      { kind: 'database', label: undefined, replicas: undefined },
      { kind: 'web', label: undefined, replicas: 3 },
    ]);
    expect(links.map(({ kind, label }) => [kind, label])).toEqual([
      [undefined, 'pages #1'],
      ['async', undefined],
      ['replication', undefined],
      ['cut', undefined],
    ]);
    expect(regions?.map(({ label }) => label)).toEqual(['West | east']);
    for (const { architecture } of templates.slice(1)) {
      const again = fromMermaid(toMermaid(architecture));
      if ('problem' in again) throw new Error(again.problem);
      expect(again.architecture.links).toEqual(
        architecture.links.map(({ from, to, kind }) => ({ from, to, ...(kind && { kind }) })),
      );
      expect(validate(again.architecture).filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('any board becomes a flowchart that can be read again', () => {
    fc.assert(
      fc.property(architectures, (architecture) => {
        const read = incoming(toMermaid(architecture));
        expect(read).not.toHaveProperty('problem');
        if ('board' in read) expect(read.board.drawn.nodes).toHaveLength(architecture.nodes.length);
      }),
      { numRuns: 100 },
    );
  });

  // Each of these took minutes, or all memory, on the page's own thread.
  const wide = ' '.repeat(90_000);
  const everybody = Array.from({ length: 8_000 }, (_, place) => place).join('&');
  test.each([
    ['a region whose name has no end', `subgraph [${wide}x`],
    ['an arrow whose text has no end', `a --${wide}x`],
    ['a bar that is not closed', `a-->|${wide}x`],
    ['a label with a gap', `a["x${wide}y"]`],
    ['a label with a gap of escapes', `a["x${'#32;'.repeat(20_000)}y"]`],
    ['everybody linked to everybody', `${everybody}-->${everybody}`],
    ['one linked to itself again and again', `${'a&'.repeat(20_000)}a-->${'a&'.repeat(20_000)}a`],
  ])('a flowchart that a stranger made long is read in one pass: %s', (_what, statement) => {
    const read = fromMermaid(`flowchart LR\n${statement}`);
    const links = 'architecture' in read ? read.architecture.links.length : 0;
    expect(links).toBeLessThanOrEqual(1_500);
  });

  test('what people write is read: brackets of all shapes, chains, &, texts in arrows, comments, styles', () => {
    const read = incoming(`%% how it stands
graph TD
  A[Users] --> B{{Load balancer}} & CDN((Edge));
  B -->|pages| web1(Web 1) & web2(Web 2)
  web1 & web2 -- reads --> db[(Postgres)]
  web1 -.-> q>Job queue] -. later .-> w[/Worker/]
  db ==> replica[(Replica)]
  classDef red fill:#f00
  class A red
  style B fill:#fff
  subgraph zone [Zone A]
    web1
  end`);
    if ('problem' in read) throw new Error(read.problem);
    expect(read.board.drawn.nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'A client',
      'B load-balancer',
      'CDN cdn',
      'web1 web',
      'web2 web',
      'db database',
      'q queue',
      'w worker',
      'replica database',
    ]);
    expect(read.board.drawn.links).toHaveLength(9);
    expect(read.board.drawn.links).toContainEqual({ from: 'web2', to: 'db', label: 'reads' });
    expect(read.board.drawn.links).toContainEqual({ from: 'q', to: 'w', kind: 'async', label: 'later' });
    expect(read.board.drawn.regions).toEqual([{ id: 'zone', label: 'Zone A' }]);
  });

  test.each([
    ['flowchart LR\n  a --> ', 'Line 2'],
    ['flowchart LR\n  a[open --> b', 'Line 2'],
    ['flowchart LR', 'has no nodes'],
    ['sequenceDiagram\n a->>b: x', 'cannot be opened'],
    ['{ title: "x" }', 'nodes'],
    [`flowchart LR\n${Array.from({ length: 99 }, (_, at) => `  n${at} --> m`).join('\n')}`, 'at most 60'],
  ])('what cannot be read says where (%#)', (text, why) => {
    expect(incoming(text)).toMatchObject({ problem: expect.stringContaining(why) });
  });
});

test('a draw.io file has a box for each node and a line for each link, and no text of a board is markup in it', () => {
  fc.assert(
    fc.property(architectures, (architecture) => {
      const xml = toDrawio(architecture, new Map());
      expect(xml.match(/ vertex="1"/g) ?? []).toHaveLength(architecture.nodes.length);
      expect(xml.match(/ edge="1"/g) ?? []).toHaveLength(architecture.links.length);
      expect(
        xml
          .replace(/<\/?(?:mxfile|diagram|mxGraphModel|root|mxCell|mxGeometry)(?: [a-zA-Z]+="[^"<>]*")*\/?>/g, '')
          .trim(),
      ).toBe('');
    }),
    { numRuns: 50 },
  );
});

describe('what the browser keeps', () => {
  /** A learner's store in memory, as far as boards need it. */
  function memory(): BoardStore & { draft: Draft | undefined } {
    const versions: Version[] = [];
    const store = {
      draft: undefined as Draft | undefined,
      readDraft: async () => store.draft,
      saveDraft: async (lab: string, code: string, _known?: string, _of?: string, drawn?: string) => {
        store.draft = { lab, code, savedAt: 1, tab: 'this', ...(drawn !== undefined && { drawn }) };
      },
      keepVersion: async (version: Omit<Version, 'at'>) => void versions.unshift({ ...version, at: 1 }),
      readVersions: async () => versions,
    };
    return store;
  }

  test('a board comes back, even one that cannot be read, with the picture beside it', async () => {
    const store = memory();
    expect(await new KeptBoards(store).last(EMPTY)).toBeUndefined();
    for (const board of [written('{ title: ', FIRST), written(`// noted\n${boardOf(FIRST).text}`, EMPTY)]) {
      const kept = new KeptBoards(store);
      kept.keep(board);
      await kept.settled();
      expect(await new KeptBoards(store).last(EMPTY)).toEqual(board);
    }
    store.draft = { ...store.draft!, code: 'x', drawn: '{"nodes":7}' };
    expect(await new KeptBoards(store).last(EMPTY)).toMatchObject({ text: 'x', drawn: EMPTY });
  });

  test('boards that gave way are offered once each, the latest first, with what was noted on them', async () => {
    const kept = new KeptBoards(memory());
    for (const { architecture } of [...templates, ...templates]) await kept.keepEarlier(boardOf(architecture));
    const noted = written(`${boardOf(FIRST).text}// mine`, EMPTY);
    await kept.keepEarlier(noted);
    const earlier = await kept.earlier(EMPTY);
    expect(earlier[0]).toEqual(noted);
    expect(earlier.slice(1).map(({ drawn }) => drawn)).toEqual(
      templates
        .slice(1)
        .map(({ architecture }) => architecture)
        .toReversed(),
    );
  });

  test('a browser that refuses is told of, and a learner who comes there finds an empty desk', async () => {
    const refuse = () => Promise.reject(new Error('full'));
    const kept = new KeptBoards({ readDraft: refuse, saveDraft: refuse, keepVersion: refuse, readVersions: refuse });
    let told = 0;
    kept.onFail(() => told++);
    expect(await kept.last(EMPTY)).toBeUndefined();
    kept.keep(boardOf(FIRST));
    await kept.keepEarlier(boardOf(FIRST));
    await kept.settled();
    expect(told).toBe(1);
    expect(await kept.earlier(EMPTY)).toEqual([]);
  });
});
