import { defineLab } from '#grading';

export default defineLab({
  title: 'Ask or leave a message',
  lesson: 11,
  marks: 1,
  asks: 'Decide between a call, a promise, a message and an event, and work out what a chain of calls costs.',
  exports: ['choose', 'chainCost'],
  hints: [
    'Write the rules of the brief one below the other, in their order, each ending with a `return`.',
    'Little’s law, for one service: requests inside = arrivals per second × seconds that each of them stays. A service in a chain is left only when all behind it have answered.',
    'Go through the chain from its end, and add up the time as you go: what you have so far is how long a request stays in the service you are at.',
  ],
});
