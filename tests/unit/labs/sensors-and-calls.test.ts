/** What lessons 11 and 14 say of their tables, in words. */
import { expect, test } from 'vitest';
import { claims as ofCalls } from '../../../content/lessons/11-synchronous-or-not.tables.ts';
import { claims as ofSensors } from '../../../content/lessons/14-sensors.tables.ts';

test.each(Object.entries(ofCalls))('as lesson 11 says, %s', (_claim, holds) => {
  expect(holds).toBe(true);
});

test.each(Object.entries(ofSensors))('as lesson 14 says, %s', (_claim, holds) => {
  expect(holds).toBe(true);
});
