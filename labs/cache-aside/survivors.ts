/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'What queries are called is their sender’s affair, as long as no two are called the same.',
    mutants: [
      ['0;', '1;'],
      ['`q${++queries}`;', '`q${--queries}`;'],
    ],
  },
  {
    because:
      'A load that has been answered is struck off twice: as the one to join, and from the open queries. Either is enough for nobody to join it; both together keep the tables small.',
    mutants: [
      ['joinable.delete(key);', ';'],
      ['open.delete(query);', ';'],
    ],
  },
  {
    because: 'No query has that name: it only stands for none.',
    mutants: [["'');", "'mutant');"]],
  },
  {
    because: 'Those who wait are answered in one call, in any order.',
    mutants: [['load.waiting.push(request);', 'load.waiting.unshift(request);']],
  },
] satisfies Survivor[];
