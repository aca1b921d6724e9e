import { defineLab } from '#grading';

export default defineLab({
  title: 'Design the event pipeline',
  lesson: 8,
  marks: 2.5,
  asks: 'Design brokers, partitions and two consumer groups in the notation of the course, so that a burst of payments is checked and archived in time, whichever machine dies.',
  exports: ['design'],
  hints: [
    'Two things are to be done with each payment, and each by machines of its own. A topic gives every payment to each node that it is linked to: one node is one group, and its `replicas` are the members.',
    'Count from the end: how many payments a second in the burst, and how many does one fraud check manage? More members than partitions are idle, so that is also a number of partitions.',
    'A partition has one reader. With 8 partitions and 7 members one member has two of them, and gets twice as much as the others: not the sum decides, but the fullest member. With more partitions than members the shares are more even.',
    'The same for what dies: 300 a second at brokers of 240 are two, and three when one dies. Collectors of 120: three, and four. Archivers of 200: two, and three. Balancers, the database and the storage: two of each.',
    'Two balancers, four collectors, three brokers with 12 partitions, nine fraud checks, three archivers, two databases and two stores do it for $4.46.',
  ],
});
