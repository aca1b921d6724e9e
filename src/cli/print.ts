/** A report as text for a terminal: what a learner sees on the page, for instructors and for those without a browser. */

import type { Failure, Report, TestReport } from '#grading';
import { describePicture } from '../grading/picture.ts';

const SIGN = { pass: '✓', fail: '✗', error: '!' } as const;

/** The whole report, ending in a line break. */
export function printReport(report: Report, title: string): string {
  const lines = [`${title} (${report.lab})`, ''];
  if (report.message) lines.push(`  ! ${report.message}`, '');
  for (const test of report.tests) lines.push(...printTest(test));
  const passed = report.tests.filter((test) => test.status === 'pass').length;
  lines.push('', `${passed} of ${report.tests.length} requirements met, ${report.earned} of ${report.marks} marks`);
  return `${lines.join('\n')}\n`;
}

function printTest(test: TestReport): string[] {
  const marks = `${test.earned}/${test.marks}`;
  const lines = [`  ${SIGN[test.status]} ${test.name}  [${marks}]`];
  if (test.message) lines.push(`      ${test.message}`);
  if (test.failure) lines.push(...printFailure(test.failure).map((line) => `      ${line}`));
  if (test.output)
    lines.push(
      '      printed:',
      ...test.output
        .trimEnd()
        .split('\n')
        .map((line) => `        ${line}`),
    );
  return lines;
}

function printFailure(failure: Failure): string[] {
  const lines = failure.calls.map(({ call, outcome }) => `${call} ${outcome}`);
  if (failure.expected !== undefined) lines.push(`expected ${failure.expected}`);
  if (failure.actual !== undefined) lines.push(`     got ${failure.actual}`);
  if (failure.picture)
    lines.push(
      `${failure.picture.title}, in the order of time:`,
      ...describePicture(failure.picture).map((sentence) => `  ${sentence}`),
    );
  if (failure.why) lines.push(`why it matters: ${failure.why}`);
  if (failure.position) lines.push(`at line ${failure.position.line}, column ${failure.position.column} of your file`);
  if (failure.found) lines.push(`the smallest case found; ${failure.found.tried} tried, seed ${failure.found.seed}`);
  return lines;
}
