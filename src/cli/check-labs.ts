/**
 * `npm run check -- [lab …] [--seeds n]` checks labs as labs, and ends with a line that counts them; with `--mutants` it tries
 * their suites by mutants instead, and
 * `npm run check -- <lab> --print <mistake>` and `--diff <mistake>` show one of its mistakes.
 */
import './with-npm.ts';
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { inMillions } from '#grading';
import { checkLab } from './check.ts';
import { labIds, readMistake } from './labs.ts';
import { checkMutants } from './mutants/check-mutants.ts';
import { behindBar, complain, progress, say } from './terminal.ts';

interface Options {
  seeds?: string;
  mutants?: true;
  print?: string;
  diff?: string;
}

async function run(asked: string[], { seeds, mutants, print, diff }: Options): Promise<void> {
  const known = await labIds();
  const unknown = asked.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    program.error(`There is no lab ${unknown.join(', ')}. The labs are: ${known.join(', ')}.`, { exitCode: 2 });
  const shown = print ?? diff;
  if (shown === undefined) {
    if (seeds !== undefined && !/^[1-9]\d*$/.test(seeds))
      program.error(`--seeds must be a whole number, 1 or more, not "${seeds}".`, { exitCode: 2 });
    const labs = asked.length > 0 ? asked : known;
    return mutants ? tryAll(labs, Number(seeds ?? 1)) : checkAll(labs, Number(seeds ?? 100));
  }
  const [id, ...others] = asked;
  if (id === undefined || others.length > 0)
    return program.error('--print and --diff show a mistake of one lab: npm run check -- <lab> --diff <mistake>', {
      exitCode: 2,
    });
  const found = await readMistake(id, shown).catch((error: Error) => program.error(error.message, { exitCode: 2 }));
  say(print === undefined ? asDiff(found) : found.wrong.source);
}

function asDiff({ wrong, base }: Awaited<ReturnType<typeof readMistake>>): string {
  return createTwoFilesPatch(wrong.base, wrong.mistake.name, base, wrong.source, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

const PROCESSES = Math.min(2, availableParallelism());

async function checkAll(ids: string[], seeds: number): Promise<void> {
  const queue = [...ids];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const passed = await checkOne(id, seeds);
      if (!passed) failed++;
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, worker));
  conclude(ids.length, failed);
}

/** One lab after the other, each with all processes: so a lab alone is as quick. */
async function tryAll(ids: string[], seeds: number): Promise<void> {
  let failed = 0;
  for (const id of ids) {
    const passed = await told(id, async () => {
      const onProgress = (done: number, total: number): void => progress(`${id}: ${done} of ${total} mutants`);
      const { mutants, named, runs, problems } = await checkMutants(id, { seeds, processes: PROCESSES, onProgress });
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

/** Whether a lab is right, told as well. */
function checkOne(id: string, seeds: number): Promise<boolean> {
  return told(id, async () => {
    const { tests, right, mistakes, runs, steps, problems } = await checkLab(id, seeds);
    return {
      problems,
      counts: `${tests} tests, ${right} other right answers, ${mistakes} mistakes, ${runs} runs, at most ${inMillions(steps.test)} steps a test and ${inMillions(steps.run)} a run`,
    };
  });
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
  .description('Checks that labs are right: solution, right answers, starter, mistakes, marks; the same on every seed.')
  .argument('[labs...]', 'ids of labs; all when none is named')
  .option('--seeds <number>', 'how many seeds to try (default: 100, and 1 of mutants)')
  .addOption(
    new Option('--mutants', 'try every small change of the solution: a test must fail it').conflicts(['print', 'diff']),
  )
  .addOption(new Option('--print <mistake>', 'show a mistake of the lab as a whole program').conflicts('diff'))
  .option('--diff <mistake>', 'show what a mistake of the lab changes')
  .configureOutput({ writeOut: say, writeErr: complain })
  .action(run);

await program.parseAsync();
