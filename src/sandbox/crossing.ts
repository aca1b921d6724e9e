/** What may cross between host and guest at most, in one value or one answer. Both sides hold to it. */

/** Levels of nesting. */
export const MOST_LEVELS = 64;

/** Values inside a value. */
export const MOST_VALUES = 200_000;

/** Characters of all its texts, as they are quoted. */
export const MOST_TEXT = 4_000_000;

/** Characters that a guest keeps of what is printed; a report shows fewer. */
export const MOST_OUTPUT = 8_000;
