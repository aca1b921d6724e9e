/** The lesson whose page is being built, for the components its author used in it. */
import type { Lesson } from './lessons.ts';

/** Throws when a component is used outside a lesson. */
export function currentLesson(locals: App.Locals): Lesson {
  if (!locals.lesson) throw new Error('This component can be used inside a lesson only.');
  return locals.lesson;
}
