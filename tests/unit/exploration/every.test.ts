/** A suite tries every order where it can, and where code sends more than anybody can wait for it ends all the same. */
import { expect, test } from 'vitest';
import { type Program, tryEveryOrder } from '../../../src/exploration/index.ts';
import { type Answer, type Ask, clients, type Handler, worldOf } from './actors.ts';

/** One actor that is asked tells another in so many messages, which answers with the order in which they came. */
function scattered(messages: number): { world: ReturnType<typeof worldOf>; program: Program<Ask> } {
  const makes: Record<string, () => Handler> = {
    sends: () => (input) =>
      'asked' in input
        ? Array.from({ length: messages }, (_, nth) => ({
            do: 'send' as const,
            to: 'counts',
            message: { id: input.asked.id, nth },
          }))
        : [],
    counts: () => {
      const came: number[] = [];
      return (input) => {
        if ('asked' in input) return [];
        const { id, nth } = input.message as { id: string; nth: number };
        came.push(nth);
        return came.length === messages ? [{ do: 'reply', id, came: [...came] }] : [];
      };
    },
  };
  return { world: worldOf(['sends', 'counts'], (id) => makes[id]!()), program: clients(['sends']) };
}

/** In how many orders each of these runs was tried, until one was wrong. */
function tried(runs: readonly number[], isWrong: (came: readonly number[]) => boolean) {
  const orders = new Map<number, number>();
  let told: readonly number[] | undefined;
  const cameIn = ({ calls }: { calls: readonly { answer?: Answer }[] }) => calls[0]?.answer?.came as number[];
  try {
    tryEveryOrder<number, Ask, Answer, ReturnType<typeof scattered>>(
      runs,
      scattered,
      (execution, run) => {
        orders.set(run, (orders.get(run) ?? 0) + 1);
        return isWrong(cameIn(execution)) ? 'wrong' : undefined;
      },
      ({ execution }) => {
        told = cameIn(execution);
        throw new Error('told');
      },
    );
  } catch (thrown) {
    if (!told) throw thrown;
  }
  return { orders: [...orders.values()], told };
}

test('every order of what can be waited for', () => {
  expect(tried([3, 5], () => false)).toEqual({ orders: [6, 120], told: undefined });
});

test('of far more orders than that some, those with few departures among them, and less of the runs after', () => {
  const { orders, told } = tried([12, 13, 4], () => false);
  expect(told).toBeUndefined();
  const [first, second, last] = orders as [number, number, number];
  expect(first).toBeLessThan(5_000);
  expect(second).toBeLessThan(first);
  // All that there are.
  expect(last).toBe(24);
});

test('what is wrong when the first message comes last is found, though the first orders are all of the others', () => {
  const { told } = tried([12], (came) => came.at(-1) === 0);
  expect(told?.at(-1)).toBe(0);
});
