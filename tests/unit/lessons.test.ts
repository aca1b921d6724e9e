/** What the lessons and the labs say of each other agrees: marks, parts, ids. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { labIds, loadLab } from '../../src/cli/labs.ts';

interface Part {
  id: string;
  marks: number;
  kind: string;
  lab?: string;
}

interface Place {
  number: number;
  part: 1 | 2;
  marks?: number;
  needs?: number[];
}

const lessons = readdirSync('content/lessons')
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => {
    const text = readFileSync(`content/lessons/${name}`, 'utf8');
    const [, frontmatter = ''] = text.split(/^---$/m);
    return { name, text, data: parse(frontmatter) as Place & { marks: number; parts: Part[] } };
  });

const plan = Object.entries(parse(readFileSync('content/plan.yaml', 'utf8')) as Record<string, Place>);

test('the course is whole: every lesson is written or planned, and none is both', () => {
  const written = lessons.map(({ data }) => data.number);
  const planned = plan.map(([, { number }]) => number);
  const both = plan.filter(([, { number }]) => written.includes(number)).map(([id]) => id);
  expect(both, 'written by now: to be taken out of content/plan.yaml').toEqual([]);
  expect([...written, ...planned].sort((a, b) => a - b)).toEqual(Array.from({ length: 34 }, (_, place) => place + 1));
});

test('a lesson needs lessons that come before it', () => {
  const all = [...lessons.map(({ data }) => data), ...plan.map(([, place]) => place)];
  for (const { number, needs = [] } of all)
    for (const needed of needs) expect(needed, `${number}`).toBeLessThan(number);
});

test('the sixteen scenarios are worth 160 marks', () => {
  const all: Place[] = [...lessons.map(({ data }) => data), ...plan.map(([, place]) => place)];
  const scenarios = all.filter(({ part }) => part === 1).sort((a, b) => a.number - b.number);
  expect(scenarios.map(({ marks }) => marks)).toEqual([12, 10, 5, 13, 12, 10, 5, 13, 12, 10, 5, 13, 12, 10, 5, 13]);
});

test.each(lessons)('$name: every part is there once, and its rubric adds up', async ({ text, data }) => {
  for (const part of data.parts) {
    if (part.lab) {
      expect(text.split(`<Lab id="${part.lab}"`).length - 1, part.id).toBe(1);
      const lab = await loadLab(part.lab);
      expect(lab.marks).toBe(part.marks);
      expect(lab.lesson).toBe(data.number);
    } else {
      const [, rest = ''] = text.split(`<Question part="${part.id}">`);
      expect(rest, part.id).not.toBe('');
      const question = rest.split('</Question>')[0] as string;
      const marks = [...question.matchAll(/marks: ([\d.]+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
      expect(marks, part.id).toBe(part.marks);
    }
  }
});

test('every lab is a part of a lesson', async () => {
  const asked = lessons.flatMap(({ data }) => data.parts.flatMap(({ lab }) => lab ?? []));
  expect([...asked].sort()).toEqual(await labIds());
});
