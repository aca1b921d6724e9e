import { defineLab } from '#grading';

export default defineLab({
  title: 'The pool behind a function',
  lesson: 16,
  marks: 2.5,
  asks: 'Decide for each request whether it finds a warm environment, waits for a cold start, or is turned away; and keep account of what waits idle.',
  exports: ['createPool'],
  hints: [
    'An environment is always in one of three states: busy, idle since a moment, or starting until a moment. What there is never exceeds `concurrency`, so count all three together before you start one.',
    'Begin every function by bringing the pool up to `now`: what has finished starting becomes idle *at the moment when it was ready*, and what has been idle for `keepAliveMs` goes. After that, all that is left is as it looks, and the rest is short.',
    'Take the one that has been idle for the shortest time, and not the one that has waited longest. Then the others grow old and go, and a pool that was large for a minute becomes small again.',
    'Keep two lists of idle ones, those that are provisioned and the others, each in the order in which they became idle: take from the end, let go from the front. If every function brings the pool up to date first, the lists are in order by themselves: whoever became ready since the last call is newer than all that were there.',
    'Idle time is a sum of two things: what is over (added when an idle environment is taken or goes; one that goes was idle for exactly `keepAliveMs`) and what still lasts (`now` minus the moment, for each that is idle now).',
  ],
});
