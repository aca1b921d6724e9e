/** Stepping through a run: the way that is walked, what is said of a choice, and what of a step is believed. */
import { describe, expect, test } from 'vitest';
import { MOST_CHOICES } from '../../src/sandbox/schema-words.ts';
import { parseStepAnswer } from '../../src/sandbox/stepping-schema.ts';
import { actOf, told } from '../../src/workbench/stepping-words.ts';
import { beginningOf, chosen, cutShort, inCommon, made, movedTo, nextOn } from '../../src/workbench/walk.ts';

describe('a walk', () => {
  const way = beginningOf(['a', 'b', 'c']);

  test('goes along its way, back, and on as before', () => {
    const two = chosen(chosen(way, 'a'), 'b');
    expect([made(two), nextOn(two)]).toEqual([['a', 'b'], 'c']);
    const back = movedTo(two, 1);
    expect([made(back), nextOn(back), back.way]).toEqual([['a'], 'b', ['a', 'b', 'c']]);
  });

  test('takes a new way where something else is chosen', () => {
    const other = chosen(chosen(way, 'a'), 'x');
    expect(other).toEqual({ way: ['a', 'x'], at: 2 });
    expect(nextOn(other)).toBeUndefined();
    expect(inCommon(other.way, way.way)).toBe(1);
  });

  test('ends where a choice cannot be made any more', () => {
    expect(cutShort(movedTo(way, 3), 2)).toEqual({ way: ['a', 'b'], at: 2 });
    expect(cutShort(movedTo(way, 1), 2)).toEqual({ way: ['a', 'b'], at: 1 });
  });

  test('moves to moments that there are', () => {
    expect([-1, 2, 9, Number.NaN].map((moment) => movedTo(way, moment).at)).toEqual([0, 2, 3, 0]);
  });
});

describe('a choice in words', () => {
  const message = { id: 'a1.1', kind: 'message', from: 'a', to: 'b', text: '"ask"' } as const;

  test('says what arrives, rings or is asked', () => {
    expect(actOf({ do: 'deliver', id: 'a1.1' }, message)).toBe('Deliver');
    expect(actOf({ do: 'deliver', id: 'r1' }, { ...message, kind: 'request' })).toBe('Ask');
    expect(actOf({ do: 'deliver', id: 'a1.2' }, { ...message, kind: 'alarm' })).toBe('Ring');
    expect(told({ do: 'deliver', id: 'a1.1' }, message)).toBe('a → b: "ask" arrived.');
    expect(told({ do: 'lose', id: 'a1.1' }, message)).toBe('a → b: "ask" was lost.');
  });

  test('names who is cut off', () => {
    expect(actOf({ do: 'cut', groups: [['a'], ['b', 'c']] })).toBe('Cut a | b c');
    expect(told({ do: 'crash', actor: 'a' }, undefined)).toBe('a crashed.');
  });
});

describe('a step that comes back', () => {
  const picture = { kind: 'space-time', title: '', unit: 'steps', lanes: ['a'], spans: [], arrows: [], bands: [] };
  const stepped = {
    steps: 1,
    made: 1,
    inFlight: [{ id: 'a1.1', kind: 'message', from: 'a', to: 'b', text: 'x', sentAt: 1 }],
    actors: [{ id: 'a', isUp: true, story: [{ told: 'x', did: ['y'] }], holds: 'z' }],
    choices: [{ do: 'deliver', id: 'a1.1' }, { do: 'cut', groups: [['a'], ['b']] }, { do: 'heal' }],
    picture,
    isOver: false,
  };

  test('is believed when it is in shape', () => {
    expect(parseStepAnswer(JSON.stringify({ stepped }))).toEqual({ stepped });
    expect(parseStepAnswer(JSON.stringify({ message: 'No.' }))).toEqual({ message: 'No.' });
  });

  test.each([
    ['no text', { stepped }],
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['more than there should be', JSON.stringify({ stepped: { ...stepped, extra: 1 } })],
    ['a choice of another kind', JSON.stringify({ stepped: { ...stepped, choices: [{ do: 'eval', id: 'a' }] } })],
    ['a name without end', JSON.stringify({ stepped: { ...stepped, choices: [{ do: 'lose', id: 'a'.repeat(61) }] } })],
    [
      'choices without end',
      JSON.stringify({ stepped: { ...stepped, choices: Array(MOST_CHOICES + 1).fill({ do: 'heal' }) } }),
    ],
    ['a picture that is none', JSON.stringify({ stepped: { ...stepped, picture: { kind: 'html' } } })],
    ['a count below none', JSON.stringify({ stepped: { ...stepped, made: -1 } })],
  ])('is refused whole: %s', (_what, answer) => {
    expect(() => parseStepAnswer(answer)).toThrow('cannot be believed');
  });
});
