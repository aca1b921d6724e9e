/**
 * Replicas that share something of their file, instead of telling each other: every way to something that outlives a call. None of them
 * has anything in common with another, so none may pass for one copy; and what is a replica's own may stand wherever it likes.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLab } from '../../src/cli/labs.ts';
import { seedOfText } from '../../src/grading/index.ts';
import { type NodeTwin, openNodeTwin } from '../../src/sandbox/node-twin.ts';

const LAB = 'cap-choices';

/** By the titles of tests: what no replica passes that was never told what the others know. */
const NEEDS_MESSAGES = [/^CP: with the network whole/, /^CP: cuts and repeated/, /^AP: once cuts have healed/];

let twin: NodeTwin;

beforeAll(async () => {
  twin = await openNodeTwin(LAB, await loadLab(LAB), { deadlineMs: 60_000 });
});

afterAll(() => twin.close());

const grade = (source: string) => twin.grade({ source, seed: seedOfText(source) });

/** A store for all, at `place`, which has to begin anew with each run: it does when a replica is made a second time. */
const sharing = (place: string): string => `
export const choose = () => ({ mode: 'CP', reason: 'only-one-owner' });
const at: any = (${place});
export function createReplica(id: string) {
  if (!at.shared || at.shared.made.has(id)) at.shared = { data: new Map(), made: new Set() };
  at.shared.made.add(id);
  return {
    read: (request: string, key: string) => [{ reply: request, ok: true, value: at.shared.data.get(key) ?? null }],
    write(request: string, key: string, value: string) { at.shared.data.set(key, value); return [{ reply: request, ok: true }]; },
    receive: () => [],
  };
}
`;

test.each([
  ['a variable of the file', '{}'],
  ['the global object', 'globalThis'],
  ['every object’s prototype', 'Object.prototype'],
  ['a prototype of a built-in', 'Map.prototype'],
  ['a built-in function', 'Math.max'],
  ['the console', 'console'],
  ['the prototype of all iterators', 'Object.getPrototypeOf(Object.getPrototypeOf([].values()))'],
  ['the class of errors', 'Error'],
])('by %s', async (_way, place) => {
  const { tests } = await grade(sharing(place));
  for (const title of NEEDS_MESSAGES) {
    const found = tests.find(({ name }) => title.test(name));
    expect(found).toMatchObject({ status: 'fail', earned: 0 });
    expect(found?.message).toContain('On one machine, where all share the variables of your file');
  }
});

test('what is a machine’s own may stand outside createReplica', async () => {
  const solution = readFileSync(`labs/${LAB}/right/one-function.ts`, 'utf8');
  const [head, own] = [
    'export function createReplica(id: string, peers: string[], mode: Mode) {\n',
    '  const versions = new Map<string, Version>();\n  let counter = 0;\n',
  ];
  expect(solution).toContain(head + own);
  expect(await grade(solution.replace(head + own, own + head))).toMatchObject({ status: 'pass' });
});
