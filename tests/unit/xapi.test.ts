/** What a learning record store is told, and that only the one that the host has named is. */
import { expect, test } from 'vitest';
import { recordStoreOrigin } from '../../src/site/record-store.ts';
import { improved, launchOf, statementOf } from '../../src/xapi/statements.ts';

const STORE = 'https://lrs.example/xapi/';
const actor = { account: { homePage: 'https://lms.example', name: '281' } };
const opened = (more: Record<string, string> = {}): string =>
  `?${new URLSearchParams({ endpoint: 'https://lrs.example/xapi', auth: 'Basic eA==', actor: JSON.stringify(actor), ...more })}`;

test('a platform’s launch is believed where it names the host’s own store', () => {
  expect(launchOf(opened({ registration: 'r' }), STORE)).toEqual({
    endpoint: STORE,
    authorization: 'Basic eA==',
    actor,
    registration: 'r',
  });
  expect(launchOf(opened({ endpoint: 'https://evil.example/xapi/' }), STORE)).toBeUndefined();
  for (const odd of ['', '[]', '7', 'null', '{']) expect(launchOf(opened({ actor: odd }), STORE)).toBeUndefined();
  expect(launchOf('', STORE)).toBeUndefined();
});

test('a statement says who, what and how many marks; all of them are passed', () => {
  const launch = launchOf(opened({ registration: 'r' }), STORE)!;
  const statement = statementOf(
    launch,
    { lab: 'lru-cache', earned: 1.5, marks: 2, at: 0 },
    'https://learn.example/course/',
  );
  expect(statement).toMatchObject({
    actor,
    verb: { id: 'http://adlnet.gov/expapi/verbs/scored' },
    object: { id: 'https://learn.example/course/labs/lru-cache/' },
    result: { score: { raw: 1.5, min: 0, max: 2, scaled: 0.75 }, completion: false },
    context: { registration: 'r' },
    timestamp: '1970-01-01T00:00:00.000Z',
  });
  expect(
    statementOf(launch, { lab: 'lru-cache', earned: 2, marks: 2, at: 0 }, 'https://learn.example/').verb.id,
  ).toMatch(/passed$/);
});

test('only marks that have become better are told of', () => {
  const result = (lab: string, earned: number) => ({ lab, earned, marks: 2, at: 0 });
  const results = [result('a', 1), result('b', 2), result('c', 0)];
  expect(
    improved(
      results,
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    ).map(({ lab }) => lab),
  ).toEqual(['b']);
});

test('the policy names a store where there is one, and refuses what is none', () => {
  expect(recordStoreOrigin(undefined)).toEqual([]);
  expect(recordStoreOrigin(STORE)).toEqual(['https://lrs.example']);
  for (const odd of ['lrs', 'http://lrs.example/', 'https://a:b@lrs.example/', 'https://lrs.example/?x'])
    expect(() => recordStoreOrigin(odd)).toThrow('XAPI_ENDPOINT');
});
