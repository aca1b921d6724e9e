/**
 * `npm run package -- scorm` writes packages of the course, or of lessons of it, for a learning management system: SCORM 1.2 and SCORM 2004,
 * 4th edition. They report score and completion. The site is built for them, since a package does not know where it will stand.
 */
import './with-npm.ts';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { counted } from '#words';
import { nearestTo } from '../course/finding.ts';
import { type Course, type LessonFile, readCourse } from '../course/read.ts';
import type { Contents, ScormVersion } from '../lms/contents.ts';
import { ROOT } from '../sandbox/bundle.ts';
import { launchFiles } from './package/launch-page.ts';
import { STAND_IN } from './package/relative.ts';
import { packageOf, siteFiles } from './package/scorm.ts';
import { complain, say } from './terminal.ts';
import { asTyped } from './where.ts';

const VERSIONS: ScormVersion[] = ['1.2', '2004'];

/** Where the site for packages is built. */
const SITE = join(ROOT, '.cache', 'package');

interface Options {
  scorm?: ScormVersion;
  lesson: string[];
  mastery?: number;
  out: string;
}

function percentage(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > 100) throw new InvalidArgumentError('It is a percentage, from 0 to 100.');
  return value;
}

function lessonOf({ lessons }: Course, asked: string): LessonFile {
  const found = lessons.find(({ slug }) => slug === asked);
  if (found) return found;
  const slugs = lessons.map(({ slug }) => slug);
  const meant = nearestTo(asked, slugs);
  return program.error(
    `There is no lesson "${asked}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} There are: ${slugs.join(', ')}.`,
    { exitCode: 2 },
  );
}

/** What a package of these lessons reports on. */
export function contentsOf(lessons: readonly LessonFile[], title: string, opens: string): Omit<Contents, 'version'> {
  const parts = lessons
    .toSorted((one, other) => one.fields.value!.number - other.fields.value!.number)
    .flatMap(({ slug, fields }) => fields.value!.parts.map((part) => ({ ...part, slug })));
  return {
    title,
    opens,
    labs: parts.flatMap(({ lab, marks }) => (lab === undefined ? [] : [{ id: lab, marks }])),
    written: parts.flatMap(({ lab, id, slug }) => (lab === undefined ? [`${slug}/${id}`] : [])),
  };
}

function buildSite(): void {
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli/astro.ts', 'build', '--outDir', SITE],
    {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, BASE_PATH: STAND_IN, SITE_URL: undefined, PUBLIC_PACKAGE: 'scorm' },
    },
  );
  if (status !== 0)
    program.error('There is no package, because the site could not be built.', { exitCode: status ?? 1 });
}

async function scorm({ scorm: only, lesson: asked, mastery, out }: Options): Promise<void> {
  const course = await readCourse(ROOT);
  const lessons = asked.map((each) => lessonOf(course, each));
  const wanted =
    lessons.length === 0
      ? [{ name: 'headroom', ...contentsOf(course.lessons, 'Headroom: a course on scalable systems', 'index.html') }]
      : lessons.map((lesson) => ({
          name: `headroom-${lesson.slug}`,
          ...contentsOf([lesson], lesson.fields.value!.title, `lessons/${lesson.slug}/index.html`),
        }));
  buildSite();
  const site = await siteFiles(SITE);
  const folder = asTyped(out);
  mkdirSync(folder, { recursive: true });
  for (const { name, ...contents } of wanted) {
    for (const version of only === undefined ? VERSIONS : [only]) {
      const own = await launchFiles({ ...contents, version });
      const bytes = packageOf(site, own, { version, identifier: name, title: contents.title, mastery });
      const file = join(folder, `${name}-scorm-${version}.zip`);
      writeFileSync(file, bytes);
      const marks = contents.labs.reduce((sum, lab) => sum + lab.marks, 0);
      say(
        `${file}: ${(bytes.length / 1e6).toFixed(1)} MB, ${counted(contents.labs.length, 'lab')} of ${marks} marks, ${counted(contents.written.length, 'written part')}\n`,
      );
    }
  }
}

const program = new Command('package')
  .description('Writes packages of the course for a learning management system.')
  .configureOutput({ writeOut: say, writeErr: complain });

program
  .command('scorm')
  .description('SCORM 1.2 and SCORM 2004 (4th edition)')
  .addOption(new Option('--scorm <version>', 'only this one').choices(VERSIONS))
  .option(
    '--lesson <lesson>',
    'of this lesson, and not of the whole course; may be given several times, for a package each',
    (each: string, before: string[]) => [...before, each],
    [],
  )
  .option(
    '--mastery <percent>',
    'from this share of the marks on, the LMS calls it passed, and below it failed',
    percentage,
  )
  .option('--out <folder>', 'where the packages go', 'packages')
  .action(scorm);

await program.parseAsync();
