/** What the board opens from the course: every figure that a lesson shows, and nothing that answers a lab. */
import { expect, test } from 'vitest';
import type { Architecture } from '#architecture';
import { FIRST, templates } from '../../../src/board/templates.ts';
import { figureKey } from '../../../src/site/figure-key.ts';
import { lessonFigures, sceneFigure } from '../../../src/site/figures.ts';
import { SCENES } from '../../../src/site/scenes.ts';

test('a lesson gives what it exports, and without solutions only what stands outside model answers', () => {
  const answer: Architecture = templates[2]!.architecture;
  const lessons = { '/content/lessons/07-x.mdx': { frontmatter: { title: 'x' }, shown: FIRST, answer, count: 3 } };
  const text = '<Diagram architecture={shown} />\n<ModelAnswer>\n<Diagram architecture={answer} />\n</ModelAnswer>';
  const keys = (figures: { key: string }[]) => figures.map(({ key }) => key);
  expect(lessonFigures(lessons)).toEqual([
    { key: figureKey(FIRST), from: '07', architecture: FIRST },
    { key: figureKey(answer), from: '07', architecture: answer },
  ]);
  expect(keys(lessonFigures(lessons, () => text))).toEqual([figureKey(FIRST)]);
});

test('a scene gives what stands there at first, and that of a design lab nothing', () => {
  expect(sceneFigure('ticket-sale')).toMatchObject({
    key: 'scene-ticket-sale',
    architecture: { nodes: expect.any(Array) },
  });
  const designs = [...SCENES.keys()].filter((id) => id.startsWith('lab:design'));
  expect(designs).toContain('lab:design-ticket-sale');
  for (const id of designs) expect(sceneFigure(id), id).toBeUndefined();
});
