/**
 * `node tests/security/generated.ts [programs] [first seed] [lab …]`: so many odd programs, spread over all labs, each graded as a
 * learner's. None may earn what it did not work out, break the machine, be told that the lab is at fault, or make a
 * report that is refused. Meant for nights; generated.test.ts tries a hundred.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Lab, Report } from '../../src/grading/index.ts';
import { labIds } from '../../src/sandbox/bundle.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { type OddProgram, oddProgram } from './odd-programs.ts';

/** A busy computer must not be taken for an endless program: counted limits end these. */
const PATIENT_MS = 300_000;

/** What a learner is told when it is our fault, and what an engine says where nobody found words. */
const FAULTS = [
  /itself went wrong/,
  /could not go on with what/,
  /not your fault/,
  /broke (down|the machine)/,
  /The sandbox ended/,
  /without a verdict/,
  /this run took more than \d+ MB of memory/,
  /Cannot (read|set|convert|destructure)|is not (iterable|a function or)|undefined \(reading|Invalid array length/,
];

/** What is wrong with how a program was judged: sentences; none when nothing is. */
export function faultsOf({ isAllOdd }: OddProgram, report: Report): string[] {
  const faults = faultsOfOurs(report);
  if (report.status === 'pass' && isAllOdd) faults.push('passes');
  if (isAllOdd && report.earned > 0) {
    const earning = report.tests.filter(({ earned }) => earned > 0).map(({ name }) => `"${name}"`);
    faults.push(`earns ${report.earned} by ${earning.join(', ')}`);
  }
  return faults;
}

/** Where a report tells a learner of a fault of ours: sentences; none when nowhere. */
export function faultsOfOurs({ message, tests }: Report): string[] {
  const told = [{ name: 'the report', message, failure: undefined }, ...tests];
  const isFault = ({ message: text = '', failure }: (typeof told)[number]): boolean =>
    failure?.stopped === 'machine' || FAULTS.some((fault) => fault.test(text));
  return told.filter(isFault).map((each) => `"${each.name}" says: ${each.message}`);
}

/** Grades so many programs of one lab from a seed on, and tells each with its faults. A refused report is a fault. */
export async function tryPrograms(
  id: string,
  programs: number,
  seed: number,
  hear: (program: OddProgram, seed: number, faults: string[], report?: Report) => void,
): Promise<void> {
  const { default: lab } = (await import(pathToFileURL(`labs/${id}/lab.ts`).href)) as { default: Lab };
  const solution = readFileSync(`labs/${id}/solution.ts`, 'utf8');
  const twin = await openNodeTwin(id, lab, { deadlineMs: PATIENT_MS });
  try {
    for (let at = seed; at < seed + programs; at++) {
      const program = oddProgram(lab.exports, solution, at);
      try {
        const report = await twin.grade({ source: program.source, seed: 1 });
        hear(program, at, faultsOf(program, report), report);
      } catch (error) {
        hear(program, at, [`is refused: ${String(error)}`]);
      }
    }
  } finally {
    await twin.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , programs = '10000', seed = '1', ...asked] = process.argv;
  const ids = asked.length > 0 ? asked : await labIds();
  const each = Math.ceil(Number(programs) / ids.length);
  let found = 0;
  for (const id of ids) {
    await tryPrograms(id, each, Number(seed), (program, at, faults) => {
      found += faults.length;
      for (const fault of faults) console.log(`${id}, seed ${at}, ${program.about}\n    ${fault}`);
    });
    console.log(`${id}: ${each} programs`);
  }
  console.log(`${found} faults`);
  process.exitCode = found > 0 ? 1 : 0;
}
