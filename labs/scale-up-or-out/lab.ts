import { defineLab } from '#grading';

export default defineLab({
  title: 'Scale up or out?',
  lesson: 1,
  marks: 1,
  asks: 'Choose the cheapest fleet of one machine type that serves the peak even after any given number of machines is lost.',
  exports: ['plan'],
  hints: [
    'Treat one machine type at a time. How many machines must still stand after the losses? Add the ones that may be lost, and you have the count. Only then multiply by the price.',
    'At least one machine must still stand, whatever the load: standing = max(1, ⌈peak ÷ capacity⌉), count = standing + survive. A type with fewer than that available is out; when every type is out, throw the `Error`.',
    '`Math.ceil(0.3 / 0.1)` is 3, but `Math.ceil(2.1 / 0.7)` is 4, and `3 * 0.7` is less than 2.1. Division and price both have to be exact: move the decimal points until all numbers are whole, and use `BigInt`.',
    '`String(0.7)` is `"0.7"`: drop the point and keep count of the decimal places. Very small and very large numbers print as `1e-7` and `1e+21`, so split at the `e` first. All rates must be moved by the same number of places, and all prices by the same number.',
    'For whole BigInts above zero, ⌈a ÷ b⌉ is `(a + b - 1n) / b`. Go through the catalogue in order and replace the best so far only if the new fleet costs less, or costs the same and has fewer machines: then the type listed first wins what is left.',
  ],
});
