/** What a lesson and the course's lists must say about themselves: for the site's collections and for `check`, once. */
import { z } from 'astro/zod';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const part = z.strictObject({
  id: z.string().regex(KEBAB, 'must be a short name in lower case, such as "explain" or "first-step"'),
  title: z.string(),
  marks: z.number().positive().multipleOf(0.5),
  kind: z.enum(['written', 'lab']),
  lab: z.string().optional(),
});

/** What a lesson says of its place in the course, written or planned. */
const place = z.strictObject({
  number: z.number().int().positive(),
  part: z.union([z.literal(1), z.literal(2)]),
  title: z.string(),
  /** The title where there is little room. */
  short: z.string().max(34).optional(),
  /** The numbers of the lessons that should come first. */
  needs: z.array(z.number().int().positive()).default([]),
});

/** One of the course's own sources by its id (content/sources.yaml) and what of it is used, or any other by its title and address. */
const citation = z.union([
  z.strictObject({ id: z.string(), what: z.string() }),
  z.strictObject({ title: z.string(), url: z.url().optional() }),
]);

export const lessonSchema = place.extend({
  summary: z.string().max(180),
  marks: z.number().positive(),
  /** How long the whole of it takes; worked out from its length and its tasks where it is not said (src/site/course.ts). */
  minutes: z.number().int().positive().optional(),
  outcomes: z.array(z.string()).min(2),
  parts: z.array(part).min(1),
  sources: z.array(citation).min(1),
});

export const planSchema = place.extend({ marks: z.number().positive().optional() });

export const sourceSchema = z.strictObject({
  /** What it is called in a sentence. */
  name: z.string(),
  by: z.string(),
  title: z.string(),
  what: z.string(),
  url: z.url().optional(),
});

export const termSchema = z.strictObject({
  term: z.string(),
  text: z.string().max(320),
  /** The lesson that explains it in full, by the name in its address. */
  lesson: z.string().optional(),
});

/** A guide to the course itself: for whom it is, and where it stands among the others. */
export const guideSchema = z.strictObject({
  title: z.string(),
  who: z.string(),
  order: z.number().int(),
  summary: z.string().max(180),
});

export type LessonData = z.infer<typeof lessonSchema>;
export type PartData = LessonData['parts'][number];

/** A folder or an address: lower case, digits and single hyphens. */
export const isAddress = (name: string): boolean => KEBAB.test(name) || /^\d+-[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
