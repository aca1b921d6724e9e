/** Each machine a guest of its own: a tiny protocol, two counters that gossip, written by learners in several ways. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/grading/index.ts';
import { openRuntime } from '../twin.ts';

interface Node {
  add(): string[];
  receive(from: string, total: number): void;
  total(): number;
}

const TITLES = {
  gossip: 'what was added at one is known at both',
  again: 'a node that is started again begins anew',
  three: 'the third takes the place of the one that was quiet longest',
  steps: 'work is counted on whichever machine it is done',
  life: 'a long life on two machines',
  tag: 'what is no machine has a place of its own',
};

let grade: (source: string, seed?: number, how?: { only?: string }) => Promise<Report>;

beforeAll(async () => {
  grade = await openRuntime(
    ['createNode', 'tag'],
    ({ expect: that, fail, GuestClosed, noteOnSharing, repeat, solution, steps, test: requirement }) => {
      const { createNode, tag } = solution<{ createNode(id: string): Node; tag(): number }>({
        methods: { createNode: ['add', 'receive', 'total'] },
      });
      const gossip = (): number[] => {
        const nodes = { a: createNode('a'), b: createNode('b') };
        for (const [from, to] of [
          ['a', 'b'],
          ['b', 'a'],
        ] as const)
          for (const message of nodes[from].add()) nodes[to].receive(from, Number(message));
        return [nodes.a.total(), nodes.b.total()];
      };
      const holds = (): boolean => gossip().join() === '2,2';

      requirement(TITLES.gossip, { marks: 1 }, () => {
        const found = gossip();
        if (found.join() !== '2,2') fail(`The totals are ${found.join(' and ')}.${noteOnSharing(holds)}`);
      });
      requirement(TITLES.again, { marks: 1 }, () => {
        const first = createNode('a');
        first.add();
        first.add();
        that(createNode('a').total()).toBe(0);
        that(first.total()).toBe(2);
      });
      requirement(TITLES.three, { marks: 1 }, () => {
        const [a, b] = [createNode('a'), createNode('b')];
        a.add();
        const c = createNode('c');
        that([a.total(), c.total()]).toEqual([1, 0]);
        try {
          b.total();
        } catch (thrown) {
          if (thrown instanceof GuestClosed) return;
          throw thrown;
        }
        fail('The second is still there.');
      });
      requirement(TITLES.steps, { marks: 1 }, () => {
        const [a, b] = [createNode('a'), createNode('b')];
        const one = steps(() => a.add());
        that(steps(() => b.add())).toBe(one);
        that(steps(() => a.total())).toSatisfy((taken) => taken > 0, 'more than 0');
        for (let times = 0; times < 40; times++) createNode('d').add();
      });
      requirement(TITLES.life, { marks: 1 }, () => {
        const [a, b] = [createNode('a'), createNode('b')];
        repeat([[a.add], [b.add], [b.add]], 100);
        that([a.total(), b.total()]).toEqual([100, 200]);
      });
      requirement(TITLES.tag, { marks: 1 }, () => {
        that(tag()).toBe(1);
        createNode('a').add();
        that(tag()).toBe(2);
      });
    },
    { stepsPerTest: 400_000 },
    { createNode: 2 },
  );
});

const messages = async (source: string): Promise<Record<string, string | undefined>> => {
  const { message, tests } = await grade(source);
  if (message !== undefined) throw new Error(message);
  return Object.fromEntries(tests.map(({ name, message: told }) => [name, told]));
};

const passesAll = Object.fromEntries(Object.values(TITLES).map((title) => [title, undefined]));

/** A node whose own additions are in `own`, and what it heard in `heard`; `outside` stands before `createNode`. */
const node = ({
  outside = '',
  inside = 'let own = 0; const heard: Record<string, number> = {};',
  sends = '[String(own)]',
  also = '',
} = {}): string => `
  let tags = 0;
  export const tag = () => ++tags;
  ${outside}
  export function createNode(id: string) {
    ${inside}
    return {
      add() { ${also} own++; return ${sends}; },
      receive(from: string, total: number) { heard[from] = total; },
      total: () => own + Object.values(heard).reduce((sum, each) => sum + each, 0),
    };
  }`;

const OWN = 'let own = 0; const heard: Record<string, number> = {};';

test('what a node knows may stand in it, or in variables of its file: each machine has its own', async () => {
  expect(await messages(node())).toEqual(passesAll);
  expect(await messages(node({ outside: OWN, inside: '' }))).toEqual(passesAll);
  const onGlobals = node({ inside: '', outside: 'const all = globalThis as any; all.own = 0; all.heard = {};' });
  expect(
    await messages(
      onGlobals.replaceAll('own', 'all.own').replaceAll('heard', 'all.heard').replaceAll('all.all', 'all'),
    ),
  ).toEqual(passesAll);
});

describe('nodes that share instead of telling each other', () => {
  const SHARED = /^The totals are 1 and 1\. On one machine, where all share the variables of your file, this would not/;

  test.each([
    ['a variable', 'const shared = { own: 0 };'],
    ['a global', 'const shared = ((globalThis as any).shared ??= { own: 0 });'],
    ['a prototype', 'const shared = ((Object.prototype as any).shared ??= { own: 0 });'],
    ['a built-in', 'const shared = ((Math.max as any).shared ??= { own: 0 });'],
    ['the registry of symbols', "const shared = ((Array as any)[Symbol.for('shared')] ??= { own: 0 });"],
  ])('by %s', async (_what, outside) => {
    const source = node({ outside, inside: 'const heard: Record<string, number> = {};', sends: '[]' });
    const told = await messages(source.replaceAll(/(?<!\{ )\bown\b/g, 'shared.own'));
    expect(told[TITLES.gossip]).toMatch(SHARED);
  });

  test('who fails for another reason is not told of sharing', async () => {
    expect((await messages(node({ sends: '[]' })))[TITLES.gossip]).toBe('The totals are 1 and 1.');
  });
});

test('nothing is known of the machines before, however many there were', async () => {
  const counting = node({
    also: "const all = globalThis as any; all.lives = (all.lives ?? 0) + 1; if (all.lives > 3) throw new Error('a life before');",
  });
  const told = await messages(counting);
  expect(told[TITLES.steps]).toBeUndefined();
  expect(told[TITLES.life]).toContain('a life before');
});

test('the limit of steps is one for all machines together, also for those that have ended', async () => {
  const { tests } = await grade(node({ also: 'for (let at = 0; at < 15_000; at++) {}' }), 1, { only: TITLES.steps });
  expect(tests).toMatchObject([{ status: 'error', steps: 400_000, failure: { stopped: 'steps' } }]);
});

test('a verdict is the same whatever ran before', async () => {
  const dirty = node({ also: 'const much = new Uint8Array(6_000_000).fill(255); own += much.length - 6_000_000;' });
  const before = await grade(node());
  await grade(dirty);
  expect(await grade(node())).toEqual(before);
});

test('a machine has 16 MB', async () => {
  const told = await messages(
    node({ also: 'const much = new Uint8Array(17_000_000); own += much.length - 17_000_000;' }),
  );
  expect(told[TITLES.gossip]).toMatch(/^Stopped: your code used more than 16 MB of memory/);
});

test('what the machines print is in the order in which they printed it', async () => {
  const printing = node({ outside: "console.log('loaded');", also: "console.log(id, 'adds');" }).replace(
    'receive(from: string, total: number) {',
    "receive(from: string, total: number) { console.log(id, 'hears of', from);",
  );
  const { tests } = await grade(printing, 1, { only: TITLES.gossip });
  expect(tests[0]?.output?.split('\n').filter((line) => line !== 'loaded')).toEqual([
    'a adds',
    'b hears of a',
    'b adds',
    'a hears of b',
    '',
  ]);
});
