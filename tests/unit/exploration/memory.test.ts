/** Actors remembered by what they have been told, also where those that stand somewhere can lose their place to others. */
import { expect, test } from 'vitest';
import { type Explorable, type Input, Memory } from '#exploration';
import { GuestClosed } from '#grading';

type Counter = Explorable<object, object>;

const heard = (message: number): Input<object> => ({ now: 0, from: 'b', message });

/** Adds up what it hears, and sends the sum. Of those that were made, the latest `places` are at work; the others have lost their place. */
function counters(places: number): { memory: Memory<object, object>; made: () => number } {
  let made = 0;
  const create = (): Counter => {
    const number = ++made;
    let sum = 0;
    return {
      start() {
        sum = 0;
      },
      exec(input) {
        if (made - number >= places) throw new GuestClosed();
        sum += 'message' in input ? (input.message as number) : 0;
        return [{ do: 'send', to: 'b', message: sum }];
      },
    };
  };
  return { memory: new Memory(create), made: () => made };
}

test.each([
  ['one place', 1, 4],
  ['places enough', 9, 3],
])('%s for all that stand somewhere: what is done is the same', (_where, places, most) => {
  const { memory, made } = counters(places);
  const tell = (history: ReturnType<typeof memory.beginning>, message: number) =>
    memory.after(history, heard(message), String(message));
  const sums = (history: ReturnType<typeof memory.beginning>) => history.effects.map(({ text }) => text);
  const root = memory.beginning('a');
  const [one, ten] = [tell(root, 1), tell(root, 10)];
  const [eleven, three] = [tell(ten, 1), tell(one, 2)];
  const twelve = tell(eleven, 1);
  expect([one, ten, eleven, three, twelve].map(sums)).toEqual([['1'], ['10'], ['11'], ['3'], ['12']]);
  expect([one, ten, eleven, three, twelve].every(({ fault }) => fault === undefined)).toBe(true);
  expect(made()).toBeLessThanOrEqual(most);
});
