/**
 * `npm run grade -- <lab> <file>`: grades a file in Node through the same suite as the page. Exit code 0 when all
 * passed, 1 when something failed, 2 for bad usage.
 */
// First, so that what follows finds itself in the house.
import './where.ts';

import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { Lab, Report } from '#grading';
import { openNodeTwin } from '../sandbox/node-twin.ts';
import { stoppedReport } from '../sandbox/stopped.ts';
import { labIds, loadLab } from './labs.ts';
import { printReport } from './print.ts';
import { NotUtf8, textOf } from './source.ts';
import { asTyped } from './where.ts';

/** Ends with exit code 2 and a message on standard error. */
class BadUsage extends Error {}

async function grade(labId: string, file: string, options: { format: string; seed: string }): Promise<number> {
  const known = await labIds();
  if (!known.includes(labId)) throw new BadUsage(`There is no lab "${labId}". The labs are: ${known.join(', ')}.`);
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed)) throw new BadUsage(`--seed must be a whole number, not "${options.seed}".`);
  const bytes = await readFile(asTyped(file)).catch((error: NodeJS.ErrnoException) => {
    throw new BadUsage(
      error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read${whyNot(error)}.`,
    );
  });
  const lab = await loadLab(labId);
  const report = await gradeBytes(bytes, labId, lab, seed);
  process.stdout.write(
    options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : printReport(report, lab.title),
  );
  return report.status === 'pass' ? 0 : 1;
}

function whyNot({ code }: NodeJS.ErrnoException): string {
  return code === 'EISDIR' ? ': it is a folder' : code === undefined ? '' : ` (${code})`;
}

async function gradeBytes(bytes: Uint8Array, labId: string, lab: Lab, seed: number): Promise<Report> {
  let source: string;
  try {
    source = textOf(bytes);
  } catch (error) {
    if (error instanceof NotUtf8) return stoppedReport(labId, lab, seed, error.message);
    throw error;
  }
  const twin = await openNodeTwin(labId, lab);
  try {
    return await twin.grade({ source, seed });
  } finally {
    await twin.close();
  }
}

const program = new Command('grade')
  .description("Grades a learner's file through a lab's hidden suite, without a browser.")
  .argument('<lab>', 'the id of a lab')
  .argument('<file>', 'the TypeScript file to grade')
  .addOption(new Option('--format <format>', 'how to print the report').choices(['text', 'json']).default('text'))
  .option('--seed <number>', 'decides every input that the suite makes', '1')
  .exitOverride()
  .configureOutput({ writeOut: (text) => process.stderr.write(text) })
  .addHelpText('after', `\nThe labs are: ${(await labIds()).join(', ')}`)
  .showHelpAfterError()
  .action(async (labId: string, file: string, options: { format: string; seed: string }) => {
    process.exitCode = await grade(labId, file, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof BadUsage) process.stderr.write(`${error.message}\n`);
  else if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('commander.'))) throw error;
  process.exitCode = error instanceof Error && 'code' in error && error.code === 'commander.helpDisplayed' ? 0 : 2;
}
