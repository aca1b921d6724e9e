/** Rows as files that others read: a table for a spreadsheet, JSON, JUnit for CI, and Gradescope's results. */
import Papa from 'papaparse';
import { visibleLines } from '#words';
import { COLUMNS, numberOf, type Row } from './row.ts';

export const FORMATS = ['csv', 'json', 'junit', 'gradescope'] as const;
export type Format = (typeof FORMATS)[number];

const inOrder = (rows: readonly Row[]): Row[] => [...rows].sort((one, other) => numberOf(one) - numberOf(other));

/** A table. A cell that a spreadsheet would take for a formula is made a text, by an apostrophe in front. */
export function asCsv(rows: readonly Row[]): string {
  const data = inOrder(rows).map((row) => COLUMNS.map((column) => row[column] ?? ''));
  return `${Papa.unparse({ fields: [...COLUMNS], data }, { escapeFormulae: true, newline: '\n' })}\n`;
}

export const asJson = (rows: readonly Row[]): string =>
  `${visibleLines(JSON.stringify({ format: 'headroom-class', version: 1, rows: inOrder(rows) }, null, 1))}\n`;

/** Characters that XML may not hold are left out, escaped or not. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A suite for each submission, a case for each requirement. */
export function asJUnit(rows: readonly Row[]): string {
  const suites = inOrder(rows).map((row) => {
    const name = `${row.lab}: ${row.who} (seed ${row.seed})`;
    const cases = row.details.map(({ name: title, status, message }) => {
      const tag = status === 'error' ? 'error' : 'failure';
      const inside = status === 'pass' ? '' : `<${tag} message="${xml(message ?? '')}"/>`;
      return `    <testcase classname="${xml(row.lab)}.${xml(row.who)}" name="${xml(title)}">${inside}</testcase>`;
    });
    // What could not be run at all is one case.
    if (cases.length === 0)
      cases.push(
        `    <testcase classname="${xml(row.lab)}.${xml(row.who)}" name="can be graded"><error message="${xml(row.note)}"/></testcase>`,
      );
    const failed = row.details.filter(({ status }) => status === 'fail').length;
    const errors = row.details.length === 0 ? 1 : row.details.filter(({ status }) => status === 'error').length;
    return `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failed}" errors="${errors}" time="${row.ms / 1000}">\n${cases.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

/** One submission in the form that Gradescope's autograders write as results.json. */
export function asGradescope(row: Row): string {
  const isGraded = row.status !== 'not graded';
  const results = {
    // Without a score Gradescope shows that the autograder failed, and gives nobody a zero.
    ...(isGraded && { score: row.earned ?? 0 }),
    execution_time: Math.round(row.ms / 1000),
    output:
      row.note || `${row.passed} of ${row.tests} requirements met. Inputs from seed ${row.seed}, suite ${row.suite}.`,
    output_format: 'text',
    visibility: 'visible',
    tests: row.details.map(({ name, status, marks, earned, message }) => ({
      name,
      score: earned,
      max_score: marks,
      status: status === 'pass' ? 'passed' : 'failed',
      ...(message !== undefined && { output: message }),
      output_format: 'text',
    })),
  };
  return `${visibleLines(JSON.stringify(results, null, 2))}\n`;
}

/** The rows of a table or of JSON that this command wrote. Throws an Error that says what is wrong with it. */
export function readRows(text: string): Row[] {
  if (text.trimStart().startsWith('{')) {
    const { format, rows } = JSON.parse(text) as { format?: string; rows?: Row[] };
    if (format !== 'headroom-class' || !Array.isArray(rows)) throw new Error('it is no JSON of this command');
    return rows;
  }
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const missing = COLUMNS.filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0) throw new Error(`it has no column ${missing.join(', ')}`);
  const number = (cell: string | undefined): number | undefined =>
    cell === undefined || cell === '' ? undefined : Number(cell);
  return data.map((row) => ({
    number: row.number!,
    who: row.who!,
    lab: row.lab!,
    status: row.status as Row['status'],
    earned: number(row.earned),
    marks: number(row.marks) ?? 0,
    passed: number(row.passed) ?? 0,
    tests: number(row.tests) ?? 0,
    suite: row.suite!,
    seed: number(row.seed) ?? 0,
    ms: number(row.ms) ?? 0,
    claimed: number(row.claimed),
    differs: row.differs === 'true',
    same: row.same!,
    program: row.program!,
    file: row.file!,
    note: row.note!,
    details: [],
  }));
}
