/**
 * `npm run check -- [lab or lesson …]` says whether the course is sound; with `--mutants` it tries suites by mutants instead, and
 * `npm run check -- <lab> --print <mistake>` and `--diff <mistake>` show one of a lab's mistakes.
 */
import './with-npm.ts';
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { inMillions } from '#grading';
import { counted } from '#words';
import { nearestTo, sentence } from '../course/finding.ts';
import { type Checked, checkAll, type Scope, scopeOf } from './check-all.ts';
import { labIds, readMistake } from './labs.ts';
import { checkMutants } from './mutants/check-mutants.ts';
import { behindBar, complain, progress, say } from './terminal.ts';

interface Options {
  seeds?: string;
  full?: true;
  quick?: true;
  files?: true;
  format: 'text' | 'json';
  mutants?: true;
  print?: string;
  diff?: string;
}

/** Seeds that a lab is tried on: three find nearly all that depends on one while somebody writes, a hundred the rest. */
const SEEDS = { usual: 3, full: 100 };

async function run(asked: string[], options: Options): Promise<void> {
  const { seeds, mutants, print, diff, full, quick, files, format } = options;
  const scope = await scopeOf(asked);
  if (scope.unknown.length > 0) refuseUnknown(scope);
  const shown = print ?? diff;
  if (shown === undefined) {
    if (seeds !== undefined && !/^[1-9]\d*$/.test(seeds))
      program.error(`--seeds must be a whole number, 1 or more, not "${seeds}".`, { exitCode: 2 });
    if (mutants) return tryAll(asked.length > 0 ? scope.labs : await labIds(), Number(seeds ?? 1));
    const checked = await checkAll(scope, {
      seeds: Number(seeds ?? (full ? SEEDS.full : SEEDS.usual)),
      isFresh: full === true,
      depth: files ? 'files' : quick ? 'quick' : 'whole',
      onLab: format === 'json' ? () => {} : tellLab,
      onProgress: (done, total) => progress(done === total ? '' : `${done} of ${total}`),
    });
    format === 'json' ? say(`${JSON.stringify(asJson(checked), null, 2)}\n`) : tellAll(checked);
    process.exitCode = checked.findings.length > 0 ? 1 : 0;
    return;
  }
  const [id, ...others] = asked;
  if (id === undefined || others.length > 0 || scope.labs.length === 0)
    return program.error('--print and --diff show a mistake of one lab: npm run check -- <lab> --diff <mistake>', {
      exitCode: 2,
    });
  const found = await readMistake(id, shown).catch((error: Error) => program.error(error.message, { exitCode: 2 }));
  say(print === undefined ? asDiff(found) : found.wrong.source);
}

function refuseUnknown({ unknown, knownLabs, knownLessons }: Scope): never {
  const [first = ''] = unknown;
  const meant = nearestTo(first, [...knownLabs, ...knownLessons]);
  return program.error(
    `There is no lab ${unknown.join(', ')}, and no lesson of that name.${meant === undefined ? '' : ` Did you mean "${meant}"?`} The labs are: ${knownLabs.join(', ')}. The lessons are: ${knownLessons.join(', ')}.`,
    { exitCode: 2 },
  );
}

function asDiff({ wrong, base }: Awaited<ReturnType<typeof readMistake>>): string {
  return createTwoFilesPatch(wrong.base, wrong.mistake.name, base, wrong.source, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** One lab as it is done. */
function tellLab({ id, graded, isKnown, findings }: Checked['labs'][number]): void {
  progress('');
  const counts = graded
    ? `${graded.tests} tests, ${graded.right} other right answers, ${graded.mistakes} mistakes, ${graded.runs} runs${isKnown ? ' before, and nothing has changed' : ''}, at most ${inMillions(graded.steps.test)} steps a test and ${inMillions(graded.steps.run)} a run`
    : 'it could not be graded';
  say(`${findings.length === 0 ? '✓' : '✗'} ${id}: ${counts}\n`);
}

function tellAll({ findings, labs, lessons }: Checked): void {
  for (const finding of findings) {
    const [first = '', ...more] = sentence(finding).split('\n');
    say(`✗ ${first}\n`);
    if (more.length > 0) say(`${behindBar(more.join('\n'), '    ').join('\n')}\n`);
  }
  const failed = labs.filter((lab) => lab.findings.length > 0).length;
  if (labs.length > 0) say(`labs: ${labs.length - failed} passed, ${failed} failed\n`);
  const what = `${counted(lessons, 'lesson')} and ${counted(labs.length, 'lab')}`;
  say(findings.length === 0 ? `sound: ${what}\n` : `not sound: ${counted(findings.length, 'fault')} in ${what}\n`);
}

/** For editors and CI: each finding with its sentence. */
function asJson({ findings, labs, lessons }: Checked): unknown {
  return {
    sound: findings.length === 0,
    lessons,
    labs: labs.map(({ id, graded, isKnown }) => ({
      id,
      isKnown,
      ...(graded && { tests: graded.tests, runs: graded.runs, steps: graded.steps }),
    })),
    findings: findings.map((finding) => ({ ...finding, sentence: sentence(finding) })),
  };
}

/** One lab after the other, each with all processes: so a lab alone is as quick. */
async function tryAll(ids: string[], seeds: number): Promise<void> {
  let failed = 0;
  for (const id of ids) {
    const passed = await told(id, async () => {
      const onProgress = (done: number, total: number): void => progress(`${id}: ${done} of ${total} mutants`);
      const { mutants, named, runs, problems } = await checkMutants(id, {
        seeds,
        processes: availableParallelism(),
        onProgress,
      });
      progress('');
      return { problems, counts: `${mutants} mutants, ${named} named survivors, ${runs} runs` };
    });
    if (!passed) failed++;
  }
  conclude(ids.length, failed);
}

function conclude(labs: number, failed: number): void {
  say(`labs: ${labs - failed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || labs === 0 ? 1 : 0;
}

/** Tells of a lab what a check of it found. One that cannot even be read does not keep the others from being checked. */
async function told(id: string, check: () => Promise<{ problems: string[]; counts: string }>): Promise<boolean> {
  try {
    const { problems, counts } = await check();
    say(`${problems.length === 0 ? '✓' : '✗'} ${id}: ${counts}\n`);
    for (const problem of problems) say(`${behindBar(problem, '    ').join('\n')}\n`);
    return problems.length === 0;
  } catch (thrown) {
    // What is said to an author is an Error; anything else is a slip in a file, and only the stack says in which.
    const said = thrown instanceof Error ? (thrown.name === 'Error' ? thrown.message : thrown.stack) : thrown;
    say(`✗ ${id}: it cannot be checked\n${behindBar(String(said), '    ').join('\n')}\n`);
    return false;
  }
}

const program = new Command('check')
  .description('Says whether the course is sound: its lessons, labs, scenes, citations and links.')
  .argument('[names...]', 'labs and lessons by their ids; everything when none is named')
  .option('--seeds <number>', `how many seeds to try (default: ${SEEDS.usual}, and 1 of mutants)`)
  .option('--full', `everything anew, labs on ${SEEDS.full} seeds, whatever is known from before`)
  .option(
    '--quick',
    'what the site is not built without: that labs can be graded, their solutions pass and their starters do not',
  )
  .option('--files', 'only what the files say, without running anything')
  .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'json']).default('text'))
  .addOption(
    new Option('--mutants', 'try every small change of the solution: a test must fail it').conflicts(['print', 'diff']),
  )
  .addOption(new Option('--print <mistake>', 'show a mistake of the lab as a whole program').conflicts('diff'))
  .option('--diff <mistake>', 'show what a mistake of the lab changes')
  .configureOutput({ writeOut: say, writeErr: complain })
  .action(run);

await program.parseAsync();
