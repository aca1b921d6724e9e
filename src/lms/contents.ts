/** What a package reports on: the labs and the written parts of the course, or of one lesson. Written into its launch page when it is made. */

export type ScormVersion = '1.2' | '2004';

export interface Contents {
  version: ScormVersion;
  title: string;
  /** The page that is shown first, from the package's root. */
  opens: string;
  /** What the suites grade. */
  labs: { id: string; marks: number }[];
  /** Parts that are answered in writing, as `<lesson>/<part>`. */
  written: string[];
}
