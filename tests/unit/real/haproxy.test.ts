/** The balancers of lessons 1 and 9 beside what HAProxy did (tests/real/haproxy.ts). */
import { describe, expect, test } from 'vitest';
import recording from '../../../content/recordings/haproxy.json' with { type: 'json' };
import { Watcher } from '../../../labs/health-checked-balancer/turns.ts';
import { leastConnections, roundRobin } from '../../../labs/load-balancers/solution.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const views = (connections: readonly number[]) =>
  connections.map((count, place) => ({ id: NAMES[place]!, connections: count, answered: 0, failed: 0 }));

describe('in turn', () => {
  test('equal servers are, as with ours', () => {
    const balancer = roundRobin();
    const { sequence } = recording.turns.find(({ weights }) => weights.every((weight) => weight === 1))!;
    expect([...sequence].map(() => balancer.pick(views([0, 0, 0]), 0)).join('')).toBe(sequence);
  });

  test.each(recording.turns)(
    'those of weights $weights have their shares of each round, and not all at once',
    (each) => {
      const { weights, sequence } = each;
      const round = weights.reduce((sum, weight) => sum + weight, 0);
      for (let from = 0; from < sequence.length; from += round) {
        const turns = sequence.slice(from, from + round);
        expect(weights.map((_, place) => turns.split(NAMES[place]!).length - 1)).toEqual(weights);
        expect(turns).not.toContain('a'.repeat(4));
      }
    },
  );
});

/** How often a server was picked twice while another, well all that time, waited; and how often one that was down. */
function wrongTurns(steps: readonly (readonly string[])[]): { twice: number; down: number } {
  const watcher = new Watcher(NAMES);
  const wrong = { twice: 0, down: 0 };
  for (const [does, who] of steps as [string, string][]) {
    if (does !== 'pick') watcher.reported(NAMES.indexOf(who), does === 'well');
    else {
      const found = watcher.picked(who);
      if (found?.is === 'overtaking') wrong.twice++;
      else if (found) wrong.down++;
    }
  }
  return wrong;
}

test('while servers come and go HAProxy never picks one that is down, and sometimes one twice while another waits', () => {
  const all = recording.comings.map(wrongTurns);
  expect(all.every(({ down }) => down === 0)).toBe(true);
  const steps = recording.comings.flat();
  const count = (kind: string): number => steps.filter(([does]) => does === kind).length;
  expect({ programs: all.length, picks: count('pick'), twice: all.reduce((sum, { twice }) => sum + twice, 0) }).toEqual(
    { programs: 12, picks: 375, twice: 12 },
  );
});

describe('fewest connections', () => {
  const equal = recording.fewest.filter(({ weights }) => weights.every((weight) => weight === 1));

  test.each(equal.flatMap(({ choices }) => choices))('$connections: $chosen', ({ connections, chosen }) => {
    const tried = Array.from({ length: 12 }, (_, twelfth) => leastConnections().pick(views(connections), twelfth / 12));
    expect(tried).toContain(chosen);
  });

  test('with weights are the fewest for each unit of weight, the one that is coming included', () => {
    const [weighted] = recording.fewest.filter((each) => !equal.includes(each));
    const { weights, choices } = weighted!;
    for (const { connections, chosen } of choices) {
      const each = connections.map((count, place) => count / weights[place]!);
      const withIt = connections.map((count, place) => (count + 1) / weights[place]!);
      const place = NAMES.indexOf(chosen);
      expect([each[place] === Math.min(...each), withIt[place] === Math.min(...withIt)]).toContain(true);
    }
  });
});

/** As lesson 1 has it: out after so many failed checks in a row, and in after so many good ones. */
function byTheBook({ checks, fall, rise }: { checks: string; fall: number; rise: number }): string[] {
  let [isUp, against] = [true, 0];
  return [...checks].map((check) => {
    against = (check === 'g') === isUp ? 0 : against + 1;
    if (against === (isUp ? fall : rise)) [isUp, against] = [!isUp, 0];
    return isUp ? 'up' : 'down';
  });
}

test.each(recording.health)('out after $fall failed checks in a row, in after $rise good ones', (each) => {
  expect(each.found).toEqual(byTheBook(each));
  expect(new Set(each.found).size).toBe(2);
});
