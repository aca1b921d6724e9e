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

const lessons = readdirSync('content/lessons')
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => {
    const text = readFileSync(`content/lessons/${name}`, 'utf8');
    const [, frontmatter = ''] = text.split(/^---$/m);
    return { name, text, data: parse(frontmatter) as { number: number; marks: number; parts: Part[] } };
  });

test('the marks of the scenarios are those of the curriculum', () => {
  const stated = new Map([
    [1, 12],
    [2, 10],
    [3, 5],
    [4, 13],
    [5, 12],
    [6, 10],
    [7, 5],
    [8, 13],
    [9, 12],
    [10, 10],
    [11, 5],
    [12, 13],
    [13, 12],
    [14, 10],
    [15, 5],
    [16, 13],
  ]);
  for (const { name, data } of lessons)
    if (stated.has(data.number)) expect(data.marks, name).toBe(stated.get(data.number));
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
