/** The runs that are kept, as the workbench knows them: with reports that were checked, since anything under this address can write to the store. */
import { type Report, reportAsJson } from '#grading';
import type { KeptRun, Outcome } from '../progress/runs.ts';
import { parseReport } from '../sandbox/report-schema.ts';

/** What is kept of a run. */
export function outcomeOf(lab: string, code: string, report: Report): Outcome {
  const { earned, marks, tests } = report;
  const met = tests.filter(({ status }) => status === 'pass').length;
  return { lab, code, earned, marks, met, requirements: tests.length, report: reportAsJson(report) };
}

/** The report of a run that was kept; undefined where it is out of shape, or of another version of the course. */
export function reportOf({ lab, report }: KeptRun): Report | undefined {
  try {
    const parsed = parseReport(report);
    return parsed.lab === lab ? parsed : undefined;
  } catch {
    return undefined;
  }
}
