/**
 * The seed of a run that nobody chose: it comes from the submitted text, so that the same text meets the same inputs on every machine,
 * in the page and on the command line, and a text that has learned the answers to some inputs by heart meets others.
 */
import { hashOfText } from '../simulation/random/hash.ts';

/**
 * The seed of a text: from 0 to 2³² − 1. Exactly the text that is submitted counts, to the last blank and line end, whether that means
 * something to the program or not; a byte order mark counts where it is part of the text, and `grade` keeps it off a file.
 */
export const seedOfText = (source: string): number => hashOfText(source);
