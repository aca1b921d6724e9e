/** What the members of a group say they had, and what they are given. */

/** What a member had when it last heard of its partitions. */
export interface Claim {
  member: string;
  partitions: string[];
  /** Which assignment that was: assignments of a group are numbered, and a later one has a higher number. */
  generation: number;
}

/** What a member is to read from now on. */
export interface Share {
  member: string;
  partitions: string[];
}
