/**
 * Runs what a course brings as code beside its labs' answers: the experiments and pictures of lessons, and scenes. Each is bundled
 * first: the bundle's text is the key under which it is known whether it is sound.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, build } from 'esbuild';
import { type Kept, keyOf } from '../kept/kept.ts';
import { type Finding, misnamed } from './finding.ts';
import type { LessonFile } from './read.ts';

/** What a bundle tells of itself when it is run: faults, and what each is about. */
interface Fault {
  /** The line of the lesson, or the experiment that it is a fault of. */
  line?: number;
  experiment?: string;
  problem: string;
  word?: string;
  allowed?: readonly string[];
}

/** The scene's own words for what went wrong, and the name that stands for nothing where one does. */
const HELP = `
import { validate as __validate } from '#architecture';
import { record as __record } from '#scene';
const __faults = [];
const __try = (about, run) => {
  try { run(); } catch (error) { __faults.push({ ...about, problem: String(error?.message ?? error), word: error?.word, allowed: error?.allowed }); }
};
`;

/** The experiments of a lesson hold, its pictures can be drawn, and its questions have their answers. */
export async function runLesson(root: string, lesson: LessonFile, known: Kept): Promise<Finding[]> {
  const { file, text } = lesson;
  if (!text) return [];
  const tries = file.replace(/\.mdx$/, '.tries.ts');
  const hasTries = existsSync(join(root, tries));
  // Each module of the text on its own lines, so that what the bundler says has the place in the lesson.
  const modules = text.modules.reduce(
    (code, each) => code + '\n'.repeat(Math.max(0, each.line - code.split('\n').length)) + each.code,
    '',
  );
  const looked = text.words.flatMap(({ name, attributes, line }) => {
    const code = (attribute: string): string | undefined => {
      const value = attributes.get(attribute);
      return typeof value === 'object' ? value.expression : undefined;
    };
    const at = JSON.stringify({ line });
    if (name === 'Diagram' && code('architecture'))
      return [
        `__try(${at}, () => { for (const { message } of __validate(${code('architecture')})) __faults.push({ line: ${line}, problem: 'The diagram: ' + message }); });`,
      ];
    if (name === 'Try' && attributes.has('ask') && code('choices') && code('answer'))
      return [
        `__try(${at}, () => { if ((${code('choices')})[${code('answer')}] === undefined) __faults.push({ line: ${line}, problem: 'The answer is the place of the right one among the choices, from 0, and there is none at ' + (${code('answer')}) + '.' }); });`,
      ];
    if ((name === 'Try' || name === 'Show') && code('of'))
      return [
        `__try(${at}, () => { if (typeof (${code('of')})?.problems !== 'function') __faults.push({ line: ${line}, problem: 'of= must be an experiment.' }); });`,
      ];
    return [];
  });
  const experiments = hasTries
    ? `import * as __tries from './${tries.split('/').pop()}';
for (const [experiment, each] of Object.entries(__tries))
  if (typeof each?.problems === 'function' && each.replay) __try({ experiment }, () => { for (const problem of each.problems()) __faults.push({ experiment, problem }); });`
    : '';
  const source = `${modules}\n${HELP}\n${looked.join('\n')}\n${experiments}\nexport default __faults;\n`;
  const faults = await runBundle(root, `lesson ${lesson.slug}`, file, source, 'content/lessons', known);
  const triesText = hasTries ? readFileSync(join(root, tries), 'utf8') : '';
  return faults.map((fault) => {
    if ('file' in fault) return fault;
    // A name that stands for nothing was written in the lesson's experiments.
    const inTries = fault.experiment !== undefined || (fault.word !== undefined && triesText.includes(fault.word));
    const sought = fault.experiment !== undefined ? `export const ${fault.experiment}` : (fault.word ?? '');
    const line = inTries ? lineOf(triesText, sought) : fault.line;
    const at = { file: inTries ? tries : file, ...(line !== undefined && { line }), problem: fault.problem };
    const field = fault.word ?? fault.experiment;
    const told: Finding = { ...at, ...(field !== undefined && { field }) };
    if (fault.word === undefined || !fault.allowed) return told;
    // The list of what there is comes with what is allowed.
    return misnamed(
      { ...told, problem: `${fault.problem.split('; the ')[0]}.`.replace('..', '.') },
      fault.word,
      fault.allowed,
    );
  });
}

/** A scene can be recorded as it first stands there, and what it records can be drawn. */
export async function runScene(root: string, file: string, known: Kept): Promise<Finding[]> {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const source = `import scene from './${file.slice(folder.length + 1)}';\n${HELP}
__try({}, () => {
  if (scene === undefined) throw new Error('It has no default export: write \`export default defineScene({ … })\`.');
  if (scene.reference === undefined && ${folder.startsWith('labs/')}) return;
  for (const { architecture } of __record(scene)) for (const { message } of __validate(architecture)) __faults.push({ problem: 'It cannot be drawn: ' + message });
});
export default __faults;\n`;
  const faults = await runBundle(root, `scene ${file}`, file, source, folder, known);
  return faults.map((fault) =>
    'file' in fault ? fault : { file, problem: fault.problem, ...(fault.allowed && { allowed: fault.allowed }) },
  );
}

function lineOf(text: string, sought: string): number | undefined {
  const at = text.indexOf(sought);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}

async function runBundle(
  root: string,
  name: string,
  file: string,
  contents: string,
  resolveDir: string,
  known: Kept,
): Promise<(Fault | Finding)[]> {
  let code: string;
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(root, resolveDir), loader: 'tsx', sourcefile: file },
      absWorkingDir: root,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      packages: 'external',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'silent',
    });
    code = outputFiles[0]!.text;
  } catch (error) {
    const errors = (error as BuildFailure).errors ?? [];
    if (errors.length === 0) throw error;
    return errors.map(({ text, location }) => ({
      file: location?.file ?? file,
      ...(location && { line: location.line }),
      problem: `${text}${/[.!?]$/.test(text) ? '' : '.'}`,
    }));
  }
  const key = keyOf(code);
  const before = known.recall<(Fault | Finding)[]>(name, key);
  if (before) return before;
  const found = await run(root, name, file, code);
  known.keep(name, key, found);
  return found;
}

async function run(root: string, name: string, file: string, code: string): Promise<(Fault | Finding)[]> {
  const folder = join(root, '.cache', 'check');
  const path = join(folder, `${name.replace(/[^\w.-]/g, '-')}.${process.pid}.mjs`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, code);
  try {
    return ((await import(`${pathToFileURL(path).href}?${keyOf(code)}`)) as { default: Fault[] }).default;
  } catch (error) {
    const { word, allowed, message } = error as { word?: string; allowed?: string[]; message?: string };
    return word === undefined
      ? [{ file, problem: message ?? String(error) }]
      : [{ problem: message!, word, allowed: allowed ?? [] }];
  } finally {
    rmSync(path, { force: true });
  }
}
