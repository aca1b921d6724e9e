/** `npm run check -- [lab …] [--seeds n]`: checks labs as labs, and ends with a line that counts them. */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { inMillions } from '#grading';
import { checkLab, type LabCheck } from './check.ts';
import { labIds } from './labs.ts';

async function check(asked: string[], options: { seeds: string }): Promise<void> {
  const known = await labIds();
  const unknown = asked.filter((id) => !known.includes(id));
  if (unknown.length > 0) throw new Error(`There is no lab ${unknown.join(', ')}. The labs are: ${known.join(', ')}.`);
  const queue = [...(asked.length > 0 ? asked : known)];
  const results: LabCheck[] = [];
  const worker = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const result = await checkLab(id, Number(options.seeds));
      results.push(result);
      const { tests, mistakes, runs, steps, problems } = result;
      console.log(
        `${problems.length === 0 ? '✓' : '✗'} ${id}: ${tests} tests, ${mistakes} mistakes, ${runs} runs, at most ${inMillions(steps.test)} steps a test and ${inMillions(steps.run)} a run`,
      );
      for (const problem of problems) console.log(`    ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  console.log(`labs: ${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
}

await new Command('check')
  .description('Checks that labs are right: solution, starter, mistakes, marks, and the same verdict on every seed.')
  .argument('[labs...]', 'ids of labs; all when none is named')
  .option('--seeds <number>', 'how many seeds to try', '100')
  .action(check)
  .parseAsync();
