/** What a right replica does: in every order in which messages arrive, whoever is lost and whoever takes over. */
import { solution, test } from '#grading';
import { CALM, COMES_BACK, LOSSES, TAKEN_OVER } from './cases.ts';
import { holdsInEveryOrder } from './explored.ts';

const { createReplica } = solution<typeof import('./solution.ts')>({
  methods: { createReplica: ['appoint', 'append', 'read', 'receive'] },
});

test(
  'The leader acknowledges what all in-sync replicas have, and readers get that; followers refuse',
  {
    marks: 0.5,
    why: 'One leader decides the order of the log. Whoever else took records in would write another one.',
  },
  () => holdsInEveryOrder(createReplica, CALM),
);

test(
  'Who is lost holds nobody up, with too few in sync appends are refused, and who has caught up is in sync again',
  {
    marks: 0.5,
    why: 'An acknowledgement is worth as many copies as the minimum says. Fewer must not be sold for it.',
  },
  () => holdsInEveryOrder(createReplica, LOSSES),
);

test(
  'Whenever another replica takes over, it has every record that was acknowledged or read',
  {
    marks: 1,
    why: 'That is all that replication is for.',
  },
  () => holdsInEveryOrder(createReplica, TAKEN_OVER),
);

test(
  'Who comes back gives up what was never agreed, and may take over only with everything that was',
  {
    marks: 0.5,
    why: 'Two logs that differ in one place and are believed to be the same stay different until somebody takes over.',
  },
  () => holdsInEveryOrder(createReplica, COMES_BACK),
);
