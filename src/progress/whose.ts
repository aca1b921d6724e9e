/**
 * What the store is called, and so whose it is. Learners who share a browser and an address have each one of their own: in a package for an LMS, the
 * frame that shows the course is named after the learner's (src/lms/launch.ts). Everywhere else there is one.
 */
const NAME = 'headroom';

/** A store of a learner's own, as `storeOf` calls it. */
const OWN = /^headroom-of-[0-9a-f]{16}$/;

/** What the window is called. While the site is built there is none. */
const { name: called = '' } = globalThis as { name?: string };

let name = import.meta.env.PUBLIC_PACKAGE && OWN.test(called) ? called : NAME;

export const storeName = (): string => name;

/** The name of the store of a learner, who is named by 16 hexadecimal digits. From now on this page reads that one. */
export function storeOf(learner: string): string {
  name = `${NAME}-of-${learner}`;
  return name;
}
