/** Stepping: what can be seen, what can be chosen, and that the same choices lead to the same. */
import { describe, expect, test } from 'vitest';
import { type Choice, type Stage, step } from '../../../src/exploration/index.ts';
import { type Answer, type Ask, clients, type Handler, worldOf } from './actors.ts';

/** Tells the other what it was asked, which counts; replies when the alarm rings. */
const counts = (): Handler => {
  let heard = 0;
  return (input, id) => {
    if ('asked' in input)
      return [
        { do: 'send', to: id === 'a' ? 'b' : 'a', message: 'news' },
        { do: 'wait', after: 20, message: input.asked.id },
      ];
    if (input.from !== id) heard++;
    return input.from === id ? [{ do: 'reply', id: input.message as string, heard }] : [];
  };
};

const stage = (more: Partial<Stage<Ask, Answer>> = {}): Stage<Ask, Answer> => ({
  world: worldOf(['a', 'b'], counts),
  program: clients(['a', 'b'], ['b']),
  may: { lose: true, repeat: true, cuts: [[['a'], ['b']]], crashes: ['b'] },
  ...more,
});

const deliver = (...ids: string[]): Choice[] => ids.map((id) => ({ do: 'deliver', id }));
const offered = ({ choices }: ReturnType<typeof step>) => choices.map((choice) => JSON.stringify(choice));

describe('a stage', () => {
  test('at the beginning clients may ask', () => {
    const { inFlight, choices, actors, steps, isOver } = step(stage({ may: {} }), []);
    expect(inFlight.map(({ id, kind, from, to, sentAt }) => [id, kind, from, to, sentAt])).toEqual([
      ['r1', 'request', 'client 1', 'a', 0],
      ['r3', 'request', 'client 2', 'b', 0],
    ]);
    expect(choices).toEqual(deliver('r1', 'r3'));
    expect(actors.map(({ story }) => story)).toEqual([[], []]);
    expect([steps, isOver]).toEqual([0, false]);
  });

  test('what was asked is on its way, and an alarm is offered when nothing else is', () => {
    const asked = step(stage(), deliver('r1', 'r3'));
    expect(asked.inFlight.map(({ id, kind, text, due }) => [id, kind, text, due])).toEqual([
      ['a1.1', 'message', '"news"', undefined],
      ['b1.1', 'message', '"news"', undefined],
      ['a1.2', 'alarm', '"r1"', 20],
      ['b1.2', 'alarm', '"r3"', 20],
    ]);
    expect(offered(asked)).toContain('{"do":"lose","id":"a1.1"}');
    expect(offered(asked)).not.toContain('{"do":"deliver","id":"a1.2"}');
    const heard = step(stage(), deliver('r1', 'r3', 'b1.1', 'a1.1'));
    expect(offered(heard)).toContain('{"do":"deliver","id":"a1.2"}');
    expect(heard.actors[1]).toEqual({
      id: 'b',
      isUp: true,
      story: [
        { told: '{} at b', did: ['"news" to a', 'alarm in 20 ms: "r3"'] },
        { told: '"news" from a', did: [] },
      ],
    });
  });

  test('what is lost does not come, what is repeated comes twice, and a reply says so', () => {
    const plan: Choice[] = [...deliver('r1', 'r3'), { do: 'lose', id: 'a1.1' }, { do: 'repeat', id: 'b1.1' }];
    const rest = deliver('b1.1', 'b1.1′', 'a1.2', 'b1.2');
    const { picture, inFlight } = step(stage(), [...plan, ...rest]);
    expect(inFlight.map(({ id }) => id)).toEqual(['r2']);
    expect(picture.spans.map(({ lane, from, to, label }) => [lane, from, to, label])).toEqual([
      ['client 1', 1, 5, '{} at a → { heard: 2 }'],
      ['client 2', 2, 6, '{} at b → { heard: 0 }'],
    ]);
    expect(picture.arrows).toHaveLength(3);
    expect(picture.arrows.filter(({ receivedAt }) => receivedAt === undefined)).toMatchObject([{ from: 'a', to: 'b' }]);
  });

  test('a cut swallows what is between, until it heals', () => {
    const cut: Choice = { do: 'cut', groups: [['a'], ['b']] };
    const during = step(stage(), [...deliver('r1'), cut, ...deliver('r3')]);
    expect(during.inFlight.filter(({ kind }) => kind === 'message')).toEqual([]);
    expect(offered(during)).toContain('{"do":"heal"}');
    expect(offered(during)).not.toContain(JSON.stringify(cut));
    expect(during.picture.bands).toEqual([{ from: 2, to: 3, label: 'cut: a | b' }]);
    expect(offered(step(stage(), [...deliver('r1'), cut, { do: 'heal' }]))).toContain(JSON.stringify(cut));
  });

  test('who has crashed is told nothing until it restarts', () => {
    const crashed = step(stage(), [...deliver('r1'), { do: 'crash', actor: 'b' }]);
    expect(crashed.actors.map(({ isUp }) => isUp)).toEqual([true, false]);
    expect(offered(crashed)).not.toContain('{"do":"deliver","id":"r3"}');
    const up = step(stage(), [...deliver('r1'), { do: 'crash', actor: 'b' }, { do: 'restart', actor: 'b' }]);
    expect(offered(up)).toContain('{"do":"deliver","id":"r3"}');
  });

  test('the judge speaks, what is thrown ends it, and a lab says things its way', () => {
    const judged = stage({
      judge: ({ calls }) => (calls.some(({ answer }) => answer?.heard === 0) ? 'it has heard nothing' : undefined),
      words: { message: (message) => `<${message}>`, holds: ({ effects }) => `${effects.length} effects` },
    });
    expect(step(judged, []).problem).toBeUndefined();
    const plan: Choice[] = [...deliver('r1'), { do: 'lose', id: 'a1.1' }];
    expect(step(judged, plan).inFlight.map(({ text }) => text)).toContain('<r1>');
    expect(step(judged, plan).actors[0]!.holds).toBe('2 effects');
    expect(step(judged, [...plan, ...deliver('r3', 'b1.1', 'b1.2')]).problem).toBe('it has heard nothing');
    const touchy = stage({
      world: worldOf(['a', 'b'], () => () => {
        throw new Error('ouch');
      }),
    });
    expect(step(touchy, deliver('r1'))).toMatchObject({ thrown: new Error('ouch'), choices: [] });
  });

  test('it is a function of its arguments, and refuses what cannot be', () => {
    const plan = deliver('r1', 'r3', 'a1.1');
    const same = stage();
    expect(step(same, plan)).toEqual(step(same, plan));
    expect(() => step(stage(), deliver('a1.1'))).toThrow(RangeError);
    expect(() => step(stage({ may: {} }), [...deliver('r1'), { do: 'lose', id: 'a1.1' }])).toThrow(
      'cannot be chosen now',
    );
  });
});
