/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const MEASURED = 'A sensor is learned from first, then each reading is measured against those before it, in deviations';
const ANEW = 'So many anomalies in a row are how it is now: what was normal is forgotten, and learned anew';
const IGNORED = 'What is no reading, comes twice or comes too late is ignored, and moves nothing';
const FIGURES = 'The figures are right for values far from zero, and nothing takes longer the more has been seen';

export default [
  {
    name: 'one-threshold-for-all',
    caughtBy: MEASURED,
    because: 'All sensors share one baseline, as in the source, whose detector sees a number and no sensor.',
    edits: [
      ['sensors.get(name) ?? {', "sensors.get('') ?? {"],
      ['sensors.set(name, sensor);', "sensors.set('', sensor);"],
    ],
  },
  {
    name: 'learns-before-it-scores',
    caughtBy: MEASURED,
    because:
      'The value is part of its own measure: among n values no score can be above (n − 1) / √n, so with few of them nothing ever rings.',
    edits: [
      [
        '    // Scored before it is learned: what is part of its own measure looks normal.\n',
        '    const before = { ...sensor };\n    add(sensor, value);\n',
      ],
      ['sensor.anomalies = 0;\n      add(sensor, value);', 'sensor.anomalies = 0;'],
      ['    sensor.anomalies++;\n', '    Object.assign(sensor, before);\n    sensor.anomalies++;\n'],
    ],
  },
  {
    name: 'an-alarm-teaches',
    caughtBy: MEASURED,
    because: 'What was just called an anomaly is learned from: the next one is normal.',
    edits: [['    sensor.anomalies++;\n', '    sensor.anomalies++;\n    add(sensor, value);\n']],
  },
  {
    name: 'variance-of-all',
    caughtBy: MEASURED,
    because: 'Divided by the count, and not by one less: the deviation of few readings is too small.',
    edits: [['Math.sqrt(squares / (count - 1))', 'Math.sqrt(squares / count)']],
  },
  {
    name: 'measured-in-variances',
    caughtBy: MEASURED,
    because: 'The root is forgotten.',
    edits: [['Math.sqrt(squares / (count - 1))', 'squares / (count - 1)']],
  },
  {
    name: 'only-upwards',
    caughtBy: MEASURED,
    because: 'A value far below what is normal does not ring.',
    edits: [['Math.abs(value - sensor.mean)', 'Math.max(0, value - sensor.mean)']],
  },
  {
    name: 'no-floor',
    caughtBy: MEASURED,
    because: 'A sensor that always says the same has a deviation of 0, and anything else is infinitely far away.',
    edits: [['Math.max(deviationOf(sensor), floor)', '(floor > 0 ? deviationOf(sensor) : floor)']],
  },
  {
    name: 'the-floor-is-added',
    caughtBy: MEASURED,
    because: 'The floor is added to the deviation, and does not stand in for one that is smaller.',
    edits: [['Math.max(deviationOf(sensor), floor)', '(deviationOf(sensor) + floor)']],
  },
  {
    name: 'on-the-border',
    caughtBy: MEASURED,
    because: 'Just so many deviations are called an anomaly.',
    edits: [['if (score <= threshold) {', 'if (score < threshold) {']],
  },
  {
    name: 'almost-on-the-border',
    caughtBy: MEASURED,
    because: 'A little more than the threshold is called normal, as if it had been rounded.',
    edits: [['if (score <= threshold) {', 'if (score <= threshold + 1e-6) {']],
  },
  {
    name: 'infinitely-far-is-nothing',
    caughtBy: MEASURED,
    because: 'A score that is Infinity is taken for a mistake in the sum: the worst of all readings is ignored.',
    edits: [
      ['if (score <= threshold) {', 'if (!Number.isFinite(score)) return IGNORED;\n    if (score <= threshold) {'],
    ],
  },
  {
    name: 'whoever-asks-makes-a-sensor',
    caughtBy: MEASURED,
    because: 'To ask for the baseline of a sensor that was never seen makes one: the second time it seems to be known.',
    edits: [
      [
        'return sensor ? {',
        'if (!sensor)\n        sensors.set(name, { latest: Number.NEGATIVE_INFINITY, count: 0, mean: 0, squares: 0, anomalies: 0 });\n      return sensor ? {',
      ],
    ],
  },
  {
    name: 'learns-one-too-few',
    caughtBy: MEASURED,
    because: 'It judges by one reading fewer than it should.',
    edits: [['if (sensor.count < learn) {', 'if (sensor.count < learn - 1) {']],
  },
  {
    name: 'stops-learning',
    caughtBy: MEASURED,
    because: 'After the first readings nothing is learned any more.',
    edits: [['sensor.anomalies = 0;\n      add(sensor, value);', 'sensor.anomalies = 0;']],
  },
  {
    name: 'rings-for-ever',
    caughtBy: ANEW,
    because: 'What was normal once stays so: after a repair the alarm never ends.',
    edits: [
      [
        '    if (sensor.anomalies === relearn) Object.assign(sensor, { count: 0, mean: 0, squares: 0, anomalies: 0 });\n',
        '    void relearn;\n',
      ],
    ],
  },
  {
    name: 'all-anomalies-count',
    caughtBy: ANEW,
    because:
      'Anomalies are counted, whether in a row or not: a few bad readings a year, and what was normal is forgotten.',
    edits: [['      sensor.anomalies = 0;\n', '']],
  },
  {
    name: 'the-border-is-no-break',
    caughtBy: ANEW,
    because: 'A reading at exactly the threshold is normal, but does not end the row of anomalies.',
    edits: [['      sensor.anomalies = 0;\n', '      if (score < threshold) sensor.anomalies = 0;\n']],
  },
  {
    name: 'one-too-late',
    caughtBy: ANEW,
    because: 'One more anomaly than was said is needed.',
    edits: [['sensor.anomalies === relearn', 'sensor.anomalies > relearn']],
  },
  {
    name: 'half-forgotten',
    caughtBy: ANEW,
    because: 'The count begins anew, and the squares do not: the old spread hides what comes.',
    edits: [['{ count: 0, mean: 0, squares: 0, anomalies: 0 });', '{ count: 0, mean: 0, anomalies: 0 });']],
  },
  {
    name: 'the-old-origin',
    caughtBy: ANEW,
    because:
      'Distances are summed up from the first value there ever was, also when all was forgotten: from there the new values lie so far away that their differences are lost.',
    of: 'right/shifted.ts',
    edits: [
      ['sums ??= { at, origin: 0,', 'sums ??= { at, origin: Number.NaN,'],
      ['if (sums.count === 0) sums.origin', 'if (Number.isNaN(sums.origin)) sums.origin'],
      ['known.set(sensor, { at, origin: 0,', 'known.set(sensor, { at, origin: sums.origin,'],
    ],
  },
  {
    name: 'the-last-is-the-first',
    caughtBy: ANEW,
    because: 'The anomaly that made it forget is learned from at once.',
    edits: [
      ['anomalies: 0 });\n    return', 'anomalies: 0 });\n    if (sensor.count === 0) add(sensor, value);\n    return'],
    ],
  },
  {
    name: 'not-a-number-is-normal',
    caughtBy: IGNORED,
    because: 'A value that is no number is learned from, and from then on nothing is a number.',
    edits: [
      [
        'if (!Number.isFinite(at) || !Number.isFinite(value)) return IGNORED;',
        'if (!Number.isFinite(at)) return IGNORED;',
      ],
    ],
  },
  {
    name: 'infinity-is-a-reading',
    caughtBy: IGNORED,
    because: 'Only NaN is looked for. A sensor that overflows says Infinity.',
    edits: [['!Number.isFinite(value)', 'Number.isNaN(value)']],
  },
  {
    name: 'no-time-at-all',
    caughtBy: IGNORED,
    because: 'A reading at no time is taken in: nothing is ever later than that.',
    edits: [
      [
        'if (!Number.isFinite(at) || !Number.isFinite(value)) return IGNORED;',
        'if (!Number.isFinite(value)) return IGNORED;',
      ],
    ],
  },
  {
    name: 'only-times-of-53-bits',
    caughtBy: IGNORED,
    because: 'A time that is no safe whole number is taken for none, though it is finite.',
    edits: [['!Number.isFinite(at)', '!(Math.abs(at) <= Number.MAX_SAFE_INTEGER)']],
  },
  {
    name: 'duplicates-count',
    caughtBy: IGNORED,
    because: 'The same reading is learned from twice: the spread looks smaller than it is.',
    edits: [['if (at <= sensor.latest) return IGNORED;', 'if (at < sensor.latest) return IGNORED;']],
  },
  {
    name: 'late-ones-count',
    caughtBy: IGNORED,
    because: 'Readings are taken in whatever order they come.',
    edits: [['      if (at <= sensor.latest) return IGNORED;\n', '']],
  },
  {
    name: 'forgets-the-time-as-well',
    caughtBy: IGNORED,
    because: 'With what was learned the latest time is forgotten: what comes late after that is learned from.',
    edits: [
      [
        'Object.assign(sensor, { count: 0, mean: 0, squares: 0, anomalies: 0 })',
        'Object.assign(sensor, { latest: Number.NEGATIVE_INFINITY, count: 0, mean: 0, squares: 0, anomalies: 0 })',
      ],
    ],
  },
  {
    name: 'one-clock-for-all',
    caughtBy: IGNORED,
    because: 'The latest reading of any sensor decides: the one whose gateway is slow is never heard.',
    edits: [
      [
        'const sensors = new Map<string, Sensor>();',
        'const sensors = new Map<string, Sensor>();\n  let latest = Number.NEGATIVE_INFINITY;',
      ],
      [
        'if (at <= sensor.latest) return IGNORED;\n      sensor.latest = at;',
        'if (at < latest || at <= sensor.latest) return IGNORED;\n      latest = sensor.latest = at;',
      ],
    ],
  },
  {
    name: 'sums-of-squares',
    caughtBy: FIGURES,
    because:
      'Sum of squares less square of sum: two huge numbers, whose difference is lost in their last digits, and may be negative.',
    edits: [
      ['  anomalies: number;\n}', '  anomalies: number;\n  sum?: number;\n  all?: number;\n}'],
      [
        '    const before = value - sensor.mean;\n    sensor.mean += before / sensor.count;\n    sensor.squares += before * (value - sensor.mean);',
        '    if (sensor.count === 1) sensor.sum = sensor.all = 0;\n    sensor.sum = (sensor.sum ?? 0) + value;\n    sensor.all = (sensor.all ?? 0) + value * value;\n    sensor.mean = sensor.sum / sensor.count;\n    sensor.squares = sensor.all - (sensor.sum * sensor.sum) / sensor.count;',
      ],
    ],
  },
  {
    name: 'keeps-every-reading',
    caughtBy: FIGURES,
    because:
      'All values are kept, and gone through each time: a sensor that is a year old takes thirty million steps a reading.',
    edits: [
      ['  anomalies: number;\n}', '  anomalies: number;\n  values?: number[];\n}'],
      [
        '    const before = value - sensor.mean;\n    sensor.mean += before / sensor.count;\n    sensor.squares += before * (value - sensor.mean);',
        '    const values = sensor.count === 1 ? [] : (sensor.values ?? []);\n    sensor.values = values;\n    values.push(value);\n    sensor.mean = values.reduce((sum, each) => sum + (each - values[0]!), 0) / values.length + values[0]!;\n    sensor.squares = values.reduce((sum, each) => sum + (each - sensor.mean) ** 2, 0);',
      ],
    ],
  },
  {
    name: 'counts-to-ten-thousand',
    caughtBy: FIGURES,
    because:
      'The count stops at 10,000, so that new readings go on to matter: that is another measure than was asked for.',
    edits: [['sensor.count++;', 'sensor.count = Math.min(10_000, sensor.count + 1);']],
  },
  {
    name: 'goes-through-all-at-an-alarm',
    caughtBy: FIGURES,
    because: 'When a reading is an anomaly, all sensors are gone through to find its own.',
    edits: [
      [
        '    sensor.anomalies++;\n',
        '    for (const [name, each] of [...sensors]) if (each === sensor) sensors.set(name, sensor);\n    sensor.anomalies++;\n',
      ],
    ],
  },
  {
    name: 'squares-of-one-distance',
    caughtBy: MEASURED,
    because: 'The old distance is squared, instead of multiplied by the new one.',
    edits: [['before * (value - sensor.mean)', 'before * before']],
  },
  {
    name: 'counts-anomalies-in-a-small-number',
    caughtBy: ANEW,
    because: 'Anomalies in a row are counted by three digits: where 1,500 are asked for, it never learns anew.',
    edits: [['sensor.anomalies++;', 'sensor.anomalies = (sensor.anomalies + 1) % 1000;']],
  },
] satisfies Mistake[];
