/** A lab as a learner sees it, without a page: the text that is never lost, one run at a time, and what is told of it. */
import { describe, expect, test } from 'vitest';
import type { Failure, Picture, Report, TestReport } from '../../src/grading/index.ts';
import type { Version } from '../../src/progress/store.ts';
import { lineToWrite } from '../../src/workbench/code.ts';
import { differenceOf } from '../../src/workbench/difference.ts';
import { Draft, type DraftStore, type SaveState } from '../../src/workbench/draft.ts';
import { marksOf } from '../../src/workbench/marks.ts';
import { drawnTo, layoutFrom, mostOf, toggled, USUAL } from '../../src/workbench/pane-sizes.ts';
import { recordsIn, valuesIn } from '../../src/workbench/printed.tsx';
import { Run, type RunOptions, type RunState } from '../../src/workbench/run.ts';
import { layoutSpaceTime } from '../../src/workbench/space-time-layout.ts';
import { marksText, refusalOf, toldOf, verdictOf, versionText } from '../../src/workbench/words.ts';

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

describe('what a failing test came to', () => {
  const told = (message: string, expected?: string, actual?: string) =>
    toldOf({ message, failure: { calls: [], ...(expected !== undefined && { expected, actual: actual! }) } });

  test('says expected and got once: in its sentence where they are short, and else beside each other', () => {
    expect(told('Expected 3, got 1.', '3', '1')).toEqual({ message: 'Expected 3, got 1.' });
    const [long, other] = ['["monitor", "replicate", "isolate", "shard the data"]', '["monitor"]'];
    expect(told(`Expected ${long}, got ${other}. The difference: .length.`, long, other)).toEqual({
      message: 'The difference: .length.',
      compared: { expected: long, actual: other },
    });
    expect(told('Expected a RangeError, but nothing was thrown.', 'a RangeError', 'no error')).toEqual({
      message: 'Expected a RangeError, but nothing was thrown.',
    });
    expect(told('3 servers are too few.', '4', '3').compared).toEqual({ expected: '4', actual: '3' });
    expect(told('It called nothing.')).toEqual({ message: 'It called nothing.' });
  });

  test('counts marks as one says them', () => {
    expect([marksText(0, 1), marksText(0, 0.5), marksText(1.5, 2), marksText(0, 0)]).toEqual([
      '0 of 1 mark',
      '0 of ½ mark',
      '1½ of 2 marks',
      '0 of 0 marks',
    ]);
  });

  test('tells the values of what was printed apart, and loses no letter of it', () => {
    const text = 'rate is 2_100 {a: [1, undefined], name: "x 1"} -0.5e3 é\n';
    const pieces = valuesIn(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ shade }) => shade).map((piece) => piece.text)).toEqual([
      '2_100',
      'a',
      '1',
      'undefined',
      'name',
      '"x 1"',
      '-0.5e3',
    ]);
  });
});

test('what was printed as a list of records is a table, and nothing else is', () => {
  expect(recordsIn('[{id: "a, b", n: [1, 2]}, {id: "c", more: {x: 1}}]')).toEqual({
    columns: ['id', 'n', 'more'],
    rows: [
      ['"a, b"', '[1, 2]', ''],
      ['"c"', '', '{x: 1}'],
    ],
  });
  for (const other of ['[1, 2]', '[{a: 1}]', '[{a: 1}, 2]', '[{}, {}]', '[{a: 1}, {a: 2', 'x [{a: 1}, {a: 2}]'])
    expect(recordsIn(other)).toBeUndefined();
});

test('the editor opens on what is to be written', () => {
  expect(lineToWrite('import x;\n\nexport function f() {\n  // Your code goes here.\n}')).toBe(4);
  expect(lineToWrite('const a = 1;\nexport async function f() {}')).toBe(2);
  expect(lineToWrite('// nothing')).toBeUndefined();
});

describe('the panes', () => {
  const { results } = USUAL;

  test('are drawn as far as leaves room for the code, and fold when they are made too narrow', () => {
    expect(drawnTo('brief', 35, results).brief).toBe(35);
    expect(drawnTo('brief', 99, results).brief).toBe(mostOf('brief', results));
    expect(drawnTo('brief', 10, results)).toMatchObject({ folded: [], brief: 14 });
    expect(drawnTo('brief', 3, results)).toEqual({ ...results, folded: ['brief'] });
    const folded = toggled('side', results);
    expect(folded.folded).toEqual(['side']);
    expect(mostOf('brief', folded)).toBeGreaterThan(mostOf('brief', results));
    expect(toggled('side', folded)).toEqual(results);
  });

  test.each([null, '', '[]', 'null', '{"results":{"brief":1e9}}', '{"results":{"brief":60,"side":60,"folded":[]}}'])(
    'stand as usual where what was stored is %s',
    (stored) => expect(layoutFrom(stored)).toEqual(USUAL),
  );

  test('stand as they were', () => {
    const layout = { ...USUAL, results: drawnTo('side', 40, results) };
    expect(layoutFrom(JSON.stringify(layout))).toEqual(layout);
  });
});

describe('two texts beside each other', () => {
  test('have what is the same on one line, and what changed beside each other', () => {
    const rows = differenceOf('a\nb\nc\n', 'a\nx\ny\nc');
    expect(rows.map(({ left, right, same }) => [left?.text, right?.text, same])).toEqual([
      ['a', 'a', true],
      ['b', 'x', false],
      [undefined, 'y', false],
      ['c', 'c', true],
    ]);
    expect(rows.at(-1)).toMatchObject({ left: { number: 3 }, right: { number: 4 } });
    expect(differenceOf('a\r\nb', 'a\nb\n').every(({ same }) => same)).toBe(true);
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

  test('no label is cut, however late it begins or long its lane is called', () => {
    const label = 'read a, two, three: nothing';
    const late = layoutSpaceTime(
      history({ lanes: ['the leader in Ireland', 'two'], spans: [{ lane: 'two', from: 109, to: 110, label }] }),
    );
    const [span] = late.spans;
    expect(late.width).toBeGreaterThan(span!.labelAt.x + label.length * 6);
    expect(late.lanes[0]!.from.x).toBeGreaterThan('the leader in Ireland'.length * 6);
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
