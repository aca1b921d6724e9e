/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Free is what is neither held nor sold: nobody asks a free seat for its state.',
    mutants: [
      ["FREE: Seat = { state: 'free' }", 'FREE: Seat = {}'],
      ["FREE: Seat = { state: 'free' }", "FREE: Seat = { state: '' }"],
    ],
  },
  {
    because: 'A free seat has no `until`, and no time is before that: the first half is for the type checker.',
    mutants: [["seat.state === 'held' && clock", 'true && clock']],
  },
  {
    because: 'Whoever is the holder has a hold: the first half is for the type checker.',
    mutants: [['if (hold && isHolder)', 'if (true && isHolder)']],
  },
] satisfies Survivor[];
