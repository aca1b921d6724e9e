/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const SOUND = 'The design is a sound architecture, built from the catalogue';
const ANSWERS = 'In the burst at least 99.9 % of the requests are answered, 99 in 100 within 150 ms';
const DONE = 'Every payment that was taken in is checked and archived 18 s after the burst';
const SURVIVES =
  'No single copy holds up the payments: whichever dies in the burst, at most 420 requests fail, after 5 s at least 99 % are answered again, and all events are worked off in time';
const BILL = 'It serves the evening for at most $4.60 an hour';

const FRAUD = "{ id: 'fraud', ...sold.fraudCheck, replicas: 9 },";
const TOPIC = "{ id: 'payments', ...sold.topic12, replicas: 3 },";

export default [
  {
    name: 'more-members-than-partitions',
    caughtBy: DONE,
    because: 'Nine members read four partitions: five of them are idle, and four check 160 payments of 300.',
    edits: [[TOPIC, "{ id: 'payments', ...sold.topic4, replicas: 3 },"]],
  },
  {
    name: 'sized-for-a-quiet-evening',
    caughtBy: DONE,
    because:
      'Two members manage the 60 payments of a quiet evening with room to spare. The burst is never caught up with.',
    edits: [[FRAUD, "{ id: 'fraud', ...sold.fraudCheck, replicas: 2 },"]],
  },
  {
    name: 'two-groups-for-one-purpose',
    caughtBy: DONE,
    because:
      'The members are two nodes, so that they share the work. Each node is a group, and each group gets everything.',
    edits: [
      [
        FRAUD,
        "{ id: 'fraud', ...sold.fraudCheck, replicas: 4 },\n      { id: 'fraud-2', ...sold.fraudCheck, replicas: 5 },",
      ],
      [
        "{ from: 'payments', to: 'fraud', kind: 'async' },",
        "{ from: 'payments', to: 'fraud', kind: 'async' },\n      { from: 'payments', to: 'fraud-2', kind: 'async' },",
      ],
      [
        "{ from: 'fraud', to: 'verdicts' },",
        "{ from: 'fraud', to: 'verdicts' },\n      { from: 'fraud-2', to: 'verdicts' },",
      ],
    ],
  },
  {
    name: 'nobody-to-spare',
    caughtBy: SURVIVES,
    because:
      'Eight members for eight partitions. When one dies another has two, and falls behind without end while the others have time.',
    edits: [
      [TOPIC, "{ id: 'payments', ...sold.topic8, replicas: 3 },"],
      [FRAUD, "{ id: 'fraud', ...sold.fraudCheck, replicas: 8 },"],
    ],
  },
  {
    name: 'one-member-too-few',
    caughtBy: SURVIVES,
    because: 'Six members catch up with the burst in time. Five do not.',
    edits: [[FRAUD, "{ id: 'fraud', ...sold.fraudCheck, replicas: 6 },"]],
  },
  {
    name: 'one-broker',
    caughtBy: ANSWERS,
    because: 'One broker takes 240 of 300 payments a second. A topic is as fast as the brokers that hold it.',
    edits: [[TOPIC, "{ id: 'payments', ...sold.topic12 },"]],
  },
  {
    name: 'no-broker-to-lose',
    caughtBy: SURVIVES,
    because: 'Two brokers take the burst, and one of them does not.',
    edits: [[TOPIC, "{ id: 'payments', ...sold.topic12, replicas: 2 },"]],
  },
  {
    name: 'no-collector-to-lose',
    caughtBy: SURVIVES,
    because: 'Three collectors take the burst, and two of them do not.',
    edits: [
      [
        "{ id: 'collectors', ...sold.collector, replicas: 4 },",
        "{ id: 'collectors', ...sold.collector, replicas: 3 },",
      ],
    ],
  },
  {
    name: 'one-archiver',
    caughtBy: SURVIVES,
    because: 'One archiver is enough for the evening. When it is dead nothing is archived.',
    edits: [["{ id: 'archivers', ...sold.archiver, replicas: 3 },", "{ id: 'archivers', ...sold.archiver },"]],
  },
  {
    name: 'one-database',
    caughtBy: SURVIVES,
    because: 'The verdicts have one home, and it may burn.',
    edits: [["{ id: 'verdicts', ...sold.verdicts, replicas: 2 },", "{ id: 'verdicts', ...sold.verdicts },"]],
  },
  {
    name: 'no-balancer',
    caughtBy: ANSWERS,
    because: 'Four collectors, and the shops know the address of one.',
    edits: [
      ["      { id: 'balancer', ...sold.loadBalancer, replicas: 2 },\n", ''],
      [
        "{ from: 'shops', to: 'balancer' },\n      { from: 'balancer', to: 'collectors' },",
        "{ from: 'shops', to: 'collectors' },",
      ],
    ],
  },
  {
    name: 'no-archive',
    caughtBy: SOUND,
    because: 'Fraud is checked, and the second group is forgotten.',
    edits: [
      ["      { id: 'archivers', ...sold.archiver, replicas: 3 },\n", ''],
      ["      { id: 'archive', ...sold.archive, replicas: 2 },\n", ''],
      ["      { from: 'payments', to: 'archivers', kind: 'async' },\n", ''],
      ["      { from: 'archivers', to: 'archive' },\n", ''],
    ],
  },
  {
    name: 'two-topics',
    caughtBy: SOUND,
    because:
      'One topic for each group. Each payment is written twice, and a failure between the two leaves it in one of them.',
    edits: [
      [
        TOPIC,
        "{ id: 'payments', ...sold.topic12, replicas: 3 },\n      { id: 'payments-2', ...sold.topic4, replicas: 3 },",
      ],
      [
        "{ from: 'collectors', to: 'payments' },",
        "{ from: 'collectors', to: 'payments' },\n      { from: 'collectors', to: 'payments-2' },",
      ],
      [
        "{ from: 'payments', to: 'archivers', kind: 'async' },",
        "{ from: 'payments-2', to: 'archivers', kind: 'async' },",
      ],
    ],
  },
  {
    name: 'checked-while-the-shop-waits',
    caughtBy: SOUND,
    because: 'The collector calls the fraud check itself, and the topic is for the archive.',
    edits: [["{ from: 'payments', to: 'fraud', kind: 'async' },", "{ from: 'collectors', to: 'fraud' },"]],
  },
  {
    name: 'a-partition-for-every-case',
    caughtBy: BILL,
    because: '“Start with enough” taken for “the more the better”: every broker holds 48 partitions.',
    edits: [[TOPIC, "{ id: 'payments', ...sold.topic48, replicas: 3 },"]],
  },
  {
    name: 'a-member-for-each-partition',
    caughtBy: BILL,
    because: 'As many members as partitions, because that is the most that can work. It is not what is needed.',
    edits: [[FRAUD, "{ id: 'fraud', ...sold.fraudCheck, replicas: 12 },"]],
  },
] satisfies Mistake[];
