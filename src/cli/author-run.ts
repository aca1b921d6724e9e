/**
 * Runs all answers of one lab against its suite and tells of each by a line of JSON: `node src/cli/author-run.ts <lab>`. A program of its own, because
 * a process loads each of a lab's files once, and an author changes them.
 */
import type { Lab, Report } from '#grading';
import type { Graded, Told } from '../author/messages.ts';
import { sentence } from '../course/finding.ts';
import { faultOf, type NodeTwin, openNodeTwin, SuiteFault } from '../sandbox/node-twin.ts';
import { loadLab, readAnswers } from './labs.ts';
import { say } from './terminal.ts';

/** An author looks on: what takes longer is told of. */
const LIMITS = { deadlineMs: 60_000, silentMs: 10_000 };

const tell = (told: Told): void => say(`${JSON.stringify(told)}\n`);

function whatFailed({ tests, message }: Report): string {
  if (message) return message;
  const failed = tests.filter(({ status }) => status !== 'pass');
  const [first] = failed;
  if (!first) return 'It passes.';
  return `${failed.length} of ${tests.length} requirements are not met, the first is "${first.name}": ${first.message ?? first.failure?.actual ?? ''}`;
}

async function gradeAll(id: string, lab: Lab, twin: NodeTwin): Promise<void> {
  const asked = await twin.tests();
  const fault = faultOf(asked, lab);
  if (fault !== undefined) throw new SuiteFault(fault);
  const { solution, starter, right, wrong, problems } = await readAnswers(id);
  for (const problem of problems) tell({ kind: 'fault', problem: sentence(problem) });
  const run = async (name: string, as: Graded['as'], source: string, meant: (report: Report) => boolean, more = {}) => {
    const report = await twin.grade({ source, seed: 0 });
    tell({ kind: 'graded', graded: { name, as, isAsMeant: meant(report), said: whatFailed(report), ...more } });
  };
  const passes = ({ status }: Report): boolean => status === 'pass';
  await run('solution.ts', 'right', solution, passes);
  for (const [name, source] of right) await run(name, 'right', source, passes);
  await run('starter.ts', 'starter', starter, ({ status, message }) => status !== 'pass' && message === undefined);
  for (const { mistake, source } of wrong) {
    const { name, caughtBy, because } = mistake;
    const isCaught = ({ tests }: Report): boolean =>
      tests.some((test) => test.name === caughtBy && test.status !== 'pass');
    await run(name, 'mistake', source, isCaught, { because });
  }
}

const [id = ''] = process.argv.slice(2);
try {
  const lab = await loadLab(id);
  const twin = await openNodeTwin(id, lab, LIMITS);
  try {
    await gradeAll(id, lab, twin);
  } finally {
    await twin.close();
  }
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  tell({ kind: 'fault', problem: error instanceof SuiteFault ? `The suite is at fault. ${said}` : said });
}
