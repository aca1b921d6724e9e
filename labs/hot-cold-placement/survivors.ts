/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'A sort looks at the sign of a comparison only.',
    mutants: [
      ['-1', '-2'],
      ['? 1', '? 2'],
    ],
  },
  {
    because: 'What is sorted afterwards may be gathered in any order.',
    mutants: [
      ['SAFE)) copies.push({', 'SAFE)) copies.unshift({'],
      ['others.push(...places.slice(SAFE));', 'others.unshift(...places.slice(SAFE));'],
      ["copies.push({ video: video.id, region, why: 'near'", "copies.unshift({ video: video.id, region, why: 'near'"],
    ],
  },
] satisfies Survivor[];
