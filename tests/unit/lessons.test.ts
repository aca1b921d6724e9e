/** What the course as a whole promises: its files agree with each other, it is complete, and its marks are those of the scenarios. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkCourse } from '../../src/course/check-course.ts';
import { sentence } from '../../src/course/finding.ts';
import { readCourse } from '../../src/course/read.ts';

const course = await readCourse(process.cwd());
const all = [...course.lessons.flatMap(({ fields }) => fields.value ?? []), ...Object.values(course.plan.value ?? {})];

test('the files of the course agree', () => {
  expect(checkCourse(course).map(sentence)).toEqual([]);
});

test('the course is whole: every lesson is written or planned', () => {
  expect(all.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 34 }, (_, place) => place + 1),
  );
});

test('the sixteen scenarios are worth 160 marks', () => {
  const scenarios = all.filter(({ part }) => part === 1).sort((a, b) => a.number - b.number);
  expect(scenarios.map(({ marks }) => marks)).toEqual([12, 10, 5, 13, 12, 10, 5, 13, 12, 10, 5, 13, 12, 10, 5, 13]);
});

test('a lesson is long enough to teach, and short enough to be finished', () => {
  const lengths = course.lessons.map(({ file, text }) => [file, text?.length ?? 0] as const);
  expect(lengths.filter(([, words]) => words < 2500 || words > 4000)).toEqual([]);
});

test('a table ends with an empty line: what follows it at once would become a row of it', () => {
  const swallowed = course.lessons.flatMap(({ file }) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index, lines) =>
        lines[index - 1]?.startsWith('|') && line !== '' && !line.startsWith('|')
          ? [`${file}:${index + 1}: ${line}`]
          : [],
      ),
  );
  expect(swallowed).toEqual([]);
});
