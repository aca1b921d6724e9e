import { defineLab } from '#grading';

export default defineLab({
  title: 'A cache that forgets the right things',
  lesson: 15,
  marks: 2,
  asks: 'Keep the entries used last, each for its time to live, and answer as fast with five thousand entries as with five.',
  exports: ['createCache'],
  hints: [
    'There are two orders to keep: who was used longest ago, and whose time is over first. Reading changes the first and not the second. One list cannot be both.',
    'Every entry has the same time to live. So the one that was set first is the one whose time is over first, and nothing has to be searched or sorted: entries leave that list at its front.',
    'A `Map` keeps its keys in the order in which they were put in, and finds, adds and deletes without searching. Deleting a key and setting it again moves it to the end. `map.keys().next().value` is the first.',
    'Two Maps, then: `used` from key to value, moved to the end at each `get` and `set`; and `since` from key to the time at which it was set, moved at each `set` alone. Whatever leaves one leaves the other.',
    'Begin every function by letting go of what is over: look at the first of `since`; while its time is over, delete that key from both and look at the next. Each entry is let go of once, so on average this costs nothing. After it, all that is left is alive, and the rest is what you would write without a time to live.',
  ],
});
