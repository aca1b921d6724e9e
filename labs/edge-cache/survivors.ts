/** Small slips of the solution that are right as well. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'It stands for no directive, or for no number: any text that is neither does the same.',
    mutants: [
      ["'');", "'mutant');"],
      ['?? [])', "?? ['mutant'])"],
      ["'']", "'mutant']"],
      ["''):", "'mutant'):"],
    ],
  },
  {
    because: 'Where there is an age, its list has a first member.',
    mutants: [["secondsOf(headers.age?.split(',')[0]?.trim());", "secondsOf(headers.age?.split(',')[0].trim());"]],
  },
  {
    because:
      'What comes before the first = begins at the beginning, and the rest goes to the end: the expression finds no other match.',
    mutants: [
      ['/^([^=]*)=?(.*)$/s.exec(piece.trim())!;', '/([^=]*)=?(.*)$/s.exec(piece.trim())!;'],
      ['/^([^=]*)=?(.*)$/s.exec(piece.trim())!;', '/^([^=]*)=?(.*)/s.exec(piece.trim())!;'],
    ],
  },
  {
    because: 'What fetches are called is their sender’s affair, as long as no two are called the same.',
    mutants: [
      ['= 0;', '= 1;'],
      ['`f${++queries}`;', '`f${--queries}`;'],
    ],
  },
  {
    because: 'Those who wait are answered in one call, in any order.',
    mutants: [['fetches.get(flight)!.waiting.push(request);', 'fetches.get(flight)!.waiting.unshift(request);']],
  },
  {
    because: 'Nobody joins a fetch that has been answered: it only takes memory.',
    mutants: [['fetches.delete(query);', ';']],
  },
  {
    because: 'No two edges have the same id, and equal latencies are compared before.',
    mutants: [
      ['one.id <', 'one.id <='],
      ['near <', 'near <='],
    ],
  },
] satisfies Survivor[];
