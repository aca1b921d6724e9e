/**
 * `npm run new -- lesson "Rate limiting"`, `-- lab token-bucket --lesson rate-limiting` and `-- scene token-bucket` write a small, working
 * example to edit. Nothing that is there is overwritten; what would clash is refused before anything is written.
 */
import './with-npm.ts';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { asAddress } from '../course/check-course.ts';
import { nearestTo } from '../course/finding.ts';
import { type Course, type LessonFile, LISTS, readCourse } from '../course/read.ts';
import { isAddress } from '../course/schemas.ts';
import { ROOT } from '../sandbox/bundle.ts';
import { LAB_MARKS, labFiles } from './new/lab.ts';
import { lessonFile, withLab, withScene } from './new/lesson.ts';
import { sceneFile, triesFile, withExperiment } from './new/scene.ts';
import { complain, say } from './terminal.ts';

/** Texts by their paths from the root: what is there is edited, what is not is made. */
type Writing = Record<string, string>;

function refuse(problem: string): never {
  return program.error(problem, { exitCode: 2 });
}

function write(files: Writing, then: string): void {
  for (const [file, text] of Object.entries(files)) {
    const isNew = !existsSync(join(ROOT, file));
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), text);
    say(`${isNew ? 'wrote ' : 'edited'} ${file}\n`);
  }
  say(`\n${then}\n`);
}

async function newLesson(title: string, { number: asked }: { number?: string }): Promise<void> {
  const course = await readCourse(ROOT);
  const slug = asAddress(title);
  if (!isAddress(slug)) refuse(`"${title}" gives no address: a title has letters, such as "Rate limiting".`);
  const there = course.lessons.find((lesson) => lesson.slug === slug);
  if (there) refuse(`There is a lesson "${slug}" already: ${there.file}.`);
  const planned = course.plan.value?.[slug];
  const taken = new Map<number, string>([
    ...course.lessons.flatMap(({ fields, file }): [number, string][] =>
      fields.value ? [[fields.value.number, file]] : [],
    ),
    ...Object.entries(course.plan.value ?? {}).flatMap(([id, { number }]): [number, string][] =>
      id === slug ? [] : [[number, `${LISTS.plan} (${id})`]],
    ),
  ]);
  const free = Math.max(0, ...taken.keys()) + 1;
  if (asked !== undefined && !/^[1-9]\d*$/.test(asked))
    refuse(`--number must be a whole number, 1 or more, not "${asked}".`);
  const number = asked === undefined ? (planned?.number ?? free) : Number(asked);
  if (taken.has(number)) refuse(`Lesson ${number} is ${taken.get(number)} already. The next that is free is ${free}.`);
  const file = `content/lessons/${String(number).padStart(2, '0')}-${slug}.mdx`;
  const plan = planned ? withoutEntry(readFileSync(join(ROOT, LISTS.plan), 'utf8'), slug) : undefined;
  write(
    {
      [file]: lessonFile({ number, part: planned?.part ?? 2, title: planned?.title ?? title }),
      ...(plan !== undefined && { [LISTS.plan]: plan }),
    },
    `See it: npm run dev, then /lessons/${slug}/. Is it sound? npm run check -- ${slug}. A lab for it: npm run new -- lab <name> --lesson ${slug}`,
  );
}

/** A list without one of its entries, and everything else as it stood there. */
function withoutEntry(text: string, id: string): string {
  return text.replace(new RegExp(`^${id}:.*\\n(?:[ \\t].*\\n)*`, 'm'), '');
}

function lessonOf(course: Course, asked: string): LessonFile {
  const found = course.lessons.find(
    ({ slug, fields }) =>
      slug === asked.replace(/^\d+-/, '').replace(/\.mdx$/, '') || String(fields.value?.number) === asked,
  );
  if (found) return found;
  const slugs = course.lessons.map(({ slug }) => slug);
  const meant = nearestTo(asked, slugs);
  return refuse(
    `There is no lesson "${asked}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} There are: ${slugs.join(', ')}. A new one: npm run new -- lesson "Its title"`,
  );
}

function requireAddress(name: string, what: string): void {
  if (!isAddress(name))
    refuse(
      `The name of ${what} is an address: lower-case letters, digits and hyphens. Did you mean "${asAddress(name)}"?`,
    );
}

/** `token-bucket` → `Token bucket`. */
const asTitle = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}`.replaceAll('-', ' ');

async function newLab(
  id: string,
  { lesson: asked, title = asTitle(id) }: { lesson: string; title?: string },
): Promise<void> {
  requireAddress(id, 'a lab');
  const course = await readCourse(ROOT);
  if (existsSync(join(ROOT, 'labs', id))) refuse(`There is a lab "${id}" already: labs/${id}.`);
  const lesson = lessonOf(course, asked);
  const { value } = lesson.fields;
  if (!value) return refuse(`${lesson.file} is not sound: npm run check -- ${lesson.slug} says why.`);
  if (value.parts.some((part) => part.id === id)) refuse(`The lesson "${lesson.slug}" has a part "${id}" already.`);
  const text = readFileSync(join(ROOT, lesson.file), 'utf8');
  const files = Object.entries(labFiles({ title, lesson: value.number })).map(([name, each]) => [
    `labs/${id}/${name}`,
    each,
  ]);
  write(
    { ...Object.fromEntries(files), [lesson.file]: withLab(text, id, title, LAB_MARKS) },
    `See it: npm run dev, then /labs/${id}/. Is it sound? npm run check -- ${id}`,
  );
}

async function newScene(
  id: string,
  { lesson: asked, title = asTitle(id) }: { lesson?: string; title?: string },
): Promise<void> {
  requireAddress(id, 'a scene');
  const course = await readCourse(ROOT);
  if (course.scenes.includes(id)) refuse(`There is a scene "${id}" already: content/scenes/${id}.ts.`);
  const files: Writing = { [`content/scenes/${id}.ts`]: sceneFile(title) };
  let then = `Show it: <Simulation scene="${id}"></Simulation> in a lesson, which --lesson writes for you.`;
  if (asked !== undefined) {
    const lesson = lessonOf(course, asked);
    const { value } = lesson.fields;
    if (!value) return refuse(`${lesson.file} is not sound: npm run check -- ${lesson.slug} says why.`);
    const tries = lesson.file.replace(/\.mdx$/, '.tries.ts');
    const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^(\d)/, 'scene$1');
    const text = readFileSync(join(ROOT, lesson.file), 'utf8');
    if (new RegExp(`\\b${name}Try\\b`).test(text))
      refuse(`${lesson.file} uses the name ${name}Try already: call the scene something else.`);
    files[tries] = existsSync(join(ROOT, tries))
      ? withExperiment(readFileSync(join(ROOT, tries), 'utf8'), id, name)
      : triesFile(value.number, id, name);
    files[lesson.file] = withScene(text, tries.slice(tries.lastIndexOf('/') + 1), id, name);
    then = `See it: npm run dev, then /lessons/${lesson.slug}/. Is it sound? npm run check -- ${lesson.slug}`;
  }
  write(files, then);
}

const program = new Command('new')
  .description('Writes a small, working lesson, lab or scene to edit.')
  .configureOutput({ writeOut: say, writeErr: complain });

program
  .command('lesson')
  .argument('<title>', 'its title; its address is made of it')
  .option('--number <number>', 'its number (default: that of the plan, or the next that is free)')
  .action(newLesson);
program
  .command('lab')
  .argument('<name>', 'its folder and address: token-bucket')
  .requiredOption('--lesson <lesson>', 'the lesson that it belongs to')
  .option('--title <title>', 'its title (default: made of the name)')
  .action(newLab);
program
  .command('scene')
  .argument('<name>', 'its file: token-bucket')
  .option('--lesson <lesson>', 'the lesson that shows it')
  .option('--title <title>', 'its title (default: made of the name)')
  .action(newScene);

await program.parseAsync();
