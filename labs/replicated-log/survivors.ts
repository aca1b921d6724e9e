/** Mutants of the solution that are right answers too. */
import type { Survivor } from '#grading';

export default [
  {
    because: 'Before the first appointment nobody leads, so nobody looks at who is in sync.',
    mutants: [['string[] = [];', "string[] = ['mutant'];"]],
  },
  {
    because: 'The controller does not add whom it counts already, so asking again does nothing.',
    mutants: [['(needed.has(follower))', '(false)']],
  },
  {
    because: 'What is done in one call is done at one moment, in whatever order it is listed.',
    mutants: [
      ['effects.push({ admit:', 'effects.unshift({ admit:'],
      ['effects.push({ send:', 'effects.unshift({ send:'],
      ['mark) effects.push({', 'mark) effects.unshift({'],
      ['waiting.push({', 'waiting.unshift({'],
    ],
  },
  {
    because: 'There are two kinds of messages, and only one of them is asked for by its name.',
    mutants: [["'records',", "'',"]],
  },
  {
    because: 'Epochs begin at 1, and no appointment comes twice.',
    mutants: [
      ['<=', '<'],
      ['(fetches.get(from)?.epoch ?? 0))', '(fetches.get(from)?.epoch ?? 1))'],
    ],
  },
  {
    because: 'A fetch of another epoch than the newest is never answered, whether or not it is kept.',
    mutants: [
      ['(asked < epoch)', '(false)'],
      ['(message.epoch < epoch', '(false'],
    ],
  },
  {
    because: 'A follower has one fetch on its way in an epoch, and the one before it was answered.',
    mutants: [['|| message.epoch <', '|| message.epoch <=']],
  },
  {
    because: 'Nobody fetches from a follower in an epoch that it has heard of.',
    mutants: [['return leader === id', 'return true']],
  },
] satisfies Survivor[];
