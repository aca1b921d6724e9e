/** Which lab a saved file belongs to. The author's page itself is tried with a dev server: `npm run author`. */
import { expect, test } from 'vitest';
import { labOf } from '../../src/author/integration.ts';

test('a file in a folder of labs belongs to that lab, and no other file to any', () => {
  expect(labOf('/course', '/course/labs/gate/suite.ts')).toBe('gate');
  expect(labOf('/course/', '/course/labs/gate/right/by-cases.ts')).toBe('gate');
  for (const file of ['/course/labs/notes.md', '/course/src/labs/gate/suite.ts', '/other/labs/gate/suite.ts'])
    expect(labOf('/course', file)).toBeUndefined();
});
