/** Where the course sends its readers: links of lessons and briefs, and `<See>`. A place that is not there is told, with the nearest. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, misnamed } from './finding.ts';
import type { Course, LessonFile } from './read.ts';
import { NoMdx, readText } from './text.ts';

/** Pages that are there without a lesson or lab. */
const PAGES = ['/', '/labs/', '/glossary/', '/board/', '/progress/'];

/** Everything on the page of a lesson that a link may lead to. Undefined where that cannot be known. */
function anchorsOf({ fields, text }: LessonFile): string[] | undefined {
  const { value } = fields;
  if (!value || !text) return undefined;
  const parts = value.parts.map(({ id, lab }) => (lab === undefined ? `part-${id}` : `lab-${lab}`));
  return ['scenario', 'outcomes', 'sources', ...text.headings.map(({ slug }) => slug), ...parts];
}

export function checkLessonLinks(course: Course, lesson: LessonFile): Finding[] {
  const { file, text } = lesson;
  if (!text) return [];
  const own = anchorsOf(lesson);
  const links = text.links.flatMap(({ url, line }) => checkLink(course, url, { file, line }, own));
  const sees = text.words.flatMap((word) => {
    const [slug, at] = ['lesson', 'at'].map((each) => word.attributes.get(each));
    if (word.name !== 'See' || typeof slug !== 'string') return [];
    return checkPlace(course, slug, typeof at === 'string' ? at : undefined, { file, line: word.line, field: '<See>' });
  });
  // A tag of HTML is not moved to where the host has put the site.
  const raw = text.words.flatMap(({ name, attributes, line }) => {
    const href = attributes.get('href');
    return name === 'a' && typeof href === 'string' && href.startsWith('/')
      ? [
          {
            file,
            line,
            field: '<a href>',
            problem: `Write it as a Markdown link, [words](${href}): <a> does not know where a host has put the site.`,
          },
        ]
      : [];
  });
  return [...links, ...sees, ...raw];
}

export function checkBriefLinks(course: Course, id: string): Finding[] {
  const file = `labs/${id}/brief.md`;
  if (!existsSync(join(course.root, file))) return [];
  try {
    const { links, headings } = readText(readFileSync(join(course.root, file), 'utf8'), 'md');
    const own = headings.map(({ slug }) => slug);
    return links.flatMap(({ url, line }) => checkLink(course, url, { file, line }, own));
  } catch (error) {
    if (!(error instanceof NoMdx)) throw error;
    return [{ file, ...(error.line && { line: error.line }), problem: `This is not Markdown: ${error.message}` }];
  }
}

type At = Pick<Finding, 'file' | 'line' | 'field'>;

function checkLink(course: Course, url: string, at: At, own: readonly string[] | undefined): Finding[] {
  if (/^(https?:|mailto:)/.test(url)) return [];
  const here = { ...at, field: url };
  const [path = '', anchor] = url.split('#');
  if (path === '') {
    if (!own || anchor === undefined || own.includes(anchor)) return [];
    return [misnamed({ ...here, problem: `There is no place "#${anchor}" on this page.` }, anchor, own)];
  }
  const [, lesson] = /^\/lessons\/([^/]+)(\/?)$/.exec(path) ?? [];
  if (!path.startsWith('/'))
    return [{ ...here, problem: `A link inside the course begins with a slash, as /lessons/caching/ does.` }];
  const [, lab, page] = /^\/labs\/([^/]+)\/?(solution\/?)?$/.exec(path) ?? [];
  if (!path.endsWith('/') && !/\.\w+$/.test(path))
    return [{ ...here, problem: `An address ends in a slash: ${path}/` }];
  if (lesson !== undefined) return checkPlace(course, lesson, anchor, here);
  if (lab !== undefined && (page === undefined || anchor === undefined)) {
    const ids = course.labs.map(({ id }) => id);
    return ids.includes(lab) ? [] : [misnamed({ ...here, problem: `There is no lab "${lab}".` }, lab, ids)];
  }
  const isServed = existsSync(join(course.root, 'public', path));
  return PAGES.includes(path) || isServed
    ? []
    : [misnamed({ ...here, problem: `There is no page "${path}".` }, path, [...PAGES, '/lessons/…/', '/labs/…/'])];
}

function checkPlace(course: Course, slug: string, anchor: string | undefined, at: At): Finding[] {
  const lesson = course.lessons.find((each) => each.slug === slug);
  const planned = Object.keys(Object(course.plan.raw));
  const isLink = at.field !== '<See>';
  if (!lesson) {
    const slugs = [...course.lessons.map((each) => each.slug), ...(isLink ? [] : planned)];
    if (slugs.includes(slug)) return [];
    const problem = planned.includes(slug)
      ? `The lesson "${slug}" is still planned: <See lesson="${slug}" /> says so, and becomes a link when it is there.`
      : `There is no lesson "${slug}".`;
    return [misnamed({ ...at, problem }, slug, slugs)];
  }
  const anchors = anchorsOf(lesson);
  if (anchor === undefined || !anchors || anchors.includes(anchor)) return [];
  return [misnamed({ ...at, problem: `The lesson "${slug}" has no place "#${anchor}".` }, anchor, anchors)];
}
