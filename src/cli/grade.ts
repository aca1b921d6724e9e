/**
 * `npm run grade -- <lab> <file>`: grades a file in Node through the same suite as the page. Exit code 0 when all
 * passed, 1 when something failed, 2 for bad usage, 3 when nothing could be graded.
 */
// First, so that what follows finds itself in the house.
import './where.ts';
import './with-npm.ts';

import { Command, CommanderError, Option } from 'commander';
import { type Lab, type Report, reportAsJson, seedOfText } from '#grading';
import { visible } from '#words';
import { openNodeTwin } from '../sandbox/node-twin.ts';
import { stoppedReport } from '../sandbox/stopped.ts';
import { TOO_LONG } from '../sandbox/too-long.ts';
import { labIds, loadLab } from './labs.ts';
import { printReport } from './print.ts';
import { Endless, Missing, NotUtf8, readLearnerFile, textOf, Unreadable } from './source.ts';
import { behindBar, complain, say } from './terminal.ts';
import { asTyped } from './where.ts';

/** Ends with exit code 2 and a message on standard error. */
class BadUsage extends Error {}

async function grade(labId: string, file: string, options: { format: string; seed?: string }): Promise<number> {
  const known = await labIds();
  if (!known.includes(labId))
    throw new BadUsage(`There is no lab "${visible(labId)}". The labs are: ${known.join(', ')}.`);
  const seed = options.seed === undefined ? undefined : wholeNumber(options.seed);
  const bytes = await readLearnerFile(asTyped(file)).catch((error: Error) => {
    if (error instanceof Missing) throw new BadUsage(`There is no file ${visible(file)}.`);
    if (error instanceof Endless) return undefined;
    if (error instanceof Unreadable) throw new BadUsage(`${visible(file)} cannot be read: ${error.message}.`);
    throw error;
  });
  const lab = await loadLab(labId);
  const report = bytes ? await gradeBytes(bytes, labId, lab, seed) : stoppedReport(labId, lab, seed ?? 0, TOO_LONG);
  say(options.format === 'json' ? reportAsJson(report) : printReport(report, lab.title, process.stdout.columns));
  return report.status === 'pass' ? 0 : 1;
}

function wholeNumber(seed: string): number {
  if (!/^-?\d+$/.test(seed) || !Number.isSafeInteger(Number(seed)))
    throw new BadUsage(`--seed must be a whole number, not "${visible(seed)}".`);
  return Number(seed);
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
    return await twin.grade({ source, seed: seed ?? seedOfText(source) });
  } finally {
    await twin.close();
  }
}

const program = new Command('grade')
  .description("Grades a learner's file through a lab's hidden suite, without a browser.")
  .argument('<lab>', 'the id of a lab')
  .argument('<file>', 'the TypeScript file to grade')
  .addOption(new Option('--format <format>', 'how to print the report').choices(['text', 'json']).default('text'))
  .option('--seed <number>', 'decides every input that the suite makes (default: worked out from the text)')
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
  .action(async (labId: string, file: string, options: { format: string; seed?: string }) => {
    process.exitCode = await grade(labId, file, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof BadUsage) {
    complain(`${error.message}\n`);
    process.exitCode = 2;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.code === 'commander.helpDisplayed' ? 0 : 2;
  } else {
    // A fault of ours is no verdict.
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(`Nothing was graded, and it is not the file's fault.\n${behindBar(said, '').join('\n')}\n`);
    process.exitCode = 3;
  }
}
