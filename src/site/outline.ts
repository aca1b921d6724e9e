/**
 * What a lesson holds, in the order of its text: its sections, and the parts with marks that stand in each. It is read off the text
 * itself, since the words for questions and labs are no headings.
 */
import type { Lesson } from './lessons.ts';

type Part = Lesson['data']['parts'][number];

export interface Section {
  /** Its address on the page, without the #. */
  anchor: string;
  title: string;
  parts: Part[];
}

interface Heading {
  depth: number;
  slug: string;
  text: string;
}

/** Where a part stands on the page of its lesson. */
export function partAnchor({ id, lab }: Pick<Part, 'id' | 'lab'>): string {
  return lab === undefined ? `part-${id}` : `lab-${lab}`;
}

const FENCED = /^(```|~~~)[\s\S]*?^\1/gm;
const LANDMARKS = /^## |<Scenario\b|<Question part="(?<question>[^"]+)"|<Lab id="(?<lab>[^"]+)"/gm;

/** Throws where the text and the list of its headings do not agree. */
export function outline(body: string, headings: readonly Heading[], parts: readonly Part[]): Section[] {
  const titles = headings.filter(({ depth }) => depth === 2);
  const sections: Section[] = [];
  let seen = 0;
  for (const { 0: found, groups = {} } of body.replace(FENCED, '').matchAll(LANDMARKS)) {
    if (found === '## ') {
      const title = titles[seen++];
      if (!title) throw new Error('There are more sections in the text of the lesson than headings.');
      sections.push({ anchor: title.slug, title: title.text, parts: [] });
    } else if (found === '<Scenario') {
      sections.push({ anchor: 'scenario', title: 'The scenario', parts: [] });
    } else {
      const part = parts.find(({ id, lab }) =>
        groups.lab === undefined ? id === groups.question : lab === groups.lab,
      );
      if (part) sections.at(-1)?.parts.push(part);
    }
  }
  return sections;
}

/** Everything on the page of a lesson that a link may lead to. */
export function anchorsOf(headings: readonly Heading[], parts: readonly Part[]): string[] {
  return ['scenario', 'outcomes', 'sources', ...headings.map(({ slug }) => slug), ...parts.map(partAnchor)];
}
