import { defineLab } from '#grading';

export default defineLab({
  title: 'A log that survives its leader',
  lesson: 8,
  marks: 2.5,
  asks: 'Write the replica of a partition: it leads or follows as it is appointed, and no acknowledged record is lost when another takes over.',
  exports: ['createReplica'],
  machines: { createReplica: 3 },
  limits: { stepsPerTest: 60_000_000, stepsPerRun: 150_000_000 },
  hints: [
    'Let followers ask. When it is appointed, a follower sends its leader a fetch that says what it has; when records come, it adds them and sends the next fetch. So one fetch is both things: a wish for more, and the news of how far the follower is. A leader that has nothing new keeps the fetch and answers it at the next append.',
    'The leader keeps, for each follower, the fetch that waits and the offset up to which that follower’s log is known to be like its own. The high watermark is the smallest of these over the in-sync replicas, and of the length of its own log. Write one function that does whatever can be done now (answer fetches, acknowledge), and call it at the end of `append`, `receive` and, if you lead, `appoint`.',
    'Note with each record the epoch in which it was appended. Two logs that have a record of the same epoch at one offset are the same up to there, because an epoch has one leader. So a fetch with the epochs of all records shows the leader where the follower’s log parts from its own; the answer begins there, and the follower cuts off what it has beyond.',
    'Put the epoch into every message. Records from an older epoch than your own are dropped. A fetch from an older one too; but a fetch from a newer one waits until you have heard of that epoch. And an old fetch that was overtaken by a newer one must not take its place.',
    'On a new appointment the leader knows nothing of its followers any more: forget how far they were, drop old fetches, and wait for new ones. Whoever does not lead any more, or has too few in sync, refuses what still waits.',
    'A follower that is not in sync and has everything: `admit` it, once. The controller may count it from that moment on, and make it leader, before you hear of it. So from the moment you ask, acknowledge nothing that it does not have. A new appointment says anew who counts.',
  ],
});
