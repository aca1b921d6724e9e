import { defineLab } from '#grading';

export default defineLab({
  title: 'Which shards to ask',
  lesson: 5,
  marks: 2,
  asks: 'Work out which shards a query has to ask: one for a key, the right few for a range, and all only when nothing narrows it.',
  exports: ['route'],
  hints: [
    'Begin with one condition on the key and ranges. A chunk has the values from the `below` of the chunk before it up to its own `below`, without that. Write down for `=`, `<`, `<=`, `>` and `>=` when a chunk can have a fitting value; try each with the border itself.',
    'And, or: it is not enough to work out the shards of each part and to intersect or unite them. `> 12` and `< 18` are both possible in the chunk from 10 to 20, and so are `> 18` and `< 12`; only one of these pairs can hold of the same value.',
    'So ask about values and not about shards: is there a value that fits? Only the numbers that are mentioned matter, in the query or as borders of chunks. Between two neighbours of them nothing changes.',
    'Sort all mentioned numbers. Try each of them, and one place between each two neighbours, before the first and behind the last: put it into the condition as if it were the key. `and` is `every`, `or` is `some`, and a condition on another column is `true`. Each place that fits has a shard.',
    'With a hash: the numbers that fit have their slots. If a place *between* two numbers fits, endlessly many values do, and they are on all shards.',
  ],
});
