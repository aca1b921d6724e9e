/** Finds and loads labs for the command line. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab, Mistake, Survivor } from '#grading';
import { inSeries } from '#words';
import { LAB_FILES } from '../course/check-course.ts';
import { type Finding, sentence } from '../course/finding.ts';
import { type WrongAnswer, writeOut } from '../grading/mistakes.ts';
import { writeSurvivors } from '../grading/survivors.ts';
import { labIds, ROOT } from '../sandbox/bundle.ts';
import { soldProblems } from './design.ts';

export { labIds };

/** Throws an Error that names the files that a lab lacks. */
export async function requireFiles(id: string): Promise<void> {
  const there = await readdir(join(ROOT, 'labs', id));
  const missing = LAB_FILES.filter((file) => !there.includes(file));
  if (missing.length > 0) throw new Error(`labs/${id} lacks ${inSeries(missing)}.`);
}

/** Loads a lab's manifest. */
export function loadLab(id: string): Promise<Lab> {
  return loadDefault<Lab>(id, 'lab.ts');
}

/** Everything in a lab's folder that is an answer, right or wrong. */
export interface Answers {
  solution: string;
  starter: string;
  /** Right answers written another way, by file (`right/<file>.ts`). */
  right: ReadonlyMap<string, string>;
  wrong: WrongAnswer[];
  /** Why some mistakes and survivors could not be written out, and which programs nobody names. */
  problems: Finding[];
  /** The text of mistakes.ts, where their lines are looked up. */
  mistakesText?: string;
}

export async function readAnswers(id: string): Promise<Answers> {
  const [solution, starter, right, programs, mistakes, survivors] = await Promise.all([
    readLabFile(id, 'solution.ts'),
    readLabFile(id, 'starter.ts'),
    readFolder(id, 'right'),
    readFolder(id, 'mistakes'),
    loadDefault<Mistake[]>(id, 'mistakes.ts'),
    readSurvivors(id),
  ]);
  const mistakesText = await readLabFile(id, 'mistakes.ts');
  const written = writeOut(mistakes, new Map([['solution.ts', solution], ...right, ...programs]));
  const named = new Set(mistakes.map((mistake) => ('program' in mistake ? mistake.program : '')));
  const file = `labs/${id}/mistakes.ts`;
  const problems: Finding[] = [
    ...written.problems.map((problem) => {
      const [begin = '', name = ''] = /^mistake "(.*?)": /s.exec(problem) ?? [];
      return { ...atMistake(id, name, mistakesText), problem: sentenceOf(problem.slice(begin.length)) };
    }),
    ...[...programs.keys()].flatMap((program) =>
      named.has(program) ? [] : [{ file, problem: `It does not name ${program}.` }],
    ),
    ...writeSurvivors(survivors, solution).problems.map((problem) => ({
      file: `labs/${id}/survivors.ts`,
      problem: sentenceOf(problem),
    })),
    ...(await soldProblems(id, { 'starter.ts': starter, 'solution.ts': solution })),
  ];
  return { solution, starter, right, wrong: written.answers, problems, mistakesText };
}

/** Where a mistake stands in its lab's list. */
export function atMistake(id: string, name: string, text = ''): Pick<Finding, 'file' | 'line' | 'field'> {
  const at = Math.max(text.indexOf(`name: '${name}'`), text.indexOf(`name: "${name}"`));
  return {
    file: `labs/${id}/mistakes.ts`,
    ...(at >= 0 && { line: text.slice(0, at).split('\n').length }),
    field: `mistake "${name}"`,
  };
}

/** A clause as a sentence. */
export const sentenceOf = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/**
 * One mistake by its name, written out, and the right answer that it is read against.
 * Throws an Error that says what is wrong with the mistake, or which mistakes there are.
 */
export async function readMistake(id: string, name: string): Promise<{ wrong: WrongAnswer; base: string }> {
  const { solution, right, wrong, problems } = await readAnswers(id);
  const found = wrong.find(({ mistake }) => mistake.name === name);
  if (found) return { wrong: found, base: right.get(found.base) ?? solution };
  const why = problems.filter(({ field }) => field === `mistake "${name}"`).map(sentence);
  const names = wrong.map(({ mistake }) => mistake.name).join(', ');
  throw new Error(why.length > 0 ? why.join('\n') : `${id} has no mistake "${name}". Its mistakes are: ${names}.`);
}

/** The mutants of its solution that a lab says nobody can catch; none when it has no such file. */
export async function readSurvivors(id: string): Promise<Survivor[]> {
  const there = await readdir(join(ROOT, 'labs', id));
  return there.includes('survivors.ts') ? loadDefault<Survivor[]>(id, 'survivors.ts') : [];
}

export function readLabFile(id: string, name: string): Promise<string> {
  return readFile(join(ROOT, 'labs', id, name), 'utf8');
}

/** The TypeScript files of a folder of a lab, sorted, by their name within the lab; none when there is no such folder. */
async function readFolder(id: string, folder: string): Promise<Map<string, string>> {
  const found = await readdir(join(ROOT, 'labs', id, folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = found.filter((name) => name.endsWith('.ts')).sort();
  return new Map(
    await Promise.all(
      files.map(async (name) => [`${folder}/${name}`, await readLabFile(id, `${folder}/${name}`)] as const),
    ),
  );
}

async function loadDefault<Value>(id: string, name: string): Promise<Value> {
  const module = (await import(pathToFileURL(join(ROOT, 'labs', id, name)).href)) as { default: Value };
  return module.default;
}
