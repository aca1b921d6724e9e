/** How the parts of a system are named where something breaks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultKinds, faults, harms, type Struck, struckBy, targetNamed, targetOf } from '#architecture';

describe('targets', () => {
  test.each<[string, Struck]>([
    ['web', { node: 'web' }],
    ['web/2', { node: 'web', copy: 1 }],
    ['web/10', { node: 'web', copy: 9 }],
    ['link:0', { link: 0 }],
    ['link:13', { link: 13 }],
    ['region:eu-west.1', { region: 'eu-west.1' }],
    ['link', { node: 'link' }],
    ['__proto__', { node: '__proto__' }],
  ])('%s', (target, struck) => {
    expect(struckBy(target)).toEqual(struck);
    expect(targetOf(struck)).toBe(target);
  });

  test.each([
    '',
    'web/',
    'web/0',
    'web/-1',
    'web/x',
    'web/1/2',
    '/1',
    'link:',
    'link:x',
    'link:-1',
    'link:1.5',
    'region:',
    'zone:a',
  ])('names nothing: "%s"', (target) => {
    expect(struckBy(target)).toBeUndefined();
  });

  test('every part of a notation can be named, and is found again by its name', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);
    const struck: fc.Arbitrary<Struck> = fc.oneof(
      fc.record({ node: id }),
      fc.record({ node: id, copy: fc.nat(1000) }),
      fc.record({ link: fc.nat(150) }),
      fc.record({ region: id }),
    );
    fc.assert(
      fc.property(struck, (each) => {
        expect(struckBy(targetOf(each))).toEqual(each);
      }),
    );
  });

  test('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (name, targets) => {
        const found = targetNamed(
          targets.map((target) => ({ target })),
          name,
        );
        if (targets.includes(name)) expect(found?.target).toBe(name);
      }),
    );
  });
});

describe('what has one copy only', () => {
  const targets = ['data', 'web/1', 'web/2', 'lone/1', 'last/3', 'link:1'].map((target) => ({ target }));

  test.each([
    ['data', 'data'],
    ['data/1', 'data'],
    ['data/2', undefined],
    ['lone', 'lone/1'],
    ['lone/1', 'lone/1'],
    ['web', undefined],
    ['web/2', 'web/2'],
    ['web/3', undefined],
    // The third is not the first, even where it is the only one that can be struck.
    ['last', undefined],
    ['last/1', undefined],
    ['link:1', 'link:1'],
    ['link:1/1', undefined],
    ['link:2', undefined],
    ['nobody', undefined],
    ['', undefined],
    ['/1', undefined],
    ['__proto__', undefined],
    ['web/1', 'web/1'],
  ])('%s is %s', (name, target) => {
    expect(targetNamed(targets, name)?.target).toBe(target);
  });
});

test('there is one list of what can happen', () => {
  expect(faults).toEqual(['crash', 'slow', 'cut', 'fail', 'recover']);
  expect([...harms, 'recover']).toEqual(faults);
  for (const does of faults)
    expect(`The server ${faultKinds[does]}.`).toMatch(/^The server (is |becomes |answers |crashes)/);
});
