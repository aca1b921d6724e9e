import { defineLab } from '#grading';

export default defineLab({
  title: 'Holding and selling seats',
  lesson: 9,
  marks: 2,
  asks: 'Write the part of a ticket sale that decides who gets a seat: no seat is sold twice, retries are harmless, and holds expire.',
  exports: ['createSeats'],
  // The long life of a hall is tens of thousands of requests, which everybody has to remember.
  limits: { stepsPerTest: 25_000_000, stepsPerRun: 50_000_000 },
  hints: [
    'A seat is free, held (by whom, until when) or sold. Write down the three operations as a table: for each state, what changes and what is answered. “Held, but the time is over” behaves in every row like “free”.',
    'Compare times where the seat is looked at: it is held only while `clock < until`. Then no timer has to run, and no list of all seats has to be searched for holds that are over.',
    'Keep one clock for all seats: `clock = Math.max(clock, now)`. A call that is late, or from a machine whose clock is behind, then cannot bring an expired hold back to life.',
    'Keep a Map from request id to what was asked and what was answered, refusals included. The id is there with the same operation, seat and customer: give the stored answer and touch nothing but the clock. It is there with anything else: RangeError.',
    'Do things in this order: refuse bad input, move the clock, look for a retry, decide, store the answer. So a call that throws has changed nothing.',
  ],
});
