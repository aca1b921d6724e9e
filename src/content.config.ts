/** The collections of the site, each held to what its files must say about themselves (src/course/schemas.ts). */
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { guideSchema, lessonSchema, planSchema, sourceSchema, termSchema } from './course/schemas.ts';
import { briefLoader } from './site/briefs.ts';

const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '**/*.mdx' }),
  schema: lessonSchema,
});
const plan = defineCollection({ loader: file('content/plan.yaml'), schema: planSchema });
const sources = defineCollection({ loader: file('content/sources.yaml'), schema: sourceSchema });
const glossary = defineCollection({ loader: file('content/glossary.yaml'), schema: termSchema });
const guides = defineCollection({ loader: glob({ base: './content/guides', pattern: '*.mdx' }), schema: guideSchema });
const briefs = defineCollection({ loader: briefLoader() });

export const collections = { lessons, plan, sources, glossary, briefs, guides };
