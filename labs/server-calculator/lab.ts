import { defineLab } from '#grading';

export default defineLab({
  title: 'The server calculator',
  lesson: 2,
  marks: 6,
  asks: 'Work out the smallest fleet whose average utilisation does not pass a target, and say what to do about it.',
  exports: ['calculateRequiredServers'],
  // Many times what any right answer takes, and two loops without end, each told of, in half the time of three.
  limits: { stepsPerRun: 15_000_000 },
  hints: [
    'Begin with the rule, in words: a fleet of n servers is enough when the rate is at most n × capacity × target ÷ 100. Which n is the smallest that makes it true?',
    '`Math.ceil(rate / (capacity * (target / 100)))` is nearly right. Print `29 / (100 * (29 / 100))`: binary fractions cannot hold 0.29, and the ceiling turns a speck into a server.',
    'Compare without dividing: rate × 100 ≤ n × capacity × target. With whole numbers every product is exact as long as it stays below 2⁵³, or in `BigInt` without any limit.',
    'Decimals such as 0.1 become whole numbers when all inputs are multiplied by the same power of ten. `String(0.1)` is `"0.1"`: read the digits from there, exponent and all, and make each input a fraction of two BigInts.',
    'With exact fractions: required = max(1, ⌈rate × 100 ÷ (capacity × target)⌉) and, for whole BigInts a and b, ⌈a ÷ b⌉ is `(a + b - 1n) / b`. The caching rule compares exactly too: rate × 1000 > 9 × servers × capacity × target.',
  ],
});
