/**
 * Every attack in the Node twin, whose verdict must be that of the page: what the learner reads is true, the process
 * lives, and honest grades in between are right.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import lab from '../../labs/server-calculator/lab.ts';
import { type NodeTwin, openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { FAMILIES, isFollowedByHonest, REACHED } from './attacks.ts';
import { MOST_MB } from './hostile.ts';
import { descendantsOf, isRunning, peakMb, type Running } from './processes.ts';

const HONEST = readFileSync('labs/server-calculator/solution.ts', 'utf8');
const SEED = 1;

/** In each test of the suite these spend again all that there is: here until the first that fails, and to the end in the page. */
const SLOW = new Set(['spending steps without end', 'spending memory without end']);

/** Everything is ended by a counted limit, however busy the computer is: the clock must not be quicker. */
const PATIENT_MS = 50_000;

/** What is at an end within a moment; a computer that is busy with other tests is given some more. */
const SOON = { timeout: 10_000, interval: 100 };

let twin: NodeTwin;

beforeAll(async () => {
  twin = await openNodeTwin('server-calculator', lab, { deadlineMs: PATIENT_MS });
});

afterAll(() => twin.close());

describe.each(FAMILIES)('$family', ({ family, attacks }) => {
  test.each(attacks.map((attack, place) => ({ ...attack, place })))(
    '$name',
    async ({ source, expect: expected, place, showsLater }) => {
      const report = await twin.grade({ source, seed: SEED, untilFailure: SLOW.has(family) && !showsLater });
      const text = textsOf(report).join('\n');
      expect(text).toMatch(expected.says);
      expect(text).not.toContain(REACHED);
      expect(text).not.toContain('itself went wrong');
      expect(text).not.toContain('The sandbox ended');
      expect(report.status).not.toBe('pass');
      expect(report.earned).toBeLessThanOrEqual(expected.mayEarn ?? 0);
      expect(text).not.toContain('without a verdict');

      // The next attack would notice a run that is not as it was, and an honest one now and then does.
      if (isFollowedByHonest(place, attacks.length))
        expect(await twin.grade({ source: HONEST, seed: SEED })).toMatchObject({ status: 'pass', earned: 6 });
    },
  );
});

test('what gives no answer before the deadline is ended from outside, and asked anew in a process of its own', async () => {
  const hasty = await openNodeTwin('server-calculator', lab, { deadlineMs: 1 });
  try {
    for (let round = 0; round < 2; round++) {
      const report = await hasty.grade({ source: HONEST, seed: SEED });
      expect(report).toMatchObject({ status: 'error', earned: 0, tests: [] });
      expect(report.message).toContain('Stopped after 0.001 s without a verdict.');
    }
  } finally {
    await hasty.close();
  }
});

test('a verdict is the same before and after all of this, byte for byte', async () => {
  const fresh = await openNodeTwin('server-calculator', lab);
  try {
    const request = { source: HONEST, seed: SEED };
    expect(await twin.gradeText(request)).toBe(await fresh.gradeText(request));
  } finally {
    await fresh.close();
  }
});

test('all of this took one process, of bounded memory, which ends with its twin', async () => {
  const [{ pid }] = await vi.waitFor(() => {
    const sandboxes = descendantsOf(process.pid).filter(({ isSandbox }) => isSandbox);
    expect(sandboxes).toHaveLength(1);
    return sandboxes as [Running];
  }, SOON);
  expect(peakMb(pid) ?? 0).toBeLessThan(MOST_MB);
  await twin.close();
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), SOON);
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
