import { defineLab } from '#grading';

export default defineLab({
  title: 'A buffer with an end',
  lesson: 14,
  marks: 3.5,
  asks: 'Hold readings between sensors that send when they like and a processor that says how much it can take, and lose nothing silently.',
  exports: ['createBuffer'],
  hints: [
    'Two things are kept: what is held, and how much was asked for. One of the two is always empty: as long as something is held, all that was asked for has been delivered.',
    'So deliver at the end of `offer` and of `request` by one function: while there is demand and something is held, take the oldest and lower the demand.',
    'An offer has no room if there is no demand *and* the line is full. Then ask for the policy. With a capacity of 0 there is no older one that could make way.',
    'Count where something happens, not afterwards: each offer raises `offered` and exactly one of `accepted`, `refused` and `dropped`; what was accepted is later delivered or evicted, or still held.',
    'Do not take from the front of a long array with `shift()`. Remember how many are taken, and cut them off when they are half of it.',
  ],
});
