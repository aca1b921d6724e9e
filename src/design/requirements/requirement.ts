/** One requirement of a design lab: how the results and the brief say it, and the test that holds a design to it. */
import type { Read } from '../reading.ts';

/** What a lab says of each of its requirements. */
export interface Asked {
  /** Marks that meeting it earns; quarters are allowed. */
  marks: number;
  /** Why it matters, in a sentence; shown when it is not met. */
  why: string;
}

export interface Requirement extends Asked {
  /** The title of its test. */
  title: string;
  /** The same for the brief, in Markdown. */
  asked: string;
  /** Fails the running test when the design does not meet it. */
  check(read: Read): void;
}

/** Sentences as they follow another one. */
export const following = (sentences: readonly string[]): string => sentences.map((sentence) => ` ${sentence}`).join('');
