/** A lab as a learner sees it, without a page: the text that is never lost, one run at a time, and what is told of it. */
import { describe, expect, test } from 'vitest';
import type { Failure, Picture, Report, TestReport } from '../../src/grading/index.ts';
import type { Version } from '../../src/progress/store.ts';
import { Draft, type DraftStore, type SaveState } from '../../src/workbench/draft.ts';
import { marksOf } from '../../src/workbench/marks.ts';
import { Run, type RunOptions, type RunState } from '../../src/workbench/run.ts';
import { layoutSpaceTime } from '../../src/workbench/space-time-layout.ts';
import { refusalOf, verdictOf, versionText } from '../../src/workbench/words.ts';

const STARTER = '// the starter';

/** A browser's store with one lab in it, and a tab that works with it. */
function desk({ saved, refuses = false }: { saved?: { code: string; tab: string }; refuses?: boolean } = {}) {
  const state = { saved, versions: [] as Version[], refuses };
  const refuse = () => {
    if (state.refuses) throw new DOMException('full', 'QuotaExceededError');
  };
  const store: DraftStore = {
    tab: 'this tab',
    readDraft: async (lab) => state.saved && { lab, savedAt: 0, ...state.saved },
    async saveDraft(lab, code, known) {
      refuse();
      const { saved: present } = state;
      if (present && present.tab !== 'this tab' && present.code !== known && present.code !== code)
        state.versions.unshift({ lab, code: present.code, at: 0, replacedBy: 'another tab' });
      state.saved = { code, tab: 'this tab' };
    },
    async keepVersion(version) {
      refuse();
      state.versions.unshift({ ...version, at: 0 });
    },
    readVersions: async () => state.versions,
  };
  const told: { saves: SaveState[]; shown: string[] } = { saves: [], shown: [] };
  const draft = new Draft({
    lab: 'a-lab',
    starter: STARTER,
    store,
    onSave: (save) => told.saves.push(save),
    onReplace: (text) => told.shown.push(text),
  });
  return { draft, state, told, kept: () => state.versions.map(({ code, replacedBy }) => [code, replacedBy]) };
}

/** Lets everything happen that waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a draft', () => {
  test('is the starter until something was saved, and what was saved from then on', async () => {
    const empty = desk();
    await empty.draft.load();
    expect(empty.draft.text).toBe(STARTER);
    const other = desk({ saved: { code: 'mine', tab: 'this tab' } });
    await other.draft.load();
    expect(other.draft.text).toBe('mine');
    expect(other.told.shown).toEqual([]);
  });

  test('is saved as it is typed, and only when it has changed', async () => {
    const { draft, state, told } = desk();
    draft.typed(STARTER);
    draft.typed('one');
    draft.typed('two');
    await settled();
    expect(state.saved).toEqual({ code: 'two', tab: 'this tab' });
    expect(told.saves).toEqual(['saving', 'saved']);
  });

  test('a reset puts the starter in its place, and can be undone', async () => {
    const { draft, told, kept } = desk();
    draft.typed('precious');
    expect(await draft.reset()).toBe(true);
    expect(draft.text).toBe(STARTER);
    expect(kept()).toEqual([['precious', 'reset']]);
    expect(await draft.restore('precious')).toBe(true);
    expect(told.shown).toEqual([STARTER, 'precious']);
    // The starter is never lost: it needs no version.
    expect(kept()).toEqual([['precious', 'reset']]);
  });

  test('an earlier version takes its place only once the present one is kept', async () => {
    const { draft, kept } = desk();
    draft.typed('present');
    await draft.restore('earlier');
    expect(draft.text).toBe('earlier');
    expect(kept()).toEqual([['present', 'an earlier version']]);
    await draft.restore('earlier');
    expect(kept().length).toBe(1);
  });

  test('nothing is replaced when the browser refuses to keep it', async () => {
    const { draft, told } = desk({ refuses: true, saved: { code: 'theirs', tab: 'another' } });
    draft.typed('precious');
    await settled();
    expect(told.saves.at(-1)).toBe('failed');
    expect(await draft.reset()).toBe(false);
    expect(await draft.restore('earlier')).toBe(false);
    expect(await draft.takeOver()).toBe(false);
    expect(draft.text).toBe('precious');
    expect(told.shown).toEqual([]);
  });

  test('what another tab wrote is noticed, and either text can win without the other being lost', async () => {
    const { draft, state, kept } = desk();
    draft.typed('ours');
    await settled();
    expect(await draft.isChangedElsewhere()).toBe(false);
    state.saved = { code: 'theirs', tab: 'another' };
    expect(await draft.isChangedElsewhere()).toBe(true);
    expect(await draft.takeOver()).toBe(true);
    expect(draft.text).toBe('theirs');
    expect(kept()).toEqual([['ours', 'another tab']]);
    state.saved = { code: 'theirs once more', tab: 'another' };
    draft.insist();
    await settled();
    expect(state.saved.code).toBe('theirs');
    expect(kept()[0]).toEqual(['theirs once more', 'another tab']);
  });
});

const testOf = (status: TestReport['status'], more: Partial<TestReport> = {}): TestReport => ({
  name: 'a requirement',
  status,
  marks: 1,
  earned: status === 'pass' ? 1 : 0,
  steps: 10,
  ...more,
});

const reportOf = (tests: TestReport[], more: Partial<Report> = {}): Report => ({
  version: 3,
  status: tests.every(({ status }) => status === 'pass') ? 'pass' : 'fail',
  lab: 'a-lab',
  seed: 1,
  marks: tests.length,
  earned: tests.reduce((sum, { earned }) => sum + earned, 0),
  tests,
  ...more,
});

describe('a run', () => {
  /** A run whose grading ends when the test says so. */
  function begun(change: Partial<RunOptions> = {}) {
    const heard: (RunState | boolean | Report)[] = [];
    const grading = Promise.withResolvers<Report>();
    const run = new Run({
      grade: () => grading.promise,
      explain: (error) => (error instanceof RangeError ? error.message : undefined),
      onState: (state) => heard.push(state),
      onBusy: (isBusy) => heard.push(isBusy),
      onReport: async (report) => {
        heard.push(report);
      },
      ...change,
    });
    return { run, heard, grading };
  }

  test('tells how far it is and what came of it, and the next can begin once the report is kept', async () => {
    const report = reportOf([testOf('pass')]);
    const progress = { done: 1, total: 2, name: 'a requirement', status: 'pass' };
    const { run, heard } = begun({
      async grade(onProgress) {
        onProgress(progress);
        return report;
      },
    });
    expect(await run.start()).toBe(true);
    expect(heard).toEqual([
      true,
      { kind: 'running', before: undefined },
      { kind: 'running', before: undefined, progress },
      { kind: 'done', report },
      report,
      false,
    ]);
    // What the last run came to stays in sight.
    await run.start();
    expect(heard[7]).toEqual({ kind: 'running', before: report });
  });

  test('there is one at a time', async () => {
    const { run, heard, grading } = begun();
    const first = run.start();
    expect(await run.start()).toBe(false);
    grading.resolve(reportOf([]));
    expect(await first).toBe(true);
    expect(heard.filter((each) => each === true).length).toBe(1);
  });

  test('an error that can happen is told in its own words, and the next run can begin', async () => {
    const { run, heard, grading } = begun();
    grading.reject(new RangeError('There is no sandbox.'));
    await run.start();
    expect(heard.slice(2)).toEqual([{ kind: 'broken', message: 'There is no sandbox.' }, false]);
  });
});

describe('what is told', () => {
  test('of a run, in a sentence', () => {
    const done = (tests: TestReport[], more?: Partial<Report>) =>
      verdictOf({ kind: 'done', report: reportOf(tests, more) });
    expect(verdictOf({ kind: 'idle' })).toBeUndefined();
    expect(verdictOf({ kind: 'running', before: undefined })).toBe('Running…');
    const progress = { done: 3, total: 10, name: '', status: 'pass' };
    expect(verdictOf({ kind: 'running', before: undefined, progress })).toBe('Running: 3 of 10');
    expect(verdictOf({ kind: 'broken', message: 'It broke.' })).toBe('It broke.');
    expect(done([testOf('pass'), testOf('pass')])).toBe('All 2 requirements met');
    expect(done([testOf('pass'), testOf('error')])).toBe('1 of 2 requirements met');
    expect(done([], { message: 'Line 1 does not parse.' })).toBe('Line 1 does not parse.');
  });

  test('of a text that could not be saved, and of an earlier one', () => {
    expect(refusalOf(new DOMException('', 'QuotaExceededError'))).toMatch(/^This browser has no room left, so/);
    expect(refusalOf(new Error('x'))).toMatch(/^This browser refuses to store anything, so/);
    const version: Version = {
      lab: 'a-lab',
      code: 'a\nb\nc',
      at: new Date(2025, 2, 1, 14, 5).getTime(),
      replacedBy: 'reset',
    };
    expect(versionText(version)).toBe('1 Mar 2025, 14:05, 3 lines, replaced by a reset');
    expect(versionText({ ...version, replacedBy: 'another tab' })).toMatch(/replaced by another tab$/);
  });

  test('in the editor, once a line', () => {
    const at = (line: number) => ({ failure: { calls: [], position: { line, column: 2 } } satisfies Failure });
    const tests = [
      testOf('error', { message: 'first', ...at(3) }),
      testOf('error', { message: 'second', ...at(3) }),
      testOf('error', at(5)),
      testOf('pass'),
    ];
    expect(marksOf(reportOf(tests))).toEqual([
      { line: 3, column: 2, message: 'first' },
      { line: 5, column: 2, message: '' },
    ]);
    const position = { line: 9, column: 1 };
    expect(marksOf(reportOf([], { message: 'no', position }))).toEqual([{ ...position, message: 'no' }]);
  });
});

describe('a space–time diagram', () => {
  const history = (change: Partial<Picture> = {}): Picture => ({
    kind: 'space-time',
    title: 'A history',
    unit: 'ms',
    lanes: ['one', 'two'],
    spans: [
      { lane: 'one', from: 10, to: 20, label: 'write 1' },
      { lane: 'one', from: 22, to: 30, label: 'read', tone: 'wrong' },
      { lane: 'two', from: 60, label: 'read' },
    ],
    arrows: [
      { from: 'one', sentAt: 10, to: 'two', receivedAt: 40, label: 'a' },
      { from: 'two', sentAt: 50, to: 'one', label: 'lost' },
    ],
    bands: [{ from: 30, to: 110, label: 'cut' }],
    ...change,
  });

  test('has time to the right, from the first thing that happens to the last', () => {
    const { ends, bands, spans, arrows } = layoutSpaceTime(history());
    expect(ends.map(({ text }) => text)).toEqual(['10 ms', '110 ms']);
    const [left, right] = ends.map(({ at }) => at.x) as [number, number];
    const place = (time: number) => left + ((time - 10) / 100) * (right - left);
    expect(spans[0]!.box.x).toBe(left);
    expect(spans[0]!.box.width).toBeCloseTo(place(20) - left, 6);
    expect(bands[0]!.box.x + bands[0]!.box.width).toBeCloseTo(right, 6);
    expect(arrows[0]!.to.x).toBeCloseTo(place(40), 6);
  });

  test('what never ended reaches the end, and what is wrong is marked in its words', () => {
    const { spans, ends } = layoutSpaceTime(history());
    expect(spans[2]!.box.x + spans[2]!.box.width).toBeCloseTo(ends[1]!.at.x, 6);
    expect(spans.map(({ label }) => label)).toEqual(['write 1', '✗ read', 'read']);
  });

  test('each lane has its own height, and a message leads from one to the other, or is lost half-way', () => {
    const { lanes, spans, arrows, height } = layoutSpaceTime(history());
    const [one, two] = lanes.map(({ from }) => from.y) as [number, number];
    for (const [span, lane] of [
      [spans[0]!, one],
      [spans[2]!, two],
    ] as const)
      expect(span.box.y + span.box.height / 2).toBe(lane);
    expect([arrows[0]!.from.y, arrows[0]!.to.y, arrows[0]!.isLost]).toEqual([one, two, false]);
    expect([arrows[1]!.from.y, arrows[1]!.to.y, arrows[1]!.isLost]).toEqual([two, (one + two) / 2, true]);
    expect(two).toBeLessThan(height);
  });

  test('a label goes below its bar where the one before it takes up the room', () => {
    const [first, second, other] = layoutSpaceTime(history()).spans;
    expect(first!.labelAt.y).toBeLessThan(first!.box.y);
    expect(second!.labelAt.y).toBeGreaterThan(second!.box.y + second!.box.height);
    expect(other!.labelAt.y).toBeLessThan(other!.box.y);
  });

  test('of a history in which nothing happens, or out of a stranger’s hands, every number can be drawn', () => {
    const nothing = layoutSpaceTime(history({ spans: [], arrows: [], bands: [] }));
    const odd = layoutSpaceTime(
      history({
        spans: [{ lane: 'nobody', from: 5, to: -5, label: 'backwards' }],
        bands: [{ from: 1e9, to: 0, label: 'backwards' }],
      }),
    );
    for (const layout of [nothing, odd]) {
      expect(JSON.stringify(layout)).not.toContain('null');
      for (const { box } of [...layout.bands, ...layout.spans]) expect(box.width).toBeGreaterThan(0);
    }
  });
});
