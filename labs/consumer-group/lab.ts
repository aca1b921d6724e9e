import { defineLab } from '#grading';

export default defineLab({
  title: 'Who reads which partition?',
  lesson: 8,
  marks: 1.5,
  asks: 'Share the partitions of a topic among the members of a group: each once, evenly, and with as few of them changing hands as can be.',
  exports: ['assign'],
  hints: [
    'First find out who has what: one walk over `previous`, with a Map from partition to the newest claim on it. Then one walk over `partitions`: each stays with its owner, if the owner is still a member, or is free.',
    'Now somebody may hold too many. With P partitions and M members everybody ends with q = ⌊P ÷ M⌋ or q + 1, and exactly P mod M members have q + 1. Who should be those?',
    'A member that holds more than q already may keep q + 1 without anything moving. So go through the members and let those that hold more than q keep one more than q, as long as P mod M of them have not; all others give up what they hold beyond q.',
    'What was given up joins what is free. Fill every member up to q first, and only then give one more to members that have q, until nothing is left. If you fill up to q + 1 at once, those at the end of the list go short.',
    '`includes`, `indexOf` and `find` go through a whole list. Find members in a Map, and take free partitions from the end with `pop`.',
  ],
});
