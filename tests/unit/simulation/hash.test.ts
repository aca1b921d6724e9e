/** Holds the hashes to what they were (streams and places of keys hang on them), and to spreading well. */
import { describe, expect, test } from 'vitest';
import { hashOf, hashOfText, hashOfTwo } from '../../../src/simulation/index.ts';

const many = Array.from({ length: 20_000 }, (_, index) => index);

describe('the hashes', () => {
  test('of small numbers are the finaliser of MurmurHash3 (fmix32), whose value for 1 is 0x514e28b7', () => {
    expect([hashOf(0), hashOf(1), hashOf(2)]).toEqual([0, 0x514e28b7, 0x30f4c306]);
  });

  test('are whole numbers from 0 to 2^32 − 1, the same for the same, and tell apart what differs in one thing', () => {
    const hashes = [
      ...[hashOf(7), hashOf(7, 1), hashOf(-7), hashOf(7 + 2 ** 32), hashOf(Number.MAX_SAFE_INTEGER)],
      ...[hashOfTwo(7, 0), hashOfTwo(0, 7), hashOfTwo(7, 1)],
      ...[hashOfText(''), hashOfText('ab', 1), hashOfText('ab'), hashOfText('ba'), hashOfText('a'), hashOfText('é')],
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash === hash >>> 0).toBe(true);
    expect(hashOfText('card-4')).toBe(hashOfText('card-4'));
  });

  // χ² with 15 degrees of freedom exceeds 37.7 with probability 0.001.
  test.each<[string, (index: number) => number]>([
    ['numbers in a row', (index) => hashOf(index)],
    ['every 4096th number', (index) => hashOf(index * 4096)],
    ['large numbers', (index) => hashOf(index * 2 ** 33)],
    ['pairs', (index) => hashOfTwo(index >> 4, index & 15)],
    ['names in a row', (index) => hashOfText(`card-${index}`)],
    ['one name under many seeds', (index) => hashOfText('card', index)],
  ])('spread %s evenly, by their lowest digits and by their highest', (_name, hash) => {
    for (const part of [(value: number) => value % 16, (value: number) => value >>> 28]) {
      const cells = new Array<number>(16).fill(0);
      for (const index of many) cells[part(hash(index))]!++;
      const mean = many.length / cells.length;
      expect(cells.reduce((sum, seen) => sum + (seen - mean) ** 2 / mean, 0)).toBeLessThan(37.7);
    }
  });
});
