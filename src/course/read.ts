/** The course as its files state it: read whole, without a site, and with every fault of reading told. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'astro/zod';
import type { Lab } from '#grading';
import { type Fields, readFields } from './fields.ts';
import type { Finding } from './finding.ts';
import { lessonSchema, planSchema, sourceSchema, termSchema } from './schemas.ts';
import { NoMdx, readText, type Text } from './text.ts';
import { type KnownWord, readWords } from './words-there-are.ts';

export interface LessonFile {
  file: string;
  /** The name in its address. */
  slug: string;
  fields: Fields<z.infer<typeof lessonSchema>>;
  /** Undefined where it cannot be parsed. */
  text: Text | undefined;
}

export interface LabFolder {
  id: string;
  /** The names in its folder. */
  files: string[];
  /** Undefined where it cannot be loaded. */
  manifest: Lab | undefined;
  manifestText: string;
}

export interface Course {
  root: string;
  lessons: LessonFile[];
  labs: LabFolder[];
  plan: Fields<Record<string, z.infer<typeof planSchema>>>;
  sources: Fields<Record<string, z.infer<typeof sourceSchema>>>;
  glossary: Fields<Record<string, z.infer<typeof termSchema>>>;
  /** The scenes in content/scenes, by their names. */
  scenes: string[];
  words: ReadonlyMap<string, KnownWord>;
  /** Why something could not be read. */
  findings: Finding[];
}

export const LISTS = { plan: 'content/plan.yaml', sources: 'content/sources.yaml', glossary: 'content/glossary.yaml' };

export async function readCourse(root: string): Promise<Course> {
  const findings: Finding[] = [];
  const list = <Schema extends z.ZodType>(schema: Schema, file: string): Fields<Record<string, z.infer<Schema>>> => {
    const there = existsSync(join(root, file));
    const read = readFields(z.record(z.string(), schema), there ? readFileSync(join(root, file), 'utf8') : '{}', file);
    findings.push(...read.findings);
    return read as Fields<Record<string, z.infer<Schema>>>;
  };
  const lessons = namesIn(root, 'content/lessons')
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => readLesson(root, `content/lessons/${name}`, findings));
  const folders = namesIn(root, 'labs').filter((id) => statSync(join(root, 'labs', id)).isDirectory());
  const labs = await Promise.all(folders.map((id) => readLab(root, id, findings)));
  return {
    root,
    lessons,
    labs,
    plan: list(planSchema, LISTS.plan),
    sources: list(sourceSchema, LISTS.sources),
    glossary: list(termSchema, LISTS.glossary),
    scenes: namesIn(root, 'content/scenes').flatMap((name) => (name.endsWith('.ts') ? [name.slice(0, -3)] : [])),
    words: readWords(root),
    findings,
  };
}

export function namesIn(root: string, folder: string): string[] {
  return existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => !name.startsWith('.'))
        .sort()
    : [];
}

function readLesson(root: string, file: string, findings: Finding[]): LessonFile {
  const source = readFileSync(join(root, file), 'utf8');
  const [, frontmatter = ''] = /^---\r?\n([\s\S]*?)^---\s*$/m.exec(source) ?? [];
  const fields = readFields(lessonSchema, frontmatter, file, 2);
  findings.push(...fields.findings);
  let text: Text | undefined;
  try {
    text = readText(source, 'mdx');
  } catch (error) {
    if (!(error instanceof NoMdx)) throw error;
    findings.push({ file, ...(error.line && { line: error.line }), problem: `This is not MDX: ${error.message}` });
  }
  return { file, slug: file.replace(/^.*\/(\d+-)?/, '').replace(/\.mdx$/, ''), fields, text };
}

async function readLab(root: string, id: string, findings: Finding[]): Promise<LabFolder> {
  const files = namesIn(root, `labs/${id}`);
  const path = join(root, 'labs', id, 'lab.ts');
  if (!files.includes('lab.ts')) return { id, files, manifest: undefined, manifestText: '' };
  const manifestText = readFileSync(path, 'utf8');
  try {
    const { default: manifest } = (await import(pathToFileURL(path).href)) as { default?: Lab };
    if (manifest === undefined)
      findings.push({
        file: `labs/${id}/lab.ts`,
        problem: 'It has no default export: write `export default defineLab({ … })`.',
      });
    return { id, files, manifest, manifestText };
  } catch (error) {
    // What the compiler says of it, it says by its line: that is looked at with all files of the lab.
    const isSyntax =
      error instanceof SyntaxError || (error as { code?: string }).code === 'ERR_INVALID_TYPESCRIPT_SYNTAX';
    if (!isSyntax)
      findings.push({ file: `labs/${id}/lab.ts`, problem: error instanceof Error ? error.message : String(error) });
    return { id, files, manifest: undefined, manifestText };
  }
}
