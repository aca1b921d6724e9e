/** A look at a learner's text comes from where a stranger's code runs: it is believed only in shape. */
import { expect, test } from 'vitest';
import { parseLookAnswer } from '../../src/sandbox/look-schema.ts';

const node = { id: 'a', kind: 'client' };

test('a text that a lab does not run, a design, and why there is none, are told apart', () => {
  expect(parseLookAnswer('{}')).toEqual({});
  const refused = { message: 'this is an enum', position: { line: 1, column: 2 } };
  expect(parseLookAnswer(JSON.stringify({ refused }))).toEqual({ refused });
  expect(parseLookAnswer('{"message":"Stopped."}')).toEqual({ problems: ['Stopped.'] });
  const designed = { title: 'x', nodes: [node, { id: 'b', kind: 'web' }], links: [{ from: 'a', to: 'b' }] };
  expect(parseLookAnswer(JSON.stringify({ designed }))).toMatchObject({ designed, problems: [] });
});

test('a design that cannot be drawn says why, in a few sentences', () => {
  const designed = { title: 'x', nodes: Array.from({ length: 40 }, (_, at) => ({ id: `n${at}`, kind: 'toaster' })) };
  const looked = parseLookAnswer(JSON.stringify({ designed }));
  expect(looked.designed).toBeUndefined();
  expect(looked.problems!.length).toBeGreaterThan(0);
  expect(looked.problems!.length).toBeLessThanOrEqual(5);
  for (const odd of [null, 1, 'x', [], { nodes: null }])
    expect(parseLookAnswer(JSON.stringify({ designed: odd })).designed).toBeUndefined();
});

test.each([
  ['no text', {}],
  ['no JSON', '{'],
  ['too long', `{"message":"${'x'.repeat(400_000)}"}`],
  ['something else in it', '{"html":"<b>"}'],
  ['a place that is none', '{"refused":{"message":"x","position":{"line":-1,"column":0}}}'],
  ['a number', '1'],
])('%s is refused', (_what, told) => expect(() => parseLookAnswer(told)).toThrow(/cannot be believed/));
