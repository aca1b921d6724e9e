/**
 * How many submissions a minute are graded, and what memory that takes: part of `npm run bench`, or by itself
 * `node tests/bench/class.ts [lab] [submissions]`. A class as it comes: right answers, the starter, and every mistake of the lab, each a text of its own.
 */
import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradeClass } from '../../src/cli/class/grade-class.ts';
import type { Submission } from '../../src/cli/class/submissions.ts';
import { readAnswers } from '../../src/cli/labs.ts';

const [lab = 'server-calculator', count = '400'] = process.argv.slice(2);
const { solution, starter, right, wrong } = await readAnswers(lab);
const answers = [solution, starter, ...right.values(), ...wrong.map(({ source }) => source)];
const submissions = Array.from(
  { length: Number(count) },
  (_, index): Submission => ({
    who: `learner ${index}`,
    lab,
    file: `${index}.ts`,
    claimed: undefined,
    refused: undefined,
    read: async () => new TextEncoder().encode(`${answers[index % answers.length]}\n// ${index}\n`),
  }),
);

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1e6);
const before = megabytes();
const began = performance.now();
const { rows, finish } = await gradeClass(submissions, {
  journal: join(mkdtempSync(join(tmpdir(), 'class-')), 'rows.journal'),
  seedsOf: () => [],
  shard: { index: 1, of: 1 },
});
finish();
const minutes = (performance.now() - began) / 60_000;
const graded = rows.filter(({ status }) => status !== 'not graded').length;
console.log(
  `${lab}: ${graded} of ${rows.length} submissions, ${Math.round(graded / minutes)} a minute on ${availableParallelism()} processors; this process grew from ${before} to ${megabytes()} MB`,
);
process.exit(graded === rows.length ? 0 : 1);
