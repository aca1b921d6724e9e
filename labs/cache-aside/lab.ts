import { defineLab } from '#grading';

export default defineLab({
  title: 'A cache beside a database',
  lesson: 15,
  marks: 1.5,
  asks: 'Read through a cache and write past it, so that a thousand misses are one query, and nobody is given a value after it was replaced.',
  exports: ['createCacheAside'],
  hints: [
    'Write down, for one key, all that you may have to remember: a value and when it is over; the load that is on its way; who waits for it. Nothing else is needed, but which load is *the* load will matter.',
    'Keep two tables: by key what is kept and which load reads may join; by the name of the query whom its answer is for. Then `answered` begins by looking up the query.',
    'Draw the case that goes wrong: a load leaves, a write leaves and is done and answered, and only then does the answer to the load arrive. It carries the old value. Who may still be given it? Who may not? May it be kept?',
    'A load that left before a store was answered may bring the old value. Those who wait for it asked before the write was answered, so they may have it. Nobody who asks later may join it, and it must not be kept. When a store is answered, forget the value and forget that there is a load to join; the load itself still answers its own.',
    'So let the table by key hold at most `{ value, until }` and `{ joined: query }`, and let the table by query hold the key and who waits. In `answered` for a load: answer all who wait; and only if the key’s joined load is still this query, keep the value (when it was `ok`) and clear the join. In `answered` for a store: delete the key’s entry, whatever the result, and reply.',
  ],
});
