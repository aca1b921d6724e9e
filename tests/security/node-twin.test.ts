/**
 * Every attack in the Node twin, whose verdict must be that of the page: what the learner reads is true, the process
 * lives, and the next honest grade is right.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import lab from '../../labs/server-calculator/lab.ts';
import { type NodeTwin, openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { FAMILIES, REACHED } from './attacks.ts';

const HONEST = readFileSync('labs/server-calculator/solution.ts', 'utf8');
const SEED = 1;

/** For what never reaches a counted step: only the clock ends it, and the process with it. */
const SHORT_MS = 3000;
/** Everything else is ended by a counted limit, however busy the computer is: the clock must not be quicker. */
const PATIENT_MS = 50_000;

let twin: NodeTwin;
let hasty: NodeTwin;

beforeAll(async () => {
  [twin, hasty] = await Promise.all([
    openNodeTwin('server-calculator', lab, { deadlineMs: PATIENT_MS }),
    openNodeTwin('server-calculator', lab, { deadlineMs: SHORT_MS }),
  ]);
});

afterAll(() => Promise.all([twin.close(), hasty.close()]));

describe.each(FAMILIES)('$family', ({ attacks }) => {
  test.each(attacks)('$name', async ({ source, expect: expected }) => {
    const used = expected.native ? hasty : twin;
    const report = await used.grade({ source, seed: SEED });
    const text = textsOf(report).join('\n');
    expect(text).toMatch(expected.says);
    expect(text).not.toContain(REACHED);
    expect(text).not.toContain('itself went wrong');
    expect(text).not.toContain('The sandbox ended');
    expect(report.status).not.toBe('pass');
    expect(report.earned).toBeLessThanOrEqual(expected.mayEarn ?? 0);
    expect(text.includes(`Stopped after ${SHORT_MS / 1000} s`)).toBe(expected.native === true);

    expect(await used.grade({ source: HONEST, seed: SEED })).toMatchObject({ status: 'pass', earned: 6 });
  });
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

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
