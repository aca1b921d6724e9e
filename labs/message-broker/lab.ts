import { defineLab } from '#grading';

export default defineLab({
  title: 'A broker that does not forget',
  lesson: 10,
  marks: 4.5,
  asks: 'Keep messages for groups of consumers until somebody has said that the work is done, whoever dies meanwhile.',
  exports: ['createBroker'],
  hints: [
    'For one group a message is in one of four states: waiting, out with a consumer, done, dead. Write down which call moves it from where to where before you write any code.',
    'Two levels are enough: a `Map` from topic to a `Map` from group to what the group has (what waits, what came back, what is dead); and one `Map` from tag to what is out: the message, its consumer, and until when.',
    'All deliveries have the same timeout and tags grow, so what is out runs out in the order of its tags. A `Map` keeps that order. Begin each call that is told the time by giving back from the front what is over, and stop at the first that is not.',
    'What has never been delivered to a group was published after all that has been. So keep what came back in a list of its own, in the order of publishing, and take from it first. Give each message a number as it is published; that is what to sort by.',
    'Never take from the front of a long array with `shift()`: each time, all others move. Remember in a number how many are taken, and cut them off when they are half of the array.',
  ],
});
