/**
 * The course as one row of lessons: those that are written, which say everything of themselves, and those that are planned
 * (content/plan.yaml). The map, the rail, what leads on and what a lesson needs all come from here.
 */
import { type CollectionEntry, getCollection } from 'astro:content';
import { allLessons, type Lesson, lessonHref, lessonSlug } from './lessons.ts';

/** A lesson's place in the course, written or planned. */
export interface Stop {
  /** The name in its address. */
  slug: string;
  number: number;
  part: 1 | 2;
  title: string;
  /** The title where there is little room. */
  short: string;
  /** Unknown where a planned lesson has not divided them yet. */
  marks: number | undefined;
  /** The numbers of the lessons that should come first. */
  needs: readonly number[];
  /** Undefined while it is planned. */
  lesson: Lesson | undefined;
  href: string | undefined;
}

type Plan = CollectionEntry<'plan'>;

function written(lesson: Lesson): Stop {
  const { number, part, title, short = title, marks, needs } = lesson.data;
  return { slug: lessonSlug(lesson), number, part, title, short, marks, needs, lesson, href: lessonHref(lesson) };
}

function planned({ id, data }: Plan): Stop {
  const { number, part, title, short = title, marks, needs } = data;
  return { slug: id, number, part, title, short, marks, needs, lesson: undefined, href: undefined };
}

async function allStops(): Promise<Stop[]> {
  const [lessons, plan] = await Promise.all([allLessons(), getCollection('plan')]);
  const there = lessons.map(written);
  const numbers = new Set(there.map(({ number }) => number));
  const still = plan.map(planned).filter(({ number }) => !numbers.has(number));
  return [...there, ...still].sort((one, other) => one.number - other.number);
}

let built: Promise<readonly Stop[]> | undefined;

/** All lessons in the order of their numbers. One that is written takes the place of its plan. A build asks for them on every page, and reads them once. */
export function course(): Promise<readonly Stop[]> {
  if (!import.meta.env.PROD) return allStops();
  built ??= allStops();
  return built;
}

/** Where the marks of lessons are kept, as `data-marks-of` lists them: those of its labs, and those that learners give themselves. */
export function marksOf(lessons: readonly Lesson[]): { graded: string; selfGiven: string } {
  const labs = lessons.flatMap(({ data }) =>
    data.parts.flatMap(({ lab }) => (lab === undefined ? [] : [`lab:${lab}`])),
  );
  return { graded: labs.join(' '), selfGiven: lessons.map((lesson) => `part:${lessonSlug(lesson)}/*`).join(' ') };
}
