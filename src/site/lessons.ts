/** The lessons that are written, as the pages list them. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { href } from './href.ts';

export type Lesson = CollectionEntry<'lessons'>;

/** All lessons in the order of their numbers. */
export async function allLessons(): Promise<Lesson[]> {
  return (await getCollection('lessons')).sort((a, b) => a.data.number - b.data.number);
}

/** `02-server-calculator` → `/lessons/server-calculator/`. */
export function lessonSlug(lesson: Lesson): string {
  return lesson.id.replace(/^\d+-/, '');
}

export function lessonHref(lesson: Lesson): string {
  return href(`lessons/${lessonSlug(lesson)}/`);
}
