/**
 * A lab of this repository, checked from its files to the verdicts of its suite. Whatever keeps it from being graded is found in the order
 * in which it keeps it, and told by itself: what follows would only repeat it. What is unchanged since it was last checked is not graded again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure } from 'esbuild';
import type { Lab } from '#grading';
import type { Finding } from '../course/finding.ts';
import { runScene } from '../course/run-modules.ts';
import { type Kept, keyOf } from '../kept/kept.ts';
import { ROOT } from '../sandbox/bundle.ts';
import { sharedParts, suiteOf } from '../sandbox/kept-parts.ts';
import { type NodeTwin, openNodeTwin, SuiteFault } from '../sandbox/node-twin.ts';
import { asFinding, checkAnswers, checkQuickly, type LabCheck } from './check-lab.ts';
import { loadLab, readAnswers, readLabFile } from './labs.ts';
import { type Mistyped, typeErrors } from './type-check.ts';

/** Counted limits end an author's own programs, however busy the computer is: the clock must not be quicker. */
const PATIENT_MS = 120_000;

/** Processor time that a test may take by itself: the longest takes a few seconds. A suite that loops is told of after that. */
const SILENT_MS = 8_000;

export interface WholeLab extends Pick<LabCheck, 'id' | 'findings'> {
  /** Undefined where it could not be graded. */
  graded: LabCheck | undefined;
  /** Nothing was run: it is known from before. */
  isKnown: boolean;
}

export async function checkWholeLab(id: string, seeds: number, known: Kept): Promise<WholeLab> {
  const found = await readLab(id);
  const before = recalled(found, known);
  if (before && before.seeds >= seeds && before.graded.findings.length === 0) return asKnown(before.graded);
  return gradeLab(found, typeErrors(typedFiles(found)), async (lab, twin, typed) => {
    const answers = await readAnswers(id);
    const scene = found.files.has(`labs/${id}/scene.ts`) ? await runScene(ROOT, `labs/${id}/scene.ts`, known) : [];
    const graded = await checkAnswers(id, lab, answers, twin, seeds);
    graded.findings.unshift(...typed, ...scene);
    known.keep(`lab ${id}`, found.key!, { seeds, graded });
    return graded;
  });
}

/**
 * The same of many labs, but only what the site must not be built without: it is well typed, its suite loads and adds up, its solution passes
 * and its starter does not. What is known of a lab from a whole check counts, good or bad.
 */
export async function checkLabsQuickly(ids: readonly string[], known: Kept): Promise<WholeLab[]> {
  const found = await Promise.all(ids.map(readLab));
  const done = new Map<string, WholeLab>();
  for (const each of found) {
    const before = recalled(each, known)?.graded ?? known.recall<LabCheck>(`quick ${each.id}`, each.key ?? '');
    if (before) done.set(each.id, asKnown(before));
  }
  const open = found.filter(({ id }) => !done.has(id));
  const wrong = open.length > 0 ? typeErrors(new Map(open.flatMap((each) => [...typedFiles(each)]))) : new Map();
  const worker = async (): Promise<void> => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const { id, key } = next;
      const answer = async (lab: Lab, twin: NodeTwin): Promise<LabCheck> => {
        const [solution, starter] = await Promise.all([readLabFile(id, 'solution.ts'), readLabFile(id, 'starter.ts')]);
        return checkQuickly(id, lab, { solution, starter }, twin);
      };
      const checked = await gradeLab(next, wrong, async (lab, twin, typed) => {
        const graded = await answer(lab, twin);
        graded.findings.unshift(...typed, ...answersTyped(wrong, id));
        known.keep(`quick ${id}`, key!, graded);
        return graded;
      });
      done.set(id, checked);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return ids.map((id) => done.get(id)!);
}

interface ReadLab {
  id: string;
  files: Map<string, string>;
  /** Its suite as it runs, or why it cannot be one script. */
  script: string | BuildFailure;
  /** Undefined where there is no script. */
  key: string | undefined;
}

async function readLab(id: string): Promise<ReadLab> {
  const files = filesOf(id);
  const script = await suiteOf(id).catch((error: BuildFailure) => error);
  const key = typeof script === 'string' ? keyOf(await programKey(), script, ...[...files].flat()) : undefined;
  return { id, files, script, key };
}

const recalled = ({ id, key }: ReadLab, known: Kept): { seeds: number; graded: LabCheck } | undefined =>
  key === undefined ? undefined : known.recall(`lab ${id}`, key);

const asKnown = (graded: LabCheck): WholeLab => ({ id: graded.id, findings: graded.findings, graded, isKnown: true });

/** Mistakes that are other programs may have type errors that they admit: they are looked at with the answers. */
const typedFiles = ({ files }: ReadLab): Map<string, string> =>
  new Map([...files].filter(([file]) => file.endsWith('.ts') && !file.includes('/mistakes/')));

type Wrong = ReadonlyMap<string, Mistyped>;

const answersTyped = (wrong: Wrong, id: string): Finding[] =>
  [...wrong].flatMap(([file, error]) =>
    file.startsWith(`labs/${id}/`) && ANSWER.test(file) ? [asFinding(file, error)] : [],
  );

/** Opens a lab and grades it; or says what keeps it from being graded. */
async function gradeLab(
  { id, script }: ReadLab,
  wrong: Wrong,
  grade: (lab: Lab, twin: NodeTwin, typed: Finding[]) => Promise<LabCheck>,
): Promise<WholeLab> {
  const unable = (...findings: Finding[]): WholeLab => ({ id, findings, graded: undefined, isKnown: false });
  const own = [...wrong].filter(([file]) => file.startsWith(`labs/${id}/`));
  const broken = own.filter(([, error]) => error.isSyntax);
  if (broken.length > 0) return unable(...broken.map(([file, error]) => asFinding(file, error)));
  // What answers say is looked at with them.
  const typed = own.flatMap(([file, error]) => (ANSWER.test(file) ? [] : [asFinding(file, error)]));
  if (typeof script !== 'string') return unable(...(typed.length > 0 ? typed : unbundled(script, id)));
  try {
    const lab = await loadLab(id);
    const twin = await openNodeTwin(id, lab, { deadlineMs: PATIENT_MS, silentMs: SILENT_MS });
    try {
      const graded = await grade(lab, twin, typed);
      return { id, findings: graded.findings, graded, isKnown: false };
    } finally {
      await twin.close();
    }
  } catch (error) {
    if (error instanceof SuiteFault) return unable(...typed, await whereThrown(id, error.message));
    if (typed.length > 0) return unable(...typed);
    return unable({ ...(placeIn(error, id) ?? { file: `labs/${id}` }), problem: messageOf(error) });
  }
}

const ANSWER = /^labs\/[^/]+\/(starter|solution|right\/.*)\.ts$/;

/** What the bundler says keeps a suite from being one script. */
function unbundled({ errors = [], message }: BuildFailure, id: string): Finding[] {
  if (errors.length === 0) return [{ file: `labs/${id}/suite.ts`, problem: message }];
  return errors.map(({ text, location }) => ({
    file: location?.file ?? `labs/${id}/suite.ts`,
    ...(location && { line: location.line }),
    problem: `${text}.`,
  }));
}

/** All files of a lab, by their paths, and what else its grading stands on beside the sandbox: the shared types and the compiler's options. */
function filesOf(id: string): Map<string, string> {
  const names = readdirSync(join(ROOT, 'labs', id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]));
}

let program: Promise<string> | undefined;

/** What is the same for all labs: what runs in the sandbox, the engine, what checks, and what a learner's file may import. */
function programKey(): Promise<string> {
  program ??= (async () => {
    const checks = [
      'cli/check-lab.ts',
      'cli/check-whole-lab.ts',
      'cli/type-check.ts',
      'grading/mistakes.ts',
      'learner/headroom.ts',
    ];
    const texts = checks.map((file) => readFileSync(join(ROOT, 'src', file)));
    const { runtime, wasm } = await sharedParts();
    return keyOf(runtime, wasm, ...texts, readFileSync(join(ROOT, 'tsconfig.json')));
  })();
  return program;
}

/** In the sandbox a suite is one long line. Loaded by itself it says where it throws; one that never ends is not tried again. */
async function whereThrown(id: string, message: string): Promise<Finding> {
  const finding = { file: `labs/${id}/suite.ts`, problem: `The suite is at fault. ${message}` };
  if (!message.startsWith('It throws')) return finding;
  try {
    await import(pathToFileURL(join(ROOT, 'labs', id, 'suite.ts')).href);
    return finding;
  } catch (error) {
    return { ...finding, ...placeIn(error, id) };
  }
}

/** The file and line of this lab that an error's stack names first. */
function placeIn(error: unknown, id: string): { file: string; line: number } | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [, file, line] = new RegExp(`(labs/${id}/[\\w./-]+\\.ts)(?:\\?[^:]*)?:(\\d+)`).exec(stack) ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
