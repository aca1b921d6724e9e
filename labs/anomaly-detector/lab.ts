import { defineLab } from '#grading';

export default defineLab({
  title: 'What is normal here?',
  lesson: 14,
  marks: 2.5,
  asks: 'Find readings that are far from what is normal for their sensor, with three numbers a sensor and one look at each reading.',
  exports: ['createDetector'],
  hints: [
    'Five numbers a sensor are enough: the time of its latest reading, how many readings it has learned from, their mean, the sum of the squared distances from it, and how many anomalies came in a row.',
    'Write down the order in which `see` decides: is it a reading; is it newer than the latest; is there enough to judge by; how far away is it; and only then what is learned.',
    'Do not sum up squares. When a value comes, note its distance to the mean; move the mean by that distance ÷ count; the sum of squares grows by the old distance × the new one.',
    'The variance of a sample is that sum ÷ (count − 1), and the deviation its root. Score before you learn, and learn only what was normal.',
  ],
});
