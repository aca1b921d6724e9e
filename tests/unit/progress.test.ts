/** What a learner holds and where they were, read from stores that anybody under the address could have written to. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sumOf } from '../../src/progress/marks.ts';
import { lastPlace, rememberPlace, rememberRead, sectionsRead } from '../../src/progress/place.ts';

const held = new Map([
  ['lab:queue', 2],
  ['part:cap/why', 0.5],
  ['part:cap/how', 1],
  ['part:caching/why', 4],
]);

test.each([
  ['lab:queue', 2],
  ['lab:none', 0],
  ['part:cap/*', 1.5],
  ['lab:queue part:cap/*  part:caching/why', 7.5],
  ['', 0],
])('the marks of %j are %d', (keys, sum) => {
  expect(sumOf(keys, held)).toBe(sum);
});

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('the last place is remembered, in a lesson or a lab', () => {
  expect(lastPlace()).toBeUndefined();
  rememberPlace('lessons/cap/#the-majority-may-speak');
  expect(lastPlace()).toBe('lessons/cap/#the-majority-may-speak');
  rememberPlace('labs/cap-choices/');
  expect(lastPlace()).toBe('labs/cap-choices/');
});

test.each([
  'javascript:alert(1)',
  '//elsewhere.example/',
  'https://elsewhere.example/lessons/cap/',
  'lessons/../../x/',
  'lessons/cap/?x',
])('a place that leads out of the course is none: %s', (place) => {
  rememberPlace(place);
  expect(lastPlace()).toBeUndefined();
});

test('the sections that were read are kept for each lesson', () => {
  rememberRead('cap', 'one');
  rememberRead('cap', 'two');
  rememberRead('caching', 'one');
  expect([...sectionsRead('cap')]).toEqual(['one', 'two']);
  expect([...sectionsRead('constructor')]).toEqual([]);
});

test.each(['', '[', '[1]', 'null', '{"cap":7}', '{"cap":[1,{}]}'])(
  'what is out of shape is as good as nothing: %j',
  (text) => {
    stored.set('headroom-read', text);
    expect([...sectionsRead('cap')]).toEqual([]);
    rememberRead('cap', 'one');
    expect([...sectionsRead('cap')]).toEqual(['one']);
  },
);

test('where the browser refuses to store, nothing breaks', () => {
  const refuse = (): never => {
    throw new DOMException('refused', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  rememberPlace('lessons/cap/');
  rememberRead('cap', 'one');
  expect(lastPlace()).toBeUndefined();
  expect([...sectionsRead('cap')]).toEqual([]);
});
