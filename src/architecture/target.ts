/**
 * What breaks and how, in words: `crash web/2`, `cut link:3`. Scenes, reports, addresses and recordings name the parts of a
 * system in this way, and all of them read the names here.
 */

/** What can happen to a part of a system; `fail`: it answers everything at once with an error, while those who call it think it well. */
export const faults = ['crash', 'slow', 'cut', 'fail', 'recover'] as const;

export type Fault = (typeof faults)[number];
