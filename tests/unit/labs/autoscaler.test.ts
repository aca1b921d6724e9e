/** The autoscaler lab against its references: Kubernetes's own test cases, the rules of AWS, and the arithmetic of its world. */
import { describe, expect, test } from 'vitest';
import { Run as PictureRun, record, USUAL } from '#scene';
import { claims } from '../../../content/lessons/12-auto-scaling.days.ts';
import { grant, type RatePolicies } from '../../../labs/autoscaler/rate-policies.ts';
import scene from '../../../labs/autoscaler/scene.ts';
import { decide, desiredReplicas, stabilise } from '../../../labs/autoscaler/solution.ts';
import { decide as starter } from '../../../labs/autoscaler/starter.ts';
import { daily, dropOut, matchDay, noisyFlat, shortHanded } from '../../../labs/autoscaler/traces.ts';
import { bestBill, type Decide, neededFor, runWorld, STEP, type Trace } from '../../../labs/autoscaler/world.ts';

const policy = decide as Decide;

test('a quiet night is nothing to grow from by a factor', () => {
  let state: unknown = null;
  const asked = [0, 0, 0, 0, 0, 0, 0, 0, 50, 50, 0, 3_000].map((requestRate, index) => {
    const metrics = { now: index * STEP, requestRate, utilisation: 0, waiting: 0, serving: 2, starting: 0 };
    const { servers, ...rest } = policy(metrics, state);
    state = rest.state;
    return servers;
  });
  expect(asked.every((servers) => Number.isInteger(servers) && servers <= 50)).toBe(true);
});

/** From kubernetes/kubernetes replica_calculator_test.go at 0006726; every pod asks for one core. */
const REPLICAS: [name: string, target: number, milliCpu: number[], ready: boolean[], expected: number][] = [
  ['ScaleUp', 30, [300, 500, 700], [true, true, true], 5],
  ['UnreadyNoScale', 30, [400, 500, 700], [true, false, false], 3],
  ['ScaleDownUnready', 50, [100, 300, 500, 250, 250], [true, true, true, false, false], 2],
  ['MissingNoChangeGt', 100, [1900], [true, true], 2],
  ['MissingMetrics', 100, [400, 95], [true, true, true, true], 3],
  ['MissingUnreadyScaleUp', 50, [100, 2000], [false, true, true], 4],
];

describe('the replica formula', () => {
  test.each(REPLICAS)('%s', (_name, target, milliCpu, ready, expected) => {
    const pods = ready.map((isReady, index) => ({
      ready: isReady,
      utilisation: index < milliCpu.length ? milliCpu[index]! / 10 : null,
    }));
    expect(desiredReplicas({ pods, target, minimum: 1, maximum: 1000 })).toBe(expected);
  });

  // The Kubernetes 1.33 announcement (50 × 90 ÷ 75), and TestReplicaCalcScaleUpCM (an average of 20,000 against 15,000).
  test.each([
    [50, 90, 75, 60],
    [3, 20_000, 15_000, 4],
  ])('%i pods at %i against %i', (count, utilisation, target, expected) => {
    const pods = Array.from({ length: count }, () => ({ ready: true, utilisation }));
    expect(desiredReplicas({ pods, target, minimum: 1, maximum: 1000 })).toBe(expected);
  });
});

/** From horizontal_test.go, TestNormalizeDesiredReplicasWithBehavior: recommendations as [servers, age in seconds]. */
const WINDOWS: [
  name: string,
  current: number,
  desired: number,
  recommendations: [number, number][],
  up: number,
  down: number,
  expected: number,
][] = [
  ['empty', 100, 5, [], 0, 0, 5],
  [
    'down stabilise',
    100,
    3,
    [
      [4, 120],
      [5, 60],
    ],
    0,
    180,
    5,
  ],
  [
    'up stabilise',
    1,
    7,
    [
      [4, 120],
      [5, 60],
    ],
    300,
    0,
    4,
  ],
  [
    'no down',
    100,
    3,
    [
      [1, 120],
      [2, 60],
    ],
    300,
    0,
    3,
  ],
  [
    'no up',
    1,
    3,
    [
      [4, 120],
      [5, 60],
    ],
    0,
    300,
    3,
  ],
  [
    'down obsolete',
    100,
    3,
    [
      [10, 600],
      [4, 60],
      [5, 120],
      [9, 540],
    ],
    0,
    180,
    5,
  ],
  [
    'up obsolete',
    1,
    100,
    [
      [10, 6000],
      [6, 60],
      [5, 120],
      [9, 180],
    ],
    300,
    0,
    5,
  ],
];

test.each(WINDOWS)('the stabilisation window: %s', (_name, current, desired, past, up, down, expected) => {
  const recommendations = past.map(([servers, ageSeconds]) => ({ servers, ageSeconds }));
  const question = { current, desired, recommendations, upWindowSeconds: up, downWindowSeconds: down };
  expect(stabilise(question)).toBe(expected);
});

const both = (pods: number, percent: number, periodSeconds: number): RatePolicies => ({
  pods: { count: pods, periodSeconds },
  percent: { count: percent, periodSeconds },
});
const percent = (count: number, periodSeconds: number): RatePolicies => ({ percent: { count, periodSeconds } });

/** From horizontal_test.go, TestScalingWithRules. Recent changes are spread evenly over 120 s. */
const RATES: [
  name: string,
  replicas: { current: number; desired: number; minimum: number; maximum: number },
  policies: RatePolicies | undefined,
  recent: number[],
  expected: number,
  condition: string,
][] = [
  ['within range', { current: 5, desired: 7, minimum: 3, maximum: 8 }, undefined, [], 7, 'DesiredWithinRange'],
  ['min 0', { current: 1, desired: 0, minimum: 0, maximum: 10 }, undefined, [], 0, 'DesiredWithinRange'],
  ['max 150', { current: 100, desired: 1000, minimum: 100, maximum: 150 }, undefined, [], 150, 'TooManyReplicas'],
  [
    'default doubles',
    { current: 10, desired: 50, minimum: 1, maximum: 1000 },
    both(4, 100, 15),
    [],
    20,
    'ScaleUpLimit',
  ],
  ['percent>pods', { current: 10, desired: 500, minimum: 1, maximum: 1000 }, both(2, 100, 60), [], 20, 'ScaleUpLimit'],
  ['pct 200', { current: 10, desired: 50, minimum: 1, maximum: 1000 }, percent(200, 60), [], 30, 'ScaleUpLimit'],
  ['down 2 vs 1%', { current: 100, desired: 2, minimum: 1, maximum: 1000 }, both(2, 1, 60), [], 98, 'ScaleDownLimit'],
  ['down min5', { current: 10, desired: 2, minimum: 5, maximum: 1000 }, percent(100, 60), [], 5, 'TooFewReplicas'],
  ['down 50%', { current: 10, desired: 5, minimum: 1, maximum: 1000 }, percent(50, 60), [], 5, 'DesiredWithinRange'],
  [
    'up recent events block',
    { current: 100, desired: 500, minimum: 1, maximum: 1000 },
    { pods: { count: 5, periodSeconds: 120 } },
    [1, 5, 9],
    100,
    'ScaleUpLimit',
  ],
  [
    'up 200% events',
    { current: 100, desired: 500, minimum: 1, maximum: 1000 },
    percent(200, 120),
    [1, 5, 9],
    255,
    'ScaleUpLimit',
  ],
  [
    'down 50% events',
    { current: 100, desired: 0, minimum: 1, maximum: 1000 },
    percent(50, 120),
    [2, 4, 6],
    56,
    'ScaleDownLimit',
  ],
  [
    'down 1000%',
    { current: 10, desired: 5, minimum: 1, maximum: 1000 },
    percent(1000, 120),
    [10, 10, 10],
    5,
    'DesiredWithinRange',
  ],
];

test.each(RATES)('what a platform grants: %s', (_name, replicas, policies, recent, expected, condition) => {
  const events = recent.map((change, index) => ({ change, ageSeconds: (120 * (index + 0.5)) / recent.length }));
  expect(grant({ ...replicas, policies, events })).toEqual({ replicas: expected, condition });
});

describe('the rules of AWS target tracking', () => {
  const flat = (servers: number): Trace => ({
    title: 'flat',
    startsAt: 0,
    rates: Array.from({ length: 40 }, () => 3_000),
    noise: 0,
    lost: 0,
    dropOuts: [],
    servers,
  });

  test('capacity that was added already is counted towards the next scale-out', () => {
    const { steps } = runWorld(policy, flat(20), 1);
    expect(Math.max(...steps.map(({ serving, starting }) => serving + starting))).toBe(50);
    // The platform doubles the fleet at once; the rest follows when the period is over, and nothing after that.
    expect(steps.filter((step, index) => index > 0 && step.asked > steps[index - 1]!.asked)).toHaveLength(1);
  });

  test('a scale-in is held back, a scale-out right after it is not', () => {
    const rates = [...Array(20).fill(3_000), ...Array(20).fill(1_200), ...Array(10).fill(3_000)];
    const { steps } = runWorld(policy, { ...flat(50), rates }, 1);
    const firstDown = steps.findIndex(({ asked }) => asked < 50);
    expect((firstDown - 20) * STEP).toBeGreaterThanOrEqual(300);
    const measuredAgain = steps[41]!;
    expect(measuredAgain.asked).toBeGreaterThan(steps[40]!.asked);
  });
});

describe('the world', () => {
  const alwaysNeeded =
    (servers: number): Decide =>
    () => ({ servers, state: null });

  test('bills from the order, and serves after the warm-up', () => {
    const trace: Trace = {
      title: 'grown by hand',
      startsAt: 0,
      rates: Array.from({ length: 10 }, () => 240),
      noise: 0,
      lost: 0,
      dropOuts: [],
      servers: 4,
    };
    const { steps, bill, slow } = runWorld(alwaysNeeded(6), trace, 1);
    expect(steps.map(({ serving }) => serving)).toEqual([4, 4, 4, 6, 6, 6, 6, 6, 6, 6]);
    expect(bill).toBeCloseTo((10 * 6 * STEP) / 3600, 9);
    expect(steps[0]!.latency).toBeCloseTo(50 / 0.4, 9);
    expect(slow).toBe(0);
  });

  test('keeps every request: what is not served waits', () => {
    const trace: Trace = {
      title: 'too few',
      startsAt: 0,
      rates: [300, 300, 100, 100, 100, 100],
      noise: 0,
      lost: 0,
      dropOuts: [],
      servers: 2,
    };
    const { steps } = runWorld(alwaysNeeded(2), trace, 1);
    expect(steps.map(({ waiting }) => waiting)).toEqual([3000, 6000, 3000, 0, 0, 0]);
  });

  test('the best bill pays a server from its warm-up on, and keeps it through a gap that is shorter', () => {
    const hours = (serverSteps: number): number => (serverSteps * STEP) / 3600;
    // 600 rps need 10 servers, 120 need 2; the warm-up is three steps.
    expect(bestBill([120, 120, 120, 120, 600, 120, 120])).toBeCloseTo(hours(2 + 10 + 10 + 10 + 10 + 2 + 2), 9);
    expect(bestBill([600, 120, 120, 600])).toBeCloseTo(hours(40), 9);
    expect(bestBill([600, 120, 120, 120, 120, 600])).toBeCloseTo(hours(10 + 2 + 30 + 10), 9);
    expect(neededFor(600)).toBe(10);
    expect(neededFor(601)).toBe(11);
  });

  test('the same decisions, trace and seed give the same run', () => {
    expect(runWorld(policy, matchDay(7), 7)).toEqual(runWorld(policy, matchDay(7), 7));
  });

  test.each([
    ['daily', daily],
    ['matchDay', matchDay],
    ['noisyFlat', noisyFlat],
    ['dropOut', dropOut],
    ['shortHanded', shortHanded],
  ] as const)('%s: rates are positive and within reach of the platform', (_name, day) => {
    for (let seed = 0; seed < 20; seed++) {
      const { steps } = runWorld(policy, day(seed), seed);
      expect(steps.length).toBe(day(seed).rates.length);
      for (const { rate, needed, serving } of steps) {
        expect(rate).toBeGreaterThan(0);
        expect(needed).toBeLessThan(100);
        expect(serving).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

test.each(Object.entries(claims))('as lesson 12 says, %s', (_claim, holds) => {
  expect(holds).toBe(true);
});

describe('the picture', () => {
  test('shows the starter, whose fleet stays as it was, beside the reference', () => {
    const run = new PictureRun(() => record(scene, USUAL, { decide: starter as Decide }));
    expect(run.recordings.map(({ title }) => title)).toEqual(['Yours', 'The reference', 'A fixed fleet']);
    const fleet = run.in('Yours').values('Servers');
    expect(new Set(fleet).size).toBe(1);
    expect(run.in('Yours').figure('# % of the requests took more')).toBeGreaterThan(90);
  });

  test('is the run that is judged: the same servers, bill and slow requests', () => {
    const { bill, slow } = runWorld(policy, matchDay(1), 1);
    const run = new PictureRun(() => record(scene)).in('The reference');
    expect(run.figure('the bill is # server-hours')).toBeCloseTo(bill, 1);
    expect(run.last('Bill so far')).toBeCloseTo(bill, 1);
    expect(run.figure('# % of the requests')).toBeLessThanOrEqual(100 * slow);
  });

  test.each(['fixed', 'follows', 'nothing'])('has another policy beside it: %s', (beside) => {
    const titles = record(scene, { ...USUAL, settings: { beside } }).map(({ title }) => title);
    expect(titles).toHaveLength(2);
  });

  test('says what is no decision', () => {
    const throws = (servers: unknown) => () =>
      record(scene, USUAL, { decide: () => ({ servers: servers as number, state: null }) });
    for (const servers of [2.5, -1, Number.NaN, 'ten'])
      expect(throws(servers)).toThrow(/not a whole number, 0 or more/);
    expect(throws(0)).not.toThrow();
    expect(throws(1_000_000)).not.toThrow();
  });
});
