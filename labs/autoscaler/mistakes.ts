/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

export default [
  {
    name: 'a-fleet-for-the-match',
    caughtBy: 'A match evening: the steep way up is met in time, at most 1.25 times the best possible bill',
    because: 'Sixty servers carry the match, so sixty servers run: they are idle before it, and after it.',
    edits: [
      [
        '  // Without a measurement there is no reason to change anything.\n',
        '  if (fleet > 0) return { servers: 60, state };\n  // Without a measurement there is no reason to change anything.\n',
      ],
    ],
  },
  {
    name: 'thirty-are-enough',
    caughtBy: 'A noisy flat line: the fleet does not flap',
    because: 'A line that is flat needs one number, and the number is that of the service it was tried on.',
    edits: [
      [
        '  // Without a measurement there is no reason to change anything.\n',
        '  if (fleet > 0) return { servers: 30, state };\n  // Without a measurement there is no reason to change anything.\n',
      ],
    ],
  },
  {
    name: 'believes-pods-that-start',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because:
      'Pods that are not ready are averaged in as measured. Start-up burns CPU, so the fleet buys more pods because it has bought pods.',
    edits: [
      [
        'const measured = pods.flatMap(({ ready, utilisation }) => (ready && utilisation !== null ? [utilisation] : []));',
        'const measured = pods.flatMap(({ ready, utilisation }) => (utilisation !== null ? [utilisation] : []));',
      ],
      ['else if (!ready && direction > 0) counted.push(0);', 'else if (!ready && direction > 0) continue;'],
    ],
  },
  {
    name: 'builds-for-the-peak',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because:
      'Fifty servers, day and night: the fleet of before autoscaling. Nobody waits, and the afternoon pays for the evening.',
    edits: [
      [
        'const rates = [...state.rates, requestRate].slice(-2 * HALF);',
        `if (now >= 0) return { servers: Math.max(60, fleet), state };
  const rates = [...state.rates, requestRate].slice(-2 * HALF);`,
      ],
    ],
  },
  {
    name: 'cooldown-in-both-directions',
    caughtBy: 'A scale-out is never held back, and servers on their way are counted',
    because:
      'Waits five minutes after any change before it looks again, as cooldowns are often described. The load does not wait.',
    edits: [
      [
        'interface State {',
        `interface State {
  changedAt?: number;`,
      ],
      [
        'const rates = [...state.rates, requestRate].slice(-2 * HALF);',
        `if (now - (state.changedAt ?? -1e9) < 300) return { servers: fleet, state };
  const rates = [...state.rates, requestRate].slice(-2 * HALF);`,
      ],
      [
        'return { servers, state: { rates, recommendations: [...recommendations, { servers: desired, at: now }] } };',
        `return {
    servers,
    state: {
      changedAt: servers === fleet ? state.changedAt : now,
      rates,
      recommendations: [...recommendations, { servers: desired, at: now }],
    },
  };`,
      ],
    ],
  },
  {
    name: 'follows-the-noise',
    caughtBy: 'A noisy flat line: the fleet does not flap',
    because:
      'The formula at each step, on the newest value, with a tolerance and no window: up with each peak of the noise, down with each trough.',
    edits: [
      ['const DOWN_WINDOW = 300;', 'const DOWN_WINDOW = 0;'],
      [
        'function expectedRate(rates: number[]): number {',
        `function expectedRate(rates: number[]): number {
  if (rates.length > 0) return rates.at(-1)!;`,
      ],
    ],
  },
  {
    name: 'long-averages',
    caughtBy: 'A match evening: the steep way up is met in time, at most 1.25 times the best possible bill',
    because: 'Averages over ten minutes to be rid of the noise, and is rid of the kick-off as well.',
    edits: [['const HALF = 4;', 'const HALF = 20;']],
  },
  {
    name: 'minimum-without-metrics',
    caughtBy: 'While metrics are missing no server is taken away, and the evening is served in time',
    because: 'Falls back to a small fixed fleet when it knows nothing.',
    edits: [
      [
        'if (requestRate === null) return { servers: fleet, state };',
        'if (requestRate === null) return { servers: 10, state };',
      ],
    ],
  },
  {
    name: 'missing-means-100-above-it-too',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because:
      '100 % is the careful side only while the target is not over it; pods may use more than they asked for, and targets over 100 exist.',
    edits: [
      [
        'if (utilisation === null) counted.push(direction < 0 ? Math.max(100, target) : 0);',
        'if (utilisation === null) counted.push(direction < 0 ? 100 : 0);',
      ],
    ],
  },
  {
    name: 'missing-means-full',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because:
      'A missing metric is counted as 100 % in both directions: careful on the way down, and a reason to buy on the way up.',
    edits: [
      [
        'if (utilisation === null) counted.push(direction < 0 ? Math.max(100, target) : 0);',
        'if (utilisation === null) counted.push(Math.max(100, target));',
      ],
    ],
  },
  {
    name: 'missing-means-idle',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because:
      'A missing metric is counted as 0 % in both directions: what `metric ?? 0` does. When metrics fail, the fleet is taken away.',
    edits: [
      [
        'if (utilisation === null) counted.push(direction < 0 ? Math.max(100, target) : 0);',
        'if (utilisation === null) counted.push(0);',
      ],
    ],
  },
  {
    name: 'missing-rate-is-zero',
    caughtBy: 'While metrics are missing no server is taken away, and the evening is served in time',
    because:
      'A lost measurement is read as no requests: when the metrics stop, the fleet is taken away under full load.',
    edits: [
      [
        `if (requestRate === null) return { servers: fleet, state };

  const rates = [...state.rates, requestRate].slice(-2 * HALF);`,
        `const measured = requestRate ?? 0;

  const rates = [...state.rates, measured].slice(-2 * HALF);`,
      ],
    ],
  },
  {
    name: 'much-headroom',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'A target of 40 %, to be safe. Safe it is, at half as much again.',
    edits: [['const TARGET = 60;', 'const TARGET = 40;']],
  },
  {
    name: 'multiplies-a-rounded-ratio',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because:
      'Average, ratio, then times the pods: three roundings, and now and then the ceiling adds a pod for nothing. The usual translation of the documentation.',
    edits: [
      [
        'return clamp(Math.ceil(used / target));',
        'return clamp(Math.ceil((used / counted.length / target) * counted.length));',
      ],
    ],
  },
  {
    name: 'never-scales-in',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'Only ever grows: "scaling in is risky". After the peak it pays for the peak until morning.',
    edits: [
      [
        'return { servers, state: { rates, recommendations: [...recommendations, { servers: desired, at: now }] } };',
        `return {
    servers: Math.max(fleet, servers),
    state: { rates, recommendations: [...recommendations, { servers: desired, at: now }] },
  };`,
      ],
    ],
  },
  {
    name: 'no-headroom',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'A target of 80 % instead of 60: cheaper, until noise and warm-up eat what little room there is.',
    edits: [['const TARGET = 60;', 'const TARGET = 80;']],
  },
  {
    name: 'no-limits-when-nothing-changes',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because: 'The early return for the tolerance comes before the limits, so a fleet over its new maximum stays there.',
    edits: [
      ['if (turned || isWithinTolerance) return clamp(current);', 'if (turned || isWithinTolerance) return current;'],
    ],
  },
  {
    name: 'no-look-ahead',
    caughtBy: 'A match evening: the steep way up is met in time, at most 1.25 times the best possible bill',
    because:
      'Plain target tracking on what was measured. While the servers for it warm up, the load has grown by half again.',
    edits: [
      [
        'return newer * Math.max(1, (newer / older) ** (AHEAD / HALF));',
        'return newer * Math.max(1, Math.min(1, newer / older));',
      ],
    ],
  },
  {
    name: 'orders-twice',
    caughtBy: 'A scale-out is never held back, and servers on their way are counted',
    because:
      'Compares what is needed with the servers that serve, and adds the difference to all there are: what is starting is ordered again at each step.',
    edits: [
      [
        'return { servers, state: { rates, recommendations: [...recommendations, { servers: desired, at: now }] } };',
        `const missing = Math.max(0, desired - serving);
  return {
    servers: missing > 0 ? fleet + missing : servers,
    state: { rates, recommendations: [...recommendations, { servers: desired, at: now }] },
  };`,
      ],
    ],
  },
  {
    name: 'remembers-in-the-module',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'Keeps the rates in a variable of the module: one service, one memory, until somebody runs two.',
    edits: [
      [
        'export function decide(metrics: Metrics, previous: State | null): Decision<State> {',
        `let remembered: number[] = [];

export function decide(metrics: Metrics, previous: State | null): Decision<State> {`,
      ],
      [
        'const rates = [...state.rates, requestRate].slice(-2 * HALF);',
        `remembered = [...remembered, requestRate].slice(-2 * HALF);
  const rates = remembered;`,
      ],
    ],
  },
  {
    name: 'rounds-to-nearest',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because: '11.17 pods become 11, and the average stays over the target. Habit: Math.round is what one reaches for.',
    edits: [['return clamp(Math.ceil(used / target));', 'return clamp(Math.round(used / target));']],
  },
  {
    name: 'tolerance-on-a-rounded-ratio',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because:
      '66 ÷ 60 − 1 is 0.10000000000000009 in floating point: a fleet exactly at the edge of the tolerance is changed. Everybody who writes the formula as it is printed does this.',
    edits: [
      [
        'const isWithinTolerance = Math.abs(used - wanted) * 10 <= wanted;',
        'const isWithinTolerance = Math.abs(used / wanted - 1) <= 0.1;',
      ],
    ],
  },
  {
    name: 'turns-round',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because:
      'When the careful numbers say the opposite of the measured ones, it follows them. Nothing that was measured asked for that.',
    edits: [
      ['if (turned || isWithinTolerance) return clamp(current);', 'if (isWithinTolerance) return clamp(current);'],
    ],
  },
  {
    name: 'window-by-latest',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because:
      'Takes the latest recommendation in the window instead of the highest: a filter that was meant to be a maximum.',
    edits: [
      [
        'const highest = Math.max(desired, ...within(downWindowSeconds));',
        'const highest = Math.max(desired, within(downWindowSeconds).at(-1) ?? desired);',
      ],
    ],
  },
  {
    name: 'window-includes-its-edge',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because: 'Counts a recommendation that is exactly as old as the window.',
    edits: [
      [
        'recommendations.filter(({ ageSeconds }) => ageSeconds < seconds).map(({ servers }) => servers);',
        'recommendations.filter(({ ageSeconds }) => ageSeconds <= seconds).map(({ servers }) => servers);',
      ],
    ],
  },
  {
    name: 'window-on-the-way-up-takes-the-highest',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because:
      'One function for both directions: the way up is held to the highest recommendation too, which holds nothing.',
    edits: [
      [
        'const lowest = Math.min(desired, ...within(upWindowSeconds));',
        'const lowest = Math.max(desired, ...within(upWindowSeconds));',
      ],
    ],
  },
  {
    name: 'window-sends-up',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because:
      'Returns the highest recommendation of the window whatever the fleet is: an old wish sends a fleet up that nobody wants to grow now.',
    edits: [
      [
        `if (current > highest) return highest;
  return current;`,
        'return highest;',
      ],
    ],
  },
  {
    name: 'drops-what-is-starting',
    caughtBy: 'While metrics are missing no server is taken away, and the evening is served in time',
    because: 'Without a measurement it asks for the servers that serve, and so sends those away that are starting.',
    edits: [
      [
        'if (requestRate === null) return { servers: fleet, state };',
        'if (requestRate === null) return { servers: serving, state };',
      ],
    ],
  },
  {
    name: 'code-in-the-state',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'Keeps a function in its state. It works until the state is stored.',
    edits: [
      ['return { servers, state: { rates,', 'return { servers, state: { newest: () => requestRate, rates,'],
      [
        'interface State {',
        `interface State {
  newest?: () => number;`,
      ],
    ],
  },
  {
    name: 'no-limits-without-measurements',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because: 'Where no pod is measured the number stays, whatever the minimum and the maximum are.',
    edits: [['if (measured.length === 0) return clamp(current);', 'if (measured.length === 0) return current;']],
  },
  {
    name: 'counts-calls-in-the-module',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'Takes a closer look at each tenth call, and counts the calls of all services together.',
    edits: [
      [
        'export function decide(',
        `let calls = 0;

export function decide(`,
      ],
      ['const fleet = serving + starting;', 'const fleet = serving + starting + (++calls % 10 === 0 ? 1 : 0);'],
    ],
  },
  {
    name: 'allows-for-rounding',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because:
      'A speck is taken off before the ceiling, so that rounding adds no pod: then what is really over loses one.',
    edits: [['Math.ceil(used / target)', 'Math.ceil(used / target - 1e-9)']],
  },
  {
    name: 'fills-in-what-is-missing',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because:
      'What is missing is written into the list, which belongs to somebody else: next time it looks like a measurement.',
    edits: [
      [
        '  // ratio × pods = (used',
        `  for (const pod of pods) pod.utilisation ??= 0;
  // ratio × pods = (used`,
      ],
    ],
  },
  {
    name: 'remembers-by-the-sum',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because: 'The same sum in as many pods is taken for the same question, whoever of them is ready.',
    edits: [
      [
        'export function desiredReplicas(',
        `const known = new Map<string, number>();

export function desiredReplicas(`,
      ],
      [
        '  const current = pods.length;',
        `  const total = sum(pods.map(({ utilisation }) => utilisation ?? 0));
  const key = [pods.length, total, target, minimum, maximum].join();
  const before = known.get(key);
  if (before !== undefined) return before;
  const current = pods.length;`,
      ],
      [
        'return clamp(Math.ceil(used / target));',
        `const wish = clamp(Math.ceil(used / target));
  known.set(key, wish);
  return wish;`,
      ],
    ],
  },
  {
    name: 'forgets-who-is-neither',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because: 'A pod that has no metric because it is not ready is passed over: on the way up both kinds count as 0 %.',
    edits: [
      [
        'if (utilisation === null) counted',
        `if (utilisation === null && !ready && direction > 0) continue;
    if (utilisation === null) counted`,
      ],
    ],
  },
  {
    name: 'zero-is-no-metric',
    caughtBy: 'Pods without a metric and pods that are not ready are counted on the careful side',
    because: '`!utilisation` for what is missing: a pod at 0 % has been measured.',
    edits: [
      [
        'if (utilisation === null) counted',
        'if (!utilisation && !ready) counted.push(direction < 0 ? 100 : 0);\n    else if (utilisation === null) counted',
      ],
    ],
  },
  {
    name: 'whole-seconds',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because: 'An age is cut to whole seconds: what is a moment too old for the window is counted.',
    edits: [['ageSeconds < seconds', 'Math.floor(ageSeconds) < seconds']],
  },
  {
    name: 'adds-to-the-list-of-others',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because:
      'The newest wish is added to the list, which makes the code shorter, and the next answer of whoever owns it wrong.',
    edits: [
      [
        'const lowest = Math.min(desired, ...within(upWindowSeconds));',
        `recommendations.push({ servers: desired, ageSeconds: 0 });
  const lowest = Math.min(desired, ...within(upWindowSeconds));`,
      ],
    ],
  },
  {
    name: 'a-thousand-recommendations',
    caughtBy: 'A window holds the way down to its highest recommendation, and the way up to its lowest',
    because: 'Only the last thousand are looked at, to be sure of the time: they come in any order.',
    edits: [['recommendations.filter(({ ageSeconds })', 'recommendations.slice(-1000).filter(({ ageSeconds })']],
  },
  {
    name: 'every-hundredth-is-let-off',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'A counter in the module, for something to be done now and then: it counts the calls for all services.',
    edits: [
      [
        'export function decide(',
        `let calls = 0;

export function decide(`,
      ],
      [
        '  return { servers, state: { rates,',
        `  if (++calls % 100 === 0) return { servers: fleet, state: { rates, recommendations } };
  return { servers, state: { rates,`,
      ],
    ],
  },
  {
    name: 'tolerance-on-a-rounded-difference',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because:
      'The average of ten pods at 9.9 % is not within a tenth of 9 % for a computer, which rounds both: whole numbers compare exactly.',
    edits: [['Math.abs(used - wanted) * 10 <= wanted;', 'Math.abs(used / counted.length - target) <= target * 0.1;']],
  },
  {
    name: 'remembers-under-joined-numbers',
    caughtBy: 'The replica formula: rounded up, exact, still within 10 % of the target, between minimum and maximum',
    because:
      'What was worked out is kept under its numbers one after the other: 3, 0 and 1100 read like 30, 1 and 100.',
    edits: [
      [
        'export function desiredReplicas(',
        `const known = new Map<string, number>();

export function desiredReplicas(`,
      ],
      [
        '  const current = pods.length;',
        `  const key = [target, minimum, maximum].join('') + JSON.stringify(pods);
  const before = known.get(key);
  if (before !== undefined) return before;
  const current = pods.length;`,
      ],
      [
        'return clamp(Math.ceil(used / target));',
        `const wish = clamp(Math.ceil(used / target));
  known.set(key, wish);
  return wish;`,
      ],
    ],
  },
  {
    name: 'last-wish-of-anybody',
    caughtBy:
      'An ordinary day, with a second service in between: in time, and at most 1.25 times the best possible bill',
    because: 'Without a measurement it keeps to what was wanted last, which was wanted for another service.',
    edits: [
      [
        'export function decide(',
        `let wish = 0;

export function decide(`,
      ],
      [
        '(requestRate === null) return { servers: fleet, state };',
        '(requestRate === null) return { servers: Math.max(fleet, wish), state };',
      ],
      ['  return { servers, state: { rates,', '  wish = servers;\n  return { servers, state: { rates,'],
    ],
  },
] satisfies Mistake[];
