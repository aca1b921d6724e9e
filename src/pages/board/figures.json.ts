/** Every figure and scene of the course as an architecture, for the drawing board: fetched when somebody opens one, and by nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { WITHOUT_SOLUTIONS } from '../../site/edition.ts';
import { lessonFigures, sceneFigures } from '../../site/figures.ts';

const lessons = import.meta.glob<Record<string, unknown>>('/content/lessons/*.mdx', { eager: true });

const textOf = (path: string): string => readFileSync(join(process.cwd(), path), 'utf8');

export const GET: APIRoute = () => {
  const figures = [...lessonFigures(lessons, WITHOUT_SOLUTIONS ? textOf : undefined), ...sceneFigures()];
  return new Response(JSON.stringify(figures), { headers: { 'Content-Type': 'application/json' } });
};
