/** What grading a class gives: a row for each submission and seed. */
import type { Report, Status } from '#grading';

export interface Row {
  /** Its place among all rows of the class, and how many there are: `17/500`. So shards can be put together, and nobody is lost. */
  number: string;
  who: string;
  lab: string;
  /** `not graded` is nobody's zero: the suite or this computer was at fault, or it was refused. */
  status: Status | 'not graded';
  earned: number | undefined;
  marks: number;
  passed: number;
  tests: number;
  /** The version of the suite, and of all that it runs on. */
  suite: string;
  seed: number;
  ms: number;
  /** The marks that the learner's own file claims. */
  claimed: number | undefined;
  /** The regrade gave other marks than were claimed. */
  differs: boolean;
  /** Who else handed in the same program, under whatever names. */
  same: string;
  /** Its program without comments, types, layout and names of its own, as a hash. */
  program: string;
  /** Where it came from. */
  file: string;
  /** Why there is no verdict, or what kept all tests from running. */
  note: string;
  details: Pick<Report['tests'][number], 'name' | 'status' | 'marks' | 'earned' | 'message'>[];
}

/** Columns of a table, in their order. */
export const COLUMNS = [
  'number',
  'who',
  'lab',
  'status',
  'earned',
  'marks',
  'passed',
  'tests',
  'suite',
  'seed',
  'ms',
  'claimed',
  'differs',
  'same',
  'program',
  'file',
  'note',
] as const satisfies (keyof Row)[];

/** What the two programs are called that nobody has written for themselves. */
export const GIVEN = { starter: 'the starter, unchanged', solution: 'the reference solution' };

/** Writes into each row who else handed in its program. `given` holds the hashes of starters and solutions, by lab. */
export function markSame(
  rows: readonly Row[],
  given: ReadonlyMap<string, Record<keyof typeof GIVEN, string>> = new Map(),
): void {
  const authors = new Map<string, Set<string>>();
  const keyOf = ({ lab, program }: Row): string => `${lab} ${program}`;
  for (const row of rows) {
    if (row.program === '') continue;
    const known = authors.get(keyOf(row)) ?? new Set();
    authors.set(keyOf(row), known.add(row.who));
  }
  for (const row of rows) {
    const own = given.get(row.lab);
    if (row.program === '') continue;
    if (row.program === own?.starter) row.same = GIVEN.starter;
    else {
      const others = [...(authors.get(keyOf(row)) ?? [])].filter((who) => who !== row.who);
      // A merge has not the solutions at hand, and keeps what was found.
      const isSolution = own ? row.program === own.solution : row.same.startsWith(GIVEN.solution);
      if (!own && row.same === GIVEN.starter) continue;
      row.same = [...(isSolution ? [GIVEN.solution] : []), ...others.sort()].join('; ');
    }
  }
}

export const numberOf = ({ number }: Row): number => Number(number.split('/')[0]);
