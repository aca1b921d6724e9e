/** Lists and numbers as the course writes them. */
import { expect, test } from 'vitest';
import { capitalise, counted, inSeries, money, number, percent, span, whole } from '#words';

test('numbers are grouped by thousands and keep only so many decimals', () => {
  expect(number(1234.567)).toBe('1,234.57');
  expect(number(1234.567, 1)).toBe('1,234.6');
  expect(number(20)).toBe('20');
  expect(whole(999.5)).toBe('1,000');
  expect(whole(-0.2)).toBe('0');
  expect(number(-1.5)).toBe('-1.5');
});

test('not quite all is never said to be all', () => {
  expect(percent(1)).toBe('100 %');
  expect(percent(0.9999)).toBe('99.9 %');
  expect(percent(0.655)).toBe('65.5 %');
  expect(percent(0.655, 0)).toBe('65 %');
  expect(percent(0.12345, 2)).toBe('12.34 %');
});

test('shares of whole per cent are read as written, whatever binary fractions make of them', () => {
  for (let share = 0; share <= 100; share++) expect(percent(share / 100)).toBe(`${share} %`);
  for (let share = 0; share <= 1000; share++) expect(percent(share / 1000)).toBe(`${share / 10} %`);
});

test('one of something and several', () => {
  expect(counted(1, 'link')).toBe('1 link');
  expect(counted(0, 'link')).toBe('0 links');
  expect(counted(2000, 'copy', 'copies')).toBe('2,000 copies');
  expect(counted(1.25, 'copy', 'copies')).toBe('1.3 copies');
});

test('lists', () => {
  expect(inSeries([])).toBe('');
  expect(inSeries(['a'])).toBe('a');
  expect(inSeries(['a', 'b'])).toBe('a and b');
  expect(inSeries(['a', 'b', 'c'], 'or')).toBe('a, b or c');
});

test('money and capitals', () => {
  expect(money(12.5)).toBe('$12.50');
  expect(money(1906.18)).toBe('$1,906.18');
  expect(capitalise('load balancer')).toBe('Load balancer');
  expect(capitalise('')).toBe('');
});

test('a span goes from the least to the greatest, and is one figure where all are alike', () => {
  expect(span([4.04, 0.7, 2])).toBe('1 to 4');
  expect(span([4.04, 0.7, 2], 1)).toBe('0.7 to 4.0');
  expect(span([18.71, 18.69], 1)).toBe('18.7');
});
