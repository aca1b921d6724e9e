/** The class side of `grade`: what the options mean, and where the rows go. */
import { mkdirSync, readFileSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { counted, visible } from '#words';
import { Missing, Unreadable } from '../source.ts';
import { complain, say } from '../terminal.ts';
import { asTyped } from '../where.ts';
import { examSeed } from './exam.ts';
import { asCsv, asGradescope, asJson, asJUnit, FORMATS, type Format, readRows } from './formats.ts';
import { gradeClass, writeWhole } from './grade-class.ts';
import { GIVEN, markSame, numberOf, type Row } from './row.ts';
import { gather } from './submissions.ts';

/** Ends with exit code 2 and a message on standard error. */
export class BadUsage extends Error {}

export const WHERE_TO = `A class needs --out <file>, or --format ${FORMATS.join(' | ')} for standard output.`;

interface Options {
  format?: string;
  out?: string;
  seed: number[];
  shard?: { index: number; of: number };
  names?: string;
  examSecret?: string;
}

/** The seeds of a lab: those that were given, or that of the exam. */
export function seedsOf({
  seed,
  examSecret,
}: Pick<Options, 'seed' | 'examSecret'>): (lab: string) => readonly number[] {
  if (examSecret === undefined) return () => seed;
  if (seed.length > 0) throw new BadUsage('Give --seed or --exam-secret, not both: the secret decides the seeds.');
  const secret = readSecret(examSecret);
  return (lab) => [examSeed(secret, lab)];
}

function readSecret(file: string): string {
  try {
    const secret = readFileSync(asTyped(file), 'utf8');
    examSeed(secret, '');
    return secret;
  } catch (error) {
    throw new BadUsage(`${visible(file)}: ${error instanceof Error ? error.message : error}`);
  }
}

/** `2/5`. */
export function asShard(text: string): { index: number; of: number } {
  const [, index, of] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  if (!index || !of || index > of)
    throw new BadUsage(`--shard must be a part of so many, such as 2/5, not "${visible(text)}".`);
  return { index, of };
}

/** Whether there is more than one submission at a path. */
export async function holdsMany(path: string): Promise<boolean> {
  if (/\.(zip|json)$/.test(path)) return true;
  const there = await lstat(path).catch(() => undefined);
  return there?.isDirectory() === true;
}

export const suiteAtFault = (why: string): string =>
  why.startsWith('The suite is at fault') ? why : `The suite is at fault. ${why}`;

function formatOf({ format, out }: Options): Format {
  if (format !== undefined && format !== 'text') return format as Format;
  if (out === undefined) throw new BadUsage(WHERE_TO);
  const byName: Record<string, Format> = { '.csv': 'csv', '.json': 'json', '.xml': 'junit', '': 'gradescope' };
  const found = byName[extname(out)];
  if (!found)
    throw new BadUsage(
      `The name ${visible(out)} does not say how to write it: end it in .csv, .json or .xml, or add --format.`,
    );
  return found;
}

export async function gradeMany(
  lab: string,
  labs: readonly string[],
  paths: readonly string[],
  options: Options,
): Promise<number> {
  const { out, shard = { index: 1, of: 1 }, names } = options;
  const format = formatOf(options);
  if (format === 'gradescope' && out === undefined && paths.length > 1)
    throw new BadUsage('Gradescope has a file for each submission: --out names the folder for them.');
  const { submissions, ignored } = await gather(
    paths.map((typed) => ({ typed, at: asTyped(typed) })),
    { lab, labs, names },
  ).catch((error: Error) => {
    if (error instanceof Missing) throw new BadUsage(`There is no file ${visible(error.message)}.`);
    if (error instanceof Unreadable)
      throw new BadUsage(`${paths.map(visible).join(', ')} cannot be read: ${error.message}.`);
    if (error.message.startsWith('A pattern of names')) throw new BadUsage(error.message);
    throw error;
  });
  if (submissions.length === 0)
    throw new BadUsage(
      `There is no submission in ${paths.map(visible).join(', ')}: a .ts file, or a learner's file of work (.json).`,
    );
  const journal =
    out === undefined ? join(process.cwd(), '.cache', `class-${process.pid}.jsonl`) : `${asTyped(out)}.journal`;
  const { rows, faults, finish } = await gradeClass(submissions, { journal, seedsOf: seedsOf(options), shard });
  write(rows, format, out);
  finish();
  for (const [id, why] of faults) complain(`${id}: ${visible(suiteAtFault(why))}\n`);
  return conclude(rows, ignored);
}

/** Puts the results of shards together: each row once, and none missing. */
export function mergeAll(files: readonly string[], options: Options): number {
  const rows = files.flatMap((file) => {
    try {
      return readRows(readFileSync(asTyped(file), 'utf8'));
    } catch (error) {
      throw new BadUsage(`${visible(file)} cannot be merged: ${error instanceof Error ? error.message : error}.`);
    }
  });
  const totals = new Set(rows.map(({ number }) => Number(number.split('/')[1])));
  const [total = 0] = totals;
  if (totals.size > 1)
    throw new BadUsage(`These are shards of different classes: of ${[...totals].join(' and of ')} rows.`);
  const places = rows.map(numberOf);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) throw new BadUsage(`Row ${twice} of ${total} is there twice: is one shard named twice?`);
  if (rows.length < total) {
    const there = new Set(places);
    const missing = Array.from({ length: total }, (_, place) => place + 1).filter((place) => !there.has(place));
    throw new BadUsage(
      `${counted(missing.length, 'row')} of ${total} ${missing.length === 1 ? 'is' : 'are'} missing, the first is ${missing[0]}: is a shard missing?`,
    );
  }
  const format = formatOf(options);
  if (['junit', 'gradescope'].includes(format) && rows.some(({ tests, details }) => tests > 0 && details.length === 0))
    throw new BadUsage(
      `A table does not hold each requirement: merge shards that were written as .json into ${format}.`,
    );
  markSame(rows);
  write(rows, format, options.out);
  return conclude(rows, []);
}

function write(rows: readonly Row[], format: Format, out: string | undefined): void {
  const texts = { csv: asCsv, json: asJson, junit: asJUnit };
  if (format !== 'gradescope') {
    const text = texts[format](rows);
    if (out === undefined) say(text);
    else writeWhole(asTyped(out), text);
    return;
  }
  if (out === undefined) {
    for (const row of rows) say(asGradescope(row));
    return;
  }
  const folder = asTyped(out);
  if (rows.length === 1 && extname(folder) === '.json') {
    writeWhole(folder, asGradescope(rows[0]!));
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const row of rows) {
    const name = `${row.who}-${row.lab}`
      .normalize('NFKD')
      .replace(/[^\w-]+/g, '-')
      .slice(0, 80);
    writeWhole(join(folder, `${numberOf(row)}-${name}.json`), asGradescope(row));
  }
}

function conclude(rows: readonly Row[], ignored: readonly string[]): number {
  const open = rows.filter(({ status }) => status === 'not graded').length;
  const count = (what: string, list: readonly unknown[]): string[] =>
    list.length === 0 ? [] : [`${list.length} ${what}`];
  const said = [
    counted(rows.length, 'row'),
    ...count(
      'passed',
      rows.filter(({ status }) => status === 'pass'),
    ),
    ...(open > 0 ? [`${open} not graded`] : []),
    ...count(
      'differ from what was claimed',
      rows.filter(({ differs }) => differs),
    ),
    ...count(
      'share a program with somebody',
      rows.filter(({ same }) => same !== '' && same !== GIVEN.starter),
    ),
    ...(ignored.length > 0 ? [`${counted(ignored.length, 'other file')} left alone`] : []),
  ];
  complain(`${said.join(', ')}\n`);
  return open > 0 ? 3 : 0;
}
