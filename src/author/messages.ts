/** What the author's page and the dev server tell each other about a lab. */

/** An answer of a lab's folder, and what the suite says of it. */
export interface Graded {
  name: string;
  /** What it is there for: to pass, to fail, or to be caught by the test that it names. */
  as: 'right' | 'starter' | 'mistake';
  /** Whether the suite says what it should. */
  isAsMeant: boolean;
  /** In a sentence: what it says. */
  said: string;
  /** What people get wrong, of a mistake. */
  because?: string;
}

export type Told =
  | { kind: 'begun' }
  | { kind: 'graded'; graded: Graded }
  /** Why nothing can be graded. */
  | { kind: 'fault'; problem: string }
  | { kind: 'done' };

/** From the page: run the answers of these labs, one after the other. */
export const RUN = 'headroom:author-run';
/** To the page. */
export const TOLD = 'headroom:author-told';
/** To every page: a file of this lab was saved. */
export const CHANGED = 'headroom:lab-changed';

export interface Events {
  [RUN]: { labs: string[] };
  [TOLD]: { lab: string; told: Told };
  [CHANGED]: { lab: string };
}
