import { defineLab } from '#grading';

export default defineLab({
  title: 'Alerts that stay right',
  lesson: 10,
  marks: 2.5,
  asks: 'Count payments in sliding windows, by the time at which they were made: each once, however often and however late it comes.',
  exports: ['windowsOf', 'createFraudAlerts'],
  hints: [
    'Begin with `windowsOf`. The last window that holds a time begins at the greatest start that is not after it. From there go back by `slide` while the window still holds the time.',
    'For the greatest start not after `at`, count from `offset` and round *down*: `Math.floor` does, below zero too. `%` does not: in JavaScript −1 % 5 is −1.',
    'Keep for each open window what each account has done in it: a number of payments and a sum. An alert is due when the sum was not above the limit before this payment, and is above it now.',
    'All accounts share the same windows. So keep windows by their start, and the accounts within: then a window that closes is one entry less, and nobody has to go through all accounts.',
    'An id has to be known as long as one of its windows is open, and no longer: after that, a duplicate is late anyway. So note each id with the last of its windows, and forget it when that closes.',
  ],
});
