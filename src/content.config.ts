/** What a lesson and a lab's brief must say about themselves; a mistake here is told at build time, in plain words. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { briefLoader } from './site/briefs.ts';

const part = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in lower case, unique in the lesson'),
  title: z.string(),
  marks: z.number().positive().multipleOf(0.5),
  kind: z.enum(['written', 'lab']),
  lab: z.string().optional(),
});

const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '**/*.mdx' }),
  schema: z
    .object({
      number: z.number().int().positive(),
      part: z.union([z.literal(1), z.literal(2)]),
      title: z.string(),
      summary: z.string().max(180),
      marks: z.number().positive(),
      outcomes: z.array(z.string()).min(2),
      parts: z.array(part).min(1),
      sources: z.array(z.object({ title: z.string(), url: z.url().optional() })).min(1),
    })
    .refine((lesson) => lesson.parts.reduce((sum, { marks }) => sum + marks, 0) === lesson.marks, {
      error: 'the marks of the parts must add up to the marks of the lesson',
    })
    .refine((lesson) => lesson.parts.every(({ kind, lab }) => (kind === 'lab') === (lab !== undefined)), {
      error: 'a part of kind "lab" names its lab, and no other part does',
    }),
});

const briefs = defineCollection({ loader: briefLoader() });

export const collections = { lessons, briefs };
