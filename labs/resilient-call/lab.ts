import { defineLab } from '#grading';

export default defineLab({
  title: 'A call that gives up in time',
  lesson: 11,
  marks: 2.5,
  asks: 'Call another service with a timeout, pauses and a deadline, repeat only what may be repeated, and stop calling when there is no use in it.',
  exports: ['createCall', 'createBreaker'],
  hints: [
    'A call is in one of three states: an attempt is on its way, it pauses, or it is over. Write down for each what `answered` and `tick` do there. Most of the nine answers are “nothing”.',
    'Remember the number of the present attempt and one time, until when you wait. `answered` begins by asking whether an attempt is on its way, and whether it is this one.',
    'All that can go wrong goes through one function: is this kind of failure to be repeated; is an attempt left; how long is the pause; does it end before the deadline?',
    'Ask of each failure: may the service have done it? `unreachable` and `busy`: no. `timeout` and `error`: perhaps. So the first two may always be repeated, the others only if the request is idempotent, and `rejected` never.',
    'For the breaker keep the outcomes since it last changed: in `closed` the last `calls` of them, in `half-open` up to `probes`. As soon as there are that many, one comparison decides: 100 × failures ≥ rate × outcomes.',
  ],
});
