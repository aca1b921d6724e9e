import { defineLab } from '#grading';

export default defineLab({
  title: 'A shard for every video',
  lesson: 4,
  marks: 2,
  asks: 'Find the shard of a video from its id of 64 bits, evenly, and so that a new shard takes its share and nothing else moves.',
  exports: ['shardOf'],
  hints: [
    'Step 1 in words: let shard after shard join, and ask each time whether this video moves to the new one. With n shards there, it does so with a chance of 1 in n + 1, and otherwise stays where it is. What decides is no dice but a number that follows from the id, so that the same is decided every time.',
    'Another way for step 1: give each pair of id and shard a hash, and take the shard with the largest. A shard that joins wins a video from any of the others, or does not. It looks at every shard, and so it is too slow for step 2.',
    'An id of 64 bits is no number of JavaScript. `BigInt(videoId)` has all of its digits, and `BigInt.asUintN(64, value)` cuts off what grows beyond 64 bits.',
    'Step 2 leaps over the shards to which a video does not move: the next one that it moves to is worked out at once. Keep `key` a BigInt, and turn only `key >> 33n`, which has 31 bits, into a number. The product is a double, and `Math.floor` cuts off its fraction.',
  ],
});
