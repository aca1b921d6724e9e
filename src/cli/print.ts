/** A report as text for a terminal: what a learner sees on the page, for instructors and for those without a browser. */

import type { Failure, Report, TestReport } from '#grading';
import { describePicture } from '../grading/picture.ts';
import { tableLines } from '../grading/table.ts';
import { behindBar } from './terminal.ts';

const SIGN = { pass: '✓', fail: '✗', error: '!' } as const;

/** Where the details of a test stand. */
const INDENT = '      ';

/**
 * The whole report, ending in a line break. What may hold text of the learner's stands behind a bar, and is broken to fit
 * into so many columns where they are given.
 */
export function printReport(report: Report, title: string, columns?: number): string {
  const detail = (text: string): string[] => behindBar(text, INDENT, columns);
  const lines = [`${title} (${report.lab})`, ''];
  if (report.message) lines.push('  ! No test could run', ...detail(report.message), '');
  for (const test of report.tests) {
    lines.push(`  ${SIGN[test.status]} ${test.name}  [${test.earned}/${test.marks}]`);
    lines.push(...detailsOf(test).flatMap(detail));
  }
  const passed = report.tests.filter((test) => test.status === 'pass').length;
  lines.push('', `${passed} of ${report.tests.length} requirements met, ${report.earned} of ${report.marks} marks`);
  lines.push(`inputs from seed ${report.seed}`);
  return `${lines.join('\n')}\n`;
}

function detailsOf({ message, failure, output }: TestReport): string[] {
  return [
    ...(message ? [message] : []),
    ...(failure ? detailsOfFailure(failure) : []),
    ...(output
      ? [
          'printed:',
          ...output
            .trimEnd()
            .split('\n')
            .map((line) => `> ${line}`),
        ]
      : []),
  ];
}

function detailsOfFailure(failure: Failure): string[] {
  const lines = failure.calls.map(({ call, outcome }) => `${call} ${outcome}`);
  if (failure.expected !== undefined) lines.push(`expected ${failure.expected}`);
  if (failure.actual !== undefined) lines.push(`     got ${failure.actual}`);
  if (failure.picture)
    lines.push(
      `${failure.picture.title}, in the order of time:`,
      ...describePicture(failure.picture).map((sentence) => `  ${sentence}`),
    );
  if (failure.table) lines.push(...tableLines(failure.table));
  if (failure.why) lines.push(`why it matters: ${failure.why}`);
  if (failure.position) lines.push(`at line ${failure.position.line}, column ${failure.position.column} of your file`);
  return lines;
}
