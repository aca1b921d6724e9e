/**
 * Tests a lab's suite by mutants: every small change of the solution must fail a test, or be named in the lab with the reason
 * why it is right as well (`survivors.ts`).
 */
import { join } from 'node:path';
import type { Lab, Report, Survivor } from '#grading';
import { nameOf, writeSurvivors } from '../../grading/survivors.ts';
import { openKept } from '../../kept/kept.ts';
import { ROOT } from '../../sandbox/bundle.ts';
import { type NodeTwin, openNodeTwin } from '../../sandbox/node-twin.ts';
import { isUnresponsive } from '../../sandbox/stopped.ts';
import { soldProblems } from '../design.ts';
import { loadLab, readLabFile, readSurvivors, requireFiles } from '../labs.ts';
import { type Memory, openMemory } from './memory.ts';
import { mutantsOf } from './mutants.ts';
import { describeMutant } from './told.ts';

/** Counted limits end a mutant. What the clock ends, on a computer that is busy, has no verdict. */
const PATIENT_MS = 60_000;

export interface MutantCheck {
  /** Sentences, and changes as diffs, that say what is wrong; empty when every mutant is caught or named. */
  problems: string[];
  mutants: number;
  /** Those that are named, and survive. */
  named: number;
  /** Runs that were made now; of the others it was known how they end. */
  runs: number;
}

export interface Trial {
  solution: string;
  /** Whether a mutant is refused before any test: it is caught, and needs no run. */
  refuses?(source: string): Promise<boolean>;
  survivors: readonly Survivor[];
  /** Each grades one mutant at a time. */
  graders: readonly Pick<NodeTwin, 'grade'>[];
  memory: Memory;
  /** How many seeds must catch each mutant, the first of them 0. */
  seeds: number;
  /** Hears how many mutants are done, of how many. */
  onProgress?(done: number, total: number): void;
}

/** Tries the mutants of one lab of this repository, `processes` at a time. Throws an Error when a file is missing, or cannot be loaded. */
export async function checkMutants(
  id: string,
  options: Pick<Trial, 'seeds' | 'onProgress'> & { processes: number },
): Promise<MutantCheck> {
  await requireFiles(id);
  const [lab, solution, survivors] = await Promise.all([
    loadLab(id),
    readLabFile(id, 'solution.ts'),
    readSurvivors(id),
  ]);
  const twins = await openTwins(id, lab, options.processes);
  try {
    const memory = openMemory(openKept(join(ROOT, '.cache', 'mutants')), id, twins[0]!.fingerprint);
    // A design lab's copy of what is sold is held to the catalogue, word for word.
    const refuses = async (source: string): Promise<boolean> => (await soldProblems(id, { source })).length > 0;
    return await tryMutants({ solution, survivors, refuses, graders: twins, memory, ...options });
  } finally {
    await Promise.all(twins.map((twin) => twin.close()));
  }
}

function openTwins(id: string, lab: Lab, processes: number): Promise<NodeTwin[]> {
  return Promise.all(Array.from({ length: processes }, () => openNodeTwin(id, lab, { deadlineMs: PATIENT_MS })));
}

/** Whether a run ended as it did because the computer had other things to do. */
function isClockEnded({ message, tests }: Report): boolean {
  return isUnresponsive(message, PATIENT_MS) || tests.some(({ failure }) => failure?.stopped === 'time');
}

/** With which seeds a mutant passes and fails: the first of each. */
interface Fate {
  /** It has no verdict with some seed. */
  isOpen?: boolean;
  passesWith?: number;
  failsWith?: number;
}

/** Tries every mutant of a solution, and holds the survivors against those that are named. */
export async function tryMutants({
  solution,
  refuses = async () => false,
  survivors,
  graders,
  memory,
  seeds,
  onProgress,
}: Trial): Promise<MutantCheck> {
  let runs = 0;
  const passes = async (
    grader: Pick<NodeTwin, 'grade'>,
    source: string,
    seed: number,
  ): Promise<boolean | undefined> => {
    const known = memory.recall(source, seed);
    if (known !== undefined) return known;
    runs++;
    const report = await grader.grade({ source, seed, untilFailure: true });
    if (isClockEnded(report)) return undefined;
    const passed = report.status === 'pass';
    memory.keep(source, seed, passed);
    return passed;
  };
  const fares = async (grader: Pick<NodeTwin, 'grade'>, source: string): Promise<Fate> => {
    const fate: Fate = {};
    for (let seed = 0; seed < seeds; seed++) {
      const passed = await passes(grader, source, seed);
      if (passed === undefined) fate.isOpen = true;
      else if (passed) fate.passesWith ??= seed;
      else fate.failsWith ??= seed;
    }
    return fate;
  };

  // Where the solution fails, so would all of its mutants, and prove nothing.
  if (!(await passes(graders[0]!, solution, 0)))
    return { problems: ['solution.ts does not pass with seed 0'], mutants: 0, named: 0, runs };

  const mutants = mutantsOf(solution);
  const fates = new Map<string, Fate>();
  const queue = [...mutants];
  const work = async (grader: Pick<NodeTwin, 'grade'>): Promise<void> => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      fates.set(mutant.source, (await refuses(mutant.source)) ? {} : await fares(grader, mutant.source));
      onProgress?.(mutants.length - queue.length, mutants.length);
    }
  };
  await Promise.all(graders.map(work));

  const { sources, problems } = writeSurvivors(survivors, solution);
  let named = 0;
  for (const [source, name] of sources) {
    const fate = fates.get(source);
    if (!fate) problems.push(`${nameOf(name)}: no operator makes this of the solution`);
    else if (fate.isOpen) continue;
    else if (fate.passesWith === undefined) problems.push(`${nameOf(name)}: it does not survive, it is caught`);
    else if (fate.failsWith !== undefined)
      problems.push(`${nameOf(name)}: it passes with seed ${fate.passesWith}, and fails with seed ${fate.failsWith}`);
    else named++;
  }
  for (const mutant of mutants) {
    const seed = fates.get(mutant.source)?.passesWith;
    if (seed !== undefined && !sources.has(mutant.source))
      problems.push(`nothing fails this mutant with seed ${seed}, ${describeMutant(mutant, solution)}`);
  }
  const open = [...fates.values()].filter(({ isOpen }) => isOpen).length;
  if (open > 0)
    problems.push(`${open} mutants were ended by the clock, which is no verdict: this computer is busy, run it again`);
  return { problems, mutants: mutants.length, named, runs };
}
