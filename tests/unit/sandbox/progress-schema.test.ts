/** What a sandbox says on its way is heard only if it is in shape. */
import { expect, test } from 'vitest';
import { parseProgress } from '../../../src/sandbox/progress-schema.ts';

const progress = { done: 1, total: 2, name: 'splits work', status: 'pass' };

test('a test that ended, and that the sandbox is ready', () => {
  expect(parseProgress(JSON.stringify(progress))).toEqual(progress);
  expect(parseProgress('"ready"')).toBe('ready');
});

test.each<[string, unknown]>([
  ['an object that is no text', progress],
  ['not JSON', '{'],
  ['another word', '"steady"'],
  ['nothing', 'null'],
  ['a field too many', JSON.stringify({ ...progress, html: '<b>' })],
  ['a field too few', JSON.stringify({ ...progress, name: undefined })],
  ['half a test', JSON.stringify({ ...progress, done: 0.5 })],
  ['a status of its own', JSON.stringify({ ...progress, status: '<b>' })],
  ['a long name', JSON.stringify({ ...progress, name: 'x'.repeat(301) })],
  ['a long message', `${JSON.stringify(progress)}${' '.repeat(2000)}`],
  ['many levels', '['.repeat(1500)],
])('%s is dropped', (_what, data) => {
  expect(parseProgress(data)).toBeUndefined();
});
