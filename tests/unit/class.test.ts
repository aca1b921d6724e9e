/** Grading a class: whose a file is, what is refused, that nothing is lost or repeated, and what is written for others to read. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mergeAll } from '../../src/cli/class/class-command.ts';
import { asCsv, asGradescope, asJUnit, readRows } from '../../src/cli/class/formats.ts';
import { gradeClass } from '../../src/cli/class/grade-class.ts';
import { nameReader } from '../../src/cli/class/names.ts';
import type { Row } from '../../src/cli/class/row.ts';
import { programOf } from '../../src/cli/class/same-program.ts';
import { gather } from '../../src/cli/class/submissions.ts';
import { handedInBy } from '../../src/cli/class/work.ts';

const LAB = 'server-calculator';
const solution = readFileSync(`labs/${LAB}/solution.ts`, 'utf8');
const starter = readFileSync(`labs/${LAB}/starter.ts`, 'utf8');
const folder = (): string => mkdtempSync(join(tmpdir(), 'headroom-class-'));

describe('names', () => {
  test.each([
    ['Ada Lovelace_4711_assignsubmission_file_/gate.ts', 'Ada Lovelace', 'gate'],
    ['Ada Lovelace_4711_assignsubmission_file_answer.ts', 'Ada Lovelace', undefined],
    ['lovelaceada_LATE_4711_99_answer.ts', 'lovelaceada', undefined],
    ['lovelaceada_4711_99_gate.ts', 'lovelaceada', 'gate'],
    ['Lab 1_al123_attempt_2026-11-26-20-00-00_answer.ts', 'al123', undefined],
    ['class/ada.ts', 'ada', undefined],
    ['class/ada/gate.ts', 'ada', 'gate'],
    ['class/ada/answer.ts', 'ada', undefined],
  ])('%s', (path, who, lab) => {
    expect(nameReader(undefined, ['gate'], [path])(path)).toEqual({ who, lab });
  });

  test('a name that everybody uses says nothing of whose it is', () => {
    const paths = ['ada/work.ts', 'bob/work.ts'];
    expect(paths.map((path) => nameReader(undefined, [], paths)(path)?.who)).toEqual(['ada', 'bob']);
  });

  test('a pattern of the instructor’s', () => {
    const read = nameReader('{lab}-{who}-v{id}', ['gate'], []);
    expect(read('x/gate-ada-v2.ts')).toEqual({ who: 'ada', lab: 'gate' });
    expect(read('ada.ts')).toBeUndefined();
    expect(() => nameReader('{name}', [], [])).toThrow('holds {who}, or is one of moodle, canvas');
  });
});

describe('the same program', () => {
  const one = 'export function f(count: number) {\n  const half = count / 2; // half\n  return half + "a";\n}\n';
  test('under other names, types, comments and layout', () => {
    const other = "export function f(n) { const x = n/2\n return x + 'a' }";
    expect(programOf(other)).toBe(programOf(one));
    expect(programOf(one)).toMatch(/^[0-9a-f]{12}$/);
  });
  test.each([
    ['another sign', one.replace('/ 2', '* 2')],
    ['another field', 'export function f(count) { return count.push(1) }'],
    ['names that changed places', 'export const f = (a, b) => a - b'],
  ])('but not %s', (_what, other) => {
    const like =
      { 'another field': one, 'names that changed places': 'export const f = (a, b) => b - a' }[_what] ?? one;
    expect(programOf(other)).not.toBe(programOf(like));
  });
  test('what is none is like nothing', () => {
    expect(['export function f( {', '('.repeat(50_000)].map(programOf)).toEqual(['', '']);
  });
  test('what a lab would not read is not parsed for a minute either, and is like nothing', () => {
    expect(programOf('declare '.repeat(3_000))).toBe('');
    expect(programOf(`let x;${' '.repeat(100_000)}`)).toBe('');
  });
});

/** A zip of files, whose names and sizes may be lies. */
function zipOf(files: Record<string, { text: string; says?: number }>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, { text, says }] of Object.entries(files)) {
    const [raw, path] = [Buffer.from(text), Buffer.from(name)];
    const data = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(says ?? raw.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, path, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, rest, path]));
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end]);
}

test('an archive of a platform, with what is wicked in it: each costs its own row', async () => {
  const at = join(folder(), 'class.zip');
  writeFileSync(
    at,
    zipOf({
      [`Ada_1_assignsubmission_file_/${LAB}.ts`]: { text: solution },
      '../../evil_2_assignsubmission_file_x.ts': { text: 'x' },
      'Bomb_3_assignsubmission_file_x.ts': { text: ' '.repeat(5_000_000) },
      'Liar_4_assignsubmission_file_x.ts': { text: ' '.repeat(5_000_000), says: 10 },
      'Inner_5_assignsubmission_file_x.zip': { text: 'PK' },
      [`Long${'/a_1_assignsubmission_fil/'.repeat(2_000)}x.ts`]: { text: 'x' },
      'Ada_1_assignsubmission_file_/notes.txt': { text: 'hello' },
      '__MACOSX/._x.ts': { text: '' },
    }),
  );
  const { submissions, ignored } = await gather([{ typed: 'class.zip', at }], {
    lab: LAB,
    labs: [LAB],
    names: 'moodle',
  });
  const found = new Map(submissions.map((each) => [each.who, each]));
  const names = [...found.keys()].sort();
  expect(names.filter((who) => who.length < 100)).toEqual(['Ada', 'Bomb', 'Inner', 'Liar', 'evil']);
  const [long] = names.filter((who) => who.length >= 100);
  expect(found.get(long!)!.refused).toBe('Its name is longer than 1,000 characters.');
  expect(long!.length).toBeLessThanOrEqual(1_000);
  expect(Buffer.from(await found.get('Ada')!.read()).toString()).toBe(solution);
  expect(found.get('evil')!.refused).toBe('Its name leads out of the archive.');
  expect(found.get('Inner')!.refused).toBe('It is an archive inside an archive.');
  await expect(found.get('Bomb')!.read()).rejects.toThrow();
  await expect(found.get('Liar')!.read()).rejects.toThrow();
  expect(ignored).toHaveLength(2);
});

test('of a file of work, the run with the most marks is graded, the later of two that are equal, and the draft where none was run', () => {
  const run = (lab: string, code: string, earned: number, at: number) => ({
    ...{ lab, code, earned, at, marks: 6 },
    ...{ met: 0, requirements: 1, report: '' },
  });
  const handedIn = handedInBy(
    JSON.stringify({
      format: 'headroom-work',
      version: 1,
      savedAt: '2026-11-26T20:00:00.000Z',
      runs: [
        run('gate', 'first', 4, 1),
        run('gate', 'better', 5, 2),
        run('gate', 'as good', 5, 3),
        run('gate', 'worse', 1, 4),
      ],
      drafts: [
        { lab: 'gate', code: 'draft', savedAt: 9 },
        { lab: 'queue', code: 'begun', savedAt: 9 },
        { lab: 'queue', code: 7, savedAt: 9 },
      ],
      results: [{ lab: 'gate', earned: 6, marks: 6, at: 1 }],
    }),
  );
  expect(handedIn).toEqual([
    { lab: 'gate', code: 'as good', claimed: 6 },
    { lab: 'queue', code: 'begun', claimed: undefined },
  ]);
  expect(() => handedInBy('{"format": "headroom-work", "version": 2}')).toThrow('later version');
});

test('a class of every kind, killed in the middle and graded on: nobody is lost, and nobody graded twice', async () => {
  const root = folder();
  const claims = { lab: LAB, code: starter, at: 1, earned: 6, marks: 6, met: 6, requirements: 6, report: '' };
  const work = { format: 'headroom-work', version: 1, runs: [claims] };
  writeFileSync(join(root, 'ada.ts'), solution);
  writeFileSync(join(root, 'bob.ts'), solution.replaceAll('loadUnits', 'lots'));
  writeFileSync(join(root, 'broken.ts'), 'export function calculateRequiredServers( {');
  writeFileSync(join(root, 'claims.json'), JSON.stringify(work));
  symlinkSync('/etc/hostname', join(root, 'link.ts'));
  mkdirSync(join(root, 'loop'));
  writeFileSync(join(root, 'loop/answer.ts'), 'export function calculateRequiredServers() { for (;;); }');
  const { submissions } = await gather([{ typed: 'class', at: root }], { lab: LAB, labs: [LAB], names: undefined });
  const journal = join(folder(), 'rows.journal');
  const options = { journal, seedsOf: () => [7], shard: { index: 1, of: 1 } };

  const first = await gradeClass(submissions, options);
  expect(
    first.rows.map(({ who, status, earned, same, differs }) => [who, status, earned, same, differs]).sort(),
  ).toEqual([
    ['ada', 'pass', 6, 'the reference solution; bob', false],
    ['bob', 'pass', 6, 'the reference solution; ada', false],
    ['broken', 'error', 0, '', false],
    ['claims', 'fail', 0, 'the starter, unchanged', true],
    ['link', 'not graded', undefined, '', false],
    ['loop', 'fail', 0, '', false],
  ]);

  // As after a kill: the last line is half a line, and a submission has come in meanwhile.
  const before = readFileSync(journal, 'utf8');
  appendFileSync(journal, '{"key":"half');
  writeFileSync(join(root, 'late.ts'), starter);
  const again = await gather([{ typed: 'class', at: root }], { lab: LAB, labs: [LAB], names: undefined });
  const second = await gradeClass(again.submissions, options);
  expect(second.rows).toHaveLength(7);
  const written = readFileSync(journal, 'utf8');
  expect(written.startsWith(before)).toBe(true);
  expect(written.slice(before.length).trimEnd().split('\n')).toHaveLength(1);
  second.finish();
});

const row = (number: string, more: Partial<Row> = {}): Row => ({
  number,
  who: 'ada',
  lab: 'gate',
  status: 'fail',
  earned: 1,
  marks: 2,
  passed: 1,
  tests: 2,
  suite: 'abc',
  seed: -3,
  ms: 1500,
  claimed: undefined,
  differs: false,
  same: '',
  program: 'p1',
  file: 'x/ada.ts',
  note: '',
  details: [
    { name: 'It <adds>', status: 'pass', marks: 1, earned: 1 },
    { name: 'It & more', status: 'fail', marks: 1, earned: 0, message: 'Expected "3",\u0000 got 4.' },
  ],
  ...more,
});

describe('what is written', () => {
  test('cells that a spreadsheet would run are texts, and a table is read as it was written', () => {
    const rows = [
      row('1/2', { who: '=HYPERLINK("x")', note: '@SUM(1)' }),
      row('2/2', { who: '+1', file: '-2', same: 'a, "b"\nc' }),
    ];
    const csv = asCsv(rows);
    expect(csv).not.toMatch(/(^|,|")[=@]/m);
    expect(csv).toMatch(/^1\/2,"'=HYPERLINK\(""x""\)",gate,fail,1,2,/m);
    expect(csv).toContain(`\n2/2,"'+1",`);
    const { details: _none, ...read } = readRows(csv)[1]!;
    expect(read).toMatchObject({ seed: -3, same: 'a, "b"\nc', claimed: undefined, differs: false });
  });

  test('JUnit is XML, whatever a message holds', () => {
    expect(asJUnit([row('1/1')])).toContain('<failure message="Expected &#34;3&#34;,\ufffd got 4."/>');
    expect(asJUnit([row('1/1', { details: [], note: 'no <file>' })])).toContain('<error message="no &#60;file&#62;"/>');
  });

  test('Gradescope gets a score for a verdict, and none where there is none', () => {
    expect(JSON.parse(asGradescope(row('1/1')))).toMatchObject({
      score: 1,
      tests: [{ score: 1, max_score: 1, status: 'passed' }, { status: 'failed' }],
    });
    expect(JSON.parse(asGradescope(row('1/1', { status: 'not graded', earned: undefined })))).not.toHaveProperty(
      'score',
    );
  });

  test('shards are merged when each row is there once', () => {
    const root = folder();
    const shard = (name: string, ...rows: Row[]): string => {
      writeFileSync(join(root, name), asCsv(rows));
      return join(root, name);
    };
    const [one, two] = [
      shard('1.csv', row('1/3'), row('3/3', { who: 'cy' })),
      shard('2.csv', row('2/3', { who: 'bob' })),
    ];
    const out = join(root, 'all.csv');
    expect(mergeAll([two, one], { out, seed: [] })).toBe(0);
    expect(readRows(readFileSync(out, 'utf8')).map(({ who, same }) => [who, same])).toEqual([
      ['ada', 'bob; cy'],
      ['bob', 'ada; cy'],
      ['cy', 'ada; bob'],
    ]);
    expect(() => mergeAll([one], { out, seed: [] })).toThrow('1 row of 3 is missing, the first is 2');
    expect(() => mergeAll([one, two, two], { out, seed: [] })).toThrow('Row 2 of 3 is there twice');
  });
});
