/**
 * `npm run grade -- <lab> <file>` grades a file in Node through the same suite as the page; given a folder, an archive or several files, or
 * `--out`, it grades a class (src/cli/class). Exit code 0 when all passed, or a whole class has its rows; 1 when the one file failed; 2 for
 * bad usage; 3 when something could not be graded, which is nobody's zero.
 */
// First, so that what follows finds itself in the house.
import './where.ts';
import './with-npm.ts';

import { Command, CommanderError, Option } from 'commander';
import { type Lab, type Report, reportAsJson, seedOfText } from '#grading';
import { visible } from '#words';
import { nearestTo } from '../course/finding.ts';
import { openNodeTwin, SuiteFault } from '../sandbox/node-twin.ts';
import { stoppedReport } from '../sandbox/stopped.ts';
import { TOO_LONG } from '../sandbox/too-long.ts';
import { asShard, BadUsage, gradeMany, holdsMany, mergeAll, seedsOf, suiteAtFault } from './class/class-command.ts';
import { FORMATS } from './class/formats.ts';
import { requireSound } from './class/grade-lab.ts';
import { PATTERNS } from './class/names.ts';
import { labIds, loadLab } from './labs.ts';
import { printReport } from './print.ts';
import { Endless, Missing, NotUtf8, readLearnerFile, textOf, Unreadable } from './source.ts';
import { behindBar, complain, say } from './terminal.ts';
import { asTyped } from './where.ts';

interface Options {
  format?: string;
  out?: string;
  seed: number[];
  shard?: { index: number; of: number };
  names?: string;
  examSecret?: string;
}

async function grade(labId: string, files: string[], options: Options): Promise<number> {
  if (labId === 'merge') return mergeAll(files, options);
  const known = await labIds();
  if (labId !== 'all' && !known.includes(labId)) {
    const meant = nearestTo(labId, [...known, 'all', 'merge']);
    throw new BadUsage(
      `There is no lab "${visible(labId)}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} The labs are: ${known.join(', ')}.`,
    );
  }
  const [file = ''] = files;
  const { format = 'text', out, shard, names } = options;
  const seeds = labId === 'all' ? [] : seedsOf(options)(labId);
  const isOne =
    labId !== 'all' && files.length === 1 && out === undefined && shard === undefined && names === undefined;
  if (isOne && ['text', 'json'].includes(format) && seeds.length <= 1 && !(await holdsMany(asTyped(file))))
    return gradeOne(labId, file, format, seeds[0]);
  return gradeMany(labId, known, files, options);
}

async function gradeOne(labId: string, file: string, format: string, seed: number | undefined): Promise<number> {
  const bytes = await readLearnerFile(asTyped(file)).catch((error: Error) => {
    if (error instanceof Missing) throw new BadUsage(`There is no file ${visible(file)}.`);
    if (error instanceof Endless) return undefined;
    if (error instanceof Unreadable) throw new BadUsage(`${visible(file)} cannot be read: ${error.message}.`);
    throw error;
  });
  const lab = await loadLab(labId);
  const report = bytes ? await gradeBytes(bytes, labId, lab, seed) : stoppedReport(labId, lab, seed ?? 0, TOO_LONG);
  say(format === 'json' ? reportAsJson(report) : printReport(report, lab.title, process.stdout.columns));
  return report.status === 'pass' ? 0 : 1;
}

/** Every --seed that is given. */
function wholeNumber(seed: string, before: number[]): number[] {
  if (!/^-?\d+$/.test(seed) || !Number.isSafeInteger(Number(seed)))
    throw new BadUsage(`--seed must be a whole number, not "${visible(seed)}".`);
  return [...before, Number(seed)];
}

/** Grades with a seed, or with that of the text. */
async function gradeBytes(bytes: Uint8Array, labId: string, lab: Lab, seed?: number): Promise<Report> {
  let source: string;
  try {
    source = textOf(bytes);
  } catch (error) {
    // There is no text that a seed could come from.
    if (error instanceof NotUtf8) return stoppedReport(labId, lab, seed ?? 0, error.message);
    throw error;
  }
  const twin = await openNodeTwin(labId, lab);
  try {
    const report = await twin.grade({ source, seed: seed ?? seedOfText(source) });
    // A file that cannot run is nobody's but its author's.
    if (report.status !== 'pass' && report.tests.length > 0) await requireSound(labId, lab, twin, report);
    return report;
  } finally {
    await twin.close();
  }
}

const program = new Command('grade')
  .description("Grades a learner's file through a lab's hidden suite, without a browser.")
  .argument('<lab>', 'the id of a lab, or "all"; "merge" puts the results of shards together')
  .argument(
    '<files...>',
    'the TypeScript file to grade; or folders, archives (.zip), files of work (.json) and plain files of a class',
  )
  .addOption(
    new Option(
      '--format <format>',
      `how to tell it: text and json of one file, ${FORMATS.join(', ')} of a class`,
    ).choices(['text', ...FORMATS]),
  )
  .option('--out <file>', 'where the rows of a class go: .csv, .json, .xml, or a folder for gradescope')
  .addOption(
    new Option(
      '--seed <number>',
      'decides every input that the suite makes (default: worked out from the text); may be given several times',
    )
      .argParser(wholeNumber)
      .default([], 'of the text'),
  )
  .option('--exam-secret <file>', 'decides the seed of each lab by the text in this file, which only you have')
  .addOption(new Option('--shard <i/n>', 'grades this part of so many').argParser(asShard))
  .option(
    '--names <pattern>',
    `how files are named: ${Object.keys(PATTERNS).join(', ')}, or a pattern with {who}, {lab}, {id}, {any}`,
  )
  .exitOverride()
  .showSuggestionAfterError(false)
  // An argument may be the name of a file that a learner chose.
  .configureOutput({
    writeOut: complain,
    writeErr: complain,
    outputError: (text, write) => write(`${visible(text.trimEnd())}\n`),
  })
  .addHelpText('after', `\nThe labs are: ${(await labIds()).join(', ')}`)
  .showHelpAfterError()
  .action(async (labId: string, files: string[], options: Options) => {
    process.exitCode = await grade(labId, files, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof BadUsage) {
    complain(`${error.message}\n`);
    process.exitCode = 2;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.code === 'commander.helpDisplayed' ? 0 : 2;
  } else if (error instanceof SuiteFault) {
    complain(
      `${visible(suiteAtFault(error.message))}\nNothing was graded, and it is nobody's zero. npm run check says more.\n`,
    );
    process.exitCode = 3;
  } else {
    // A fault of ours is no verdict.
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(`Nothing was graded, and it is not the file's fault.\n${behindBar(said, '').join('\n')}\n`);
    process.exitCode = 3;
  }
}
