/** All work in one file: what comes out goes in again, nothing is lost in a merge, and files that are odd, old or hostile do no harm. */
import { describe, expect, test } from 'vitest';
import { handedInBy } from '../../src/cli/class/work.ts';
import { BOARD } from '../../src/progress/rows.ts';
import type { KeptRun } from '../../src/progress/runs.ts';
import { merge, type Work } from '../../src/progress/work.ts';
import { readWorkFile, toWorkFile, WorkFileRefused } from '../../src/progress/work-file.ts';

const NOTHING: Work = { drafts: [], runs: [], results: [], versions: [], answers: [] };
const run = (code: string, at: number, earned = 1): KeptRun => ({
  lab: 'cap',
  code,
  at,
  earned,
  marks: 4,
  met: earned,
  requirements: 4,
  report: `{"of":"${code}"}`,
});
const draft = (code: string, savedAt: number, lab = 'cap') => ({ lab, code, savedAt, tab: '' });
const answer = (text: string, at?: number, earned = 0) => ({
  part: 'cap/why',
  text,
  ticked: [],
  earned,
  marks: 2,
  ...(at !== undefined && { at }),
});
const NOW = 1_000;

const FULL: Work = {
  drafts: [draft('mine', 5), { ...draft('other', 6, 'queue'), of: 'v1' }],
  runs: [run('a', 1), run('b', 2, 4)],
  results: [{ lab: 'cap', earned: 4, marks: 4, at: 2 }],
  versions: [{ lab: 'cap', code: 'before', at: 1, replacedBy: 'reset' }],
  answers: [answer('because', 3, 1)],
};

describe('a merge', () => {
  test('into nothing brings everything, and a second time nothing', () => {
    const { work } = merge(NOTHING, FULL, NOW);
    expect(work).toEqual(FULL);
    const again = merge(work, FULL, NOW);
    expect(again.work).toEqual(FULL);
    expect(again.effects).toEqual([]);
  });

  test('the drawing board goes along: the newer one is on it, the other is among the earlier ones', () => {
    const board = (code: string, savedAt: number): Work => ({ ...NOTHING, drafts: [draft(code, savedAt, BOARD)] });
    const there = merge(board('first', 2), board('second', 3), NOW).work;
    const brought = readWorkFile(toWorkFile(there, new Date(0)));
    expect(brought).toMatchObject({ leftOut: 0, work: { drafts: [{ lab: BOARD, code: 'second' }] } });
    expect(brought.work.versions).toMatchObject([{ lab: BOARD, code: 'first' }]);
    const { work, effects } = merge(board('ours', 9), brought.work, NOW);
    expect(effects).toEqual([{ of: BOARD, kind: 'board', text: 'ours', runs: 0 }]);
    expect(work.drafts.map(({ code }) => code)).toEqual(['ours']);
    expect(new Set(work.versions.map(({ code }) => code))).toEqual(new Set(['first', 'second']));
    expect(merge(work, brought.work, NOW).effects).toEqual([]);
    // It is no lab's, so nobody grades it.
    expect(handedInBy(toWorkFile({ ...work, drafts: [...work.drafts, draft('x', 1)] }, new Date(0)))).toMatchObject([
      { lab: 'cap', code: 'x' },
    ]);
  });

  test('the newer draft wins, whichever it is, and the other becomes an earlier version', () => {
    const ours = { ...NOTHING, drafts: [draft('ours', 5)] };
    for (const [savedAt, stands, kept, says] of [
      [9, 'theirs', 'ours', 'theirs'],
      [2, 'ours', 'theirs', 'ours'],
    ] as const) {
      const { work, effects } = merge(ours, { ...NOTHING, drafts: [draft('theirs', savedAt)] }, NOW);
      expect(work.drafts.map(({ code }) => code)).toEqual([stands]);
      expect(work.versions).toMatchObject([{ lab: 'cap', code: kept, replacedBy: 'an import' }]);
      expect(effects).toEqual([{ of: 'cap', kind: 'lab', text: says, runs: 0 }]);
      const again = merge(work, { ...NOTHING, drafts: [draft('theirs', savedAt)] }, NOW);
      expect([again.work, again.effects]).toEqual([work, []]);
    }
  });

  test('better marks win, worse ones change nothing; runs of both are kept in their order, each once', () => {
    const theirs: Work = {
      ...NOTHING,
      runs: [run('b', 2, 4), run('c', 1.5)],
      results: [{ lab: 'cap', earned: 3, marks: 4, at: 9 }],
    };
    const { work, effects } = merge(FULL, theirs, NOW);
    expect(work.runs.map(({ code }) => code)).toEqual(['a', 'c', 'b']);
    expect(work.results).toEqual(FULL.results);
    expect(effects).toEqual([{ of: 'cap', kind: 'lab', runs: 1 }]);
    const better = merge(FULL, { ...NOTHING, results: [{ lab: 'queue', earned: 2, marks: 4, at: 1 }] }, NOW);
    expect(better.effects).toEqual([{ of: 'queue', kind: 'lab', runs: 0, marks: { before: 0, after: 2 } }]);
  });

  test('of two written answers the newer stands, an empty one never does, and the other is kept', () => {
    const merged = (ours: ReturnType<typeof answer>, theirs: ReturnType<typeof answer>) => {
      const { work } = merge({ ...NOTHING, answers: [ours] }, { ...NOTHING, answers: [theirs] }, NOW);
      return [work.answers[0]?.text, work.versions.map(({ lab, code }) => `${lab} ${code}`)];
    };
    expect(merged(answer('ours', 1), answer('theirs', 2))).toEqual(['theirs', ['answer:cap/why ours']]);
    expect(merged(answer('ours', 2), answer('theirs', 1))).toEqual(['ours', ['answer:cap/why theirs']]);
    expect(merged(answer('ours'), answer('theirs'))).toEqual(['ours', ['answer:cap/why theirs']]);
    expect(merged(answer('', 5), answer('theirs', 1))).toEqual(['theirs', []]);
    expect(merged(answer('ours', 1), answer('', 5))).toEqual(['ours', []]);
  });

  test('a clock that is ahead gains nothing for ever: what is dated to come counts as of now', () => {
    const { work } = merge(NOTHING, { ...NOTHING, drafts: [draft('ahead', 10 * NOW)] }, NOW);
    expect(work.drafts[0]?.savedAt).toBe(NOW);
  });
});

describe('a file', () => {
  const file = (fields: object): string => JSON.stringify({ format: 'headroom-work', version: 1, ...fields });
  const refusal = (text: string): string => {
    try {
      readWorkFile(text);
    } catch (error) {
      expect(error).toBeInstanceOf(WorkFileRefused);
      return (error as Error).message;
    }
    return 'read';
  };

  test('holds everything, and gives it back', () => {
    const read = readWorkFile(toWorkFile(FULL, new Date(NOW)));
    expect(read).toEqual({ work: FULL, leftOut: 0, savedAt: new Date(NOW) });
  });

  test('an old or sparse one is read: what is absent is empty, and what is unknown is left alone', () => {
    expect(readWorkFile(file({ drafts: [draft('x', 1)], pets: [1] }))).toEqual({
      work: { ...NOTHING, drafts: [draft('x', 1)] },
      leftOut: 0,
    });
  });

  test('one that is none, is cut off, or comes from a later version is refused in a sentence', () => {
    for (const text of [
      '',
      '{"format": "headroom-work", "ver',
      'null',
      '[]',
      '7',
      '{}',
      '{"format":"other","version":1}',
    ])
      expect(refusal(text)).toMatch(/no JSON|no file of work/);
    expect(refusal('['.repeat(500_000))).toMatch(/no JSON/);
    expect(refusal(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toMatch(/no file of work/);
    expect(refusal('{"__proto__": {"format": "headroom-work", "version": 1}}')).toMatch(/no file of work/);
    expect(refusal(file({ version: 7 }))).toMatch(/later version of the course \(format 7/);
    for (const version of ['1', 0, -1, 1.5, null]) expect(refusal(file({ version }))).toMatch(/which version/);
  });

  test('what is out of shape in it is left out and counted, and the rest is good', () => {
    const bad = [null, 7, 'x', [], {}, { ...draft('x', 1), lab: '../x' }, { ...draft('x', 1), code: 7 }];
    const long = 'x'.repeat(1_000_001);
    const { work, leftOut } = readWorkFile(
      file({
        drafts: [...bad, draft('good', 1), draft(long, 1), { ...draft('x', 1), savedAt: '1e400' }],
        runs: [
          run('a', 1),
          { ...run('b', 1), earned: 9 },
          { ...run('c', 1), earned: -1 },
          { ...run('d', 1), report: {} },
        ],
        results: { cap: 4 },
        versions: [
          { lab: 'answer:../x', code: '', at: 1, replacedBy: 'reset' },
          { lab: 'cap', code: '', at: 1, replacedBy: 'magic' },
        ],
        answers: [{ ...answer('x'), ticked: ['a'] }, { ...answer('y'), marks: null }, answer('good')],
      }),
    );
    expect(work).toEqual({ ...NOTHING, drafts: [draft('good', 1)], runs: [run('a', 1)], answers: [answer('good')] });
    expect(leftOut).toBe(9 + 3 + 1 + 2 + 2);
  });

  test('a field called __proto__ is a field, and changes nothing of anybody’s', () => {
    const hostile = `{"format":"headroom-work","version":1,"__proto__":{"drafts":[1]},"drafts":[{"lab":"cap","code":"x","savedAt":1,"__proto__":{"polluted":true},"tab":"t"}]}`;
    const { work } = readWorkFile(hostile);
    expect(work.drafts).toEqual([draft('x', 1)]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((work.drafts[0] as unknown as Record<string, unknown>).polluted).toBeUndefined();
  });
});
