/** Whether the course agrees with itself, as far as its files say without being run. */

import { checkLesson } from './check-lesson.ts';
import { checkBriefLinks, checkLessonLinks } from './check-links.ts';
import { checkNames } from './check-names.ts';
import { type Finding, inOrder, misnamed, numbers } from './finding.ts';
import { type Course, type LabFolder, LISTS } from './read.ts';
import { isAddress } from './schemas.ts';

/** What every lab has, in the order in which the README names it. */
export const LAB_FILES = ['lab.ts', 'brief.md', 'starter.ts', 'solution.ts', 'suite.ts', 'mistakes.ts'];

export function checkCourse(course: Course): Finding[] {
  return inOrder([
    ...course.findings,
    ...course.lessons.flatMap((lesson) => [
      ...checkLesson(course, lesson),
      ...checkLessonLinks(course, lesson),
      ...checkNames(lesson),
    ]),
    ...course.labs.flatMap((lab) => [...checkLabFolder(course, lab), ...checkBriefLinks(course, lab.id)]),
    ...checkPlaces(course),
    ...checkCitations(course),
  ]);
}

/** Lower case, and a hyphen where there was a blank: `Token Bucket` → `token-bucket`. */
export const asAddress = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

function checkLabFolder(course: Course, { id, files, manifest, manifestText }: LabFolder): Finding[] {
  const folder = `labs/${id}`;
  if (!isAddress(id)) {
    const problem = 'A folder of a lab is an address: lower-case letters, digits and hyphens, without blanks.';
    return [{ file: folder, problem, nearest: asAddress(id) }];
  }
  const missing = LAB_FILES.filter((file) => !files.includes(file)).map((file) => ({
    file: `${folder}/${file}`,
    problem: `Every lab has ${LAB_FILES.join(', ')}, and this one is missing.`,
  }));
  if (!manifest) return missing;
  const lineOf = (field: string): number | undefined => {
    const at = manifestText.search(new RegExp(`^\\s*${field}\\s*:`, 'm'));
    return at < 0 ? undefined : manifestText.slice(0, at).split('\n').length + (manifestText[at] === '\n' ? 1 : 0);
  };
  const line = lineOf('lesson');
  const at = { file: `${folder}/lab.ts`, ...(line !== undefined && { line }), field: 'lesson' };
  const lessons = course.lessons.flatMap(({ fields, file }) => (fields.value ? [{ ...fields.value, file }] : []));
  const own = lessons.find(({ number }) => number === manifest.lesson);
  const naming = lessons.filter(({ parts }) => parts.some(({ lab }) => lab === id));
  if (naming.length > 1)
    return [
      ...missing,
      {
        ...at,
        problem: `It is a part of two lessons, ${numbers(naming.map(({ number }) => number))}: one lab, one lesson.`,
      },
    ];
  const isUnread = course.lessons.some(({ fields }) => !fields.value);
  if (!own && !isUnread) {
    const known = lessons.map(({ number }) => String(number));
    return [
      ...missing,
      misnamed({ ...at, problem: `There is no lesson ${manifest.lesson}.` }, String(manifest.lesson), known),
    ];
  }
  if (own && naming.length === 0)
    return [
      ...missing,
      {
        ...at,
        problem: `It belongs to lesson ${manifest.lesson}, and ${own.file} has no part of kind lab that names it.`,
      },
    ];
  return missing;
}

/** Numbers and addresses are each taken once, and what a lesson needs comes before it. */
function checkPlaces({ lessons, plan }: Course): Finding[] {
  const findings: Finding[] = [];
  const stops = [
    ...lessons.flatMap(({ file, slug, fields }) => {
      const number = (fields.raw as { number?: unknown } | undefined)?.number;
      return typeof number === 'number'
        ? [{ file, slug, number, needs: fields.value?.needs ?? [], lineOf: fields.lineOf, path: [] as string[] }]
        : [];
    }),
    ...Object.entries(plan.value ?? {}).map(([slug, { number, needs }]) => ({
      file: LISTS.plan,
      slug,
      number,
      needs,
      lineOf: plan.lineOf,
      path: [slug],
    })),
  ];
  const known = stops.map(({ number }) => number);
  /** Nobody knows the number of a lesson that cannot be read. */
  const isUnread = lessons.some(({ fields }) => fields.raw === undefined) || plan.value === undefined;
  for (const [index, { file, slug, number, needs, lineOf, path }] of stops.entries()) {
    const at = (field: string): Pick<Finding, 'file' | 'line' | 'field'> => {
      const line = lineOf([...path, field]);
      return { file, ...(line !== undefined && { line }), field: [...path, field].join('.') };
    };
    const earlier = stops.slice(0, index);
    const same = earlier.find((other) => other.number === number);
    if (same)
      findings.push({
        ...at('number'),
        problem:
          path.length > 0 && same.slug === slug
            ? `Lesson ${number} is written by now, in ${same.file}: take it out of the plan.`
            : `Lesson ${number} is ${same.file === file ? `"${same.slug}"` : same.file} already: two lessons have one number. The next that is free is ${Math.max(...known) + 1}.`,
      });
    const namesake = earlier.find((other) => other.slug === slug && other !== same);
    if (namesake)
      findings.push({
        ...at('title'),
        problem: `/lessons/${slug}/ is the address of ${namesake.file} already: two lessons have one address. Rename the file.`,
      });
    for (const needed of needs)
      if (!known.includes(needed) && !isUnread)
        findings.push({ ...at('needs'), problem: `It needs lesson ${needed}, and there is none.` });
      else if (needed >= number)
        findings.push({ ...at('needs'), problem: `It needs lesson ${needed}, which comes after it.` });
  }
  return findings;
}

/** Frontmatter names sources, and the glossary names lessons. */
function checkCitations({ lessons, plan, sources, glossary }: Course): Finding[] {
  const ids = Object.keys(Object(sources.raw));
  const cited = lessons.flatMap(({ file, fields }) =>
    (fields.value?.sources ?? []).flatMap((source, index) => {
      if (!('id' in source) || ids.includes(source.id)) return [];
      const line = fields.lineOf(['sources', index, 'id']);
      const at = { file, ...(line !== undefined && { line }), field: `sources[${index}].id` };
      return [misnamed({ ...at, problem: `There is no source "${source.id}" in ${LISTS.sources}.` }, source.id, ids)];
    }),
  );
  const slugs = [...lessons.map(({ slug }) => slug), ...Object.keys(Object(plan.raw))];
  const explained = Object.entries(glossary.value ?? {}).flatMap(([id, { lesson }]) => {
    if (lesson === undefined || slugs.includes(lesson)) return [];
    const line = glossary.lineOf([id, 'lesson']);
    const at = { file: LISTS.glossary, ...(line !== undefined && { line }), field: `${id}.lesson` };
    return [misnamed({ ...at, problem: `There is no lesson "${lesson}".` }, lesson, slugs)];
  });
  return [...cited, ...explained];
}
