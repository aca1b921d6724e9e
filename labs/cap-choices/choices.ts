/** What each workload is to be answered, and the question that leads there. */
import type { Choice, Workload } from './types.ts';

/** The answers, each with the question that leads to it. */
export const CHOICES: Record<Workload, Choice & { question: string }> = {
  'account-transfer': {
    mode: 'CP',
    reason: 'rule-across-copies',
    question: 'Each side may see 80 in an account of 80, and pay it out to another bank. Who gets the second 80 back?',
  },
  'cash-machine': {
    mode: 'AP',
    reason: 'loss-is-bounded',
    question: 'What is the most that one wrong answer can cost the bank, and does it know that before it answers?',
  },
  'hall-seat': {
    mode: 'CP',
    reason: 'only-one-owner',
    question: 'Row 7 seat 12 is sold on both sides of the cut. What can be offered to the second visitor?',
  },
  'flight-seat': {
    mode: 'AP',
    reason: 'loss-is-bounded',
    question: 'Is a particular seat sold here? What does one passenger too many cost, and who agreed to it beforehand?',
  },
  'job-lock': {
    mode: 'CP',
    reason: 'only-one-owner',
    question: 'How many workers may run the job, and what happens to the files if each side names one?',
  },
  prescription: {
    mode: 'CP',
    reason: 'stale-does-harm',
    question: 'Only one doctor writes, so nothing conflicts. What does a nurse do with the dose of an hour ago?',
  },
  'profile-photo': {
    mode: 'AP',
    reason: 'stale-is-harmless',
    question: 'Only the owner writes. Who is harmed by the old photo?',
  },
  'shopping-basket': {
    mode: 'AP',
    reason: 'conflicts-merge',
    question: 'Milk was added on one side and jam on the other. What would the customer want to see?',
  },
  'like-counter': {
    mode: 'AP',
    reason: 'conflicts-merge',
    question: 'Each side has counted its own likes. Is any of them lost when the sides meet again?',
  },
  'sensor-reading': {
    mode: 'AP',
    reason: 'nothing-conflicts',
    question: 'Can the two sides ever write the same record?',
  },
};
