/**
 * `npm run editions`: builds the site for an exam, with a learning record store, and looks through every file of it: no solution, no model answer, and
 * the store in every page's policy. Then through the usual build in `dist`, where all of that must be found, or must not: else looking proves nothing.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';

const EXAM = '.cache/exam';
const STORE = 'https://lrs.example';

/** Shorter ones stand in many programs. */
const LONG_LINE = 34;
const LONG_TEXT = 14;

const read = (file: string): string => readFileSync(file, 'utf8');
const plain = (text: string): string => text.replace(/\s+/g, ' ');

/** Words and signs as they come, without what Markdown and a page add to them; a brief’s figures in braces are as good as any number. */
const bare = (text: string): string => text.replace(/\{\{\w+\}\}|\d+/g, '0').replace(/[\s`*_,]+/g, ' ');

/** What the files say that are in every build: nobody could tell from them that a solution is there. */
const open = bare(
  [
    ...globSync('labs/*/*.{ts,md}')
      .filter((file) => !/(solution|mistakes|survivors)\.ts$/.test(file))
      .map(read),
    ...globSync('content/{lessons,scenes}/*.ts').map(read),
    ...globSync('content/lessons/*.mdx').map((file) => read(file).replace(/<ModelAnswer>[\s\S]*?<\/ModelAnswer>/g, '')),
  ].join('\n'),
);

/** Lines and texts by which one would know a solution, as it is written and as a bundler makes it smaller. */
async function marksOfSolution(lab: string): Promise<string[]> {
  const source = read(`labs/${lab}/solution.ts`);
  const { code } = await transform(source, { loader: 'ts', minify: true });
  const lines = source.split('\n').map((line) => line.trim());
  const texts = [...code.matchAll(/"((?:[^"\\]|\\.)+)"|`([^`$]+)`/g)].map(([, one, other]) => (one ?? other)!);
  return [
    ...lines.filter(({ length }) => length >= LONG_LINE),
    ...texts.filter(({ length }) => length >= LONG_TEXT),
  ].filter((mark) => !open.includes(bare(mark).trim()));
}

/** The longest run of plain words in each model answer and each point of a rubric. */
function marksOfAnswers(file: string): string[] {
  const text = read(file);
  return [...text.matchAll(/<ModelAnswer>([\s\S]*?)<\/ModelAnswer>/g)].flatMap(([, inside = '']) => {
    const runs = plain(inside.replace(/<Rubric[\s\S]*?\/>/g, ' ')).match(/[A-Za-z ,]{40,}/g) ?? [];
    return runs
      .toSorted((one, other) => other.length - one.length)
      .slice(0, 1)
      .map((run) => run.trim());
  });
}

async function secrets(): Promise<Map<string, string[]>> {
  const labs = await Promise.all(
    readdirSync('labs').map(async (lab) => [`labs/${lab}`, await marksOfSolution(lab)] as const),
  );
  return new Map([...labs, ...globSync('content/lessons/*.mdx').map((file) => [file, marksOfAnswers(file)] as const)]);
}

/** What a built site holds of them: whose, in which file, and what. */
function found(folder: string, marks: ReadonlyMap<string, readonly string[]>): string[] {
  const hits: string[] = [];
  for (const name of globSync('**/*.{html,js,txt,json,svg,css}', { cwd: folder })) {
    // A page writes text with its special characters escaped, and colours a program word by word.
    const raw = read(join(folder, name));
    const text = plain(
      name.endsWith('.html')
        ? raw
            .replace(/<[^>]*>/g, '')
            .replaceAll('&#39;', "'")
            .replaceAll('&quot;', '"')
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&amp;', '&')
        : raw,
    );
    for (const [whose, list] of marks)
      for (const mark of list) if (text.includes(plain(mark))) hits.push(`${whose} in ${name}: ${mark}`);
  }
  return hits;
}

const problems: string[] = [];
const { status } = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', 'src/cli/astro.ts', 'build', '--exam', '--outDir', EXAM],
  { stdio: ['ignore', 2, 2], env: { ...process.env, XAPI_ENDPOINT: `${STORE}/xapi/` } },
);
if (status !== 0) process.exit(status ?? 1);

const marks = await secrets();
problems.push(...found(EXAM, marks));
const pages = (folder: string): string[] => globSync('**/*.html', { cwd: folder }).map((name) => join(folder, name));
for (const page of pages(EXAM))
  if (
    !read(page).includes(`connect-src &#39;self&#39; ${STORE}`) &&
    !read(page).includes(`connect-src 'self' ${STORE}`)
  )
    problems.push(`${page} may not ask ${STORE}`);

const control = found('dist', marks);
const known = new Set(control.map((hit) => hit.split(' in ')[0]));
const unseen = [...marks].filter(([whose, list]) => list.length > 0 && !known.has(whose)).map(([whose]) => whose);
if (unseen.length > 0) problems.push(`not even in dist would anybody find what is secret of ${unseen.join(', ')}`);
for (const page of pages('dist'))
  if (/xapi|lrs\.example/.test(read(page).replace(/<article[\s\S]*<\/article>|<main[\s\S]*<\/main>/, '')))
    problems.push(`${page} knows of a record store`);

for (const problem of problems) console.log(`✗ ${problem}`);
const count = [...marks.values()].flat().length;
console.log(
  `${count} marks of ${marks.size} solutions and lessons: ${problems.length === 0 ? `none in ${EXAM}, ${control.length} in dist` : `${problems.length} faults`}`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
