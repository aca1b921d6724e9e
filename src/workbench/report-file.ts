/** A report as a file of the learner's: the same JSON that the command line prints. */
import { type Report, reportAsJson } from '#grading';

export function saveReport(report: Report): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([reportAsJson(report)], { type: 'application/json' }));
  link.download = `${report.lab}-report.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
