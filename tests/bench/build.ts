/**
 * How the cost of building grows with the course: the whole course in a folder of its own, filled up with small lessons until there
 * are 30, 300 and 1,000, and built each time. What counts is the price of one lesson more: where it grows with their number, some
 * page or check looks at every lesson once for each lesson.
 *
 *   node tests/bench/build.ts              30, 300 and 1,000 lessons
 *   node tests/bench/build.ts 30 300       these
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lessonFile } from '../../src/cli/new/lesson.ts';

const ROOT = join(import.meta.dirname, '../..');
const LESSONS = 'content/lessons';
/** Behind the last lesson that is planned. */
const FIRST = 1000;
const asked = process.argv.slice(2).map(Number);
const counts = (asked.length > 0 ? asked : [30, 300, 1000]).sort((one, other) => one - other);

interface Built {
  lessons: number;
  seconds: number;
  /** Of processors, all threads together: on a machine that does other things as well, the figure to go by. */
  work: number;
  /** What a reader's host has to keep, in MB: pages that name every lesson make it grow faster than their number. */
  megabytes: number;
}

/** A copy without what a build makes anew. */
function copyOfTheCourse(): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-build-'));
  const kept = [
    'astro.config.mjs',
    'content',
    'labs',
    'node_modules',
    'package.json',
    'public',
    'src',
    'tsconfig.json',
  ];
  for (const name of [...kept, 'package-lock.json', 'LICENSE'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
  for (const cache of ['.astro', '.vite'])
    rmSync(join(folder, 'node_modules', cache), { recursive: true, force: true });
  return folder;
}

/** Adds small lessons, numbered from behind all that are written or planned, until so many are written. */
function fillUpTo(lessons: number, folder: string): void {
  const there = globSync(`${LESSONS}/*.mdx`, { cwd: folder }).length;
  if (there > lessons)
    throw new Error(`The course has ${there} lessons already: ask for more than that, not ${lessons}.`);
  for (let nth = there; nth < lessons; nth++) {
    const number = FIRST + nth;
    writeFileSync(
      join(folder, LESSONS, `${number}-one-more-${number}.mdx`),
      lessonFile({ number, part: 2, title: `One more, ${number}` }),
    );
  }
}

/** Seconds of processor time of all that has been started and has ended: Linux keeps count of it. NaN elsewhere. */
function workOfChildren(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}

function build(folder: string): { seconds: number; work: number } {
  // Each build begins with nothing: what the one before has kept would make the larger one look cheap.
  for (const kept of ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'])
    rmSync(join(folder, kept), { recursive: true, force: true });
  const [began, before] = [performance.now(), workOfChildren()];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/astro.ts', 'build'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`The build failed:\n${`${stdout}${stderr}`.slice(-3000)}`);
  return { seconds: (performance.now() - began) / 1000, work: workOfChildren() - before };
}

const megabytesOf = (folder: string): number =>
  globSync('dist/**/*', { cwd: folder })
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, each) => sum + (each.isFile() ? each.size : 0), 0) / 1e6;

const folder = copyOfTheCourse();
try {
  const load = loadavg()[0] as number;
  if (load > availableParallelism()) console.log(`This machine is busy (load ${load.toFixed(1)}): times are too long.`);
  console.log('lessons   seconds  of work        MB   a lesson more, than in the line above');
  let before: Built | undefined;
  for (const lessons of counts) {
    fillUpTo(lessons, folder);
    const built: Built = { lessons, ...build(folder), megabytes: megabytesOf(folder) };
    const more = before && built.lessons - before.lessons;
    const price =
      before && more
        ? `${((built.work - before.work) / more).toFixed(3)} s of work, ${((1000 * (built.megabytes - before.megabytes)) / more).toFixed(0)} kB`
        : '';
    console.log(
      `${String(lessons).padStart(7)}${built.seconds.toFixed(1).padStart(10)}${built.work.toFixed(1).padStart(9)}${built.megabytes.toFixed(1).padStart(10)}   ${price}`,
    );
    before = built;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
