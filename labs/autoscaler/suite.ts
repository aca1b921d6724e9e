/**
 * What a right autoscaler does. The formula and the window are held to Kubernetes's own test cases and to an oracle in whole
 * numbers; the policy runs in the world of world.ts on the days of traces.ts, and only what the fleet did is judged.
 *
 * Published values: kubernetes/kubernetes, replica_calculator_test.go and horizontal_test.go (TestNormalizeDesiredReplicasWith-
 * Behavior); the Kubernetes 1.33 announcement of configurable tolerance; the AWS description of target tracking's cooldowns.
 */
import { expect, fail, fc, forEachOf, kept, newCase, onSeeds, property, solution, test } from '#grading';
import { findRoundingTraps } from './exact.ts';
import { clock, drawAround, overspending, slowStretch, turning } from './judging.ts';
import {
  keepsWhatItCannotMeasure,
  type Made,
  remembersInStateOnly,
  returnAfterScaleIn,
  sameInFreshCopy,
} from './moments.ts';
import { daily, dropOut, matchDay, noisyFlat, quietFlat, shortHanded } from './traces.ts';
import type { Pod } from './types.ts';
import { checked, type Decide, NotADecision, neededFor, type Run, runWorld, STEP, type Trace } from './world.ts';

// What `decide` is given comes from it: its state may be the same list, grown.
const learner = solution<typeof import('./solution.ts')>({ mayChange: ['decide'] });
const { desiredReplicas, stabilise } = learner;
const decide = learner.decide as Decide;

const pod = (utilisation: number | null, ready = true): Pod => ({ ready, utilisation });
const pods = (count: number, utilisation: number): Pod[] => Array.from({ length: count }, () => pod(utilisation));

// ——— the formula ———

function expectReplicas(
  expected: number,
  running: Pod[],
  target: number,
  why: string,
  [minimum, maximum] = [1, 100_000],
) {
  newCase();
  expect(desiredReplicas({ pods: running, target, minimum: minimum!, maximum: maximum! }), why).toBe(expected);
}

test('The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum', {
  marks: 0.5,
}, () => {
  expectReplicas(5, [pod(30), pod(50), pod(70)], 30, 'An average of 50 against 30: 3 × 50 ÷ 30 = 5.');
  expectReplicas(60, pods(50, 90), 75, '50 × 90 ÷ 75 = 60, the example of the Kubernetes project.');
  expectReplicas(4, pods(3, 200), 150, '3 × 200 ÷ 150 = 4.');
  expectReplicas(10, pods(10, 66), 60, '66 is exactly 10 % over 60: still within the tolerance.');
  expectReplicas(10, pods(10, 54), 60, '54 is exactly 10 % under 60: still within the tolerance.');
  expectReplicas(12, pods(10, 67), 60, '10 × 67 ÷ 60 = 11.17, rounded up.');
  expectReplicas(9, pods(10, 53), 60, '10 × 53 ÷ 60 = 8.83, rounded up.');
  expectReplicas(8, pods(10, 60), 60, 'The maximum holds even when nothing else changes.', [2, 8]);
  expectReplicas(12, pods(10, 60), 60, 'The minimum holds even when nothing else changes.', [12, 20]);
  // Near the target is not at the target, and may be written as a case of its own.
  expectReplicas(8, pods(10, 66), 60, 'The maximum holds even within the tolerance.', [2, 8]);
  expectReplicas(12, pods(10, 54), 60, 'The minimum holds even within the tolerance.', [12, 20]);
  expectReplicas(0, pods(10, 60), 60, 'The maximum is 0, and holds as any other.', [0, 0]);
  expectReplicas(20, pods(10, 200), 60, '10 × 200 ÷ 60 = 33.3 is over the maximum.', [2, 20]);
  expectReplicas(2, pods(10, 0), 60, 'An idle fleet goes down to the minimum, not to none.', [2, 20]);
  expectReplicas(3, [pod(null), pod(null)], 60, 'Nothing is measured, so the number stays; the minimum is 3.', [3, 9]);
  expectReplicas(
    2,
    [pod(90, false), pod(null), pod(70, false)],
    60,
    'Nothing that is ready is measured; the maximum is 2.',
    [1, 2],
  );
  expectReplicas(2, [], 60, 'No pod at all: the number stays, and the minimum is 2.', [2, 9]);
  expectReplicas(0, [], 60, 'No pod at all: the number stays, and none is enough.', [0, 9]);
  const turned = [pod(70), pod(null), pod(null)];
  expectReplicas(4, turned, 60, 'Up at 70, down with the others at 0: the number stays, and the minimum is 4.', [4, 9]);
  expectReplicas(2, turned, 60, 'Up at 70, down with the others at 0: the number stays, and the maximum is 2.', [1, 2]);
  expectReplicas(1, [pod(60), pod(null)], 60, 'Exactly at the target: the number stays, and the maximum is 1.', [1, 1]);
  expectReplicas(0, pods(4, 0), 60, 'Idle: 0 ÷ 60 × 4 = 0, and the minimum is 0.', [0, 9]);
  expectReplicas(2_000, pods(400, 300), 60, '400 × 300 ÷ 60 = 2,000.');
  expectReplicas(50_001, [pod(3_000_001)], 60, '3,000,001 ÷ 60 = 50,000.02, rounded up.');
  expectReplicas(50_000_001, [pod(3_000_000_001)], 60, '3,000,000,001 ÷ 60 = 50,000,000.02, rounded up.', [1, 10 ** 9]);
  expectReplicas(3, [pod(6_001)], 3_000, '6,001 ÷ 3,000 = 2.0003, rounded up.');
  expectReplicas(1, [pod(11_000)], 10_000, 'Exactly 10 % over 10,000: still within the tolerance.');
  expectReplicas(2, [pod(11_001)], 10_000, 'Just over 10 % over 10,000: 1.1001, rounded up.');
  const most: [number, number] = [0, 10 ** 12];
  expectReplicas(5_000_000_000, [pod(300_000_000_000)], 60, '300,000,000,000 ÷ 60 is 5,000,000,000.', most);
  expectReplicas(4, pods(2, 6_000_000_000), 3_000_000_000, '2 × 6,000,000,000 ÷ 3,000,000,000 is 4.', most);
  expectReplicas(2, pods(2, 3_150_000_000), 3_000_000_000, '5 % over the target: within the tolerance.', most);
  // Over a whole number, or over 10 %, by so little that whoever allows for rounding lets it pass.
  expectReplicas(4, [pod(3 * 10 ** 13 + 1)], 10 ** 13, 'A little over three times the target is more than 3.', most);
  expectReplicas(51, [pod(5 * 10 ** 10 + 1)], 10 ** 9, 'A little over fifty times the target is more than 50.', most);
  expectReplicas(2, [pod(1_100_001)], 1_000_000, 'Just over 10 % over 1,000,000.');
  expectReplicas(2, [pod(11 * 10 ** 11 + 1)], 10 ** 12, 'Just over 10 % over 1,000,000,000,000.');
  // Many pods, of which the last decides.
  forEachOf([130, 260, MANY], (count) => {
    const last = [...pods(count - 1, 0), pod(60 * count)];
    expectReplicas(
      count,
      last,
      60,
      `The last of ${count} pods does all the work, and keeps the average at the target.`,
    );
    expectReplicas(
      2 * count,
      [...pods(count - 1, 0), pod(120 * count)],
      60,
      `The last of ${count} pods does all the work, twice what the target allows.`,
    );
  });
  for (let target = 10; target <= 150; target += 10) {
    const [least, most] = [(target * 9) / 10, (target * 11) / 10];
    expectReplicas(3, pods(3, most), target, `${most} is exactly 10 % over ${target}: still within the tolerance.`);
    expectReplicas(3, pods(3, least), target, `${least} is exactly 10 % under ${target}: still within the tolerance.`);
    expectReplicas(4, [...pods(2, most), pod(most + 1)], target, `Just over 10 % over ${target}: 3.3, rounded up.`);
  }
  // An average at the edge need not be a whole number: 9.9 for a target of 9.
  for (const target of [7, 9, 13, 15, 26]) {
    for (const [last, expected, where] of [
      [0, 10, 'exactly 10 % under'],
      [2 * target, 10, 'exactly 10 % over'],
      [2 * target + 1, 12, 'more than 10 % over'],
    ] as const) {
      const why = `The ten pods add up to ${9 * target + last} %: ${where} 10 × ${target}.`;
      expectReplicas(expected, [...pods(9, target), pod(last)], target, why);
    }
  }
  for (const { used, target, expected } of findRoundingTraps()) {
    const total = used.reduce((sum, value) => sum + value, 0);
    const why = `The pods add up to ${total} %, which is exactly ${expected} × ${target} %.`;
    expectReplicas(
      expected,
      used.map((value) => pod(value)),
      target,
      why,
    );
  }
  const running = fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 12 });
  property([running, fc.integer({ min: 1, max: 150 })], (used, target) => {
    const sum = used.reduce((total, value) => total + value, 0);
    const exact = target * used.length;
    const expected = Math.abs(sum - exact) * 10 <= exact ? used.length : Math.floor((sum + target - 1) / target);
    const why = `The pods add up to ${sum} %, and ${used.length} at the target to ${exact} %.`;
    expectReplicas(
      expected,
      used.map((value) => pod(value)),
      target,
      why,
      [0, 100_000],
    );
  });
  asksAgain();
  // The answer is a whole number exactly: a rounding error anywhere would add a pod.
  property(
    [fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 99 })],
    (count, wanted, target) => {
      const total = wanted * target;
      const used = Array.from(
        { length: count },
        (_, index) => Math.floor(total / count) + (index < total % count ? 1 : 0),
      );
      const expected = Math.abs(wanted - count) * 10 <= count ? count : wanted;
      const why = `The pods add up to exactly ${wanted} × ${target} %.`;
      expectReplicas(
        expected,
        used.map((value) => pod(value)),
        target,
        why,
      );
    },
  );
});

/** More than a byte counts, and than somebody looks at, or remembers, who stops at a thousand. */
const MANY = 1_100;

/** Asks again, where other questions with the same pods, limits or sums came before, and where very many did. */
function asksAgain(): void {
  const again = 'The answer depends on what is asked now, not on what was asked before.';
  for (const [target, limits, expected] of [
    [30, [1, 100], 5],
    [30, [1, 4], 4],
    [30, [9, 100], 9],
    [50, [1, 100], 3],
    // Written one after the other, these three numbers are those of the first line.
    [3, [0, 1_100], 50],
    [30, [1, 100], 5],
  ] as const)
    expectReplicas(expected, [pod(30), pod(50), pod(70)], target, again, [...limits]);
  // 150 % in three pods each time, and another number or readiness of them; the last two look alike without a space between.
  for (const [running, expected] of [
    [[pod(150), pod(0), pod(0)], 5],
    [[pod(150), pod(null), pod(null)], 5],
    [[pod(60), pod(90), pod(0)], 5],
    [[pod(60), pod(90, false), pod(0)], 3],
    [[pod(20), pod(null), pod(130, false)], 3],
    [[pod(150), pod(0), pod(0)], 5],
    [[pod(15), pod(0), pod(0), pod(0)], 1],
  ] as const)
    expectReplicas(expected, [...running], 30, again);
  // The caller's own list, looked at from two sides.
  newCase();
  const own = kept([pod(10), pod(30), pod(50), pod(25, false), pod(25, false)]);
  const unknown = kept([pod(10), pod(null)]);
  for (let times = 0; times < 2; times++) {
    const asIs = 'The same list is handed in again, and must be what it was.';
    for (const [list, target, expected] of [
      [own, 50, 2],
      [own, 25, 5],
      [unknown, 100, 2],
      [unknown, 100, 2],
    ] as const)
      expect(desiredReplicas({ pods: list, target, minimum: 1, maximum: 100 }), asIs).toBe(expected);
  }
  for (let nth = 0; nth < MANY; nth++)
    desiredReplicas({ pods: [pod(nth), pod(nth % 90)], target: 1 + (nth % 60), minimum: 1, maximum: 100 });
  for (const [running, expected] of [
    [pods(3, 50), 5],
    [[pod(30), pod(50), pod(71)], 6],
    [[pod(10), pod(0), pod(0)], 1],
  ] as const)
    expectReplicas(
      expected,
      [...running],
      30,
      `${MANY.toLocaleString('en-GB')} other questions came before, and nothing has changed.`,
    );
}

/** The rules once more, in average and ratio form with a common denominator, as the brief states them. */
function careful(running: readonly Pod[], target: number): number {
  const known = running.filter(({ ready, utilisation }) => ready && utilisation !== null);
  if (known.length === 0) return running.length;
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const first = total(known.map(({ utilisation }) => utilisation! - target));
  const others = running.flatMap(({ ready, utilisation }) => {
    if (utilisation === null) return [first > 0 ? 0 : Math.max(100, target)];
    return ready ? [] : first > 0 ? [0] : [];
  });
  const all = [...known.map(({ utilisation }) => utilisation!), ...others];
  const second = total(all.map((value) => value - target));
  if (first * second <= 0 || Math.abs(second) * 10 <= target * all.length) return running.length;
  return Math.ceil(total(all) / target);
}

test('Pods without a metric and pods that are not ready are counted on the careful side', {
  marks: 0.5,
  why: 'A number that is missing is not a zero: what is not known must not take servers away, nor order them.',
}, () => {
  expectReplicas(
    3,
    [pod(40), pod(50, false), pod(70, false)],
    30,
    'One pod at 40 says up. With the two that are not ready at 0 the average is 13, which says down: nothing happens.',
  );
  expectReplicas(
    2,
    [pod(10), pod(30), pod(50), pod(25, false), pod(25, false)],
    50,
    'Going down, pods that are not ready are left out: 3 × 30 ÷ 50 = 1.8, so 2.',
  );
  expectReplicas(
    2,
    [pod(190), pod(null)],
    100,
    'Up at 190; with the missing one at 0 the average is 95: nothing happens.',
  );
  expectReplicas(
    3,
    [pod(40), pod(10), pod(null), pod(null)],
    100,
    'Going down, missing ones count as 100: 250 ÷ 100 = 2.5, so 3.',
  );
  expectReplicas(4, [pod(10, false), pod(200), pod(null)], 50, 'Up at 200; the other two count as 0: 200 ÷ 50 = 4.');
  expectReplicas(3, [pod(null), pod(null), pod(20, false)], 50, 'Nothing that is ready is measured: nothing happens.');
  const idle = [pod(0), pod(0), pod(null)];
  expectReplicas(2, [...idle, pod(60)], 80, 'Going down, a missing one counts as 100: 160 ÷ 80 = 2, exactly.');
  expectReplicas(3, [...idle, pod(61)], 80, 'Going down, a missing one counts as 100: 161 ÷ 80 = 2.01, so 3.');
  expectReplicas(5, pods(2, 120).concat([pod(null), pod(null), pod(null)]), 150, 'A missing pod counts as the target.');
  // Whether it is ready or not, a pod without a metric counts; one with a metric of 0 has a metric.
  for (const ready of [true, false]) {
    const missing = pod(null, ready);
    const what = ready ? 'A pod without a metric' : 'A pod without a metric, which is not ready,';
    expectReplicas(
      2,
      [pod(190), missing],
      100,
      `${what} counts as 0 on the way up: the average is 95, and nothing happens.`,
    );
    expectReplicas(
      3,
      [pod(90), missing, pod(90)],
      60,
      `${what} counts as 0 on the way up: 180 against 180, and nothing happens.`,
    );
    expectReplicas(
      4,
      [pod(90), missing, pod(90), pod(75)],
      60,
      `${what} counts as 0 on the way up: 255 against 240 is within 10 %.`,
    );
    expectReplicas(2, [pod(10), missing], 100, `${what} counts as 100 on the way down: 110 ÷ 100, rounded up.`);
    expectReplicas(
      3,
      [pod(10), pod(100), missing],
      100,
      `${what} counts as 100 on the way down: 210 ÷ 100, rounded up.`,
    );
  }
  expectReplicas(
    1,
    [pod(10), pod(0, false)],
    100,
    'Going down, a pod that is not ready is left out, also when it uses nothing: 10 ÷ 100.',
  );
  expectReplicas(
    6,
    [pod(60), pod(0), pod(0, false), pod(0, false)],
    10,
    'Going up, those that are not ready count as 0: 60 ÷ 10 = 6.',
  );
  // Far behind in a long list they count as well.
  forEachOf([25, 130, MANY], (count) => {
    const running = pods(count, 70);
    const others = Array.from({ length: count }, () => pod(null));
    expectReplicas(
      2 * count,
      [...running, ...others],
      60,
      `Up at 70; the last ${count} are missing and count as 0: down at 35. Nothing happens.`,
    );
    expectReplicas(
      2 * count,
      [...running, ...others.map(() => pod(70, false))],
      60,
      `Up at 70; the last ${count} are not ready and count as 0. Nothing happens.`,
    );
    const idle = Math.ceil((100 * count) / 60);
    expectReplicas(
      idle,
      [...pods(count, 0), ...others],
      60,
      `Down at 0; the last ${count} are missing and count as 100: ${100 * count} ÷ 60, rounded up.`,
    );
  });
  const any = fc.tuple(
    fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 200 }) }, { weight: 1, arbitrary: fc.constant(null) }),
    fc.integer({ min: 0, max: 3 }),
  );
  property([fc.array(any, { minLength: 1, maxLength: 8 }), fc.integer({ min: 20, max: 130 })], (drawn, target) => {
    const running = drawn.map(([utilisation, luck]) => pod(utilisation, luck > 0));
    expectReplicas(careful(running, target), running, target, 'The brief states how each pod counts.', [0, 100_000]);
  });
});

// ——— the window ———

function expectStable(
  expected: number,
  [current, desired]: [number, number],
  earlier: [servers: number, ageSeconds: number][],
  [upWindowSeconds, downWindowSeconds]: [number, number],
  why?: string,
) {
  newCase();
  const recommendations = earlier.map(([servers, ageSeconds]) => ({ servers, ageSeconds }));
  expect(stabilise({ current, desired, recommendations, upWindowSeconds, downWindowSeconds }), why).toBe(expected);
}

const times = (count: number, wish: [number, number]): [number, number][] => Array.from({ length: count }, () => wish);

test('A window holds the way down to its highest recommendation, and the way up to its lowest', {
  marks: 0.5,
  why: 'A fleet should shrink only as far as everybody in the last minutes agreed to.',
}, () => {
  expectStable(5, [100, 5], [], [0, 0], 'Without recommendations or windows nothing is held.');
  const earlier: [number, number][] = [
    [4, 120],
    [5, 60],
  ];
  expectStable(5, [100, 3], earlier, [0, 180], 'Down from 100 to 3; in the last 180 s somebody wanted 5.');
  expectStable(4, [1, 7], earlier, [300, 0], 'Up from 1 to 7; in the last 300 s somebody wanted only 4.');
  expectStable(
    3,
    [100, 3],
    [
      [1, 120],
      [2, 60],
    ],
    [300, 0],
    'The up window says nothing about the way down.',
  );
  expectStable(3, [1, 3], earlier, [0, 300], 'The down window says nothing about the way up.');
  const stale: [number, number][] = [
    [10, 600],
    [4, 60],
    [5, 120],
    [9, 540],
  ];
  expectStable(5, [100, 3], stale, [0, 180], 'The 9 and the 10 are older than 180 s.');
  expectStable(
    5,
    [1, 100],
    [
      [10, 6000],
      [6, 60],
      [5, 120],
      [9, 180],
    ],
    [300, 0],
    'The lowest of the last 300 s is 5.',
  );
  expectStable(9, [100, 3], [[9, 179.5]], [0, 180], 'Half a second younger than the window.');
  expectStable(3, [100, 3], [[9, 0]], [0, 0], 'In a window of no length nothing is younger than it.');
  expectStable(100, [100, 3], [[100, 5], ...times(400, [40, 5])], [0, 180], 'Somebody still wanted all 100.');
  expectStable(7, [1, 9], [...times(400, [8, 5]), [7, 5]], [180, 0], 'Somebody wanted only 7, and came last.');
  expectStable(0, [0, 0], [], [0, 0], 'Nothing is there, and nothing is wanted.');
  expectStable(0, [5, 0], [], [300, 300], 'Nothing is wanted, and nothing else was.');
  expectStable(5, [5, 9], [[5, 10]], [300, 300], 'As many as somebody agreed to are there.');
  expectStable(50, [50, 30], [[60, 30]], [0, 300], 'A window never sends the fleet up: 60 was wanted, 50 are there.');
  expectStable(3, [100, 3], [[9, 180]], [0, 180], 'Exactly as old as the window is not younger than it.');
  // Ages and windows are any times, and fleets of any size.
  expectStable(3, [100, 3], [[9, 179.5]], [0, 179.2], '179.5 s is not younger than a window of 179.2 s.');
  expectStable(9, [100, 3], [[9, 179.3]], [0, 179.4], '179.3 s is younger than a window of 179.4 s.');
  expectStable(9, [100, 3], [[9, 0.25]], [0, 0.5], 'A quarter of a second is younger than half a second.');
  expectStable(9, [1, 12], [[9, 0.25]], [0.5, 0], 'A quarter of a second is younger than half a second.');
  expectStable(
    3,
    [100, 3],
    [[9, 3_000_000_000]],
    [0, 2_500_000_000],
    'Older than the window, both longer than a life.',
  );
  expectStable(
    9,
    [100, 3],
    [[9, 2_500_000_000]],
    [0, 3_000_000_000],
    'Younger than the window, both longer than a life.',
  );
  forEachOf(
    [255, 256, 999, 1_000, 1_001, 65_536, 1_000_001, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 2],
    (servers) => {
      const window: [number, number] = [300, 300];
      expectStable(servers, [servers + 1, 1], [[servers, 5]], window, `Somebody still wanted ${servers}.`);
      expectStable(servers, [1, servers + 1], [[servers, 5]], window, `Somebody wanted only ${servers}.`);
      expectStable(servers, [0, servers], [], window, `${servers} are wanted, and nothing else was.`);
      expectStable(0, [servers, 0], [], window, 'None is wanted, and nothing else was.');
      expectStable(
        servers,
        [servers, 0],
        [[servers + 1, 5]],
        window,
        `Somebody wanted more than the ${servers} that are there.`,
      );
    },
  );
  // Very many, of which the first or the last decides; and several of one age.
  forEachOf([130, 260, MANY], (count) => {
    const others = times(count, [40, 5]);
    expectStable(90, [100, 3], [[90, 5], ...others], [0, 180], `The first of ${count + 1} wanted most.`);
    expectStable(90, [100, 3], [...others, [90, 5]], [0, 180], `The last of ${count + 1} wanted most.`);
    expectStable(7, [1, 60], [[7, 5], ...others], [180, 0], `The first of ${count + 1} wanted least.`);
    expectStable(7, [1, 60], [...others, [7, 5]], [180, 0], `The last of ${count + 1} wanted least.`);
  });
  // The caller's own list.
  newCase();
  const own = kept([
    { servers: 9, ageSeconds: 170 },
    { servers: 12, ageSeconds: 300 },
    { servers: 6, ageSeconds: 20 },
  ]);
  for (let turn = 0; turn < 2; turn++) {
    for (const [desired, window, expected] of [
      [3, 180, 9],
      [50, 180, 50],
      [3, 310, 12],
      [3, 10, 3],
    ] as const) {
      const question = { current: 100, desired, recommendations: own, upWindowSeconds: 0, downWindowSeconds: window };
      expect(stabilise(question), 'The same list is handed in again, and must be what it was.').toBe(expected);
    }
  }
  for (let nth = 0; nth < MANY; nth++) {
    const recommendations = [{ servers: 20 + (nth % 70), ageSeconds: nth % 400 }];
    const question = { desired: 20 + (nth % 60), recommendations, upWindowSeconds: 60, downWindowSeconds: 300 };
    // Down, then up, with very many of either.
    for (const current of [100, 1]) stabilise({ ...question, current });
  }
  const many = `${MANY.toLocaleString('en-GB')} other questions came before, and nothing has changed.`;
  expectStable(5, [100, 3], earlier, [0, 180], many);
  expectStable(4, [1, 7], earlier, [300, 0], many);
  expectStable(3, [100, 3], [], [0, 180], many);
  expectStable(4, [100, 4], [], [0, 180], many);
  expectStable(3, [100, 3], [], [0, 180], many);
  // Another question than the one before, by one number only, or by the place at which a number ends and the next one begins.
  forEachOf<[expected: number, fleet: [number, number], earlier: [number, number][], windows: [number, number]]>(
    [
      [50, [1, 60], [[50, 60]], [90, 180]],
      [55, [55, 60], [[50, 60]], [90, 180]],
      [40, [1, 40], [[50, 60]], [90, 180]],
      [60, [1, 60], [[50, 60]], [30, 180]],
      [60, [1, 60], [[50, 100]], [90, 180]],
      [12, [1, 12], [], [0, 180]],
      [2, [11, 2], [], [0, 180]],
      [50, [100, 3], [[50, 60]], [1, 180]],
      [3, [100, 3], [[50, 60]], [118, 0]],
      [5, [100, 3], [[5, 160]], [0, 180]],
      [51, [100, 3], [[51, 60]], [0, 180]],
    ],
    ([expected, fleet, past, windows]) =>
      expectStable(expected, fleet, past, windows, 'Another question than the one before, much as it looks like it.'),
  );
  const count = fc.integer({ min: 0, max: 60 });
  const seconds = fc.integer({ min: 0, max: 40 }).map((tens) => tens * 10);
  property(
    [fc.tuple(count, count), fc.array(fc.tuple(count, seconds), { maxLength: 6 }), fc.tuple(seconds, seconds)],
    ([current, desired], past, [up, down]) => {
      const lowest = past.reduce((least, [servers, age]) => (age < up ? Math.min(least, servers) : least), desired);
      const highest = past.reduce((most, [servers, age]) => (age < down ? Math.max(most, servers) : most), desired);
      // lowest ≤ desired ≤ highest, so at most one of the two moves the fleet.
      expectStable(Math.min(highest, Math.max(lowest, current)), [current, desired], past, [up, down]);
    },
  );
});

// ——— the policy ———

/** Decisions of a day that a fresh copy is asked for as well. */
const LAST = 220;

/** Seconds since midnight of step `index`. */
const at = (run: Run, index: number): string => clock(run.trace.startsAt + index * STEP);

function runAndShow(policy: Decide, trace: Trace, seed: number): Run {
  try {
    return runWorld(policy, trace, seed);
  } catch (thrown) {
    if (thrown instanceof NotADecision) fail(thrown.message, { why: thrown.why });
    throw thrown;
  }
}

/** Fails with the picture of a stretch of the run, and with the calls that led to its beginning. */
function failAt(
  run: Run,
  seed: number,
  { from, to }: { from: number; to: number },
  message: string,
  why?: string,
): never {
  const { trace } = run;
  const again: Decide = (metrics, state) => {
    // The last three calls are enough to see how it came about.
    if (metrics.now === (from - 2) * STEP) newCase();
    return decide(metrics, state);
  };
  newCase();
  runWorld(again, { ...trace, rates: trace.rates.slice(0, from + 1) }, seed);
  fail(message, { ...(why && { why }), picture: drawAround(run, from, to) });
}

/** The demands that every day makes. */
function judge(run: Run, seed: number): void {
  const { slow, bill, best, turns, steps } = run;
  if (slow > 0.02) {
    const { from, to, worst } = slowStretch(run);
    const { load, serving, needed, waiting } = steps[worst]!;
    failAt(
      run,
      seed,
      { from, to },
      `${per(slow)} of the requests took more than 250 ms; 2 % may. The worst stretch is from ${at(run, from)} to ${at(run, to)}: at ${at(run, worst)} ${serving} servers served where ${needed} were needed for 60 %, the load was ${Math.round(load)} % of their capacity, and ${Math.round(waiting).toLocaleString('en-GB')} requests waited.`,
    );
  }
  if (bill > 1.25 * best) {
    const { from, to, paid, enough } = overspending(run);
    failAt(
      run,
      seed,
      { from, to },
      `The bill is ${bill.toFixed(1)} server-hours, ${(bill / best).toFixed(3)} times the best possible ${best.toFixed(1)}; 1.25 times is allowed. Most was wasted from ${at(run, from)} to ${at(run, to)}: ${paid} servers were paid for on average where ${enough} were enough.`,
    );
  }
  const allowed = (steps.length * STEP * 15) / 3600;
  if (turns > allowed) {
    const { from, to, fleets } = turning(run);
    failAt(
      run,
      seed,
      { from, to },
      `The fleet flaps: it turned round ${turns} times in ${((steps.length * STEP) / 3600).toFixed(1)} hours, and 15 times an hour are allowed. From ${at(run, from)} on it went ${fleets.join(', ')}.`,
      'Every turn throws away a server whose warm-up was paid for, or orders one that is not needed.',
    );
  }
}

const per = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Runs a day on `runs` seeds that come from the seed of the test. */
function onDays(day: (seed: number) => Trace, runs: number, check: (run: Run, seed: number) => void, policy = decide) {
  onSeeds(runs, (seed) => check(runAndShow(policy, day(seed), seed), seed));
}

test('An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill', {
  marks: 0.5,
}, () => {
  remembersInStateOnly(decide);
  let neighbour: unknown = null;
  let calls = 0;
  const made: Made[] = [];
  // A small steady service that the same decide looks after: what it remembers must not leak into the other.
  const between: Decide = (metrics, state) => {
    if (calls++ % 8 === 0) {
      const quiet = { requestRate: 110, utilisation: 55, waiting: 0, serving: 2, starting: 0 };
      neighbour = checked(decide({ ...quiet, now: metrics.now }, neighbour), metrics.now).state;
    }
    const decision = decide(metrics, state);
    made.push({ metrics, state, decision });
    return decision;
  };
  onDays(
    daily,
    1,
    (run, seed) => {
      try {
        judge(run, seed);
      } catch (thrown) {
        // Alone it may well pass: then the fault is in what it remembers.
        newCase();
        const alone = runAndShow(decide, run.trace, seed);
        const isAlike = alone.steps.every(({ asked }, index) => asked === run.steps[index]!.asked);
        if (isAlike) throw thrown;
        const index = alone.steps.findIndex(({ asked }, step) => asked !== run.steps[step]!.asked);
        newCase();
        fail(
          `At ${at(run, index)} decide asks for ${run.steps[index]!.asked} servers, and for ${alone.steps[index]!.asked} when the same day is played again without the other service. Everything that it remembers belongs into state.`,
        );
      }
    },
    between,
  );
  // After so many calls a fresh copy still decides the same: of the last hours, as it takes its time.
  sameInFreshCopy(
    decide,
    made.slice(-LAST),
    `After ${calls.toLocaleString('en-GB')} decisions, those for two services in turn, decide`,
  );
});

test('A match evening: the steep way up is met in time, at most 1.25 times the best possible bill', {
  marks: 0.5,
  why: 'A server that is ordered now serves in 90 s, and the load goes on growing meanwhile.',
}, () => {
  onDays(matchDay, 1, judge);
});

test('A noisy flat line: the fleet does not flap', {
  marks: 0.5,
  why: 'Noise goes up and down by itself; a fleet that follows it pays for warm-ups and gains nothing.',
}, () => {
  onDays(noisyFlat, 1, judge);
  onDays(quietFlat, 1, judge);
});

test('While metrics are missing no server is taken away, and the evening is served in time', {
  marks: 0.5,
  why: 'No measurement is not a measurement of nothing.',
}, () => {
  keepsWhatItCannotMeasure(decide);
  onDays(dropOut, 1, (run, seed) => {
    const { steps } = run;
    for (let index = 1; index < steps.length; index++) {
      const [before, now] = [steps[index - 1]!, steps[index]!];
      if (!before.lost) continue;
      const gone = before.serving + before.starting - now.serving - now.starting;
      if (gone > 0) {
        failAt(
          run,
          seed,
          { from: index, to: index + 20 },
          `At ${at(run, index)} the measurement was missing, and decide took ${gone} of ${before.serving + before.starting} servers away; the load was ${Math.round(now.rate).toLocaleString('en-GB')} rps, as before.`,
        );
      }
    }
    judge(run, seed);
  });
});

test('A scale-out is never held back, and servers on their way are counted', {
  marks: 0.5,
  why: 'A cooldown is for the way down. On the way up what was ordered counts as if it were there already, and no more.',
}, () => {
  onDays(shortHanded, 2, (run, seed) => {
    const needed = neededFor(run.trace.rates[0]!);
    const index = run.steps.findIndex(({ serving, starting }) => serving + starting > 1.5 * needed);
    if (index < 0) return;
    const { serving, starting } = run.steps[index]!;
    failAt(
      run,
      seed,
      { from: index, to: index + 8 },
      `At ${at(run, index)} ${serving} servers served and ${starting} were starting, where a steady load needs ${needed}: more than 1.5 times that.`,
    );
  });
  newCase();
  returnAfterScaleIn(decide);
});
