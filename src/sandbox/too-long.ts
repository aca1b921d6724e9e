/** How long a learner's text may be: the same for the editor, the page, the command line and the sandbox, in the same words. */

/** Characters, as JavaScript counts them: ten times the longest solution of the course. */
export const MOST_CHARACTERS = 100_000;

/** What is told of a longer one. */
export const TOO_LONG =
  'Your file is longer than 100,000 characters, and no lab takes more: the longest solution of the course has a tenth of that.';

/** What is told of an addition that would have made it longer. */
export const NOT_ADDED =
  'That would have made your file longer than 100,000 characters, and no lab takes more. It was not put in.';

export const isTooLong = (source: string): boolean => source.length > MOST_CHARACTERS;
