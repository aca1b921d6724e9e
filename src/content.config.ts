/** What a lesson, a lab's brief and the course's lists must say about themselves; a mistake here is told at build time, in plain words. */
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { briefLoader } from './site/briefs.ts';

const part = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in lower case, unique in the lesson'),
  title: z.string(),
  marks: z.number().positive().multipleOf(0.5),
  kind: z.enum(['written', 'lab']),
  lab: z.string().optional(),
});

/** What a lesson says of its place in the course, written or planned. */
const place = z.object({
  number: z.number().int().positive(),
  part: z.union([z.literal(1), z.literal(2)]),
  title: z.string(),
  /** The title where there is little room. */
  short: z.string().max(34).optional(),
  /** The numbers of the lessons that should come first. */
  needs: z.array(z.number().int().positive()).default([]),
});

/** One of the course's own sources by its id (content/sources.yaml) and what of it is used, or any other by its title and address. */
const source = z.union([
  z.strictObject({ id: z.string(), what: z.string() }),
  z.strictObject({ title: z.string(), url: z.url().optional() }),
]);

const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '**/*.mdx' }),
  schema: place
    .extend({
      summary: z.string().max(180),
      marks: z.number().positive(),
      /** How long the whole of it takes; worked out from its length and its tasks where it is not said (src/site/course.ts). */
      minutes: z.number().int().positive().optional(),
      outcomes: z.array(z.string()).min(2),
      parts: z.array(part).min(1),
      sources: z.array(source).min(1),
    })
    .refine((lesson) => lesson.parts.reduce((sum, { marks }) => sum + marks, 0) === lesson.marks, {
      error: 'the marks of the parts must add up to the marks of the lesson',
    })
    .refine((lesson) => lesson.parts.every(({ kind, lab }) => (kind === 'lab') === (lab !== undefined)), {
      error: 'a part of kind "lab" names its lab, and no other part does',
    }),
});

const plan = defineCollection({
  loader: file('content/plan.yaml'),
  schema: place.extend({ marks: z.number().positive().optional() }).strict(),
});

const sources = defineCollection({
  loader: file('content/sources.yaml'),
  schema: z.strictObject({
    /** What it is called in a sentence. */
    name: z.string(),
    by: z.string(),
    title: z.string(),
    what: z.string(),
    url: z.url().optional(),
  }),
});

const glossary = defineCollection({
  loader: file('content/glossary.yaml'),
  schema: z.strictObject({
    term: z.string(),
    text: z.string().max(320),
    /** The lesson that explains it in full, by the name in its address. */
    lesson: z.string().optional(),
  }),
});

const briefs = defineCollection({ loader: briefLoader() });

export const collections = { lessons, plan, sources, glossary, briefs };
