/** A report as a file of the learner's: the same JSON that the command line prints. */
import { type Report, reportAsJson } from '#grading';
import { download } from '../progress/download.ts';

export function saveReport(report: Report): void {
  download(`${report.lab}-report.json`, reportAsJson(report));
}
