/** Which edition of the site is being built, as `npm run build` was told (src/cli/astro.ts): there are one with the solutions, one without, and one for exams. */

/** No reference solution of a lab and no model answer of a lesson is in the build. */
export const WITHOUT_SOLUTIONS = Boolean(import.meta.env.PUBLIC_WITHOUT_SOLUTIONS);

/** Without solutions; and what counts is graded by the instructor, on inputs that the page does not know. */
export const EXAM = Boolean(import.meta.env.PUBLIC_EXAM);
