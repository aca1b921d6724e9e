import { defineLab } from '#grading';

export default defineLab({
  title: 'A log and a queue',
  lesson: 13,
  marks: 1.5,
  asks: 'Write both: a log that groups read at their own pace and that forgets by the clock, and a queue that forgets what is acknowledged.',
  exports: ['createLog', 'createQueue'],
  hints: [
    'The log: one list of records with their times, the offset of the first that is still there, and a Map from group to the next offset to read. Reading changes none of them but the first.',
    'Forgetting is moving the first offset forward while the record there is too old. Never renumber: offset 7 is offset 7 for ever. A group whose offset has been forgotten goes on at the first that is there.',
    'The queue: what waits, in order, and for each consumer a Map from tag to what it has in hand. `ack` deletes there; `close` and `reject` put back.',
    'Where does a message go back to? To its place. Give each a number when it is sent; what has come back is always older than what was never out. So two lists: what came back, sorted, is taken first, and then what is new.',
    '`shift` moves everything. Keep the place of the next one instead, and take what came back from the end of a list that is sorted the other way round.',
  ],
});
