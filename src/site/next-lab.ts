/** What comes after a lab: the next part of its lesson, or the next lesson. */
import { href } from './href.ts';
import { LABS, siteLab } from './labs.ts';
import { allLessons, lessonHref } from './lessons.ts';

export interface NextPlace {
  /** 'Next in this lesson' or 'Next, lesson 10'. */
  what: string;
  title: string;
  href: string;
}

/** Undefined after the last lesson. */
export async function nextAfter(id: string): Promise<NextPlace | undefined> {
  const lessons = await allLessons();
  const lesson = lessons.find(({ data }) => data.number === siteLab(id).manifest.lesson);
  if (!lesson) return undefined;
  const { parts } = lesson.data;
  const part = parts[parts.findIndex(({ lab }) => lab === id) + 1];
  if (part) {
    const where = part.lab === undefined ? `${lessonHref(lesson)}#part-${part.id}` : href(`labs/${part.lab}/`);
    const title = part.lab === undefined ? part.title : (LABS.get(part.lab)?.manifest.title ?? part.title);
    return { what: 'Next in this lesson', title, href: where };
  }
  const following = lessons[lessons.indexOf(lesson) + 1];
  if (!following) return undefined;
  return { what: `Next, lesson ${following.data.number}`, title: following.data.title, href: lessonHref(following) };
}
