import { defineLab } from '#grading';

export default defineLab({
  title: 'A balancer that checks health',
  lesson: 1,
  marks: 1,
  asks: 'Share requests fairly among the servers that are healthy, whatever order they fail and come back in.',
  exports: ['createBalancer'],
  // A balancer's long life is many picks, and not everybody's pick is short.
  limits: { stepsPerTest: 25_000_000, stepsPerRun: 60_000_000 },
  hints: [
    'A counter with `% healthy.length` looks right until a server fails: the list under the counter shifts, and somebody is skipped or served twice. Do not count picks; remember who is waiting.',
    'Think of the healthy servers as a queue of people. Who is next? Where does a server go when it has been picked? Where does one go that comes back, so that nobody who was already waiting is overtaken?',
    'Picked: to the back. Failed: out of the queue. Back again: to the back. A report that says what is known already must not move anybody, or a server that is reported healthy every second never gets its turn.',
    'Taking a server out of the middle of an array means looking for it. A `Set` keeps its members in the order in which they were added, adds and deletes without searching, and `add` leaves a member that is there already where it is.',
    'With `const waiting = new Set(serverIds)`, the next server is `for (const id of waiting) { … }` left after the first turn. Delete it and add it again, and it is at the back. A second `Set` holds all ids, so that `report` can refuse one that it does not know.',
  ],
});
