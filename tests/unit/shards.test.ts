/** The ready files for grading a class on many machines, with their shards as plain processes: their own commands, run as they stand there. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readRows } from '../../src/cli/class/formats.ts';

/** One whose grading takes little. */
const LAB = 'choose-communication';
const ROOT = process.cwd();
const read = (name: string) => parse(readFileSync(`docs/grading/${name}`, 'utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shards-'));
  mkdirSync(join(folder, 'class'));
  for (const [who, file] of Object.entries({ ada: 'solution.ts', bob: 'starter.ts', cy: 'solution.ts' }))
    copyFileSync(`labs/${LAB}/${file}`, join(folder, 'class', `${who}.ts`));
  // Nobody's zero: the shard that has it leaves with 3.
  writeFileSync(join(folder, 'class', 'dee.zip'), 'no archive');
});

/** Runs a command where the class is. The course stands elsewhere, as npm can be told. */
function run(command: string, env: Record<string, string>): void {
  execFileSync('sh', ['-ec', command.replaceAll('npm run', `npm --prefix ${ROOT} run`)], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
}

function graded(): [who: string, status: string][] {
  return readRows(readFileSync(join(folder, 'results.csv'), 'utf8')).map(({ who, status }) => [who, status]);
}

const EXPECTED = [
  ['ada', 'pass'],
  ['bob', 'fail'],
  ['cy', 'pass'],
  ['dee', 'not graded'],
];

test('the matrix of GitHub Actions', () => {
  const { env, jobs } = read('matrix.yml');
  const { shard } = jobs.grade.strategy.matrix;
  expect(shard).toHaveLength(env.SHARDS);
  const command = (job: string, what: string): string =>
    jobs[job].steps.map((step: { run?: string }) => step.run ?? '').find((line: string) => line.includes(what));
  for (const each of ['1', '2']) run(command('grade', '--shard'), { LAB, SHARD: each, SHARDS: '2' });
  expect(() => run(command('merge', 'merge'), {})).toThrow();
  expect(graded()).toEqual(EXPECTED);
});

test('the Indexed Job of Kubernetes, whose indexes begin at 0', () => {
  const { completions, template } = read('indexed-job.yaml').spec;
  const [{ env, command }] = template.spec.containers;
  expect(env).toContainEqual({ name: 'SHARDS', value: String(completions) });
  for (const index of ['0', '1'])
    run(command.at(-1).replaceAll('/work/', `${folder}/`), { LAB, SHARDS: '2', JOB_COMPLETION_INDEX: index });
  expect(() => run('npm run grade -- merge results/shard-*.json --out results.csv', {})).toThrow();
  expect(graded()).toEqual(EXPECTED);
});
